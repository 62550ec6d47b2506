// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/topologyscene.h"

#include "models/domain/walltopology.h"
#include "models/ports/onresult.h"
#include "widgets/pages/topology/topologycanvas.h"
#include "widgets/wall/wallpainter.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr double LargestZoom = 2.4; ///< of 1080 lines: a node's words are as large as a line

} // namespace

TopologyScene::TopologyScene(const WallSceneContext &context, QWidget *parent)
    : WallScene(context.theme, parent)
    , m_catalog(context.workspace.catalog)
    , m_named(context.spec.options.value(QStringLiteral("system")))
    , m_layout(context.layout)
    , m_canvas(new TopologyCanvas(context.theme, this))
{
    m_canvas->setFocusPolicy(Qt::NoFocus);
    m_canvas->setCursor(Qt::BlankCursor);
    m_system = m_named;
}

void TopologyScene::setContent(const WallContent &content)
{
    m_topology = content.topology;
    m_worst = {};
    for (const WallTile &tile : content.tiles) {
        if (tile.system.isEmpty())
            continue; // those stand for no system
        m_worst = tile.system;
        break;
    }
    if (m_system.isEmpty() || !isVisible())
        choose();
    refresh();
}

/// While it is shown it stays with one system.
void TopologyScene::begin()
{
    const EntityId before = m_system;
    choose();
    if (before != m_system)
        refresh();
}

void TopologyScene::choose()
{
    m_system = m_named.isEmpty() ? m_worst : m_named;
}

void TopologyScene::refresh()
{
    FocusedTopology next = topologyOfSystem(m_topology, m_catalog, m_system, m_most);
    if (next.allNodes != m_wanted.allNodes || m_mostOf != m_system) { // what has room is found out anew
        m_mostOf = m_system;
        m_most = MostParts;
        next = topologyOfSystem(m_topology, m_catalog, m_system, m_most);
    }
    const bool drawn = !m_layingOut && sameStructure(next.part, m_drawn.part);
    const bool awaited = m_layingOut && sameStructure(next.part, m_wanted.part);
    m_wanted = std::move(next);
    m_canvas->setVisible(!m_wanted.part.nodes.isEmpty());
    update();
    if (drawn) {
        m_drawn = m_wanted;
        m_canvas->setState(m_drawn);
    } else if (!awaited && !m_wanted.part.nodes.isEmpty()) {
        layOut();
    }
}

void TopologyScene::layOut()
{
    m_layingOut = true;
    const int ticket = ++m_ticket;
    onResult(m_layout(layoutRequest(m_wanted.part, m_canvas->drawing())), this,
        [this, ticket](const Result<LayoutResult> &done) {
            if (ticket != m_ticket)
                return; // another system since
            m_layingOut = false;
            if (!done)
                return; // the old picture stays; the next content tries again
            if (leaveOut(done->bounds))
                return;
            m_drawn = m_wanted;
            m_canvas->setDrawing(TopologyDrawing(m_drawn, *done, theme()));
        });
}

double TopologyScene::leastZoom() const
{
    return WallType::LeastLine / theme().strongFont().pixelSize() * type().scale();
}

bool TopologyScene::leaveOut(const QRectF &bounds)
{
    const qsizetype parts = m_wanted.part.nodes.size();
    if (!m_isPlaced || parts < 2 || bounds.isEmpty())
        return false;
    const double share = m_canvas->fittingZoom(bounds) / leastZoom();
    if (share >= 1)
        return false;
    // In small steps: which of them go decides how much room that makes.
    const double kept = static_cast<double>(parts) * std::max(share, 0.75);
    m_most = std::clamp<qsizetype>(static_cast<qsizetype>(kept), 1, parts - 1);
    refresh();
    return true;
}

double TopologyScene::headingHeight() const
{
    return WallPainter::heightOf(type().font(WallText::Heading)) * 1.4;
}

void TopologyScene::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    QRectF row(0, 0, width(), headingHeight() * 0.9);
    const QString title = m_catalog.titleOf(m_system);
    const double taken = wall.text(row, title, wall.type().font(WallText::Heading), Token::Text);
    row.setLeft(taken + wall.px(32));
    const auto shown = static_cast<int>(m_wanted.part.nodes.size());
    if (shown == 0) {
        wall.text(rect(), tr("Nothing is known of what this system is made of."), wall.type().font(WallText::Heading),
            Token::TextMuted, Qt::AlignCenter);
        return;
    }
    //: %1 of %2 parts of a business system and its neighbours are drawn
    wall.text(row, tr("%1 of %2 parts").arg(shown).arg(m_wanted.allNodes), wall.type().font(WallText::Line),
        Token::TextMuted);
}

void TopologyScene::resizeEvent(QResizeEvent *event)
{
    WallScene::resizeEvent(event);
    m_isPlaced = true;
    place();
}

void TopologyScene::restyle()
{
    WallScene::restyle();
    place();
}

void TopologyScene::place()
{
    m_canvas->setFitZoom(std::max(LargestZoom * type().scale(), leastZoom()));
    const int top = qRound(headingHeight());
    m_canvas->setGeometry(0, top, width(), height() - top);
    m_canvas->fit();
    m_most = MostParts; // another size may have room for more
    refresh();
    if (!m_layingOut)
        leaveOut(m_canvas->drawing().bounds());
}

} // namespace opsdeck
