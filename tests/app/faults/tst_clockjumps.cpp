// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/poller.h"
#include "backends/async/taskscope.h"
#include "backends/sourcekinds.h"
#include "backends/store/stores.h"
#include "models/domain/alertwall.h"
#include "models/items/timetext.h"
#include "tests/backends/http/connected.h"
#include "tests/sim/monitoring/alertmanagersim.h"
#include "tests/support/run.h"

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::atomic<qint64> wallOffset{0}; ///< seconds

} // namespace

// Stand before libc's, for Qt and libstdc++ too: the time of day jumps, and only here; the monotonic clock goes on.
extern "C" int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const long answer = ::syscall(SYS_clock_gettime, clock, time);
    if (answer == 0 && clock == CLOCK_REALTIME)
        time->tv_sec += wallOffset;
    return int(answer);
}

extern "C" int gettimeofday(timeval *time, void *) noexcept
{
    timespec precise{};
    const int answer = clock_gettime(CLOCK_REALTIME, &precise);
    *time = {precise.tv_sec, precise.tv_nsec / 1000};
    return answer;
}

namespace {

class CountingSource : public Source
{
public:
    explicit CountingSource(int &fetches)
        : m_fetches(fetches)
    { }
    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token) override
    {
        SourceIdentity identity{u"Counting"_s, u"1"_s};
        co_return identity;
    }
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray, std::stop_token) override
    {
        ++m_fetches;
        SyncBatch batch;
        co_return batch;
    }

private:
    int &m_fetches;
};

QCoro::Task<void> keepPolling(Poller *poller, std::stop_token stop)
{
    co_await poller->run(stop);
}

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}

constexpr std::chrono::milliseconds Interval{100};

} // namespace

/// R15: clocks that jump, ours and those of servers.
class ClockJumpsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;

    SourceRecord record(std::chrono::milliseconds interval = Interval)
    {
        SourceRecord made;
        made.id = SourceId(u"am"_s);
        made.kind = u"alertmanager"_s;
        made.interval = interval;
        return made;
    }
    SourceRecord stored() { return wait(m_stores->cache().sources()).value().value(0); }
    Freshness freshness() { return freshnessOf(stored(), QDateTime::currentDateTimeUtc()); }

