// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/database.h"

#include <QFile>
#include <QUrl>

#include <sqlite3.h>

namespace opsdeck::store {

namespace {

// Long enough for another process of ours to finish its transaction.
constexpr int BusyTimeoutMs = 5000;

int flagsFor(Database::Mode mode)
{
    return SQLite::OPEN_NOMUTEX | SQLite::OPEN_URI
        | (mode == Database::Mode::Write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY);
}

std::string uriOf(const QString &path, Database::Mode mode)
{
    const QByteArray name = QUrl::toPercentEncoding(QString::fromUtf8(QFile::encodeName(path)), "/");
    return "file:" + name.toStdString() + (mode == Database::Mode::ReadUnchanging ? "?immutable=1" : "");
}

} // namespace

Database::Database(const QString &path, Mode mode, Durability durability)
    : m_database(uriOf(path, mode), flagsFor(mode), BusyTimeoutMs)
{
    if (mode != Mode::Write) {
        m_database.exec("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF");
        return;
    }
    // The triggers that keep the search index true write to its virtual table; SQLite calls that unsafe unless the
    // schema is trusted. Ours lies in a folder that only its owner can write.
    m_database.exec("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = ON; PRAGMA journal_mode = WAL; "
                    "PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = ON");
    // Nobody waits for a checkpoint: it is done in idle time, and here only where there was none for long.
    m_database.exec(durability == Durability::Full ? "PRAGMA synchronous = FULL"
                                                   : "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 10000");
}

Query Database::query(const std::string &sql)
{
    auto known = m_statements.find(sql);
    if (known == m_statements.end())
        known = m_statements.try_emplace(sql, m_database, sql).first;
    return Query(known->second);
}

Transaction::Transaction(Database &database, const char *begin)
    : m_database(database)
{
    m_database.run(begin);
}

Transaction::~Transaction()
{
    // On a full disk and the like SQLite has rolled back itself.
    const bool isOver = !m_isOpen || sqlite3_get_autocommit(m_database.handle().getHandle()) != 0;
    if (isOver)
        return;
    try {
        m_database.run("ROLLBACK");
    } catch (const SQLite::Exception &) { // what led here is reported
    }
}

void Transaction::commit()
{
    m_database.run("COMMIT");
    m_isOpen = false;
}

} // namespace opsdeck::store
