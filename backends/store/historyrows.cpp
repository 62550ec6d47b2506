// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/historyrows.h"

namespace opsdeck::store {

namespace {

/// How an alert stands, without the time.
struct Standing
{
    AlertState state = AlertState::Resolved;
    Severity severity = Severity::Warning;
    bool acknowledged = false;

    bool operator==(const Standing &) const = default;
};

struct Known
{
    qint64 number = 0;
    Standing standing;
    bool isTold = false;
};

constexpr auto insertMoment = "INSERT INTO moment (alert, at, state, severity, acknowledged) VALUES (?, ?, ?, ?, ?) "
                              "ON CONFLICT (alert, at) DO UPDATE SET state = excluded.state, "
                              "severity = excluded.severity, acknowledged = excluded.acknowledged";
constexpr auto upsertAlert
    = "INSERT INTO alert (source, fingerprint, name, labels, state, severity, acknowledged, since) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, fingerprint) DO UPDATE SET name = excluded.name, "
      "labels = excluded.labels, state = excluded.state, severity = excluded.severity, "
      "acknowledged = excluded.acknowledged, since = excluded.since RETURNING number";
constexpr auto updateAlert = "UPDATE alert SET state = ?, severity = ?, acknowledged = ?, since = ? WHERE number = ?";

std::optional<qint64> numberOf(Database &db, const SourceId &source)
{
    qint64 number = 0;
    Query query = db.query("SELECT number FROM source WHERE id = ?");
    if (!query.bind(source).next())
        return std::nullopt;
    query.read(number);
    return number;
}

qint64 numberMadeOf(Database &db, const SourceId &source)
{
    if (const auto known = numberOf(db, source))
        return *known;
    db.run("INSERT INTO source (id) VALUES (?)", source);
    return db.handle().getLastInsertRowid();
}

QHash<QString, Known> standingOf(Database &db, qint64 source)
{
    QHash<QString, Known> standing;
    Query query = db.query("SELECT fingerprint, number, state, severity, acknowledged FROM alert INDEXED BY "
                           "alert_standing WHERE source = ? AND state <> 3");
    query.bind(source);
    while (query.next()) {
        QString fingerprint;
        Known known;
        query.read(
            fingerprint, known.number, known.standing.state, known.standing.severity, known.standing.acknowledged);
        standing.insert(fingerprint, known);
    }
    return standing;
}

void putMoment(Database &db, qint64 alert, const Standing &standing, qint64 at)
{
    db.run(insertMoment, alert, at, standing.state, standing.severity, standing.acknowledged);
}

void change(Database &db, qint64 alert, const Standing &standing, qint64 at)
{
    db.run(updateAlert, standing.state, standing.severity, standing.acknowledged, at, alert);
    putMoment(db, alert, standing, at);
}

qint64 begin(Database &db, qint64 source, const Alert &alert, const Standing &standing, qint64 at)
{
    qint64 number = 0;
    {
        Query query = db.query(upsertAlert);
        query.bind(source, alert.key.fingerprint, alert.name, alert.labels, standing.state, standing.severity,
            standing.acknowledged, at);
        query.next();
        query.read(number);
    }
    putMoment(db, number, standing, at);
    return number;
}

/// Fills in what an alert did; `number` is its own.
class Tracer
{
public:
    Tracer(Database &db, const QDateTime &since, const QDateTime &until)
        : m_db(db)
        , m_since(since.toMSecsSinceEpoch())
        , m_until(until.toMSecsSinceEpoch())
    { }

    /// Nothing where it was not told in that time.
    std::optional<AlertTrace> trace(qint64 number) const
    {
        AlertTrace trace;
        readMoments(number, trace.moments);
        const bool wasTold = std::ranges::any_of(
            trace.moments, [](const AlertMoment &moment) { return moment.state != AlertState::Resolved; });
        if (!wasTold)
            return std::nullopt;
        Query query = m_db.query("SELECT source.id, fingerprint, name, labels FROM alert JOIN source ON source.number "
                                 "= alert.source WHERE alert.number = ?");
        if (!query.bind(number).next())
            return std::nullopt;
        query.read(trace.key.source, trace.key.fingerprint, trace.name, trace.labels);
        return trace;
    }

private:
    void readMoments(qint64 number, QList<AlertMoment> &moments) const
    {
        Query before = m_db.query("SELECT at, state, severity, acknowledged, changes FROM moment WHERE alert = ? AND "
                                  "at < ? ORDER BY at DESC LIMIT 1");
        append(before.bind(number, m_since), moments);
        Query within = m_db.query("SELECT at, state, severity, acknowledged, changes FROM moment WHERE alert = ? AND "
                                  "at >= ? AND at < ? ORDER BY at");
        append(within.bind(number, m_since, m_until), moments);
    }

    static void append(Query &query, QList<AlertMoment> &moments)
    {
        while (query.next()) {
            AlertMoment moment;
            query.read(moment.at, moment.state, moment.severity, moment.acknowledged, moment.changes);
            moments.append(moment);
        }
    }

