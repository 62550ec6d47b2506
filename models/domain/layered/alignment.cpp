// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/layered/layergraph.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_set>

namespace opsdeck::layered {

namespace {

size_t at(int index)
{
    return static_cast<size_t>(index);
}

long long pairKey(int upper, int lower)
{
    return (static_cast<long long>(upper) << 32) | static_cast<unsigned>(lower);
}

using Conflicts = std::unordered_set<long long>;

int innerNeighbour(const LayerGraph &graph, int vertex)
{
    if (!graph.isBend(vertex) || graph.up.of(vertex).empty())
        return -1;
    const int above = graph.up.of(vertex).front();
    return graph.isBend(above) ? above : -1;
}

/// Segments that cross a stretch between two bends: the stretch stays straight, so they must not be aligned.
Conflicts conflictsOf(const LayerGraph &graph)
{
    Conflicts conflicts;
    for (size_t i = 1; i < graph.layers.size(); ++i) {
        const auto &layer = graph.layers[i];
        int left = 0;
        size_t scanned = 0;
        for (size_t l = 0; l < layer.size(); ++l) {
            const int inner = innerNeighbour(graph, layer[l]);
            if (inner < 0 && l + 1 < layer.size())
                continue;
            const int right = inner < 0 ? static_cast<int>(graph.layers[i - 1].size()) : graph.position[at(inner)];
            for (; scanned <= l; ++scanned) {
                for (const int above : graph.up.of(layer[scanned])) {
                    const int k = graph.position[at(above)];
                    const bool bothBends = graph.isBend(above) && graph.isBend(layer[scanned]);
                    if ((k < left || k > right) && !bothBends)
                        conflicts.insert(pairKey(above, layer[scanned]));
                }
            }
            left = right;
        }
    }
    return conflicts;
}

/// One of the four passes: blocks of aligned vertices, pushed as far to one side as the gaps allow.
class Pass
{
public:
    Pass(const LayerGraph &graph, const Conflicts &conflicts, bool fromBelow, bool fromEnd)
        : m_graph(graph)
        , m_conflicts(conflicts)
        , m_fromBelow(fromBelow)
        , m_fromEnd(fromEnd)
        , m_root(at(graph.size()))
        , m_align(at(graph.size()))
    {
        for (int v = 0; v < graph.size(); ++v)
            m_root[at(v)] = m_align[at(v)] = v;
    }

    std::vector<double> run(double nodeGap, double edgeGap)
    {
        const size_t count = m_graph.layers.size();
        for (size_t i = 0; i < count; ++i)
            alignLayer(m_graph.layers[m_fromBelow ? count - 1 - i : i]);
        std::vector<double> place = compact(nodeGap, edgeGap);
        for (int v = 0; v < m_graph.size(); ++v) {
            const double value = place[at(m_root[at(v)])];
            m_placeOf.push_back(m_fromEnd ? -value : value);
        }
        return std::move(m_placeOf);
    }

private:
    struct Constraint
    {
        int before;
        int after;
        double gap;
    };

    int positionOf(int vertex) const
    {
        const int position = m_graph.position[at(vertex)];
        if (!m_fromEnd)
            return position;
        return static_cast<int>(m_graph.layers[at(m_graph.layer[at(vertex)])].size()) - 1 - position;
    }

    bool inConflict(int vertex, int neighbour) const
    {
        return m_conflicts.contains(m_fromBelow ? pairKey(vertex, neighbour) : pairKey(neighbour, vertex));
    }

    void alignLayer(const std::vector<int> &layer)
    {
        int last = -1;
        for (size_t i = 0; i < layer.size(); ++i) {
            const int vertex = layer[m_fromEnd ? layer.size() - 1 - i : i];
            const auto neighbours = (m_fromBelow ? m_graph.down : m_graph.up).of(vertex);
            if (neighbours.empty())
                continue;
            m_sorted.assign(neighbours.begin(), neighbours.end());
            std::sort(m_sorted.begin(), m_sorted.end(), [this](int a, int b) { return positionOf(a) < positionOf(b); });
            for (size_t m = (m_sorted.size() - 1) / 2; m <= m_sorted.size() / 2; ++m) {
                const int neighbour = m_sorted[m];
                if (m_align[at(vertex)] != vertex || last >= positionOf(neighbour) || inConflict(vertex, neighbour))
                    continue;
                m_align[at(neighbour)] = vertex;
                m_root[at(vertex)] = m_root[at(neighbour)];
                m_align[at(vertex)] = m_root[at(vertex)];
                last = positionOf(neighbour);
            }
        }
    }

