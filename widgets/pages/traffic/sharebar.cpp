// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/sharebar.h"

#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr int leastPart = 4; ///< so that a small share is seen

} // namespace

PoolLook lookOf(const TrafficRoute &route, const QString &pool)
{
    return pool == route.to ? PoolLook::New : pool == route.from ? PoolLook::Old : PoolLook::Other;
}

void paintPool(QPainter &painter, const QRectF &area, PoolLook look, const Theme &theme)
{
    painter.save();
    painter.setPen(QPen(theme.color(look == PoolLook::New ? Token::Accent : Token::TextMuted), 1));
    painter.setBrush(theme.color(look == PoolLook::New ? Token::Accent : Token::Surface2));
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    if (look == PoolLook::Other) {
        painter.setClipRect(area);
        for (qreal y = area.top() + 4; y < area.bottom(); y += 4)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    painter.restore();
}

PoolSign::PoolSign(Theme &theme, PoolLook look, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_look(look)
{
    setFixedSize(sizeHint());
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PoolSign::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintPool(painter, QRectF(rect()).adjusted(2, 2, -2, -2), m_look, m_theme);
}

ShareBar::ShareBar(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ShareBar::setBoard(const BoardRoute &board)
{
    m_board = board;
    describe();
    update();
}

void ShareBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

void ShareBar::describe()
{
    const QString text = m_board.share ? m_board.share->text() : tr("Nobody knows who gets how much");
    setAccessibleName(text);
    setToolTip(plainToolTip(text));
}

void ShareBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    QList<BoardPool> parts = poolsOf(m_board);
    parts.removeIf([](const BoardPool &pool) { return pool.percent.value_or(0) <= 0; });
    const int gaps = qMax(0, static_cast<int>(parts.size()) - 1) * Theme::Grid;
    const int spare = width() - gaps - static_cast<int>(parts.size()) * leastPart;
    qreal x = 0;
    for (const BoardPool &part : std::as_const(parts)) {
        const qreal wide = leastPart + qMax(0, spare) * *part.percent / 100.0;
        paintPart(painter, QRectF(x, 0, wide, height()), part.name, *part.percent);
        x += wide + Theme::Grid;
    }
    if (m_board.share && !m_board.shareError)
        return;
    QPainterPath area;
    area.addRect(rect());
    paintHatch(painter, area, m_theme, m_board.share.has_value());
}

void ShareBar::paintPart(QPainter &painter, const QRectF &area, const QString &pool, int percent) const
{
    const PoolLook look = lookOf(m_board.route, pool);
    paintPool(painter, area, look, m_theme);
    painter.setFont(m_theme.strongFont());
    const QString text = QStringLiteral("%1  %2 %").arg(pool).arg(percent);
    const QRectF inside = area.adjusted(8, 0, -8, 0);
    if (painter.fontMetrics().horizontalAdvance(text) > inside.width())
        return; // its row below says it
    if (look == PoolLook::Other) // not across the stripes
        painter.fillRect(QRectF(inside.left() - 4, area.top() + 6, painter.fontMetrics().horizontalAdvance(text) + 8,
                             area.height() - 12),
            m_theme.color(Token::Surface2));
    painter.setPen(m_theme.color(look == PoolLook::New ? Token::OnAccent : Token::Text));
    painter.drawText(inside, Qt::AlignVCenter | Qt::TextSingleLine, text);
}

} // namespace opsdeck
