// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertwall.h"

#include "models/domain/alertmerge.h"

#include <algorithm>

namespace opsdeck {

namespace {

using SystemSources = QHash<EntityId, QList<SourceView>>;

QList<SourceView> viewsOf(const AlertWallInput &input)
{
    QMap<SourceId, SourceView> views;
    // A connection that was never tried has no record yet; that is not the same as having nothing to say.
    for (const Connection &connection : input.connections) {
        if (tellsAlerts(connection.kind))
            views.insert(connection.id, {connection.id, Freshness::Never, {}});
    }
    QSet<SourceId> telling;
    for (const Alert &alert : input.alerts)
        telling.insert(alert.key.source);
    for (const SourceRecord &record : input.sources) {
        if (tellsAlerts(record.kind) || telling.contains(record.id))
            views.insert(record.id, {record.id, freshnessOf(record, input.now), record.lastSuccess});
    }
    for (const SourceId &source : telling) {
        if (!views.contains(source))
            views.insert(source, {source, Freshness::Never, {}});
    }
    return views.values();
}

/// The systems that a source is known to watch: only where each of its rules names one. Otherwise nothing is known,
/// and it may watch everything.
QHash<SourceId, QSet<EntityId>> scopesOf(const AlertWallInput &input)
{
    QHash<SourceId, QSet<EntityId>> scopes;
    QSet<SourceId> unknown;
    for (const AlertRule &rule : input.rules) {
        if (!rule.alerting)
            continue;
        const EntityId system = subjectOf(rule.labels, input.catalog).system;
        if (system.isEmpty())
            unknown.insert(rule.source);
        else
            scopes[rule.source].insert(system);
    }
    for (const SourceId &source : std::as_const(unknown))
        scopes.remove(source);
    for (const Alert &alert : input.alerts) {
        const auto scope = scopes.find(alert.key.source);
        if (scope != scopes.end())
            scope->insert(subjectOf(alert.labels, input.catalog).system);
    }
    return scopes;
}

void addFeeders(AlertGroup &group, const QList<SourceView> &sources, const QHash<SourceId, QSet<EntityId>> &scopes)
{
    bool fed = false;
    for (const SourceView &source : sources) {
        const auto scope = scopes.constFind(source.id);
        if (scope != scopes.cend() && !scope->contains(group.system))
            continue;
        fed = true;
        group.freshness = worse(group.freshness, source.freshness);
        if (!isBlind(source.freshness))
            continue;
        group.silentSources.append(source.id);
        if (source.lastSuccess.isValid() && (!group.blindSince.isValid() || source.lastSuccess < group.blindSince))
            group.blindSince = source.lastSuccess;
    }
    if (!fed)
        group.freshness = Freshness::Never;
}

void count(SeverityCounts &counts, const AlertRow &row)
{
    if (row.suppressed) {
        ++counts.suppressed;
        return;
    }
    switch (row.severity) {
    case Severity::Critical:
        ++counts.critical;
        return;
    case Severity::Warning:
        ++counts.warning;
        return;
    case Severity::Info:
        ++counts.info;
        return;
    }
}

void addRow(AlertGroup &group, const AlertRow &row)
{
    count(group.counts, row);
    if (!row.suppressed)
        group.worst = group.worst ? std::min(*group.worst, row.severity) : row.severity;
    group.rows.append(row);
}

QMap<EntityId, AlertGroup> systemGroups(const AlertWallInput &input)
{
    QMap<EntityId, AlertGroup> groups;
    const auto add = [&](const EntityId &system) {
        if (system.isEmpty() || groups.contains(system))
            return;
        AlertGroup group;
        group.system = system;
        group.title = input.catalog.titleOf(system);
        if (const Entity *entity = input.catalog.find(system); entity && !entity->owner.isEmpty())
            group.owner = input.catalog.titleOf(entity->owner);
        group.version = input.versions.value(system);
        groups.insert(system, group);
    };
    for (const Entity &entity : input.catalog.entities())
        add(entity.kind == EntityKind::System ? entity.id : entity.system);
    return groups;
}

void sortRows(QList<AlertRow> &rows)
{
    std::sort(rows.begin(), rows.end(), [](const AlertRow &a, const AlertRow &b) {
        return std::tie(a.suppressed, a.severity, a.startsAt, a.name, a.key)
            < std::tie(b.suppressed, b.severity, b.startsAt, b.name, b.key);
    });
}

/// What a person must look at first: something burns, then something cannot be seen, then the rest.
int rankOf(const AlertGroup &group)
{
    if (group.kind == AlertGroup::Kind::Quiet)
        return 6;
    if (group.worst == Severity::Critical)
        return 0;
    if (group.kind == AlertGroup::Kind::Unobserved)
        return 2;
    if (isBlind(group.freshness))
        return 1;
    if (group.worst == Severity::Warning)
        return 3;
    return group.worst ? 4 : 5;
}

void sortGroups(QList<AlertGroup> &groups)
{
    std::sort(groups.begin(), groups.end(), [](const AlertGroup &a, const AlertGroup &b) {
        const auto orderOf
            = [](const AlertGroup &g) { return std::tuple(rankOf(g), g.kind, -g.counts.critical, -g.counts.warning); };
        const auto first = orderOf(a);
        const auto second = orderOf(b);
        return first != second ? first < second : std::tie(a.title, a.system) < std::tie(b.title, b.system);
    });
}

/// One summary for all systems of a kind; systems without alerts need no card of their own.
void addToSummary(AlertGroup &summary, const AlertGroup &system)
{
    summary.systems.append(system.title);
    summary.freshness = worse(summary.freshness, system.freshness);
    if (system.blindSince.isValid() && (!summary.blindSince.isValid() || system.blindSince < summary.blindSince))
        summary.blindSince = system.blindSince;
    for (const SourceId &source : system.silentSources) {
        if (!summary.silentSources.contains(source))
            summary.silentSources.append(source);
    }
}

} // namespace

QString AlertGroup::key() const
{
    switch (kind) {
    case Kind::System:
        return system.text();
    case Kind::Unmapped:
        return QStringLiteral("unmapped");
    case Kind::Unobserved:
        return QStringLiteral("unobserved");
    case Kind::Quiet:
        return QStringLiteral("quiet");
    }
    return {};
}

AlertWall alertWall(const AlertWallInput &input)
{
    AlertWall wall;
    wall.sources = viewsOf(input);
    const auto scopes = scopesOf(input);
    QMap<EntityId, AlertGroup> systems = systemGroups(input);
    AlertGroup unmapped{.kind = AlertGroup::Kind::Unmapped};
    for (const AlertRow &row : mergedAlerts(input, wall.sources)) {
        count(wall.counts, row);
        const auto home = systems.find(subjectOf(row.labels, input.catalog).system);
        addRow(home == systems.end() ? unmapped : *home, row);
        wall.told += static_cast<int>(row.sources.size());
    }

    AlertGroup quiet{.kind = AlertGroup::Kind::Quiet};
    AlertGroup unobserved{.kind = AlertGroup::Kind::Unobserved};
    wall.systems = static_cast<int>(systems.size());
    for (AlertGroup &group : systems) {
        addFeeders(group, wall.sources, scopes);
        const bool blind = isBlind(group.freshness);
        wall.unobserved += blind ? 1 : 0;
        if (group.rows.isEmpty())
            addToSummary(blind ? unobserved : quiet, group);
        else
            wall.groups.append(group);
    }
    if (!unmapped.rows.isEmpty()) {
        addFeeders(unmapped, wall.sources, scopes);
        wall.groups.append(unmapped);
    }
    for (const AlertGroup &summary : {unobserved, quiet}) {
        if (!summary.systems.isEmpty())
            wall.groups.append(summary);
    }
    for (AlertGroup &group : wall.groups)
        sortRows(group.rows);
    sortGroups(wall.groups);
    return wall;
}

bool tellsAlerts(const QString &connectionKind)
{
    static const QSet<QString> kinds{QStringLiteral("alertmanager"), QStringLiteral("prometheus"),
        QStringLiteral("zabbix"), QStringLiteral("falcon"), QStringLiteral("grafana"), QStringLiteral("json"),
        QStringLiteral("check")};
    return kinds.contains(connectionKind);
}

} // namespace opsdeck
