// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/historythinning.h"

#include "models/domain/alerthistory.h"

#include <QSet>

#include <algorithm>

namespace opsdeck::store {

namespace {

constexpr int RowsDropped = 500;
constexpr int AlertsThinned = 200;
constexpr qint64 MsADay = 24LL * 60 * 60 * 1000;

qint64 numberFrom(Query &query)
{
    qint64 number = 0;
    if (query.next())
        query.read(number);
    return number;
}

qint64 dayOf(qint64 at)
{
    return at - at % MsADay;
}

qint64 bytesIn(Database &db)
{
    const auto ask = [&](const char *pragma) { return db.handle().execAndGet(pragma).getInt64(); };
    return (ask("PRAGMA page_count") - ask("PRAGMA freelist_count")) * ask("PRAGMA page_size");
}

/// Some of what lies before this time and does not say how an alert stands now.
bool dropSome(Database &db, qint64 before)
{
    QList<std::pair<qint64, qint64>> old;
    {
        Query query = db.query("SELECT alert, at FROM moment WHERE at < ? AND EXISTS (SELECT 1 FROM alert WHERE number "
                               "= moment.alert AND (since > moment.at OR state = 3)) ORDER BY at LIMIT ?");
        query.bind(before, RowsDropped);
        while (query.next()) {
            std::pair<qint64, qint64> row;
            query.read(row.first, row.second);
            old.append(row);
        }
    }
    QSet<qint64> alerts;
    for (const auto &[alert, at] : std::as_const(old)) {
        db.run("DELETE FROM moment WHERE alert = ? AND at = ?", alert, at);
        alerts.insert(alert);
    }
    for (const qint64 alert : std::as_const(alerts))
        db.run("DELETE FROM alert WHERE number = ?1 AND state = 3 AND NOT EXISTS (SELECT 1 FROM moment WHERE alert = "
               "?1)",
            alert);
    const int forgotten = db.run("DELETE FROM observed WHERE ends < ?", before);
    return !old.isEmpty() || forgotten > 0;
}

/// Whether it says more of a bad day: firing before all else, then by severity.
bool isWorse(const AlertMoment &a, const AlertMoment &b)
{
    const auto rank = [](const AlertMoment &m) { return std::pair(int(m.state), int(m.severity)); };
    return rank(a) < rank(b);
}

void thin(Database &db, qint64 alert, qint64 day)
{
    QList<AlertMoment> moments;
    {
        Query query = db.query("SELECT at, state, severity, changes FROM moment WHERE alert = ? AND at >= ? AND at < ? "
                               "ORDER BY at");
        query.bind(alert, day, day + MsADay);
        while (query.next()) {
            AlertMoment moment;
            query.read(moment.at, moment.state, moment.severity, moment.changes);
            moments.append(moment);
        }
    }
    const auto worst = std::ranges::min_element(moments, isWorse);
    int changes = 0;
    for (const AlertMoment &moment : std::as_const(moments)) {
        const bool isLast = moment.at == moments.constLast().at;
        if (isLast && moment.at != worst->at)
            continue;
        changes += moment.changes;
        if (!isLast && moment.at != worst->at)
            db.run("DELETE FROM moment WHERE alert = ? AND at = ?", alert, moment.at);
    }
    db.run("UPDATE moment SET changes = ? WHERE alert = ? AND at = ?", changes, alert, worst->at);
}

/// Some alerts of the first day that was not thinned, if it lies before this time.
bool thinSome(Database &db, qint64 before)
{
    const auto scalar = [&](const char *sql, const auto &...values) {
        Query query = db.query(sql);
        return numberFrom(query.bind(values...));
    };
    const qint64 upto = scalar("SELECT upto FROM thinned");
    const qint64 day = dayOf(scalar("SELECT coalesce(min(at), 0) FROM moment WHERE at >= ?", upto));
    if (day == 0 || day + MsADay > before)
        return false;
    QList<qint64> alerts;
    {
        Query query = db.query("SELECT alert FROM moment WHERE at >= ? AND at < ? GROUP BY alert HAVING count(*) > 2 "
                               "LIMIT ?");
        query.bind(day, day + MsADay, AlertsThinned);
        while (query.next()) {
            qint64 alert = 0;
            query.read(alert);
            alerts.append(alert);
        }
    }
    for (const qint64 alert : std::as_const(alerts))
        thin(db, alert, day);
    if (alerts.isEmpty())
        db.run("UPDATE thinned SET upto = ?", day + MsADay);
    return true;
}

/// Some of the oldest day of which anything can go.
bool dropOldest(Database &db, qint64 upto)
{
    Query query = db.query("SELECT coalesce(min(at), 0) FROM moment");
    qint64 day = dayOf(numberFrom(query)) + MsADay;
    for (; day <= upto; day += MsADay) {
        if (dropSome(db, day))
            return true;
    }
    return false;
}

} // namespace

bool HistoryThinning::piece(Database &db, const QDateTime &now) const
{
    qint64 newest = 0;
    {
        Query query = db.query("SELECT coalesce(max(at), 0) FROM moment");
        newest = std::min(numberFrom(query), now.toMSecsSinceEpoch());
    }
    if (newest == 0)
        return false;
    if (m_policy.alertDays > 0 && dropSome(db, newest - m_policy.alertDays * MsADay))
        return true;
    if (m_policy.alertDetailDays > 0 && thinSome(db, newest - m_policy.alertDetailDays * MsADay))
        return true;
    if (m_policy.alertBytes <= 0 || bytesIn(db) <= m_policy.alertBytes)
        return false;
    return thinSome(db, newest - MsADay) || dropOldest(db, dayOf(newest));
}

} // namespace opsdeck::store
