// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/retention.h"
#include "backends/store/search.h"
#include "tests/backends/store/samples.h"

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

const RunId run(u"run"_s);

QStringList titles(const Result<QList<SearchHit>> &hits)
{
    QStringList all;
    for (const SearchHit &hit : hits.value())
        all.append(hit.title);
    return all;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

MergeRequest request(qint64 iid, const QString &title, qint64 updated = 0)
{
    return {.source = lab, .project = 7, .iid = iid, .title = title, .author = u"li.na"_s, .updatedAt = at(updated)};
}

} // namespace

class StoreSearchTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Stores> m_stores;

    Cache &cache() { return m_stores->cache(); }
    QString file(const QString &name) const { return m_dir->filePath(u"store/"_s + name); }
    void commit(SyncBatch batch) { QVERIFY(wait(cache().commit(recordOf(lab), std::move(batch)))); }

    void open(std::chrono::milliseconds idleAfter)
    {
        m_stores.reset();
        m_stores = mustOpen(m_dir->filePath(u"store"_s),
            {.retention = {0, 0}, .quickCheckAfter = 1h, .fullCheckAfter = 1h, .idleAfter = idleAfter});
    }

    /// Until the table's rows are all in the index.
    void waitForIndex(const QString &name, const char *table)
    {
        store::Database db(file(name), store::Database::Mode::Read, store::Database::Durability::Normal);
        const auto left = [&] {
            return db.handle()
                .execAndGet(std::string("SELECT count(*) FROM ") + table
                    + " WHERE rowid > (SELECT upto FROM search_mark WHERE name = '" + table + "')")
                .getInt();
        };
        QTRY_COMPARE(left(), 0);
    }

    void fill()
    {
        commit(batchOf("c",
            Snapshot<Alert>{{{.key = {lab, u"f1"_s},
                .name = u"HighErrorRate"_s,
                .summary = u"订单服务出错"_s,
                .labels = {{u"service"_s, u"cart"_s}},
                .startsAt = at(50)}}},
            Upsert<Project>{{{.source = lab, .id = 7, .path = u"shop/cart"_s}}},
            Upsert<Pipeline>{{{.source = lab,
                .project = 7,
                .id = 11,
                .ref = u"release/2.4.1"_s,
                .sha = u"c0ffee1234567890c0ffee1234567890c0ffee12"_s,
                .createdAt = at(10)}}},
            Upsert<MergeRequest>{
                {request(1, u"修复订单重复提交的问题"_s, 20), request(2, u"Faster checkout 100%"_s, 40)}},
            Snapshot<Release>{{{.source = lab, .project = 7, .tag = u"v2.4"_s, .name = u"Mid-autumn"_s}}, 7},
            Snapshot<Tag>{{{.source = lab, .project = 7, .name = u"v2.4"_s, .message = u"for the festival"_s}}, 7},
            Upsert<Artifact>{
                {{.source = lab, .repository = u"shop/cart"_s, .digest = digest('a'), .tags = {u"2.4.1"_s}}}}));
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_stores.reset(); }

    void findsWhatIsTyped_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("Chinese of two characters")
            << u"订单"_s << QStringList{u"HighErrorRate"_s, u"!1 修复订单重复提交的问题"_s};
        QTest::newRow("Chinese of four") << u"重复提交"_s << QStringList{u"!1 修复订单重复提交的问题"_s};
        QTest::newRow("part of a word, in capitals") << u"ECKOU"_s << QStringList{u"!2 Faster checkout 100%"_s};
        QTest::newRow("two words in any order") << u"checkout fast"_s << QStringList{u"!2 Faster checkout 100%"_s};
        QTest::newRow("a long and a short word") << u"提交的 订单"_s << QStringList{u"!1 修复订单重复提交的问题"_s};
        QTest::newRow("words that no row has both") << u"checkout 订单"_s << QStringList{};
        QTest::newRow("a whole commit") << u"c0ffee1234567890c0ffee1234567890c0ffee12"_s
                                        << QStringList{u"release/2.4.1 #11"_s};
        QTest::newRow("the beginning of a commit") << u"c0ffee12"_s << QStringList{u"release/2.4.1 #11"_s};
        QTest::newRow("a label of an alert")
            << u"cart"_s << QStringList{u"HighErrorRate"_s, u"shop/cart"_s, u"shop/cart"_s};
        QTest::newRow("the message of a tag") << u"festival"_s << QStringList{u"v2.4"_s};
        QTest::newRow("signs of SQL and of the index") << u"100% \"x_y\" OR ' ) NEAR("_s << QStringList{};
        QTest::newRow("a per cent sign alone") << u"%"_s << QStringList{u"!2 Faster checkout 100%"_s};
        QTest::newRow("nothing") << u"  "_s << QStringList{};
    }
    void findsWhatIsTyped()
    {
        QFETCH(QString, words);
        QFETCH(QStringList, expected);
        open(1h); // nothing is indexed
        fill();
        QCOMPARE(sorted(titles(wait(cache().search(words, 10)))), sorted(expected));
        open(1ms);
        for (const char *table : {"pipeline", "merge_request", "tag", "git_release"})
            waitForIndex(u"cache.db"_s, table);
        QCOMPARE(sorted(titles(wait(cache().search(words, 10)))), sorted(expected));
    }

    void theNewestComeFirstAndNoMoreThanAsked()
    {
        open(1ms);
        fill();
        commit(batchOf("d", Upsert<MergeRequest>{{request(3, u"checkout again"_s, 30)}}));
        QCOMPARE(titles(wait(cache().search(u"checkout"_s, 10))),
            (QStringList{u"!2 Faster checkout 100%"_s, u"!3 checkout again"_s}));
        const auto hits = *wait(cache().search(u"checkout"_s, 1));
        QCOMPARE(hits.size(), 1);
        const SearchHit expected{
            SearchHit::Kind::MergeRequest, lab, u"7/2"_s, u"!2 Faster checkout 100%"_s, u"shop/cart"_s, at(40)};
        QCOMPARE(hits.first().key, expected.key);
        QCOMPARE(hits.first().subtitle, expected.subtitle);
        QCOMPARE(hits.first().at, expected.at);
        QCOMPARE(hits.first(), expected);
    }

    void theIndexFollowsWhatChangesAndGoes()
    {
        open(1ms);
        fill();
        waitForIndex(u"cache.db"_s, "merge_request");
        waitForIndex(u"cache.db"_s, "tag");
        commit(batchOf("d", Upsert<MergeRequest>{{request(2, u"Slower basket"_s)}}, Snapshot<Tag>{{}, 7}));
        QVERIFY(wait(cache().search(u"checkout"_s, 10))->isEmpty());
        QCOMPARE(titles(wait(cache().search(u"basket"_s, 10))), QStringList{u"!2 Slower basket"_s});
        QVERIFY(wait(cache().search(u"festival"_s, 10))->isEmpty());
        commit(batchOf(
            "e", Snapshot<Tag>{{{.source = lab, .project = 7, .name = u"v2.5"_s, .message = u"for the spring"_s}}, 7}));
        waitForIndex(u"cache.db"_s, "tag");
        QCOMPARE(titles(wait(cache().search(u"spring"_s, 10))), QStringList{u"v2.5"_s});
        QVERIFY(wait(cache().keepOnly({})));
        QVERIFY(wait(cache().search(u"basket"_s, 10))->isEmpty());
    }

    void theLedgerIsSearched()
    {
        open(1ms);
        LedgerEntry entry{.at = at(1),
            .actor = u"li@desk"_s,
            .action = u"deploy.result"_s,
            .subject = u"shop 2.4.1 → 生产环境"_s,
            .outcome = u"done"_s};
        QVERIFY(wait(m_stores->ledger().append(entry)));
        for (int i = 0; i < 2; ++i) {
            for (const QString &words : {u"2.4.1"_s, u"生产"_s, u"生产环境 done"_s, u"LI@DESK"_s})
                QCOMPARE(titles(wait(m_stores->ledger().search(words, 5))), QStringList{entry.subject});
            waitForIndex(u"ledger.db"_s, "ledger_entry");
        }
        QCOMPARE(*wait(m_stores->ledger().verifyChain()), 0);
    }

    void historyThatIsOldGoesAndTheRestStays_data()
    {
        QTest::addColumn<qint64>("nowDays");
        QTest::addColumn<int>("left");
        QTest::newRow("the clock is right") << qint64(0) << 366;
        QTest::newRow("the clock is a century ahead") << qint64(36'500) << 366;
        QTest::newRow("the clock is a month behind") << qint64(-30) << 396;
        QTest::newRow("the clock is at the beginning") << qint64(-19'000) << 1000;
    }
    void historyThatIsOldGoesAndTheRestStays()
    {
        QFETCH(qint64, nowDays);
        open(1h);
        const QDateTime newest = at(0);
        Upsert<Pipeline> pipelines;
        for (int day = 0; day < 1000; ++day)
            pipelines.rows.append(
                {.source = lab, .project = 1, .id = 1000 - day, .ref = u"main"_s, .updatedAt = newest.addDays(-day)});
        commit(batchOf("c", pipelines));
        m_stores.reset();
        store::Database db(file(u"cache.db"_s), store::Database::Mode::Write, store::Database::Durability::Normal);
        store::Retention retention(store::cacheRules({}));
        int pieces = 0;
        while (retention.piece(db, newest.addDays(nowDays)))
            ++pieces;
        QTEST(db.handle().execAndGet("SELECT count(*) FROM pipeline").getInt(), "left");
        QVERIFY(pieces >= 3);
    }

    void oldOutputGoesAndWhatARunDidStays()
    {
        open(1h);
        Ledger &ledger = m_stores->ledger();
        const auto begin = [&](int number, bool ends) {
            const RunId id(QString::number(number));
            QVERIFY(wait(ledger.beginRun(id, DeployPlan(), u"me"_s, at(number))));
            (void)ledger.journal(
                {.run = id, .sequence = 1, .at = at(number), .kind = DeployEvent::Kind::Output, .text = u"x"_s});
            const auto kind = ends ? DeployEvent::Kind::RunEnded : DeployEvent::Kind::StepChanged;
            QVERIFY(wait(ledger.journal({.run = id, .sequence = 2, .at = at(number), .kind = kind})));
        };
        begin(1, true);
        begin(2, false);
        for (int i = 3; i < 53; ++i)
            begin(i + 40 * 24 * 3600, true);
        m_stores.reset();
        store::Database db(file(u"ledger.db"_s), store::Database::Mode::Write, store::Database::Durability::Full);
        store::Retention retention(store::ledgerRules({}));
        while (retention.piece(db, at(400LL * 24 * 3600))) { }
        const auto count = [&db](const char *where) {
            return db.handle().execAndGet(std::string("SELECT count(*) FROM deploy_event WHERE ") + where).getInt();
        };
        QCOMPARE(count("run = '1' AND kind = 'output'"), 0);
        QCOMPARE(count("run = '1'"), 1);
        QCOMPARE(count("run = '2'"), 2); // has not ended
        QCOMPARE(count("1"), 52 * 2 - 1); // the last fifty are kept whole
    }
};

QTEST_GUILESS_MAIN(StoreSearchTest)
#include "tst_storesearch.moc"
