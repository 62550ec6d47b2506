// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/layeredlayout.h"

#include "models/domain/layered/layergraph.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace opsdeck {

namespace {

using layered::Arc;
using layered::LayerGraph;

constexpr double PartGap = 48; ///< between parts that no edge connects
constexpr double Aspect = 1.6; ///< width to height that the packing aims at
constexpr double LoopSize = 14;

size_t at(qsizetype index)
{
    return static_cast<size_t>(index);
}

/// A connected part of the graph; indices into the caller's lists.
struct Part
{
    std::vector<int> nodes;
    std::vector<int> edges; ///< without self loops
    QRectF box;
};

int rootOf(std::vector<int> &parent, int node)
{
    while (parent[at(node)] != node)
        node = parent[at(node)] = parent[at(parent[at(node)])];
    return node;
}

std::vector<Part> partsOf(qsizetype count, const QList<LayoutEdge> &edges)
{
    std::vector<int> parent(at(count));
    std::iota(parent.begin(), parent.end(), 0);
    for (const LayoutEdge &edge : edges) {
        const int a = rootOf(parent, edge.from);
        const int b = rootOf(parent, edge.to);
        parent[at(std::max(a, b))] = std::min(a, b);
    }
    std::vector<Part> parts;
    std::vector<int> partOf(at(count), -1);
    for (int node = 0; node < count; ++node) {
        const int root = rootOf(parent, node);
        if (partOf[at(root)] < 0) {
            partOf[at(root)] = static_cast<int>(parts.size());
            parts.emplace_back();
        }
        parts[at(partOf[at(root)])].nodes.push_back(node);
    }
    for (int i = 0; i < edges.size(); ++i) {
        if (edges.at(i).from != edges.at(i).to)
            parts[at(partOf[at(rootOf(parent, edges.at(i).from))])].edges.push_back(i);
    }
    return parts;
}

/// One part from the graph to its drawing at the origin.
class PartDrawing
{
public:
    PartDrawing(const Part &part, const QList<LayoutNode> &nodes, const QList<LayoutEdge> &edges,
        const LayoutOptions &options, std::vector<int> &localIndex)
        : m_part(part)
        , m_nodes(nodes)
        , m_edges(edges)
        , m_options(options)
        , m_local(localIndex)
    {
        for (size_t i = 0; i < part.nodes.size(); ++i)
            m_local[at(part.nodes[i])] = static_cast<int>(i);
    }

    QRectF drawInto(LayoutResult &result)
    {
        const std::vector<Arc> arcs = forwardArcs(result);
        m_graph.nodes = static_cast<int>(m_part.nodes.size());
        m_graph.layer = layered::assignLayers(m_graph.nodes, arcs);
        for (const int node : m_part.nodes) {
            m_graph.breadth.push_back(m_nodes.at(node).size.height());
            const auto &previous = m_nodes.at(node).previous;
            m_graph.hint.push_back(previous ? std::optional(previous->y()) : std::nullopt);
        }
        splitLongArcs(arcs, result);
        layered::orderLayers(m_graph);
        m_along = layered::alignLayers(m_graph, m_options.nodeGap, m_options.edgeGap);
        placeColumns();
        return write(result);
    }

private:
    /// Bends of an arc between two nodes, left to right; `count` 0 = none needed, or drawn straight.
    struct Chain
    {
        int first = 0;
        int count = 0;
    };

    std::vector<Arc> forwardArcs(LayoutResult &result) const
    {
        std::vector<Arc> arcs;
        for (const int edge : m_part.edges)
            arcs.push_back({m_local[at(m_edges.at(edge).from)], m_local[at(m_edges.at(edge).to)]});
        const std::vector<bool> reverse = layered::arcsToReverse(static_cast<int>(m_part.nodes.size()), arcs);
        for (size_t i = 0; i < arcs.size(); ++i) {
            if (!reverse[i])
                continue;
            std::swap(arcs[i].from, arcs[i].to);
            result.reversed[m_part.edges[i]] = true;
        }
        return arcs;
    }

