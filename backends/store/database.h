// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/columns.h"

#include <SQLiteCpp/Database.h>

#include <string>
#include <unordered_map>

namespace opsdeck::store {

/// A prepared statement in use: values go in and come out in order. Reset when it goes out of scope, so that no read
/// transaction stays open.
class Query
{
public:
    explicit Query(SQLite::Statement &statement)
        : m_statement(statement)
    { }
    ~Query() { m_statement.tryReset(); }
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    template <typename... T> Query &bind(const T &...values)
    {
        (put(m_statement, ++m_bound, values), ...);
        return *this;
    }
    Query &bindNull()
    {
        m_statement.bind(++m_bound);
        return *this;
    }
    bool next() { return m_statement.executeStep(); }
    template <typename... T> void read(T &...values)
    {
        int column = 0;
        (get(m_statement.getColumn(column++), values), ...);
    }
    SQLite::Column column(int index) const { return m_statement.getColumn(index); }
    /// Runs to the end and is ready for the next values; the number of rows changed.
    int run()
    {
        const int changes = m_statement.exec();
        m_statement.reset();
        m_bound = 0;
        return changes;
    }

private:
    SQLite::Statement &m_statement;
    int m_bound = 0;
};

/// One connection with its prepared statements. One thread at a time; throws SQLite::Exception.
class Database
{
public:
    enum class Mode
    {
        Write,
        Read,
        ReadUnchanging ///< makes no lock and log files: for a folder that cannot be written; nobody may write meanwhile
    };
    enum class Durability
    {
        Normal, ///< a power cut may lose the last transactions, never the file
        Full ///< on disk when the transaction ends
    };

    Database(const QString &path, Mode mode, Durability durability);

    SQLite::Database &handle() { return m_database; }
    /// Prepared on first use. One query of a text at a time.
    Query query(const std::string &sql);
    template <typename... T> int run(const std::string &sql, const T &...values)
    {
        return query(sql).bind(values...).run();
    }

private:
    SQLite::Database m_database;
    std::unordered_map<std::string, SQLite::Statement> m_statements;
};

/// Rolls back unless committed. Its statements are prepared once, as all others are.
class Transaction
{
public:
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    void commit();

protected:
    Transaction(Database &database, const char *begin);
    ~Transaction();

private:
    Database &m_database;
    bool m_isOpen = true;
};

/// Takes the write lock at once, so that what is read inside is still true when it is written.
class WriteTransaction : public Transaction
{
public:
    explicit WriteTransaction(Database &database)
        : Transaction(database, "BEGIN IMMEDIATE")
    { }
};

/// What is read inside is of one moment, however many statements read it.
class ReadTransaction : public Transaction
{
public:
    explicit ReadTransaction(Database &database)
        : Transaction(database, "BEGIN DEFERRED")
    { }
};

/// Runs `fn` (→ T or Result<T>) and turns what SQLite throws into a value; `code` gets SQLite's own result code.
template <typename T, typename Fn> Result<T> guarded(const QString &origin, Fn &&fn, int *code = nullptr)
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Fn>>) {
            fn();
            return {};
        } else {
            return fn();
        }
    } catch (const SQLite::Exception &e) {
        if (code)
            *code = e.getErrorCode();
        return failure(Error::Kind::Storage, origin, QString::fromUtf8(e.what()));
    } catch (const std::exception &e) {
        return failure(Error::Kind::Storage, origin, QString::fromUtf8(e.what()));
    }
}

} // namespace opsdeck::store
