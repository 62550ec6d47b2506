// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/topologycanvas.h"
#include "widgets/theme/walltype.h"
#include "widgets/wall/topologyscene.h"
#include "widgets/wall/wallwindow.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

/// A room reads what stands in a node, or the node is left out and counted.
class TopologySceneTest : public QObject
{
    Q_OBJECT

private:
    Workspace m_workspace;

    static QFuture<Result<LayoutResult>> layOutHere(const LayoutRequest &request)
    {
        QPromise<Result<LayoutResult>> promise;
        promise.start();
        promise.addResult(layeredLayout(request.nodes, request.edges, WallSceneContext::Tight));
        promise.finish();
        return promise.future();
    }

private Q_SLOTS:
    void aTopologyThatWouldBeTooSmallToReadLeavesPartsOutAndSaysSo()
    {
        Theme theme(ThemeKind::Dark);
        QList<Entity> entities;
        WallContent seen;
        seen.hasAlerts = true;
        seen.tiles.append(WallTile{.system = EntityId(u"system:shop"_s), .title = u"shop"_s});
        constexpr int chain = 9; // far more than stand side by side
        for (int i = 0; i < chain; ++i) {
            Entity entity{.id = entityId(EntityKind::Component, u"part-%1"_s.arg(i)), .kind = EntityKind::Component};
            entity.name = u"part-%1"_s.arg(i);
            entity.system = seen.tiles.first().system;
            entities.append(entity);
            TopologyNode node;
            node.id = entity.id;
            node.title = entity.name;
            node.freshness = Freshness::Live;
            if (i == 4)
                node.worst = Severity::Critical;
            seen.topology.nodes.append(node);
            if (i > 0)
                seen.topology.edges.append({entities.at(i - 1).id, entities.at(i).id});
        }
        m_workspace.catalog = Catalog(entities);
        for (const QSize &size : {QSize(1920, 1080), QSize(1280, 720)}) {
            WallWindow made(theme, layOutHere);
            WallWindow *wall = &made;
            made.resize(size);
            made.setScenes(m_workspace, defaultWallSet());
            made.show();
            wall->setContent(seen);
            wall->showScene(1);
            const auto *scene = qobject_cast<TopologyScene *>(wall->sceneAt(1));
            QVERIFY(scene);
            const double line = WallType::LeastLine * size.height() / 1080.0;
            const auto isReadable = [&] {
                const auto &drawing = scene->canvas().drawing();
                return !drawing.nodes().isEmpty()
                    && scene->canvas().zoom() * theme.strongFont().pixelSize() >= line - 0.01;
            };
            QTRY_VERIFY(isReadable());
            const auto &drawing = scene->canvas().drawing();
            QVERIFY(drawing.nodes().size() < chain);
            QVERIFY(drawing.indexOf(entities.at(4).id) >= 0); // where trouble is stays
            QVERIFY(scene->canvas().rect().contains(scene->canvas().onScreen(entities.at(4).id).toRect()));
            const auto drawn = drawing.nodes().size();
            wall->setContent(seen); // a refresh changes nothing
            QCOMPARE(scene->canvas().drawing().nodes().size(), drawn);
        }
    }
};

QTEST_MAIN(TopologySceneTest)
#include "tst_topologyscene.moc"
