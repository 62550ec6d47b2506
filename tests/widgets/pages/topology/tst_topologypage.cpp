// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pages/topology/shoptopology.h"
#include "widgets/pages/topology/focuschooser.h"
#include "widgets/pages/topology/topologycanvas.h"
#include "widgets/pages/topology/topologyinspector.h"
#include "widgets/pages/topology/topologypage.h"
#include "widgets/pages/topology/topologywords.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/pill.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

EntityId component(const QString &name)
{
    return entityId(EntityKind::Component, name);
}

/// Lays out at once, or when the test says so.
struct Layouts
{
    QList<LayoutRequest> asked;
    QList<std::shared_ptr<QPromise<Result<LayoutResult>>>> open;
    bool immediately = true;

    TopologyPage::LayoutRunner runner()
    {
        return [this](const LayoutRequest &request) {
            asked.append(request);
            auto promise = std::make_shared<QPromise<Result<LayoutResult>>>();
            promise->start();
            open.append(promise);
            if (immediately)
                answer(asked.size() - 1);
            return promise->future();
        };
    }
    void answer(qsizetype index)
    {
        open.at(index)->addResult(layeredLayout(asked.at(index).nodes, asked.at(index).edges));
        open.at(index)->finish();
    }
};

/// Every visible part has the room that it asks for, inside its parent.
bool nothingIsCut(const QWidget &panel)
{
    const auto parts = panel.findChildren<QWidget *>();
    return std::all_of(parts.cbegin(), parts.cend(), [](const QWidget *part) {
        const int wanted
            = part->hasHeightForWidth() ? part->heightForWidth(part->width()) : part->minimumSizeHint().height();
        return !part->isVisible()
            || (part->height() >= wanted && part->parentWidget()->rect().contains(part->geometry()));
    });
}

struct Desk
{
    Theme theme{ThemeKind::Dark};
    testing::ShopTopology shop = testing::shopTopology();
    Layouts layouts;
    TopologyPage page{shop.workspace, layouts.runner(), theme};
    TopologyCanvas &canvas = *page.findChild<TopologyCanvas *>();

    Desk() { page.resize(1280, 900); }

    void show()
    {
        page.setTopology(shop.topology);
        QTRY_VERIFY(!canvas.drawing().nodes().isEmpty());
    }
    QString countText()
    {
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->text().startsWith(u"showing"_s))
                return label->text();
        }
        return {};
    }
    QList<QRectF> boxes()
    {
        QList<QRectF> boxes;
        for (const auto &node : canvas.drawing().nodes())
            boxes.append(node.box);
        return boxes;
    }
};

} // namespace

class TopologyPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensOnTheWorstAlertAndSaysHowMuchItHides()
    {
        Desk desk;
        desk.show();
        QCOMPARE(desk.page.place(), u"component:checkout-app"_s);
        QCOMPARE(desk.canvas.selected(), component(u"checkout-app"_s));
        QVERIFY(desk.countText().startsWith(u"showing 10 of 310"_s));
        QVERIFY(desk.countText().contains(u"299 "_s));
    }

    void teachesWhereTheCatalogBelongsWhenThereIsNone()
    {
        Desk desk;
        desk.page.setTopology({});
        auto *empty = desk.page.findChild<EmptyState *>();
        QVERIFY(empty->isVisibleTo(&desk.page));
        QVERIFY(!desk.canvas.isVisibleTo(&desk.page));
        Q_EMIT empty->actionRequested();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"kind: Component"_s));
    }

    void aChangeOfStateMovesNothing()
    {
        Desk desk;
        desk.show();
        const auto before = desk.boxes();
        testing::addAlert(desk.shop, "cart", Severity::Critical, "Down", "");
        desk.page.setTopology(desk.shop.topology);
        QCOMPARE(desk.layouts.asked.size(), 1);
        QCOMPARE(desk.boxes(), before);
        const auto &nodes = desk.canvas.drawing().nodes();
        QCOMPARE(nodes.at(desk.canvas.drawing().indexOf(component(u"cart"_s))).value.worst,
            std::optional(Severity::Critical));
        QCOMPARE(desk.page.place(), u"component:checkout-app"_s);
    }

    void aChangeOfStateDoesNotReopenTheInspector()
    {
        Desk desk;
        QSignalSpy wanted(&desk.page, &Page::inspectorWanted);
        desk.show();
        QCOMPARE(wanted.size(), 1);
        testing::addAlert(desk.shop, "cart", Severity::Critical, "Down", "");
        desk.page.setTopology(desk.shop.topology);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(desk.page.environment()->title, u"Production"_s);
    }

    void showsTheOldPictureUntilTheNewOneIsLaidOut()
    {
        Desk desk;
        desk.show();
        desk.layouts.immediately = false;
        desk.page.openPlace(u"catalog"_s);
        QCOMPARE(desk.page.place(), u"component:catalog"_s);
        QVERIFY(desk.canvas.drawing().root() == component(u"checkout-app"_s));
        desk.page.openPlace(u"search"_s);
        desk.layouts.answer(1); // too late: nobody wants it any more
        QTest::qWait(0);
        QVERIFY(desk.canvas.drawing().root() == component(u"checkout-app"_s));
        desk.layouts.answer(2);
        QTRY_COMPARE(desk.canvas.drawing().root(), component(u"search"_s));
        QCOMPARE(desk.canvas.selected(), component(u"search"_s));
    }

    void takesTheLatestStateWhenALayoutArrives()
    {
        Desk desk;
        desk.layouts.immediately = false;
        desk.page.setTopology(desk.shop.topology);
        testing::addAlert(desk.shop, "cart", Severity::Critical, "Down", "");
        desk.page.setTopology(desk.shop.topology);
        QCOMPARE(desk.layouts.asked.size(), 1);
        desk.layouts.answer(0);
        QTRY_VERIFY(desk.canvas.drawing().indexOf(component(u"cart"_s)) >= 0);
        const auto &drawing = desk.canvas.drawing();
        QVERIFY(drawing.nodes().at(drawing.indexOf(component(u"cart"_s))).value.worst);
    }

    void whatWasDrawnBeforeTellsTheLayoutItsPlace()
    {
        Desk desk;
        desk.show();
        desk.shop.topology.nodes.append({.id = component(u"new"_s), .title = u"new"_s});
        desk.shop.topology.edges.append({component(u"new"_s), component(u"checkout-app"_s)});
        desk.page.setTopology(desk.shop.topology);
        QCOMPARE(desk.layouts.asked.size(), 2);
        const auto &nodes = desk.layouts.asked.last().nodes;
        const auto known = std::count_if(nodes.cbegin(), nodes.cend(), [](const auto &n) { return n.previous; });
        QCOMPARE(known, nodes.size() - 1);
    }

    void arrowsWalkAlongTheEdgesAndEnterRefocuses()
    {
        Desk desk;
        desk.show();
        QSignalSpy places(&desk.page, &Page::placeChanged);
        QTest::keyClick(&desk.canvas, Qt::Key_Right);
        const EntityId callee = desk.canvas.selected();
        QVERIFY(desk.shop.topology.dependsOn(component(u"checkout-app"_s)).contains(callee));
        QTest::keyClick(&desk.canvas, Qt::Key_Left);
        QCOMPARE(desk.canvas.selected(), component(u"checkout-app"_s));
        QTest::keyClick(&desk.canvas, Qt::Key_Left);
        const EntityId caller = desk.canvas.selected();
        QVERIFY(desk.shop.topology.usedBy(component(u"checkout-app"_s)).contains(caller));
        QTest::keyClick(&desk.canvas, Qt::Key_Return);
        QCOMPARE(places.size(), 1);
        QCOMPARE(desk.page.place(), caller.text());
    }

    void aClickSelectsAndADoubleClickRefocuses()
    {
        Desk desk;
        desk.show();
        const QPoint cart = desk.canvas.onScreen(component(u"cart"_s)).center().toPoint();
        QTest::mouseClick(&desk.canvas, Qt::LeftButton, {}, cart);
        QCOMPARE(desk.canvas.selected(), component(u"cart"_s));
        QCOMPARE(desk.page.place(), u"component:checkout-app"_s);
        QTest::mouseDClick(&desk.canvas, Qt::LeftButton, {}, cart);
        QCOMPARE(desk.page.place(), u"component:cart"_s);
    }

    void theWheelZoomsAtTheCursor()
    {
        Desk desk;
        desk.show();
        const QPointF cursor(300, 200);
        const QPointF under = desk.canvas.toScene(cursor);
        const double before = desk.canvas.zoom();
        QWheelEvent wheel(
            cursor, desk.canvas.mapToGlobal(cursor), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&desk.canvas, &wheel);
        QVERIFY(desk.canvas.zoom() > before);
        QVERIFY((desk.canvas.toScene(cursor) - under).manhattanLength() < 0.001);
        QTest::keyClick(&desk.canvas, Qt::Key_0);
        QCOMPARE(desk.canvas.zoom(), before);
    }

    void draggingTheGroundPans()
    {
        Desk desk;
        desk.show();
        const QPointF before = desk.canvas.onScreen(component(u"cart"_s)).center();
        QTest::mousePress(&desk.canvas, Qt::LeftButton, {}, QPoint(5, 5));
        QTest::mouseMove(&desk.canvas, QPoint(45, 25));
        QTest::mouseRelease(&desk.canvas, Qt::LeftButton, {}, QPoint(45, 25));
        QCOMPARE(desk.canvas.onScreen(component(u"cart"_s)).center(), before + QPointF(40, 20));
    }

    void theInspectorLeadsToNeighboursAlertsAndDeployment()
    {
        Desk desk;
        desk.show();
        QSignalSpy addresses(&desk.page, &Page::openAddressRequested);
        auto *inspector = static_cast<TopologyInspector *>(desk.page.inspector());
        Q_EMIT inspector->alertsRequested(component(u"checkout-app"_s));
        Q_EMIT inspector->deployRequested(component(u"checkout-app"_s));
        QCOMPARE(addresses.at(0), (QVariantList{u"alerts"_s, u"checkout-app"_s}));
        QCOMPARE(addresses.at(1), (QVariantList{u"deploy"_s, u"shop"_s}));
        QStringList pills;
        for (const Pill *pill : inspector->findChildren<Pill *>())
            pills.append(pill->text());
        QVERIFY(pills.contains(u"checkout-mq"_s));
        QVERIFY(pills.contains(u"mobile-bff"_s));
        for (Pill *pill : inspector->findChildren<Pill *>()) {
            if (pill->text() == u"checkout-mq"_s)
                pill->click();
        }
        QCOMPARE(desk.canvas.selected(), component(u"checkout-mq"_s));
    }

    void aNodeOfManyAlertsShowsTheWorstOnly()
    {
        Desk desk;
        for (int i = 0; i < 500; ++i)
            desk.shop.node(u"checkout-app"_s).alerts.append({QString::number(i), Severity::Warning, u"Burns"_s, {}});
        desk.show();
        auto *inspector = static_cast<TopologyInspector *>(desk.page.inspector());
        inspector->showNode(desk.shop.topology, component(u"checkout-app"_s), false, false);
        const auto labels = inspector->findChildren<QLabel *>();
        QVERIFY2(labels.size() < 200, qPrintable(QString::number(labels.size())));
    }

    void okIsSaidOnlyWhileEverySourceIsLive()
    {
        testing::ShopTopology shop = testing::shopTopology();
        QCOMPARE(shapeOf(shop.node(u"cart"_s)), std::optional(StateShape::Ok));
        QCOMPARE(shapeOf(shop.node(u"settlement"_s)), std::optional(StateShape::Stale));
        QVERIFY(isSilent(shop.node(u"settlement"_s)));
        QCOMPARE(shapeOf(shop.node(u"bank-gateway"_s)), std::optional<StateShape>());
        shop.node(u"checkout-app"_s).freshness = Freshness::Unreachable;
        QCOMPARE(shapeOf(shop.node(u"checkout-app"_s)), std::optional(StateShape::Critical));
        QVERIFY(stateText(shop.node(u"checkout-app"_s)).contains(u"stale"_s));
    }

    void theChooserFindsByAnyWordAndTakesTheFirst()
    {
        Desk desk;
        FocusChooser chooser(desk.theme, desk.shop.topology.nodes, nullptr);
        QSignalSpy chosen(&chooser, &FocusChooser::chosen);
        auto *search = chooser.findChild<QLineEdit *>();
        QTest::keyClicks(search, u"database check"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<EntityId>(), component(u"checkout-db"_s));
    }

    void aScreenReaderHearsTheSelectedNodeAndItsNeighbours()
    {
        Desk desk;
        desk.show();
        const QString text = desk.canvas.accessibleDescription();
        for (const QString &word : {u"checkout-app"_s, u"critical"_s, u"checkout-mq"_s, u"mobile-bff"_s})
            QVERIFY2(text.contains(word), qPrintable(text));
    }

    void twoHundredNodesPaintInOneFrame()
    {
        Desk desk;
        Topology large;
        for (int i = 0; i < 200; ++i)
            testing::addNode(large, ("node-" + QByteArray::number(i)).constData(), NodeKind::Service, "shop", "2.4.1");
        for (int i = 1; i < 200; ++i)
            large.edges.append({large.nodes.at(i / 3).id, large.nodes.at(i).id});
        FocusedTopology all{large.nodes.first().id, large, 200, 0};
        const LayoutRequest request = layoutRequest(large, {});
        desk.canvas.resize(1700, 950);
        desk.canvas.setDrawing(TopologyDrawing(all, layeredLayout(request.nodes, request.edges), desk.theme));
        QImage image(desk.canvas.size(), QImage::Format_ARGB32_Premultiplied);
        for (const double zoom : {0.12, 0.6}) {
            while (desk.canvas.zoom() < zoom)
                QTest::keyClick(&desk.canvas, Qt::Key_Plus);
            desk.canvas.render(&image);
            QElapsedTimer timer;
            timer.start();
            for (int i = 0; i < 10; ++i)
                desk.canvas.render(&image);
            qInfo("zoom %.2f: %.2f ms a frame", desk.canvas.zoom(), double(timer.nsecsElapsed()) / 1e7);
            QVERIFY(timer.elapsed() < 3000); // sanitizers on a busy machine; release needs a hundredth
        }
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("state");
        QTest::newRow("dark-1920") << ThemeKind::Dark << QSize(1740, 990) << u"incident"_s;
        QTest::newRow("light-1920") << ThemeKind::Light << QSize(1740, 990) << u"incident"_s;
        QTest::newRow("contrast-1920") << ThemeKind::HighContrast << QSize(1740, 990) << u"incident"_s;
        QTest::newRow("dark-1280") << ThemeKind::Dark << QSize(1090, 640) << u"incident"_s;
        QTest::newRow("light-1280") << ThemeKind::Light << QSize(1090, 640) << u"incident"_s;
        QTest::newRow("empty") << ThemeKind::Dark << QSize(1090, 640) << u"empty"_s;
        QTest::newRow("stale") << ThemeKind::Dark << QSize(1740, 990) << u"stale"_s;
        QTest::newRow("far") << ThemeKind::Dark << QSize(1740, 990) << u"far"_s;
    }
    /// With OPSDECK_PICTURES=FOLDER the pictures are kept for looking at.
    void pictures()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        QFETCH(QString, state);
        QWidget window;
        Desk desk;
        desk.theme.setKind(kind);
        desk.theme.applyTo(*qApp);
        if (state == u"stale"_s) {
            for (TopologyNode &node : desk.shop.topology.nodes)
                node.freshness = Freshness::Stale;
        }
        QHBoxLayout layout(&window);
        layout.setContentsMargins(0, 0, 0, 0);
        layout.setSpacing(0);
        layout.addWidget(&desk.page, 1);
        QScrollArea side;
        side.setFixedWidth(size.width() > 1500 ? 420 : 320);
        side.setWidgetResizable(true);
        side.setWidget(desk.page.inspector());
        layout.addWidget(&side);
        window.resize(size);
        window.show();
        side.widget()->setContentsMargins(16, 16, 16, 16);
        if (state == u"empty"_s) {
            side.hide();
            desk.page.setTopology({});
        } else {
            desk.show();
            desk.page.inspector()->show();
        }
        if (state == u"far"_s) {
            desk.page.openPlace(u"other-1"_s);
            QTRY_COMPARE(desk.canvas.drawing().root(), component(u"other-1"_s));
            while (desk.canvas.zoom() > 0.4)
                QTest::keyClick(&desk.canvas, Qt::Key_Minus);
        }
        for (int level = 0; level < 10; ++level)
            QCoreApplication::processEvents(); // nested layouts settle level by level
        QVERIFY(!desk.page.inspector()->isVisible() || nothingIsCut(*desk.page.inspector()));
        const QImage image = window.grab().toImage();
        QVERIFY(!image.isNull());
        QVERIFY(image.pixelColor(image.rect().center()).isValid());
        if (const QString folder = qEnvironmentVariable("OPSDECK_PICTURES"); !folder.isEmpty())
            image.save(folder + u"/topology-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s);
        qApp->setStyleSheet({});
    }
};

QTEST_MAIN(TopologyPageTest)
#include "tst_topologypage.moc"
