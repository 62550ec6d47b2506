// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alerthistory.h"
#include "app/features/alertwatch.h"
#include "app/features/analysisfeature.h"
#include "app/features/sourcewatch.h"
#include "models/items/episodemodel.h"
#include "models/items/tallymodel.h"
#include "tests/app/features/fakestores.h"
#include "tests/widgets/screenshot.h"
#include "widgets/pages/analysis/analysispage.h"
#include "widgets/pages/analysis/digestdialog.h"
#include "widgets/pages/analysis/episodelist.h"
#include "widgets/pages/analysis/heatmap.h"
#include "widgets/pages/analysis/numbertile.h"
#include "widgets/pages/analysis/tallyview.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/historystrip.h"
#include "widgets/parts/inspectorpanel.h"

#include <QAbstractItemModelTester>
#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const SourceId am(u"am"_s);

/// Of a service that answers slowly again and again, one alert that stands, and a source that was silent for a while.
AlertTimeline restlessDay()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto before = [&](int minutes) { return now.addSecs(-60 * minutes); };
    AlertTimeline timeline;
    timeline.observed = {{am, before(2000), before(700)}, {am, before(600), now}};
    AlertTrace slow{
        {am, u"slow"_s}, u"SlowAnswers"_s, {{u"service"_s, u"checkout"_s}, {u"instance"_s, u"web-01"_s}}, {}};
    for (int i = 0; i < 6; ++i) {
        slow.moments += {before(500 - 8 * i), AlertState::Firing, i == 2 ? Severity::Critical : Severity::Warning};
        slow.moments += {before(497 - 8 * i), AlertState::Resolved, Severity::Warning};
    }
    AlertTrace full{{am, u"full"_s}, u"DiskFull"_s, {{u"service"_s, u"db"_s}}, {{before(90), AlertState::Firing}}};
    timeline.traces = {slow, full};
    return timeline;
}

} // namespace

class AnalysisFeatureTest : public QObject
{
    Q_OBJECT

    Theme m_theme{ThemeKind::Dark};
    Workspace m_workspace;
    std::unique_ptr<FakeCache> m_cache;
    std::unique_ptr<FakeLedger> m_ledger;
    std::unique_ptr<FakeHistory> m_history;
    std::unique_ptr<SourceWatch> m_watch;
    std::unique_ptr<AlertWatch> m_alerts;
    std::unique_ptr<AnalysisFeature> m_feature;
    std::unique_ptr<Page> m_owner;

    AnalysisPage *page() { return qobject_cast<AnalysisPage *>(m_owner.get()); }

    void open()
    {
        m_watch = std::make_unique<SourceWatch>(*m_cache);
        m_alerts = std::make_unique<AlertWatch>(m_workspace, *m_cache, *m_ledger, *m_watch);
        const FeatureContext context{m_workspace, *m_cache, *m_ledger, *m_watch, m_theme};
        m_feature = std::make_unique<AnalysisFeature>(context, *m_history, *m_alerts);
        m_owner.reset(m_feature->page());
        m_owner->resize(1400, 900);
        m_theme.applyTo(*qApp);
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = {};
        m_workspace.name = u"shop"_s;
        m_cache = std::make_unique<FakeCache>();
        m_ledger = std::make_unique<FakeLedger>();
        m_history = std::make_unique<FakeHistory>();
        m_history->m_timeline = restlessDay();
        open();
    }
    void cleanup()
    {
        m_owner.reset();
        m_feature.reset();
        m_alerts.reset();
    }

    void countsOnceSomebodyLooksAndNotBefore()
    {
        QCoreApplication::processEvents();
        QCOMPARE(m_history->m_reads, 0);
        page()->show();
        QTRY_COMPARE(page()->stats().fired.size(), 7);
        QCOMPARE(m_history->m_reads, 1);
        m_history->notify();
        QCoreApplication::processEvents();
        QCOMPARE(m_history->m_reads, 1); // the numbers are young
    }

