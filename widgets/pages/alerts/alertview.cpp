// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertview.h"

#include "models/items/alerttreemodel.h"
#include "widgets/pages/alerts/alertdelegate.h"
#include "widgets/pages/alerts/alertviewaccessible.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace opsdeck {

namespace {

bool isGroup(const QModelIndex &index)
{
    return index.isValid() && !index.parent().isValid();
}

bool isSelecting(const QMouseEvent &event)
{
    return event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
}

} // namespace

AlertView::AlertView(Theme &theme, QWidget *parent)
    : QAbstractItemView(parent)
    , m_theme(theme)
    , m_delegate(new AlertDelegate(theme, this))
    , m_place(*this)
{
    setItemDelegate(m_delegate);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setProperty("inCard", true);
    setProperty("ring", QStringLiteral("row")); // the current row shows it
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection); // several are selected by our own hand: one always follows a refresh
    viewport()->setAutoFillBackground(false);
    installAlertViewAccessibility();
    connect(this, &QAbstractItemView::entered, this, &AlertView::hover);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void AlertView::setModel(QAbstractItemModel *model)
{
    // Before anybody else hears of a change and asks where things are.
    connect(model, &QAbstractItemModel::rowsInserted, this, &AlertView::outdate);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &AlertView::outdate);
    connect(model, &QAbstractItemModel::layoutChanged, this, &AlertView::outdate);
    connect(model, &QAbstractItemModel::modelReset, this, &AlertView::outdate);
    QAbstractItemView::setModel(model);
    fitColumns();
    outdate();
}

void AlertView::outdate()
{
    m_isOutdated = true;
    scheduleDelayedItemsLayout();
    viewport()->update(); // a card's last row has round corners: neighbours of what comes and goes look different
}

const AlertTreeModel *AlertView::tree() const
{
    return qobject_cast<const AlertTreeModel *>(model());
}

const ShownRow *AlertView::foldAt(const QModelIndex &index) const
{
    const ShownRow *line = index.isValid() ? tree()->lineAt(index) : nullptr;
    return line && !line->fold.isDefault() ? line : nullptr;
}

const CardLayout &AlertView::cards() const
{
    if (std::exchange(m_isOutdated, false))
        m_cards = laidOut();
    return m_cards;
}

CardLayout AlertView::laidOut() const
{
    QList<CardLayout::Group> groups;
    QSet<QString> open;
    for (int row = 0; model() && row < model()->rowCount(); ++row) {
        const ShownGroup &group = *tree()->groupAt(model()->index(row, 0));
        groups.append({static_cast<int>(group.rows.size()), isWantedOpen(group.key, group.head.worst)});
        for (const RowChange &change : group.changes)
            groups.last().tall.append(change.row);
        if (groups.last().open)
            open.insert(group.key);
    }
    if (!m_allOpen)
        m_openByItself = open;
    return {groups, {AlertDelegate::HeadHeight, Theme::RowHeight, AlertDelegate::ChangeHeight}};
}

bool AlertView::isWantedOpen(const QString &key, const std::optional<Severity> &worst) const
{
    if (m_allOpen)
        return m_wantedAmongHits.value(key, true);
    const bool matters = worst && *worst != Severity::Info;
    return m_wanted.value(key, matters || m_openByItself.contains(key));
}

bool AlertView::isExpanded(const QModelIndex &group) const
{
    return isGroup(group) && cards().isOpen(group.row());
}

void AlertView::setExpanded(const QModelIndex &group, bool open)
{
    if (!isGroup(group) || isExpanded(group) == open)
        return;
    (m_allOpen ? m_wantedAmongHits : m_wanted).insert(group.data(AlertTreeModel::KeyRole).toString(), open);
    outdate();
    updateGeometries();
}

void AlertView::toggle(const QModelIndex &group)
{
    if (model()->hasChildren(group))
        setExpanded(group, !isExpanded(group));
}

bool AlertView::toggleFold(const QModelIndex &index)
{
    const ShownRow *line = foldAt(index);
    if (line)
        Q_EMIT foldRequested(index.siblingAtColumn(0), !line->isOpen);
    return line;
}

/// Of what stands below, the arrow back leads to what it stands below.
bool AlertView::stepIntoFold(const QModelIndex &index, bool open)
{
    const ShownRow *line = index.isValid() ? tree()->lineAt(index) : nullptr;
    if (foldAt(index) && line->isOpen != open)
        return toggleFold(index);
    if (!line || !line->isBelow || open)
        return false;
    QModelIndex above = index.siblingAtColumn(0);
    while (above.row() > 0 && tree()->lineAt(above)->isBelow)
        above = above.siblingAtRow(above.row() - 1);
    setCurrentIndex(above);
    return true;
}

void AlertView::setAllOpen(bool open)
{
    if (std::exchange(m_allOpen, open) == open)
        return;
    m_wantedAmongHits.clear();
    outdate();
}

void AlertView::rememberPlace()
{
    m_place.remember();
    setAutoScroll(false); // nobody asked for another current row
}

void AlertView::restorePlace()
{
    updateGeometries();
    m_place.restore();
    setAutoScroll(true);
}

CardLayout::Place AlertView::placeOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return isGroup(index) ? CardLayout::Place{index.row(), -1} : CardLayout::Place{index.parent().row(), index.row()};
}

QModelIndex AlertView::indexOf(const CardLayout::Place &place) const
{
    const QModelIndex group = place.isValid() ? model()->index(place.group, 0) : QModelIndex();
    return place.row < 0 ? group : model()->index(place.row, 0, group);
}

