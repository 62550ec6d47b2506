// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/files.h"

#include "backends/store/salvage.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QtEndian>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace opsdeck::store {

namespace {

Q_LOGGING_CATEGORY(lcStore, "opsdeck.store")

tl::unexpected<Error> systemFailure(const QString &path)
{
    return failure(Error::Kind::Storage, path, qt_error_string(errno));
}

/// Takes from others what they may do; gives nobody anything.
Result<void> narrow(const QString &path)
{
    struct stat info = {};
    const QByteArray name = QFile::encodeName(path);
    if (::stat(name.constData(), &info) != 0)
        return systemFailure(path);
    const bool isWide = (info.st_mode & 077) != 0;
    return !isWide || ::chmod(name.constData(), info.st_mode & 0700) == 0 ? Result<void>() : systemFailure(path);
}

/// A copy as it stands before migration NNN. An older backup of that name is kept.
Result<void> backUp(Database &db, const QString &path, int beforeNumber)
{
    const QString stem = path.chopped(3) + QStringLiteral("-before-%1").arg(beforeNumber, 3, 10, QChar(u'0'));
    QString copy = stem + QStringLiteral(".db");
    if (QFile::exists(copy))
        copy = stem + u'-' + timestamp() + QStringLiteral(".db");
    if (auto made = makePrivateFile(copy); !made)
        return made;
    db.run("VACUUM INTO ?", copy);
    return syncToDisk(copy);
}

/// A number over every table, index and trigger. A cache carries it, so that a schema that damage has made into another
/// one that SQLite can read is seen before a query fails.
qint64 sealOf(Database &db)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    Query query = db.query("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
    while (query.next()) {
        QByteArray type, name, table, sql;
        query.read(type, name, table, sql);
        for (const QByteArray &part : {type, name, table, sql})
            hash.addData(part + '\n');
    }
    return qFromLittleEndian<qint32>(hash.result().constData()) | 1;
}

void checkSeal(Database &db, bool mayBeOld)
{
    const qint64 seal = sealOf(db);
    const qint64 stored = db.handle().execAndGet("PRAGMA application_id").getInt();
    if (stored == seal)
        return;
    if (stored != 0 && !mayBeOld)
        throw SQLite::Exception("The schema was altered.", SQLITE_CORRUPT);
    db.handle().exec("PRAGMA application_id = " + std::to_string(seal));
}

/// Of a cache, whatever cannot be made sense of is damage: a migration that fails, a header that forbids writing.
bool isDamagedCache(const SQLite::Exception &e, const QString &path)
{
    const int primary = e.getErrorCode() & 0xff;
    return isDamage(primary) || primary == SQLITE_ERROR || (primary == SQLITE_READONLY && QFileInfo(path).isWritable());
}

/// One of the files: how it is opened for reading and for writing. Throws SQLite::Exception.
struct File
{
    QString path;
    const QList<Migration> &migrations;
    Database::Durability durability = Database::Durability::Normal;
    bool backUp = false;