    /// Where a bend was, if the edge ran as it does now; else on the line between the ends.
    std::optional<double> hintOf(const Arc &arc, const LayoutEdge &edge, bool reversed, int bend, int bends) const
    {
        if (edge.previous.size() == 2 + 2 * bends)
            return edge.previous.at(reversed ? 2 * (bends - bend + 1) : 2 * bend).y();
        const auto from = m_graph.hint[at(arc.from)];
        const auto to = m_graph.hint[at(arc.to)];
        return from && to ? std::optional(*from + (*to - *from) * bend / (bends + 1)) : std::nullopt;
    }

    void splitLongArcs(const std::vector<Arc> &arcs, const LayoutResult &result)
    {
        std::vector<Arc> segments;
        for (size_t index = 0; index < arcs.size(); ++index) {
            const Arc &arc = arcs[index];
            const int edge = m_part.edges[index];
            const auto [it, fresh] = m_chains.try_emplace({arc.from, arc.to});
            if (!fresh)
                continue;
            const int from = m_graph.layer[at(arc.from)];
            const int bends = m_graph.layer[at(arc.to)] - from - 1;
            if (m_graph.size() - m_graph.nodes + bends > m_options.maxBends)
                continue;
            it->second = {m_graph.size(), bends};
            int last = arc.from;
            for (int i = 1; i <= bends; ++i) {
                segments.push_back({last, m_graph.size()});
                last = m_graph.size();
                m_graph.layer.push_back(from + i);
                m_graph.breadth.push_back(0);
                m_graph.hint.push_back(hintOf(arc, m_edges.at(edge), result.reversed.at(edge), i, bends));
            }
            segments.push_back({last, arc.to});
        }
        m_graph.up = {m_graph.size(), segments, layered::Adjacency::Predecessors};
        m_graph.down = {m_graph.size(), segments, layered::Adjacency::Successors};
        const int last = *std::max_element(m_graph.layer.begin(), m_graph.layer.end());
        m_graph.layers.resize(at(last) + 1);
        for (int v = 0; v < m_graph.size(); ++v)
            m_graph.layers[at(m_graph.layer[at(v)])].push_back(v);
        m_graph.number();
    }

    void placeColumns()
    {
        std::vector<double> width(m_graph.layers.size(), 0);
        for (int v = 0; v < m_graph.nodes; ++v) {
            double &column = width[at(m_graph.layer[at(v)])];
            column = std::max(column, m_nodes.at(m_part.nodes[at(v)]).size.width());
        }
        double x = 0;
        for (const double column : width) {
            m_columns.push_back({x, x + column});
            x += column + m_options.layerGap;
        }
    }

    QRectF write(LayoutResult &result) const
    {
        QRectF box;
        for (int v = 0; v < m_graph.nodes; ++v) {
            const int node = m_part.nodes[at(v)];
            const auto &[left, right] = m_columns[at(m_graph.layer[at(v)])];
            QRectF rect(QPointF(), m_nodes.at(node).size);
            rect.moveCenter({(left + right) / 2, m_along[at(v)]});
            result.nodes[node] = rect;
            result.layers[node] = m_graph.layer[at(v)];
            box = box.isNull() ? rect : box.united(rect);
        }
        for (const int edge : m_part.edges) {
            result.edges[edge] = route(edge, result);
            for (const QPointF &point : result.edges.at(edge)) {
                box.setTop(std::min(box.top(), point.y()));
                box.setBottom(std::max(box.bottom(), point.y()));
            }
        }
        return box;
    }

    QList<QPointF> route(int edge, const LayoutResult &result) const
    {
        const bool reversed = result.reversed.at(edge);
        const int left = reversed ? m_edges.at(edge).to : m_edges.at(edge).from;
        const int right = reversed ? m_edges.at(edge).from : m_edges.at(edge).to;
        const QRectF &start = result.nodes.at(left);
        const QRectF &end = result.nodes.at(right);
        QList<QPointF> points{{start.right(), start.center().y()}};
        const Chain chain = m_chains.at({m_local[at(left)], m_local[at(right)]});
        for (int bend = chain.first; bend < chain.first + chain.count; ++bend) {
            const auto &[from, to] = m_columns[at(m_graph.layer[at(bend)])];
            points.append({from, m_along[at(bend)]});
            points.append({to, m_along[at(bend)]});
        }
        points.append({end.left(), end.center().y()});
        if (reversed)
            std::reverse(points.begin(), points.end());
        return points;
    }