    std::vector<Constraint> constraints(double nodeGap, double edgeGap) const
    {
        std::vector<Constraint> found;
        found.reserve(m_graph.layer.size());
        for (const auto &layer : m_graph.layers) {
            for (size_t i = 1; i < layer.size(); ++i) {
                const int a = layer[i - 1];
                const int b = layer[i];
                const double between = m_graph.isBend(a) || m_graph.isBend(b) ? edgeGap : nodeGap;
                const double gap = (m_graph.breadth[at(a)] + m_graph.breadth[at(b)]) / 2 + between;
                const int before = m_root[at(m_fromEnd ? b : a)];
                const int after = m_root[at(m_fromEnd ? a : b)];
                found.push_back({before, after, gap});
            }
        }
        return found;
    }

    /// Longest path over the blocks, then each block back towards its followers as far as it goes.
    std::vector<double> compact(double nodeGap, double edgeGap) const
    {
        const std::vector<Constraint> all = constraints(nodeGap, edgeGap);
        std::vector<int> waiting(at(m_graph.size()), 0);
        std::vector<std::vector<std::pair<int, double>>> followers(at(m_graph.size()));
        for (const Constraint &c : all) {
            followers[at(c.before)].push_back({c.after, c.gap});
            ++waiting[at(c.after)];
        }
        std::vector<int> order;
        order.reserve(at(m_graph.size()));
        for (int v = 0; v < m_graph.size(); ++v) {
            if (m_root[at(v)] == v && waiting[at(v)] == 0)
                order.push_back(v);
        }
        std::vector<double> place(at(m_graph.size()), 0);
        for (size_t i = 0; i < order.size(); ++i) {
            for (const auto &[after, gap] : followers[at(order[i])]) {
                place[at(after)] = std::max(place[at(after)], place[at(order[i])] + gap);
                if (--waiting[at(after)] == 0)
                    order.push_back(after);
            }
        }
        for (auto it = order.rbegin(); it != order.rend(); ++it) {
            double room = std::numeric_limits<double>::max();
            for (const auto &[after, gap] : followers[at(*it)])
                room = std::min(room, place[at(after)] - gap);
            if (!followers[at(*it)].empty())
                place[at(*it)] = std::max(place[at(*it)], room);
        }
        return place;
    }

    const LayerGraph &m_graph;
    const Conflicts &m_conflicts;
    const bool m_fromBelow;
    const bool m_fromEnd;
    std::vector<int> m_root;
    std::vector<int> m_align;
    std::vector<int> m_sorted;
    std::vector<double> m_placeOf;
};

struct Extent
{
    double first;
    double last;
};

Extent extentOf(const LayerGraph &graph, const std::vector<double> &places)
{
    Extent extent{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
    for (size_t v = 0; v < places.size(); ++v) {
        extent.first = std::min(extent.first, places[v] - graph.breadth[v] / 2);
        extent.last = std::max(extent.last, places[v] + graph.breadth[v] / 2);
    }
    return extent;
}

} // namespace

std::vector<double> alignLayers(const LayerGraph &graph, double nodeGap, double edgeGap)
{
    const Conflicts conflicts = conflictsOf(graph);
    std::array<std::vector<double>, 4> passes;
    std::array<Extent, 4> extents{};
    size_t narrowest = 0;
    for (size_t i = 0; i < passes.size(); ++i) {
        passes[i] = Pass(graph, conflicts, i / 2 == 1, i % 2 == 1).run(nodeGap, edgeGap);
        extents[i] = extentOf(graph, passes[i]);
        if (extents[i].last - extents[i].first < extents[narrowest].last - extents[narrowest].first)
            narrowest = i;
    }
    std::array<double, 4> shift{};
    for (size_t i = 0; i < passes.size(); ++i) {
        const bool fromEnd = i % 2 == 1;
        shift[i] = fromEnd ? extents[narrowest].last - extents[i].last : extents[narrowest].first - extents[i].first;
    }
    // The mean of the two middle candidates keeps order and gaps, because each candidate does.
    std::vector<double> places(graph.layer.size());
    for (size_t v = 0; v < places.size(); ++v) {
        std::array<double, 4> candidates{};
        for (size_t i = 0; i < passes.size(); ++i)
            candidates[i] = passes[i][v] + shift[i];
        std::sort(candidates.begin(), candidates.end());
        places[v] = (candidates[1] + candidates[2]) / 2;
    }
    return places;
}

} // namespace opsdeck::layered
