// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/analysis/heatmap.h"

#include "widgets/parts/plaintext.h"
#include "widgets/theme/stateshape.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int CellWidth = 6 * Theme::Grid;
constexpr int CellHeight = 6 * Theme::Grid;
constexpr int Days = 7;
constexpr int Hours = 24;

QString dayName(int day, QLocale::FormatType format)
{
    return QLocale().standaloneDayName(day + 1, format);
}

} // namespace

HeatMap::HeatMap(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void HeatMap::setHours(const std::array<std::array<AlertHour, 24>, 7> &hours)
{
    m_hours = hours;
    m_most = 0;
    for (const auto &day : m_hours) {
        for (const AlertHour &hour : day)
            m_most = std::max(m_most, hour.fired);
    }
    moveTo(m_current);
}

int HeatMap::headWidth() const
{
    const QFontMetrics metrics(m_theme.metaFont());
    int widest = 0;
    for (int day = 0; day < Days; ++day)
        widest = std::max(widest, metrics.horizontalAdvance(dayName(day, QLocale::ShortFormat)));
    return widest + 2 * Theme::Grid;
}

QSize HeatMap::sizeHint() const
{
    return {headWidth() + Hours * CellWidth + 1, QFontMetrics(m_theme.metaFont()).height() + Days * CellHeight + 1};
}

QRectF HeatMap::rectOf(const Cell &cell) const
{
    const int top = QFontMetrics(m_theme.metaFont()).height();
    return {
        qreal(headWidth() + cell.hour * CellWidth), qreal(top + cell.day * CellHeight), CellWidth - 2, CellHeight - 2};
}

std::optional<HeatMap::Cell> HeatMap::cellAt(const QPointF &place) const
{
    const int hour = (int(place.x()) - headWidth()) / CellWidth;
    const int day = (int(place.y()) - QFontMetrics(m_theme.metaFont()).height()) / CellHeight;
    if (place.x() < headWidth() || hour >= Hours || day < 0 || day >= Days)
        return std::nullopt;
    return Cell{day, hour};
}

const AlertHour &HeatMap::at(const Cell &cell) const
{
    return m_hours.at(size_t(cell.day)).at(size_t(cell.hour));
}

QString HeatMap::textOf(int day, int hour) const
{
    const AlertHour &cell = at({day, hour});
    const QString when = dayName(day, QLocale::LongFormat) + u' ' + QTime(hour, 0).toString(QStringLiteral("HH:mm"));
    //: %1 is an hour of a weekday
    return cell.observed || cell.fired > 0 ? tr("%1: %n fired", nullptr, cell.fired).arg(when)
                                           //: %1 is an hour of a weekday
                                           : tr("%1: not observed").arg(when);
}

void HeatMap::paintCell(QPainter &painter, const Cell &cell) const
{
    const AlertHour &hour = at(cell);
    const QRectF box = rectOf(cell);
    QPainterPath path;
    path.addRoundedRect(box, 2, 2);
    painter.fillPath(path, m_theme.color(Token::Surface2));
    if (!hour.observed && hour.fired == 0)
        return paintHatch(painter, path, m_theme, true);
    if (hour.fired == 0)
        return;
    QColor color = m_theme.color(Token::Accent);
    color.setAlphaF(float(0.2 + 0.8 * hour.fired / m_most));
    painter.fillPath(path, color);
    painter.setPen(m_theme.color(color.alphaF() > 0.6F ? Token::OnAccent : Token::Text));
    constexpr int most = 999;
    painter.drawText(box, Qt::AlignCenter,
        hour.fired > most ? QStringLiteral("%1k").arg(hour.fired / 1000) : QString::number(hour.fired));
}

void HeatMap::paintHead(QPainter &painter) const
{
    painter.setPen(m_theme.color(Token::TextMuted));
    for (int day = 0; day < Days; ++day) {
        const QRectF cell = rectOf({day, 0});
        painter.drawText(QRectF(0, cell.top(), headWidth(), cell.height()), Qt::AlignLeft | Qt::AlignVCenter,
            dayName(day, QLocale::ShortFormat));
    }
    for (int hour = 0; hour < Hours; hour += 3) {
        const QRectF cell = rectOf({0, hour});
        painter.drawText(QRectF(cell.left(), 0, 3 * CellWidth, cell.top()), Qt::AlignLeft | Qt::AlignVCenter,
            QTime(hour, 0).toString(QStringLiteral("HH")));
    }
}

void HeatMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.metaFont());
    paintHead(painter);
    for (int day = 0; day < Days; ++day) {
        for (int hour = 0; hour < Hours; ++hour)
            paintCell(painter, {day, hour});
    }
    if (!hasFocus())
        return;
    painter.setPen(QPen(m_theme.color(Token::Text), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rectOf(m_current), 2, 2);
}

bool HeatMap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto cell = cellAt(help->pos());
    QToolTip::showText(help->globalPos(), cell ? plainToolTip(textOf(cell->day, cell->hour)) : QString(), this);
    return true;
}

void HeatMap::moveTo(Cell cell)
{
    m_current = {std::clamp(cell.day, 0, Days - 1), std::clamp(cell.hour, 0, Hours - 1)};
    setAccessibleDescription(textOf(m_current.day, m_current.hour));
    update();
}

void HeatMap::mouseReleaseEvent(QMouseEvent *event)
{
    const auto cell = cellAt(event->position());
    if (!cell || event->button() != Qt::LeftButton)
        return;
    moveTo(*cell);
    Q_EMIT chosen(cell->day, cell->hour);
}

void HeatMap::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo({m_current.day, m_current.hour - 1});
    case Qt::Key_Right:
        return moveTo({m_current.day, m_current.hour + 1});
    case Qt::Key_Up:
        return moveTo({m_current.day - 1, m_current.hour});
    case Qt::Key_Down:
        return moveTo({m_current.day + 1, m_current.hour});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT chosen(m_current.day, m_current.hour);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace opsdeck
