// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/historystrip.h"

#include "models/items/historytext.h"
#include "widgets/parts/plaintext.h"
#include "widgets/theme/stateshape.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace opsdeck {

namespace {

using Kind = HistorySpan::Kind;

constexpr int BarHeight = 7 * Theme::Grid;
constexpr qreal LeastWidth = 2; // what burnt for minutes of a month is seen too

bool isLoud(Kind kind)
{
    return kind == Kind::Firing || kind == Kind::Acknowledged;
}

/// Height says it again, for eyes that tell no colours apart.
qreal heightOf(const HistorySpan &span)
{
    if (span.kind == Kind::Unobserved)
        return 1;
    if (!isLoud(span.kind))
        return span.kind == Kind::Quiet ? 0.08 : 0.2;
    switch (span.severity) {
    case Severity::Critical:
        return 1;
    case Severity::Warning:
        return 0.7;
    case Severity::Info:
        return 0.4;
    }
    return 1;
}

QColor colorOf(const HistorySpan &span, const Theme &theme)
{
    if (span.kind == Kind::Quiet)
        return theme.color(Token::Ok);
    if (span.kind == Kind::Suppressed || span.kind == Kind::Unobserved)
        return theme.color(Token::Stale);
    return theme.color(tokenOf(shapeOf(span.severity)));
}

} // namespace

HistoryStrip::HistoryStrip(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
    say();
}

void HistoryStrip::setStrip(const QList<HistorySpan> &strip, const QDateTime &now)
{
    m_strip = strip;
    m_now = now;
    m_missing.clear();
    say();
}

void HistoryStrip::setMissing(const QString &why)
{
    m_strip.clear();
    m_missing = why;
    say();
}

void HistoryStrip::say()
{
    m_text = m_missing.isEmpty() && m_strip.isEmpty() ? tr("reading its history …") : m_missing;
    if (!m_strip.isEmpty())
        m_text = historySummaryText(m_strip);
    setAccessibleName(tr("History of this alert"));
    setAccessibleDescription(m_text);
    update();
}

QSize HistoryStrip::sizeHint() const
{
    const int line = QFontMetrics(m_theme.metaFont()).height();
    return {60 * Theme::Grid, BarHeight + 2 * line + 2 * Theme::Grid};
}

QSize HistoryStrip::minimumSizeHint() const
{
    return {30 * Theme::Grid, sizeHint().height()};
}

qreal HistoryStrip::placeOf(const QDateTime &time) const
{
    const qreal whole = qreal(m_strip.first().begins.msecsTo(m_strip.last().ends));
    return whole <= 0 ? 0 : qreal(m_strip.first().begins.msecsTo(time)) / whole * width();
}

const HistorySpan *HistoryStrip::spanAt(int x) const
{
    // The worst of what a finger's width covers: that is what is painted there.
    const HistorySpan *found = nullptr;
    for (const HistorySpan &span : m_strip) {
        const qreal left = placeOf(span.begins);
        const qreal right = std::max(placeOf(span.ends), left + (isLoud(span.kind) ? LeastWidth : 0));
        if (x + 1 < left || x > right)
            continue;
        if (!found || (isLoud(span.kind) && heightOf(span) >= heightOf(*found)))
            found = &span;
    }
    return found;
}

QRectF HistoryStrip::barOf(const HistorySpan &span, const QRectF &area) const
{
    const qreal left = placeOf(span.begins);
    const qreal least = isLoud(span.kind) ? LeastWidth : 0;
    const qreal right = std::max(placeOf(span.ends), left + least);
    const qreal height = std::max<qreal>(2, heightOf(span) * area.height());
    return {left, area.bottom() - height, right - left, height};
}

void HistoryStrip::paintBars(QPainter &painter, const QRectF &area) const
{
    QList<const HistorySpan *> order; // what is loud is painted last
    for (const HistorySpan &span : m_strip)
        order.append(&span);
    std::ranges::stable_sort(order, {},
        [](const HistorySpan *span) { return std::pair(span->kind, isLoud(span->kind) ? -int(span->severity) : 0); });
    for (const HistorySpan *span : std::as_const(order)) {
        const QRectF bar = barOf(*span, area);
        const QColor color = colorOf(*span, m_theme);
        if (span->kind == Kind::Unobserved) {
            QPainterPath path;
            path.addRect(bar);
            paintHatch(painter, path, m_theme, false);
        } else if (span->kind == Kind::Acknowledged) {
            // Somebody has it: only the outline burns.
            painter.fillRect(bar, m_theme.tint(tokenOf(shapeOf(span->severity))));
            painter.fillRect(QRectF(bar.left(), bar.top(), bar.width(), 2), color);
            painter.fillRect(QRectF(bar.left(), bar.top(), 1, bar.height()), color);
        } else {
            painter.fillRect(bar, color);
        }
    }
}

/// Where days begin, and at the ends which.
void HistoryStrip::paintDays(QPainter &painter, const QRectF &area) const
{
    const QDateTime from = m_strip.first().begins;
    const QDateTime to = m_strip.last().ends;
    painter.setPen(m_theme.color(Token::Line));
    for (QDate day = from.toLocalTime().date().addDays(1); day <= to.toLocalTime().date(); day = day.addDays(7)) {
        const qreal x = std::floor(placeOf(day.startOfDay())) + 0.5;
        painter.drawLine(QPointF(x, area.bottom() + 1), QPointF(x, area.bottom() + Theme::Grid));
    }
    const QFontMetrics metrics(m_theme.metaFont());
    const QRectF line(0, area.bottom() + Theme::Grid, width(), metrics.height());
    painter.setFont(m_theme.metaFont());
    painter.setPen(m_theme.color(Token::TextMuted));
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter, QLocale().toString(from.toLocalTime().date(), QLocale::ShortFormat));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, tr("now"));
}

void HistoryStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF area(0, 0, width(), BarHeight);
    if (m_strip.isEmpty()) {
        painter.fillRect(area, m_theme.color(Token::Surface2));
    } else {
        paintBars(painter, area);
        paintDays(painter, area);
    }
    const QFontMetrics metrics(m_theme.metaFont());
    painter.setFont(m_theme.metaFont());
    painter.setPen(m_theme.color(Token::TextMuted));
    const QRectF line(0, height() - metrics.height(), width(), metrics.height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_text, Qt::ElideRight, width()));
}

bool HistoryStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const HistorySpan *span = m_strip.isEmpty() || help->pos().y() > BarHeight ? nullptr : spanAt(help->x());
    QToolTip::showText(help->globalPos(), plainToolTip(span ? historySpanText(*span, m_now) : m_text), this);
    return true;
}

void HistoryStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        say();
    QWidget::changeEvent(event);
}

} // namespace opsdeck
