// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertsfeature.h"
#include "app/features/alertwatch.h"
#include "app/features/changewatch.h"
#include "app/features/sourcewatch.h"
#include "app/metrics/metricservice.h"
#include "models/items/alerttreemodel.h"
#include "tests/app/features/fakestores.h"
#include "tests/widgets/pages/samples.h"
#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/pages/alerts/changecard.h"
#include "widgets/pages/alerts/relatedcard.h"
#include "widgets/parts/linklist.h"
#include "widgets/parts/searchfield.h"
#include "widgets/parts/timechart.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

/// Answers when the test says so.
class FakeMetricService : public MetricService
{
public:
    QFuture<Result<Metric>> range(SourceId source, MetricQuery query) override
    {
        m_asked.append({source, query});
        m_open = std::make_shared<QPromise<Result<Metric>>>();
        m_open->start();
        if (m_answer)
            answer(*m_answer);
        return m_open->future();
    }
    void answer(const Result<Metric> &metric)
    {
        m_open->addResult(metric);
        m_open->finish();
    }

    QList<std::pair<SourceId, MetricQuery>> m_asked;
    std::optional<Result<Metric>> m_answer; ///< at once
    std::shared_ptr<QPromise<Result<Metric>>> m_open;
};

Metric numbers(const QString &service)
{
    Series series{{{u"service"_s, service}}, {}};
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 0; i < 100; ++i)
        series.samples.append({now - (100 - i) * 60'000, i / 10.0});
    return {{series}, {}};
}

} // namespace

/// What stands around the alert that is looked at, from the stores and sources to the inspector.
class AlertContextTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeCache> m_cache;
    std::unique_ptr<FakeLedger> m_ledger;
    std::unique_ptr<SourceWatch> m_watch;
    std::unique_ptr<FakeMetricService> m_metrics;
    std::unique_ptr<AlertWatch> m_alerts;
    std::unique_ptr<AlertsFeature> m_feature;
    std::unique_ptr<Page> m_owner;
    Workspace m_workspace;
    Theme m_theme{ThemeKind::Dark};

    AlertsPage &page() { return static_cast<AlertsPage &>(*m_owner); }
    AlertView &view() { return *page().findChild<AlertView *>(); }
    TimeChart &chart() { return page().details().chart(); }

    void open()
    {
        const FeatureContext context{m_workspace, *m_cache, *m_ledger, *m_watch, m_theme};
        m_alerts = std::make_unique<AlertWatch>(m_workspace, *m_cache, *m_ledger, *m_watch);
        m_feature = std::make_unique<AlertsFeature>(context, *m_alerts, AlertServices{nullptr, m_metrics.get()});
        m_owner.reset(m_feature->page());
        page().resize(1200, 800);
        page().show();
        QTRY_VERIFY(page().model().rowCount() > 0);
    }
    void select(const QString &name)
    {
        for (int group = 0; group < page().model().rowCount(); ++group) {
            const QModelIndex parent = page().model().index(group, 0);
            for (int row = 0; row < page().model().rowCount(parent); ++row) {
                const QModelIndex index = page().model().index(row, 0, parent);
                if (index.data(AlertTreeModel::AlertRole).value<AlertRow>().name == name)
                    view().setCurrentIndex(index);
            }
        }
    }
    void inspect(const QString &name)
    {
        select(name);
        static_cast<QWidget &>(page().details()).show();
    }
    template <typename T> QStringList titles()
    {
        QStringList all;
        for (const LinkRow &row : page().findChild<T *>()->template findChild<LinkList *>()->rows())
            all.append(row.title);
        return all;
    }
    void deploy(const QString &part, const QString &version)
    {
        DeployRun run{.id = RunId(version)};
        run.plan.product = ProductId(u"shop"_s);
        run.plan.version = version;
        run.plan.changes = {{.part = ModuleId(part), .composeAfter = "new"}};
        run.startedAt = sampleNow().addSecs(-15 * 60);
        run.state = RunState::Done;
        m_ledger->m_runs.append(run);
        Q_EMIT m_ledger->changed({{RowKind::Runs}, {}});
    }

