// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/wallchanges.h"
#include "models/domain/walltiles.h"
#include "models/domain/walltopology.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

/// What a wall shows of what is known: every system a tile, a system's parts, the day's changes.
class WallContentTest : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now = QDateTime::currentDateTimeUtc();

    static Entity system(const QString &name)
    {
        return {.id = entityId(EntityKind::System, name), .kind = EntityKind::System, .name = name};
    }
    static Entity component(const QString &name, const QString &of)
    {
        Entity made{.id = entityId(EntityKind::Component, name), .kind = EntityKind::Component, .name = name};
        made.system = entityId(EntityKind::System, of);
        return made;
    }
    static Catalog catalog()
    {
        return Catalog({system(u"cart"_s), system(u"checkout"_s), system(u"settlement"_s),
            component(u"checkout-app"_s, u"checkout"_s)});
    }

    Alert alert(const QString &name, const QString &severity) const
    {
        Alert made;
        made.key = {SourceId(u"am"_s), name};
        made.severity = severityFromText(severity);
        made.name = name;
        made.summary = name + u" says so"_s;
        made.labels = {{u"alertname"_s, name}, {u"system"_s, u"checkout"_s}, {u"service"_s, u"checkout-app"_s}};
        made.startsAt = m_now.addSecs(-720);
        return made;
    }

    AlertWallInput input(bool live) const
    {
        AlertWallInput made;
        made.now = m_now;
        made.catalog = catalog();
        SourceRecord record;
        record.id = SourceId(u"am"_s);
        record.kind = u"alertmanager"_s;
        record.lastAttempt = record.lastSuccess = live ? m_now : m_now.addSecs(-3600);
        made.sources = {record};
        return made;
    }

