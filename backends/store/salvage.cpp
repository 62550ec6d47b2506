// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/salvage.h"

#include "backends/store/ledgerrows.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace opsdeck::store {

namespace {

/// How far a hole is probed row by row before reading goes on from the other end.
constexpr qint64 LongestHole = 20'000;

constexpr auto followsTrigger = "SELECT sql FROM sqlite_schema WHERE name = 'ledger_entry_follows'";

struct Copied
{
    qint64 rows = 0;
    qint64 last = 0; ///< the highest number
    bool endWasSeen = false;
};

/// Copies one table by rowid; what cannot be read, or does not fit the table, is left out.
class TableCopy
{
public:
    TableCopy(Database &from, Database &to, const char *table, const char *columns)
        : m_ascending(from.handle(), sqlFor(table, columns, ">= ? ORDER BY rowid"))
        , m_descending(from.handle(), sqlFor(table, columns, "< ? ORDER BY rowid DESC"))
        , m_single(from.handle(), sqlFor(table, columns, "= ?"))
        , m_insert(to.handle(), insertFor(table, columns, m_single.getColumnCount()))
    { }

    Copied run()
    {
        qint64 next = 0;
        while (!readForward(next)) {
            const qint64 resumed = probe(next);
            if (resumed < 0) {
                readBackward(next);
                return m_copied;
            }
            next = resumed;
        }
        m_copied.endWasSeen = true;
        return m_copied;
    }

private:
    static std::string sqlFor(const char *table, const char *columns, const char *where)
    {
        return std::string("SELECT rowid, ") + columns + " FROM " + table + " WHERE rowid " + where;
    }
    static std::string insertFor(const char *table, const char *columns, int count)
    {
        std::string marks = "?";
        for (int i = 1; i < count; ++i)
            marks += ", ?";
        return std::string("INSERT INTO ") + table + " (rowid, " + columns + ") VALUES (" + marks + ')';
    }

    /// True at the end of the table; false where it cannot be read on, with `next` as the first row not seen.
    bool readForward(qint64 &next)
    {
        m_ascending.tryReset();
        m_ascending.bind(1, int64_t(next));
        try {
            while (m_ascending.executeStep()) {
                next = m_ascending.getColumn(0).getInt64() + 1;
                take(m_ascending);
            }
            return true;
        } catch (const SQLite::Exception &) {
            return false;
        }
    }

    /// The number of the first readable row behind a hole; -1 where there is none within reach.
    qint64 probe(qint64 from)
    {
        for (qint64 rowid = from; rowid < from + LongestHole; ++rowid) {
            try {
                m_single.tryReset();
                m_single.bind(1, int64_t(rowid));
                if (m_single.executeStep())
                    return rowid;
            } catch (const SQLite::Exception &) {
                continue;
            }
        }
        return -1;
    }

    /// From the end down to `stop`.
    void readBackward(qint64 stop)
    {
        m_descending.bind(1, int64_t(std::numeric_limits<qint64>::max()));
        try {
            while (m_descending.executeStep() && m_descending.getColumn(0).getInt64() >= stop) {
                take(m_descending);
                m_copied.endWasSeen = true;
            }
        } catch (const SQLite::Exception &) {
            return; // the hole reaches this far
        }
    }

    void take(SQLite::Statement &row)
    {
        try {
            m_insert.tryReset();
            for (int i = 0; i < row.getColumnCount(); ++i)
                bindColumn(i + 1, row.getColumn(i));
            m_insert.exec();
        } catch (const SQLite::Exception &e) {
            if (isUnwritable(e.getErrorCode()))
                throw std::runtime_error(e.what()); // no damage of the old file: the new one cannot be written
            return; // damaged within: it does not fit the rules of its table
        }
        const qint64 rowid = row.getColumn(0).getInt64();
        m_copied.last = std::max(m_copied.last, rowid);
        ++m_copied.rows;
    }

