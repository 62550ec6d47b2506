// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/container.h"
#include "models/domain/error.h"
#include "models/domain/syncbatch.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>

namespace opsdeck::store {

// How a value becomes a column and comes back. Times are milliseconds since 1970 UTC, NULL where invalid; lists and
// maps are JSON text; an enumerator that the file holds and we do not know becomes the first one.

void put(SQLite::Statement &to, int index, const QString &value);
void put(SQLite::Statement &to, int index, const QByteArray &value);
void put(SQLite::Statement &to, int index, qint64 value);
void put(SQLite::Statement &to, int index, int value);
void put(SQLite::Statement &to, int index, bool value);
void put(SQLite::Statement &to, int index, const QDateTime &value);
void put(SQLite::Statement &to, int index, const Digest &value);
void put(SQLite::Statement &to, int index, const Labels &value);
void put(SQLite::Statement &to, int index, const QStringList &value);
void put(SQLite::Statement &to, int index, const QList<Digest> &value);
void put(SQLite::Statement &to, int index, const QList<Job> &value);
void put(SQLite::Statement &to, int index, const QList<Silence::Matcher> &value);
void put(SQLite::Statement &to, int index, const QList<AlertNote> &value);

void get(const SQLite::Column &from, QString &value);
void get(const SQLite::Column &from, QByteArray &value);
void get(const SQLite::Column &from, qint64 &value);
void get(const SQLite::Column &from, int &value);
void get(const SQLite::Column &from, bool &value);
void get(const SQLite::Column &from, QDateTime &value);
void get(const SQLite::Column &from, Digest &value);
void get(const SQLite::Column &from, Labels &value);
void get(const SQLite::Column &from, QStringList &value);
void get(const SQLite::Column &from, QList<Digest> &value);
void get(const SQLite::Column &from, QList<Job> &value);
void get(const SQLite::Column &from, QList<Silence::Matcher> &value);
void get(const SQLite::Column &from, QList<AlertNote> &value);

template <typename E> inline constexpr int enumeratorsOf = 0;
template <> inline constexpr int enumeratorsOf<Severity> = 3;
template <> inline constexpr int enumeratorsOf<AlertState> = 4;
template <> inline constexpr int enumeratorsOf<AlertNote::Kind> = 4;
template <> inline constexpr int enumeratorsOf<Health> = 4;
template <> inline constexpr int enumeratorsOf<Error::Kind> = 12;

template <typename Tag> void put(SQLite::Statement &to, int index, const Id<Tag> &value)
{
    put(to, index, value.text());
}

template <typename Tag> void get(const SQLite::Column &from, Id<Tag> &value)
{
    QString text;
    get(from, text);
    value = Id<Tag>(text);
}

template <typename Rep, typename Period>
void put(SQLite::Statement &to, int index, std::chrono::duration<Rep, Period> value)
{
    put(to, index, qint64(value.count()));
}

template <typename Rep, typename Period> void get(const SQLite::Column &from, std::chrono::duration<Rep, Period> &value)
{
    value = std::chrono::duration<Rep, Period>(from.getInt64());
}

template <typename E>
    requires std::is_enum_v<E>
void put(SQLite::Statement &to, int index, E value)
{
    put(to, index, static_cast<int>(value));
}

template <typename E>
    requires std::is_enum_v<E>
void get(const SQLite::Column &from, E &value)
{
    static_assert(enumeratorsOf<E> > 0, "say how many enumerators there are");
    const auto number = from.getInt64();
    value = static_cast<E>(number >= 0 && number < enumeratorsOf<E> ? number : 0);
}

} // namespace opsdeck::store
