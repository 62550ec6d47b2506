// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"

namespace opsdeck::store {

/// A numbered SQL file, resources/sql/<store>/NNN_name.sql. The highest number is the schema's version.
struct Migration
{
    int number = 0;
    QString name;
    std::string sql;
};

/// In order of their numbers, which run 1, 2, 3 … without a gap.
Result<QList<Migration>> migrationsIn(const QString &folder);

/// Whether something stands in the write-ahead log beside the file.
bool hasLog(const QString &path);

/// The version that the file holds (0 = empty), read without changing a byte. Throws SQLite::Exception.
int versionOf(const QString &path);

/// Refuses, untouched, a file that a newer program wrote.
Result<void> refuseNewer(const QString &path, int version, const QList<Migration> &migrations);

/// Applies what is missing, each in its own transaction. Throws SQLite::Exception.
Result<void> migrate(Database &db, const QString &path, const QList<Migration> &migrations);

/// How closely a file is looked at.
enum class Depth
{
    Surface, ///< header, length and schema: no time at all, however large the file
    Quick, ///< every page: about a second a gigabyte
    Full ///< … and every index against its table: four times that
};

/// Throws SQLite::Exception with SQLITE_CORRUPT where the file does not hold together.
void checkIntegrity(Database &db, Depth depth);

/// True for what SQLite says of a file that is no database or does not hold together.
bool isDamage(int code);
/// True for what SQLite says where a file cannot be written: disk full, read-only, input or output failed.
bool isUnwritable(int code);

} // namespace opsdeck::store