    void everyNumberOpensTheRowsBehindIt()
    {
        page()->show();
        QTRY_COMPARE(page()->stats().fired.size(), 7);
        auto *rows = page()->findChild<EpisodeList *>();
        QVERIFY(rows->isHidden());
        QStringList numbers;
        for (NumberTile *tile : page()->findChildren<NumberTile *>()) {
            if (!tile->isEnabled())
                continue;
            tile->click();
            numbers.append(tile->number() + u'/' + QString::number(rows->model().rowCount()));
        }
        numbers.sort();
        // Fired, standing, until it is over; nobody had any: no row, and no number.
        QVERIFY2(numbers.contains(u"7/7"_s) && numbers.contains(u"1/1"_s) && numbers.contains(u"3 min/6"_s),
            qPrintable(numbers.join(u' ')));
        auto *table = page()->findChild<TallyView *>()->findChild<QTreeView *>();
        Q_EMIT table->clicked(table->model()->index(0, TallyModel::What));
        QVERIFY(!rows->isHidden());
        QCOMPARE(rows->model().rowCount(), 6);
    }

    void theTablesAreModelsThatHoldTogether()
    {
        auto *tallies = page()->findChild<TallyView *>();
        for (QTreeView *view : tallies->findChildren<QTreeView *>())
            new QAbstractItemModelTester(view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, view);
        page()->show();
        QTRY_COMPARE(page()->stats().fired.size(), 7);
        for (const auto table : {TallyView::Table::Flapping, TallyView::Table::Standing, TallyView::Table::Services,
                 TallyView::Table::Owners, TallyView::Table::Sources, TallyView::Table::Offenders}) {
            tallies->setTable(table);
            QVERIFY(tallies->shownModel().rowCount() > 0);
        }
        m_history->m_timeline.traces.removeFirst();
        Q_EMIT page()->statsWanted();
        QTRY_COMPARE(page()->stats().fired.size(), 1);
        QCOMPARE(tallies->shownModel().rowCount(), 1);
    }

    void anHourOfAWeekdayIsChosenByKeysToo()
    {
        page()->show();
        QTRY_COMPARE(page()->stats().fired.size(), 7);
        auto *heat = page()->findChild<HeatMap *>();
        QSignalSpy chosen(heat, &HeatMap::chosen);
        QTest::keyClick(heat, Qt::Key_Right);
        QTest::keyClick(heat, Qt::Key_Down);
        QTest::keyClick(heat, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first(), (QVariantList{1, 1}));
        QVERIFY(!heat->accessibleDescription().isEmpty());
    }

    void anotherPeriodIsReadAndIsPartOfThePlace()
    {
        page()->show();
        QTRY_COMPARE(page()->stats().fired.size(), 7);
        page()->openPlace(u"168h/flapping"_s);
        QTRY_COMPARE(page()->stats().from.daysTo(page()->stats().to), 7);
        QCOMPARE(page()->place(), u"168h/flapping"_s);
    }

