// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/openalerts.h"

#include <algorithm>

namespace opsdeck {

namespace {

/// The environment that a word of an alert means; empty = none that we know.
EnvironmentId environmentMeant(const Workspace &workspace, const QString &word)
{
    for (const Environment &environment : workspace.environments) {
        const bool isMeant = word.compare(environment.id.text(), Qt::CaseInsensitive) == 0
            || word.compare(environment.title, Qt::CaseInsensitive) == 0;
        if (isMeant && !word.isEmpty())
            return environment.id;
    }
    return {};
}

/// A word that nobody knows may mean every environment: what is not understood must not hide.
bool isElsewhere(const Workspace &workspace, const AlertRow &row, const EnvironmentId &environment)
{
    const EnvironmentId there = environmentMeant(workspace, row.environment);
    return !there.isEmpty() && !environment.isEmpty() && there != environment;
}

Phrase silentPhrase(const QList<SourceId> &silent)
{
    QStringList names;
    for (const SourceId &source : silent)
        names.append(source.text());
    if (names.isEmpty())
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "no connection is known to tell its alerts"));
    return Phrase(
        QT_TRANSLATE_NOOP("Phrase", "alerts cannot be seen: %1 does not answer"), {names.join(QStringLiteral(", "))});
}

/// What a system's group says about who could tell. A summary holds its systems by title only; two of one title are
/// then as blind as the blinder one.
Phrase blindnessOf(const AlertWall &wall, const Catalog &catalog, const EntityId &system)
{
    const QString title = catalog.titleOf(system);
    for (const AlertGroup &group : wall.groups) {
        const bool isIt = group.kind == AlertGroup::Kind::System
            ? group.system == system
            : group.kind == AlertGroup::Kind::Unobserved && group.systems.contains(title);
        if (isIt && isBlind(group.freshness))
            return silentPhrase(group.silentSources);
    }
    return {};
}

/// Why not all alerts of a component can be seen; empty = they can.
Phrase whyBlind(const AlertWall &wall, const Catalog &catalog, const Entity &entity)
{
    if (!entity.system.isEmpty())
        return blindnessOf(wall, catalog, entity.system);
    QList<SourceId> silent;
    for (const SourceView &source : wall.sources) {
        if (isBlind(source.freshness))
            silent.append(source.id);
    }
    return silent.isEmpty() ? Phrase() : silentPhrase(silent);
}

Result<AlertWall> wallOf(const AlertWallInput &input)
{
    return alertWall(input);
}

} // namespace

QCoro::Task<Fact<AlertWall>> readWall(const Workspace *workspace, Cache *cache, Asking asking, std::stop_token stop)
{
    const Asking reading = asking.sooner();
    const auto askedSources = fromStore(reading, cache->sources(), stop);
    const auto askedAlerts = fromStore(reading, cache->alerts(), stop);
    const auto askedSilences = fromStore(reading, cache->silences(), stop);
    const auto askedRules = fromStore(reading, cache->rules(), stop);
    const auto sources = co_await askedSources;
    const auto alerts = co_await askedAlerts;
    const auto silences = co_await askedSilences;
    const auto rules = co_await askedRules;
    if (!sources || !alerts || !silences || !rules) {
        const Error error = !sources ? sources.error()
            : !alerts                ? alerts.error()
            : !silences              ? silences.error()
                                     : rules.error();
        co_return Fact<AlertWall>::unknown(whyFailed(error));
    }
    AlertWallInput input{.alerts = *alerts, .silences = *silences, .rules = *rules, .sources = *sources};
    input.connections = workspace->connections;
    input.catalog = workspace->catalog;
    input.now = QDateTime::currentDateTimeUtc();
    input.noise = workspace->policies.noise;
    input.maintenance = workspace->maintenance;
    input.hosts = workspace->hosts;
    input.products = workspace->products;
    const auto wall = co_await fromStore(asking, onPool(wallOf, input), stop);
    if (!wall)
        co_return Fact<AlertWall>::unknown(whyFailed(wall.error()));
    co_return Fact<AlertWall>(*wall);
}

Fact<QList<OpenAlert>> openCriticalOf(
    const AlertWall &wall, const Workspace &workspace, const EntityId &component, const EnvironmentId &environment)
{
    const Entity *entity = workspace.catalog.find(component);
    if (!entity)
        return {QList<OpenAlert>(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the catalog has no %1, so that nobody knows which alerts are its own"),
                {component.text()})};
    if (wall.sources.isEmpty())
        return {QList<OpenAlert>(), Phrase(QT_TRANSLATE_NOOP("Phrase", "no connection is known to tell its alerts"))};
    const Phrase blind = whyBlind(wall, workspace.catalog, *entity);
    QList<OpenAlert> open;
    bool isSeen = false; // any of them by a source that answers
    for (const AlertRow &row : wall.rows) {
        const bool isOpen = row.component == component && row.severity == Severity::Critical && !row.suppressed
            && !row.pending && !isElsewhere(workspace, row, environment);
        if (!isOpen)
            continue;
        open.append({row.name, row.startsAt});
        isSeen |= !row.blind;
    }
    if (!blind.isEmpty() && !isSeen)
        return Fact<QList<OpenAlert>>::unknown(blind);
    return {open, blind};
}

} // namespace opsdeck
