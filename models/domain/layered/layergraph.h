// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace opsdeck::layered {

// The inside of layeredLayout, one connected part at a time. Vertices are plain indices: the part's nodes first, then
// the bends of edges that span several layers.

struct Arc
{
    int from = 0;
    int to = 0;
};

/// The neighbours of every vertex in one block of memory.
class Adjacency
{
public:
    enum Side
    {
        Successors,
        Predecessors
    };

    Adjacency() = default;
    Adjacency(int vertices, const std::vector<Arc> &arcs, Side side);

    std::span<const int> of(int vertex) const
    {
        const auto index = static_cast<size_t>(vertex);
        const auto first = static_cast<size_t>(m_first[index]);
        return std::span(m_neighbours).subspan(first, static_cast<size_t>(m_first[index + 1]) - first);
    }

private:
    std::vector<int> m_first;
    std::vector<int> m_neighbours;
};

/// True for each arc that has to be turned so that no cycle is left. Self loops count as cycles.
std::vector<bool> arcsToReverse(int vertices, const std::vector<Arc> &arcs);

/// A layer for each vertex, arcs pointing to higher layers, the lowest 0; short arcs are preferred. No cycles.
std::vector<int> assignLayers(int vertices, const std::vector<Arc> &arcs);

/// A graph whose arcs connect neighbouring layers only.
struct LayerGraph
{
    int nodes = 0; ///< vertices from here on are bends
    std::vector<int> layer; ///< of each vertex
    std::vector<double> breadth; ///< size along the layer
    std::vector<std::optional<double>> hint; ///< where along the layer it stood before
    Adjacency up; ///< towards layer 0
    Adjacency down;
    std::vector<std::vector<int>> layers; ///< vertices in order
    std::vector<int> position; ///< of each vertex in its layer

    bool isBend(int vertex) const { return vertex >= nodes; }
    int size() const { return static_cast<int>(layer.size()); }
    void number(); ///< position from layers
};

/// Orders every layer for few crossings. With hints the old order is kept and only improved by swaps of neighbours.
void orderLayers(LayerGraph &graph);
long long countCrossings(const LayerGraph &graph);

/// The centre of each vertex along its layer: order kept, gaps kept, long edges straight (Brandes and Köpf).
std::vector<double> alignLayers(const LayerGraph &graph, double nodeGap, double edgeGap);

} // namespace opsdeck::layered
