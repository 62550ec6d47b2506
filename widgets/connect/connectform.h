// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connectdraft.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace opsdeck {

/// The fields for one kind of target, and the draft that they make.
class ConnectForm : public QWidget
{
    Q_OBJECT

public:
    ConnectForm(Theme &theme, const QString &kind, QWidget *parent = nullptr);

    /// For a host: where it belongs. Without any, the question is not asked.
    void setEnvironments(const QList<Environment> &environments);
    /// Names that the workspace has already.
    void setTakenNames(const QStringList &names);

    /// What is missing or wrong, in words; empty = the draft can be tried and added.
    QString problem() const;
    ConnectDraft draft() const;

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addField(const QString &label, const QString &placeholder);
    QLineEdit *addFileField(const QString &label, const QString &placeholder);
    void addConnectionFields();
    void addAccountFields();
    void addHostFields();
    QString takenName() const;
    QString nameProblem() const;
    QString addressProblem() const;
    QString restProblem() const;
    QString secretName() const;
    Connection connection() const;
    HostSpec host() const;

    Theme &m_theme;
    const QString m_kind;
    QStringList m_taken;
    QFormLayout *m_layout;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_port = nullptr; ///< of a host
    QLineEdit *m_user = nullptr;
    QLineEdit *m_secret = nullptr; ///< null for a check
    QLineEdit *m_mapping = nullptr; ///< of a list
    QLineEdit *m_file = nullptr; ///< authority, or private key
    QComboBox *m_environment = nullptr; ///< of a host
};

} // namespace opsdeck