    /// As it is, whatever damage has made of its type.
    void bindColumn(int index, const SQLite::Column &value)
    {
        if (value.isInteger())
            m_insert.bind(index, int64_t(value.getInt64()));
        else if (value.isFloat())
            m_insert.bind(index, value.getDouble());
        else if (value.isText())
            m_insert.bind(index, value.getString());
        else if (value.isBlob())
            m_insert.bind(index, value.getBytes() > 0 ? value.getBlob() : "", value.getBytes()); // null would be NULL
        else
            m_insert.bind(index);
    }

    SQLite::Statement m_ascending;
    SQLite::Statement m_descending;
    SQLite::Statement m_single;
    SQLite::Statement m_insert;
    Copied m_copied;
};

/// The ledger's own word on what happened to it.
LedgerEntry salvageEntry(const LedgerSalvage &salvage)
{
    const QJsonObject detail{{QStringLiteral("entries"), salvage.entries},
        {QStringLiteral("entriesLost"), salvage.entriesLost}, {QStringLiteral("events"), salvage.events},
        {QStringLiteral("endMayBeMissing"), salvage.endMayBeMissing},
        {QStringLiteral("keptFile"), QFileInfo(salvage.keptFile).fileName()}, {QStringLiteral("runs"), salvage.runs}};
    return {.at = QDateTime::currentDateTimeUtc(),
        .actor = QStringLiteral("opsdeck@") + QSysInfo::machineHostName(),
        .action = QStringLiteral("ledger.salvaged"),
        .subject = QFileInfo(salvage.keptFile).fileName(),
        .outcome
        = salvage.entriesLost > 0 || salvage.endMayBeMissing ? QStringLiteral("incomplete") : QStringLiteral("done"),
        .detail = QJsonDocument(detail).toJson(QJsonDocument::Compact)};
}

bool isOwnHash(const LedgerEntry &entry)
{
    return chainHash(entry, entry.previousHash) == entry.hash;
}

/// A file of an earlier program has no arguments beside the text.
const char *eventColumns(Database &from)
{
    const bool hasArguments = from.handle()
                                  .execAndGet("SELECT count(*) FROM pragma_table_info('deploy_event') "
                                              "WHERE name = 'arguments'")
                                  .getInt()
        > 0;
    return hasArguments ? "run, sequence, at, kind, host, part, step, step_state, run_state, text, arguments"
                        : "run, sequence, at, kind, host, part, step, step_state, run_state, text";
}

LedgerSalvage copyRows(Database &from, Database &to)
{
    WriteTransaction transaction(to);
    // Entries keep their numbers, also behind a gap, so the rule against gaps rests meanwhile.
    const std::string rule = to.handle().execAndGet(followsTrigger).getString();
    to.handle().exec("DROP TRIGGER ledger_entry_follows");
    const Copied entries = TableCopy(from, to, "ledger_entry",
        "at, actor, action, subject, environment, outcome, reference, detail, previous_hash, hash")
                               .run();
    to.handle().exec(rule);
    const Copied runs = TableCopy(from, to, "deploy_run", "id, plan, plan_hash, owner, started_at").run();
    const Copied events = TableCopy(from, to, "deploy_event", eventColumns(from)).run();
    if (entries.rows > 0 && std::ranges::none_of(newestEntries(to, 0, 100), isOwnHash))
        throw std::runtime_error("What can be read is not the ledger.");
    transaction.commit();
    return {.entries = entries.rows,
        .entriesLost = entries.last - entries.rows,
        .runs = runs.rows,
        .events = events.rows,
        .endMayBeMissing = !entries.endWasSeen || !runs.endWasSeen};
}

/// Gives a copy of a file whose first page is lost the first page of a fresh ledger: the numbered migrations put the
/// tables of every ledger on the same pages. Whether that was right, the hashes of the entries tell.
Result<void> transplantFirstPage(const QString &fresh, const QString &copy)
{
    constexpr qsizetype pageSize = 4096, pageCount = 28, freePages = 32;
    QFile from(fresh), to(copy);
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::ReadWrite))
        return failure(Error::Kind::Storage, copy, to.errorString());
    QByteArray page = from.read(pageSize);
    // "As many pages as the file has, and none of them free."
    page.replace(pageCount, 4, QByteArray(4, '\0')).replace(freePages, 8, QByteArray(8, '\0'));
    if (to.write(page) != page.size() || !to.flush())
        return failure(Error::Kind::Storage, copy, to.errorString());
    return {};
}

