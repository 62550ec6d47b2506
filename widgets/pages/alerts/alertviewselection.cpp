// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected in an AlertView, and what becomes current; the rest of it is in alertview.cpp.
#include "models/items/alerttreemodel.h"
#include "widgets/pages/alerts/alertview.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace opsdeck {

void AlertView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.topLeft());
    selectionModel()->select(QItemSelection(index, index), command);
}

/// A range for each group, however many alerts it has.
QItemSelection AlertView::linesBetween(int first, int last) const
{
    QItemSelection lines;
    const CardLayout::Place from = cards().place(first);
    const CardLayout::Place to = cards().place(last);
    for (int group = from.group; from.isValid() && group <= to.group; ++group) {
        const QModelIndex head = model()->index(group, 0);
        const int begin = group == from.group ? qMax(0, from.row) : 0;
        const int end = group == to.group ? to.row : model()->rowCount(head) - 1;
        if (cards().isOpen(group) && begin <= end)
            lines.append(QItemSelectionRange(
                model()->index(begin, 0, head), model()->index(end, AlertTreeModel::ColumnCount - 1, head)));
    }
    return lines;
}

void AlertView::selectAll()
{
    selectionModel()->select(linesBetween(0, cards().places() - 1), QItemSelectionModel::ClearAndSelect);
}

int AlertView::selectedLines() const
{
    int lines = 0;
    const QItemSelection selection = selectionModel() ? selectionModel()->selection() : QItemSelection();
    for (const QItemSelectionRange &range : selection)
        lines += range.parent().isValid() ? range.height() : 0;
    return lines;
}

template <typename Fn> void AlertView::forEachSelected(Fn take) const
{
    QItemSelection selection = selectionModel()->selection();
    const auto orderOf = [](const QItemSelectionRange &range) { return std::pair(range.parent().row(), range.top()); };
    std::sort(selection.begin(), selection.end(),
        [&](const QItemSelectionRange &a, const QItemSelectionRange &b) { return orderOf(a) < orderOf(b); });
    for (const QItemSelectionRange &range : std::as_const(selection)) {
        for (int row = range.top(); range.parent().isValid() && row <= range.bottom(); ++row)
            take(model()->index(row, 0, range.parent()));
    }
}

QList<AlertRow> AlertView::chosenAlerts() const
{
    if (selectedLines() < 2)
        return tree()->alertsAt(currentIndex().siblingAtColumn(0));
    QList<AlertRow> alerts;
    QSet<QString> known; // what is folded may be selected with its head
    forEachSelected([&](const QModelIndex &index) {
        for (const AlertRow &row : tree()->alertsAt(index)) {
            if (known.contains(row.key))
                continue;
            known.insert(row.key);
            alerts.append(row);
        }
    });
    return alerts;
}

/// Without a copy of each: there may be a hundred thousand.
AlertsSummary AlertView::chosenSummary() const
{
    AlertsSummary summary;
    forEachSelected([&](const QModelIndex &index) {
        const ShownRow &line = *tree()->lineAt(index);
        if (!line.isHead)
            summary.add(line.row);
        else if (!line.isOpen)
            std::for_each(
                line.fold->rows.cbegin(), line.fold->rows.cend(), [&](const AlertRow &row) { summary.add(row); });
    });
    return summary;
}

void AlertView::moveCurrent(const QModelIndex &index)
{
    if (selectedLines() > 1)
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    else
        setCurrentIndex(index);
}

QRegion AlertView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const CardLayout::Place place = placeOf(model()->index(row, 0, range.parent()));
            if (cards().isVisible(place))
                region += rectOf(place);
        }
    }
    return region;
}

QModelIndex AlertView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = cards().places() - 1;
    const int page = qMax(1, viewport()->height() / Theme::RowHeight - 1);
    const int current = cards().number(placeOf(currentIndex()));
    const auto to = [&](int number) { return indexOf(cards().place(qBound(0, number, last))); };
    switch (action) {
    case MoveHome:
        return to(0);
    case MoveEnd:
        return to(last);
    case MovePageUp:
        return to(current - page);
    case MovePageDown:
        return to(current + page);
    case MoveUp:
    case MovePrevious:
        return to(current - 1);
    case MoveDown:
    case MoveNext:
        return to(current + 1);
    case MoveLeft:
    case MoveRight:
        break;
    }
    return currentIndex();
}

void AlertView::step(int rows, Qt::KeyboardModifiers modifiers)
{
    const int current = cards().number(placeOf(currentIndex()));
    if (cards().places() == 0)
        return;
    const QModelIndex to = indexOf(cards().place(qBound(0, current < 0 ? 0 : current + rows, cards().places() - 1)));
    if (modifiers == Qt::NoModifier)
        setCurrentIndex(to);
    else
        extendTo(to);
}

void AlertView::extendTo(const QModelIndex &index)
{
    const int anchor = cards().number(placeOf(m_anchor));
    const int to = cards().number(placeOf(index));
    const QScopedValueRollback extending(m_isExtending, true);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    const int from = anchor < 0 ? to : anchor;
    selectionModel()->select(linesBetween(qMin(from, to), qMax(from, to)), QItemSelectionModel::ClearAndSelect);
}

} // namespace opsdeck
