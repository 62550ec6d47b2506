// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertmerge.h"

#include <algorithm>
#include <chrono>

namespace opsdeck {

namespace {

using Alerts = QList<const Alert *>;

QString firstLabel(const Labels &labels, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names) {
        const QString value = labels.value(name.toString());
        if (!value.isEmpty())
            return value;
    }
    return {};
}

QString environmentOf(const Alert &alert)
{
    return firstLabel(alert.labels, {u"environment", u"env"});
}

QString joined(const QStringList &parts)
{
    return parts.join(QChar(0x1f));
}

QString identityOf(const Alert &alert, const Catalog &catalog)
{
    return joined(
        {alert.name, subjectOf(alert.labels, catalog).service, firstLabel(alert.labels, {u"instance", u"host"})});
}

bool hasSeveralOfOneSource(const Alerts &alerts)
{
    QSet<SourceId> seen;
    return std::any_of(alerts.cbegin(), alerts.cend(), [&](const Alert *alert) {
        const bool again = seen.contains(alert->key.source);
        seen.insert(alert->key.source);
        return again;
    });
}

/// Sources name the environment or leave it out (Prometheus adds its external labels on the way to Alertmanager only):
/// where only one is named, it is meant by all.
QMap<QString, Alerts> byEnvironment(const Alerts &alike)
{
    QSet<QString> named;
    for (const Alert *alert : alike) {
        if (!environmentOf(*alert).isEmpty())
            named.insert(environmentOf(*alert));
    }
    QMap<QString, Alerts> parts;
    for (const Alert *alert : alike)
        parts[named.size() == 1 ? *named.cbegin() : environmentOf(*alert)].append(alert);
    return parts;
}

/// Splits what one source tells several times, so that nothing it told vanishes.
QMap<QString, Alerts> bucketsOf(const QList<Alert> &alerts, const Catalog &catalog)
{
    QMap<QString, Alerts> alike;
    for (const Alert &alert : alerts) {
        if (alert.state != AlertState::Resolved)
            alike[identityOf(alert, catalog)].append(&alert);
    }
    QMap<QString, Alerts> buckets;
    for (auto it = alike.cbegin(); it != alike.cend(); ++it) {
        const auto parts = byEnvironment(*it);
        for (auto part = parts.cbegin(); part != parts.cend(); ++part) {
            const QString key = joined({it.key(), part.key()});
            if (!hasSeveralOfOneSource(*part)) {
                buckets.insert(key, *part);
                continue;
            }
            for (const Alert *alert : *part)
                buckets[joined({key, alert->key.source.text(), alert->key.fingerprint})].append(alert);
        }
    }
    return buckets;
}

/// A silence is known only to the kind of system that keeps it: a Prometheus that goes on firing is no contradiction,
/// a second Alertmanager that does is one.
bool isSuppressed(const Alerts &alerts, const QHash<SourceId, QString> &kinds)
{
    QSet<QString> suppressing;
    for (const Alert *alert : alerts) {
        if (alert->state == AlertState::Suppressed)
            suppressing.insert(kinds.value(alert->key.source));
    }
    return !suppressing.isEmpty() && std::none_of(alerts.cbegin(), alerts.cend(), [&](const Alert *alert) {
        return alert->state != AlertState::Suppressed && suppressing.contains(kinds.value(alert->key.source));
    });
}

void fill(QString &text, const QString &with)
{
    if (text.isEmpty())
        text = with;
}

/// From a server's time to ours. In whole minutes: a server's clock is known to a second or two, and a row may not
/// change with every poll.
std::chrono::milliseconds correctionFor(const SourceRecord &source)
{
    return -std::chrono::round<std::chrono::minutes>(source.skew);
}

void add(AlertRow &row, const Alert &alert, std::chrono::milliseconds correction)
{
    const QDateTime startsAt = alert.startsAt.addMSecs(correction.count());
    const QDateTime updatedAt = alert.updatedAt.addMSecs(correction.count());
    row.severity = std::min(row.severity, alert.severity);
    row.pending = row.pending && alert.state == AlertState::Pending;
    fill(row.summary, alert.summary);
    fill(row.value, alert.value);
    fill(row.link, safeLink(alert.link));
    fill(row.environment, environmentOf(alert));
    if (startsAt.isValid() && (!row.startsAt.isValid() || startsAt < row.startsAt))
        row.startsAt = startsAt;
    if (updatedAt.isValid() && (!row.updatedAt.isValid() || updatedAt > row.updatedAt))
        row.updatedAt = updatedAt;
    for (auto it = alert.labels.cbegin(); it != alert.labels.cend(); ++it)
        fill(row.labels[it.key()], it.value());
    for (auto it = alert.annotations.cbegin(); it != alert.annotations.cend(); ++it)
        fill(row.annotations[it.key()], it.value());
}

QList<Silence> silencesOf(const Alerts &alerts, const QList<Silence> &known)
{
    QList<Silence> found;
    for (const Alert *alert : alerts) {
        for (const Silence &silence : known) {
            if (silence.source == alert->key.source && alert->silencedBy.contains(silence.id))
                found.append(silence);
        }
    }
    return found;
}

class RowMaker
{
public:
    RowMaker(const AlertWallInput &input, const QList<SourceView> &sources)
        : m_input(input)
    {
        for (const SourceView &source : sources)
            m_sources.insert(source.id, source);
        for (const Connection &connection : input.connections)
            m_kinds.insert(connection.id, connection.kind);
        for (const SourceRecord &record : input.sources) {
            m_kinds.insert(record.id, record.kind);
            m_corrections.insert(record.id, correctionFor(record));
        }
    }

