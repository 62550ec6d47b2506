// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/chartplot.h"

#include "models/domain/plotpoints.h"
#include "widgets/parts/chartframe.h"
#include "widgets/parts/chartlines.h"

#include <QGraphicsWidget>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace opsdeck {

namespace {

constexpr qreal LeastDrag = 4; // pixels; less was meant as a click
constexpr int MostTicks = 5;
constexpr double Headroom = 0.08; // above the highest value, of the whole height
constexpr double Largest = 1e300; // so that a height is a number
constexpr qint64 DayMs = 24 * 60 * 60 * 1000;

} // namespace

ChartPlot::ChartPlot(Theme &theme, std::unique_ptr<ChartFrame> frame, QWidget *parent)
    : QGraphicsView(parent)
    , m_theme(theme)
    , m_frame(std::move(frame))
    , m_scene(std::make_unique<QGraphicsScene>())
    , m_lines(new ChartLines(theme, m_frame->item()))
{
    m_scene->addItem(m_frame->item());
    setScene(m_scene.get());
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setProperty("inCard", true);
    viewport()->setAutoFillBackground(false);
    m_frame->onPlotAreaChanged([this] { m_lines->setArea(plotArea()); });
    connect(&theme, &Theme::changed, this, &ChartPlot::dress);
    dress();
}

ChartPlot::~ChartPlot()
{
    m_frame->onPlotAreaChanged({});
    m_scene->removeItem(m_frame->item()); // it is not the scene's
}

void ChartPlot::dress()
{
    m_frame->setLook(m_theme.metaFont(), m_theme.color(Token::TextMuted), m_theme.color(Token::Line));
    m_lines->update();
}

QRectF ChartPlot::plotArea() const
{
    return m_frame->plotArea();
}

void ChartPlot::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    m_scene->setSceneRect(QRectF({}, QSizeF(viewport()->size())));
    m_frame->item()->resize(viewport()->size());
}

void ChartPlot::setData(const ChartData &shown)
{
    m_data = shown;
    if (m_cursor && (*m_cursor < shown.from || *m_cursor > shown.to))
        m_cursor.reset();
    m_lines->setCursor(m_cursor);
    fitAxes();
}

/// From zero where nothing is below it, so that a height says how much; the threshold always in sight.
void ChartPlot::fitAxes()
{
    auto [low, high] = valueRange(m_data.series, m_data.from, m_data.to).value_or(std::pair(0.0, 1.0));
    const double threshold = m_data.threshold.value_or(high);
    low = std::max(std::min({low, threshold, 0.0}), -Largest);
    high = std::min(std::max(high, threshold), Largest);
    const double height = high > low ? high - low : std::max(std::abs(high), 1.0);
    high += height * Headroom;
    if (low < 0)
        low -= height * Headroom;
    ChartAxes axes{.from = m_data.from, .to = m_data.to, .low = low, .high = high};
    axes.timeFormat = m_data.to - m_data.from > DayMs ? QStringLiteral("MM-dd HH:mm") : QStringLiteral("HH:mm");
    for (const double tick : axisTicks(low, high, MostTicks))
        axes.ticks.append({shortNumberText(tick), tick});
    m_frame->setAxes(axes);
    m_lines->setData(m_data, low, high);
    m_lines->setArea(plotArea());
}

void ChartPlot::setCursor(std::optional<qint64> at)
{
    if (at == m_cursor)
        return;
    m_cursor = at;
    m_lines->setCursor(at);
    Q_EMIT cursorMoved();
}

qint64 ChartPlot::timeAt(const QPointF &point) const
{
    const QRectF area = plotArea();
    const double share = area.width() > 0 ? std::clamp((point.x() - area.left()) / area.width(), 0.0, 1.0) : 0;
    return m_data.from + static_cast<qint64>(share * static_cast<double>(m_data.to - m_data.from));
}

void ChartPlot::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(timeAt(event->position()));
    if (m_pressed)
        m_lines->setChoice(std::pair(m_pressed->x(), event->position().x()));
    event->accept();
}

void ChartPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = event->position();
    event->accept();
}

void ChartPlot::mouseReleaseEvent(QMouseEvent *event)
{
    const auto pressed = std::exchange(m_pressed, {});
    m_lines->setChoice({});
    if (!pressed || std::abs(event->position().x() - pressed->x()) < LeastDrag)
        return;
    const auto [from, to] = std::minmax({timeAt(*pressed), timeAt(event->position())});
    if (to - from > 1000)
        Q_EMIT spanChosen(from, to);
}

void ChartPlot::mouseDoubleClickEvent(QMouseEvent *event)
{
    event->accept();
    Q_EMIT wholeWanted();
}

void ChartPlot::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        moveCursor(event->key() == Qt::Key_Left ? -1 : 1);
    else if (event->key() == Qt::Key_0)
        Q_EMIT wholeWanted();
    else
        event->ignore();
}

void ChartPlot::moveCursor(qint64 steps)
{
    const qint64 from = m_cursor.value_or(steps > 0 ? m_data.from : m_data.to);
    setCursor(std::clamp(from + steps * std::max<qint64>(m_data.step, 1), m_data.from, m_data.to));
}

/// Scrolls what the chart stands in.
void ChartPlot::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void ChartPlot::leaveEvent(QEvent *event)
{
    QGraphicsView::leaveEvent(event);
    setCursor({});
}

} // namespace opsdeck
