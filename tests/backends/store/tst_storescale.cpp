// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/gitrows.h"
#include "models/domain/historystrip.h"
#include "models/ports/history.h"
#include "tests/backends/store/samples.h"
#include "tests/support/yearofhistory.h"

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

// The dev build runs under sanitizers, so these bounds are far above what people see; the times are printed.
constexpr qint64 AlertsBoundMs = 20'000;
constexpr qint64 QueryBoundMs = 500;

Snapshot<Alert> manyAlerts(int count)
{
    Snapshot<Alert> alerts;
    for (int i = 0; i < count; ++i) {
        Alert alert = alertOf(lab, QString::number(i, 16), u"HighErrorRate"_s);
        alert.labels = {{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, u"svc-%1"_s.arg(i % 300)},
            {u"instance"_s, u"10.0.0.%1:9100"_s.arg(i % 250)}, {u"environment"_s, u"production"_s}};
        alert.annotations = {{u"summary"_s, u"More than 5 % of requests fail"_s}};
        alerts.rows.append(alert);
    }
    return alerts;
}

Upsert<Pipeline> pipelinesFrom(int first, int count)
{
    Upsert<Pipeline> pipelines;
    for (int i = first; i < first + count; ++i)
        pipelines.rows.append({.source = lab,
            .project = i % 500,
            .id = i,
            .ref = u"main"_s,
            .sha = QString(40, u'a'),
            .status = u"success"_s,
            .createdAt = at(i),
            .updatedAt = at(i),
            .jobs = {{i, u"build"_s, u"compile"_s, u"success"_s, 61.5, 2.25}}});
    return pipelines;
}

template <typename Fn> qint64 timed(const char *what, Fn fn)
{
    QElapsedTimer timer;
    timer.start();
    fn();
    qInfo("%s: %lld ms", what, timer.elapsed());
    return timer.elapsed();
}

} // namespace

class StoreScaleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twentyThousandAlerts()
    {
        QTemporaryDir dir;
        const auto stores = mustOpen(dir.path());
        Cache &cache = stores->cache();
        const auto alerts = manyAlerts(20'000);
        const auto commit = [&] { QVERIFY(wait(cache.commit(recordOf(lab), batchOf("c", alerts)))); };
        QVERIFY(timed("20 000 new alerts", commit) < AlertsBoundMs);
        QVERIFY(timed("20 000 unchanged alerts", commit) < AlertsBoundMs);
        QList<Alert> read;
        QVERIFY(timed("20 000 alerts read", [&] { read = *wait(cache.alerts()); }) < AlertsBoundMs);
        QCOMPARE(read.size(), 20'000);
        const auto none = [&] { QVERIFY(wait(cache.commit(recordOf(lab), batchOf("c", Snapshot<Alert>{})))); };
        QVERIFY(timed("20 000 alerts gone", none) < AlertsBoundMs);
    }

    void sixtyThousandPipelines()
    {
        QTemporaryDir dir;
        {
            const auto stores = mustOpen(dir.path());
            timed("60 000 pipelines in batches of 5 000", [&] {
                for (int first = 0; first < 60'000; first += 5'000)
                    QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("c", pipelinesFrom(first, 5'000)))));
            });
            QList<Pipeline> newest;
            const auto query = [&] { newest = *wait(stores->cache().pipelines(lab, 7, 50)); };
            QVERIFY(timed("newest 50 of a project", query) < QueryBoundMs);
            QCOMPARE(newest.size(), 50);
            QCOMPARE(newest.first().id, 59'507);
            QCOMPARE(newest.last().id, 59'507 - 49 * 500);
        }
        timed("opened again, with its check", [&] { mustOpen(dir.path()); });
        qInfo("cache.db: %lld MB", QFileInfo(dir.filePath(u"cache.db"_s)).size() / 1'000'000);
    }

    void aYearOfAlertsAndTheStripOfOneOfThem()
    {
        const QTemporaryDir dir;
        const YearOfHistory year{dir.path(), 5'000, 24};
        timed("a year of 5 000 alerts", [&] { year.write(); });
        const auto stores = mustOpen(dir.path());
        QList<HistorySpan> strip;
        const auto read = [&] {
            const auto from = year.ends().addDays(-30);
            const auto timeline = *wait(stores->history().of({year.key(777)}, from, year.ends()));
            strip = historyStrip(timeline.traces, timeline.observed, from, year.ends());
        };
        QVERIFY(timed("the strip of one", read) < QueryBoundMs);
        QVERIFY(strip.size() > 30);
    }

    void theHistoryOfOneAlertIsReadThroughItsKeys()
    {
        const QTemporaryDir dir;
        mustOpen(dir.path());
        store::Database db(
            dir.filePath(u"history.db"_s), store::Database::Mode::Read, store::Database::Durability::Normal);
        for (const char *sql : {"SELECT at FROM moment WHERE alert = ? AND at >= ? AND at < ? ORDER BY at",
                 "SELECT at FROM moment WHERE alert = ? AND at < ? ORDER BY at DESC LIMIT 1",
                 "SELECT number FROM alert WHERE source = ? AND fingerprint = ?"}) {
            SQLite::Statement plan(db.handle(), std::string("EXPLAIN QUERY PLAN ") + sql);
            QVERIFY(plan.executeStep());
            const auto how = QString::fromStdString(plan.getColumn(3).getString());
            QVERIFY2(how.startsWith(u"SEARCH"_s), qPrintable(how));
            QVERIFY2(!plan.executeStep(), "sorts");
        }
    }

    void listsOfAProjectAreReadThroughAnIndexWithoutSorting()
    {
        QTemporaryDir dir;
        mustOpen(dir.path());
        store::Database db(
            dir.filePath(u"cache.db"_s), store::Database::Mode::Read, store::Database::Durability::Normal);
        for (const std::string &sql :
            {store::select<Pipeline>("WHERE source = ? AND project = ? ORDER BY id DESC LIMIT ?"),
                store::select<MergeRequest>(
                    "WHERE source = ? AND project = ? ORDER BY updated_at DESC, iid DESC LIMIT ?"),
                store::select<GitDeployment>("WHERE source = ? AND project = ? ORDER BY id DESC LIMIT ?")}) {
            SQLite::Statement plan(db.handle(), "EXPLAIN QUERY PLAN " + sql);
            QVERIFY(plan.executeStep());
            const auto how = QString::fromStdString(plan.getColumn(3).getString());
            QVERIFY2(how.contains(u"(source=? AND project=?)"_s), qPrintable(how));
            QVERIFY2(!plan.executeStep(), "sorts");
        }
    }
};

QTEST_GUILESS_MAIN(StoreScaleTest)
#include "tst_storescale.moc"