/// The files that salvaging works with; the scratch files are removed at the end, however it ends.
struct Bench
{
    explicit Bench(const QString &ledger)
        : fresh(ledger.chopped(3) + QStringLiteral("-salvaged.db.part"))
        , copy(ledger.chopped(3) + QStringLiteral("-copy.db.part"))
    {
        clear();
    }
    ~Bench() { clear(); }
    Bench(const Bench &) = delete;
    Bench &operator=(const Bench &) = delete;

    void clear() const
    {
        for (const QString &name : {fresh, copy}) {
            for (const char *suffix : {"", "-wal", "-shm"})
                QFile::remove(name + QLatin1String(suffix));
        }
    }

    const QString fresh;
    const QString copy;
};

Result<LedgerSalvage> salvageFrom(const QString &damaged, const Bench &bench, const QList<Migration> &migrations)
{
    QFile::remove(bench.fresh);
    if (auto made = makePrivateFile(bench.fresh); !made)
        return tl::unexpected(made.error());
    return guarded<LedgerSalvage>(damaged, [&]() -> Result<LedgerSalvage> {
        Database to(bench.fresh, Database::Mode::Write, Database::Durability::Full);
        if (auto migrated = migrate(to, bench.fresh, migrations); !migrated)
            return tl::unexpected(migrated.error());
        Database from(damaged, Database::Mode::Read, Database::Durability::Full);
        return copyRows(from, to);
    });
}

Result<LedgerSalvage> salvageWithNewFirstPage(
    const QString &damaged, const Bench &bench, const QList<Migration> &migrations)
{
    // The failed attempt left a fresh, migrated and empty ledger.
    for (const char *suffix : {"", "-wal"}) {
        const QString from = damaged + QLatin1String(suffix);
        if (QFile::exists(from) && !QFile::copy(from, bench.copy + QLatin1String(suffix)))
            return failure(Error::Kind::Storage, bench.copy, QStringLiteral("cannot be written"));
    }
    if (auto done = transplantFirstPage(bench.fresh, bench.copy); !done)
        return tl::unexpected(done.error());
    return salvageFrom(bench.copy, bench, migrations);
}

} // namespace

Result<LedgerSalvage> salvageLedger(const QString &path, const QList<Migration> &migrations)
{
    const auto aside = moveAside(path, QStringLiteral("damaged"));
    if (!aside)
        return tl::unexpected(aside.error());
    const Bench bench(path);
    auto salvage = salvageFrom(*aside, bench, migrations);
    if (!salvage)
        salvage = salvageWithNewFirstPage(*aside, bench, migrations);
    if (salvage) {
        salvage->keptFile = *aside;
        const auto noted = guarded<void>(bench.fresh, [&] {
            Database db(bench.fresh, Database::Mode::Write, Database::Durability::Full);
            WriteTransaction transaction(db);
            appendEntry(db, salvageEntry(*salvage));
            transaction.commit();
        });
        if (noted && syncToDisk(bench.fresh) && QFile::rename(bench.fresh, path))
            return salvage;
    }
    for (const char *suffix : {"", "-wal", "-shm"}) {
        if (QFile::exists(*aside + QLatin1String(suffix)))
            QFile::rename(*aside + QLatin1String(suffix), path + QLatin1String(suffix));
    }
    return failure(Error::Kind::Storage, path,
        QStringLiteral("The ledger is damaged (%1). It was left as it is. Put a backup in its place; to begin a new "
                       "ledger, move it to another folder.")
            .arg(salvage ? QStringLiteral("the salvaged copy cannot be written") : salvage.error().detail));
}

} // namespace opsdeck::store
