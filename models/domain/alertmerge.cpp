// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertmerge.h"

#include "models/domain/silencematch.h"

#include <algorithm>
#include <chrono>

namespace opsdeck {

namespace {

using Alerts = QList<const Alert *>;

QString firstLabel(const Labels &labels, std::initializer_list<QString> names)
{
    for (const QString &name : names) {
        const QString value = labels.value(name);
        if (!value.isEmpty())
            return value;
    }
    return {};
}

QString environmentOf(const Alert &alert)
{
    return firstLabel(alert.labels, {QStringLiteral("environment"), QStringLiteral("env")});
}

QString instanceOf(const Alert &alert)
{
    return firstLabel(alert.labels, {QStringLiteral("instance"), QStringLiteral("host")});
}

QString joined(const QStringList &parts)
{
    return parts.join(QChar(0x1f));
}

/// What sources have to agree in for their alerts to be one, and the alerts that do.
struct Alike
{
    QString identity;
    Alerts alerts;
};

/// In the order in which they were told.
QList<Alike> alikeOf(const QList<Alert> &alerts, AlertSubjects &subjects)
{
    QHash<QString, qsizetype> places;
    places.reserve(alerts.size());
    QList<Alike> all;
    all.reserve(alerts.size());
    for (const Alert &alert : alerts) {
        if (alert.state == AlertState::Resolved)
            continue;
        const QString identity = joined({alert.name, subjects.of(alert.labels).service, instanceOf(alert)});
        const auto place = places.constFind(identity);
        if (place != places.cend()) {
            all[*place].alerts.append(&alert);
            continue;
        }
        places.insert(identity, all.size());
        all.append({identity, {&alert}});
    }
    return all;
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

/// Calls `take(key, alerts)` for each row. Splits what one source tells several times, so that nothing it told
/// vanishes.
template <typename Fn> void takeBuckets(const QString &identity, const Alerts &alike, Fn take)
{
    if (alike.size() == 1) { // nearly always
        take(joined({identity, environmentOf(*alike.first())}), alike);
        return;
    }
    const auto parts = byEnvironment(alike);
    for (auto part = parts.cbegin(); part != parts.cend(); ++part) {
        const QString key = joined({identity, part.key()});
        if (!hasSeveralOfOneSource(*part)) {
            take(key, *part);
            continue;
        }
        QMap<QString, Alerts> own; // the same alert twice is one row
        for (const Alert *alert : *part)
            own[joined({key, alert->key.source.text(), alert->key.fingerprint})].append(alert);
        for (auto one = own.cbegin(); one != own.cend(); ++one)
            take(one.key(), *one);
    }
}

/// A silence is known only to the kind of system that keeps it: a Prometheus that goes on firing is no contradiction,
/// a second Alertmanager that does is one, unless it only did so before it fell silent.
template <typename IsLive> bool isSuppressed(const Alerts &alerts, const QHash<SourceId, QString> &kinds, IsLive isLive)
{
    QSet<QString> suppressing;
    QSet<QString> sure;
    for (const Alert *alert : alerts) {
        if (alert->state != AlertState::Suppressed)
            continue;
        suppressing.insert(kinds.value(alert->key.source));
        if (isLive(*alert))
            sure.insert(kinds.value(alert->key.source));
    }
    return !suppressing.isEmpty() && std::none_of(alerts.cbegin(), alerts.cend(), [&](const Alert *alert) {
        const QString kind = kinds.value(alert->key.source);
        return alert->state != AlertState::Suppressed && suppressing.contains(kind)
            && (isLive(*alert) || !sure.contains(kind));
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

void fill(Labels &labels, const Labels &with)
{
    if (labels.isEmpty()) {
        labels = with; // the alert's own, not copied
        return;
    }
    for (auto it = with.cbegin(); it != with.cend(); ++it)
        fill(labels[it.key()], it.value());
}

void add(AlertRow &row, const Alert &alert, const QString &link, std::chrono::milliseconds correction)
{
    const QDateTime startsAt = alert.startsAt.addMSecs(correction.count());
    const QDateTime updatedAt = alert.updatedAt.addMSecs(correction.count());
    row.severity = std::min(row.severity, alert.severity);
    row.pending = row.pending && alert.state == AlertState::Pending;
    fill(row.summary, alert.summary);
    fill(row.value, alert.value);
    fill(row.threshold, alert.threshold);
    fill(row.link, link);
    fill(row.environment, environmentOf(alert));
    if (startsAt.isValid() && (!row.startsAt.isValid() || startsAt < row.startsAt))
        row.startsAt = startsAt;
    if (updatedAt.isValid() && (!row.updatedAt.isValid() || updatedAt > row.updatedAt))
        row.updatedAt = updatedAt;
    fill(row.labels, alert.labels);
    fill(row.annotations, alert.annotations);
}

QList<Silence> silencesOf(const Alerts &alerts, const QList<Silence> &known)
{
    QList<Silence> found;
    for (const Alert *alert : alerts) {
        for (qsizetype i = 0; i < known.size() && !alert->silencedBy.isEmpty(); ++i) {
            const Silence &silence = known.at(i);
            const auto isSame = [&silence](const Silence &other) { // another member of a cluster tells it, too
                return other.id == silence.id && other.matchers == silence.matchers;
            };
            if (silence.source == alert->key.source && alert->silencedBy.contains(silence.id)
                && std::none_of(found.cbegin(), found.cend(), isSame))
                found.append(silence);
        }
    }
    return found;
}

/// A window of the workspace that is on.
struct OpenWindow
{
    SilenceMatch match;
    Maintenance told;
};

QList<OpenWindow> openWindows(const AlertWallInput &input)
{
    QList<OpenWindow> open;
    for (const MaintenanceWindow &window : input.maintenance) {
        if (const auto until = window.endAt(input.now))
            open.append({SilenceMatch(window.matchers), {window.comment, *until, {}}});
    }
    return open;
}

class RowMaker
{
public:
    RowMaker(const AlertWallInput &input, const QList<SourceView> &sources, AlertSubjects &subjects)
        : m_input(input)
        , m_subjects(subjects)
        , m_windows(openWindows(input))
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

    AlertRow row(const QString &key, Alerts alerts)
    {
        // What a live source tells wins over what a silent one told once.
        const auto orderOf = [this](const Alert *alert) {
            return std::tuple(isBlind(viewOf(*alert).freshness), alert->key.source, alert->key.fingerprint);
        };
        std::sort(alerts.begin(), alerts.end(), [&](auto *a, auto *b) { return orderOf(a) < orderOf(b); });
        AlertRow row{.key = key, .severity = Severity::Info, .pending = true, .name = alerts.first()->name};
        const AlertSubject subject = m_subjects.of(alerts.first()->labels);
        row.component = subject.component;
        row.service = subject.service;
        row.owner = subject.owner;
        row.instance = instanceOf(*alerts.first());
        row.blind = isBlind(viewOf(*alerts.first()).freshness);
        row.suppressed
            = isSuppressed(alerts, m_kinds, [this](const Alert &alert) { return !isBlind(viewOf(alert).freshness); });
        row.silences = silencesOf(alerts, m_input.silences);
        for (const Alert *alert : std::as_const(alerts)) {
            add(row, *alert, safe(alert->link), m_corrections.value(alert->key.source));
            row.sources.append(viewOf(*alert));
            row.told.append(alert->key);
        }
        row.care = careFor(row, alerts);
        row.maintenance = maintenanceOf(row, alerts);
        row.suppressed |= !row.maintenance.isDefault();
        return row;
    }

private:
    /// A window of the workspace counts however many sources go on telling it; one of a source only where that keeps
    /// it suppressed.
    Rare<Maintenance> maintenanceOf(const AlertRow &row, const Alerts &alerts) const
    {
        for (const OpenWindow &window : m_windows) {
            if (window.match.matches(row.labels))
                return window.told;
        }
        const QString mark = QStringLiteral("maintenance ");
        for (qsizetype i = 0; row.suppressed && i < alerts.size(); ++i) {
            for (const QString &why : alerts.at(i)->silencedBy) {
                if (why.startsWith(mark))
                    return Maintenance{why.mid(mark.size()), {}, alerts.at(i)->key.source};
            }
        }
        return {};
    }

    /// Most alerts nobody has said anything about.
    AlertCare careFor(const AlertRow &row, const Alerts &alerts) const
    {
        const auto deeds = m_input.deeds.constFind(row.key);
        const bool isQuiet = deeds == m_input.deeds.cend()
            && std::none_of(alerts.cbegin(), alerts.cend(),
                [](const Alert *alert) { return alert->acknowledged || !alert->notes.isEmpty(); });
        if (isQuiet)
            return {};
        QList<Alert> told;
        for (const Alert *alert : alerts)
            told.append(*alert);
        return careOf(deeds == m_input.deeds.cend() ? QList<AlertDeed>() : *deeds, told, row.startsAt, m_input.now);
    }

    SourceView viewOf(const Alert &alert) const { return m_sources.value(alert.key.source); }

    /// The alerts of a rule all have the link of the rule.
    QString safe(const QString &link)
    {
        if (link != m_link) {
            m_link = link;
            m_safeLink = safeLink(link);
        }
        return m_safeLink;
    }

    const AlertWallInput &m_input;
    AlertSubjects &m_subjects;
    QList<OpenWindow> m_windows;
    QString m_link;
    QString m_safeLink;
    QHash<SourceId, SourceView> m_sources;
    QHash<SourceId, QString> m_kinds;
    QHash<SourceId, std::chrono::milliseconds> m_corrections;
};

} // namespace

AlertSubject AlertSubjects::of(const Labels &labels)
{
    if (!labels.isEmpty() && labels.isSharedWith(m_last))
        return m_ofLast; // asked for the row that was made of the alert
    const QStringList names{labels.value(QStringLiteral("service")), labels.value(QStringLiteral("component")),
        labels.value(QStringLiteral("job"))};
    const QString system = labels.value(QStringLiteral("system"));
    const QString key = joined(names) + QChar(0x1f) + system;
    auto known = m_found.constFind(key);
    if (known == m_found.cend())
        known = m_found.insert(key, find(names, system));
    m_last = labels;
    m_ofLast = *known;
    return m_ofLast;
}

AlertSubject AlertSubjects::find(const QStringList &names, const QString &system) const
{
    AlertSubject subject;
    for (const QString &name : names) {
        if (name.isEmpty())
            continue;
        fill(subject.service, name);
        for (const EntityKind kind : {EntityKind::Component, EntityKind::Resource}) {
            const Entity *entity = m_catalog.find(entityId(kind, name));
            if (!entity || !subject.component.isEmpty())
                continue;
            subject.component = entity->id;
            subject.system = entity->system;
            subject.service = name;
        }
    }
    if (subject.system.isEmpty() && !system.isEmpty() && m_catalog.find(entityId(EntityKind::System, system)))
        subject.system = entityId(EntityKind::System, system);
    for (const EntityId &owned : {subject.component, subject.system}) {
        const Entity *entity = owned.isEmpty() ? nullptr : m_catalog.find(owned);
        if (entity && !entity->owner.isEmpty() && subject.owner.isEmpty())
            subject.owner = m_catalog.titleOf(entity->owner);
    }
    return subject;
}

void mergeAlerts(const AlertWallInput &input, const QList<SourceView> &sources, AlertSubjects &subjects,
    const std::function<void(AlertRow)> &take)
{
    RowMaker maker(input, sources, subjects);
    for (const Alike &alike : alikeOf(input.alerts, subjects)) {
        takeBuckets(alike.identity, alike.alerts,
            [&](const QString &key, const Alerts &alerts) { take(maker.row(key, alerts)); });
    }
}

} // namespace opsdeck
