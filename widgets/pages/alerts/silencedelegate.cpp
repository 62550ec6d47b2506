// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/silencedelegate.h"

#include "models/items/silencemodel.h"
#include "widgets/theme/stateshape.h"

#include <QPainter>

namespace opsdeck {

namespace {

constexpr int ShapeSize = 12;

std::optional<StateShape> shapeOf(const QModelIndex &index)
{
    switch (index.data(SilenceModel::MarkRole).value<SilenceModel::Mark>()) {
    case SilenceModel::Mark::HitsNothing:
        return StateShape::Unknown;
    case SilenceModel::Mark::EndsSoon:
        return StateShape::Warning;
    case SilenceModel::Mark::None:
        break;
    }
    return {};
}

} // namespace

SilenceDelegate::SilenceDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

QSize SilenceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), Theme::RowHeight};
}

void SilenceDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto shape = shapeOf(index);
    if (!shape)
        return;
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
    QPixmap pixmap(QSize(ShapeSize, ShapeSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintShape(painter, QRectF(0, 0, ShapeSize, ShapeSize), *shape, m_theme);
    painter.end();
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {ShapeSize, ShapeSize};
    option->icon = QIcon(pixmap);
}

} // namespace opsdeck
