// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/trafficreader.h"

#include "app/workspace/rolloutreader.h"
#include "app/workspace/words.h"
#include "models/items/phrasetext.h"

namespace opsdeck {

namespace {

constexpr int MostTier = 1000;

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

QStringList namesOf(const auto &entries)
{
    QStringList names;
    for (const auto &entry : entries)
        names.append(entry.id.text());
    return names;
}

class RouteReader
{
public:
    RouteReader(const YAML::Node &node, const QString &file, Diagnostics &diagnostics, const Workspace &workspace)
        : m_node(node)
        , m_file(file)
        , m_diagnostics(diagnostics)
        , m_map(node, file, diagnostics)
        , m_workspace(workspace)
    { }

    std::optional<TrafficRoute> read()
    {
        const qsizetype before = m_diagnostics.size();
        m_route.name = m_map.name();
        m_route.product = ProductId(oneOf(m_map, "product", namesOf(m_workspace.products)));
        m_route.environment = EnvironmentId(oneOf(m_map, "environment", namesOf(m_workspace.environments)));
        if (const auto strategy = strategyFromName(oneOf(m_map, "strategy", strategyNames())))
            m_route.strategy = *strategy;
        readTarget();
        readPools();
        m_route.from = m_map.requiredText(key("from"));
        m_route.to = m_map.requiredText(key("to"));
        readSteps();
        m_route.asks = m_map.boolean(key("ask"), false);
        Product around; // gates are written as a product's
        readGates(around);
        m_route.gates = around.gates;
        readTenants();
        m_map.finish();
        if (m_diagnostics.size() > before)
            return {};
        if (const auto checked = checkRoute(m_route); !checked) {
            m_map.report(m_map.placeOf(key("name")), phraseText(checked.error().said()));
            return {};
        }
        return m_route;
    }

private:
    /// A required word that is one of those known.
    QString oneOf(YamlMap &map, const char *where, const QStringList &known)
    {
        const QString word = map.requiredText(key(where));
        if (word.isEmpty() || known.contains(word))
            return word;
        const QString meant = nearestWord(word, known);
        map.report(map.placeOf(key(where)),
            WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(key(where), word),
            meant.isEmpty() ? WorkspaceText::tr("Known: %1").arg(known.mid(0, 12).join(QStringLiteral(", ")))
                            : WorkspaceText::tr("Did you mean \"%1\"?").arg(meant));
        return {};
    }

    void readTarget()
    {
        TrafficTarget &target = m_route.target;
        if (const auto kind = balancerFromName(oneOf(m_map, "balancer", balancerNames())))
            target.kind = *kind;
        target.host = HostId(oneOf(m_map, "host", namesOf(m_workspace.hosts)));
        target.socketPath = m_map.text(key("socket"));
        target.address = m_map.text(key("address"));
        target.port = static_cast<quint16>(m_map.integer(key("port"), 0, 1, 65535));
        target.file = m_map.text(key("file"));
        if (m_map.has(key("test")))
            target.testCommand = m_map.texts(key("test"));
        m_map.ignore(key("test"));
        target.reloadCommand = m_map.texts(key("reload"));
        target.backend = m_map.text(key("backend"));
        if (!target.socketPath.isEmpty() && (!target.address.isEmpty() || target.port != 0))
            m_map.report(m_map.placeOf(key("socket")),
                WorkspaceText::tr("The balancer's socket is a path or an address, not both."));
        if (auto commands = m_map.map(key("commands")))
            target.commands = readCommands(*commands);
    }

    static TrafficCommands readCommands(YamlMap &map)
    {
        TrafficCommands commands;
        commands.setShare = map.texts(key("set-share"));
        commands.readShare = map.texts(key("read-share"));
        commands.drain = map.texts(key("drain"));
        commands.undrain = map.texts(key("undrain"));
        commands.state = map.texts(key("state"));
        commands.sessions = map.texts(key("sessions"));
        map.finish();
        return commands;
    }

    YamlMap mapAt(const YAML::Node &node) const { return {node, m_file, m_diagnostics}; }

    void readPools()
    {
        m_map.ignore(key("pools"));
        const YAML::Node pools = m_node.IsMap() ? m_node["pools"] : YAML::Node();
        if (!pools.IsDefined() || !pools.IsMap() || pools.size() == 0) {
            m_map.report(m_map.placeOf(key("pools")), WorkspaceText::tr("A route needs pools of servers."),
                WorkspaceText::tr("For example pools: {G0: {servers: {s1: app-01}}}"));
            return;
        }
        for (const auto &pool : pools) {
            const QString name = pool.first.IsScalar() ? QString::fromStdString(pool.first.Scalar()) : QString();
            YamlMap map = mapAt(pool.second);
            if (m_route.target.pools.contains(name))
                map.report(map.place(), WorkspaceText::tr("\"%1\" stands here twice.").arg(name));
            m_route.target.pools.insert(name, readServers(pool.second, map));
            map.finish();
        }
    }

