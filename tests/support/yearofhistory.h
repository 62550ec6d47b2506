// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/stores.h"
#include "models/domain/alerthistory.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace opsdeck::testing {

/// What a store keeps after a year with so many alerts, each of which changed that often; all told by the source "am",
/// which answered all the time but for an hour a day.
struct YearOfHistory
{
    QString folder;
    int alerts = 0;
    int changes = 0;

    /// Into an empty folder. Some seconds for millions of changes.
    void write() const
    {
        if (!openStores(folder)) // makes the files
            return;
        SQLite::Database db(folder.toStdString() + "/history.db", SQLite::OPEN_READWRITE);
        db.exec("PRAGMA synchronous = OFF; BEGIN; INSERT INTO source VALUES (1, 'am')");
        run(db, R"(
            INSERT INTO alert WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
            SELECT i + 1, 1, printf('%016x', i), 'HighErrorRate', json_object('alertname', 'HighErrorRate', 'service',
                   'svc-' || (i % 300), 'instance', '10.0.' || (i % 250) || '.7:9100', 'environment', 'production'),
                   i % 2 * 3, i % 3, 0, ?2 + (?3 - 1) * ?4 FROM n)");
        run(db, R"(
            INSERT INTO moment WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1),
                   c(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM c WHERE k < ?3 - 1)
            SELECT i + 1, ?2 + k * ?4 + i, CASE WHEN k % 2 = 0 THEN 0 ELSE 3 END, i % 3, 0, 1 FROM n, c)");
        run(db, R"(
            INSERT INTO observed WITH RECURSIVE d(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM d WHERE j < 365)
            SELECT 1, ?2 + j * 86400000, ?2 + j * 86400000 + 82800000 + 0 * (?1 + ?3 + ?4) FROM d)");
        db.exec("COMMIT");
    }

    static QDateTime begins() { return ends().addDays(-365); }
    static QDateTime ends()
    {
        static const QDateTime now = QDateTime::currentDateTimeUtc();
        return now;
    }
    static AlertKey key(int alert)
    {
        return {SourceId(QStringLiteral("am")), QStringLiteral("%1").arg(alert, 16, 16, QLatin1Char('0'))};
    }

private:
    void run(SQLite::Database &db, const char *sql) const
    {
        SQLite::Statement statement(db, sql);
        statement.bind(1, alerts);
        statement.bind(2, static_cast<int64_t>(begins().toMSecsSinceEpoch()));
        statement.bind(3, changes);
        statement.bind(4, static_cast<int64_t>(365LL * 86'400'000 / changes));
        statement.exec();
    }
};

} // namespace opsdeck::testing
