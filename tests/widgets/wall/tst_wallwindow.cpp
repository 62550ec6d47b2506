// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/screenshot.h"
#include "widgets/pages/topology/topologycanvas.h"
#include "widgets/theme/stateshape.h"
#include "widgets/wall/topologyscene.h"
#include "widgets/wall/versionscene.h"
#include "widgets/wall/wallgrid.h"
#include "widgets/wall/wallscenes.h"
#include "widgets/wall/wallwindow.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// The picture on the wall: large enough, never cut, never green where nothing is known, and alive.
class WallWindowTest : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now = QDateTime::currentDateTimeUtc();
    Workspace m_workspace;

    static QFuture<Result<LayoutResult>> layOutHere(const LayoutRequest &request)
    {
        QPromise<Result<LayoutResult>> promise;
        promise.start();
        promise.addResult(layeredLayout(request.nodes, request.edges));
        promise.finish();
        return promise.future();
    }

    WallTile tile(const QString &title, std::optional<Severity> worst = {}, bool blind = false) const
    {
        WallTile made;
        made.system = EntityId(u"system:"_s + title);
        made.title = title;
        made.worst = worst;
        made.blind = blind;
        made.version = u"2.4.1"_s;
        if (blind)
            made.blindSince = m_now.addSecs(-1800);
        if (worst) {
            (*worst == Severity::Critical         ? made.counts.critical
                    : *worst == Severity::Warning ? made.counts.warning
                                                  : made.counts.info)
                = 1;
            made.lines = {{title + u"/a"_s, *worst, blind, u"HighErrorRate"_s, u"5xx 7.3 % over 2 %"_s,
                m_now.addSecs(-720), u"li.na"_s}};
        }
        return made;
    }

    WallContent content(bool live) const
    {
        WallContent made;
        made.hasAlerts = true;
        made.lastData = m_now;
        made.sources = {{SourceId(u"alertmanager"_s), live ? Freshness::Live : Freshness::Stale, m_now.addSecs(-1800)}};
        made.tiles = {tile(u"checkout"_s, live ? std::optional(Severity::Critical) : std::nullopt, !live),
            tile(u"members"_s, live ? std::optional(Severity::Warning) : std::nullopt, !live),
            tile(u"reporting"_s, live ? std::optional(Severity::Info) : std::nullopt, !live),
            tile(u"cart"_s, {}, !live)};
        made.counts = {live ? 1 : 0, live ? 1 : 0, live ? 1 : 0, 0};
        return made;
    }

    std::unique_ptr<WallWindow> window(Theme &theme, const QSize &size)
    {
        auto made = std::make_unique<WallWindow>(theme, layOutHere);
        made->resize(size);
        made->setScenes(m_workspace, defaultWallSet());
        made->setMoment({m_now, {}, true});
        made->show();
        return made;
    }

    static int pixelsOf(const QImage &image, const QColor &color)
    {
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found += QColor(image.pixel(x, y)) == color ? 1 : 0;
        }
        return found;
    }

