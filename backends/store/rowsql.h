// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/ports/store.h"

#include <tuple>

namespace opsdeck::store {

/// How a value of the domain stands in its table; specialised beside the reading verbs of its group:
///   kind      what a change notice calls it
///   table     its name
///   keys      columns that name the row within its source; first "project" or "repository" where a list belongs to one
///   values    the other columns
///   fields()  the members behind keys and values, in that order, as a tuple of references
/// The first column of every table is its source: rows belong to whoever committed them.
template <typename T> struct Row;

using Columns = std::initializer_list<const char *>;
/// "prefix.a, prefix.b" for the columns of both lists.
std::string joined(Columns first, Columns second = {}, const char *prefix = "");

std::string selectSql(const char *table, Columns keys, Columns values, const char *rest);
/// Inserts or updates; a row that stands there already is not written and counts as no change.
std::string upsertSql(const char *table, Columns keys, Columns values);
/// The keys of one snapshot, in memory, beside the table.
std::string presentTableSql(const char *table, Columns keys);
std::string presentInsertSql(const char *table, Columns keys);
std::string presentClearSql(const char *table);
/// Deletes the rows of a source (and project or repository) whose keys are not present.
std::string deleteMissingSql(const char *table, Columns keys);

template <typename T> constexpr bool belongsToProject()
{
    return std::string_view(*Row<T>::keys.begin()) == "project";
}

template <typename T> constexpr bool belongsToRepository()
{
    return std::string_view(*Row<T>::keys.begin()) == "repository";
}

template <typename T> void setSource(T &row, const SourceId &source)
{
    if constexpr (requires { row.source; })
        row.source = source;
    else if constexpr (requires { row.key.source; })
        row.key.source = source;
}

/// "SELECT all columns FROM table" and the rest.
template <typename T> std::string select(const char *rest)
{
    return selectSql(Row<T>::table, Row<T>::keys, Row<T>::values, rest);
}

template <typename T, typename... Args> QList<T> readAll(Database &db, const std::string &sql, const Args &...args)
{
    QList<T> rows;
    Query query = db.query(sql);
    query.bind(args...);
    while (query.next()) {
        T row;
        SourceId source;
        std::apply([&](auto &...fields) { query.read(source, fields...); }, Row<T>::fields(row));
        setSource(row, source);
        rows.append(std::move(row));
    }
    return rows;
}

/// The number of rows that are new or differ from what stood there.
template <typename T> int upsert(Database &db, const SourceId &source, const QList<T> &rows)
{
    using Fields = decltype(Row<T>::fields(std::declval<const T &>()));
    static_assert(std::tuple_size_v<Fields> == Row<T>::keys.size() + Row<T>::values.size(), "one field a column");
    static const std::string sql = upsertSql(Row<T>::table, Row<T>::keys, Row<T>::values);
    int changed = 0;
    Query query = db.query(sql);
    for (const T &row : rows) {
        std::apply([&](const auto &...fields) { query.bind(source, fields...); }, Row<T>::fields(row));
        changed += query.run();
    }
    return changed;
}

/// The number of rows of this source (and project or repository) that were deleted, because the snapshot does not have
/// them.
template <typename T> int deleteMissing(Database &db, const SourceId &source, const Snapshot<T> &snapshot)
{
    static const std::string createSql = presentTableSql(Row<T>::table, Row<T>::keys);
    static const std::string insertSql = presentInsertSql(Row<T>::table, Row<T>::keys);
    static const std::string deleteSql = deleteMissingSql(Row<T>::table, Row<T>::keys);
    db.run(createSql);
    db.run(presentClearSql(Row<T>::table));
    Query present = db.query(insertSql);
    for (const T &row : snapshot.rows) {
        const auto bindKeys
            = [&]<size_t... I>(std::index_sequence<I...>, const auto &fields) { present.bind(std::get<I>(fields)...); };
        bindKeys(std::make_index_sequence<Row<T>::keys.size()>(), Row<T>::fields(row));
        present.run();
    }
    if constexpr (belongsToProject<T>())
        return db.run(deleteSql, source, snapshot.scope);
    else if constexpr (belongsToRepository<T>())
        return db.run(deleteSql, source, snapshot.place);
    else
        return db.run(deleteSql, source);
}

template <typename T> int storeRows(Database &db, const SourceId &source, const Upsert<T> &rows)
{
    return upsert(db, source, rows.rows);
}

template <typename T> int storeRows(Database &db, const SourceId &source, const Snapshot<T> &rows)
{
    return upsert(db, source, rows.rows) + deleteMissing(db, source, rows);
}

} // namespace opsdeck::store
