// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/ledger.h"

namespace opsdeck::store {

/// Numbers the entry, chains it to the last one and writes it. In a transaction of the caller.
LedgerEntry appendEntry(Database &db, LedgerEntry entry);
/// Newest first; olderThan 0 = from the newest.
QList<LedgerEntry> newestEntries(Database &db, qint64 olderThan, int limit);
/// Whose action begins with the topic and a point; oldest first.
QList<LedgerEntry> entriesAbout(Database &db, const QString &topic, const QDateTime &since);
/// The number of the first entry that was altered, or before which one is missing; 0 = the chain is whole.
qint64 firstBrokenEntry(Database &db);

} // namespace opsdeck::store