private Q_SLOTS:
    void init()
    {
        wallOffset = 0;
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = std::move(openStores(m_folder->path()).value());
    }
    void cleanup()
    {
        wallOffset = 0;
        m_stores.reset();
        qputenv("TZ", "Asia/Shanghai");
        tzset();
    }

    void theClockOfThisTestReallyJumps()
    {
        const QDateTime before = QDateTime::currentDateTimeUtc();
        wallOffset = 7200;
        QVERIFY(before.secsTo(QDateTime::currentDateTimeUtc()) >= 7200);
        wallOffset = -7200;
        QVERIFY(before.secsTo(QDateTime::currentDateTimeUtc()) < -7000);
    }

    void noRefreshIsMissedWhenTheLocalClockJumps_data()
    {
        QTest::addColumn<qint64>("jump");
        QTest::newRow("two hours on") << qint64(7200);
        QTest::newRow("two hours back") << qint64(-7200);
        QTest::newRow("a suspend of a night") << qint64(10 * 3600);
        QTest::newRow("beyond 2038") << QDateTime::currentDateTimeUtc().secsTo(utc("2038-01-19T03:14:00Z")) + 60;
    }
    void noRefreshIsMissedWhenTheLocalClockJumps()
    {
        QFETCH(qint64, jump);
        int fetches = 0;
        Poller poller(record(), std::make_unique<CountingSource>(fetches), m_stores->cache());
        TaskScope scope;
        scope.start(keepPolling, &poller);
        QTRY_VERIFY(fetches >= 2 && freshness() == Freshness::Live);
        wallOffset = jump;
        const int before = fetches;
        // What is stored is of another time now; until the next poll nothing is called live.
        if (fetches == before && std::abs(stored().lastSuccess.secsTo(QDateTime::currentDateTimeUtc())) > 3600)
            QCOMPARE(freshness(), Freshness::Stale);
        QElapsedTimer since;
        since.start();
        QTRY_VERIFY(fetches >= before + 3);
        QVERIFY2(since.elapsed() < 3000, qPrintable(QString::number(since.elapsed())));
        QTRY_COMPARE(freshness(), Freshness::Live);
        QVERIFY(std::abs(stored().lastSuccess.secsTo(QDateTime::currentDateTimeUtc())) < 60);
        QVERIFY(stored().latency < 5s); // a duration knows nothing of the time of day
    }

    void aClockThatWentBackHidesNoSilence()
    {
        SourceRecord silent = record(30s);
        silent.lastAttempt = silent.lastSuccess = QDateTime::currentDateTimeUtc();
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QCOMPARE(freshnessOf(silent, now.addSecs(59)), Freshness::Live);
        QCOMPARE(freshnessOf(silent, now.addSecs(70)), Freshness::Stale);
        QCOMPARE(freshnessOf(silent, now.addSecs(-7200)), Freshness::Stale);
    }

    void agesAreRightWhateverTheServersClockSays_data()
    {
        QTest::addColumn<int>("hours");
        for (const int hours : {-2, 0, 2})
            QTest::addRow("%d h", hours) << hours;
    }
    void agesAreRightWhateverTheServersClockSays()
    {
        QFETCH(int, hours);
        sim::SimClock clock;
        clock.advance(std::chrono::hours(hours));
        sim::AlertmanagerSim server(clock);
        QVERIFY(server.start());
        server.fire({{u"alertname"_s, u"New"_s}}, {}, clock.now().addSecs(-10 * 60));
        server.fire({{u"alertname"_s, u"Old"_s}}, {}, clock.now().addSecs(-5 * 3600));
        Connected world;
        Connection connection = world.connection(u"alertmanager"_s);
        connection.id = SourceId(u"am"_s);
        connection.url = QString::fromLatin1(server.url());
        Poller poller(record(1h), world.source(connection), m_stores->cache());
        QVERIFY(wait(poller.pollOnce({})));

        AlertWallInput input;
        input.alerts = wait(m_stores->cache().alerts()).value();
        input.sources = wait(m_stores->cache().sources()).value();
        input.connections = {connection};
        input.now = QDateTime::currentDateTimeUtc();
        const AlertWall wall = alertWall(input);
        QCOMPARE(wall.groups.size(), 1);
        QCOMPARE(wall.groups.first().freshness, Freshness::Live);
        QMap<QString, qint64> minutes;
        for (const AlertRow &row : wall.groups.first().rows)
            minutes.insert(row.name, qRound64(double(row.startsAt.secsTo(input.now)) / 60));
        QVERIFY2(std::abs(minutes.value(u"New"_s) - 10) <= 1, qPrintable(QString::number(minutes.value(u"New"_s))));
        QVERIFY2(std::abs(minutes.value(u"Old"_s) - 300) <= 1, qPrintable(QString::number(minutes.value(u"Old"_s))));
    }

    void anHourThatComesTwiceKeepsOrderAndAges()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
        // 02:30 summer time, an hour before 02:30 winter time.
        const QDateTime first = utc("2026-10-25T00:30:00Z");
        const QDateTime second = utc("2026-10-25T01:30:00Z");
        QCOMPARE(first.toLocalTime().time(), second.toLocalTime().time());
        const QDateTime now = utc("2026-10-25T02:00:00Z");
        QCOMPARE(ageOf(first, now).count, 90);
        QCOMPARE(ageOf(second, now).count, 30);
        AlertWallInput input;
        for (const auto &[name, at] : {std::pair{u"First"_s, first}, {u"Second"_s, second}}) {
            Alert alert;
            alert.key = {SourceId(u"am"_s), name};
            alert.name = name;
            alert.startsAt = at;
            input.alerts.append(alert);
        }
        SourceRecord source = record(1h);
        source.lastAttempt = source.lastSuccess = now;
        input.sources = {source};
        input.now = now;
        const auto order = [&input] {
            QStringList names;
            const AlertWall wall = alertWall(input);
            for (const AlertRow &row : wall.groups.first().rows)
                names.append(row.name);
            return names;
        };
        const QStringList once = order();
        std::reverse(input.alerts.begin(), input.alerts.end());
        QCOMPARE(order(), once);
    }

    void timesBeyond2038SurviveTheStore()
    {
        const QDateTime late = utc("2040-02-29T23:59:59Z");
        SourceRecord source = record();
        source.lastAttempt = source.lastSuccess = late;
        Alert alert;
        alert.key = {source.id, u"x"_s};
        alert.startsAt = late;
        SyncBatch batch;
        batch.rows = {Snapshot<Alert>{{alert}}};
        QVERIFY(wait(m_stores->cache().commit(source, batch)));
        QCOMPARE(stored().lastSuccess, late);
        QCOMPARE(wait(m_stores->cache().alerts()).value().first().startsAt, late);
        QCOMPARE(ageOf(late, late.addSecs(3 * 3600)).count, 3);
    }

    void theLedgerGoesOnWhenTheClockGoesBack()
    {
        QList<qint64> numbers;
        for (const qint64 offset : {0, 7200, -7200}) {
            wallOffset = offset;
            LedgerEntry entry;
            entry.at = QDateTime::currentDateTimeUtc();
            numbers.prepend(wait(m_stores->ledger().append(entry)).value().number);
        }
        QList<qint64> read;
        const auto entries = wait(m_stores->ledger().entries(0, 10));
        for (const LedgerEntry &entry : *entries)
            read.append(entry.number);
        QCOMPARE(read, numbers);
        QCOMPARE(wait(m_stores->ledger().verifyChain()).value(), 0);
    }
};

QTEST_GUILESS_MAIN(ClockJumpsTest)
#include "tst_clockjumps.moc"
