// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/rowsql.h"

namespace opsdeck::store {

namespace {

std::string presentTable(const char *table)
{
    return std::string("temp.present_") + table;
}

std::string questionMarks(size_t count)
{
    std::string marks = "?";
    for (size_t i = 1; i < count; ++i)
        marks += ", ?";
    return marks;
}

std::string assignments(Columns columns)
{
    std::string text;
    for (const char *column : columns)
        text += std::string(text.empty() ? "" : ", ") + column + " = excluded." + column;
    return text;
}

} // namespace

std::string joined(Columns first, Columns second, const char *prefix)
{
    std::string text;
    for (const Columns &columns : {first, second}) {
        for (const char *column : columns)
            text += std::string(text.empty() ? "" : ", ") + prefix + column;
    }
    return text;
}

std::string selectSql(const char *table, Columns keys, Columns values, const char *rest)
{
    return "SELECT source, " + joined(keys, values) + " FROM " + table + ' ' + rest;
}

std::string upsertSql(const char *table, Columns keys, Columns values)
{
    const std::string own = std::string(table) + '.';
    return std::string("INSERT INTO ") + table + " (source, " + joined(keys, values) + ") VALUES ("
        + questionMarks(1 + keys.size() + values.size()) + ") ON CONFLICT (source, " + joined(keys) + ") DO UPDATE SET "
        + assignments(values) + " WHERE (" + joined(values, {}, own.c_str()) + ") IS NOT ("
        + joined(values, {}, "excluded.") + ')';
}

std::string presentTableSql(const char *table, Columns keys)
{
    return "CREATE TABLE IF NOT EXISTS " + presentTable(table) + " (" + joined(keys) + ", PRIMARY KEY (" + joined(keys)
        + ")) WITHOUT ROWID";
}

std::string presentInsertSql(const char *table, Columns keys)
{
    return "INSERT OR IGNORE INTO " + presentTable(table) + " VALUES (" + questionMarks(keys.size()) + ')';
}

std::string presentClearSql(const char *table)
{
    return "DELETE FROM " + presentTable(table);
}

std::string deleteMissingSql(const char *table, Columns keys)
{
    const std::string_view first = *keys.begin();
    const bool isScoped = first == "project" || first == "repository";
    return std::string("DELETE FROM ") + table + " WHERE source = ?"
        + (isScoped ? " AND " + std::string(first) + " = ?" : "") + " AND (" + joined(keys) + ") NOT IN (SELECT "
        + joined(keys) + " FROM " + presentTable(table) + ')';
}

} // namespace opsdeck::store
