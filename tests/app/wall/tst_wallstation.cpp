// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"
#include "tests/app/wall/wallworld.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int PollMs = 500;
constexpr int JumpMs = 5000; ///< promised, from when it is seen
constexpr int Generous = 20'000;
const QByteArray ChangesThenAlerts = "      - {kind: changes, dwell: 1h}\n      - {kind: alerts, dwell: 1h}\n";

bool hasColor(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (QColor(image.pixel(x, y)) == color)
                return true;
        }
    }
    return false;
}

} // namespace

/// A wall in a room where nobody has a keyboard: it shows what is true, and gets over whatever happens.
class WallStationTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WallWorld> m_world;

    static QDir root() { return QDir(qEnvironmentVariable("OPSDECK_SOURCE_DIR")); }

    /// Every header of ours that a file sees.
    static void addIncludes(const QString &file, QSet<QString> &seen)
    {
        static const QRegularExpression include(u"^#include \"([a-z]+/[^\"]+)\""_s);
        QFile opened(root().filePath(file));
        if (!opened.open(QIODevice::ReadOnly))
            return;
        for (const QByteArray &line : opened.readAll().split('\n')) {
            const QString header = include.match(QString::fromUtf8(line)).captured(1);
            if (header.isEmpty() || seen.contains(header))
                continue;
            seen.insert(header);
            addIncludes(header, seen);
        }
    }

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        m_world = std::make_unique<WallWorld>(2);
    }
    void cleanup()
    {
        QVERIFY(!WallWorld::hasDialog());
        m_world.reset();
    }

    void aNewCriticalBringsTheAlertsWithinFiveSecondsAndHoldsThemUntilSomebodyHasIt()
    {
        m_world->writeWorkspace(ChangesThenAlerts);
        // Somebody sits at a desk and has the workspace; the wall follows.
        auto workspace = loadWorkspace(m_world->folder());
        auto desk = Session::open(workspace.workspace, m_world->folders());
        QVERIFY(desk.has_value());
        (*desk)->startSync();
        WallStation &wall = m_world->switchOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isLive(), Generous);
        QVERIFY(wall.isFollowing());
        QCOMPARE(wall.window().scene(), 0);

        m_world->fire(u"HighErrorRate"_s, u"checkout"_s, u"critical"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_world->hasCritical(u"HighErrorRate"_s), Generous);
        QElapsedTimer sinceSeen;
        sinceSeen.start();
        QTRY_COMPARE_WITH_TIMEOUT(wall.window().scene(), 1, JumpMs);
        qInfo("the alerts stood there %lld ms after the critical was known", sinceSeen.elapsed());
        QVERIFY(sinceSeen.elapsed() < JumpMs);
        QVERIFY(m_world->holdsFor(u"HighErrorRate"_s));
        QVERIFY(!blinking(wall.rotation(), std::chrono::milliseconds(0)).isEmpty());
        Q_EMIT wall.window().sceneWanted(1); // by hand, too, it stays
        QCOMPARE(wall.window().scene(), 1);

        const QString key = m_world->tileOf(u"checkout"_s).lines.first().key;
        AlertDeed deed{AlertDeed::Kind::Acknowledged, key, u"li@desk"_s};
        deed.at = QDateTime::currentDateTimeUtc();
        QVERIFY(wait((*desk)->ledger().append(entryOf(deed, u"HighErrorRate"_s, {}))));
        QTRY_VERIFY_WITH_TIMEOUT(!wall.rotation().isHolding(), Generous);
        QTRY_COMPARE(m_world->tileOf(u"checkout"_s).lines.first().owner, u"li"_s);

        // The desk goes home: the wall polls by itself.
        desk->reset();
        QTRY_VERIFY_WITH_TIMEOUT(!wall.isFollowing() && m_world->isLive(), Generous);
        m_world->fire(u"QueueBacklog"_s, u"checkout"_s, u"critical"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_world->holdsFor(u"QueueBacklog"_s), Generous);
    }

    void aSourceThatStopsIsHatchedAndNothingIsGreenUntilItIsBack()
    {
        m_world->writeWorkspace("      - {kind: alerts, dwell: 1h}\n");
        m_world->fire(u"OrderLatency"_s, u"pricing"_s, u"warning"_s);
        WallStation &wall = m_world->switchOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isLive(), Generous);
        const QColor ok = Theme(ThemeKind::Dark).color(Token::Ok);
        QTRY_VERIFY(hasColor(wall.window().grab().toImage(), ok));

        m_world->source(0).stop();
        QElapsedTimer sinceStop;
        sinceStop.start();
        QTRY_VERIFY_WITH_TIMEOUT(m_world->content().isBlind(), Generous);
        qInfo("silent for %lld ms when it was marked, polled every %d ms", sinceStop.elapsed(), PollMs);
        QTRY_VERIFY(m_world->tileOf(u"members"_s).blind);
        for (const WallTile &tile : m_world->content().tiles)
            QVERIFY2(tile.blind && tile.blindSince.isValid(), qPrintable(tile.title));
        QCOMPARE(m_world->tileOf(u"pricing"_s).counts.warning, 1); // what was known stays
        QTRY_VERIFY(!hasColor(wall.window().grab().toImage(), ok));

        QVERIFY(m_world->source(0).start());
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isLive(), Generous);
        QTRY_VERIFY(!m_world->tileOf(u"members"_s).blind);
        QTRY_VERIFY(hasColor(wall.window().grab().toImage(), ok));
    }

    void whatComesAndGoesIsFoldedAsOnThePage()
    {
        m_world->writeWorkspace("      - {kind: alerts, dwell: 1h}\npolicies:\n  noise: {flapping: 2}\n", "200ms");
        m_world->switchOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isLive(), Generous);
        const auto hasLine = [this] { return !m_world->tileOf(u"pricing"_s).lines.isEmpty(); };
        for (int i = 0; i < 2; ++i) {
            const QString fingerprint = m_world->fire(u"OrderLatency"_s, u"pricing"_s, u"warning"_s);
            QTRY_VERIFY_WITH_TIMEOUT(hasLine(), Generous);
            m_world->source(0).resolve(fingerprint);
            QTRY_VERIFY_WITH_TIMEOUT(!hasLine(), Generous);
        }
        m_world->fire(u"OrderLatency"_s, u"pricing"_s, u"warning"_s);
        const auto isFolded = [&] { return hasLine() && m_world->tileOf(u"pricing"_s).lines.first().flapping; };
        QTRY_VERIFY_WITH_TIMEOUT(isFolded(), Generous);
        QCOMPARE(m_world->tileOf(u"pricing"_s).counts.warning, 1); // folded, not forgotten
    }

    void aSourceThatIsDeadFromTheStartWasNeverReached()
    {
        m_world->source(1).stop();
        m_world->writeWorkspace("      - {kind: alerts, dwell: 1h}\n");
        m_world->switchOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_world->content().sources.size() == 2
                && m_world->content().sources.last().freshness == Freshness::Unreachable,
            Generous);
        QTRY_VERIFY(m_world->tileOf(u"members"_s).blind);
        QVERIFY(!m_world->tileOf(u"members"_s).blindSince.isValid());
    }

    void aWorkspaceThatIsAbsentOrDamagedIsWaitedFor()
    {
        QVERIFY(QDir(m_world->folder()).removeRecursively());
        WallStation &wall = m_world->switchOn();
        QTRY_VERIFY(wall.window().hasProblem());
        m_world->write(u"opsdeck.yaml"_s, "connections: 7\n");
        QTRY_VERIFY(wall.window().hasProblem());
        m_world->writeWorkspace(ChangesThenAlerts);
        QTRY_VERIFY_WITH_TIMEOUT(!wall.window().hasProblem() && m_world->isLive(), Generous);
        // Somebody saves half of it: what is shown stays true.
        m_world->write(u"opsdeck.yaml"_s, "connections: [\n");
        QTRY_VERIFY_WITH_TIMEOUT(!wall.window().notice().isEmpty(), Generous);
        QVERIFY(!wall.window().hasProblem() && m_world->isLive());
        m_world->writeWorkspace("      - {kind: clock, dwell: 1h}\n");
        QTRY_COMPARE_WITH_TIMEOUT(wall.window().sceneCount(), 2, Generous); // and the alerts for criticals
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isLive(), Generous);
    }

    void aSetThatIsNotThereIsNamed()
    {
        m_world->writeWorkspace(ChangesThenAlerts);
        WallStation &wall = m_world->switchOn({.set = u"nco"_s});
        QTRY_VERIFY(wall.window().hasProblem());
        QVERIFY(!wall.feed());
    }

    void aScreenThatGoesIsWaitedFor()
    {
        m_world->writeWorkspace(ChangesThenAlerts, "500ms", "    screen: HDMI-2\n");
        m_world->screens().plug({u"HDMI-1"_s, u"HDMI-2"_s});
        WallStation &wall = m_world->switchOn();
        QTRY_COMPARE(m_world->screens().shownOn, u"HDMI-2"_s);
        m_world->screens().plug({u"HDMI-1"_s});
        QCOMPARE(m_world->screens().shownOn, u"HDMI-1"_s);
        m_world->screens().plug({});
        QVERIFY(!wall.window().isVisible());
        m_world->screens().plug({u"HDMI-1"_s});
        QVERIFY(wall.window().isVisible());
        m_world->screens().plug({u"HDMI-1"_s, u"HDMI-2"_s});
        QCOMPARE(m_world->screens().shownOn, u"HDMI-2"_s);
    }

    void aResumedWallBeginsWithItsScene()
    {
        m_world->writeWorkspace(ChangesThenAlerts);
        WallStation &wall = m_world->switchOn({.scene = u"2-alerts"_s});
        QSignalSpy shown(&wall, &WallStation::sceneShown);
        QTRY_VERIFY_WITH_TIMEOUT(wall.feed(), Generous);
        QCOMPARE(wall.window().scene(), 1);
        QTRY_VERIFY(!shown.isEmpty() && shown.last().first() == u"2-alerts"_s);
    }

    void itAsksSourcesAndTellsThemNothing()
    {
        m_world->writeWorkspace(ChangesThenAlerts);
        m_world->fire(u"HighErrorRate"_s, u"checkout"_s, u"critical"_s);
        m_world->switchOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_world->holdsFor(u"HighErrorRate"_s), Generous);
        for (int i = 0; i < m_world->sources(); ++i) {
            for (const QByteArray &request : m_world->source(i).faults().requests())
                QVERIFY2(request.startsWith("GET "), request.constData());
        }
        m_world->switchOff();
        const auto workspace = loadWorkspace(m_world->folder());
        auto stores = openStores(storeFolder(workspace.workspace, m_world->folders()));
        QVERIFY(stores && wait((*stores)->ledger().entries(0, 10)).value().isEmpty());
    }

    /// By type: nothing that the wall is made of knows what could change the world.
    void noWayToWriteIsEvenKnownToIt()
    {
        QSet<QString> seen;
        const QStringList folders{u"app/wall"_s, u"widgets/wall"_s};
        for (const QString &folder : folders) {
            for (const QString &file : QDir(root().filePath(folder)).entryList({u"*.h"_s, u"*.cpp"_s}, QDir::Files))
                addIncludes(folder + u'/' + file, seen);
        }
        QVERIFY(seen.contains(u"app/session/readingsession.h"_s) && seen.size() > 40);
        for (const QString &writes : {u"app/session/session.h"_s, u"app/alerts/alertservice.h"_s,
                 u"app/deploy/deployservice.h"_s, u"app/connect/connectservice.h"_s, u"app/sync/sourceservice.h"_s,
                 u"models/ports/alertactions.h"_s, u"models/ports/host.h"_s})
            QVERIFY2(!seen.contains(writes), qPrintable(writes));
        // The test would see one.
        QSet<QString> ofDesk;
        addIncludes(u"app/desk/desk.cpp"_s, ofDesk);
        QVERIFY(ofDesk.contains(u"app/alerts/alertservice.h"_s));
    }
};

QTEST_MAIN(WallStationTest)
#include "tst_wallstation.moc"