    Result<OpenedFile> openToWrite(Depth depth) const;
    Result<OpenedFile> openToRead() const;
    /// openToWrite, or openToRead where the disk is full and the like.
    Result<OpenedFile> open(Access access, Depth depth) const;
};

Result<OpenedFile> File::openToWrite(Depth depth) const
{
    if (auto made = makePrivateFile(path); !made)
        return tl::unexpected(made.error());
    const int version = versionOf(path);
    if (auto known = refuseNewer(path, version, migrations); !known)
        return tl::unexpected(known.error());

    OpenedFile opened;
    opened.connections.path = path;
    std::unique_ptr<Database> writing;
    // First, and given up first: a writing connection would bring the log into a file that is not sound, and has to be
    // the last one that closes.
    auto reading = std::make_unique<Database>(path, Database::Mode::Read, durability);
    checkIntegrity(*reading, depth);
    writing = std::make_unique<Database>(path, Database::Mode::Write, durability);
    if (backUp && version > 0 && version < migrations.last().number) {
        if (auto kept = store::backUp(*writing, path, version + 1); !kept)
            return tl::unexpected(kept.error());
    }
    if (auto migrated = migrate(*writing, path, migrations); !migrated)
        return tl::unexpected(migrated.error());
    if (!backUp)
        checkSeal(*writing, version < migrations.last().number);
    opened.connections.reading = std::move(reading);
    opened.connections.writing = std::move(writing);
    return opened;
}

Result<OpenedFile> File::openToRead() const
{
    const int version = versionOf(path);
    if (auto known = refuseNewer(path, version, migrations); !known)
        return tl::unexpected(known.error());
    if (version < migrations.last().number)
        return failure(Error::Kind::Storage, path,
            QStringLiteral("This file is of an older Opsdeck (schema %1) and cannot be brought up to date, because it "
                           "is only read.")
                .arg(version));
    OpenedFile opened;
    opened.connections.path = path;
    const auto read = [&](Database::Mode mode) {
        opened.connections.reading = std::make_unique<Database>(path, mode, durability);
        checkIntegrity(*opened.connections.reading, Depth::Surface);
    };
    try {
        read(Database::Mode::Read);
    } catch (const SQLite::Exception &e) {
        // Without its lock files the file can be read as long as nothing waits in the log.
        if (!isUnwritable(e.getErrorCode()) || hasLog(path))
            throw;
        read(Database::Mode::ReadUnchanging);
    }
    return opened;
}

Result<OpenedFile> File::open(Access access, Depth depth) const
{
    if (access == Access::Read)
        return openToRead();
    Error why;
    try {
        return openToWrite(depth);
    } catch (const SQLite::Exception &e) {
        if (!isUnwritable(e.getErrorCode()) || (!backUp && isDamagedCache(e, path)))
            throw;
        why = {Error::Kind::Storage, path, QString::fromUtf8(e.what()), 0, {}};
    }
    auto opened = openToRead();
    if (!opened)
        return tl::unexpected(why);
    opened->writeError = why;
    return opened;
}

File cacheFile(const QString &folder, const QList<Migration> &migrations)
{
    return {folder + QStringLiteral("/cache.db"), migrations};
}

File historyFile(const QString &folder, const QList<Migration> &migrations)
{
    return {folder + QStringLiteral("/history.db"), migrations};
}

/// Whoever may write has not made it, or not brought it up to date.
bool isNotThereYet(const File &file)
{
    return !QFile::exists(file.path) || versionOf(file.path) < file.migrations.last().number;
}

Result<OpenedFile> emptyInMemory(const File &file, std::optional<Error> writeError = {})
{
    OpenedFile opened;
    opened.writeError = std::move(writeError);
    opened.connections.path = file.path;
    auto empty
        = std::make_unique<Database>(QStringLiteral(":memory:"), Database::Mode::Write, Database::Durability::Normal);
    if (auto migrated = migrate(*empty, file.path, file.migrations); !migrated)
        return tl::unexpected(migrated.error());
    opened.connections.reading = std::move(empty);
    return opened;
}

/// Only the last one is kept: such a file can be as large as the disk is patient.
void dropOlder(const QString &path, const QString &kept)
{
    const QString stem = QFileInfo(path).completeBaseName();
    const QStringList names{stem + QStringLiteral("-damaged-*.db*"), stem + QStringLiteral("-newer-*.db*")};
    for (const QFileInfo &old : QFileInfo(path).dir().entryInfoList(names, QDir::Files)) {
        if (!old.filePath().startsWith(kept) && !QFile::remove(old.filePath()))
            qCWarning(lcStore).noquote() << old.filePath() << "cannot be removed";
    }
}

Result<OpenedFile> makeAnew(const File &file, const QString &why)
{
    const auto aside = moveAside(file.path, why);
    if (!aside)
        return tl::unexpected(aside.error());
    qCWarning(lcStore).noquote() << file.path << "is set aside as" << *aside;
    dropOlder(file.path, *aside);
    auto opened = file.open(Access::Write, Depth::Surface);
    if (opened)
        opened->setAside = *aside;
    return opened;
}

} // namespace

QString timestamp()
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
}

Result<void> makePrivateFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EEXIST ? narrow(path) : systemFailure(path);
    const auto result = ::fchmod(file, 0600) == 0 ? Result<void>() : systemFailure(path);
    ::close(file);
    return result;
}

Result<void> syncToDisk(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return systemFailure(path);
    const auto result = ::fsync(file) == 0 ? Result<void>() : systemFailure(path);
    ::close(file);
    return result;
}