    const Part &m_part;
    const QList<LayoutNode> &m_nodes;
    const QList<LayoutEdge> &m_edges;
    const LayoutOptions &m_options;
    std::vector<int> &m_local;
    LayerGraph m_graph;
    std::map<std::pair<int, int>, Chain> m_chains;
    std::vector<double> m_along;
    std::vector<std::pair<double, double>> m_columns;
};

void movePart(const Part &part, const QPointF &by, LayoutResult &result)
{
    for (const int node : part.nodes)
        result.nodes[node].translate(by);
    for (const int edge : part.edges) {
        for (QPointF &point : result.edges[edge])
            point += by;
    }
}

/// Parts on shelves, the tallest first.
void packParts(std::vector<Part> &parts, LayoutResult &result)
{
    double area = 0;
    double widest = 0;
    for (const Part &part : parts) {
        area += (part.box.width() + PartGap) * (part.box.height() + PartGap);
        widest = std::max(widest, part.box.width());
    }
    const double width = std::max(widest, std::sqrt(area * Aspect));
    std::stable_sort(
        parts.begin(), parts.end(), [](const Part &a, const Part &b) { return a.box.height() > b.box.height(); });
    double x = 0;
    double y = 0;
    double shelf = 0;
    for (const Part &part : parts) {
        if (x > 0 && x + part.box.width() > width) {
            x = 0;
            y += shelf + PartGap;
            shelf = 0;
        }
        movePart(part, QPointF(x, y) - part.box.topLeft(), result);
        x += part.box.width() + PartGap;
        shelf = std::max(shelf, part.box.height());
    }
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Shifts the whole so that what was there before moves as little as possible.
QPointF shiftToPrevious(const QList<LayoutNode> &nodes, const LayoutResult &result)
{
    std::vector<double> dx;
    std::vector<double> dy;
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        if (const auto &previous = nodes.at(i).previous) {
            dx.push_back(previous->x() - result.nodes.at(i).center().x());
            dy.push_back(previous->y() - result.nodes.at(i).center().y());
        }
    }
    return {median(std::move(dx)), median(std::move(dy))};
}

void drawLoops(const QList<LayoutEdge> &edges, LayoutResult &result)
{
    for (qsizetype i = 0; i < edges.size(); ++i) {
        if (edges.at(i).from != edges.at(i).to)
            continue;
        const QRectF &node = result.nodes.at(edges.at(i).from);
        const double y = node.center().y() - node.height() / 4;
        const double right = node.right() + LoopSize;
        const double top = node.top() - LoopSize;
        const double back = node.right() - 2 * LoopSize;
        result.edges[i] = {{node.right(), y}, {right, y}, {right, top}, {back, top}, {back, node.top()}};
        result.reversed[i] = true;
    }
}

QRectF boundsOf(const LayoutResult &result)
{
    QRectF bounds = result.nodes.first();
    for (const QRectF &node : result.nodes)
        bounds = bounds.united(node);
    for (const auto &points : result.edges) {
        for (const QPointF &point : points) {
            bounds.setLeft(std::min(bounds.left(), point.x()));
            bounds.setRight(std::max(bounds.right(), point.x()));
            bounds.setTop(std::min(bounds.top(), point.y()));
            bounds.setBottom(std::max(bounds.bottom(), point.y()));
        }
    }
    return bounds;
}

} // namespace

LayoutResult layeredLayout(const QList<LayoutNode> &nodes, const QList<LayoutEdge> &edges, const LayoutOptions &options)
{
    LayoutResult result;
    if (nodes.isEmpty())
        return result;
    result.nodes.resize(nodes.size());
    result.layers.resize(nodes.size());
    result.edges.resize(edges.size());
    result.reversed.resize(edges.size());

    std::vector<Part> parts = partsOf(nodes.size(), edges);
    std::vector<int> localIndex(at(nodes.size()));
    for (Part &part : parts)
        part.box = PartDrawing(part, nodes, edges, options, localIndex).drawInto(result);
    packParts(parts, result);

    const QPointF shift = shiftToPrevious(nodes, result);
    for (const Part &part : parts)
        movePart(part, shift, result);
    drawLoops(edges, result);

    result.bounds = boundsOf(result);
    return result;
}

} // namespace opsdeck
