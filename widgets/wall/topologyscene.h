// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallscene.h"

namespace opsdeck {

class TopologyCanvas;

/// What a business system is made of and what it touches, with the state of each part; the system that is worst off
/// where the workspace names none. Shows the old picture while the next one is laid out elsewhere.
class TopologyScene : public WallScene
{
    Q_OBJECT

public:
    explicit TopologyScene(const WallSceneContext &context, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override;
    void begin() override;
    const TopologyCanvas &canvas() const { return *m_canvas; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void restyle() override;

private:
    static constexpr qsizetype MostParts = 30;

    void choose();
    void refresh();
    void layOut();
    void place();
    double headingHeight() const;
    double leastZoom() const; ///< below it a room cannot read what stands in a node
    /// True where a picture of this size could not be read: then fewer parts are drawn.
    bool leaveOut(const QRectF &bounds);

    const Catalog m_catalog;
    const EntityId m_named; ///< empty = the worst
    const WallSceneContext::Layout m_layout;
    TopologyCanvas *m_canvas; // child
    Topology m_topology;
    EntityId m_worst;
    EntityId m_system; ///< shown
    FocusedTopology m_wanted;
    FocusedTopology m_drawn;
    int m_ticket = 0; ///< of the layout that is awaited
    bool m_layingOut = false;
    bool m_isPlaced = false; ///< it has been given its size
    qsizetype m_most = MostParts; ///< that can be read
    EntityId m_mostOf; ///< the system that this was found out of
};

} // namespace opsdeck
