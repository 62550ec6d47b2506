// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/ledgerrows.h"

#include <limits>

namespace opsdeck::store {

namespace {

constexpr auto insertEntry = R"(
    INSERT INTO ledger_entry (number, at, actor, action, subject, environment, outcome, reference, detail,
                              previous_hash, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";

constexpr auto selectNewest = R"(
    SELECT number, at, actor, action, subject, environment, outcome, reference, detail, previous_hash, hash
    FROM ledger_entry WHERE number < ? ORDER BY number DESC LIMIT ?)";

constexpr auto selectFrom = R"(
    SELECT number, at, actor, action, subject, environment, outcome, reference, detail, previous_hash, hash
    FROM ledger_entry WHERE number >= ? ORDER BY number LIMIT ?)";

// A topic's actions stand between its point and what follows a point.
constexpr auto selectAbout = R"(
    SELECT number, at, actor, action, subject, environment, outcome, reference, detail, previous_hash, hash
    FROM ledger_entry WHERE action >= ? || '.' AND action < ? || '/' AND at >= ? ORDER BY number)";

constexpr int EntriesAtATime = 1000;

const QString noEntry(64, u'0');

QList<LedgerEntry> readEntries(Query &query)
{
    QList<LedgerEntry> entries;
    while (query.next()) {
        LedgerEntry e;
        query.read(e.number, e.at, e.actor, e.action, e.subject, e.environment, e.outcome, e.reference, e.detail,
            e.previousHash, e.hash);
        entries.append(e);
    }
    return entries;
}

QList<LedgerEntry> entriesFrom(Database &db, qint64 number)
{
    Query query = db.query(selectFrom);
    query.bind(number, EntriesAtATime);
    return readEntries(query);
}

} // namespace

LedgerEntry appendEntry(Database &db, LedgerEntry entry)
{
    const QList<LedgerEntry> last = newestEntries(db, 0, 1);
    entry.number = last.isEmpty() ? 1 : last.first().number + 1;
    entry.previousHash = last.isEmpty() ? noEntry : last.first().hash;
    entry.hash = chainHash(entry, entry.previousHash);
    db.run(insertEntry, entry.number, entry.at, entry.actor, entry.action, entry.subject, entry.environment,
        entry.outcome, entry.reference, entry.detail, entry.previousHash, entry.hash);
    return entry;
}

QList<LedgerEntry> newestEntries(Database &db, qint64 olderThan, int limit)
{
    Query query = db.query(selectNewest);
    query.bind(olderThan > 0 ? olderThan : std::numeric_limits<qint64>::max(), limit);
    return readEntries(query);
}

QList<LedgerEntry> entriesAbout(Database &db, const QString &topic, const QDateTime &since)
{
    Query query = db.query(selectAbout);
    query.bind(topic, topic, since);
    return readEntries(query);
}

qint64 firstBrokenEntry(Database &db)
{
    QList<LedgerEntry> entries = entriesFrom(db, 1);
    if (entries.isEmpty())
        return 0;
    if (entries.first().number != 1 || entries.first().previousHash != noEntry)
        return entries.first().number;
    // Neighbouring pieces share an entry, so that the link between them is checked too.
    while (true) {
        if (const qint64 broken = firstBrokenLink(entries))
            return broken;
        if (entries.size() < EntriesAtATime)
            return 0;
        entries = entriesFrom(db, entries.last().number);
    }
}

} // namespace opsdeck::store
