// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/palettedelegate.h"

#include "widgets/shell/commandpalette.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr int padding = 10;
constexpr int iconSize = 16;
constexpr int gap = 12;

} // namespace

PaletteDelegate::PaletteDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, RowHeight};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const PaletteModel *>(index.model());
    const PaletteRow *row = model->record(index);
    if (!row)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(
            (option.state & QStyle::State_Selected) ? m_theme.tint(Token::Accent) : m_theme.color(Token::Surface2));
        painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6);
    }
    QRect rest = option.rect.adjusted(padding, 0, -padding, 0);
    m_theme.icon(row->iconName, Token::TextMuted)
        .paint(painter, QRect(rest.left(), rest.center().y() - iconSize / 2 + 1, iconSize, iconSize));
    rest.setLeft(rest.left() + iconSize + gap);
    painter->setFont(m_theme.bodyFont());
    painter->setPen(m_theme.color(Token::TextMuted));
    const QFontMetrics metrics(m_theme.bodyFont());
    const QString where = metrics.elidedText(row->subtitle, Qt::ElideRight, rest.width() / 2);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, where);
    rest.setRight(rest.right() - metrics.horizontalAdvance(where) - gap);
    painter->setPen(m_theme.color(Token::Text));
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        metrics.elidedText(row->title, Qt::ElideRight, rest.width()));
    painter->restore();
}

} // namespace opsdeck
