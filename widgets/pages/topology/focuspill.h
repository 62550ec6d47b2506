// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"
#include "widgets/parts/pill.h"

namespace opsdeck {

/// Names what the topology looks at; opens a list of everything that can be looked at, with a filter.
class FocusPill : public Pill
{
    Q_OBJECT

public:
    FocusPill(Theme &theme, QWidget *parent);

    void setFocusOn(const QString &title);
    void setNodes(const QList<TopologyNode> &nodes);
    void open();

Q_SIGNALS:
    void chosen(const opsdeck::EntityId &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Theme &m_theme;
    QString m_title;
    QList<TopologyNode> m_nodes;
};

} // namespace opsdeck
