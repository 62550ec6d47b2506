// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/rowexport.h"

#include <QAbstractItemModel>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

namespace opsdeck {

namespace {

QList<int> columnsOrAll(const QAbstractItemModel &model, QList<int> columns)
{
    if (columns.isEmpty()) {
        columns.resize(model.columnCount());
        std::iota(columns.begin(), columns.end(), 0);
    }
    return columns;
}

QString titleOf(const QAbstractItemModel &model, int column)
{
    return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

template <typename Fn> void forEachLeaf(const QAbstractItemModel &model, const QModelIndex &parent, Fn &fn)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex first = model.index(row, 0, parent);
        if (model.hasChildren(first))
            forEachLeaf(model, first, fn);
        else if (first.flags() & Qt::ItemNeverHasChildren)
            fn(first);
    }
}

/// A leading =, @, tab, or a sign without a number makes a spreadsheet evaluate what a server wrote.
bool looksLikeFormula(const QString &text)
{
    if (text.isEmpty())
        return false;
    const QChar first = text.front();
    if (first == u'+' || first == u'-') {
        bool isNumber = false;
        text.toDouble(&isNumber);
        return !isNumber && text.size() > 1;
    }
    return first == u'=' || first == u'@' || first == u'\t' || first == u'\r';
}

QString csvCell(QString text)
{
    if (looksLikeFormula(text))
        text.prepend(u'\'');
    const bool quoted = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return quoted ? u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"' : text;
}

} // namespace

QByteArray toCsv(const QAbstractItemModel &model, QList<int> columns)
{
    columns = columnsOrAll(model, std::move(columns));
    QStringList cells;
    for (const int column : columns)
        cells.append(csvCell(titleOf(model, column)));
    QByteArray out = cells.join(u',').toUtf8() + "\r\n";
    auto addLine = [&](const QModelIndex &row) {
        cells.clear();
        for (const int column : columns)
            cells.append(csvCell(row.siblingAtColumn(column).data().toString()));
        out += cells.join(u',').toUtf8() + "\r\n";
    };
    forEachLeaf(model, {}, addLine);
    return out;
}

QByteArray toJsonLines(const QAbstractItemModel &model, QList<int> columns)
{
    columns = columnsOrAll(model, std::move(columns));
    QByteArray out;
    auto addLine = [&](const QModelIndex &row) {
        QJsonObject object;
        for (const int column : columns)
            object.insert(titleOf(model, column), row.siblingAtColumn(column).data().toString());
        out += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    };
    forEachLeaf(model, {}, addLine);
    return out;
}

} // namespace opsdeck
