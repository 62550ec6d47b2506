// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/chartdata.h"

#include <QGraphicsView>

#include <memory>

namespace opsdeck {

class ChartFrame;
class ChartLines;

/// The plot of a time chart: Qt Charts draws frame and axes, one item of ours all lines at once, for a Qt Charts series
/// knows no gaps and takes two milliseconds each. A drag chooses a span, a double click asks for all of it, the mouse
/// or the arrow keys read values.
class ChartPlot : public QGraphicsView
{
    Q_OBJECT

public:
    ChartPlot(Theme &theme, std::unique_ptr<ChartFrame> frame, QWidget *parent);
    ~ChartPlot() override;

    void setData(const ChartData &shown);
    QRectF plotArea() const; ///< in the view
    /// The time that is read; nothing = none is.
    std::optional<qint64> cursor() const { return m_cursor; }
    void setCursor(std::optional<qint64> at);

Q_SIGNALS:
    void cursorMoved();
    void spanChosen(qint64 from, qint64 to);
    void wholeWanted();

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void dress();
    void fitAxes();
    qint64 timeAt(const QPointF &point) const;
    void moveCursor(qint64 steps);

    Theme &m_theme;
    ChartData m_data;
    std::unique_ptr<ChartFrame> m_frame;
    std::unique_ptr<QGraphicsScene> m_scene; ///< goes before the frame that stands in it
    ChartLines *m_lines; ///< part of the frame
    std::optional<qint64> m_cursor;
    std::optional<QPointF> m_pressed;
};

} // namespace opsdeck
