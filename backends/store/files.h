// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/schema.h"
#include "models/domain/storereport.h"

#include <memory>

namespace opsdeck::store {

/// The two connections of one file.
struct Connections
{
    QString path;
    std::unique_ptr<Database> writing; ///< null where the file is only read
    std::unique_ptr<Database> reading;
};

/// A file opened, looked at and migrated, and what that took.
struct OpenedFile
{
    Connections connections;
    std::optional<Error> writeError; ///< it can be read but not written: why
    QString setAside; ///< what stood there was moved to this file
    std::optional<LedgerSalvage> salvage;
};

enum class Access
{
    Write, ///< or read, where writing is not possible; see writeError
    Read
};

/// The folder, made where it is missing; what others may do to it is taken away, nothing is added.
Result<void> makePrivateFolder(const QString &folder);

/// What can be fetched again: a file that is damaged or of a newer program is set aside as cache-damaged-<time>.db or
/// cache-newer-<time>.db (the last one is kept) and made anew. Opening for reading changes nothing.
Result<OpenedFile> openCacheFile(
    const QString &folder, const QList<Migration> &migrations, Access access, Depth depth = Depth::Surface);
/// The same for a file that is known to be damaged.
Result<OpenedFile> replaceCacheFile(const QString &folder, const QList<Migration> &migrations);

/// The history of alerts: a damaged file is set aside like a cache, as history-damaged-<time>.db; one of a newer
/// program is refused untouched. Where it is only read and is not there yet, it is an empty one.
Result<OpenedFile> openHistoryFile(
    const QString &folder, const QList<Migration> &migrations, Access access, Depth depth = Depth::Surface);
Result<OpenedFile> replaceHistoryFile(const QString &folder, const QList<Migration> &migrations);

/// What cannot be fetched: backed up as ledger-before-NNN.db before it is migrated, refused untouched where a newer
/// program wrote it, and salvaged where it is damaged: the old file is kept as ledger-damaged-<time>.db.
Result<OpenedFile> openLedgerFile(
    const QString &folder, const QList<Migration> &migrations, Access access, Depth depth = Depth::Surface);

/// For its owner alone under any umask. An existing file is not opened: closing it would drop the locks that SQLite
/// holds in this process.
Result<void> makePrivateFile(const QString &path);
Result<void> syncToDisk(const QString &path);
/// Renames a database with its log; answers the new name: <stem>-<why>-<time>.db.
Result<QString> moveAside(const QString &path, const QString &why);
/// For names of files: 20240131T235959123Z.
QString timestamp();

} // namespace opsdeck::store
