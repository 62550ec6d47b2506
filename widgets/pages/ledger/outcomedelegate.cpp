// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/ledger/outcomedelegate.h"

#include "models/items/ledgermodel.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr int ShapeSize = 12;

} // namespace

StateShape shapeOfOutcome(const QString &outcome)
{
    static const QHash<QString, StateShape> shapes{{QString(), StateShape::Waiting},
        {QStringLiteral("done"), StateShape::Ok}, {QStringLiteral("failed"), StateShape::Critical},
        {QStringLiteral("cancelled"), StateShape::Paused}, {QStringLiteral("interrupted"), StateShape::Warning},
        {QStringLiteral("refused"), StateShape::Warning}};
    return shapes.value(outcome, StateShape::Unknown);
}

OutcomeDelegate::OutcomeDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

QSize OutcomeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), Theme::RowHeight};
}

void OutcomeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
    QPixmap pixmap(QSize(ShapeSize, ShapeSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const QString outcome = index.data(LedgerModel::OutcomeRole).toString();
    paintShape(painter, QRectF(0, 0, ShapeSize, ShapeSize), shapeOfOutcome(outcome), m_theme);
    painter.end();
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {ShapeSize, ShapeSize};
    option->icon = QIcon(pixmap);
}

} // namespace opsdeck
