// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/layered/layergraph.h"
#include "models/domain/layeredlayout.h"

#include <QtTest>

#include <random>

using namespace opsdeck;

namespace {

constexpr QSizeF box(168, 52);

struct Graph
{
    QList<LayoutNode> nodes;
    QList<LayoutEdge> edges;
};

Graph graphOf(int nodes, QList<LayoutEdge> edges)
{
    return {QList<LayoutNode>(nodes, LayoutNode{box, {}}), std::move(edges)};
}

/// Cycles, self loops, double edges and lonely nodes included.
Graph randomGraph(unsigned seed, int nodes, int edges)
{
    std::mt19937 random(seed);
    const auto any = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    Graph graph = graphOf(nodes, {});
    for (LayoutNode &node : graph.nodes)
        node.size = QSizeF(80 + any(120), 30 + any(60));
    for (int i = 0; i < edges; ++i)
        graph.edges.append({any(nodes), any(nodes), {}});
    return graph;
}

/// Mostly calls that go deeper, as in a company's landscape.
Graph landscape(int nodes, int edges)
{
    std::mt19937 random(7);
    Graph graph = graphOf(nodes, {});
    for (int i = 0; i < edges; ++i) {
        const int from = static_cast<int>(random() % static_cast<unsigned>(nodes));
        const int step = 1 + static_cast<int>(random() % static_cast<unsigned>(nodes / 5));
        graph.edges.append({from, std::min(nodes - 1, from + step), {}});
    }
    return graph;
}

void remember(const LayoutResult &drawn, Graph &graph)
{
    for (qsizetype i = 0; i < graph.nodes.size(); ++i)
        graph.nodes[i].previous = drawn.nodes.at(i).center();
    for (qsizetype i = 0; i < graph.edges.size(); ++i)
        graph.edges[i].previous = drawn.edges.at(i);
}

int overlaps(const QList<QRectF> &nodes)
{
    QList<QRectF> sorted = nodes;
    std::sort(sorted.begin(), sorted.end(), [](const QRectF &a, const QRectF &b) { return a.left() < b.left(); });
    int found = 0;
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        for (qsizetype j = i + 1; j < sorted.size() && sorted.at(j).left() < sorted.at(i).right(); ++j) {
            if (sorted.at(i).adjusted(0.01, 0.01, -0.01, -0.01).intersects(sorted.at(j)))
                ++found;
        }
    }
    return found;
}

int edgesAgainstTheirDirection(const Graph &graph, const LayoutResult &drawn)
{
    int wrong = 0;
    for (qsizetype i = 0; i < graph.edges.size(); ++i) {
        const LayoutEdge edge = graph.edges.at(i);
        const int from = drawn.layers.at(edge.from);
        const int to = drawn.layers.at(edge.to);
        const bool right = edge.from == edge.to || (drawn.reversed.at(i) ? from > to : from < to);
        wrong += right ? 0 : 1;
    }
    return wrong;
}

int edgesThatMissTheirNodes(const Graph &graph, const LayoutResult &drawn)
{
    int wrong = 0;
    for (qsizetype i = 0; i < graph.edges.size(); ++i) {
        const QRectF from = drawn.nodes.at(graph.edges.at(i).from).adjusted(-0.1, -0.1, 0.1, 0.1);
        const QRectF to = drawn.nodes.at(graph.edges.at(i).to).adjusted(-0.1, -0.1, 0.1, 0.1);
        const auto &points = drawn.edges.at(i);
        wrong += points.size() >= 2 && from.contains(points.first()) && to.contains(points.last()) ? 0 : 1;
    }
    return wrong;
}

} // namespace

class LayeredLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGivesNothing()
    {
        const LayoutResult drawn = layeredLayout({}, {});
        QVERIFY(drawn.nodes.isEmpty());
        QVERIFY(drawn.bounds.isNull());
    }

    void callersStandLeftOfWhatTheyCall()
    {
        const Graph graph = graphOf(4, {{0, 1, {}}, {1, 2, {}}, {0, 3, {}}, {3, 2, {}}});
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
        QCOMPARE(drawn.layers, (QList<int>{0, 1, 2, 1}));
        QVERIFY(drawn.nodes.at(0).right() < drawn.nodes.at(1).left());
        QVERIFY(drawn.nodes.at(1).right() < drawn.nodes.at(2).left());
        QCOMPARE(drawn.nodes.at(1).left(), drawn.nodes.at(3).left());
    }

    void aChainIsAStraightLine()
    {
        const Graph graph = graphOf(4, {{0, 1, {}}, {1, 2, {}}, {2, 3, {}}});
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
        for (const QRectF &node : drawn.nodes)
            QCOMPARE(node.center().y(), drawn.nodes.first().center().y());
    }

    void aLongEdgePassesBesideTheNodesBetween()
    {
        const Graph graph = graphOf(3, {{0, 1, {}}, {1, 2, {}}, {0, 2, {}}});
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
        const auto &points = drawn.edges.at(2);
        QCOMPARE(points.size(), 4);
        QCOMPARE(points.at(1).y(), points.at(2).y());
        const QRectF between = drawn.nodes.at(1);
        QVERIFY(points.at(1).y() < between.top() || points.at(1).y() > between.bottom());
    }

    void aCycleTurnsOneEdge()
    {
        const Graph graph = graphOf(3, {{0, 1, {}}, {1, 2, {}}, {2, 0, {}}});
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
        QCOMPARE(drawn.reversed.count(true), 1);
        QCOMPARE(edgesAgainstTheirDirection(graph, drawn), 0);
        QCOMPARE(edgesThatMissTheirNodes(graph, drawn), 0);
    }

    void aSelfLoopStaysAtItsNode()
    {
        const Graph graph = graphOf(1, {{0, 0, {}}});
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
        QCOMPARE(edgesThatMissTheirNodes(graph, drawn), 0);
        QVERIFY(drawn.bounds.contains(drawn.nodes.first()));
        QVERIFY(drawn.bounds.top() < drawn.nodes.first().top());
    }

    void untanglesWhatCanBeUntangled()
    {
        // Two ladders whose rungs are given in opposite orders.
        layered::LayerGraph graph;
        graph.nodes = 6;
        graph.layer = {0, 0, 0, 1, 1, 1};
        graph.breadth.assign(6, 10);
        graph.hint.resize(6);
        const std::vector<layered::Arc> arcs{{0, 5}, {1, 4}, {2, 3}, {0, 4}};
        graph.up = {6, arcs, layered::Adjacency::Predecessors};
        graph.down = {6, arcs, layered::Adjacency::Successors};
        graph.layers = {{0, 1, 2}, {3, 4, 5}};
        graph.number();
        QCOMPARE(layered::countCrossings(graph), 4);
        layered::orderLayers(graph);
        QCOMPARE(layered::countCrossings(graph), 0);
    }

    void partsWithoutAnEdgeBetweenThemStandApart()
    {
        const Graph graph = graphOf(40, {{0, 1, {}}, {2, 3, {}}});
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
        QCOMPARE(overlaps(drawn.nodes), 0);
        QVERIFY2(drawn.bounds.width() > drawn.bounds.height() / 2, "lonely nodes must not become one tall column");
    }

    void holdsForAnyGraph_data()
    {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("edges");
        for (const auto &[nodes, edges] : {std::pair{1, 3}, {2, 8}, {5, 4}, {12, 30}, {40, 60}, {60, 20}, {150, 400}})
            QTest::addRow("%d nodes, %d edges", nodes, edges) << nodes << edges;
    }
    void holdsForAnyGraph()
    {
        QFETCH(int, nodes);
        QFETCH(int, edges);
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const Graph graph = randomGraph(seed, nodes, edges);
            const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
            QCOMPARE(overlaps(drawn.nodes), 0);
            QCOMPARE(edgesAgainstTheirDirection(graph, drawn), 0);
            QCOMPARE(edgesThatMissTheirNodes(graph, drawn), 0);
            for (const QRectF &node : drawn.nodes)
                QVERIFY(drawn.bounds.adjusted(-1, -1, 1, 1).contains(node));
            const LayoutResult again = layeredLayout(graph.nodes, graph.edges);
            QCOMPARE(again.nodes, drawn.nodes);
            QCOMPARE(again.edges, drawn.edges);
        }
    }

    void whatIsKnownStaysWhereItWasWhenANodeComes()
    {
        Graph graph = landscape(60, 90);
        const LayoutResult before = layeredLayout(graph.nodes, graph.edges);
        remember(before, graph);
        graph.nodes.append({box, {}});
        graph.edges.append({10, 60, {}});

        const LayoutResult after = layeredLayout(graph.nodes, graph.edges);

        QCOMPARE(overlaps(after.nodes), 0);
        int moved = 0;
        for (qsizetype i = 0; i < before.nodes.size(); ++i) {
            const QPointF by = after.nodes.at(i).center() - before.nodes.at(i).center();
            moved += by.manhattanLength() > 2 * box.height() ? 1 : 0;
        }
        QVERIFY2(moved <= 6, qPrintable(QString::number(moved)));
    }

    void theSameGraphStaysExactlyWhereItWas()
    {
        Graph graph = landscape(60, 90);
        const LayoutResult before = layeredLayout(graph.nodes, graph.edges);
        remember(before, graph);
        const LayoutResult after = layeredLayout(graph.nodes, graph.edges);
        int moved = 0;
        for (qsizetype i = 0; i < before.nodes.size(); ++i)
            moved += (after.nodes.at(i).center() - before.nodes.at(i).center()).manhattanLength() > 1 ? 1 : 0;
        QCOMPARE(moved, 0);
    }

    void drawsFurtherLongEdgesStraightWhenThereAreTooManyBends()
    {
        Graph graph = graphOf(50, {});
        for (int i = 0; i + 1 < 50; ++i)
            graph.edges.append({i, i + 1, {}});
        for (int i = 0; i < 40; ++i)
            graph.edges.append({i, 49, {}});
        LayoutOptions few;
        few.maxBends = 60;
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges, few);
        QCOMPARE(overlaps(drawn.nodes), 0);
        QCOMPARE(edgesThatMissTheirNodes(graph, drawn), 0);
    }

    void aThousandNodesAreQuick()
    {
        const Graph graph = landscape(1000, 1900);
        QElapsedTimer timer;
        timer.start();
        const LayoutResult drawn = layeredLayout(graph.nodes, graph.edges);
        const qint64 elapsed = timer.elapsed();
        qInfo("1000 nodes, 1900 edges: %lld ms", static_cast<long long>(elapsed));
        QCOMPARE(overlaps(drawn.nodes), 0);
        QVERIFY(elapsed < 5000); // a bound for sanitizer builds on a busy machine; release needs 20 ms
    }
};

QTEST_GUILESS_MAIN(LayeredLayoutTest)
#include "tst_layeredlayout.moc"