    Database &m_db;
    const qint64 m_since;
    const qint64 m_until;
};

QList<qint64> numbers(Query &query)
{
    QList<qint64> found;
    while (query.next()) {
        qint64 number = 0;
        query.read(number);
        found.append(number);
    }
    return found;
}

QList<AlertTrace> tracesOf(Database &db, const QList<qint64> &alerts, const QDateTime &since, const QDateTime &until)
{
    const Tracer tracer(db, since, until);
    QList<AlertTrace> traces;
    for (const qint64 number : alerts) {
        if (auto trace = tracer.trace(number))
            traces.append(*std::move(trace));
    }
    return traces;
}

QList<ObservedSpan> observedOf(Database &db, const SourceId &source, const QDateTime &since, const QDateTime &until)
{
    QList<ObservedSpan> spans;
    const auto number = numberOf(db, source);
    if (!number)
        return spans;
    Query query = db.query("SELECT begins, ends FROM observed WHERE source = ? AND ends >= ? AND begins < ? "
                           "ORDER BY begins");
    query.bind(*number, since, until);
    while (query.next()) {
        ObservedSpan span{source, {}, {}};
        query.read(span.begins, span.ends);
        spans.append(span);
    }
    return spans;
}

QList<SourceId> sourcesOf(Database &db)
{
    QList<SourceId> sources;
    Query query = db.query("SELECT id FROM source ORDER BY id");
    while (query.next()) {
        SourceId source;
        query.read(source);
        sources.append(source);
    }
    return sources;
}

qint64 lastSeen(Database &db, qint64 source)
{
    qint64 seen = 0;
    Query query = db.query("SELECT coalesce(max(ends), 0) FROM observed WHERE source = ?");
    if (query.bind(source).next())
        query.read(seen);
    return seen;
}

} // namespace

int keepMoments(Database &db, const SourceId &source, const QList<Alert> &told, const QDateTime &at)
{
    const qint64 number = numberMadeOf(db, source);
    const qint64 now = at.toMSecsSinceEpoch();
    QHash<QString, Known> standing = standingOf(db, number);
    int moments = 0;
    for (const Alert &alert : told) {
        const Standing stands{alert.state, alert.severity, alert.acknowledged};
        const auto known = standing.find(alert.key.fingerprint);
        if (alert.state == AlertState::Resolved)
            continue; // as if it were not told
        if (known == standing.end()) {
            standing.insert(alert.key.fingerprint, {begin(db, number, alert, stands, now), stands, true});
            ++moments;
            continue;
        }
        known->isTold = true;
        if (known->standing == stands)
            continue;
        change(db, known->number, stands, now);
        known->standing = stands;
        ++moments;
    }
    for (const Known &known : std::as_const(standing)) {
        if (known.isTold)
            continue;
        change(db, known.number, {AlertState::Resolved, known.standing.severity, false}, now);
        ++moments;
    }
    return moments;
}

void keepObserved(Database &db, const ObservedSpan &span, std::chrono::milliseconds gap)
{
    const qint64 number = numberMadeOf(db, span.source);
    qint64 begins = 0, ends = 0;
    bool continues = false;
    {
        Query last = db.query(
            "SELECT begins, ends FROM observed WHERE source = ? AND begins <= ? ORDER BY begins DESC LIMIT 1");
        if (last.bind(number, span.ends).next()) {
            last.read(begins, ends);
            continues = ends >= span.begins.toMSecsSinceEpoch() - gap.count();
        }
    }
    if (continues)
        db.run("UPDATE observed SET ends = max(ends, ?) WHERE source = ? AND begins = ?", span.ends, number, begins);
    else
        db.run("INSERT INTO observed VALUES (?, ?, ?)", number, span.begins, span.ends);
}

int endAllBut(Database &db, const QList<SourceId> &sources)
{
    int moments = 0;
    for (const SourceId &source : sourcesOf(db)) {
        if (sources.contains(source))
            continue;
        const qint64 number = *numberOf(db, source);
        const qint64 seen = lastSeen(db, number);
        const auto standing = standingOf(db, number);
        for (const Known &known : standing) {
            qint64 since = 0;
            {
                Query query = db.query("SELECT since FROM alert WHERE number = ?");
                query.bind(known.number).next();
                query.read(since);
            }
            change(db, known.number, {AlertState::Resolved, known.standing.severity, false}, std::max(seen, since + 1));
            ++moments;
        }
    }
    return moments;
}

AlertTimeline timelineOf(Database &db, const QList<AlertKey> &alerts, const QDateTime &since, const QDateTime &until)
{
    AlertTimeline timeline;
    QList<qint64> found;
    QSet<SourceId> sources;
    for (const AlertKey &key : alerts) {
        Query query = db.query("SELECT alert.number FROM alert JOIN source ON source.number = alert.source "
                               "WHERE source.id = ? AND fingerprint = ?");
        found += numbers(query.bind(key.source, key.fingerprint));
        if (!sources.contains(key.source))
            timeline.observed += observedOf(db, key.source, since, until);
        sources.insert(key.source);
    }
    timeline.traces = tracesOf(db, found, since, until);
    return timeline;
}

AlertTimeline timelineDuring(Database &db, const QDateTime &since, const QDateTime &until)
{
    QList<qint64> found;
    {
        // Whatever stood when it began changed since, or still stands.
        Query query = db.query("SELECT DISTINCT alert FROM moment WHERE at >= ?1 UNION "
                               "SELECT number FROM alert WHERE state <> 3 AND since < ?1");
        found = numbers(query.bind(since));
    }
    AlertTimeline timeline;
    timeline.traces = tracesOf(db, found, since, until);
    for (const SourceId &source : sourcesOf(db))
        timeline.observed += observedOf(db, source, since, until);
    return timeline;
}

AlertTimeline restlessSince(Database &db, const QDateTime &since, int changes)
{
    QList<qint64> found;
    {
        Query query = db.query("SELECT alert FROM moment WHERE at >= ? GROUP BY alert HAVING count(*) >= ?");
        found = numbers(query.bind(since, changes));
    }
    AlertTimeline timeline;
    constexpr qint64 forEver = 253'402'300'799'000; // the year 9999
    timeline.traces = tracesOf(db, found, since, QDateTime::fromMSecsSinceEpoch(forEver, Qt::UTC));
    return timeline;
}

} // namespace opsdeck::store