private Q_SLOTS:
    void init()
    {
        m_cache = std::make_unique<FakeCache>();
        m_ledger = std::make_unique<FakeLedger>();
        m_metrics = std::make_unique<FakeMetricService>();
        const AlertWallInput wall = sampleWallInput();
        m_workspace = sampleMatrix().input.workspace;
        m_workspace.catalog = wall.catalog;
        m_workspace.connections
            = {{.id = SourceId(u"prometheus"_s), .kind = u"prometheus"_s, .url = u"http://prom:9090"_s}};
        m_cache->m_alerts = wall.alerts;
        m_cache->m_sources = wall.sources;
        AlertRule rule = ruleFor("prometheus", "checkout-app");
        rule.name = u"HighErrorRate"_s;
        rule.query = u"errors / requests > 0.02"_s;
        m_cache->m_rules = {rule};
        m_watch = std::make_unique<SourceWatch>(*m_cache);
    }
    void cleanup()
    {
        m_feature.reset();
        m_owner.reset();
        m_alerts.reset();
        m_watch.reset();
    }

    void whatChangedIsShownAndLeadsThere()
    {
        deploy(u"checkout-app"_s, u"2.4.1"_s);
        deploy(u"reports"_s, u"9.9.9"_s);
        open();
        inspect(u"HighErrorRate"_s);
        QTRY_COMPARE(titles<ChangeCard>(), QStringList{u"shop 2.4.1"_s});
        QSignalSpy leads(&page(), &Page::openAddressRequested);
        page().findChild<ChangeCard *>()->findChild<QPushButton *>()->click();
        QCOMPARE(leads.first(), QVariantList({u"deploy"_s, u"run/2.4.1"_s}));
        deploy(u"checkout-app"_s, u"2.4.2"_s); // a notice, and it is there
        QTRY_VERIFY(titles<ChangeCard>().contains(u"shop 2.4.2"_s));
    }

    void nothingIsReadWhileNobodyLooks()
    {
        open();
        QSignalSpy wanted(&page().details(), &AlertInspector::contextWanted);
        select(u"HighErrorRate"_s);
        QCOMPARE(wanted.size(), 0);
        static_cast<QWidget &>(page().details()).show();
        QCOMPARE(wanted.size(), 1);
        select(u"SlowQueries"_s);
        QCOMPARE(wanted.size(), 2);
    }

    void relatedAlertsAreCountedAndOneIsSelectedByAClick()
    {
        Alert again = m_cache->m_alerts.first();
        again.key.fingerprint = u"again"_s;
        again.labels.insert(u"service"_s, u"portal"_s);
        Alert beside = m_cache->m_alerts.first();
        beside.key.fingerprint = u"beside"_s;
        beside.name = u"Slow"_s;
        beside.labels.insert(u"alertname"_s, u"Slow"_s);
        m_cache->m_alerts += {again, beside};
        open();
        inspect(u"HighErrorRate"_s);
        view().setCurrentIndex(page().model().indexOf(u"HighErrorRate\x1f"
                                                      u"checkout-app\x1f\x1fproduction"_s));
        QTRY_COMPARE(titles<RelatedCard>(),
            QStringList(
                {u"On the same component: 1"_s, u"Slow"_s, u"Of the same name elsewhere: 1"_s, u"HighErrorRate"_s}));
        page().findChild<RelatedCard *>()->findChildren<QPushButton *>().first()->click();
        QTRY_COMPARE(view().currentIndex().data(AlertTreeModel::AlertRole).value<AlertRow>().name, u"Slow"_s);
    }

    void everySourceThatTellsItCanBeOpened()
    {
        m_cache->m_alerts[0].link = u"http://prom:9090/graph?g0.expr=x"_s;
        m_cache->m_alerts[1].link = u"https://am.example/#/alerts"_s;
        open();
        QSignalSpy opened(&page(), &AlertsPage::openLinkRequested);
        inspect(u"HighErrorRate"_s);
        QTRY_COMPARE(page().details().links().size(), 2);
        QTest::keyClick(&view(), Qt::Key_O);
        QList<QAction *> actions;
        for (const QMenu *menu : page().details().findChildren<QMenu *>())
            actions = menu->isVisible() ? menu->actions() : actions;
        QCOMPARE(actions.size(), 2);
        QStringList words{actions.at(0)->text(), actions.at(1)->text()};
        words.sort();
        QCOMPARE(words, QStringList({u"alertmanager · am.example"_s, u"prometheus · prom"_s}));
        actions.first()->trigger();
        auto *question = page().findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(opened.size(), 0); // shown before it is opened
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        }
        QCOMPARE(opened.size(), 1);
    }

    void theChartAsksForWhatCanBeSeenAndShowsTheThreshold()
    {
        deploy(u"checkout-app"_s, u"2.4.1"_s);
        m_metrics->m_answer = numbers(u"checkout-app"_s);
        open();
        inspect(u"HighErrorRate"_s);
        QTRY_VERIFY(chart().hasPlot());
        const auto &[source, query] = m_metrics->m_asked.first();
        QCOMPARE(source, SourceId(u"prometheus"_s));
        QCOMPARE(query.expression, u"errors / requests"_s);
        QCOMPARE(query.from, sampleNow().addSecs(-12 * 60 - 3600));
        QVERIFY(query.from.secsTo(query.to) / query.step.count() <= 2 * chart().width());
        QCOMPARE(chart().content().threshold, std::optional(0.02));
        QTRY_VERIFY(!titles<ChangeCard>().isEmpty());
    }

    void aCloserLookAsksForFinerNumbers()
    {
        m_metrics->m_answer = numbers(u"checkout-app"_s);
        open();
        inspect(u"HighErrorRate"_s);
        QTRY_VERIFY(chart().hasPlot());
        const MetricQuery whole = m_metrics->m_asked.last().second;
        QMetaObject::invokeMethod(chart().findChild<QGraphicsView *>(), "spanChosen",
            Q_ARG(qint64, whole.from.toMSecsSinceEpoch()), Q_ARG(qint64, whole.from.toMSecsSinceEpoch() + 600'000));
        QTRY_VERIFY(m_metrics->m_asked.last().second.to != whole.to);
        QCOMPARE(m_metrics->m_asked.last().second.from, whole.from);
        QVERIFY(m_metrics->m_asked.last().second.step < whole.step);
        QVERIFY(chart().isZoomed());
    }

    void whyThereIsNoChartIsSaid_data()
    {
        QTest::addColumn<int>("situation");
        QTest::addColumn<QString>("words");
        QTest::newRow("nobody knows") << 0 << u"No metric source knows the expression of this alert."_s;
        QTest::newRow("no numbers") << 1 << u"prometheus has no numbers of this alert for this time."_s;
        QTest::newRow("refused") << 2 << u"bad_data: parse error"_s;
        QTest::newRow("asking") << 3 << u"Reading…"_s;
    }
    void whyThereIsNoChartIsSaid()
    {
        QFETCH(int, situation);
        QFETCH(QString, words);
        if (situation == 0)
            m_cache->m_rules.clear();
        if (situation == 1)
            m_metrics->m_answer = Metric{};
        if (situation == 2)
            m_metrics->m_answer = failure(Error::Kind::BadAnswer, u"prometheus"_s, u"bad_data: parse error"_s, 400);
        open();
        inspect(u"HighErrorRate"_s);
        QTRY_VERIFY(std::ranges::any_of(chart().findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && (label->text().contains(words) || label->toolTip().contains(words));
        }));
        QVERIFY(!chart().hasPlot());
    }

    void anAnswerForAnotherAlertIsNotShown()
    {
        AlertRule rule = m_cache->m_rules.first();
        rule.name = u"SlowQueries"_s;
        rule.labels.clear();
        rule.query = u"p95 > 800"_s;
        m_cache->m_rules.append(rule);
        open();
        inspect(u"HighErrorRate"_s);
        QTRY_COMPARE(m_metrics->m_asked.size(), 1);
        inspect(u"SlowQueries"_s);
        m_metrics->answer(numbers(u"checkout-app"_s));
        QTRY_COMPARE(m_metrics->m_asked.size(), 2);
        QCOMPARE(m_metrics->m_asked.last().second.expression, u"p95"_s);
        QVERIFY(!chart().hasPlot());
    }

    void viewsOfTheWorkspaceAndOnesOwnAreOffered()
    {
        m_workspace.views = {{u"on call"_s, u"severity>=warning"_s}};
        open();
        m_feature->setOwnViews({{u"mine"_s, u"owner:li"_s}});
        QStringList places;
        for (const PagePlace &place : page().places()) {
            if (place.place.startsWith(u"view:"_s))
                places.append(place.subtitle);
        }
        QCOMPARE(places, QStringList({u"severity>=warning"_s, u"owner:li"_s}));
        page().openPlace(u"view:on call"_s);
        QCOMPARE(page().findChild<SearchField *>()->text(), u"severity>=warning"_s);
    }

    void whatCannotBeReadLeavesWhatIsKnown()
    {
        deploy(u"checkout-app"_s, u"2.4.1"_s);
        ChangeWatch watch(m_workspace, *m_cache, *m_ledger);
        QSignalSpy changed(&watch, &ChangeWatch::changed);
        watch.start();
        QVERIFY(changed.wait());
        AlertRow row{.component = entityId(EntityKind::Component, u"checkout-app"_s)};
        row.startsAt = sampleNow();
        QCOMPARE(watch.changesFor(row, sampleNow()).size(), 1);
        m_cache->m_error = Error{Error::Kind::Storage, u"cache.db"_s, u"disk full"_s, 0, {}, {}};
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"disk full"_s));
        m_cache->notify({RowKind::Git}); // read, and refused
        QTRY_VERIFY(m_cache->m_refusals > 0);
        m_cache->m_error.reset();
        QCOMPARE(watch.changesFor(row, sampleNow()).size(), 1);
        deploy(u"checkout-app"_s, u"2.4.2"_s);
        QVERIFY(changed.wait());
        QCOMPARE(watch.changesFor(row, sampleNow()).size(), 2);
    }
};

QTEST_MAIN(AlertContextTest)
#include "tst_alertcontext.moc"