QRect AlertView::rectOf(const CardLayout::Place &place) const
{
    return {0, cards().top(place) - verticalOffset(), viewport()->width(), cards().heightOf(place)};
}

QRect AlertView::visualRect(const QModelIndex &index) const
{
    const CardLayout::Place place = placeOf(index);
    if (!cards().isVisible(place))
        return {};
    QRect rect = rectOf(place);
    if (place.row >= 0) {
        const Column &column = m_columns.at(static_cast<size_t>(index.column()));
        rect.setLeft(column.left);
        rect.setWidth(column.width);
        rect.setHeight(Theme::RowHeight); // without what is told below
    }
    return rect;
}

QModelIndex AlertView::indexAt(const QPoint &point) const
{
    const QModelIndex first = indexOf(cards().at(point.y() + verticalOffset()));
    if (!first.isValid() || isGroup(first))
        return first;
    const auto column = std::find_if(m_columns.cbegin(), m_columns.cend(),
        [&](const Column &c) { return point.x() >= c.left && point.x() < c.left + c.width; });
    return column == m_columns.cend() ? first : first.siblingAtColumn(static_cast<int>(column - m_columns.cbegin()));
}

void AlertView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const CardLayout::Place place = placeOf(index);
    if (!cards().isVisible(place))
        return;
    const QRect rect = rectOf(place);
    const int spare = viewport()->height() - rect.height();
    int to = rect.y();
    if (hint == PositionAtCenter)
        to = spare / 2;
    else if (hint == PositionAtTop || (hint == EnsureVisible && rect.y() < 0))
        to = 0;
    else if (hint == PositionAtBottom || rect.y() > spare)
        to = spare;
    verticalScrollBar()->setValue(verticalOffset() + rect.y() - to);
}

int AlertView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool AlertView::isIndexHidden(const QModelIndex &index) const
{
    return !cards().isVisible(placeOf(index));
}

void AlertView::updateGeometries()
{
    QScrollBar *bar = verticalScrollBar();
    bar->setSingleStep(Theme::RowHeight);
    bar->setPageStep(viewport()->height());
    bar->setRange(0, qMax(0, cards().height() - viewport()->height()));
    QAbstractItemView::updateGeometries();
}

void AlertView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    if (isGroup(topLeft))
        outdate(); // it may open by itself
    if (QAccessible::isActive())
        QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    else
        viewport()->update();
}

void AlertView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (!m_isExtending)
        m_anchor = current;
    viewport()->update(); // the whole row shows it, not a cell
    announceCurrent(*this);
}

void AlertView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex().siblingAtColumn(0);
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isShift = event->modifiers() == Qt::ShiftModifier;
    const bool isStep = event->modifiers() == Qt::NoModifier || isShift;
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested(current);
    } else if (isStep && (event->key() == Qt::Key_J || event->key() == Qt::Key_K)) {
        step(event->key() == Qt::Key_J ? 1 : -1, event->modifiers());
    } else if (isShift && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)) {
        step(event->key() == Qt::Key_Down ? 1 : -1, event->modifiers());
    } else if (event->key() == Qt::Key_G && event->modifiers() == Qt::NoModifier) {
        event->ignore(); // it is the page's
    } else if (isEnter && isGroup(current)) {
        toggle(current);
    } else if (isEnter && foldAt(current) && foldAt(current)->isHead) {
        toggleFold(current);
    } else if (isEnter && current.isValid()) {
        Q_EMIT inspectRequested(current);
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        if (stepIntoFold(current, event->key() == Qt::Key_Right))
            return;
        const QModelIndex group = isGroup(current) ? current : current.parent();
        if (group.isValid() && isExpanded(group) == (event->key() == Qt::Key_Left))
            toggle(group);
        setCurrentIndex(isExpanded(group) ? current : group);
    } else {
        QAbstractItemView::keyPressEvent(event);
    }
}

/// Ctrl takes an alert along or leaves it out, Shift takes all up to it.
void AlertView::mousePressEvent(QMouseEvent *event)
{
    if (!isSelecting(*event))
        return QAbstractItemView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->pos()).siblingAtColumn(0);
    if (!index.isValid() || event->button() != Qt::LeftButton)
        return;
    if (event->modifiers() & Qt::ShiftModifier) {
        extendTo(index);
    } else if (!isGroup(index)) {
        selectionModel()->select(index, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    }
}

void AlertView::mouseMoveEvent(QMouseEvent *event)
{
    if (!isSelecting(*event) || event->buttons() == Qt::NoButton)
        QAbstractItemView::mouseMoveEvent(event);
}

void AlertView::mouseReleaseEvent(QMouseEvent *event)
{
    if (isSelecting(*event))
        return event->accept();
    QAbstractItemView::mouseReleaseEvent(event);
    const QModelIndex cell = indexAt(event->pos());
    const QModelIndex index = cell.siblingAtColumn(0);
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    const ShownRow *fold = foldAt(index);
    if (isGroup(index))
        toggle(index);
    else if (openChange(index, event->pos()))
        return;
    else if (fold && (fold->isHead || m_delegate->isOnFold(cell, visualRect(cell), event->pos())))
        toggleFold(index);
    else
        Q_EMIT inspectRequested(index);
}

void AlertView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    fitColumns();
}

void AlertView::leaveEvent(QEvent *event)
{
    QAbstractItemView::leaveEvent(event);
    hover({});
}

void AlertView::hover(const QModelIndex &index)
{
    m_hovered = index.siblingAtColumn(0);
    viewport()->update();
}

} // namespace opsdeck
