// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertsfeature.h"
#include "app/features/alertwatch.h"
#include "app/features/releasesfeature.h"
#include "app/features/sourcewatch.h"
#include "app/features/storesearch.h"
#include "models/items/alerttreemodel.h"
#include "models/items/matrixmodel.h"
#include "tests/app/features/fakestores.h"
#include "tests/widgets/pages/samples.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/releases/cellinspector.h"
#include "widgets/pages/releases/releasespage.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The sample's sources, as if they had answered just now by the real clock.
QList<SourceRecord> liveNow(QList<SourceRecord> records)
{
    for (SourceRecord &record : records)
        record.lastAttempt = record.lastSuccess = QDateTime::currentDateTimeUtc();
    return records;
}

} // namespace

class PageFeaturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cache = std::make_unique<FakeCache>();
        m_ledger = std::make_unique<FakeLedger>();
        m_workspace = sampleMatrix().input.workspace;
        const AlertWallInput wall = sampleWallInput();
        m_cache->m_alerts = wall.alerts;
        m_cache->m_sources = liveNow(wall.sources);
    }

    void readsAtStartAndAgainOnANoticeThatConcernsIt()
    {
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        AlertsFeature feature(given, alerts);
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<AlertsPage *>(feature.page());
        QTRY_COMPARE(page->model().wall().counts.total(), 11);
        m_cache->m_alerts.clear();
        m_cache->notify({RowKind::Git});
        m_cache->notify({RowKind::Alerts});
        QTRY_COMPARE(page->model().wall().counts.total(), 0);
        QCOMPARE(m_cache->m_reads, 2);
    }

    void aBurstOfNoticesCostsOneRunInFlightAndOneWaiting()
    {
        m_cache->m_held = true;
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        AlertsFeature feature(given, alerts);
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<AlertsPage *>(feature.page());
        for (int i = 0; i < 50; ++i)
            m_cache->notify({RowKind::Alerts, RowKind::Sources});
        QCOMPARE(m_cache->m_reads, 1);
        m_cache->m_alerts.clear();
        m_cache->release();
        QTRY_COMPARE(m_cache->m_reads, 2);
        QTRY_VERIFY(page->model().hasWall());
        QTRY_COMPARE(page->model().wall().counts.total(), 0);
        QCOMPARE(m_cache->m_reads, 2);
    }

    void aSourceThatFallsSilentByTheClockAloneIsSeen()
    {
        for (SourceRecord &record : m_cache->m_sources)
            record.interval = std::chrono::milliseconds(700);
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        AlertsFeature feature(given, alerts);
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<AlertsPage *>(feature.page());
        QTRY_VERIFY(page->model().hasWall());
        QTRY_COMPARE(page->model().wall().unobserved, page->model().wall().systems);
        QCOMPARE(page->model().wall().counts.total(), 11);
    }

    void aPollThatFoundNothingNewReadsNothing()
    {
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        AlertsFeature feature(given, alerts);
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<AlertsPage *>(feature.page());
        QTRY_VERIFY(page->model().hasWall());
        QSignalSpy standing(m_watch.get(), &SourceWatch::standingChanged);
        QSignalSpy records(m_watch.get(), &SourceWatch::recordsChanged);
        for (SourceRecord record : liveNow(m_cache->m_sources)) {
            record.latency = 7ms;
            m_cache->answer(record);
        }
        QTRY_COMPARE(records.size(), 1); // a burst is told once
        for (const SourceRecord &record : std::as_const(m_cache->m_sources))
            QVERIFY(m_watch->records().contains(record));
        QCOMPARE(standing.size(), 0);
        QCOMPARE(m_cache->m_reads, 1);

        SourceRecord failed = m_cache->m_sources.first();
        failed.lastError = Error{Error::Kind::Network, u"am"_s, u"refused"_s, 0, {}};
        m_cache->answer(failed);
        QCOMPARE(standing.size(), 1);
        QCOMPARE(records.size(), 2); // nothing may still show it as live
        QTRY_COMPARE(m_cache->m_reads, 2);
        failed.lastError->detail = u"refused after 2 ms"_s; // other words for the same
        m_cache->answer(failed);
        QCOMPARE(standing.size(), 1);
    }

    void aFailedReadKeepsWhatIsShownAndSaysWhy()
    {
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        AlertsFeature feature(given, alerts);
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<AlertsPage *>(feature.page());
        QTRY_COMPARE(page->model().wall().counts.total(), 11);
        m_cache->m_error = Error{Error::Kind::Storage, u"cache.db"_s, u"disk full"_s, 0, {}};
        m_cache->notify({RowKind::Alerts});
        const auto *banner = page->findChild<Card *>(QString(), Qt::FindDirectChildrenOnly);
        QTRY_VERIFY(!banner->isHidden());
        QCOMPARE(page->model().wall().counts.total(), 11);
        m_cache->m_error.reset();
        m_cache->notify({RowKind::Alerts});
        QTRY_VERIFY(banner->isHidden());
    }

    void groupsCarryTheVersionThatRunsInProduction()
    {
        const SampleMatrix sample = sampleMatrix();
        m_cache->m_sources += liveNow(sample.input.sources);
        m_cache->m_containers = sample.input.containers;
        m_cache->m_artifacts = sample.input.artifacts;
        const FeatureContext given = context();
        AlertWatch alerts(given.workspace, given.cache, given.ledger, given.sources);
        AlertsFeature feature(given, alerts);
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<AlertsPage *>(feature.page());
        QTRY_VERIFY(page->model().hasWall());
        QCOMPARE(page->model().wall().groups.first().version, u"2.4.1"_s);
    }

    void showsWhatRunsAndHowItGotThere()
    {
        const SampleMatrix sample = sampleMatrix();
        m_cache->m_sources = liveNow(sample.input.sources);
        m_cache->m_containers = sample.input.containers;
        m_cache->m_artifacts = sample.input.artifacts;
        m_workspace.products.first().modules.first().project = u"shop/checkout-app"_s;
        m_cache->m_projects = {{.source = SourceId(u"gitlab"_s), .id = 7, .path = u"shop/checkout-app"_s}};
        m_cache->m_pipelines = {{.id = 48211, .ref = u"main"_s, .status = u"success"_s, .createdAt = sampleNow()}};
        ReleasesFeature feature(context());
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<ReleasesPage *>(feature.page());
        QTRY_COMPARE(page->model().rowCount(), 7);
        page->openPlace(u"checkout-app/production"_s);
        const auto knowsThePipeline = [page] {
            const auto lists = page->inspector()->findChildren<KeyValueList *>();
            return std::any_of(lists.cbegin(), lists.cend(), [](const KeyValueList *list) {
                return !list->rows().isEmpty() && list->rows().first().value.contains(u"#48211 main"_s);
            });
        };
        QTRY_VERIFY(knowsThePipeline());
    }

    void whatTheStoresFindBecomesPlaces()
    {
        const FeatureContext given = context();
        ProductModule &part = m_workspace.products.first().modules.first();
        part.project = u"shop/checkout-app"_s;
        StoreSearch search(given);
        QSignalSpy found(&search, &StoreSearch::found);
        using Kind = SearchHit::Kind;
        m_cache->m_hits = {{Kind::MergeRequest, SourceId(u"gl"_s), u"7/41"_s, u"!41 queue"_s, part.project, {}},
            {Kind::MergeRequest, SourceId(u"gl"_s), u"8/2"_s, u"!2 queue"_s, u"shop/unrelated"_s, {}},
            {Kind::Alert, SourceId(u"am"_s), u"f1"_s, u"QueueFull"_s, {}, {}}};
        search.search(u"q"_s);
        search.search(u"queu"_s);
        search.search(u"queue"_s);
        QTRY_COMPARE(found.size(), 1); // too short, overtaken, answered
        QCOMPARE(found.first().first().toString(), u"queue"_s);
        const auto places = found.first().at(1).value<QList<FoundPlace>>();
        QCOMPARE(places.size(), 2);
        QCOMPARE(places.at(0).page, u"releases"_s);
        QCOMPARE(places.at(0).place.place, part.id.text());
        QCOMPARE(places.at(1).page, u"alerts"_s);
        QCOMPARE(places.at(1).place.place, u"QueueFull"_s);
    }

    void savesWhatIsExportedAndReportsWhereItCannot()
    {
        ReleasesFeature feature(context());
        const std::unique_ptr<Page> owner(feature.page());
        auto *page = qobject_cast<ReleasesPage *>(feature.page());
        QTRY_VERIFY(page->model().hasMatrix());
        QTemporaryDir folder;
        const QString path = folder.filePath(u"versions.csv"_s);
        Q_EMIT page->saveRequested(path, "a,b\r\n");
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("a,b\r\n"));
        Q_EMIT page->saveRequested(folder.filePath(u"no/such/folder.csv"_s), "x");
        QTRY_VERIFY(!page->findChild<Card *>(QString(), Qt::FindDirectChildrenOnly)->isHidden());
    }

private:
    /// How the sources stand is known before the feature looks: what it reads then is for its own reasons.
    FeatureContext context()
    {
        m_watch = std::make_unique<SourceWatch>(*m_cache);
        QSignalSpy(m_watch.get(), &SourceWatch::recordsChanged).wait(1000);
        return {m_workspace, *m_cache, *m_ledger, *m_watch, m_theme};
    }

    Theme m_theme{ThemeKind::Dark};
    Workspace m_workspace;
    std::unique_ptr<FakeCache> m_cache;
    std::unique_ptr<SourceWatch> m_watch;
    std::unique_ptr<FakeLedger> m_ledger;
};

QTEST_MAIN(PageFeaturesTest)
#include "tst_pagefeatures.moc"
