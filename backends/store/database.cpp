// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/database.h"

#include <QFile>

namespace opsdeck::store {

namespace {

// Long enough for another process of ours to finish its transaction.
constexpr int BusyTimeoutMs = 5000;

int flagsFor(Database::Mode mode)
{
    return SQLite::OPEN_NOMUTEX | (mode == Database::Mode::Read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE);
}

} // namespace

Database::Database(const QString &path, Mode mode, Durability durability)
    : m_database(QFile::encodeName(path).toStdString(), flagsFor(mode), BusyTimeoutMs)
{
    m_database.exec("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY");
    if (mode == Mode::Read)
        return;
    m_database.exec("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = ON");
    m_database.exec(durability == Durability::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

Query Database::query(const std::string &sql)
{
    auto known = m_statements.find(sql);
    if (known == m_statements.end())
        known = m_statements.try_emplace(sql, m_database, sql).first;
    return Query(known->second);
}

} // namespace opsdeck::store
