// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/nodelinks.h"

#include "widgets/pages/topology/topologywords.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"

#include <QVBoxLayout>

namespace opsdeck {

NodeLinks::NodeLinks(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_links(new QWidget(this))
{
    new FlowLayout(m_links, Theme::Grid);
    body()->addWidget(m_links);
    hide();
}

void NodeLinks::setNodes(const QList<TopologyNode> &nodes)
{
    if (m_nodes == nodes)
        return;
    m_nodes = nodes;
    const QList<Pill *> old = m_links->findChildren<Pill *>(QString(), Qt::FindDirectChildrenOnly);
    for (Pill *pill : old) {
        m_links->layout()->removeWidget(pill);
        pill->hide();
        pill->deleteLater();
    }
    for (const TopologyNode &node : nodes) {
        auto *pill = new Pill(m_theme, m_links);
        pill->setShape(shapeOf(node));
        pill->setHatched(isSilent(node));
        pill->setText(node.title);
        pill->setAccessibleName(node.title + QStringLiteral(", ") + stateText(node));
        pill->setToolTip(plainToolTip(toolTipOf(node)));
        connect(pill, &QAbstractButton::clicked, this, [this, id = node.id] { Q_EMIT pressed(id); });
        m_links->layout()->addWidget(pill);
        pill->show();
    }
    setVisible(!nodes.isEmpty());
}

} // namespace opsdeck
