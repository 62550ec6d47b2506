// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/layered/layergraph.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace opsdeck::layered {

namespace {

constexpr int Sweeps = 24;
constexpr int SweepsWithoutGain = 6;
constexpr int TransposePasses = 6;
constexpr int SettlingPasses = 100;
constexpr size_t LargeGraph = 30'000; ///< vertices; beyond it a third of the sweeps has to do

size_t at(int index)
{
    return static_cast<size_t>(index);
}

/// Counts for each number how many smaller or equal ones were added (Fenwick tree).
class Counter
{
public:
    void reset(size_t size) { m_tree.assign(size + 1, 0); }
    void add(int value)
    {
        for (size_t i = at(value) + 1; i < m_tree.size(); i += i & (~i + 1))
            ++m_tree[i];
    }
    int upTo(int value) const
    {
        int sum = 0;
        for (size_t i = at(value) + 1; i > 0; i -= i & (~i + 1))
            sum += m_tree[i];
        return sum;
    }

private:
    std::vector<int> m_tree;
};

/// Depth-first from the left: what hangs together starts close together.
void orderByWalk(LayerGraph &graph)
{
    std::vector<bool> seen(at(graph.size()), false);
    const auto byLayer = graph.layers;
    for (auto &layer : graph.layers)
        layer.clear();
    std::vector<int> path;
    for (const auto &layer : byLayer) {
        for (const int start : layer) {
            path.push_back(start);
            while (!path.empty()) {
                const int vertex = path.back();
                path.pop_back();
                if (seen[at(vertex)])
                    continue;
                seen[at(vertex)] = true;
                graph.layers[at(graph.layer[at(vertex)])].push_back(vertex);
                const auto next = graph.down.of(vertex);
                path.insert(path.end(), next.rbegin(), next.rend());
            }
        }
    }
    graph.number();
}

double meanHint(const LayerGraph &graph, int vertex, const std::vector<std::optional<double>> &hint)
{
    double sum = 0;
    int count = 0;
    for (const Adjacency *side : {&graph.up, &graph.down}) {
        for (const int neighbour : side->of(vertex)) {
            if (hint[at(neighbour)]) {
                sum += *hint[at(neighbour)];
                ++count;
            }
        }
    }
    return count > 0 ? sum / count : std::nan("");
}

/// The order people know; what is new goes beside its neighbours.
void orderByHints(LayerGraph &graph)
{
    std::vector<std::optional<double>> hint = graph.hint;
    for (bool grown = true; grown;) {
        grown = false;
        auto next = hint;
        for (int vertex = 0; vertex < graph.size(); ++vertex) {
            if (hint[at(vertex)])
                continue;
            const double mean = meanHint(graph, vertex, hint);
            if (!std::isnan(mean)) {
                next[at(vertex)] = mean;
                grown = true;
            }
        }
        hint = std::move(next);
    }
    for (auto &layer : graph.layers) {
        std::stable_sort(layer.begin(), layer.end(),
            [&](int a, int b) { return hint[at(a)].value_or(0) < hint[at(b)].value_or(0); });
    }
    graph.number();
}

/// Sorts one layer by the mean position of its neighbours on one side; vertices without any stay where they are.
void sortLayer(LayerGraph &graph, std::vector<int> &layer, const Adjacency &side, bool reverseTies)
{
    struct Ranked
    {
        double mean;
        int vertex;
    };
    std::vector<Ranked> ranked;
    std::vector<size_t> places;
    for (size_t i = 0; i < layer.size(); ++i) {
        const auto neighbours = side.of(layer[i]);
        if (neighbours.empty())
            continue;
        double sum = 0;
        for (const int neighbour : neighbours)
            sum += graph.position[at(neighbour)];
        ranked.push_back({sum / static_cast<double>(neighbours.size()), layer[i]});
        places.push_back(i);
    }
    if (reverseTies)
        std::reverse(ranked.begin(), ranked.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) { return a.mean < b.mean; });
    for (size_t i = 0; i < places.size(); ++i)
        layer[places[i]] = ranked[i].vertex;
    for (size_t i = 0; i < layer.size(); ++i)
        graph.position[at(layer[i])] = static_cast<int>(i);
}

