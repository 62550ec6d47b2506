// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QLabel;

namespace opsdeck {

class ChoicePill;
class FocusPill;
class Pill;

/// What is looked at, how far, in which direction and environment, and how much of all that shows.
class TopologyHeader : public QWidget
{
    Q_OBJECT

public:
    TopologyHeader(const QList<Environment> &environments, Theme &theme, QWidget *parent);

    int hops() const;
    Direction direction() const;
    EnvironmentId environment() const; ///< empty = all
    bool withHosts() const;

    void setFocusOn(const QString &title);
    void setNodes(const QList<TopologyNode> &nodes);
    void setCounts(const FocusedTopology &focused);
    void openChooser();

Q_SIGNALS:
    void focusChosen(const opsdeck::EntityId &id);
    void rangeChanged(); ///< hops or direction
    void contentChanged(); ///< environment or hosts: another topology is wanted

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showCounts();

    QList<Environment> m_environments;
    QLabel *m_title;
    FocusPill *m_focus;
    ChoicePill *m_hops;
    ChoicePill *m_direction;
    ChoicePill *m_environment;
    Pill *m_hosts;
    QLabel *m_counts;
    int m_shown = 0;
    int m_all = 0;
    int m_hiddenEdges = 0;
};

} // namespace opsdeck
