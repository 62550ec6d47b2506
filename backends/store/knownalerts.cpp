// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/knownalerts.h"

#include "backends/store/alertrows.h"

#include <algorithm>

namespace opsdeck::store {

namespace {

const QString &fingerprintOf(const Alert &alert)
{
    return alert.key.fingerprint;
}

/// By fingerprint, each once (the last one told wins), and all of this source.
QList<Alert> inOrder(QList<Alert> alerts, const SourceId &source)
{
    const auto isOurs = [&source](const Alert &alert) { return alert.key.source == source; };
    if (!std::all_of(alerts.cbegin(), alerts.cend(), isOurs)) {
        for (Alert &alert : alerts)
            alert.key.source = source;
    }
    const auto isBehind = [](const Alert &a, const Alert &b) { return !(fingerprintOf(a) < fingerprintOf(b)); };
    if (std::adjacent_find(alerts.cbegin(), alerts.cend(), isBehind) == alerts.cend())
        return alerts;
    std::ranges::stable_sort(alerts, {}, fingerprintOf);
    QList<Alert> once;
    once.reserve(alerts.size());
    for (qsizetype i = 0; i < alerts.size(); ++i) {
        if (i + 1 == alerts.size() || fingerprintOf(alerts.at(i)) != fingerprintOf(alerts.at(i + 1)))
            once.append(alerts.at(i));
    }
    return once;
}

QList<Alert> withoutResolved(const QMap<SourceId, QList<Alert>> &rows)
{
    const auto isOver = [](const Alert &alert) { return alert.state == AlertState::Resolved; };
    QList<Alert> all;
    for (QList<Alert> ofSource : rows) {
        if (std::any_of(ofSource.cbegin(), ofSource.cend(), isOver))
            ofSource.removeIf(isOver);
        all = all.isEmpty() ? ofSource : all + ofSource;
    }
    return all;
}

/// Walks over both lists at once and writes where they differ.
class AlertWriter
{
public:
    AlertWriter(Database &db, const SourceId &source)
        : m_source(source)
        , m_upsert(db.query(upsertSql(Row<Alert>::table, Row<Alert>::keys, Row<Alert>::values)))
        , m_remove(db.query("DELETE FROM alert WHERE source = ? AND fingerprint = ?"))
    { }

    /// What stands there afterwards.
    QList<Alert> write(const QList<Alert> &before, const QList<Alert> &after)
    {
        QList<Alert> next;
        next.reserve(after.size());
        auto old = before.cbegin();
        for (const Alert &alert : after) {
            for (; old != before.cend() && fingerprintOf(*old) < fingerprintOf(alert); ++old)
                remove(*old);
            const bool isKnown = old != before.cend() && fingerprintOf(*old) == fingerprintOf(alert);
            if (isKnown && *old == alert)
                next.append(*old);
            else
                next.append(put(alert));
            old += isKnown ? 1 : 0;
        }
        for (; old != before.cend(); ++old)
            remove(*old);
        return next;
    }
    int changes() const { return m_changes; }

private:
    const Alert &put(const Alert &alert)
    {
        std::apply([this](const auto &...fields) { m_upsert.bind(m_source, fields...); }, Row<Alert>::fields(alert));
        m_changes += m_upsert.run();
        return alert;
    }
    void remove(const Alert &alert) { m_changes += m_remove.bind(m_source, fingerprintOf(alert)).run(); }

    const SourceId m_source;
    Query m_upsert;
    Query m_remove;
    int m_changes = 0;
};

} // namespace

KnownAlerts::Written KnownAlerts::store(Database &db, const SourceId &source, const QList<Alert> &snapshot)
{
    const QList<Alert> known = before(db, source);
    m_unsure.insert(source);
    AlertWriter writer(db, source);
    const QList<Alert> rows = writer.write(known, inOrder(snapshot, source));
    return {rows, writer.changes()};
}

QList<Alert> KnownAlerts::before(Database &db, const SourceId &source)
{
    if (!m_unsure.contains(source)) {
        const QMutexLocker lock(&m_mutex);
        if (m_areAll || m_rows.contains(source))
            return m_rows.value(source);
    }
    return inOrder(alertsOf(db, source), source);
}

void KnownAlerts::committed(const SourceId &source, const Written &written)
{
    m_unsure.remove(source);
    const QMutexLocker lock(&m_mutex);
    m_rows.insert(source, written.rows);
    m_version += written.changes > 0 ? 1 : 0;
}

void KnownAlerts::forget()
{
    const QMutexLocker lock(&m_mutex);
    m_rows.clear();
    m_areAll = false;
    ++m_version;
}

QList<Alert> KnownAlerts::unresolved(Database &db)
{
    QMutexLocker lock(&m_mutex);
    // Before the first look into the file: never newer than what is read.
    const quint64 version = m_version;
    if (m_unresolvedVersion == version)
        return m_unresolved;
    Rows rows = m_rows;
    if (!m_areAll) {
        lock.unlock();
        rows = alertsBySource(db);
        for (auto ofSource = rows.begin(); ofSource != rows.end(); ++ofSource)
            *ofSource = inOrder(std::move(*ofSource), ofSource.key());
        lock.relock();
        if (m_version == version) {
            m_rows = rows;
            m_areAll = true;
        }
    }
    lock.unlock();
    m_unresolved = withoutResolved(rows);
    m_unresolvedVersion = version;
    return m_unresolved;
}

} // namespace opsdeck::store