private Q_SLOTS:
    void everySystemHasATileAndWhatBurnsStandsFirst()
    {
        AlertWallInput told = input(true);
        told.alerts = {alert(u"QueueBacklog"_s, u"warning"_s), alert(u"HighErrorRate"_s, u"critical"_s)};
        const auto tiles = wallTiles(alertWall(told), told.catalog, {});
        QCOMPARE(tiles.size(), 3);
        QCOMPARE(tiles.first().title, u"checkout"_s);
        QCOMPARE(tiles.first().counts.critical, 1);
        QCOMPARE(tiles.first().lines.first().name, u"HighErrorRate"_s);
        QCOMPARE(tiles.first().lines.first().detail, u"HighErrorRate says so"_s);
        for (const WallTile &tile : tiles)
            QVERIFY(!tile.blind);
    }

    void whereASourceIsSilentNoTileIsQuiet()
    {
        AlertWallInput told = input(false);
        told.alerts = {alert(u"HighErrorRate"_s, u"critical"_s)};
        const auto tiles = wallTiles(alertWall(told), told.catalog, {});
        QCOMPARE(tiles.size(), 3);
        for (const WallTile &tile : tiles) {
            QVERIFY(tile.blind);
            QCOMPARE(tile.blindSince, told.sources.first().lastSuccess);
        }
        QCOMPARE(tiles.first().counts.critical, 1); // what was known stays
    }

    void beforeAnythingIsKnownEveryTileIsBlind()
    {
        for (const WallTile &tile : wallTiles({}, catalog(), {}))
            QVERIFY(tile.blind && !tile.blindSince.isValid());
    }

    void whoHasItStandsOnTheLine()
    {
        AlertWallInput told = input(true);
        told.alerts = {alert(u"HighErrorRate"_s, u"critical"_s)};
        const AlertWall before = alertWall(told);
        AlertDeed deed{AlertDeed::Kind::Acknowledged, before.groups.first().rows.first()->key, u"li@desk"_s};
        deed.at = m_now;
        told.deeds.insert(deed.alert, {deed});
        QCOMPARE(wallTiles(alertWall(told), told.catalog, {}).first().lines.first().owner, u"li"_s);
    }

    void whatIsAlikeIsOneLineAndTheCountsAddUp()
    {
        AlertWallInput told = input(true);
        for (int i = 0; i < 3; ++i) {
            Alert one = alert(u"HighErrorRate"_s, u"critical"_s);
            one.key.fingerprint += QString::number(i);
            one.labels.insert(u"instance"_s, u"app-%1"_s.arg(i));
            one.summary += u" on %1"_s.arg(i);
            one.startsAt = m_now.addSecs(-600 - i);
            told.alerts.append(one);
        }
        Alert milder = alert(u"HighErrorRate"_s, u"warning"_s); // of another severity it is another line
        milder.key.fingerprint = u"w"_s;
        milder.labels.insert(u"instance"_s, u"app-7"_s);
        Alert other = alert(u"QueueBacklog"_s, u"critical"_s);
        told.alerts += {milder, other};
        const AlertWall wall = alertWall(told);
        const WallTile tile = wallTiles(wall, told.catalog, {}).first();
        QCOMPARE(tile.lines.size(), 3);
        int counted = 0;
        QSet<QString> keys;
        for (const WallLine &line : tile.lines) {
            counted += line.count();
            keys.insert(line.key);
            keys.unite({line.others.cbegin(), line.others.cend()});
        }
        QCOMPARE(counted, tile.counts.total());
        QCOMPARE(keys.size(), counted); // none twice
        const auto folded = std::find_if(
            tile.lines.cbegin(), tile.lines.cend(), [](const WallLine &line) { return line.count() > 1; });
        QVERIFY(folded != tile.lines.cend());
        QCOMPARE(folded->name, u"HighErrorRate"_s);
        QCOMPARE(folded->count(), 3);
        QCOMPARE(folded->startsAt, m_now.addSecs(-602)); // the oldest
        for (int i = 0; i < 3; ++i) // they say different things: where they are is told
            QVERIFY2(folded->detail.contains(u"app-%1"_s.arg(i)), qPrintable(folded->detail));
        for (const SharedRow &row : wall.rows)
            QCOMPARE(folded->tells(row->key), row->name == u"HighErrorRate" && row->severity == Severity::Critical);
    }

    void aLineIsSomebodysOnceAllOfItAre()
    {
        AlertWallInput told = input(true);
        for (int i = 0; i < 2; ++i) {
            Alert one = alert(u"HighErrorRate"_s, u"critical"_s);
            one.key.fingerprint += QString::number(i);
            one.labels.insert(u"instance"_s, u"app-%1"_s.arg(i));
            told.alerts.append(one);
        }
        const AlertWall before = alertWall(told);
        QCOMPARE(before.rows.size(), 2);
        const auto acknowledge = [&](const QString &key, const QString &by) {
            AlertDeed deed{AlertDeed::Kind::Acknowledged, key, by};
            deed.at = m_now;
            told.deeds.insert(key, {deed});
        };
        acknowledge(before.rows.at(1)->key, u"li@desk"_s);
        QCOMPARE(wallTiles(alertWall(told), told.catalog, {}).first().lines.first().owner, QString());
        acknowledge(before.rows.at(0)->key, u"wang@desk"_s);
        const WallTile tile = wallTiles(alertWall(told), told.catalog, {}).first();
        QCOMPARE(tile.lines.size(), 1);
        QVERIFY(tile.lines.first().owner.contains(u"li"_s) && tile.lines.first().owner.contains(u"wang"_s));
    }

    void whatComesAndGoesIsOneLineAtTheEnd()
    {
        AlertWallInput told = input(true);
        told.noise.flapping = 3;
        for (const QString &name : {u"CpuHigh"_s, u"SlowQueries"_s}) {
            Alert one = alert(name, u"warning"_s);
            one.startsAt = m_now.addSecs(-3000); // older than the steady one
            told.alerts.append(one);
            AlertTrace trace{one.key, name, one.labels, {}};
            for (int i = 0; i < 5; ++i)
                trace.moments.append(
                    {m_now.addSecs(-600 + i * 60), i % 2 ? AlertState::Resolved : AlertState::Firing, one.severity});
            told.timeline.traces.append(trace);
        }
        told.alerts.append(alert(u"QueueBacklog"_s, u"warning"_s));
        const WallTile tile = wallTiles(alertWall(told), told.catalog, {}).first();
        QCOMPARE(tile.counts.warning, 3);
        QCOMPARE(tile.lines.size(), 2);
        QCOMPARE(tile.lines.first().name, u"QueueBacklog"_s);
        QVERIFY(tile.lines.last().flapping);
        QCOMPARE(tile.lines.last().count(), 2);
        QVERIFY(tile.lines.last().detail.contains(u"CpuHigh"_s) && tile.lines.last().detail.contains(u"SlowQueries"_s));
    }

    void aThousandThatAreAllDifferentEndWhereAScreenDoes()
    {
        AlertWallInput told = input(true);
        told.noise.storm = 0;
        for (int i = 0; i < 1000; ++i)
            told.alerts.append(alert(u"Alert%1"_s.arg(i % 500), i < 500 ? u"critical"_s : u"warning"_s));
        for (qsizetype i = 0; i < told.alerts.size(); ++i)
            told.alerts[i].key.fingerprint = QString::number(i);
        const WallTile tile = wallTiles(alertWall(told), told.catalog, {}).first();
        QVERIFY(tile.lines.size() <= 40);
        QVERIFY(!tile.lines.isEmpty());
    }

    void silencedAlertsAreCountedAndNotShown()
    {
        AlertWallInput told = input(true);
        Alert silenced = alert(u"HighErrorRate"_s, u"critical"_s);
        silenced.state = AlertState::Suppressed;
        told.alerts = {silenced};
        const auto tiles = wallTiles(alertWall(told), told.catalog, {});
        const auto checkout = std::find_if(
            tiles.cbegin(), tiles.cend(), [](const WallTile &tile) { return tile.title == u"checkout"; });
        QCOMPARE(checkout->counts.suppressed, 1);
        QVERIFY(checkout->lines.isEmpty() && !checkout->worst);
    }

    void whatDoesNotFitIsAsBadAsItsWorst()
    {
        QList<WallTile> tiles(4);
        tiles[1].counts.warning = 2;
        tiles[1].worst = Severity::Warning;
        tiles[2].counts.critical = 1;
        tiles[2].worst = Severity::Critical;
        tiles[3].blind = true;
        tiles[3].blindSince = m_now;
        const WallTile rest = restOf(tiles, 1);
        QCOMPARE(rest.worst, std::optional(Severity::Critical));
        QCOMPARE(rest.counts.critical + rest.counts.warning, 3);
        QVERIFY(rest.blind);
        QVERIFY(!restOf(tiles, 3).worst);
    }

    void aSystemIsDrawnWithItsNeighboursAndSaysWhatItLeavesOut()
    {
        const Catalog parts({system(u"checkout"_s), component(u"app"_s, u"checkout"_s), component(u"mq"_s, u"other"_s),
            component(u"far"_s, u"other"_s)});
        const auto node = [](const QString &name) {
            TopologyNode made;
            made.id = entityId(EntityKind::Component, name);
            return made;
        };
        Topology topology;
        topology.nodes = {node(u"far"_s), node(u"mq"_s), node(u"app"_s)};
        topology.nodes[1].worst = Severity::Critical;
        topology.edges = {{topology.nodes[2].id, topology.nodes[1].id}, {topology.nodes[1].id, topology.nodes[0].id}};
        const EntityId checkout = entityId(EntityKind::System, u"checkout"_s);
        const FocusedTopology all = topologyOfSystem(topology, parts, checkout);
        QCOMPARE(all.part.nodes.size(), 2);
        QCOMPARE(all.part.nodes.first().id, topology.nodes[2].id);
        QCOMPARE(all.part.edges.size(), 1);
        const FocusedTopology one = topologyOfSystem(topology, parts, checkout, 1);
        QCOMPARE(one.part.nodes.size(), 1);
        QCOMPARE(one.allNodes, 2);
        QCOMPARE(one.hiddenEdges, 1);
    }

    void theDaysChangesAreThoseOfTodayNewestFirst()
    {
        WallChangeInput day;
        day.since = m_now.addSecs(-3600);
        Project project;
        project.source = SourceId(u"gitlab"_s);
        project.id = 7;
        project.name = u"cart"_s;
        project.defaultBranch = u"main"_s;
        day.projects = {project};
        const auto pipeline = [&](const QString &ref, int secondsAgo, const QString &status) {
            Pipeline made;
            made.source = project.source;
            made.project = project.id;
            made.ref = ref;
            made.status = status;
            made.createdAt = m_now.addSecs(-secondsAgo);
            return made;
        };
        day.pipelines = {pipeline(u"main"_s, 60, u"failed"_s), pipeline(u"feature"_s, 50, u"success"_s),
            pipeline(u"main"_s, 7200, u"success"_s)};
        GitDeployment deployment;
        deployment.source = project.source;
        deployment.project = project.id;
        deployment.ref = u"2.4.1"_s;
        deployment.environment = u"production"_s;
        deployment.status = u"success"_s;
        deployment.createdAt = m_now.addSecs(-30);
        day.deployments = {deployment};
        AlertDeed deed{AlertDeed::Kind::Acknowledged, u"key"_s, u"li@desk"_s};
        deed.at = m_now.addSecs(-10);
        AlertDeed comment = deed;
        comment.kind = AlertDeed::Kind::Commented;
        day.entries = {entryOf(comment, u"HighErrorRate"_s, {}), entryOf(deed, u"HighErrorRate checkout"_s, {})};
        const auto changes = wallChanges(day);
        QCOMPARE(changes.size(), 3);
        QCOMPARE(changes.at(0).kind, WallChange::Kind::Acknowledged);
        QCOMPARE(changes.at(0).by, u"li"_s);
        QCOMPARE(changes.at(1).subject, u"cart 2.4.1"_s);
        QCOMPARE(changes.at(1).outcome, WallChange::Outcome::Done);
        QCOMPARE(changes.at(2).subject, u"cart main"_s);
        QCOMPARE(changes.at(2).outcome, WallChange::Outcome::Failed);
    }
};

QTEST_GUILESS_MAIN(WallContentTest)
#include "tst_wallcontent.moc"
