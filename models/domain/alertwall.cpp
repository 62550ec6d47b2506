// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertwall.h"

#include "models/domain/alertfolding.h"
#include "models/domain/alertmerge.h"

#include <algorithm>
#include <tuple>
#include <vector>

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
QHash<SourceId, QSet<EntityId>> scopesOf(const AlertWallInput &input, AlertSubjects &subjects)
{
    QHash<SourceId, QSet<EntityId>> scopes;
    QSet<SourceId> unknown;
    for (const AlertRule &rule : input.rules) {
        if (!rule.alerting)
            continue;
        const EntityId system = subjects.of(rule.labels).system;
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
            scope->insert(subjects.of(alert.labels).system);
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

/// A row, and the place of its group.
struct HomedRow
{
    SharedRow row;
    AlertGroup *home;
    std::tuple<bool, Severity, qint64> order;
};

/// What is loud and old stands first. The numbers decide nearly always, and stand together in memory.
void sortRows(std::vector<HomedRow> &rows)
{
    std::sort(rows.begin(), rows.end(), [](const HomedRow &a, const HomedRow &b) {
        return a.order != b.order ? a.order < b.order
                                  : std::tie(a.row->name, a.row->key) < std::tie(b.row->name, b.row->key);
    });
}

/// The rows of a wall by key, to be used again.
class KnownRows
{
public:
    explicit KnownRows(const AlertWall &wall)
    {
        m_rows.reserve(wall.rows.size() + wall.resting.size());
        for (const QList<SharedRow> &rows : {wall.resting, wall.rows}) {
            for (const SharedRow &row : rows)
                m_rows.insert(row->key, &row);
        }
    }

    /// What is noise is found out later; until then it is as it was.
    SharedRow shared(AlertRow row) const
    {
        const SharedRow *known = m_rows.value(row.key);
        if (known)
            row.noise = (*known)->noise;
        return known && **known == row ? *known : SharedRow(std::move(row));
    }

private:
    QHash<QStringView, const SharedRow *> m_rows;
};

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

/// Each row that was merged, in order, with its group.
std::vector<HomedRow> mergedRows(const AlertWallInput &input, const QList<SourceView> &sources, AlertSubjects &subjects,
    const KnownRows &known, const std::function<AlertGroup *(const Labels &)> &homeOf)
{
    std::vector<HomedRow> rows;
    rows.reserve(static_cast<size_t>(input.alerts.size()));
    mergeAlerts(input, sources, subjects, [&](AlertRow row) {
        AlertGroup *home = homeOf(row.labels);
        const qint64 since = row.startsAt.isValid() ? row.startsAt.toMSecsSinceEpoch() : 0;
        const std::tuple order(row.suppressed, row.severity, since);
        rows.push_back({known.shared(std::move(row)), home, order});
    });
    sortRows(rows);
    return rows;
}

void takeRows(AlertWall &wall, const std::vector<HomedRow> &homed, const AlertWallInput &input)
{
    QList<EntityId> systems;
    systems.reserve(static_cast<qsizetype>(homed.size()));
    wall.rows.reserve(static_cast<qsizetype>(homed.size()));
    for (const HomedRow &one : homed) {
        wall.rows.append(one.row);
        systems.append(one.home->system);
    }
    const QList<Rare<RowNoise>> noise = foldingOf(wall.rows, systems, input);
    for (size_t i = 0; i < homed.size(); ++i) {
        SharedRow &row = wall.rows[static_cast<qsizetype>(i)];
        const Rare<RowNoise> &now = noise.at(static_cast<qsizetype>(i));
        if (row->noise != now) {
            AlertRow changed = row;
            changed.noise = now;
            row = SharedRow(std::move(changed));
        }
        count(wall.counts, row);
        addRow(*homed.at(i).home, row);
        wall.told += static_cast<int>(row->sources.size());
    }
}

void takeGroups(AlertWall &wall, const QMap<EntityId, AlertGroup> &systems, const AlertGroup &unmapped)
{
    AlertGroup quiet{.kind = AlertGroup::Kind::Quiet};
    AlertGroup unobserved{.kind = AlertGroup::Kind::Unobserved};
    for (const AlertGroup &group : systems) {
        const bool blind = isBlind(group.freshness);
        wall.unobserved += blind ? 1 : 0;
        if (group.isEmpty())
            addToSummary(blind ? unobserved : quiet, group);
        else
            wall.groups.append(group);
    }
    if (!unmapped.isEmpty())
        wall.groups.append(unmapped);
    for (const AlertGroup &summary : {unobserved, quiet}) {
        if (!summary.systems.isEmpty())
            wall.groups.append(summary);
    }
    sortGroups(wall.groups);
}

} // namespace

void addRow(AlertGroup &group, const SharedRow &row)
{
    count(group.counts, row);
    if (!row->suppressed)
        group.worst = group.worst ? std::min(*group.worst, row->severity) : row->severity;
    group.rows.append(row);
}

void sortGroups(QList<AlertGroup> &groups)
{
    using Order = std::tuple<int, AlertGroup::Kind, int, int>;
    std::vector<std::pair<Order, AlertGroup *>> places;
    places.reserve(static_cast<size_t>(groups.size()));
    for (AlertGroup &group : groups)
        places.emplace_back(Order(rankOf(group), group.kind, -group.counts.critical, -group.counts.warning), &group);
    std::sort(places.begin(), places.end(), [](const auto &a, const auto &b) {
        return a.first != b.first
            ? a.first < b.first
            : std::tie(a.second->title, a.second->system) < std::tie(b.second->title, b.second->system);
    });
    QList<AlertGroup> sorted;
    sorted.reserve(groups.size());
    for (const auto &place : places)
        sorted.append(std::move(*place.second));
    groups = std::move(sorted);
}

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

QString AlertGroup::key() const
{
    switch (kind) {
    case Kind::System:
        return system.text();
    case Kind::Value:
        return field + u':' + title;
    case Kind::Unmapped:
        return QStringLiteral("unmapped");
    case Kind::Unobserved:
        return QStringLiteral("unobserved");
    case Kind::Quiet:
        return QStringLiteral("quiet");
    }
    return {};
}

AlertWall alertWall(const AlertWallInput &input, const AlertWall &before)
{
    AlertWall wall;
    wall.sources = viewsOf(input);
    AlertSubjects subjects(input.catalog);
    const auto scopes = scopesOf(input, subjects);
    QMap<EntityId, AlertGroup> systems = systemGroups(input);
    AlertGroup unmapped{.kind = AlertGroup::Kind::Unmapped};
    const auto homeOf = [&](const Labels &labels) {
        const auto home = systems.find(subjects.of(labels).system);
        return home == systems.end() ? &unmapped : &*home;
    };
    const KnownRows known(before);
    takeRows(wall, mergedRows(input, wall.sources, subjects, known, homeOf), input);
    for (const AlertRow &row : restingRows(input, wall, subjects)) {
        wall.resting.append(known.shared(row));
        homeOf(row.labels)->resting.append(wall.resting.last());
    }
    wall.systems = static_cast<int>(systems.size());
    for (AlertGroup &group : systems)
        addFeeders(group, wall.sources, scopes);
    if (!unmapped.isEmpty())
        addFeeders(unmapped, wall.sources, scopes);
    takeGroups(wall, systems, unmapped);
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
