// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/searchhit.h"

namespace opsdeck::store {

/// What a search may find in one table: how a hit is made of a row, as SQL expressions, and which text is searched.
struct SearchTable
{
    SearchHit::Kind kind;
    const char *table;
    const char *source;
    const char *key;
    const char *title;
    const char *subtitle;
    const char *at;
    const char *text; ///< what words are looked for in
    const char *index = nullptr; ///< columns of <table>_search, null where there is no index
    const char *indexed = nullptr; ///< … and what goes into them
};

/// The tables of cache.db and of ledger.db.
const QList<SearchTable> &cacheSearchTables();
const QList<SearchTable> &ledgerSearchTables();

/// The newest hits of all tables together. Words of three letters or more are looked up in the index; shorter ones, and
/// rows that are not indexed yet, among the newest 50 000 rows of a table.
QList<SearchHit> search(Database &db, const QList<SearchTable> &tables, const QString &words, int limit);

/// Indexes the next rows; true if there may be more.
bool indexSome(Database &db, const QList<SearchTable> &tables);
/// Forgets every index, to be made again in idle time: after rowids changed.
void forgetIndexes(Database &db, const QList<SearchTable> &tables);

} // namespace opsdeck::store
