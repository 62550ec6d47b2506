// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/bills/billtable.h"

#include "widgets/pages/bills/billmodels.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace opsdeck {

BillTable::BillTable(Theme &theme, QAbstractItemModel *model, QWidget *parent)
    : QTreeView(parent)
{
    setModel(model);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setItemDelegate(new BillDelegate(theme, this));
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(48);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void BillTable::copyRows() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column) {
            const QModelIndex cell = row.siblingAtColumn(column);
            const QVariant full = cell.data(BillCopyRole);
            cells.append((full.isValid() ? full : cell.data()).toString().replace(u'\n', QStringLiteral("; ")));
        }
        lines.append(cells.join(u'\t'));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void BillTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copyRows();
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_J)
        return step(1);
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_K)
        return step(-1);
    QTreeView::keyPressEvent(event);
}

void BillTable::step(int rows)
{
    const bool isChosen = selectionModel()->isSelected(currentIndex());
    const QModelIndex next = currentIndex().isValid()
        ? currentIndex().siblingAtRow(currentIndex().row() + (isChosen ? rows : 0))
        : model()->index(0, 0);
    if (next.isValid())
        setCurrentIndex(next);
}

} // namespace opsdeck
