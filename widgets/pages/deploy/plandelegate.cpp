// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/plandelegate.h"

#include "models/items/planmodel.h"

namespace opsdeck {

PlanDelegate::PlanDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void PlanDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool noop = index.data(PlanModel::NoopRole).toBool();
    Token token = noop ? Token::TextMuted : Token::Text;
    if (index.column() == PlanModel::After && !noop)
        token = Token::Ok;
    if (index.column() == PlanModel::Now)
        token = Token::TextMuted;
    option->palette.setColor(QPalette::Text, m_theme.color(token));
    option->palette.setColor(QPalette::HighlightedText, m_theme.color(token));
    if (index.column() != PlanModel::Change) {
        option->font = m_theme.monoFont();
        option->textElideMode = Qt::ElideMiddle;
    }
}

} // namespace opsdeck
