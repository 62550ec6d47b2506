// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/chartlines.h"

#include "models/domain/plotpoints.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace opsdeck {

namespace {

constexpr qreal LineWidth = 1.5;
constexpr qreal DotSize = 3;
constexpr int AreaAlpha = 36;
constexpr int ChoiceAlpha = 48;
constexpr double GapInSteps = 1.6; // what comes one and a half steps later is late, not missing

} // namespace

ChartLines::ChartLines(const Theme &theme, QGraphicsItem *parent)
    : QGraphicsItem(parent)
    , m_theme(theme)
{
    setZValue(10); // above the grid
    setAcceptedMouseButtons(Qt::NoButton);
}

Token ChartLines::toneOf(const ChartData &data, qsizetype series)
{
    static constexpr std::array tones{Token::Accent, Token::Ok, Token::Warning, Token::TextMuted, Token::Critical};
    return data.series.size() == 1 ? data.tone : tones.at(static_cast<size_t>(series) % tones.size());
}

void ChartLines::setData(const ChartData &data, double low, double high)
{
    m_data = data;
    m_low = low;
    m_high = high;
    arrange();
}

void ChartLines::setArea(const QRectF &area)
{
    if (area == m_area)
        return;
    prepareGeometryChange();
    m_area = area;
    arrange();
}

void ChartLines::setCursor(std::optional<qint64> at)
{
    m_cursor = at;
    update();
}

void ChartLines::setChoice(std::optional<std::pair<qreal, qreal>> fromTo)
{
    m_choice = fromTo;
    update();
}

qint64 ChartLines::pointsDrawn() const
{
    qint64 count = 0;
    for (const Line &line : m_lines)
        count += line.points.size();
    return count;
}

void ChartLines::arrange()
{
    m_lines.clear();
    const PlotSpan span{m_data.from, m_data.to, static_cast<int>(m_area.width())};
    const auto gap = static_cast<qint64>(static_cast<double>(m_data.step) * GapInSteps);
    for (qsizetype i = 0; i < m_data.series.size(); ++i) {
        for (const QList<Sample> &samples : plotLines(m_data.series.at(i).samples, span, gap)) {
            Line line{{}, toneOf(m_data, i)};
            line.points.reserve(samples.size());
            for (const Sample &sample : samples)
                line.points.append(pointOf(sample));
            m_lines.append(line);
        }
    }
    update();
}

QPointF ChartLines::pointOf(const Sample &sample) const
{
    return {xOf(sample.at), yOf(sample.value)};
}

qreal ChartLines::xOf(qint64 at) const
{
    const double span = std::max<double>(static_cast<double>(m_data.to - m_data.from), 1);
    return m_area.left() + m_area.width() * static_cast<double>(at - m_data.from) / span;
}

qreal ChartLines::yOf(double value) const
{
    const double share = m_high > m_low ? (value - m_low) / (m_high - m_low) : 0.5;
    return m_area.bottom() - m_area.height() * std::clamp(share, 0.0, 1.0);
}

void ChartLines::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    painter->save();
    painter->setClipRect(m_area.adjusted(-2, -2, 2, 2));
    painter->setRenderHint(QPainter::Antialiasing);
    paintLines(*painter);
    paintThreshold(*painter);
    paintMarks(*painter);
    paintCursor(*painter);
    if (m_choice) {
        QColor tint = m_theme.color(Token::Accent);
        tint.setAlpha(ChoiceAlpha);
        painter->fillRect(
            QRectF(m_choice->first, m_area.top(), m_choice->second - m_choice->first, m_area.height()).normalized(),
            tint);
    }
    painter->restore();
}

void ChartLines::paintLines(QPainter &painter) const
{
    for (const Line &line : m_lines) {
        const QColor color = m_theme.color(line.tone);
        if (line.points.size() == 1) { // measured once, nothing before and after
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(line.points.first(), DotSize / 2, DotSize / 2);
            continue;
        }
        if (m_data.series.size() == 1) {
            QColor tint = color;
            tint.setAlpha(AreaAlpha);
            QPolygonF area = line.points;
            area.append({line.points.last().x(), m_area.bottom()});
            area.append({line.points.first().x(), m_area.bottom()});
            painter.setPen(Qt::NoPen);
            painter.setBrush(tint);
            painter.drawPolygon(area);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, LineWidth));
        painter.drawPolyline(line.points);
    }
}

void ChartLines::paintThreshold(QPainter &painter) const
{
    if (!m_data.threshold)
        return;
    painter.setPen(QPen(m_theme.color(Token::Warning), 1, Qt::DashLine));
    const qreal y = yOf(*m_data.threshold);
    painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
}

void ChartLines::paintMarks(QPainter &painter) const
{
    painter.setFont(m_theme.metaFont());
    const QFontMetricsF metrics(m_theme.metaFont());
    qreal freeFrom = m_area.left(); // where no other mark's words stand
    for (const ChartMark &mark : m_data.marks) {
        if (mark.at < m_data.from || mark.at > m_data.to)
            continue;
        const qreal x = xOf(mark.at);
        painter.setPen(QPen(m_theme.color(Token::Accent), 1));
        painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
        const qreal room = m_area.right() - x - Theme::Grid;
        const QString text = metrics.elidedText(mark.text.simplified(), Qt::ElideRight, room);
        if (x < freeFrom || text.size() < 3)
            continue;
        painter.drawText(QPointF(x + Theme::Grid, m_area.top() + metrics.ascent()), text);
        freeFrom = x + Theme::Grid + metrics.horizontalAdvance(text) + Theme::Grid;
    }
}

void ChartLines::paintCursor(QPainter &painter) const
{
    if (!m_cursor)
        return;
    const qreal x = xOf(*m_cursor);
    painter.setPen(QPen(m_theme.color(Token::TextMuted), 1));
    painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
    painter.setPen(Qt::NoPen);
    for (qsizetype i = 0; i < m_data.series.size(); ++i) {
        const Sample *sample = nearestSample(m_data.series.at(i).samples, *m_cursor, m_data.step);
        if (!sample || !std::isfinite(sample->value))
            continue;
        painter.setBrush(m_theme.color(toneOf(m_data, i)));
        painter.drawEllipse(pointOf(*sample), DotSize, DotSize);
    }
}

} // namespace opsdeck