Result<QString> moveAside(const QString &path, const QString &why)
{
    const QString aside = path.chopped(3) + u'-' + why + u'-' + timestamp() + QStringLiteral(".db");
    if (::rename(QFile::encodeName(path).constData(), QFile::encodeName(aside).constData()) != 0)
        return systemFailure(path);
    // The log belongs to the file that was moved; left behind, it would be replayed into the new one.
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        if (QFile::exists(path + suffix) && !QFile::rename(path + suffix, aside + suffix))
            return failure(Error::Kind::Storage, path + suffix, QStringLiteral("cannot be set aside"));
    }
    return aside;
}

Result<void> makePrivateFolder(const QString &folder)
{
    const QByteArray name = QFile::encodeName(folder);
    if (!QDir().mkpath(QFileInfo(folder).absolutePath()))
        return systemFailure(folder);
    if (::mkdir(name.constData(), 0700) != 0)
        return errno == EEXIST ? narrow(folder) : systemFailure(folder);
    return ::chmod(name.constData(), 0700) == 0 ? Result<void>() : systemFailure(folder);
}

Result<OpenedFile> openCacheFile(const QString &folder, const QList<Migration> &migrations, Access access, Depth depth)
{
    const File file = cacheFile(folder, migrations);
    return guarded<OpenedFile>(file.path, [&]() -> Result<OpenedFile> {
        QString fault;
        try {
            auto opened = file.open(access, depth);
            if (opened || access == Access::Read || versionOf(file.path) <= migrations.last().number)
                return opened;
            fault = QStringLiteral("newer");
        } catch (const SQLite::Exception &e) {
            if (access == Access::Read || !isDamagedCache(e, file.path))
                throw;
            qCWarning(lcStore).noquote() << file.path << "is damaged:" << e.what();
            fault = QStringLiteral("damaged");
        }
        return makeAnew(file, fault);
    });
}

Result<OpenedFile> replaceCacheFile(const QString &folder, const QList<Migration> &migrations)
{
    const File file = cacheFile(folder, migrations);
    return guarded<OpenedFile>(file.path, [&] { return makeAnew(file, QStringLiteral("damaged")); });
}

Result<OpenedFile> openHistoryFile(
    const QString &folder, const QList<Migration> &migrations, Access access, Depth depth)
{
    const File file = historyFile(folder, migrations);
    return guarded<OpenedFile>(file.path, [&]() -> Result<OpenedFile> {
        try {
            if (access == Access::Read && isNotThereYet(file))
                return emptyInMemory(file);
            auto opened = file.open(access, depth);
            return opened || !isNotThereYet(file) ? std::move(opened) : emptyInMemory(file, opened.error());
        } catch (const SQLite::Exception &e) {
            if (access == Access::Read || !isDamagedCache(e, file.path))
                throw;
            qCWarning(lcStore).noquote() << file.path << "is damaged:" << e.what();
        }
        return makeAnew(file, QStringLiteral("damaged"));
    });
}

Result<OpenedFile> replaceHistoryFile(const QString &folder, const QList<Migration> &migrations)
{
    const File file = historyFile(folder, migrations);
    return guarded<OpenedFile>(file.path, [&] { return makeAnew(file, QStringLiteral("damaged")); });
}

Result<OpenedFile> openLedgerFile(const QString &folder, const QList<Migration> &migrations, Access access, Depth depth)
{
    const File file{folder + QStringLiteral("/ledger.db"), migrations, Database::Durability::Full, true};
    return guarded<OpenedFile>(file.path, [&]() -> Result<OpenedFile> {
        try {
            return file.open(access, depth);
        } catch (const SQLite::Exception &e) {
            if (access == Access::Read || !isDamage(e.getErrorCode()))
                throw;
            qCWarning(lcStore).noquote() << file.path << "is damaged and is salvaged:" << e.what();
        }
        const auto salvage = salvageLedger(file.path, migrations);
        if (!salvage)
            return tl::unexpected(salvage.error());
        auto opened = file.open(Access::Write, Depth::Surface);
        if (opened)
            opened->salvage = *salvage;
        return opened;
    });
}

} // namespace opsdeck::store