    AlertRow row(const QString &key, Alerts alerts) const
    {
        // What a live source tells wins over what a silent one told once.
        const auto orderOf = [this](const Alert *alert) {
            return std::tuple(isBlind(viewOf(*alert).freshness), alert->key.source, alert->key.fingerprint);
        };
        std::sort(alerts.begin(), alerts.end(), [&](auto *a, auto *b) { return orderOf(a) < orderOf(b); });
        AlertRow row{.key = key, .severity = Severity::Info, .pending = true, .name = alerts.first()->name};
        const AlertSubject subject = subjectOf(alerts.first()->labels, m_input.catalog);
        row.component = subject.component;
        row.service = subject.service;
        row.instance = firstLabel(alerts.first()->labels, {u"instance", u"host"});
        row.blind = isBlind(viewOf(*alerts.first()).freshness);
        row.suppressed = isSuppressed(alerts, m_kinds);
        row.silences = silencesOf(alerts, m_input.silences);
        for (const Alert *alert : std::as_const(alerts)) {
            add(row, *alert, m_corrections.value(alert->key.source));
            row.sources.append(viewOf(*alert));
        }
        return row;
    }

private:
    SourceView viewOf(const Alert &alert) const { return m_sources.value(alert.key.source); }

    const AlertWallInput &m_input;
    QHash<SourceId, SourceView> m_sources;
    QHash<SourceId, QString> m_kinds;
    QHash<SourceId, std::chrono::milliseconds> m_corrections;
};

} // namespace

AlertSubject subjectOf(const Labels &labels, const Catalog &catalog)
{
    AlertSubject subject;
    for (const QStringView label : {u"service", u"component", u"job"}) {
        const QString name = labels.value(label.toString());
        if (name.isEmpty())
            continue;
        fill(subject.service, name);
        for (const EntityKind kind : {EntityKind::Component, EntityKind::Resource}) {
            const Entity *entity = catalog.find(entityId(kind, name));
            if (!entity || !subject.component.isEmpty())
                continue;
            subject.component = entity->id;
            subject.system = entity->system;
            subject.service = name;
        }
    }
    const QString system = labels.value(QStringLiteral("system"));
    if (subject.system.isEmpty() && !system.isEmpty() && catalog.find(entityId(EntityKind::System, system)))
        subject.system = entityId(EntityKind::System, system);
    return subject;
}

QList<AlertRow> mergedAlerts(const AlertWallInput &input, const QList<SourceView> &sources)
{
    const RowMaker maker(input, sources);
    const auto buckets = bucketsOf(input.alerts, input.catalog);
    QList<AlertRow> rows;
    for (auto it = buckets.cbegin(); it != buckets.cend(); ++it)
        rows.append(maker.row(it.key(), *it));
    return rows;
}

} // namespace opsdeck
