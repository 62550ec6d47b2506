// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace opsdeck::store {

namespace {

Q_LOGGING_CATEGORY(lcStore, "opsdeck.store")

struct Rules
{
    Database::Durability durability = Database::Durability::Normal;
    bool backUp = false;
};

tl::unexpected<Error> systemFailure(const QString &path)
{
    return failure(Error::Kind::Storage, path, qt_error_string(errno));
}

/// Made before SQLite sees it, because SQLite would ask the umask; log and lock files inherit the mode. An existing
/// file is not opened: closing it would drop the locks that SQLite holds in this process.
Result<void> makePrivateFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 && errno != EEXIST)
        return systemFailure(path);
    const int changed = file < 0 ? ::chmod(name.constData(), 0600) : ::fchmod(file, 0600);
    const auto result = changed == 0 ? Result<void>() : systemFailure(path);
    if (file >= 0)
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

QString timestamp()
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
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

Result<Connections> openFile(const QString &path, const QList<Migration> &migrations, Rules rules)
{
    if (auto made = makePrivateFile(path); !made)
        return tl::unexpected(made.error());
    const int version = versionOf(path);
    if (auto known = refuseNewer(path, version, migrations); !known)
        return tl::unexpected(known.error());

    // Read-only: a writing connection would bring the log into a file that is not sound.
    {
        Database reading(path, Database::Mode::Read, rules.durability);
        checkIntegrity(reading);
    }

    Connections connections{.path = path};
    connections.writing = std::make_unique<Database>(path, Database::Mode::Write, rules.durability);
    if (rules.backUp && version > 0 && version < migrations.last().number) {
        if (auto kept = backUp(*connections.writing, path, version + 1); !kept)
            return tl::unexpected(kept.error());
    }
    if (auto migrated = migrate(*connections.writing, path, migrations); !migrated)
        return tl::unexpected(migrated.error());
    connections.reading = std::make_unique<Database>(path, Database::Mode::Read, rules.durability);
    return connections;
}

Result<void> setAside(const QString &path)
{
    const QString aside = path.chopped(3) + QStringLiteral("-damaged-") + timestamp() + QStringLiteral(".db");
    if (::rename(QFile::encodeName(path).constData(), QFile::encodeName(aside).constData()) != 0)
        return systemFailure(path);
    // The log belongs to the damaged file; left behind, it would be replayed into the new one.
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        if (QFile::exists(path + suffix) && !QFile::rename(path + suffix, aside + suffix))
            return failure(Error::Kind::Storage, path + suffix, QStringLiteral("cannot be set aside"));
    }
    return {};
}

} // namespace

Result<void> makePrivateFolder(const QString &folder)
{
    const QByteArray name = QFile::encodeName(folder);
    if (!QDir().mkpath(QFileInfo(folder).absolutePath()))
        return systemFailure(folder);
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return systemFailure(folder);
    if (::chmod(name.constData(), 0700) != 0)
        return systemFailure(folder);
    return {};
}

Result<Connections> openCacheFile(const QString &folder, const QList<Migration> &migrations)
{
    const QString path = folder + QStringLiteral("/cache.db");
    const auto open = [&] { return openFile(path, migrations, {Database::Durability::Normal, false}); };
    return guarded<Connections>(path, [&]() -> Result<Connections> {
        try {
            return open();
        } catch (const SQLite::Exception &e) {
            if (!isDamage(e))
                throw;
            qCWarning(lcStore).noquote() << path << "is damaged and is set aside:" << e.what();
        }
        if (auto aside = setAside(path); !aside)
            return tl::unexpected(aside.error());
        return open();
    });
}

Result<Connections> openLedgerFile(const QString &folder, const QList<Migration> &migrations)
{
    const QString path = folder + QStringLiteral("/ledger.db");
    return guarded<Connections>(path, [&]() -> Result<Connections> {
        try {
            return openFile(path, migrations, {Database::Durability::Full, true});
        } catch (const SQLite::Exception &e) {
            if (!isDamage(e))
                throw;
            return failure(Error::Kind::Storage, path,
                QStringLiteral("The ledger is damaged (%1). It was left as it is. Put a backup in its place, or repair "
                               "it with: sqlite3 ledger.db .recover. To begin a new ledger, move it to another folder.")
                    .arg(QString::fromUtf8(e.what())));
        }
    });
}

} // namespace opsdeck::store
