// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/topologyinspector.h"

#include "widgets/pages/topology/nodelinks.h"
#include "widgets/pages/topology/topologywords.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/keyvaluelist.h"

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

#include <limits>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype MaxNames = 6;
constexpr qsizetype MaxAlerts = 20; // the worst; the alerts page has room for all

QString subtitle(const TopologyNode &node)
{
    QStringList parts{subtitleOf(node)};
    if (!node.system.isEmpty() && !node.owner.isEmpty())
        parts.append(node.system);
    return parts.join(u" · "_s);
}

QString hostsText(const QList<HostId> &hosts)
{
    QStringList names;
    for (const HostId &host : hosts)
        names.append(host.text());
    return names.join(u", "_s);
}

QList<TopologyNode> nodesOf(const Topology &topology, const QList<EntityId> &ids)
{
    QList<TopologyNode> nodes;
    for (const EntityId &id : ids) {
        if (const TopologyNode *node = topology.find(id))
            nodes.append(*node);
    }
    return nodes;
}

KeyValueList *listIn(Card *card, Theme &theme)
{
    auto *list = new KeyValueList(theme, card);
    card->body()->addWidget(list);
    return list;
}

} // namespace

TopologyInspector::TopologyInspector(Theme &theme, QWidget *parent)
    : InspectorPanel(theme, parent)
    , m_focusButton(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_alertsButton(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_deployButton(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
    , m_impactCard(new Card(theme, {}, this))
    , m_impact(listIn(m_impactCard, theme))
    , m_alertsCard(new Card(theme, {}, this))
    , m_alerts(listIn(m_alertsCard, theme))
    , m_runningCard(new Card(theme, {}, this))
    , m_running(listIn(m_runningCard, theme))
    , m_dependsOn(new NodeLinks(theme, this))
    , m_usedBy(new NodeLinks(theme, this))
{
    for (ActionButton *button : {m_focusButton, m_alertsButton, m_deployButton})
        addAction(button);
    for (QWidget *card :
        std::initializer_list<QWidget *>{m_impactCard, m_alertsCard, m_runningCard, m_dependsOn, m_usedBy})
        addSection(card);
    connect(m_focusButton, &QPushButton::clicked, this, [this] { Q_EMIT focusRequested(m_id); });
    connect(m_alertsButton, &QPushButton::clicked, this, [this] { Q_EMIT alertsRequested(m_id); });
    connect(m_deployButton, &QPushButton::clicked, this, [this] { Q_EMIT deployRequested(m_id); });
    connect(m_dependsOn, &NodeLinks::pressed, this, &TopologyInspector::nodePressed);
    connect(m_usedBy, &NodeLinks::pressed, this, &TopologyInspector::nodePressed);
    retranslate();
}

void TopologyInspector::showNode(const Topology &topology, const EntityId &id, bool isFocus, bool canDeploy)
{
    const TopologyNode *node = topology.find(id);
    if (!node)
        return;
    m_id = id;
    m_alertCount = static_cast<int>(node->alerts.size());
    setTitle(node->title, shapeOf(*node));
    setSubtitle(subtitle(*node));
    m_focusButton->setVisible(!isFocus);
    m_alertsButton->setVisible(m_alertCount > 0);
    m_deployButton->setVisible(canDeploy);
    showImpact(topology, id);
    showAlerts(*node);
    showRunning(topology, *node);
    m_dependsOn->setNodes(nodesOf(topology, topology.dependsOn(id)));
    m_usedBy->setNodes(nodesOf(topology, topology.usedBy(id)));
    retranslate();
}

void TopologyInspector::showImpact(const Topology &topology, const EntityId &id)
{
    const auto everything = std::numeric_limits<int>::max();
    const FocusedTopology callers = focusOn(topology, id, everything, Direction::In);
    QStringList names;
    QStringList systems;
    for (const TopologyNode &node : callers.part.nodes) {
        if (node.id != id)
            names.append(node.title);
        if (!node.system.isEmpty() && !systems.contains(node.system))
            systems.append(node.system);
    }
    const qsizetype count = names.size();
    QString text = names.mid(0, MaxNames).join(u", "_s);
    if (count > MaxNames)
        text += u", … "_s + tr("and %n more", nullptr, static_cast<int>(count - MaxNames));
    QList<KeyValueRow> rows;
    if (!systems.isEmpty())
        rows.append({.label = tr("systems"), .value = systems.join(u", "_s), .wrap = true});
    if (count > 0)
        rows.append({.label = tr("services"), .value = QLocale().toString(count) + u": "_s + text, .wrap = true});
    else
        rows.append({.label = tr("services"), .value = tr("nothing else depends on it"), .token = Token::TextMuted});
    m_impact->setRows(rows);
}

void TopologyInspector::showAlerts(const TopologyNode &node)
{
    QList<KeyValueRow> rows;
    for (const NodeAlert &alert : node.alerts.mid(0, MaxAlerts)) {
        const StateShape shape = shapeOf(alert.severity);
        const QString text = alert.summary.isEmpty() ? alert.name : alert.name + u" – "_s + alert.summary;
        rows.append({.label = wordOf(shape), .value = text, .wrap = true, .shape = shape});
    }
    if (const qsizetype more = node.alerts.size() - rows.size(); more > 0)
        rows.append({.value = u"… "_s + tr("and %n more", nullptr, static_cast<int>(more)), .token = Token::TextMuted});
    m_alerts->setRows(rows);
    m_alertsCard->setVisible(!rows.isEmpty());
}

void TopologyInspector::showRunning(const Topology &topology, const TopologyNode &node)
{
    QList<KeyValueRow> rows;
    const QString version = versionText(node);
    if (!version.isEmpty())
        rows.append({.label = tr("version"), .value = version, .mono = true, .token = Token::Accent});
    if (!node.hosts.isEmpty())
        rows.append({.label = tr("hosts"), .value = hostsText(node.hosts), .mono = true});
    if (!topology.environment.isEmpty())
        rows.append({.label = tr("environment"), .value = topology.environment.text()});
    //: Label before: ok, critical, stale, unknown
    rows.append({.label = tr("state"), .value = stateText(node), .shape = shapeOf(node)});
    if (!node.inCatalog) {
        rows.append({.label = tr("catalog"),
            .value = tr("Not in the catalog: known only because others refer to it."),
            .wrap = true,
            .token = Token::TextMuted});
    }
    m_running->setRows(rows);
}

void TopologyInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    InspectorPanel::changeEvent(event);
}

void TopologyInspector::retranslate()
{
    m_focusButton->setText(tr("Focus here"));
    m_alertsButton->setText(tr("%n alert(s)", nullptr, m_alertCount));
    m_deployButton->setText(tr("Deploy…"));
    m_impactCard->setTitle(tr("If this fails"));
    m_alertsCard->setTitle(tr("Alerts"));
    m_runningCard->setTitle(tr("Running"));
    m_dependsOn->setTitle(tr("Depends on"));
    m_usedBy->setTitle(tr("Used by"));
}

} // namespace opsdeck