    QStringList readServers(const YAML::Node &pool, YamlMap &map)
    {
        const YAML::Node servers = pool.IsMap() ? pool["servers"] : YAML::Node();
        if (!servers.IsDefined() || !servers.IsMap())
            return map.texts(key("servers"));
        const QMap<QString, QString> hosts = map.textMap(key("servers"));
        const QStringList known = namesOf(m_workspace.hosts);
        QStringList names;
        for (const auto &entry : servers) { // in the order written
            const QString name = entry.first.IsScalar() ? QString::fromStdString(entry.first.Scalar()) : QString();
            const QString host = hosts.value(name);
            names.append(name);
            m_route.hosts.insert(name, HostId(host));
            if (!known.contains(host))
                map.report({m_file, entry.second.Mark().line + 1, entry.second.Mark().column + 1},
                    WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(name, host),
                    WorkspaceText::tr("Known: %1").arg(known.mid(0, 12).join(QStringLiteral(", "))));
        }
        return names;
    }

    auto holdOf(YamlMap &map, std::chrono::seconds fallback)
    {
        const auto hold = map.duration(key("hold"), fallback);
        const auto whole = std::chrono::ceil<std::chrono::seconds>(hold);
        if (whole <= TrafficRoute::LongestHold)
            return whole;
        map.report(map.placeOf(key("hold")), WorkspaceText::tr("A step is held for at most 30 days."));
        return fallback;
    }

    void readSteps()
    {
        const std::chrono::seconds hold = holdOf(m_map, std::chrono::seconds(0));
        const YAML::Node steps = m_node.IsMap() ? m_node["steps"] : YAML::Node();
        m_map.ignore(key("steps"));
        const bool isThere = steps.IsDefined() && !steps.IsNull();
        if (!isThere && m_route.strategy == TrafficStrategy::BlueGreen) {
            m_route.steps.append({100, hold});
            return;
        }
        if (!isThere || !steps.IsSequence() || steps.size() == 0) {
            m_map.report(m_map.placeOf(key("steps")), WorkspaceText::tr("A route needs a list of steps."), stepHint());
            return;
        }
        for (const YAML::Node &step : steps)
            readStep(step, hold);
    }

    static QString stepHint() { return WorkspaceText::tr("For example [5, 20, 100] or [{share: 5, hold: 10m}, …]"); }

    void readStep(const YAML::Node &node, std::chrono::seconds hold)
    {
        if (node.IsMap()) {
            YamlMap map = mapAt(node);
            const int share = map.integer(key("share"), 0, 1, 100);
            if (!map.has(key("share")))
                map.report(map.place(), WorkspaceText::tr("\"%1\" is missing.").arg(key("share")), stepHint());
            m_route.steps.append({share, holdOf(map, hold)});
            map.finish();
            return;
        }
        bool isNumber = false;
        const QString text = node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
        const int share = text.toInt(&isNumber);
        if (!isNumber || share < 1 || share > 100)
            m_map.report({m_file, node.Mark().line + 1, node.Mark().column + 1},
                WorkspaceText::tr("\"%1\" is no share of traffic.").arg(text),
                WorkspaceText::tr("A whole number of percents from 1 to 100"));
        m_route.steps.append({share, hold});
    }

    void readGates(Product &around)
    {
        m_map.ignore(key("gates"));
        if (!m_map.has(key("gates")))
            return;
        YAML::Node only; // of what a product has around a host, a route has its gates alone
        only["gates"] = m_node["gates"];
        YamlMap map = mapAt(only);
        readAround(map, around);
    }

    void readTenants()
    {
        for (YamlMap map : m_map.maps(key("tenants"))) {
            Tenant tenant;
            tenant.name = map.requiredText(key("name"));
            tenant.tier = map.integer(key("tier"), 0, 0, MostTier);
            map.finish();
            m_route.tenants.append(tenant);
        }
    }

    const YAML::Node m_node; // const: looking for a key does not add it
    const QString m_file;
    Diagnostics &m_diagnostics;
    YamlMap m_map;
    const Workspace &m_workspace;
    TrafficRoute m_route;
};

} // namespace

QList<TrafficRoute> readTraffic(
    const YAML::Node &root, const QString &file, const Workspace &workspace, Diagnostics &diagnostics)
{
    QList<TrafficRoute> routes;
    const YAML::Node list = root.IsMap() ? root["traffic"] : YAML::Node();
    if (!list.IsDefined())
        return routes;
    if (!list.IsSequence() || list.size() == 0) {
        YamlMap(root, file, diagnostics)
            .report(YamlMap(root, file, diagnostics).placeOf(key("traffic")),
                WorkspaceText::tr("\"traffic\" holds no route."),
                WorkspaceText::tr("Start each entry with \"- \", or remove the key"));
        return routes;
    }
    QStringList names;
    for (const YAML::Node &node : list) {
        const auto route = RouteReader(node, file, diagnostics, workspace).read();
        if (!route)
            continue;
        if (names.contains(route->name)) {
            YamlMap map(node, file, diagnostics);
            map.report(map.placeOf(key("name")),
                WorkspaceText::tr("There is already a route called \"%1\".").arg(route->name),
                WorkspaceText::tr("Names are unique in a workspace"));
            continue;
        }
        names.append(route->name);
        routes.append(*route);
    }
    return routes;
}

} // namespace opsdeck
