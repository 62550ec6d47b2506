// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertview.h"

#include "models/items/alerttreemodel.h"
#include "widgets/pages/alerts/alertdelegate.h"
#include "widgets/pages/alerts/groupheader.h"
#include "widgets/theme/stateshape.h"

#include <QAccessible>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

namespace opsdeck {

namespace {

bool isGroup(const QModelIndex &index)
{
    return index.isValid() && !index.parent().isValid();
}

/// A card's outline: rounded above, below, or both.
QPainterPath outlineOf(const QRectF &box, bool top, bool bottom)
{
    const qreal above = top ? Theme::CardRadius : 0;
    const qreal below = bottom ? Theme::CardRadius : 0;
    QPainterPath path(box.topLeft() + QPointF(above, 0));
    path.lineTo(box.topRight() - QPointF(above, 0));
    path.quadTo(box.topRight(), box.topRight() + QPointF(0, above));
    path.lineTo(box.bottomRight() - QPointF(0, below));
    path.quadTo(box.bottomRight(), box.bottomRight() - QPointF(below, 0));
    path.lineTo(box.bottomLeft() + QPointF(below, 0));
    path.quadTo(box.bottomLeft(), box.bottomLeft() - QPointF(0, below));
    path.lineTo(box.topLeft() + QPointF(0, above));
    path.quadTo(box.topLeft(), box.topLeft() + QPointF(above, 0));
    return path;
}

} // namespace

AlertView::AlertView(Theme &theme, QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
{
    setItemDelegate(new AlertDelegate(theme, this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setProperty("inCard", true);
    setProperty("ring", QStringLiteral("row")); // the current row shows it
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setAllColumnsShowFocus(true);
    viewport()->setAutoFillBackground(false);
    header()->setMinimumSectionSize(0);
    header()->setStretchLastSection(false);
    connect(this, &QAbstractItemView::entered, this, &AlertView::hover);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QTreeView::expanded, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QTreeView::collapsed, viewport(), qOverload<>(&QWidget::update));
}

void AlertView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    fitColumns();
    for (int row = 0; row < model->rowCount(); ++row)
        openAsWanted(model->index(row, 0));
    // A card's last row has round corners: neighbours of what comes and goes look different.
    connect(model, &QAbstractItemModel::rowsRemoved, viewport(), qOverload<>(&QWidget::update));
    connect(model, &QAbstractItemModel::layoutChanged, viewport(), qOverload<>(&QWidget::update));
}

void AlertView::rememberPlace()
{
    m_top = indexAt(QPoint(1, 1));
    m_topOffset = m_top.isValid() ? visualRect(m_top).y() : 0;
    // At the very top with nobody's hand on it, what is new and worst may show itself.
    if (verticalScrollBar()->value() == 0 && !viewport()->underMouse())
        m_top = QPersistentModelIndex();
}

void AlertView::restorePlace()
{
    if (!m_top.isValid())
        return;
    const int moved = visualRect(m_top).y() - m_topOffset;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + moved);
}

void AlertView::setAllOpen(bool open)
{
    m_allOpen = open;
    for (int row = 0; model() && row < model()->rowCount(); ++row)
        openAsWanted(model()->index(row, 0));
}

void AlertView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTreeView::rowsInserted(parent, start, end);
    for (int row = start; !parent.isValid() && row <= end; ++row)
        openAsWanted(model()->index(row, 0));
    if (parent.isValid())
        openAsWanted(parent);
    viewport()->update();
}

void AlertView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    // Alerts are all of one height, so there is nothing to measure. Qt would, and would look for where each of them
    // stands by adding up all above it: seconds where thousands change.
    if (topLeft.parent().isValid() && !QAccessible::isActive())
        viewport()->update();
    else
        QTreeView::dataChanged(topLeft, bottomRight, roles);
}

void AlertView::openAsWanted(const QModelIndex &group)
{
    const auto value = group.data(AlertTreeModel::GroupRole).value<AlertGroup>();
    const bool matters = value.worst && *value.worst != Severity::Info;
    setExpanded(group, m_allOpen || m_wanted.value(value.key(), matters));
}

void AlertView::toggle(const QModelIndex &group)
{
    if (!model()->hasChildren(group))
        return;
    const bool open = !isExpanded(group);
    if (!m_allOpen)
        m_wanted.insert(group.data(AlertTreeModel::KeyRole).toString(), open);
    setExpanded(group, open);
}

void AlertView::step(int rows)
{
    const QModelIndex next = rows > 0 ? indexBelow(currentIndex()) : indexAbove(currentIndex());
    const QModelIndex start = model()->index(0, 0);
    setCurrentIndex(currentIndex().isValid() ? (next.isValid() ? next : currentIndex()) : start);
}

