// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/storereport.h"

#include <QStringList>

namespace opsdeck {

/// One of the files as it lies there.
struct StoreFileState
{
    QString path;
    bool exists = false;
    qint64 bytes = 0; ///< with its log
    int version = 0; ///< of its schema
    int known = 0; ///< the schema of this program
    QString fault; ///< what SQLite says of it; empty = sound, every page looked at
    qint64 freeBytes = 0; ///< inside the file, to be gained by a vacuum
};

/// A store's folder as it lies there, for `opsdeck doctor`.
struct StoreInspection
{
    QString folder;
    bool exists = false;
    std::optional<StoreHolder> holder;
    QStringList wide; ///< the folder or files in it that others may read or write
    StoreFileState cache;
    StoreFileState ledger;
    StoreFileState history;
    qint64 entries = 0; ///< of the ledger
    qint64 firstBrokenEntry = 0; ///< 0 = the chain is whole
    QStringList leftovers; ///< files that were set aside, and backups
    qint64 diskFree = -1; ///< bytes; -1 = not known
};

/// Looks at everything and changes nothing. Takes seconds for a large cache.
StoreInspection inspectStore(const QString &folder);

/// What mending did, in the order in which it did it.
struct StoreMending
{
    QStringList narrowed;
    QString cacheSetAside;
    QString historySetAside;
    std::optional<LedgerSalvage> salvage;
    qint64 bytesGained = 0;
};

/// Narrows modes, sets a damaged cache or history aside, salvages a damaged ledger (the damaged file is kept), and
/// compacts files of which a quarter is free. Refused while another Opsdeck has the folder.
Result<StoreMending> mendStore(const QString &folder);

} // namespace opsdeck
