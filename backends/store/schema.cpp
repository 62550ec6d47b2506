// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/schema.h"

#include <QDir>
#include <QFileInfo>

#include <sqlite3.h>

namespace opsdeck::store {

Result<QList<Migration>> migrationsIn(const QString &folder)
{
    QList<Migration> migrations;
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            return failure(Error::Kind::Storage, file.fileName(), file.errorString());
        const int number = name.section(u'_', 0, 0).toInt();
        if (number != migrations.size() + 1)
            return failure(
                Error::Kind::Storage, file.fileName(), QStringLiteral("migrations are not numbered 1, 2, 3"));
        migrations.append({number, name, file.readAll().toStdString()});
    }
    if (migrations.isEmpty())
        return failure(Error::Kind::Storage, folder, QStringLiteral("there are no migrations"));
    return migrations;
}

bool hasLog(const QString &path)
{
    return QFileInfo(path + QStringLiteral("-wal")).size() > 0;
}

int versionOf(const QString &path)
{
    // Without a write-ahead log the file itself is the whole truth and can be read without making lock files; with one,
    // the newest version may stand in the log.
    const auto mode = hasLog(path) ? Database::Mode::Read : Database::Mode::ReadUnchanging;
    Database db(path, mode, Database::Durability::Normal);
    return db.handle().execAndGet("PRAGMA user_version").getInt();
}

Result<void> refuseNewer(const QString &path, int version, const QList<Migration> &migrations)
{
    const int known = migrations.last().number;
    if (version <= known)
        return {};
    return failure(Error::Kind::Storage, path,
        QStringLiteral("This file was written by a newer Opsdeck (schema %1, this program knows %2). It was left as it "
                       "is. Use the newer program.")
            .arg(version)
            .arg(known));
}

Result<void> migrate(Database &db, const QString &path, const QList<Migration> &migrations)
{
    if (db.handle().execAndGet("PRAGMA user_version").getInt() == migrations.last().number)
        return {};
    for (const Migration &migration : migrations) {
        WriteTransaction transaction(db);
        // Asked inside the transaction, for another process may be migrating too.
        const int version = db.handle().execAndGet("PRAGMA user_version").getInt();
        if (auto known = refuseNewer(path, version, migrations); !known)
            return known;
        if (version >= migration.number)
            continue;
        db.handle().exec(migration.sql);
        db.handle().exec("PRAGMA user_version = " + std::to_string(migration.number));
        transaction.commit();
    }
    return {};
}

void checkIntegrity(Database &db, Depth depth)
{
    // Reading the schema makes SQLite compare the length of the file with its header.
    db.handle().execAndGet("SELECT count(*) FROM sqlite_schema");
    if (depth == Depth::Surface)
        return;
    const char *pragma = depth == Depth::Full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
    const std::string answer = db.handle().execAndGet(pragma).getString();
    if (answer != "ok")
        throw SQLite::Exception(answer, SQLITE_CORRUPT);
}

bool isDamage(int code)
{
    const int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

bool isUnwritable(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return true;
    default:
        return false;
    }
}

} // namespace opsdeck::store
