// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/mergingmodel.h"

#include <functional>

namespace opsdeck {

/// A table of values: a concrete model is a list of columns, a key and, where a view needs more than text, a hook for
/// roles. A new list of values becomes inserts, moves, changes and removes. GUI thread.
template <typename Record, typename Key> class RecordModel : public MergingModel
{
public:
    struct Column
    {
        std::function<QString()> title; ///< asked each time, so that it follows the language
        std::function<QString(const Record &)> text;
    };

    /// Of records with the same key the first one counts.
    void setRecords(QList<Record> next)
    {
        next = uniqueRows(std::move(next), m_key);
        mergeRows({}, m_records, next, m_key);
        updateRows({}, m_records, next, columnCount({}));
    }

    const QList<Record> &records() const { return m_records; }

    /// Null where the index is not of this model.
    const Record *record(const QModelIndex &index) const
    {
        const bool isOurs = index.isValid() && index.model() == this && index.row() < m_records.size();
        return isOurs ? &m_records.at(index.row()) : nullptr;
    }

    /// -1 where there is none.
    int rowOf(const Key &key) const
    {
        for (int row = 0; row < m_records.size(); ++row) {
            if (m_key(m_records.at(row)) == key)
                return row;
        }
        return -1;
    }

    /// All words again, after the language changed.
    void retranslate()
    {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount({}) - 1);
        if (!m_records.isEmpty())
            Q_EMIT dataChanged(index(0, 0, {}), index(rowCount({}) - 1, columnCount({}) - 1, {}));
    }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final
    {
        return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
    }
    QModelIndex parent(const QModelIndex &) const final { return {}; }
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_records.size());
    }
    int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    Qt::ItemFlags flags(const QModelIndex &index) const final
    {
        return record(index) ? MergingModel::flags(index) | Qt::ItemNeverHasChildren : MergingModel::flags(index);
    }
    QVariant data(const QModelIndex &index, int role) const final
    {
        const Record *at = record(index);
        if (!at)
            return {};
        return role == Qt::DisplayRole ? m_columns.at(index.column()).text(*at) : roleData(*at, index.column(), role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
            return {};
        return role == Qt::DisplayRole ? m_columns.at(section).title() : headerRole(section, role);
    }

protected:
    RecordModel(QList<Column> columns, std::function<Key(const Record &)> key, QObject *parent)
        : MergingModel(parent)
        , m_columns(std::move(columns))
        , m_key(std::move(key))
    { }

    /// Everything but the display text.
    virtual QVariant roleData(const Record &, int /*column*/, int /*role*/) const { return {}; }
    virtual QVariant headerRole(int /*section*/, int /*role*/) const { return {}; }

private:
    QList<Column> m_columns;
    std::function<Key(const Record &)> m_key;
    QList<Record> m_records;
};

} // namespace opsdeck
