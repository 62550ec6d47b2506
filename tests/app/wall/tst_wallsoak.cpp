// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/wall/wallworld.h"
#include "tests/sim/story/story.h"
#include "tests/support/run.h"

#include <QRandomGenerator>

#include <malloc.h>
#include <unistd.h>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int Sources = 3;
constexpr int MinutesOfADay = 24 * 60;
constexpr int ReachMs = 15'000; ///< a source that came back is asked again, and the store answers, on a busy machine
#if defined(__SANITIZE_THREAD__)
constexpr double MostGrowth = 1; // what the sanitizer remembers of each thread grows, too
#else
constexpr double MostGrowth = 0.05;
#endif

bool isLong()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

qint64 residentBytes()
{
    ::malloc_trim(0);
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE)
                                          : 0;
}

qsizetype openFiles()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
}

} // namespace

/// R18, and the promise to a room: a wall that hangs there for a day, while sources die and return and screens are
/// unplugged, keeps nothing, asks nothing and misses no critical. A day takes half an hour, or some seconds.
class WallSoakTest : public QObject
{
    Q_OBJECT

private:
    struct Critical
    {
        QString name;
        int source = 0;
        int untilMinute = 0; ///< it burns at least so long
        QElapsedTimer since; ///< its source could be asked
        bool seen = false;
    };

    std::unique_ptr<WallWorld> m_world;
    QRandomGenerator m_dice{18};
    QList<Critical> m_open;
    int m_fired = 0;
    int m_missed = 0;
    int m_jumpedLate = 0;
    qint64 m_slowestMs = 0;
    qint64 m_polls = 0;
    int m_dead = -1; ///< the source that is
    int m_minute = 0;

    /// One that the story knows, under a name of its own so that it cannot be taken for another.
    void fireCritical(const sim::Story &story)
    {
        const auto &told = story.alerts();
        auto labels = told.at(m_dice.bounded(int(told.size()))).labels;
        Critical critical{u"Critical-%1"_s.arg(++m_fired), m_dice.bounded(Sources), m_minute + 90, {}, false};
        labels[u"alertname"_s] = critical.name;
        labels[u"severity"_s] = u"critical"_s;
        m_world->source(critical.source).fire(labels, {{u"summary"_s, u"soak"_s}}, m_world->clock().now());
        critical.since.start();
        m_open.append(critical);
    }

    void resolve(const Critical &critical)
    {
        m_world->source(critical.source).alerts().removeIf([&](const sim::AlertmanagerSim::AlertRow &row) {
            return row.labels.value(u"alertname"_s) == critical.name;
        });
    }

    /// What burns is on the wall in time, and the alerts in front of everything else.
    void watchCriticals()
    {
        for (Critical &critical : m_open) {
            if (critical.source == m_dead)
                critical.since.restart();
            if (critical.seen)
                continue;
            if (m_world->hasCritical(critical.name)) {
                critical.seen = true;
                m_slowestMs = std::max(m_slowestMs, critical.since.elapsed());
                const bool inFront
                    = m_world->holdsFor(critical.name) && m_world->station().window().scene() == 1; // see the workspace
                m_jumpedLate += inFront ? 0 : 1;
            } else if (critical.since.elapsed() > ReachMs) {
                critical.seen = true;
                ++m_missed;
            }
        }
        m_open.removeIf([this](const Critical &critical) {
            const bool over = critical.seen && m_minute >= critical.untilMinute && critical.source != m_dead;
            if (over)
                resolve(critical);
            return over;
        });
    }

    void happen(const sim::Story &story)
    {
        if (m_minute % 25 == 0)
            fireCritical(story);
        if (m_minute % 180 == 60) {
            m_dead = m_minute / 180 % Sources;
            m_world->source(m_dead).stop();
        }
        if (m_minute % 180 == 110 && m_dead >= 0) {
            QVERIFY(m_world->source(m_dead).start());
            m_dead = -1;
        }
        if (m_minute % 120 == 30)
            m_world->screens().plug(m_minute % 240 == 30 ? QStringList{} : QStringList{u"DP-3"_s});
        if (m_minute % 120 == 45)
            m_world->screens().plug({u"HDMI-1"_s});
    }

    void live(int minutes, std::chrono::milliseconds minute)
    {
        const sim::Story story(7, m_world->clock().now());
        QElapsedTimer timer;
        timer.start();
        for (m_minute = 0; m_minute < minutes; ++m_minute) {
            happen(story);
            spinUntil([&] { return timer.elapsed() >= (m_minute + 1) * minute.count(); }, 600'000);
            watchCriticals();
            QVERIFY(!WallWorld::hasDialog());
            for (int i = 0; i < Sources; ++i) {
                m_polls += m_world->source(i).faults().count();
                m_world->source(i).faults().forget();
            }
        }
        becomeQuiet();
    }

    /// Everything back, everything out: only then two measurements can be compared.
    void becomeQuiet()
    {
        if (m_dead >= 0)
            QVERIFY(m_world->source(std::exchange(m_dead, -1)).start());
        m_world->screens().plug({u"HDMI-1"_s});
        m_minute = MinutesOfADay * 10;
        QTRY_VERIFY_WITH_TIMEOUT((watchCriticals(), m_open.isEmpty()), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isLive() && m_world->content().counts.total() == 0, 60'000);
        QTRY_VERIFY(m_world->station().window().isVisible());
    }

private Q_SLOTS:
    void aDayOnTheWall()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        const auto minute = isLong() ? 1250ms : 17ms;
        m_world = std::make_unique<WallWorld>(Sources);
        m_world->writeWorkspace("      - {kind: topology, dwell: 1s}\n      - {kind: alerts, dwell: 1s}\n"
                                "      - {kind: versions, dwell: 1s}\n      - {kind: changes, dwell: 1s}\n",
            "200ms", "    screen: HDMI-1\n    hold: 3s\n");
        m_world->switchOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isLive(), 20'000);
        live(MinutesOfADay / 4, minute); // the evening before: what is kept once is kept now
        const qint64 before = residentBytes();
        const auto files = openFiles();
        m_polls = 0;
        live(MinutesOfADay, minute);
        const qint64 after = residentBytes();
        const double growth = double(after - before) / double(before);
        qInfo("R18 wall: %d criticals, %d missed, %d without their scene; slowest on the wall after %lld ms", m_fired,
            m_missed, m_jumpedLate, m_slowestMs);
        qInfo("R18 wall: %lld requests answered; resident %.1f → %.1f MB (%+.2f %%); descriptors %lld → %lld", m_polls,
            double(before) / 1e6, double(after) / 1e6, growth * 100, qint64(files), qint64(openFiles()));
        QCOMPARE(m_missed, 0);
        QCOMPARE(m_jumpedLate, 0);
        QVERIFY(m_fired >= MinutesOfADay / 25);
        QVERIFY2(growth < MostGrowth, qPrintable(QString::number(growth)));
        QTRY_COMPARE(openFiles(), files);
    }
};

QTEST_MAIN(WallSoakTest)
#include "tst_wallsoak.moc"
