// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/chartdata.h"

#include <QGraphicsItem>
#include <QPolygonF>

namespace opsdeck {

/// Paints what stands inside the axes: lines, threshold, marks, the cursor and the span that is being chosen. Lines are
/// thinned out to two points a pixel when data or size change, not with every painting.
class ChartLines : public QGraphicsItem
{
public:
    ChartLines(const Theme &theme, QGraphicsItem *parent);

    void setData(const ChartData &data, double low, double high);
    void setArea(const QRectF &area);
    void setCursor(std::optional<qint64> at);
    void setChoice(std::optional<std::pair<qreal, qreal>> fromTo); ///< along the time axis
    qint64 pointsDrawn() const;

    QRectF boundingRect() const override { return m_area.adjusted(-4, -4, 4, 4); }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

    /// The colour of a series by its number.
    static Token toneOf(const ChartData &data, qsizetype series);

private:
    struct Line
    {
        QPolygonF points;
        Token tone = Token::Accent;
    };

    void arrange();
    QPointF pointOf(const Sample &sample) const;
    qreal xOf(qint64 at) const;
    qreal yOf(double value) const;
    void paintLines(QPainter &painter) const;
    void paintThreshold(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    void paintCursor(QPainter &painter) const;

    const Theme &m_theme;
    ChartData m_data;
    double m_low = 0;
    double m_high = 1;
    QRectF m_area;
    QList<Line> m_lines;
    std::optional<qint64> m_cursor;
    std::optional<std::pair<qreal, qreal>> m_choice;
};

} // namespace opsdeck
