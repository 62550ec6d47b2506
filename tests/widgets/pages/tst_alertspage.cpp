// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alerttreemodel.h"
#include "tests/widgets/pages/samples.h"
#include "tests/widgets/pages/screenshot.h"
#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/alertview.h"
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
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
        m_view->setCurrentIndex(alertNamed(*m_view, u"HighErrorRate"_s));
        const QString name = u"alerts-"_s + QString::fromUtf8(QTest::currentDataTag());
        const QImage image = screenshot(*m_page, m_page->inspector(), m_theme, size, name);
        QCOMPARE(image.size(), size);
        QCOMPARE(image.pixelColor(2, size.height() - 2), m_theme.color(Token::Surface0));
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
        m_page->setWall(alertWall(input), sampleNow());
        m_page->setError(Error{Error::Kind::Storage, u"cache.db"_s, u"disk full"_s, 0, {}});
        m_view->setCurrentIndex(m_view->model()->index(0, 0, m_view->model()->index(0, 0)));
        const QImage image
            = screenshot(*m_page, m_page->inspector(), m_theme, QSize(1096, 640), u"alerts-blind-long"_s);
        QCOMPARE(image.size(), QSize(1096, 640));
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
            m_page->setWall(alertWall(input), sampleNow());
        if (situation == 3)
            m_search->setText(u"no such alert"_s);
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
        m_page->setWall(alertWall(input), sampleNow());
        QCOMPARE(shown(), m_view);
        QVERIFY(groupKeyed(*m_view, u"unobserved"_s).isValid());
        QVERIFY(!groupKeyed(*m_view, u"quiet"_s).isValid());
    }

    void theBadgeCountsCriticals()
    {
        QSignalSpy badges(m_page.get(), &Page::badgeChanged);
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
        QCOMPARE(badges.count(), 1);
        QCOMPARE(badges.first().first().value<std::optional<PageBadge>>(), (PageBadge{StateShape::Critical, 3}));
        m_page->setWall(AlertWall{}, sampleNow());
        QCOMPARE(badges.last().first().value<std::optional<PageBadge>>(), std::nullopt);
    }

    void aRefreshKeepsSelectionAndWhatIsOpen()
    {
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
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
        m_page->setWall(alertWall(next), sampleNow());
        QCOMPARE(m_view->model()->index(0, 0).data(AlertTreeModel::KeyRole).toString(), u"system:trading-gateway"_s);
        QVERIFY(!m_view->isExpanded(groupKeyed(*m_view, u"system:trading-gateway"_s)));
        QCOMPARE(m_view->currentIndex(), alertNamed(*m_view, u"SlowQueries"_s));
    }

    void whatIsOnTopStaysOnTopWhenItIsScrolled()
    {
        m_page->resize(1000, 320);
        m_page->show();
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
        m_view->verticalScrollBar()->setValue(120);
        const QPersistentModelIndex top = m_view->indexAt(QPoint(1, 1));
        const int y = m_view->visualRect(top).y();
        AlertWallInput next = sampleWallInput();
        for (const char *name : {"New1", "New2", "New3"})
            next.alerts.append(alert("alertmanager", name, "checkout-app", Severity::Critical, "new", "", 30));
        m_page->setWall(alertWall(next), sampleNow());
        QCOMPARE(m_view->visualRect(top).y(), y);
    }

    void isUsedByKeyboardAlone()
    {
        m_page->show();
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
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
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
        QCOMPARE(visibleAlerts(*m_view), 11);
        m_search->setText(u"severity:critical"_s);
        QCOMPARE(visibleAlerts(*m_view), 3);
        m_search->clear();
        QCOMPARE(visibleAlerts(*m_view), 11);
        QVERIFY(!m_view->isExpanded(groupKeyed(*m_view, u"system:reporting"_s)));
    }

    void opensAPlaceByService()
    {
        m_page->setWall(alertWall(sampleWallInput()), sampleNow());
        m_page->openPlace(u"reports"_s);
        QCOMPARE(m_view->currentIndex().siblingAtColumn(1).data().toString(), u"ReportSlow"_s);
        m_page->openPlace(u"checkout"_s);
        QCOMPARE(m_view->currentIndex().data(AlertTreeModel::KeyRole).toString(), u"system:checkout"_s);
    }

    void aLinkIsOpenedOnlyAfterItsTargetWasShown()
    {
        AlertWallInput input = sampleWallInput();
        input.alerts.first().link = u"https://prometheus.example/graph?g0.expr=up"_s;
        m_page->setWall(alertWall(input), sampleNow());
        m_view->setCurrentIndex(alertNamed(*m_view, u"HighErrorRate"_s));
        QSignalSpy opened(m_page.get(), &AlertsPage::openLinkRequested);
        auto *button = m_page->inspector()->findChildren<QPushButton *>().at(1);
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
        m_page->setWall(alertWall(input), sampleNow());
        m_view->setCurrentIndex(alertNamed(*m_view, input.alerts.first().name));
        for (const QLabel *label : m_page->inspector()->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

private:
    QWidget *shown() const { return m_page->findChild<QStackedWidget *>()->currentWidget(); }

    Theme m_theme{ThemeKind::Dark};
    std::unique_ptr<AlertsPage> m_page;
    AlertView *m_view = nullptr;
    SearchField *m_search = nullptr;
};

QTEST_MAIN(AlertsPageTest)
#include "tst_alertspage.moc"
