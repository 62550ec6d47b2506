// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>

#include <optional>

namespace opsdeck {

struct LayoutNode
{
    QSizeF size;
    std::optional<QPointF> previous; ///< its centre in the drawing before this one; keeps the order that people know
};

/// Valid indices into the list of nodes. Self loops and several edges between the same nodes are fine.
struct LayoutEdge
{
    int from = 0;
    int to = 0;
    QList<QPointF> previous; ///< its points in the drawing before this one

    bool operator==(const LayoutEdge &) const = default;
};

struct LayoutOptions
{
    double layerGap = 80; ///< between columns
    double nodeGap = 40; ///< between nodes of a column
    double edgeGap = 16; ///< between an edge that passes a column and its neighbours
    int maxBends = 200'000; ///< further long edges are drawn straight
};

/// Where everything stands. Callers are left, what they call is right.
struct LayoutResult
{
    QList<QRectF> nodes; ///< as the nodes given
    QList<int> layers; ///< column within its connected part, 0 = leftmost
    QList<QList<QPointF>> edges; ///< points from → to; curves leave and enter each point horizontally
    QList<bool> reversed; ///< edges that close a cycle and run from right to left
    QRectF bounds;
};

/// Draws a directed graph in layers (Sugiyama): breaks cycles, puts callers left of what they call, orders each column
/// for few crossings and aligns the columns after Brandes and Köpf. Pure and deterministic, any thread; about linear in
/// nodes and the columns that edges cross.
LayoutResult layeredLayout(
    const QList<LayoutNode> &nodes, const QList<LayoutEdge> &edges, const LayoutOptions &options = {});

} // namespace opsdeck
