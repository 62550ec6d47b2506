// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertcare.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace opsdeck {

class ActionButton;
class Theme;

/// Acknowledge, hand over, comment on, give back or close one or many alerts: what a person has to say about it, and
/// until when it holds. Writes nothing.
class DeedDialog : public QDialog
{
    Q_OBJECT

public:
    /// `titles` are the alerts it is about.
    DeedDialog(Theme &theme, AlertDeed::Kind kind, const QStringList &titles, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Kind, note, person and end are filled in.
    void given(const opsdeck::AlertDeed &deed);

private:
    QString heading(int count) const;
    QLineEdit *addField(QFormLayout *form, const QString &label, const QString &placeholder);
    void addEnd(QFormLayout *form);
    void addButtons(int count);
    void give();
    void check();

    Theme &m_theme;
    const AlertDeed::Kind m_kind;
    QLineEdit *m_person = nullptr; ///< of a hand-over only
    QLineEdit *m_note = nullptr;
    QComboBox *m_end = nullptr; ///< where it can have one
    ActionButton *m_act = nullptr;
};

} // namespace opsdeck
