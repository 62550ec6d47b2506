// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/layered/layergraph.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace opsdeck::layered {

namespace {

constexpr int ShorteningPasses = 16;

/// Greedy order of Eades, Lin and Smyth: what calls nobody goes last, what nobody calls goes first, and where only
/// cycles are left, whatever calls more than it is called. Few arcs point backwards.
class GreedyOrder
{
public:
    GreedyOrder(int vertices, const std::vector<Arc> &arcs)
        : m_in(vertices, arcs, Adjacency::Predecessors)
        , m_out(vertices, arcs, Adjacency::Successors)
        , m_place(static_cast<size_t>(vertices), -1)
        , m_last(vertices - 1)
    {
        for (int v = 0; v < vertices; ++v) {
            m_callers.push_back(static_cast<int>(m_in.of(v).size()));
            m_callees.push_back(static_cast<int>(m_out.of(v).size()));
            m_waiting.insert(keyOf(v));
        }
    }

    /// The place of every vertex in the order.
    std::vector<int> run()
    {
        while (!m_waiting.empty()) {
            const int vertex = m_waiting.begin()->vertex;
            take(vertex);
        }
        return std::move(m_place);
    }

private:
    struct Key
    {
        int group; ///< 0 calls nobody, 1 is called by nobody, 2 both
        int surplus; ///< callers minus callees
        int vertex;

        auto operator<=>(const Key &) const = default;
    };

    Key keyOf(int vertex) const
    {
        const int callers = m_callers[static_cast<size_t>(vertex)];
        const int callees = m_callees[static_cast<size_t>(vertex)];
        if (callees == 0)
            return {0, 0, vertex};
        return callers == 0 ? Key{1, 0, vertex} : Key{2, callers - callees, vertex};
    }

    void take(int vertex)
    {
        const Key key = keyOf(vertex);
        m_waiting.erase(key);
        m_place[static_cast<size_t>(vertex)] = key.group == 0 ? m_last-- : m_first++;
        for (const int callee : m_out.of(vertex))
            lose(callee, m_callers);
        for (const int caller : m_in.of(vertex))
            lose(caller, m_callees);
    }

    void lose(int vertex, std::vector<int> &count)
    {
        if (m_place[static_cast<size_t>(vertex)] >= 0)
            return;
        m_waiting.erase(keyOf(vertex));
        --count[static_cast<size_t>(vertex)];
        m_waiting.insert(keyOf(vertex));
    }

    Adjacency m_in;
    Adjacency m_out;
    std::vector<int> m_callers; ///< of those not yet placed
    std::vector<int> m_callees;
    std::vector<int> m_place;
    std::set<Key> m_waiting;
    int m_first = 0;
    int m_last;
};

struct Range
{
    int lowest = std::numeric_limits<int>::min(); ///< right of all callers
    int highest = std::numeric_limits<int>::max(); ///< left of all that is called
};

Range freedomOf(int vertex, const Adjacency &in, const Adjacency &out, const std::vector<int> &layer)
{
    Range range;
    for (const int caller : in.of(vertex))
        range.lowest = std::max(range.lowest, layer[static_cast<size_t>(caller)] + 1);
    for (const int callee : out.of(vertex))
        range.highest = std::min(range.highest, layer[static_cast<size_t>(callee)] - 1);
    return range;
}

/// Moves single vertices towards the side with more arcs until nothing gets shorter.
void shorten(const std::vector<int> &order, const Adjacency &in, const Adjacency &out, std::vector<int> &layer)
{
    for (int pass = 0; pass < ShorteningPasses; ++pass) {
        bool moved = false;
        for (size_t i = 0; i < order.size(); ++i) {
            const int vertex = pass % 2 == 0 ? order[order.size() - 1 - i] : order[i];
            const auto callers = in.of(vertex).size();
            const auto callees = out.of(vertex).size();
            if (callers == callees)
                continue;
            const Range range = freedomOf(vertex, in, out, layer);
            const int wanted = callers > callees ? range.lowest : range.highest;
            moved = moved || wanted != layer[static_cast<size_t>(vertex)];
            layer[static_cast<size_t>(vertex)] = wanted;
        }
        if (!moved)
            return;
    }
}

} // namespace

Adjacency::Adjacency(int vertices, const std::vector<Arc> &arcs, Side side)
    : m_first(static_cast<size_t>(vertices) + 1, 0)
    , m_neighbours(arcs.size())
{
    const auto key = [side](const Arc &arc) { return static_cast<size_t>(side == Successors ? arc.from : arc.to); };
    for (const Arc &arc : arcs)
        ++m_first[key(arc) + 1];
    std::partial_sum(m_first.begin(), m_first.end(), m_first.begin());
    std::vector<int> fill(m_first.begin(), m_first.end() - 1);
    for (const Arc &arc : arcs)
        m_neighbours[static_cast<size_t>(fill[key(arc)]++)] = side == Successors ? arc.to : arc.from;
}

std::vector<bool> arcsToReverse(int vertices, const std::vector<Arc> &arcs)
{
    const std::vector<int> place = GreedyOrder(vertices, arcs).run();
    std::vector<bool> reverse(arcs.size());
    for (size_t i = 0; i < arcs.size(); ++i)
        reverse[i] = place[static_cast<size_t>(arcs[i].to)] <= place[static_cast<size_t>(arcs[i].from)];
    return reverse;
}

std::vector<int> assignLayers(int vertices, const std::vector<Arc> &arcs)
{
    const std::vector<int> place = GreedyOrder(vertices, arcs).run(); // without cycles: a topological order
    std::vector<int> order(static_cast<size_t>(vertices));
    for (int v = 0; v < vertices; ++v)
        order[static_cast<size_t>(place[static_cast<size_t>(v)])] = v;

    const Adjacency in(vertices, arcs, Adjacency::Predecessors);
    const Adjacency out(vertices, arcs, Adjacency::Successors);
    std::vector<int> layer(static_cast<size_t>(vertices), 0);
    for (const int vertex : order) {
        for (const int caller : in.of(vertex))
            layer[static_cast<size_t>(vertex)]
                = std::max(layer[static_cast<size_t>(vertex)], layer[static_cast<size_t>(caller)] + 1);
    }
    shorten(order, in, out, layer);
    const int first = layer.empty() ? 0 : *std::min_element(layer.begin(), layer.end());
    for (int &value : layer)
        value -= first;
    return layer;
}

} // namespace opsdeck::layered
