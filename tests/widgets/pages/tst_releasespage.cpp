// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/matrixmodel.h"
#include "tests/widgets/pages/samples.h"
#include "tests/widgets/pages/screenshot.h"
#include "widgets/pages/releases/cellinspector.h"
#include "widgets/pages/releases/matrixdelegate.h"
#include "widgets/pages/releases/releasespage.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/searchfield.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

class ReleasesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sample = sampleMatrix();
        m_page = std::make_unique<ReleasesPage>(m_theme, m_sample.input.workspace.environments);
        m_page->resize(1400, 900);
        m_table = m_page->findChild<QTableView *>();
    }
    void cleanup() { m_page.reset(); }

    void looksRight_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark-1920") << ThemeKind::Dark << QSize(1736, 990);
        QTest::newRow("light-1920") << ThemeKind::Light << QSize(1736, 990);
        QTest::newRow("dark-1280") << ThemeKind::Dark << QSize(1096, 640);
    }
    void looksRight()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        m_theme.setKind(kind);
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        m_page->openPlace(u"portal/production"_s);
        m_page->setHistory(ModuleId(u"portal"_s), EnvironmentId(u"production"_s),
            {{ChangeEvent::Kind::Run, sampleNow().addSecs(-3600), u"done"_s, u"shop 2.4.3"_s, u"production"_s,
                 u"li.na@ops-1"_s},
                {ChangeEvent::Kind::Pipeline, sampleNow().addSecs(-9000), u"success"_s, u"#48211 main"_s, {}, {}}});
        const QString name = u"releases-"_s + QString::fromUtf8(QTest::currentDataTag());
        const QImage image = screenshot(*m_page, m_page->inspector(), m_theme, size, name);
        QCOMPARE(image.size(), size);
        QCOMPARE(image.pixelColor(2, size.height() - 2), m_theme.color(Token::Surface0));
        m_theme.setKind(ThemeKind::Dark);
    }

    void looksRightWhenEmptyAndWhenBlind_data()
    {
        QTest::addColumn<bool>("blind");
        QTest::newRow("empty") << false;
        QTest::newRow("blind") << true;
    }
    void looksRightWhenEmptyAndWhenBlind()
    {
        QFETCH(bool, blind);
        if (blind) {
            for (SourceRecord &record : m_sample.input.sources)
                record.lastSuccess = sampleNow().addSecs(-1320);
            m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        } else {
            m_page->setMatrix(VersionMatrix{}, sampleNow());
        }
        const QString name = u"releases-"_s + QString::fromUtf8(QTest::currentDataTag());
        const QImage image = screenshot(*m_page, nullptr, m_theme, QSize(1096, 640), name);
        QCOMPARE(image.size(), QSize(1096, 640));
        QCOMPARE(m_page->findChild<QStackedWidget *>()->currentWidget() == m_table, blind);
    }

    void shapes_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<StateShape>("shape");
        QTest::newRow("agreeing") << u"checkout-app/production"_s << StateShape::Ok;
        QTest::newRow("tag moved") << u"checkout-mq/production"_s << StateShape::Warning;
        QTest::newRow("hosts differ") << u"portal/production"_s << StateShape::Warning;
        QTest::newRow("missing") << u"order-router/production"_s << StateShape::Warning;
        QTest::newRow("unhealthy") << u"reports/production"_s << StateShape::Critical;
        QTest::newRow("starting") << u"search/test"_s << StateShape::Running;
        QTest::newRow("nowhere") << u"search/staging"_s << StateShape::Critical;
        QTest::newRow("silent") << u"settlement/production"_s << StateShape::Stale;
    }
    void shapes()
    {
        QFETCH(QString, place);
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        m_page->openPlace(place);
        QCOMPARE(m_page->place(), place);
        QTEST(shapeOf(m_table->currentIndex().data(MatrixModel::CellRole).value<MatrixCell>()), "shape");
    }

    void aRefreshKeepsTheSelectedCell()
    {
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        m_page->openPlace(u"portal/production"_s);
        m_sample.input.workspace.products.first().modules.removeFirst();
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        QCOMPARE(m_page->place(), u"portal/production"_s);
    }

    void isUsedByKeyboardAlone()
    {
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        m_page->openPlace(u"checkout-app/production"_s);
        QSignalSpy inspected(m_page.get(), &Page::inspectorWanted);
        QTest::keyClick(m_table, Qt::Key_J);
        QCOMPARE(m_page->place(), u"checkout-mq/production"_s);
        QTest::keyClick(m_table, Qt::Key_K);
        QTest::keyClick(m_table, Qt::Key_Return);
        QCOMPARE(inspected.last().first().toBool(), true);
        QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"checkout-app production 2.4.1 · aaaaaaaa · 6 h"_s);
        QTest::keyClick(m_page.get(), Qt::Key_Escape);
        QCOMPARE(inspected.last().first().toBool(), false);
    }

    void aCellAsksForItsHistory()
    {
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        QSignalSpy wanted(m_page.get(), &ReleasesPage::historyWanted);
        m_page->openPlace(u"portal/staging"_s);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().at(0).value<ModuleId>(), ModuleId(u"portal"_s));
        QCOMPARE(wanted.first().at(1).value<EnvironmentId>(), EnvironmentId(u"staging"_s));
    }

    void deployLeadsToTheDeployPage()
    {
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        m_page->openPlace(u"portal/staging"_s);
        QSignalSpy opened(m_page.get(), &Page::openAddressRequested);
        m_page->inspector()->findChildren<QPushButton *>().first()->click();
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first(), (QVariantList{u"deploy"_s, u"shop/staging"_s}));
    }

    void theInspectorNamesTheHostThatDiffers()
    {
        m_page->setMatrix(versionMatrix(m_sample.input), sampleNow());
        m_page->openPlace(u"portal/production"_s);
        const auto lists = m_page->inspector()->findChildren<KeyValueList *>();
        const bool named = std::any_of(lists.cbegin(), lists.cend(), [](const KeyValueList *list) {
            return list->rows().size() == 1 && list->rows().first().label == u"app-03"
                && list->rows().first().value.contains(u"2.4.3");
        });
        QVERIFY(named);
    }

private:
    Theme m_theme{ThemeKind::Dark};
    SampleMatrix m_sample;
    std::unique_ptr<ReleasesPage> m_page;
    QTableView *m_table = nullptr;
};

QTEST_MAIN(ReleasesPageTest)
#include "tst_releasespage.moc"
