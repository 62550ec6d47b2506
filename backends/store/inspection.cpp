// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/inspection.h"

#include "backends/store/files.h"
#include "backends/store/ledgerrows.h"
#include "backends/store/search.h"
#include "backends/store/storelock.h"

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>
#include <sys/statvfs.h>

namespace opsdeck {

namespace {

using store::Database;

constexpr int WorthAVacuum = 4; // a quarter of the file

QList<store::Migration> schemaOf(const char *name)
{
    return store::migrationsIn(QStringLiteral(":/opsdeck/sql/") + QLatin1StringView(name))
        .value_or(QList<store::Migration>());
}

bool isWide(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 && (info.st_mode & 077) != 0;
}

QStringList widePaths(const QString &folder)
{
    QStringList wide;
    if (isWide(folder))
        wide.append(folder);
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files)) {
        if (isWide(file.filePath()))
            wide.append(file.filePath());
    }
    return wide;
}

qint64 freeBytesOf(Database &db)
{
    return db.handle().execAndGet("PRAGMA freelist_count").getInt64()
        * db.handle().execAndGet("PRAGMA page_size").getInt64();
}

StoreFileState lookAt(const QString &path, int known)
{
    StoreFileState state{.path = path, .exists = QFileInfo::exists(path), .known = known};
    if (!state.exists)
        return state;
    state.bytes = QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
    const auto looked = store::guarded<void>(path, [&] {
        state.version = store::versionOf(path);
        const auto mode = store::hasLog(path) ? Database::Mode::Read : Database::Mode::ReadUnchanging;
        Database db(path, mode, Database::Durability::Normal);
        store::checkIntegrity(db, store::Depth::Full);
        state.freeBytes = freeBytesOf(db);
    });
    if (!looked)
        state.fault = looked.error().detail;
    return state;
}

void lookAtChain(StoreInspection &inspection)
{
    const StoreFileState &ledger = inspection.ledger;
    if (!ledger.exists || !ledger.fault.isEmpty() || ledger.version < 1 || ledger.version > ledger.known)
        return;
    const auto read = store::guarded<void>(ledger.path, [&] {
        const auto mode = store::hasLog(ledger.path) ? Database::Mode::Read : Database::Mode::ReadUnchanging;
        Database db(ledger.path, mode, Database::Durability::Full);
        inspection.entries = db.handle().execAndGet("SELECT count(*) FROM ledger_entry").getInt64();
        inspection.firstBrokenEntry = store::firstBrokenEntry(db);
    });
    if (!read)
        inspection.ledger.fault = read.error().detail;
}

Result<QStringList> narrowAll(const QString &folder)
{
    const QStringList wide = widePaths(folder);
    for (const QString &path : wide) {
        const int mode = path == folder ? 0700 : 0600;
        if (::chmod(QFile::encodeName(path).constData(), mode_t(mode)) != 0)
            return failure(Error::Kind::Storage, path, qt_error_string(errno));
    }
    return wide;
}

/// Compacts a file that is a quarter empty; the search indexes of a cache begin anew, because its rows move.
qint64 compact(store::OpenedFile &file, const QList<store::SearchTable> &indexes)
{
    Database &db = *file.connections.writing;
    const qint64 before = QFileInfo(file.connections.path).size();
    if (freeBytesOf(db) * WorthAVacuum < before || before == 0)
        return 0;
    store::forgetIndexes(db, indexes);
    file.connections.reading.reset();
    db.handle().exec("VACUUM");
    db.handle().exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return std::max<qint64>(0, before - QFileInfo(file.connections.path).size());
}

Result<store::OpenedFile> canBeWritten(Result<store::OpenedFile> opened)
{
    if (opened && opened->writeError)
        return tl::unexpected(*opened->writeError);
    return opened;
}

} // namespace

StoreInspection inspectStore(const QString &folder)
{
    StoreInspection inspection;
    inspection.folder = folder;
    inspection.exists = QFileInfo(folder).isDir();
    // Not QStorageInfo: it looks for a mount point, which a container need not have.
    struct statvfs disk = {};
    if (::statvfs(QFile::encodeName(inspection.exists ? folder : QFileInfo(folder).path()).constData(), &disk) == 0)
        inspection.diskFree = qint64(disk.f_bavail) * qint64(disk.f_frsize);
    if (!inspection.exists)
        return inspection;
    inspection.holder = store::StoreLock::holderOf(folder);
    inspection.wide = widePaths(folder);
    inspection.cache = lookAt(folder + QStringLiteral("/cache.db"), int(schemaOf("cache").size()));
    inspection.ledger = lookAt(folder + QStringLiteral("/ledger.db"), int(schemaOf("ledger").size()));
    inspection.history = lookAt(folder + QStringLiteral("/history.db"), int(schemaOf("history").size()));
    lookAtChain(inspection);
    const QStringList names{
        QStringLiteral("cache-*.db"), QStringLiteral("ledger-*.db"), QStringLiteral("history-*.db")};
    for (const QFileInfo &file : QDir(folder).entryInfoList(names, QDir::Files, QDir::Name))
        inspection.leftovers.append(file.filePath());
    return inspection;
}

Result<StoreMending> mendStore(const QString &folder)
{
    StoreMending mending;
    if (!QFileInfo(folder).isDir())
        return mending;
    const auto attempt = store::StoreLock::take(folder);
    if (attempt.holder)
        return failure(Error::Kind::Refused, folder,
            QStringLiteral("%1@%2, process %3")
                .arg(attempt.holder->user, attempt.holder->machine)
                .arg(attempt.holder->pid));
    if (attempt.error)
        return tl::unexpected(*attempt.error);
    auto narrowed = narrowAll(folder);
    if (!narrowed)
        return tl::unexpected(narrowed.error());
    mending.narrowed = *narrowed;
    auto ledger
        = canBeWritten(store::openLedgerFile(folder, schemaOf("ledger"), store::Access::Write, store::Depth::Full));
    if (!ledger)
        return tl::unexpected(ledger.error());
    auto cache
        = canBeWritten(store::openCacheFile(folder, schemaOf("cache"), store::Access::Write, store::Depth::Full));
    if (!cache)
        return tl::unexpected(cache.error());
    auto history
        = canBeWritten(store::openHistoryFile(folder, schemaOf("history"), store::Access::Write, store::Depth::Full));
    if (!history)
        return tl::unexpected(history.error());
    mending.salvage = ledger->salvage;
    mending.cacheSetAside = cache->setAside;
    mending.historySetAside = history->setAside;
    return store::guarded<StoreMending>(folder, [&] {
        mending.bytesGained
            = compact(*ledger, {}) + compact(*cache, store::cacheSearchTables()) + compact(*history, {});
        return mending;
    });
}

} // namespace opsdeck