void AlertView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex().siblingAtColumn(0);
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested(current);
    } else if (event->key() == Qt::Key_J && event->modifiers() == Qt::NoModifier) {
        step(1);
    } else if (event->key() == Qt::Key_K && event->modifiers() == Qt::NoModifier) {
        step(-1);
    } else if (isEnter && isGroup(current)) {
        toggle(current);
    } else if (isEnter && current.isValid()) {
        Q_EMIT inspectRequested(current);
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        const QModelIndex group = isGroup(current) ? current : current.parent();
        if (group.isValid() && isExpanded(group) == (event->key() == Qt::Key_Left))
            toggle(group);
        setCurrentIndex(isExpanded(group) ? current : group);
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void AlertView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos()).siblingAtColumn(0);
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    if (isGroup(index))
        toggle(index);
    else
        Q_EMIT inspectRequested(index);
}

void AlertView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void AlertView::leaveEvent(QEvent *event)
{
    QTreeView::leaveEvent(event);
    hover({});
}

void AlertView::hover(const QModelIndex &index)
{
    m_hovered = index.siblingAtColumn(0);
    viewport()->update();
}

void AlertView::fitColumns()
{
    constexpr int shape = 40;
    constexpr int age = 76;
    struct Share
    {
        int column;
        int parts;
    };
    constexpr std::array shares{Share{AlertTreeModel::NameColumn, 20}, Share{AlertTreeModel::ServiceColumn, 15},
        Share{AlertTreeModel::WhatColumn, 30}, Share{AlertTreeModel::SourcesColumn, 17},
        Share{AlertTreeModel::StateColumn, 18}};
    if (!model() || model()->columnCount() < AlertTreeModel::ColumnCount)
        return;
    setColumnWidth(AlertTreeModel::SeverityColumn, shape);
    setColumnWidth(AlertTreeModel::AgeColumn, age);
    const int room = qMax(0, viewport()->width() - shape - age);
    for (const Share &share : shares)
        setColumnWidth(share.column, room * share.parts / 100);
}

void AlertView::drawBranches(QPainter *, const QRect &, const QModelIndex &) const { }

void AlertView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect rect(0, option.rect.y(), viewport()->width(), option.rect.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isGroup(index))
        paintGroup(*painter, rect, index);
    else
        paintAlertCard(*painter, rect, index);
    painter->restore();
    for (int column = 0; !isGroup(index) && column < model()->columnCount(); ++column) {
        QStyleOptionViewItem cell = option;
        cell.rect = QRect(columnViewportPosition(column), rect.y(), columnWidth(column), rect.height());
        itemDelegate()->paint(painter, cell, index.siblingAtColumn(column));
    }
}

void AlertView::paintGroup(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const auto group = index.data(AlertTreeModel::GroupRole).value<AlertGroup>();
    const bool open = isExpanded(index) && model()->hasChildren(index);
    const QRectF box = QRectF(rect.adjusted(0, AlertDelegate::CardGap, 0, 0)).adjusted(0.5, 0.5, -0.5, open ? 0 : -0.5);
    const QPainterPath outline = outlineOf(box, true, !open);
    const bool isSummary = group.kind == AlertGroup::Kind::Quiet;
    painter.fillPath(outline, m_theme.color(isSummary ? Token::Surface1 : Token::Surface2));
    if (isBlind(group.freshness))
        paintHatch(painter, outline, m_theme, true);
    const bool isCurrent = hasFocus() && currentIndex().siblingAtColumn(0) == index;
    painter.setPen(QPen(m_theme.color(isCurrent ? Token::Accent : Token::Line), 1));
    painter.drawPath(outline);
    const GroupHeader header{m_theme, group, m_now, model()->hasChildren(index), open};
    header.paint(painter, box.adjusted(Theme::CardPadding, 0, -Theme::CardPadding, 0));
}

void AlertView::paintAlertCard(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const bool isLast = index.row() == model()->rowCount(index.parent()) - 1;
    const bool isSelected = selectionModel()->isSelected(index);
    const QRectF box = QRectF(rect).adjusted(0.5, -0.5, -0.5, -0.5);
    const QPainterPath outline = outlineOf(box, false, isLast);
    const bool isHovered = QModelIndex(m_hovered) == index;
    const QColor fill
        = isSelected ? m_theme.tint(Token::Accent) : m_theme.color(isHovered ? Token::Surface2 : Token::Surface1);
    painter.fillPath(outline, fill);
    if (index.data(AlertTreeModel::AlertRole).value<AlertRow>().blind)
        paintHatch(painter, outline, m_theme, true);
    painter.setPen(QPen(m_theme.color(Token::Line), 1));
    painter.drawPath(outline);
    if (isSelected)
        painter.fillRect(QRectF(0, rect.y(), 3, rect.height() - 1), m_theme.color(Token::Accent));
}

} // namespace opsdeck
