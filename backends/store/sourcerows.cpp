// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/sourcerows.h"

namespace opsdeck::store {

namespace {

constexpr auto upsertSource = R"(
    INSERT INTO source (id, kind, product, version, interval, latency, skew, last_attempt, last_success,
                        error_kind, error_origin, error_detail, error_status, error_retry_after)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        kind = excluded.kind, product = excluded.product, version = excluded.version, interval = excluded.interval,
        latency = excluded.latency, skew = excluded.skew, last_attempt = excluded.last_attempt,
        last_success = excluded.last_success, error_kind = excluded.error_kind, error_origin = excluded.error_origin,
        error_detail = excluded.error_detail, error_status = excluded.error_status,
        error_retry_after = excluded.error_retry_after)";

constexpr auto selectSources = R"(
    SELECT id, kind, product, version, interval, latency, skew, last_attempt, last_success,
           error_kind, error_origin, error_detail, error_status, error_retry_after
    FROM source ORDER BY id)";

constexpr int ErrorColumn = 9;

SourceRecord sourceFrom(Query &query)
{
    SourceRecord source;
    Error error;
    query.read(source.id, source.kind, source.identity.product, source.identity.version, source.interval,
        source.latency, source.skew, source.lastAttempt, source.lastSuccess, error.kind, error.origin, error.detail,
        error.status, error.retryAfter);
    if (!query.column(ErrorColumn).isNull())
        source.lastError = error;
    return source;
}

} // namespace

void putSource(Database &db, const SourceRecord &source)
{
    Query query = db.query(upsertSource);
    query.bind(source.id, source.kind, source.identity.product, source.identity.version, source.interval,
        source.latency, source.skew, source.lastAttempt, source.lastSuccess);
    if (const auto &error = source.lastError)
        query.bind(error->kind, error->origin, error->detail, error->status, error->retryAfter);
    else
        query.bindNull().bindNull().bindNull().bindNull().bindNull();
    query.run();
}

void putCursor(Database &db, const SourceId &source, const QByteArray &cursor)
{
    db.run("UPDATE source SET cursor = ? WHERE id = ?", cursor, source);
}

QList<SourceRecord> sources(Database &db)
{
    QList<SourceRecord> found;
    Query query = db.query(selectSources);
    while (query.next())
        found.append(sourceFrom(query));
    return found;
}

QByteArray cursorOf(Database &db, const SourceId &source)
{
    QByteArray cursor;
    Query query = db.query("SELECT cursor FROM source WHERE id = ?");
    if (query.bind(source).next())
        query.read(cursor);
    return cursor;
}

void forgetSource(Database &db, const SourceId &source)
{
    db.run("DELETE FROM source WHERE id = ?", source);
}

} // namespace opsdeck::store