void sweep(LayerGraph &graph, int round)
{
    const bool downwards = round % 2 == 0;
    const bool reverseTies = round % 4 >= 2;
    const size_t count = graph.layers.size();
    for (size_t i = 1; i < count; ++i) {
        if (downwards)
            sortLayer(graph, graph.layers[i], graph.up, reverseTies);
        else
            sortLayer(graph, graph.layers[count - 1 - i], graph.down, reverseTies);
    }
}

/// Crossings between the edges of two neighbours if `a` stands before `b`, minus those if it stands after.
int swapGain(const LayerGraph &graph, int a, int b)
{
    int gain = 0;
    for (const Adjacency *side : {&graph.up, &graph.down}) {
        for (const int x : side->of(a)) {
            for (const int y : side->of(b)) {
                const int px = graph.position[at(x)];
                const int py = graph.position[at(y)];
                gain += (px > py) - (px < py);
            }
        }
    }
    return gain;
}

bool transposeLayer(LayerGraph &graph, std::vector<int> &layer)
{
    bool improved = false;
    for (size_t i = 0; i + 1 < layer.size(); ++i) {
        if (swapGain(graph, layer[i], layer[i + 1]) <= 0)
            continue;
        std::swap(layer[i], layer[i + 1]);
        std::swap(graph.position[at(layer[i])], graph.position[at(layer[i + 1])]);
        improved = true;
    }
    return improved;
}

void transpose(LayerGraph &graph, int passes)
{
    std::vector<bool> dirty(graph.layers.size(), true);
    for (int pass = 0; pass < passes; ++pass) {
        bool improved = false;
        for (size_t i = 0; i < graph.layers.size(); ++i) {
            if (!dirty[i])
                continue;
            dirty[i] = transposeLayer(graph, graph.layers[i]);
            if (!dirty[i])
                continue;
            improved = true;
            if (i > 0)
                dirty[i - 1] = true;
            if (i + 1 < dirty.size())
                dirty[i + 1] = true;
        }
        if (!improved)
            return;
    }
}

} // namespace

void LayerGraph::number()
{
    position.resize(layer.size());
    for (const auto &vertices : layers) {
        for (size_t i = 0; i < vertices.size(); ++i)
            position[at(vertices[i])] = static_cast<int>(i);
    }
}

long long countCrossings(const LayerGraph &graph)
{
    long long crossings = 0;
    Counter counter;
    std::vector<int> ends;
    for (size_t i = 0; i + 1 < graph.layers.size(); ++i) {
        counter.reset(graph.layers[i + 1].size());
        int added = 0;
        for (const int vertex : graph.layers[i]) {
            ends.clear();
            for (const int neighbour : graph.down.of(vertex))
                ends.push_back(graph.position[at(neighbour)]);
            std::sort(ends.begin(), ends.end());
            for (const int end : ends) {
                crossings += added - counter.upTo(end);
                counter.add(end);
                ++added;
            }
        }
    }
    return crossings;
}

void orderLayers(LayerGraph &graph)
{
    const bool known = std::any_of(graph.hint.begin(), graph.hint.end(), [](const auto &h) { return h.has_value(); });
    if (known) {
        orderByHints(graph);
        transpose(graph, SettlingPasses);
        return;
    }
    orderByWalk(graph);
    auto best = graph.layers;
    long long fewest = countCrossings(graph);
    const int rounds = graph.layer.size() > LargeGraph ? Sweeps / 3 : Sweeps;
    for (int round = 0, idle = 0; round < rounds && idle < SweepsWithoutGain && fewest > 0; ++round, ++idle) {
        sweep(graph, round);
        transpose(graph, TransposePasses);
        const long long crossings = countCrossings(graph);
        if (crossings < fewest) {
            fewest = crossings;
            best = graph.layers;
            idle = 0;
        }
    }
    graph.layers = std::move(best);
    graph.number();
    transpose(graph, SettlingPasses); // so that the same graph with hints has nothing to improve
}

} // namespace opsdeck::layered