    void theKeysWorkAlsoWhileATableHasTheFocus()
    {
        page()->show();
        QTRY_COMPARE(page()->stats().fired.size(), 7);
        QVERIFY(QTest::qWaitForWindowActive(page()));
        auto *table = page()->findChild<TallyView *>()->findChild<QTreeView *>();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_3);
        QCOMPARE(page()->hours(), 30 * 24);
        QSignalSpy asked(page(), &AnalysisPage::digestRequested);
        QTest::keyClick(table, Qt::Key_D);
        QCOMPARE(asked.size(), 1);
        page()->window()->findChild<DigestDialog *>()->close();
    }

    void aTimeThatNobodyObservedIsNotCalledQuiet()
    {
        m_history->m_timeline = {};
        page()->show();
        auto *empty = page()->findChild<EmptyState *>();
        const auto says = [&](const QString &words) {
            const auto labels = empty->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(words); });
        };
        QTRY_VERIFY(says(u"not even that it was quiet"_s));
        QVERIFY(empty->isVisibleTo(page()));
    }

    void aHistoryThatCannotBeReadIsSaid()
    {
        m_history->m_error = Error{Error::Kind::Storage, u"history.db"_s, u"disk I/O error"_s, 0, {}};
        page()->show();
        const auto isSaid = [this] {
            const auto cards = page()->findChildren<Card *>(QString(), Qt::FindDirectChildrenOnly);
            return std::ranges::any_of(cards, [](const Card *card) { return !card->isHidden(); });
        };
        QTRY_VERIFY(isSaid());
    }

    void theDigestIsShownCopiedAsTextAndHtmlAndSaved()
    {
        m_cache->m_sources = {{.id = am, .kind = u"alertmanager"_s, .interval = std::chrono::hours(1)}};
        m_cache->m_sources.first().lastAttempt = m_cache->m_sources.first().lastSuccess
            = QDateTime::currentDateTimeUtc();
        m_cache->m_alerts
            = {{.key = {am, u"f"_s}, .name = u"Disk<b>Full"_s, .startsAt = QDateTime::currentDateTimeUtc()}};
        open();
        QTRY_VERIFY(m_alerts->hasWall());
        page()->show();
        Q_EMIT page()->digestRequested();
        auto *dialog = page()->window()->findChild<DigestDialog *>();
        QVERIFY(dialog);
        auto *preview = dialog->findChild<QPlainTextEdit *>();
        QTRY_VERIFY(preview->toPlainText().contains(u"Disk<b>Full"_s));
        screenshot(*dialog, u"digest-dialog"_s);
        for (ActionButton *button : dialog->findChildren<ActionButton *>()) {
            if (button->text() == u"Copy the digest"_s)
                button->click();
        }
        const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
        QVERIFY(copied->text().contains(u"Disk<b>Full"_s));
        QVERIFY(copied->html().contains(u"Disk&lt;b&gt;Full"_s));
        const QTemporaryDir folder;
        Q_EMIT dialog->saveRequested(folder.filePath(u"digest.txt"_s), "what stands");
        QFile saved(folder.filePath(u"digest.txt"_s));
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), QByteArray("what stands"));
        dialog->close();
    }

    void theStripOfAnAlertFollowsTheOneThatIsLookedAt()
    {
        InspectorPanel inspector(m_theme);
        auto *history = new AlertHistory(inspector, *m_history, *m_ledger, m_theme);
        inspector.show();
        AlertRow row{.key = u"k"_s, .name = u"SlowAnswers"_s};
        row.told = {{am, u"slow"_s}};
        history->inspect(row);
        QTRY_VERIFY2(history->strip().text().contains(u"fired 6 time"_s), qPrintable(history->strip().text()));
        QCOMPARE(m_history->m_asked, row.told);
        QCOMPARE(history->strip().accessibleDescription(), history->strip().text());
        const int reads = m_history->m_reads;
        history->inspect(row); // a refresh of the wall
        m_history->notify();
        QTRY_COMPARE(m_history->m_reads, reads + 1);
        AlertDeed deed{.kind = AlertDeed::Kind::Acknowledged, .alert = row.key, .by = u"li@desk"_s};
        deed.at = QDateTime::currentDateTimeUtc();
        m_ledger->append(entryOf(deed, row.name, {}));
        QTRY_VERIFY(m_history->m_reads > reads + 1); // somebody has it now
        m_history->m_error = Error{Error::Kind::Storage, u"history.db"_s, u"disk I/O error"_s, 0, {}};
        row.told = {{am, u"full"_s}};
        history->inspect(row);
        QTRY_VERIFY(!history->strip().text().contains(u"fired"_s) && !history->strip().text().contains(u"…"_s));
        screenshot(inspector, u"history-strip-error"_s);
    }

    void looksLikeThis()
    {
        for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light}) {
            m_theme.setKind(kind);
            page()->show();
            QTRY_COMPARE(page()->stats().fired.size(), 7);
            page()->findChild<NumberTile *>()->click();
            screenshot(*page(), kind == ThemeKind::Dark ? u"analysis-dark"_s : u"analysis-light"_s);
            HistoryStrip strip(m_theme);
            strip.resize(400, strip.sizeHint().height());
            const QDateTime now = QDateTime::currentDateTimeUtc();
            const AlertTimeline timeline = restlessDay();
            strip.setStrip(historyStrip(timeline.traces, timeline.observed, now.addDays(-2), now), now);
            screenshot(strip, kind == ThemeKind::Dark ? u"history-strip-dark"_s : u"history-strip-light"_s);
        }
    }
};

QTEST_MAIN(AnalysisFeatureTest)
#include "tst_analysisfeature.moc"