private Q_SLOTS:
    void typeIsReadFromSixMetresOnEveryScreen_data()
    {
        QTest::addColumn<QSize>("screen");
        QTest::newRow("720p") << QSize(1280, 720);
        QTest::newRow("1080p") << QSize(1920, 1080);
        QTest::newRow("4K") << QSize(3840, 2160);
        QTest::newRow("ultrawide") << QSize(3440, 1440);
    }
    void typeIsReadFromSixMetresOnEveryScreen()
    {
        QFETCH(QSize, screen);
        const Theme theme(ThemeKind::Dark);
        const WallType type(theme, screen);
        const double scale = screen.height() / 1080.0;
        for (const WallText count : {WallText::Count, WallText::SmallCount})
            QVERIFY(type.font(count).pixelSize() >= qRound(96 * scale));
        for (const double factor : {0.5, 1.0, 1.8}) {
            for (const WallText line : {WallText::Line, WallText::Strong, WallText::Title})
                QVERIFY(type.font(line, factor).pixelSize() >= qRound(28 * scale));
        }
    }

    void noTileIsTooSmallAndWhatHasNoPlaceIsTold_data()
    {
        QTest::addColumn<int>("tiles");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("shown");
        QTest::newRow("one") << 1 << 1 << 1 << 1;
        QTest::newRow("four") << 4 << 2 << 2 << 4;
        QTest::newRow("twelve") << 12 << 4 << 3 << 12;
        QTest::newRow("twenty") << 20 << 5 << 4 << 20;
        QTest::newRow("more than fit") << 60 << 5 << 4 << 19;
    }
    void noTileIsTooSmallAndWhatHasNoPlaceIsTold()
    {
        QFETCH(int, tiles);
        QFETCH(int, columns);
        QFETCH(int, rows);
        QFETCH(int, shown);
        for (const double scale : {2.0 / 3, 1.0, 2.0}) {
            const QRectF room(0, 0, 1856 * scale, 826 * scale);
            const WallGrid grid = wallGrid(tiles, room, scale);
            QCOMPARE(grid.columns, columns);
            QCOMPARE(grid.rows, rows);
            QCOMPARE(grid.shown, shown);
            QCOMPARE(grid.hasRest, shown < tiles);
            QVERIFY(grid.at(0).width() >= 350 * scale && grid.at(0).height() >= 185 * scale);
            const QRectF last = grid.at(grid.shown + (grid.hasRest ? 1 : 0) - 1);
            QVERIFY(room.adjusted(-1, -1, 1, 1).contains(last));
        }
    }

    void whereASourceIsSilentNothingIsGreen_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("light") << ThemeKind::Light;
    }
    void whereASourceIsSilentNothingIsGreen()
    {
        QFETCH(ThemeKind, kind);
        Theme theme(kind);
        const auto wall = window(theme, {1280, 720});
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        wall->setContent(content(true));
        QVERIFY(pixelsOf(screenshot(*wall, u"wall-live-"_s + name), theme.color(Token::Ok)) > 50);
        wall->setContent(content(false));
        QCOMPARE(pixelsOf(screenshot(*wall, u"wall-blind-"_s + name), theme.color(Token::Ok)), 0);
    }

    void withoutColoursEveryStateIsAnotherPicture()
    {
        Theme theme(ThemeKind::Dark);
        QList<QImage> seen;
        for (int state = 0; state < 5; ++state) {
            const auto wall = window(theme, {1280, 720});
            WallContent one = content(true);
            const std::optional<Severity> severities[]
                = {Severity::Critical, Severity::Warning, Severity::Info, std::nullopt, std::nullopt};
            one.tiles = {tile(u"checkout"_s, severities[state], state == 4)};
            for (WallLine &line : one.tiles.first().lines)
                line.severity = severities[state].value_or(Severity::Info);
            one.counts = {};
            wall->setContent(one);
            const QImage image
                = screenshot(*wall, u"wall-grey-%1"_s.arg(state)).convertToFormat(QImage::Format_Grayscale8);
            // Equal greys do not help: the outlines have to differ.
            QImage outline = image;
            for (int y = 1; y < image.height(); ++y) {
                for (int x = 1; x < image.width(); ++x) {
                    const int step = std::abs(qGray(image.pixel(x, y)) - qGray(image.pixel(x - 1, y)));
                    outline.setPixelColor(x, y, QColor::fromRgbF(step > 60 ? 1.F : 0.F, 0.F, 0.F));
                }
            }
            QVERIFY2(!seen.contains(outline), qPrintable(QString::number(state)));
            seen.append(outline);
        }
    }

    void theHeartBeatsOnceASecond()
    {
        Theme theme(ThemeKind::Dark);
        const auto wall = window(theme, {1280, 720});
        const int before = wall->heartbeat();
        wall->setMoment({m_now.addMSecs(100), {}, true});
        wall->setMoment({m_now.addSecs(1), {}, true});
        QVERIFY(wall->heartbeat() != before);
        const QImage first = wall->grab().toImage();
        wall->setMoment({m_now.addSecs(2), {}, true});
        QVERIFY(wall->grab().toImage() != first);
    }

    void thePictureMovesAndIsNeverCut()
    {
        Theme theme(ThemeKind::Dark);
        for (const QSize &size : {QSize(1280, 720), QSize(3840, 2160)}) {
            const auto wall = window(theme, size);
            QSet<std::pair<int, int>> places;
            for (int minute = 0; minute < 20; ++minute) {
                wall->setShift(minute);
                places.insert({wall->shift().x(), wall->shift().y()});
                for (const WallScene *part : wall->findChildren<WallScene *>()) {
                    const QRect there(part->mapTo(wall.get(), QPoint()), part->size());
                    QVERIFY(!part->isVisible() || wall->rect().contains(there));
                }
            }
            QCOMPARE(places.size(), 9);
        }
    }

    void aNewCriticalBlinks()
    {
        Theme theme(ThemeKind::Dark);
        const auto wall = window(theme, {1280, 720});
        wall->setContent(content(true));
        const QString key = content(true).tiles.first().lines.first().key;
        wall->setMoment({m_now, {key}, true});
        const QImage lit = wall->grab().toImage();
        wall->setMoment({m_now, {key}, false});
        QVERIFY(wall->grab().toImage() != lit);
        wall->setMoment({m_now, {}, true});
        const QImage still = wall->grab().toImage();
        wall->setMoment({m_now, {}, false});
        QCOMPARE(wall->grab().toImage(), still);
    }

    void everyRegisteredKindMakesAScene()
    {
        Theme theme(ThemeKind::Light);
        for (const WallSceneKind &kind : wallSceneKinds()) {
            WallSet set;
            set.scenes = {{kind.name, std::chrono::seconds(5), {}}};
            WallWindow wall(theme, layOutHere);
            wall.resize(1920, 1080);
            wall.setScenes(m_workspace, set);
            QCOMPARE(wall.sceneCount(), 1);
            wall.setContent(content(true));
            wall.show();
            QVERIFY(!wall.grab().isNull());
        }
        QVERIFY(!wallSceneKind(u"nothing"_s));
    }

    void theTopologyIsThatOfTheWorstSystemAndFillsTheScene()
    {
        Theme theme(ThemeKind::Dark);
        QList<Entity> entities;
        WallContent seen = content(true);
        for (const QString &name : {u"app"_s, u"db"_s, u"mq"_s}) {
            Entity entity{.id = entityId(EntityKind::Component, name), .kind = EntityKind::Component, .name = name};
            entity.system = seen.tiles.first().system;
            entities.append(entity);
            TopologyNode node;
            node.id = entity.id;
            node.title = name;
            node.freshness = Freshness::Live;
            seen.topology.nodes.append(node);
        }
        seen.topology.edges = {{entities.at(0).id, entities.at(1).id}, {entities.at(0).id, entities.at(2).id}};
        m_workspace.catalog = Catalog(entities);
        const auto wall = window(theme, {1920, 1080});
        wall->setContent(seen);
        wall->showScene(1);
        const auto *scene = qobject_cast<TopologyScene *>(wall->sceneAt(1));
        QVERIFY(scene);
        QTRY_COMPARE(scene->canvas().drawing().nodes().size(), 3);
        QTRY_VERIFY(scene->canvas().zoom() > 2);
        screenshot(*wall, u"wall-topology"_s);
    }

    void foldedLinesTellHowManyTheyAre()
    {
        Theme theme(ThemeKind::Dark);
        const auto wall = window(theme, {1280, 720});
        WallContent seen = content(true);
        wall->setContent(seen);
        const QImage one = wall->grab().toImage();
        seen.tiles.first().lines.first().others = {u"b"_s, u"c"_s};
        seen.tiles.first().counts.critical = 3;
        wall->setContent(seen);
        QVERIFY(wall->grab().toImage() != one);
        wall->setMoment({m_now, {u"c"_s}, true}); // a new one blinks though it is folded
        const QImage lit = wall->grab().toImage();
        wall->setMoment({m_now, {u"c"_s}, false});
        QVERIFY(wall->grab().toImage() != lit);
    }

    void versionsThatHaveNoRoomComeOnFurtherSheets()
    {
        Theme theme(ThemeKind::Dark);
        m_workspace.environments = {{EnvironmentId(u"production"_s), u"Production"_s, true}};
        WallContent seen = content(true);
        seen.matrix.environments = m_workspace.environments;
        for (int i = 0; i < 20; ++i) {
            MatrixRow row;
            row.part = ModuleId(u"m%1"_s.arg(i));
            row.title = row.part.text();
            MatrixCell cell;
            cell.placed = true;
            cell.hostCount = 2;
            cell.main.presence = HostVersion::Presence::Running;
            cell.main.tag = u"1.0.%1"_s.arg(i);
            cell.differing = i == 19 ? 1 : 0;
            row.cells = {cell};
            seen.matrix.rows.append(row);
        }
        const auto wall = window(theme, {1920, 1080});
        wall->setContent(seen);
        wall->showScene(2);
        const auto *scene = qobject_cast<VersionScene *>(wall->sceneAt(2));
        QVERIFY(scene && scene->sheets() > 1);
        const QImage first = screenshot(*wall, u"wall-versions"_s);
        wall->setMoment({m_now.addSecs(VersionScene::SheetTime.count()), {}, true});
        QCOMPARE(scene->sheet(), 1);
        QVERIFY(wall->grab().toImage() != first);
    }

    void aProblemIsAPictureAndGoesWithItsCause()
    {
        Theme theme(ThemeKind::Dark);
        const auto wall = window(theme, {1280, 720});
        wall->setContent(content(true));
        const QImage scene = wall->grab().toImage();
        wall->setProblem(u"ops is not a usable workspace."_s, u"opsdeck.yaml:1: name is missing"_s);
        QVERIFY(wall->hasProblem() && screenshot(*wall, u"wall-problem"_s) != scene);
        wall->showScene(1);
        QVERIFY(wall->hasProblem());
        wall->setProblem({}, {});
        wall->showScene(0);
        QCOMPARE(wall->grab().toImage(), scene);
    }

    void hostileTextStaysInItsPlace()
    {
        Theme theme(ThemeKind::Dark);
        const auto wall = window(theme, {1280, 720});
        WallContent hostile = content(true);
        hostile.tiles.first().title = u"<b>"_s + QString(1'000'000, u'W');
        hostile.tiles.first().lines.first().name = u"\u202Egnp.exe\n\n\n<img src=x>"_s;
        hostile.tiles.first().lines.first().detail = QString(1'000'000, u'\u0300');
        hostile.problem = QString(1'000'000, u'x');
        QElapsedTimer timer;
        timer.start();
        wall->setContent(hostile);
        screenshot(*wall, u"wall-hostile"_s);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_MAIN(WallWindowTest)
#include "tst_wallwindow.moc"
