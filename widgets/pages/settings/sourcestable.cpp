// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/settings/sourcestable.h"

#include "models/items/sourcesmodel.h"
#include "widgets/theme/stateshape.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

namespace opsdeck {

namespace {

constexpr int widths[] = {190, 170, 190, 240, 90, 120, 80, 190};
constexpr int narrowWidths[] = {140, 130, 150};
constexpr int narrowTable = 1100;
constexpr int shapeSize = 12;

Freshness freshnessAt(const QModelIndex &index)
{
    return static_cast<Freshness>(index.data(SourcesModel::FreshnessRole).toInt());
}

/// The shape of the source's state before its name.
class NameDelegate : public QStyledItemDelegate
{
public:
    NameDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    { }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), Theme::RowHeight};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
        QPixmap pixmap(QSize(shapeSize, shapeSize) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintShape(painter, QRectF(0, 0, shapeSize, shapeSize), shapeOf(freshnessAt(index)), m_theme);
        painter.end();
        option->font = m_theme.strongFont();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {shapeSize, shapeSize};
        option->icon = QIcon(pixmap);
    }

private:
    const Theme &m_theme;
};

} // namespace

SourcesTable::SourcesTable(Theme &theme, SourcesModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
{
    setModel(&model);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setItemDelegateForColumn(SourcesModel::Name, new NameDelegate(theme, this));
    header()->setStretchLastSection(false);
    for (int column = SourcesModel::Name; column <= SourcesModel::Left; ++column)
        setColumnWidth(column, widths[column]);
    header()->setSectionResizeMode(SourcesModel::Address, QHeaderView::Stretch);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void SourcesTable::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_J)
        return step(1);
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_K)
        return step(-1);
    QTreeView::keyPressEvent(event);
}

void SourcesTable::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    const bool narrow = width() < narrowTable;
    for (int column = SourcesModel::Name; column <= SourcesModel::Product; ++column)
        setColumnWidth(column, narrow ? narrowWidths[column] : widths[column]);
    setColumnHidden(SourcesModel::Interval, narrow);
    setColumnHidden(SourcesModel::Left, narrow);
    setColumnHidden(SourcesModel::Latency, narrow);
}

void SourcesTable::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isBlind(freshnessAt(index))) {
        QPainterPath area;
        area.addRect(option.rect);
        paintHatch(*painter, area, m_theme, true);
    }
    QTreeView::drawRow(painter, option, index);
}

void SourcesTable::step(int rows)
{
    const bool isChosen = selectionModel()->isSelected(currentIndex());
    const QModelIndex next = currentIndex().siblingAtRow(currentIndex().row() + (isChosen ? rows : 0));
    if (next.isValid())
        setCurrentIndex(next);
}

} // namespace opsdeck
