// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workspace.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QVBoxLayout;

namespace opsdeck {

class ActionButton;
class Card;
class EnvironmentBand;
class KeyValueList;
class LeasePanel;
class Theme;

/// Where: an environment, with the hosts that it means for the chosen product, and who has reserved it. Where the
/// product has a repository for it, also who does the work: this desk, or GitLab's runners.
class WhereStep : public QWidget
{
    Q_OBJECT

public:
    explicit WhereStep(Theme &theme, QWidget *parent = nullptr);

    void setEnvironments(const QList<Environment> &environments);
    void setTarget(const Product &product, const QString &version);
    void choose(const EnvironmentId &environment);
    const Environment *environment() const; ///< null = none chosen
    bool isThroughGitLab() const;
    LeasePanel *leases() const { return m_lease; }

Q_SIGNALS:
    void environmentChanged();
    void backRequested();
    void finished();

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void fill();
    void showChoice();
    void showExecutors();
    int hostCount(const EnvironmentId &environment) const;

    Theme &m_theme;
    QList<Environment> m_environments;
    Product m_product;
    QString m_version;
    Card *m_listCard;
    Card *m_hostCard;
    QListWidget *m_list;
    EnvironmentBand *m_band;
    QLabel *m_warning;
    KeyValueList *m_hosts;
    LeasePanel *m_lease;
    QLabel *m_executorLabel;
    QComboBox *m_executor;
    ActionButton *m_back;
    ActionButton *m_next;
};

} // namespace opsdeck
