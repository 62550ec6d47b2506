// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/topology/drawing.h"

#include <QWidget>

namespace opsdeck {

/// Shows a drawing and lets a person walk in it: drag to pan, wheel and +/−/0 to zoom, arrows along the edges, Enter to
/// refocus. One painted widget, because a widget or item per node is what makes large graphs slow.
class TopologyCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit TopologyCanvas(Theme &theme, QWidget *parent = nullptr);

    /// Keeps zoom and place where the root is the same and the person has moved the view; else shows everything.
    void setDrawing(TopologyDrawing drawing);
    void setState(const FocusedTopology &focused);
    const TopologyDrawing &drawing() const { return m_drawing; }

    EntityId selected() const { return m_selected; }
    void select(const EntityId &id);
    void fit();
    /// The zoom at which something of this size just fills it.
    double fittingZoom(const QRectF &bounds) const;
    void setFitZoom(double zoom) { m_fitZoom = zoom; } ///< how far fit() blows a small graph up
    double zoom() const { return m_zoom; }
    QPointF toScene(const QPointF &point) const { return (point - m_origin) / m_zoom; }
    QRectF onScreen(const EntityId &id) const; ///< null where it is not drawn

    QSize sizeHint() const override { return {900, 600}; }
    QSize minimumSizeHint() const override { return {320, 240}; }

Q_SIGNALS:
    void selectionChanged(const opsdeck::EntityId &id);
    void focusRequested(const opsdeck::EntityId &id);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void zoomAt(const QPointF &point, double factor);
    void setHovered(qsizetype node);
    void choose(qsizetype node);
    void reveal(const QRectF &box);
    void paintGround(QPainter &painter) const;
    void paintDrawing(QPainter &painter) const;
    void describe();

    Theme &m_theme;
    TopologyDrawing m_drawing;
    EntityId m_selected;
    qsizetype m_hovered = -1;
    double m_zoom = 1;
    double m_fitZoom = 1.15;
    QPointF m_origin; ///< where the scene's (0, 0) is on the widget
    bool m_movedByHand = false;
    bool m_dragging = false;
    QPointF m_dragFrom;
};

} // namespace opsdeck
