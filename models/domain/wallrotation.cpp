// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/wallrotation.h"

#include "models/domain/alertwall.h"

#include <algorithm>

namespace opsdeck {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds AfterCall{10'000}; ///< a scene that is not in the rotation goes when what called for it is over

void noteCriticals(
    WallRotation &rotation, milliseconds now, const QList<OpenCritical> &criticals, const WallRules &rules)
{
    QHash<QString, milliseconds> seen;
    for (const OpenCritical &critical : criticals) {
        if (critical.acknowledged)
            continue;
        const auto known = rotation.seen.constFind(critical.key);
        if (known != rotation.seen.cend()) {
            seen.insert(critical.key, *known);
            continue;
        }
        seen.insert(critical.key, now);
        if (rotation.hasSeenAlerts || critical.age < rules.hold)
            rotation.holding.insert(critical.key);
        else
            seen.insert(critical.key, now - rules.hold); // burns for long: nothing new
    }
    rotation.hasSeenAlerts = true;
    rotation.seen = std::move(seen);
}

void endHolds(WallRotation &rotation, milliseconds now, const WallRules &rules)
{
    rotation.holding.removeIf([&](const QString &key) {
        const auto seen = rotation.seen.constFind(key);
        return seen == rotation.seen.cend() || now - *seen >= rules.hold;
    });
}

/// The next one that is in the rotation; the same where there is no other.
int after(int scene, const WallRules &rules)
{
    const int count = static_cast<int>(rules.dwells.size());
    for (int step = 1; step < count; ++step) {
        const int candidate = (scene + step) % count;
        if (rules.dwells.at(candidate).count() > 0)
            return candidate;
    }
    return scene;
}

void show(WallRotation &rotation, int scene, milliseconds now)
{
    rotation.scene = scene;
    rotation.since = now;
}

} // namespace

QList<OpenCritical> openCriticals(const AlertWall &wall, const QDateTime &now)
{
    QList<OpenCritical> open;
    for (const AlertGroup &group : wall.groups) {
        for (const SharedRow &row : group.rows) {
            if (row->severity != Severity::Critical || row->suppressed || row->pending)
                continue;
            const qint64 age = row->startsAt.isValid() ? row->startsAt.msecsTo(now) : 0;
            open.append({row->key, row->care.acknowledgement.has_value(), milliseconds(std::max<qint64>(age, 0))});
        }
    }
    return open;
}

WallRotation nextRotation(
    WallRotation before, milliseconds now, const std::optional<QList<OpenCritical>> &criticals, const WallRules &rules)
{
    WallRotation next = std::move(before);
    const bool held = next.isHolding();
    if (!std::exchange(next.started, true))
        next.since = now;
    if (next.scene < 0 || next.scene >= rules.dwells.size())
        show(next, 0, now);
    if (criticals)
        noteCriticals(next, now, *criticals, rules);
    endHolds(next, now, rules);
    if (next.isHolding()) {
        if (next.scene != rules.alerts)
            show(next, rules.alerts, now);
        return next;
    }
    if (held) // the room has its time to read how it ended
        next.since = now;
    const milliseconds dwell = rules.dwells.value(next.scene);
    if (now - next.since >= (dwell.count() > 0 ? dwell : AfterCall)) {
        const int following = after(next.scene, rules);
        if (following != next.scene)
            show(next, following, now);
    }
    return next;
}

QSet<QString> blinking(const WallRotation &rotation, milliseconds now)
{
    QSet<QString> keys;
    for (const QString &key : rotation.holding) {
        if (now - rotation.seen.value(key) < WallBlink)
            keys.insert(key);
    }
    return keys;
}

} // namespace opsdeck
