// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/runningversions.h"
#include "models/domain/topology.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now = QDateTime::fromString(u"2026-03-01T12:00:00Z"_s, Qt::ISODate);
const EntityId checkout(u"component:checkout"_s);
const EntityId cart(u"component:cart"_s);
const EntityId database(u"resource:cart-db"_s);
const EntityId bank(u"resource:bank"_s);

Digest digest(char letter)
{
    return Digest::parse(u"sha256:"_s + QString(64, QLatin1Char(letter)));
}

Entity entity(EntityKind kind, const QString &name, const QString &type, QList<EntityId> dependsOn = {})
{
    Entity made;
    made.id = entityId(kind, name);
    made.kind = kind;
    made.name = name;
    made.type = type;
    made.owner = entityId(EntityKind::Group, u"payments"_s);
    made.dependsOn = std::move(dependsOn);
    return made;
}

/// checkout → cart → cart-db, checkout → a bank that the catalog does not know; cart runs on two hosts.
Workspace shop()
{
    Workspace workspace;
    workspace.catalog = Catalog({entity(EntityKind::Component, u"checkout"_s, u"service"_s, {cart, bank}),
        entity(EntityKind::Component, u"cart"_s, u"service"_s, {database}),
        entity(EntityKind::Resource, u"cart-db"_s, u"database"_s),
        entity(EntityKind::Group, u"payments"_s, u"team"_s)});
    workspace.connections = {Connection{.id = SourceId(u"am"_s), .kind = u"alertmanager"_s}};
    ProductModule part;
    part.id = ModuleId(u"cart"_s);
    part.component = cart;
    part.image = *ImageRef::parse(u"127.0.0.1:5000/shop/cart"_s);
    part.placements = {{EnvironmentId(u"production"_s), {HostId(u"app-01"_s), HostId(u"app-02"_s)}},
        {EnvironmentId(u"staging"_s), {HostId(u"stg-01"_s)}}};
    workspace.products = {Product{.id = ProductId(u"shop"_s), .modules = {part}}};
    for (const QString &name : {u"app-01"_s, u"app-02"_s, u"stg-01"_s})
        workspace.hosts.append(HostSpec{.id = HostId(name), .address = u"127.0.0.1"_s});
    return workspace;
}

SourceRecord source(const QString &name, int secondsAgo)
{
    SourceRecord record{.id = SourceId(name)};
    record.lastAttempt = record.lastSuccess = now.addSecs(-secondsAgo);
    return record;
}

TopologyInput input()
{
    TopologyInput made;
    made.workspace = shop();
    made.environment = EnvironmentId(u"production"_s);
    made.sources = {source(u"am"_s, 1), source(u"docker/app-01"_s, 1), source(u"docker/app-02"_s, 1)};
    return made;
}

Alert alert(const QString &name, Severity severity, Labels labels)
{
    Alert made;
    made.key = {SourceId(u"am"_s), name};
    made.name = name;
    made.severity = severity;
    made.labels = std::move(labels);
    return made;
}

/// As the alert wall of that input has them.
QList<SharedRow> rowsOf(const TopologyInput &input, const QList<Alert> &alerts)
{
    AlertWallInput wall{.alerts = alerts, .sources = input.sources, .connections = input.workspace.connections};
    wall.catalog = input.workspace.catalog;
    wall.now = now;
    return alertWall(wall).rows;
}

Container container(const QString &host, const Digest &running, const QString &state = u"running"_s)
{
    Container made;
    made.host = HostId(host);
    made.composeProject = u"cart"_s;
    made.composeService = u"cart"_s;
    made.image = u"127.0.0.1:5000/shop/cart@"_s + running.text();
    made.digest = running;
    made.state = state;
    return made;
}

Artifact artifact(const Digest &of, QStringList tags)
{
    return Artifact{.repository = u"shop/cart"_s, .digest = of, .tags = std::move(tags)};
}

Topology ring(int size)
{
    Topology made;
    for (int i = 0; i < size; ++i)
        made.nodes.append({.id = EntityId(QString::number(i))});
    for (int i = 0; i < size; ++i)
        made.edges.append({EntityId(QString::number(i)), EntityId(QString::number((i + 1) % size))});
    return made;
}

} // namespace

class TopologyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsComponentsAndResourcesButNoPeople()
    {
        const Topology made = buildTopology(input(), now);
        QCOMPARE(made.nodes.size(), 4);
        QCOMPARE(made.find(checkout)->kind, NodeKind::Service);
        QCOMPARE(made.find(checkout)->owner, u"payments"_s);
        QCOMPARE(made.find(database)->kind, NodeKind::Database);
        QCOMPARE(made.dependsOn(checkout), (QList<EntityId>{cart, bank}));
        QCOMPARE(made.usedBy(database), QList<EntityId>{cart});
    }

    void whatTheCatalogDoesNotKnowIsExternalAndNeverHealthy()
    {
        const TopologyNode *node = nullptr;
        const Topology made = buildTopology(input(), now);
        node = made.find(bank);
        QVERIFY(node);
        QCOMPARE(node->kind, NodeKind::External);
        QCOMPARE(node->title, u"bank"_s);
        QVERIFY(!node->inCatalog);
        QCOMPARE(node->freshness, Freshness::Never);
    }

    void composeLinksJoinTheCatalogs()
    {
        TopologyInput given = input();
        given.workspace.composeLinks = {{cart, {database, EntityId(u"component:search"_s)}}};
        const Topology made = buildTopology(given, now);
        QMap<EntityId, EdgeOrigin> origins;
        for (const TopologyEdge &edge : made.edges) {
            if (edge.from == cart)
                origins.insert(edge.to, edge.origin);
        }
        QCOMPARE(origins.value(database), EdgeOrigin::Both);
        QCOMPARE(origins.value(EntityId(u"component:search"_s)), EdgeOrigin::Compose);
    }

    void hostsAreNodesWhenAskedFor()
    {
        TopologyInput given = input();
        given.withHosts = true;
        given.alerts = rowsOf(given, {alert(u"DiskFull"_s, Severity::Warning, {{u"instance"_s, u"app-02:9100"_s}})});
        const Topology made = buildTopology(given, now);
        const EntityId host(u"host:app-02"_s);
        QCOMPARE(made.find(host)->kind, NodeKind::Host);
        QCOMPARE(made.find(host)->freshness, Freshness::Live);
        QCOMPARE(made.find(host)->worst, std::optional(Severity::Warning));
        QVERIFY(made.usedBy(host).contains(cart));
        QVERIFY2(!made.find(EntityId(u"host:stg-01"_s)), "another environment's host");
    }

    void versionsComeFromTheRegistrysTags_data()
    {
        QTest::addColumn<QList<Container>>("containers");
        QTest::addColumn<QStringList>("versions");
        const Digest a = digest('a');
        const Digest b = digest('b');
        const Digest unknown = digest('c');
        QTest::newRow("nothing runs") << QList<Container>{} << QStringList{};
        QTest::newRow("one") << QList{container(u"app-01"_s, a), container(u"app-02"_s, a)} << QStringList{u"2.4.1"_s};
        QTest::newRow("drift") << QList{container(u"app-01"_s, a), container(u"app-02"_s, b)}
                               << QStringList{u"2.4.1"_s, u"2.10.0"_s};
        QTest::newRow("stopped") << QList{container(u"app-01"_s, a, u"exited"_s)} << QStringList{};
        QTest::newRow("elsewhere") << QList{container(u"stg-01"_s, a)} << QStringList{};
        QTest::newRow("no tag known") << QList{container(u"app-01"_s, unknown)} << QStringList{u"cccccccc"_s};
    }
    void versionsComeFromTheRegistrysTags()
    {
        QFETCH(QList<Container>, containers);
        TopologyInput given = input();
        given.containers = containers;
        given.artifacts
            = {artifact(digest('a'), {u"latest"_s, u"2.4"_s, u"2.4.1"_s}), artifact(digest('b'), {u"2.10.0"_s})};
        const Topology made = buildTopology(given, now);
        QTEST(made.find(cart)->versions, "versions");
    }

    void alertsFindTheirNodeByLabel()
    {
        TopologyInput given = input();
        Alert silenced = alert(u"Silenced"_s, Severity::Critical, {{u"service"_s, u"checkout"_s}});
        silenced.state = AlertState::Suppressed;
        const Labels elsewhere{{u"service"_s, u"checkout"_s}, {u"environment"_s, u"staging"_s}};
        given.alerts = rowsOf(given,
            {alert(u"Slow"_s, Severity::Warning, {{u"service"_s, u"cart"_s}}),
                alert(u"Down"_s, Severity::Critical, {{u"component"_s, u"cart"_s}, {u"env"_s, u"production"_s}}),
                alert(u"Lag"_s, Severity::Info, {{u"job"_s, u"cart-db"_s}}),
                alert(u"Elsewhere"_s, Severity::Critical, elsewhere),
                alert(u"Nobody"_s, Severity::Critical, {{u"service"_s, u"what"_s}}), silenced});

        const Topology made = buildTopology(given, now);

        QCOMPARE(made.find(cart)->worst, std::optional(Severity::Critical));
        QCOMPARE(made.find(cart)->alerts.size(), 2);
        QCOMPARE(made.find(cart)->alerts.first().name, u"Down"_s);
        QCOMPARE(made.find(database)->worst, std::optional(Severity::Info));
        QVERIFY(!made.find(checkout)->worst);
    }

    void anAlertThatTwoSourcesTellCountsOnce()
    {
        TopologyInput given = input();
        Alert again = alert(u"Down"_s, Severity::Critical, {{u"service"_s, u"cart"_s}});
        again.key.source = SourceId(u"prometheus"_s);
        given.alerts = rowsOf(given, {alert(u"Down"_s, Severity::Critical, {{u"service"_s, u"cart"_s}}), again});
        QCOMPARE(buildTopology(given, now).find(cart)->alerts.size(), 1);
    }

    void aNodeIsAsFreshAsTheWorstThatCouldTellAboutIt()
    {
        TopologyInput given = input();
        given.sources[2] = source(u"docker/app-02"_s, 600);
        const Topology hostSilent = buildTopology(given, now);
        QCOMPARE(hostSilent.find(cart)->freshness, Freshness::Stale);
        QCOMPARE(hostSilent.find(database)->freshness, Freshness::Live);

        given.sources[0] = source(u"am"_s, 600);
        QCOMPARE(buildTopology(given, now).find(database)->freshness, Freshness::Stale);
        given.workspace.connections.clear();
        QCOMPARE(buildTopology(given, now).find(database)->freshness, Freshness::Never);
    }

    void focusKeepsWhatIsNearAndCountsTheRest_data()
    {
        QTest::addColumn<int>("hops");
        QTest::addColumn<Direction>("direction");
        QTest::addColumn<QStringList>("nodes");
        QTest::addColumn<int>("hiddenEdges");
        QTest::newRow("one out") << 1 << Direction::Out << QStringList{u"0"_s, u"1"_s} << 9;
        QTest::newRow("one in") << 1 << Direction::In << QStringList{u"0"_s, u"9"_s} << 9;
        QTest::newRow("two both") << 2 << Direction::Both << QStringList{u"0"_s, u"1"_s, u"2"_s, u"8"_s, u"9"_s} << 6;
    }
    void focusKeepsWhatIsNearAndCountsTheRest()
    {
        QFETCH(int, hops);
        QFETCH(Direction, direction);
        QFETCH(int, hiddenEdges);
        const FocusedTopology focused = focusOn(ring(10), EntityId(u"0"_s), hops, direction);
        QStringList names;
        for (const TopologyNode &node : focused.part.nodes)
            names.append(node.id.text());
        QTEST(names, "nodes");
        QCOMPARE(focused.allNodes, 10);
        QCOMPARE(focused.hiddenEdges, hiddenEdges);
    }

    void focusWithoutLimitEndsWhereTheGraphEnds()
    {
        const int everything = std::numeric_limits<int>::max();
        QCOMPARE(focusOn(ring(10), EntityId(u"0"_s), everything, Direction::In).part.nodes.size(), 10);
    }

    void focusOnSomethingUnknownShowsNothing()
    {
        const FocusedTopology focused = focusOn(ring(3), EntityId(u"gone"_s), 2, Direction::Both);
        QVERIFY(focused.part.nodes.isEmpty());
        QCOMPARE(focused.hiddenEdges, 3);
    }

    void startsWhereItBurnsElseWhereMostMeets()
    {
        TopologyInput given = input();
        QCOMPARE(startingPoint(buildTopology(given, now)), cart);
        given.alerts = rowsOf(given,
            {alert(u"Slow"_s, Severity::Warning, {{u"service"_s, u"cart"_s}}),
                alert(u"Lag"_s, Severity::Critical, {{u"service"_s, u"cart-db"_s}})});
        QCOMPARE(startingPoint(buildTopology(given, now)), database);
        QVERIFY(startingPoint({}).isEmpty());
    }

    void stateIsNotStructure()
    {
        TopologyInput given = input();
        const Topology before = buildTopology(given, now);
        given.alerts = rowsOf(given, {alert(u"Down"_s, Severity::Critical, {{u"service"_s, u"cart"_s}})});
        const Topology burning = buildTopology(given, now);
        QVERIFY(before != burning);
        QVERIFY(sameStructure(before, burning));
        given.withHosts = true;
        QVERIFY(!sameStructure(before, buildTopology(given, now)));
    }
};

QTEST_GUILESS_MAIN(TopologyTest)
#include "tst_topology.moc"
