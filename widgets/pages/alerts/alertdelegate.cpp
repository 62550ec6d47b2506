// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertdelegate.h"

#include "models/items/alerttext.h"
#include "models/items/alerttreemodel.h"
#include "widgets/parts/plaintext.h"
#include "widgets/theme/stateshape.h"

#include <QPainter>
#include <QPainterPath>

namespace opsdeck {

namespace {

constexpr int textMargin = 8;
constexpr int shapeSize = 12;
constexpr int tagHeight = 20;
constexpr int tagPadding = 6;
constexpr int tagGap = 4;

} // namespace

AlertDelegate::AlertDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void AlertDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto row = index.data(AlertTreeModel::AlertRole).value<AlertRow>();
    const QRect rect = option.rect.adjusted(0, 0, -textMargin, 0);
    const QString text = index.data().toString().simplified();
    painter->save();
    painter->setFont(m_theme.bodyFont());
    painter->setPen(m_theme.color(row.suppressed ? Token::TextMuted : Token::Text));
    switch (index.column()) {
    case AlertTreeModel::SeverityColumn: {
        QRect box(0, 0, shapeSize, shapeSize);
        box.moveCenter({option.rect.left() + option.rect.width() / 2, option.rect.center().y()});
        painter->setOpacity(row.suppressed ? 0.5 : 1.0);
        paintShape(*painter, box, shapeOf(row.severity), m_theme);
        break;
    }
    case AlertTreeModel::NameColumn:
        painter->setFont(row.suppressed ? m_theme.bodyFont() : m_theme.strongFont());
        paintText(*painter, rect, text, Qt::ElideRight);
        break;
    case AlertTreeModel::ServiceColumn:
        painter->setFont(m_theme.monoFont());
        paintText(*painter, rect, text, Qt::ElideMiddle);
        break;
    case AlertTreeModel::WhatColumn:
        paintWhat(*painter, rect, row);
        break;
    case AlertTreeModel::SourcesColumn:
        paintSources(*painter, rect, row);
        break;
    case AlertTreeModel::StateColumn:
        painter->setPen(m_theme.color(stateToken(row)));
        paintText(*painter, rect, text, Qt::ElideRight);
        break;
    default:
        paintText(*painter, rect, text, Qt::ElideRight);
    }
    painter->restore();
}

void AlertDelegate::paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::TextElideMode mode) const
{
    const QString line = painter.fontMetrics().elidedText(shownPart(text), mode, rect.width());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, line);
}

void AlertDelegate::paintWhat(QPainter &painter, QRect rect, const AlertRow &row) const
{
    const auto draw = [&](const QString &text, const QFont &font, Token token) {
        painter.setFont(font);
        painter.setPen(m_theme.color(token));
        paintText(painter, rect, text, Qt::ElideRight);
        rect.setLeft(qMin(rect.right(), rect.left() + painter.fontMetrics().horizontalAdvance(text)));
    };
    const Token loud = row.suppressed ? Token::TextMuted : tokenOf(shapeOf(row.severity));
    const QString summary = summaryText(row).simplified();
    const QString value = row.value.simplified();
    const auto at = value.isEmpty() ? -1 : summary.indexOf(value);
    if (at >= 0) {
        draw(summary.left(at), m_theme.bodyFont(), Token::TextMuted);
        // A blank at the start of a text is not drawn, one at its end is.
        const auto next = at + value.size();
        const bool hasBlank = next < summary.size() && summary.at(next) == u' ';
        draw(hasBlank ? value + u' ' : value, m_theme.strongFont(), loud);
        draw(summary.mid(next).trimmed(), m_theme.bodyFont(), Token::TextMuted);
        return;
    }
    if (!value.isEmpty())
        draw(value + QStringLiteral("  "), m_theme.strongFont(), loud);
    draw(summary, m_theme.bodyFont(), Token::TextMuted);
}

void AlertDelegate::paintSources(QPainter &painter, const QRect &rect, const AlertRow &row) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.metaFont());
    const QFontMetrics metrics = painter.fontMetrics();
    int x = rect.left();
    for (int i = 0; i < row.sources.size(); ++i) {
        const SourceView &source = row.sources.at(i);
        const auto left = row.sources.size() - i;
        const QString rest = left > 1 ? QStringLiteral("+%1").arg(left - 1) : QString();
        const int reserve = rest.isEmpty() ? 0 : metrics.horizontalAdvance(rest) + tagGap;
        const int wanted = metrics.horizontalAdvance(source.id.text()) + 2 * tagPadding;
        const int room = rect.right() - x - reserve;
        if (i > 0 && wanted > room) {
            painter.setPen(m_theme.color(Token::TextMuted));
            painter.drawText(QRect(x, rect.y(), rect.right() - x + textMargin, rect.height()), Qt::AlignVCenter,
                QStringLiteral("+%1").arg(left));
            return;
        }
        const QRectF tag(x + 0.5, rect.center().y() - tagHeight / 2 + 0.5, qMin(wanted, room), tagHeight);
        QPainterPath outline;
        outline.addRoundedRect(tag, 4, 4);
        if (isBlind(source.freshness))
            paintHatch(painter, outline, m_theme, true);
        painter.setPen(m_theme.color(Token::Line));
        painter.drawPath(outline);
        painter.setPen(m_theme.color(isBlind(source.freshness) ? Token::TextMuted : Token::Text));
        painter.drawText(tag, Qt::AlignCenter | Qt::TextSingleLine,
            metrics.elidedText(source.id.text(), Qt::ElideMiddle, static_cast<int>(tag.width()) - 2 * tagPadding + 1));
        x += static_cast<int>(tag.width()) + tagGap;
    }
}

Token AlertDelegate::stateToken(const AlertRow &row) const
{
    if (row.blind || row.suppressed || row.pending)
        return Token::TextMuted;
    return tokenOf(shapeOf(row.severity));
}

} // namespace opsdeck
