// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alerttreemodel.h"
#include "tests/support/run.h"
#include "tests/widgets/pages/noisysamples.h"
#include "tests/widgets/pages/screenshot.h"
#include "widgets/pages/alerts/alertheader.h"
#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/parts/choicepill.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/searchfield.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QModelIndex groupKeyed(const AlertView &view, const QString &key)
{
    const auto hits = view.model()->match(view.model()->index(0, 0), AlertTreeModel::KeyRole, key, 1, Qt::MatchExactly);
    return hits.isEmpty() ? QModelIndex() : hits.first();
}

QModelIndex alertNamed(const AlertView &view, const QString &name)
{
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        const QModelIndex group = view.model()->index(row, 0);
        for (int child = 0; child < view.model()->rowCount(group); ++child) {
            if (view.model()->index(child, AlertTreeModel::NameColumn, group).data() == name)
                return view.model()->index(child, 0, group);
        }
    }
    return {};
}

/// In three systems.
AlertWallInput manyAlerts(int count)
{
    AlertWallInput input = sampleWallInput();
    input.alerts.clear();
    const std::array services{"checkout-app", "order-router", "portal"};
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "Alert" + QByteArray::number(i);
        input.alerts.append(
            alert("alertmanager", name.constData(), services.at(i % 3), Severity::Warning, "burns", "", 30 + i));
    }
    return input;
}

/// Twelve alike, and something that is down with a symptom: two rows of their own in one system.
AlertWallInput noisyStorm()
{
    AlertWallInput input = noisyCompany();
    for (int i = 0; i < 12; ++i) {
        input.alerts.append(alert("prometheus", "PodRestarts", "checkout-mq", Severity::Warning, "again", "", 5));
        input.alerts.last().labels.insert(u"instance"_s, u"pod-%1"_s.arg(i));
        input.alerts.last().key.fingerprint += QString::number(i);
    }
    input.alerts.append(alert("prometheus", "ServiceDown", "checkout-db", Severity::Critical, "no answer", "", 9));
    input.alerts.append(alert("prometheus", "SlowQueries", "checkout-db", Severity::Warning, "slow", "", 8));
    input.alerts.append(alert("prometheus", "Odd", "checkout-mq", Severity::Info, "odd", "", 8));
    input.timeline.traces = {traceOf(input.alerts.last(), 9, true)};
    return input;
}

int visibleAlerts(const AlertView &view)
{
    int count = 0;
    for (int row = 0; row < view.model()->rowCount(); ++row)
        count += view.model()->rowCount(view.model()->index(row, 0));
    return count;
}

} // namespace

class AlertsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<AlertsPage>(m_theme);
        m_page->resize(1400, 900);
        m_view = m_page->findChild<AlertView *>();
        m_search = m_page->findChild<SearchField *>();
    }
    void cleanup() { m_page.reset(); }

    void looksRight_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark-1920") << ThemeKind::Dark << QSize(1736, 990);
        QTest::newRow("light-1920") << ThemeKind::Light << QSize(1736, 990);
        QTest::newRow("dark-1280") << ThemeKind::Dark << QSize(1096, 640);
        QTest::newRow("contrast-1280") << ThemeKind::HighContrast << QSize(1096, 640);
    }
    void looksRight()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        m_theme.setKind(kind);
        show(sampleWallInput());
        m_view->setCurrentIndex(alertNamed(*m_view, u"HighErrorRate"_s));
        const QString name = u"alerts-"_s + QString::fromUtf8(QTest::currentDataTag());
        const QImage image = screenshot(*m_page, m_page->inspector(), m_theme, size, name);
        QCOMPARE(image.size(), size);
        QCOMPARE(image.pixelColor(2, size.height() - 2), m_theme.color(Token::Surface0));
        m_theme.setKind(ThemeKind::Dark);
    }

    void looksRightWhenNoisy()
    {
        m_theme.setKind(ThemeKind::Light);
        AlertWallInput input = noisyStorm();
        input.alerts.append(alert("alertmanager", "CertificateExpires", "portal", Severity::Critical, "6 days", "", 9));
        const Alert steady = alert("prometheus", "Unsteady", "reports", Severity::Warning, "up and down", "", 1);
        const Alert gone = alert("prometheus", "Unsteady too", "reports", Severity::Warning, "up and down", "", 1);
        input.alerts.append(steady);
        input.timeline.traces += {traceOf(steady, 9, true), traceOf(gone, 12, false)};
        show(input);
        for (const QString &name : {u"PodRestarts × 12"_s, u"ServiceDown"_s, u"2 alert(s) that come and go"_s}) {
            const QPersistentModelIndex line = alertNamed(*m_view, name);
            m_page->model().setFoldOpen(line, true);
            QTRY_VERIFY(line.isValid() && m_view->foldAt(line) && m_view->foldAt(line)->isOpen);
        }
        const QImage image
            = screenshot(*m_page, m_page->inspector(), m_theme, QSize(1736, 990), u"alerts-noisy-light"_s);
        QCOMPARE(image.size(), QSize(1736, 990));
        m_theme.setKind(ThemeKind::Dark);
    }

    void looksRightInLongChineseAndWhenBlind()
    {
        AlertWallInput input = sampleWallInput();
        for (Alert &one : input.alerts) {
            one.summary = u"订单服务在过去十五分钟内的错误率持续超过阈值，请立即检查上游网关与数据库连接池的状态"_s;
            one.name += u"支付网关连接池耗尽告警"_s;
        }
        for (SourceRecord &record : input.sources)
            record.lastSuccess = sampleNow().addSecs(-1320);
        show(input);
        m_page->setError(Error{Error::Kind::Storage, u"cache.db"_s, u"disk full"_s, 0, {}});
        m_view->setCurrentIndex(m_view->model()->index(0, 0, m_view->model()->index(0, 0)));
        const QImage image
            = screenshot(*m_page, m_page->inspector(), m_theme, QSize(1096, 640), u"alerts-blind-long"_s);
        QCOMPARE(image.size(), QSize(1096, 640));
    }

    void whatWasChangedIsToldBelowTheFirstAlertAfterIt()
    {
        ChangeIndexInput input{.workspace = sampleMatrix().input.workspace};
        input.workspace.catalog = sampleCatalog();
        DeployRun run{.id = RunId(u"run-7"_s)};
        run.plan.product = ProductId(u"shop"_s);
        run.plan.version = u"2.4.1"_s;
        run.plan.createdBy = u"wang@desk"_s;
        run.plan.changes = {{.part = ModuleId(u"checkout-app"_s), .composeAfter = "new"}};
        run.startedAt = sampleNow().addSecs(-15 * 60);
        run.state = RunState::Done;
        input.runs = {run};
        AlertWallInput wall = sampleWallInput();
        Alert second = alert("prometheus", "Slow", "checkout-app", Severity::Warning, "slow", "", 5);
        wall.alerts.append(second);
        m_page->setChanges(ChangeIndex(input), std::chrono::hours(1));
        show(wall);
        const QModelIndex first = alertNamed(*m_view, u"HighErrorRate"_s);
        QVERIFY(m_page->model().changeAt(first));
        QVERIFY(!m_page->model().changeAt(alertNamed(*m_view, u"Slow"_s))); // told once
        QVERIFY(!m_page->model().changeAt(alertNamed(*m_view, u"HostDown"_s)));
        QVERIFY(m_view->cards().isTall(m_view->placeOf(first)));
        screenshot(*m_page, m_page->inspector(), m_theme, QSize(1500, 800), u"alerts-change"_s);
        const QString spoken
            = m_view->model()->index(first.row(), 0, first.parent()).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains(u"changed: shop 2.4.1 deployed 3 min before · by wang"_s), qPrintable(spoken));
        QSignalSpy leads(m_page.get(), &Page::openAddressRequested);
        const QRect row = m_view->visualRect(first);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {200, row.bottom() + 10});
        QCOMPARE(leads.first(), QVariantList({u"deploy"_s, u"run/run-7"_s}));
        m_page->setChanges({}, std::chrono::hours(1));
        QTRY_VERIFY(!m_view->cards().isTall(m_view->placeOf(first)));
    }

    void severalAreSelectedAndToldInNumbers()
    {
        show(manyAlerts(30)); // ten in each of three systems
        auto *inspector = qobject_cast<AlertInspector *>(m_page->inspector());
        m_view->setCurrentIndex(lineOf(0, 0));
        QVERIFY(!inspector->showsMany());
        QTest::keyClick(m_view, Qt::Key_J, Qt::ShiftModifier);
        QTest::keyClick(m_view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_view->selectedLines(), 3);
        QVERIFY(inspector->showsMany());
        QCOMPARE(m_view->chosenSummary().counts.warning, 3);
        QTest::keyClick(m_view, Qt::Key_K, Qt::ShiftModifier);
        QCOMPARE(m_view->selectedLines(), 2);
        screenshot(*m_page, m_page->inspector(), m_theme, QSize(1500, 700), u"alerts-selection"_s);
        QTest::keyClick(m_view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_view->selectedLines(), 30);
        m_view->setExpanded(lineOf(2, 0).parent(), false);
        QTest::keyClick(m_view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_view->selectedLines(), 20); // what is closed is not shown
        QTest::keyClick(m_view, Qt::Key_J);
        QCOMPARE(m_view->selectedLines(), 1);
        QVERIFY(!inspector->showsMany());
    }

    void aRangeOverGroupsHoldsTheirAlertsAndNoHeads()
    {
        show(manyAlerts(30));
        m_page->show();
        const QModelIndex first = lineOf(0, 8);
        const QModelIndex last = lineOf(1, 1);
        m_view->scrollTo(first, QAbstractItemView::PositionAtTop);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(first).center());
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, m_view->visualRect(last).center());
        QCOMPARE(m_view->selectedLines(), 4);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, m_view->visualRect(first).center());
        QCOMPARE(m_view->selectedLines(), 3);
        for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
            QVERIFY(index.parent().isValid());
    }

    void aRefreshKeepsWhatIsSelected()
    {
        AlertWallInput input = manyAlerts(30);
        show(input);
        m_view->setCurrentIndex(lineOf(0, 2));
        QTest::keyClick(m_view, Qt::Key_J, Qt::ShiftModifier);
        QTest::keyClick(m_view, Qt::Key_J, Qt::ShiftModifier);
        const auto keys = [this] {
            QStringList all;
            for (const AlertRow &row : m_view->chosenAlerts())
                all.append(row.key);
            all.sort();
            return all;
        };
        const QStringList before = keys();
        QCOMPARE(before.size(), 3);
        Alert fresh = input.alerts.first();
        fresh.name = u"Fresh"_s;
        fresh.key.fingerprint = u"fresh"_s;
        fresh.labels.insert(u"alertname"_s, u"Fresh"_s);
        fresh.severity = Severity::Critical;
        input.alerts.append(fresh);
        input.alerts.removeFirst(); // one that is not selected
        show(input);
        QCOMPARE(keys(), before);
    }

    void emptinessIsExplained_data()
    {
        QTest::addColumn<int>("situation");
        QTest::addColumn<QString>("title");
        QTest::newRow("loading") << 0 << u"Reading what is known…"_s;
        QTest::newRow("nothing connected") << 1 << u"No source of alerts is connected"_s;
        QTest::newRow("all live, no alerts") << 2 << u"No alerts"_s;
        QTest::newRow("filter without hits") << 3 << u"No alert matches the filter"_s;
    }
    void emptinessIsExplained()
    {
        QFETCH(int, situation);
        AlertWallInput input = sampleWallInput();
        if (situation == 1)
            input = AlertWallInput{.now = sampleNow()};
        if (situation == 2) {
            input.alerts.clear();
            input.sources.removeLast();
        }
        if (situation > 0)
            show(input);
        if (situation == 3)
            filter(u"no such alert"_s);
        QVERIFY(shown()->inherits("opsdeck::EmptyState"));
        QStringList texts;
        for (const QLabel *label : shown()->findChildren<QLabel *>())
            texts.append(label->text());
        QFETCH(QString, title);
        QVERIFY2(texts.contains(title), qPrintable(texts.join(u'|')));
        screenshot(*m_page, nullptr, m_theme, QSize(1096, 640), u"alerts-empty-%1"_s.arg(situation));
    }

    void allSourcesBlindIsNotEmptyButHatched()
    {
        AlertWallInput input = sampleWallInput();
        input.alerts.clear();
        for (SourceRecord &record : input.sources)
            record.lastSuccess = sampleNow().addSecs(-1320);
        show(input);
        QCOMPARE(shown(), m_view);
        QVERIFY(groupKeyed(*m_view, u"unobserved"_s).isValid());
        QVERIFY(!groupKeyed(*m_view, u"quiet"_s).isValid());
    }

    void theBadgeCountsCriticals()
    {
        QSignalSpy badges(m_page.get(), &Page::badgeChanged);
        show(sampleWallInput());
        show(sampleWallInput());
        QCOMPARE(badges.count(), 1);
        QCOMPARE(badges.first().first().value<std::optional<PageBadge>>(), (PageBadge{StateShape::Critical, 3}));
        showWall({});
        QCOMPARE(badges.last().first().value<std::optional<PageBadge>>(), std::nullopt);
    }

    void aRefreshKeepsSelectionAndWhatIsOpen()
    {
        show(sampleWallInput());
        const QModelIndex chosen = alertNamed(*m_view, u"SlowQueries"_s);
        m_view->setCurrentIndex(chosen);
        QTest::keyClick(m_view, Qt::Key_Left); // up to the group …
        m_view->setCurrentIndex(groupKeyed(*m_view, u"system:trading-gateway"_s));
        QTest::keyClick(m_view, Qt::Key_Return); // … and close another one
        m_view->setExpanded(groupKeyed(*m_view, u"system:checkout"_s), true);
        m_view->setCurrentIndex(alertNamed(*m_view, u"SlowQueries"_s));
        AlertWallInput next = sampleWallInput();
        next.alerts.prepend(
            alert("alertmanager", "BrandNew", "order-router", Severity::Critical, "worse than all", "", 0));
        next.alerts.prepend(alert("alertmanager", "BrandNewer", "gw-03.dc2", Severity::Critical, "and more", "", 0));
        show(next);
        QCOMPARE(m_view->model()->index(0, 0).data(AlertTreeModel::KeyRole).toString(), u"system:trading-gateway"_s);
        QVERIFY(!m_view->isExpanded(groupKeyed(*m_view, u"system:trading-gateway"_s)));
        QCOMPARE(m_view->currentIndex(), alertNamed(*m_view, u"SlowQueries"_s));
    }

    void whatIsOnTopStaysOnTopWhenItIsScrolled()
    {
        m_page->resize(1000, 320);
        m_page->show();
        show(sampleWallInput());
        m_view->verticalScrollBar()->setValue(120);
        const QPersistentModelIndex top = m_view->indexAt(QPoint(1, 1));
        const int y = m_view->visualRect(top).y();
        AlertWallInput next = sampleWallInput();
        for (const char *name : {"New1", "New2", "New3"})
            next.alerts.append(alert("alertmanager", name, "checkout-app", Severity::Critical, "new", "", 30));
        show(next);
        QCOMPARE(m_view->visualRect(top).y(), y);
    }

    void isUsedByKeyboardAlone()
    {
        m_page->show();
        show(sampleWallInput());
        QSignalSpy inspected(m_page.get(), &Page::inspectorWanted);
        QTest::keyClick(m_view, Qt::Key_J);
        QTest::keyClick(m_view, Qt::Key_J);
        QCOMPARE(m_view->currentIndex().siblingAtColumn(1).data().toString(), u"HighErrorRate"_s);
        QTest::keyClick(m_view, Qt::Key_Return);
        QCOMPARE(inspected.last().first().toBool(), true);
        QTest::keyClick(m_view, Qt::Key_J);
        QTest::keyClick(m_view, Qt::Key_K);
        QCOMPARE(m_view->currentIndex().siblingAtColumn(1).data().toString(), u"HighErrorRate"_s);
        QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u"5xx 7.3 % over 2 %"_s));
        QTest::keyClick(m_page.get(), Qt::Key_Escape);
        QCOMPARE(inspected.last().first().toBool(), false);
        QCOMPARE(m_page->place(), u"checkout-app"_s);
    }

    void aPillFiltersBySeverity()
    {
        show(sampleWallInput());
        QCOMPARE(visibleAlerts(*m_view), 11);
        filter(u"severity:critical"_s);
        QCOMPARE(visibleAlerts(*m_view), 3);
        filter({});
        QCOMPARE(visibleAlerts(*m_view), 11);
        QVERIFY(!m_view->isExpanded(groupKeyed(*m_view, u"system:reporting"_s)));
    }

    void opensAPlaceByService()
    {
        show(sampleWallInput());
        m_page->openPlace(u"reports"_s);
        QCOMPARE(m_view->currentIndex().siblingAtColumn(1).data().toString(), u"ReportSlow"_s);
        m_page->openPlace(u"checkout"_s);
        QCOMPARE(m_view->currentIndex().data(AlertTreeModel::KeyRole).toString(), u"system:checkout"_s);
    }

    void aPlaceThatTheFilterHidesIsOpenedOnceItIsShown()
    {
        show(sampleWallInput());
        filter(u"service:portal"_s);
        m_page->openPlace(u"reports"_s);
        QTRY_COMPARE(m_view->currentIndex().siblingAtColumn(1).data().toString(), u"ReportSlow"_s);
        QCOMPARE(m_search->text(), QString());
        QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_view->currentIndex())));
    }

    void anAlertThatGoesHandsTheCursorToItsNeighbourAndNothingJumps()
    {
        m_page->resize(1000, 320);
        m_page->show();
        AlertWallInput input = manyAlerts(500);
        show(input);
        m_view->verticalScrollBar()->setValue(100 * Theme::RowHeight);
        m_view->setCurrentIndex(m_view->indexAt(QPoint(1, 80)).siblingAtColumn(0));
        const QPersistentModelIndex below = m_view->indexAt(QPoint(1, 80 + Theme::RowHeight)).siblingAtColumn(0);
        const QPersistentModelIndex top = m_view->indexAt(QPoint(1, 1)).siblingAtColumn(0);
        const int y = m_view->visualRect(top).y();
        const QString gone = m_view->currentIndex().data(AlertTreeModel::AlertRole).value<AlertRow>().name;
        input.alerts.removeIf([&](const Alert &one) { return one.name == gone; });
        show(input);
        QCOMPARE(m_view->currentIndex(), below);
        QCOMPARE(m_view->visualRect(top).y(), y);
    }

    void anAlertThatMovesToAnotherGroupStaysTheCurrentOne()
    {
        AlertWallInput input = sampleWallInput();
        show(input);
        m_view->setCurrentIndex(alertNamed(*m_view, u"HighErrorRate"_s));
        input.catalog = {}; // its component is known no longer
        show(input);
        QCOMPARE(m_view->currentIndex().siblingAtColumn(1).data().toString(), u"HighErrorRate"_s);
        QCOMPARE(m_view->currentIndex().parent().data(AlertTreeModel::KeyRole).toString(), u"unmapped"_s);
    }

    /// Whatever comes and goes: what is current, open and on top stays so, as long as it is there.
    void anyRefreshKeepsTheCurrentRowWhatIsOpenAndWhatIsOnTop()
    {
        m_page->resize(1000, 320);
        m_page->show();
        QRandomGenerator random(17);
        AlertWallInput all = manyAlerts(60);
        show(all);
        const int rounds = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 10'000 : 300;
        for (int round = 0; round < rounds; ++round) {
            const int first = m_view->verticalScrollBar()->maximum() / 4;
            m_view->verticalScrollBar()->setValue(first + random.bounded(2 * first + 1) + 1);
            const QModelIndex group = m_view->model()->index(random.bounded(m_view->model()->rowCount()), 0);
            m_view->setExpanded(group, random.bounded(3) != 0);
            const QModelIndex chosen = m_view->indexAt(QPoint(1, random.bounded(m_view->viewport()->height())));
            if (chosen.isValid())
                m_view->setCurrentIndex(chosen.siblingAtColumn(0));
            const QPersistentModelIndex current = m_view->currentIndex();
            const QPersistentModelIndex top = m_view->indexAt(QPoint(1, 0));
            const int y = m_view->visualRect(top).y();
            QHash<QString, bool> open;
            for (int row = 0; row < m_view->model()->rowCount(); ++row) {
                const QModelIndex one = m_view->model()->index(row, 0);
                open.insert(one.data(AlertTreeModel::KeyRole).toString(), m_view->isExpanded(one));
            }

            AlertWallInput next = all;
            next.alerts.removeIf([&](const Alert &) { return random.bounded(8) == 0; });
            for (Alert &one : next.alerts)
                one.value = QString::number(random.bounded(3));
            show(next);

            if (current.isValid() && !m_view->visualRect(current).isEmpty())
                QCOMPARE(m_view->currentIndex(), QModelIndex(current));
            const QScrollBar *bar = m_view->verticalScrollBar();
            if (top.isValid() && bar->value() > 0 && bar->value() < bar->maximum())
                QCOMPARE(m_view->visualRect(top).y(), y);
            for (int row = 0; row < m_view->model()->rowCount(); ++row) {
                const QModelIndex one = m_view->model()->index(row, 0);
                const QString key = one.data(AlertTreeModel::KeyRole).toString();
                QCOMPARE(m_view->isExpanded(one), open.value(key, m_view->isExpanded(one)));
            }
        }
    }

    /// The same where alerts are folded, folds are open, and alerts are grouped by something else.
    void anyNoisyRefreshKeepsTheCurrentRowAndWhatIsOnTop()
    {
        m_page->resize(1000, 320);
        m_page->show();
        QRandomGenerator random(19);
        const QStringList groupings{u"system"_s, u"service"_s, u"name"_s, u"owner"_s};
        const int rounds = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 10'000 : 1'000;
        show(noisyMoment(random));
        int kept = 0;
        for (int round = 0; round < rounds; ++round) {
            if (random.bounded(10) == 0)
                group(groupings.at(random.bounded(4)));
            turnFoldAt(random);
            const int first = m_view->verticalScrollBar()->maximum() / 4;
            m_view->verticalScrollBar()->setValue(first + random.bounded(2 * first + 1) + 1);
            const QModelIndex chosen = m_view->indexAt(QPoint(1, random.bounded(m_view->viewport()->height())));
            if (chosen.isValid())
                m_view->setCurrentIndex(chosen.siblingAtColumn(0));
            const QPersistentModelIndex current = m_view->currentIndex();
            const QPersistentModelIndex top = m_view->indexAt(QPoint(1, 0));
            const int y = m_view->visualRect(top).y();
            const QSet<QString> open = openFolds();
            show(noisyMoment(random));
            if (current.isValid() && !m_view->visualRect(current).isEmpty())
                QCOMPARE(m_view->currentIndex(), QModelIndex(current));
            const QScrollBar *bar = m_view->verticalScrollBar();
            if (top.isValid() && bar->value() > 0 && bar->value() < bar->maximum()) {
                QCOMPARE(m_view->visualRect(top).y(), y);
                ++kept;
            }
            const QSet<QString> closed = openFolds(false);
            QVERIFY(!open.intersects(closed));
        }
        QVERIFY(kept > rounds / 4);
    }

    void whatIsFoldedOpensByClickAndByKey()
    {
        m_page->resize(1400, 600);
        m_page->show();
        show(noisyStorm());
        const QModelIndex head = alertNamed(*m_view, u"PodRestarts × 12"_s);
        QVERIFY(head.isValid());
        const auto lines = [&] { return m_view->model()->rowCount(head.parent()); };
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(head).center());
        QTRY_COMPARE(lines(), 15);
        m_view->setCurrentIndex(head);
        m_view->setFocus();
        QTest::keyClick(m_view, Qt::Key_Left);
        QTRY_COMPARE(lines(), 3);
        QTest::keyClick(m_view, Qt::Key_Right);
        QTRY_COMPARE(lines(), 15);
        QTest::keyClick(m_view, Qt::Key_Down);
        QTest::keyClick(m_view, Qt::Key_Left); // back to what it stands below
        QCOMPARE(m_view->currentIndex(), head);
        QTest::keyClick(m_view, Qt::Key_Return);
        QTRY_COMPARE(lines(), 3);
    }

    void aCauseOpensByItsWordsAndIsInspectedElsewhere()
    {
        m_page->resize(1400, 600);
        m_page->show();
        show(noisyStorm());
        const QModelIndex cause = alertNamed(*m_view, u"ServiceDown"_s);
        QSignalSpy inspected(m_view, &AlertView::inspectRequested);
        const QRect what = m_view->visualRect(cause.siblingAtColumn(AlertTreeModel::WhatColumn));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(what.left() + 4, what.center().y()));
        QCOMPARE(inspected.count(), 1);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(what.right() - 20, what.center().y()));
        QCOMPARE(inspected.count(), 1);
        QTRY_VERIFY(m_view->foldAt(cause)->isOpen);
        QVERIFY(alertNamed(*m_view, u"SlowQueries"_s).isValid());
    }

    void theHeadCountsWhatIsShownAndWhatIsFolded()
    {
        show(noisyStorm());
        const auto *header = m_page->findChild<AlertHeader *>();
        const QString note = header->findChild<ElidedLabel *>()->text();
        QVERIFY2(note.contains(u"2 shown + 13 folded = 15"_s), qPrintable(note));
    }

    void theGroupingIsChosenAndStaysInTheAddress()
    {
        m_page->show();
        show(sampleWallInput());
        auto *pill = m_page->findChild<AlertHeader *>()->findChild<ChoicePill *>();
        m_view->setCurrentIndex(alertNamed(*m_view, u"HighErrorRate"_s));
        m_view->setFocus();
        QTest::keyClick(m_view, Qt::Key_G);
        auto *menu = pill->findChild<QMenu *>();
        QVERIFY(menu);
        const QList<QAction *> actions = menu->actions();
        const auto service = std::ranges::find(actions, u"service"_s, &QAction::text);
        QVERIFY(service != actions.end());
        (*service)->trigger();
        menu->close();
        QTRY_VERIFY(groupKeyed(*m_view, u"service:checkout-app"_s).isValid());
        QCOMPARE(m_page->place(), u"checkout-app?by=service"_s);
        AlertsPage other(m_theme);
        other.setWall(m_page->model().wall(), sampleNow());
        other.openPlace(m_page->place());
        QTRY_COMPARE(other.model().grouping().text(), u"service"_s);
        m_page->openPlace(u"?by=label:environment"_s);
        QTRY_COMPARE(m_page->model().grouping().text(), u"label:environment"_s);
        QCOMPARE(pill->current(), u"label:environment"_s);
    }

    void whatAnAddressNamesIsShownThoughItIsFolded()
    {
        show(noisyStorm());
        const QString key = m_page->model().alertsAt(alertNamed(*m_view, u"PodRestarts × 12"_s)).at(3).key;
        m_page->openPlace(key);
        QTRY_COMPARE(m_view->currentIndex().data(AlertTreeModel::KeyRole).toString(), key);
    }

    void everyAlertIsReachedByKeyboard()
    {
        m_page->show();
        show(manyAlerts(50));
        QSet<QString> reached;
        for (int i = 0; i < 100; ++i) {
            reached.insert(m_view->currentIndex().data(AlertTreeModel::AlertRole).value<AlertRow>().name);
            QTest::keyClick(m_view, i % 2 == 0 ? Qt::Key_J : Qt::Key_Down);
        }
        reached.remove(QString());
        QCOMPARE(reached.size(), 50);
        QTest::keyClick(m_view, Qt::Key_Home);
        QCOMPARE(m_view->currentIndex(), m_view->model()->index(0, 0));
        QTest::keyClick(m_view, Qt::Key_PageDown);
        QVERIFY(m_view->currentIndex().parent().isValid());
        QTest::keyClick(m_view, Qt::Key_End);
        QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())));
    }

    void screenReadersSeeATreeOfTheRowsThatStandThere()
    {
        m_page->show();
        show(sampleWallInput());
        QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(m_view);
        QCOMPARE(tree->role(), QAccessible::Tree);
        QAccessibleInterface *group = tree->child(0);
        QVERIFY(group->text(QAccessible::Name).startsWith(u"checkout"_s));
        QVERIFY(group->state().expanded);
        QAccessibleInterface *alert = tree->child(1);
        QCOMPARE(alert->role(), QAccessible::TreeItem);
        QVERIFY(alert->text(QAccessible::Name).contains(u"5xx 7.3 % over 2 %"_s));
        QCOMPARE(tree->indexOfChild(alert), 1);
        QCOMPARE(tree->childAt(alert->rect().center().x(), alert->rect().center().y()), alert);
        m_view->setExpanded(groupKeyed(*m_view, u"system:checkout"_s), false);
        QVERIFY(group->state().collapsed);
        QCOMPARE(tree->childCount(), m_view->cards().places());
        show(AlertWallInput{.now = sampleNow()});
        QCOMPARE(tree->childCount(), 0);
    }

    void aLinkIsOpenedOnlyAfterItsTargetWasShown()
    {
        AlertWallInput input = sampleWallInput();
        input.alerts.first().link = u"https://prometheus.example/graph?g0.expr=up"_s;
        show(input);
        m_view->setCurrentIndex(alertNamed(*m_view, u"HighErrorRate"_s));
        QSignalSpy opened(m_page.get(), &AlertsPage::openLinkRequested);
        const auto buttons = m_page->inspector()->findChildren<QPushButton *>();
        auto *button = *std::ranges::find_if(
            buttons, [](const QPushButton *one) { return one->text().startsWith(u"Open in source"_s); });
        QVERIFY(!button->isHidden());
        button->click();
        QCOMPARE(opened.count(), 0);
        auto *question = qApp->activeModalWidget() ? qobject_cast<QMessageBox *>(qApp->activeModalWidget())
                                                   : m_page->window()->findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(question->informativeText(), input.alerts.first().link);
        QVERIFY(question->defaultButton() != question->buttons().first() || question->buttons().size() > 1);
        for (QAbstractButton *choice : question->buttons()) {
            if (question->buttonRole(choice) == QMessageBox::AcceptRole)
                choice->click();
        }
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), input.alerts.first().link);
    }

    void textFromServersIsNeverHtml()
    {
        AlertWallInput input = sampleWallInput();
        input.alerts.first().name = u"<b>bold</b><img src='http://evil/x'>"_s;
        input.alerts.first().annotations = {{u"note"_s, u"<h1>big</h1>"_s}};
        show(input);
        m_view->setCurrentIndex(alertNamed(*m_view, input.alerts.first().name));
        for (const QLabel *label : m_page->inspector()->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

private:
    /// Until it is this wall that is shown, and not one before it.
    void showWall(const AlertWall &wall)
    {
        m_page->setWall(wall, sampleNow());
        spinUntil([&] { return m_page->model().hasWall() && m_page->model().wall() == wall; }, 5'000);
        QCOMPARE(m_page->model().wall(), wall);
    }
    void show(const AlertWallInput &input) { showWall(alertWall(input, m_page->model().wall())); }
    void filter(const QString &text)
    {
        QSignalSpy shown(&m_page->model(), &AlertTreeModel::shown);
        m_search->setText(text);
        QVERIFY(shown.wait());
    }

    void group(const QString &grouping)
    {
        m_page->openPlace(u"?by="_s + grouping);
        QTRY_COMPARE(m_page->model().grouping().text(), grouping);
    }

    /// Of any group.
    void turnFoldAt(QRandomGenerator &random)
    {
        const QModelIndex at = m_view->model()->index(random.bounded(m_view->model()->rowCount()), 0);
        for (int row = 0; row < m_view->model()->rowCount(at); ++row) {
            const QPersistentModelIndex line = m_view->model()->index(row, 0, at);
            const ShownRow *fold = m_view->foldAt(line);
            if (!fold || random.bounded(2) == 0)
                continue;
            const bool open = !fold->isOpen;
            m_page->model().setFoldOpen(line, open);
            QTRY_COMPARE(m_view->foldAt(line)->isOpen, open);
            return;
        }
    }

    /// Keys of those that are open, or of those that are not.
    QSet<QString> openFolds(bool open = true) const
    {
        QSet<QString> keys;
        for (const ShownGroup &group : m_page->model().shownAlerts().groups) {
            for (const ShownRow &line : group.rows) {
                if (!line.fold.isDefault() && line.isOpen == open)
                    keys.insert(line.row->key);
            }
        }
        return keys;
    }

    /// Of the groups that have lines: a summary of what cannot be seen stands before them, and has none.
    QModelIndex lineOf(int group, int row) const
    {
        for (int i = 0; i < m_view->model()->rowCount(); ++i) {
            const QModelIndex at = m_view->model()->index(i, 0);
            if (m_view->model()->rowCount(at) > 0 && group-- == 0)
                return m_view->model()->index(row, 0, at);
        }
        return {};
    }
    QWidget *shown() const { return m_page->findChild<QStackedWidget *>()->currentWidget(); }

    Theme m_theme{ThemeKind::Dark};
    std::unique_ptr<AlertsPage> m_page;
    AlertView *m_view = nullptr;
    SearchField *m_search = nullptr;
};

QTEST_MAIN(AlertsPageTest)
#include "tst_alertspage.moc"
