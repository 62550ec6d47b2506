// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/poller.h"
#include "backends/async/taskscope.h"
#include "backends/store/stores.h"
#include "models/domain/schedule.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;

namespace {

/// A source whose answers a test edits. What it was asked stands in `log`.
struct Script
{
    QStringList log;
    QList<SyncBatch> batches; ///< answered in order; the last one again and again
    std::optional<Error> fails;
    bool holdsSecond = false; ///< fetches after the first wait until they are stopped
};

class ScriptedSource : public Source
{
public:
    explicit ScriptedSource(Script &script)
        : m_script(script)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token) override
    {
        m_script.log.append(QStringLiteral("probe"));
        if (m_script.fails)
            co_return tl::unexpected(*m_script.fails);
        SourceIdentity identity{QStringLiteral("Scripted"), QStringLiteral("1.0")};
        co_return identity;
    }

    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override
    {
        m_script.log.append(QStringLiteral("fetch %1").arg(QString::fromUtf8(cursor)));
        if (m_script.fails)
            co_return tl::unexpected(*m_script.fails);
        if (m_script.holdsSecond && !cursor.isEmpty()) {
            const Completion<void> never(stop);
            co_await never;
            m_script.log.append(QStringLiteral("stopped"));
            co_return failure(Error::Kind::Cancelled, {});
        }
        SyncBatch batch = m_script.batches.first();
        if (m_script.batches.size() > 1)
            m_script.batches.removeFirst();
        co_return batch;
    }

    void lookClosely() override { m_script.log.append(QStringLiteral("look closely")); }

private:
    Script &m_script;
};

Alert alertNamed(const QString &name)
{
    Alert alert;
    alert.key = {SourceId(QStringLiteral("am")), name};
    alert.name = name;
    return alert;
}

QCoro::Task<void> keepPolling(Poller *poller, std::stop_token stop)
{
    co_await poller->run(stop);
}

} // namespace

class PollerTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;
    Script m_script;
    std::stop_source m_stop;

    std::unique_ptr<Poller> poller(std::chrono::milliseconds interval = 1h)
    {
        return pollerInto(m_stores->cache(), interval);
    }

    std::unique_ptr<Poller> pollerInto(Cache &cache, std::chrono::milliseconds interval = 1h)
    {
        SourceRecord record;
        record.id = SourceId(QStringLiteral("am"));
        record.kind = QStringLiteral("alertmanager");
        record.interval = interval;
        return std::make_unique<Poller>(record, std::make_unique<ScriptedSource>(m_script), cache);
    }

    Result<void> poll(Poller &poller) { return wait(poller.pollOnce(m_stop.get_token())); }
    SourceRecord stored() { return wait(m_stores->cache().sources()).value().value(0); }
    qsizetype alerts() { return wait(m_stores->cache().alerts()).value().size(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = std::move(openStores(m_folder->path()).value());
        SyncBatch batch;
        batch.rows = {Snapshot<Alert>{{alertNamed(QStringLiteral("HighErrorRate"))}}};
        batch.cursor = "c1";
        m_script = {{}, {batch}, std::nullopt, false};
    }

    void cleanup() { m_stores.reset(); }

    void storesRowsIdentityAndFreshnessTogether()
    {
        const auto am = poller();
        QVERIFY(poll(*am));
        QCOMPARE(alerts(), 1);
        QCOMPARE(stored().identity.product, QStringLiteral("Scripted"));
        QCOMPARE(freshnessOf(stored(), QDateTime::currentDateTimeUtc()), Freshness::Live);
    }

    void fetchesUntilThereIsNoMoreAndGoesOnAtTheCursor()
    {
        SyncBatch first = m_script.batches.first();
        first.more = true;
        m_script.batches.prepend(first);
        m_script.batches.last().cursor = "c2";
        QVERIFY(poll(*poller()));
        // Another start of the program: the cursor is in the store, who answers there is asked again.
        const auto again = poller();
        QVERIFY(poll(*again));
        QVERIFY(poll(*again));
        QCOMPARE(m_script.log,
            (QStringList{QStringLiteral("probe"), QStringLiteral("fetch "), QStringLiteral("fetch c1"),
                QStringLiteral("probe"), QStringLiteral("fetch c2"), QStringLiteral("fetch c2")}));
    }

    void fetchesTheNextBatchWhileTheLastOneIsStored()
    {
        m_script.batches.prepend(m_script.batches.first());
        m_script.batches.first().more = true;
        m_script.batches.last().cursor = "c2";
        connect(&m_stores->cache(), &Cache::polled, this, [this] { m_script.log.append(QStringLiteral("stored")); });
        QVERIFY(poll(*poller()));
        QTRY_COMPARE(m_script.log.count(QStringLiteral("stored")), 2);
        QVERIFY(m_script.log.indexOf(QStringLiteral("fetch c1")) < m_script.log.indexOf(QStringLiteral("stored")));
        QCOMPARE(wait(m_stores->cache().cursor(stored().id)).value(), "c2");
    }

    void dropsWhatItFetchedAheadWhereTheStoreRefusesTheBatchBefore()
    {
        const auto readOnly = std::move(openStores(m_folder->path()).value()); // the second on this folder
        m_script.batches.first().more = true;
        m_script.holdsSecond = true;
        const auto am = pollerInto(readOnly->cache());
        QCOMPARE(poll(*am).error().kind, Error::Kind::Refused);
        QCOMPARE(m_script.log,
            (QStringList{QStringLiteral("probe"), QStringLiteral("fetch "), QStringLiteral("fetch c1"),
                QStringLiteral("stopped"), QStringLiteral("look closely")}));
        m_script.log.clear();
        QVERIFY(!poll(*am));
        QVERIFY(m_script.log.contains(QStringLiteral("fetch ")));
    }

    void leavesNothingRunningWhenItIsStoppedBetweenTwoBatches()
    {
        m_script.batches.first().more = true;
        m_script.holdsSecond = true;
        const auto am = poller();
        {
            TaskScope scope; // aborts where a task outlives it
            scope.start(keepPolling, am.get());
            QTRY_COMPARE(alerts(), 1);
        }
        QVERIFY2(m_script.log.contains(QStringLiteral("stopped")), qPrintable(m_script.log.join(u',')));
        QCOMPARE(wait(m_stores->cache().cursor(stored().id)).value(), "c1");
    }

    void aSourceWithNothingNewStaysFreshAndKeepsItsRows()
    {
        const auto am = poller();
        QVERIFY(poll(*am));
        const QDateTime before = stored().lastSuccess;
        m_script.batches.first().rows.clear();
        QTRY_VERIFY(poll(*am) && stored().lastSuccess > before);
        QCOMPARE(alerts(), 1);
        QCOMPARE(freshnessOf(stored(), QDateTime::currentDateTimeUtc()), Freshness::Live);
    }

    void beginsAgainAtTheBeginningWhenTheCacheWasMadeAnew()
    {
        QVERIFY(poll(*poller()));
        m_stores.reset();
        constexpr int page = 4096;
        QFile file(m_folder->filePath(QStringLiteral("cache.db")));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(6 * page) && file.write(QByteArray(9 * page, 'z')) > 0);
        file.close();
        StoreSettings settings;
        settings.quickCheckAfter = 50ms;
        m_stores = std::move(openStores(m_folder->path(), settings).value());
        const auto am = poller();
        (void)poll(*am); // with the cursor of before
        QTRY_VERIFY(!m_stores->care().report().cacheSetAside.isEmpty());
        m_script.log.clear();
        QTRY_VERIFY(poll(*am));
        QVERIFY2(m_script.log.contains(QStringLiteral("fetch ")), qPrintable(m_script.log.join(u',')));
        QCOMPARE(alerts(), 1);
    }

    void aSilentSourceIsStaleAndLosesNoRow()
    {
        const auto am = poller();
        QVERIFY(poll(*am));
        const QDateTime lastSuccess = stored().lastSuccess;
        m_script.fails = Error{Error::Kind::Network, QStringLiteral("am"), QStringLiteral("refused"), 0, {}};
        QVERIFY(!poll(*am));
        QCOMPARE(freshnessOf(stored(), QDateTime::currentDateTimeUtc()), Freshness::Stale);
        QCOMPARE(stored().lastSuccess, lastSuccess);
        QCOMPARE(stored().lastError->detail, QStringLiteral("refused"));
        QCOMPARE(alerts(), 1);
    }

    void remembersAcrossStartsSinceWhenASourceIsSilent()
    {
        QVERIFY(poll(*poller()));
        const QDateTime lastSuccess = stored().lastSuccess;
        m_script.fails = Error{Error::Kind::Timeout, QStringLiteral("am"), {}, 0, {}};
        QVERIFY(!poll(*poller()));
        QCOMPARE(stored().lastSuccess, lastSuccess);
    }

    void neverReachedIsUnreachableAndDeniedIsUnauthorised()
    {
        m_script.fails = Error{Error::Kind::Network, QStringLiteral("am"), {}, 0, {}};
        const auto am = poller();
        QVERIFY(!poll(*am));
        QCOMPARE(freshnessOf(stored(), QDateTime::currentDateTimeUtc()), Freshness::Unreachable);
        m_script.fails->kind = Error::Kind::Unauthorised;
        QVERIFY(!poll(*am));
        QCOMPARE(freshnessOf(stored(), QDateTime::currentDateTimeUtc()), Freshness::Unauthorised);
    }

    void asksAgainWhoItIsAfterASilence()
    {
        const auto am = poller();
        QVERIFY(poll(*am));
        m_script.fails = Error{Error::Kind::Network, QStringLiteral("am"), {}, 0, {}};
        QVERIFY(!poll(*am));
        m_script.fails.reset();
        m_script.log.clear();
        QVERIFY(poll(*am));
        QCOMPARE(m_script.log.first(), QStringLiteral("probe"));
        QCOMPARE(freshnessOf(stored(), QDateTime::currentDateTimeUtc()), Freshness::Live);
    }

    void wakesBeforeItsTime()
    {
        const auto am = poller(1h);
        TaskScope scope;
        scope.start(keepPolling, am.get());
        const auto fetches = [this] { return m_script.log.filter(QStringLiteral("fetch")).size(); };
        QTRY_COMPARE(fetches(), 1);
        // It may still be storing what it fetched; a wake counts only while it naps.
        QTRY_VERIFY((am->wake(), fetches() == 2));
        QVERIFY(m_script.log.contains(QStringLiteral("look closely")));
    }

    void waitsLongerAfterEachFailure_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("retryAfter");
        QTest::addColumn<int>("seconds");
        QTest::newRow("success") << 0 << 0 << 30;
        QTest::newRow("first") << 1 << 0 << 30;
        QTest::newRow("third") << 3 << 0 << 120;
        QTest::newRow("many") << 50 << 0 << 300;
        QTest::newRow("the server asks for more") << 1 << 90 << 90;
    }
    void waitsLongerAfterEachFailure()
    {
        QFETCH(int, failures);
        QFETCH(int, retryAfter);
        QFETCH(int, seconds);
        QCOMPARE(nextDelay(30s, failures, std::chrono::seconds(retryAfter), 0.5), std::chrono::seconds(seconds));
    }

    void spreadsPollsByATenth()
    {
        QCOMPARE(nextDelay(30s, 0, 0s, 0.0), 27s);
        QVERIFY(nextDelay(30s, 0, 0s, 0.999) < 33s);
        QCOMPARE(nextDelay(1h, 9, 0s, 0.5), 1h);
    }
};

QTEST_GUILESS_MAIN(PollerTest)
#include "tst_poller.moc"
