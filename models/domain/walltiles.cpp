// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/walltiles.h"

#include <algorithm>
#include <tuple>

namespace opsdeck {

namespace {

constexpr qsizetype MostLines = 40;
constexpr qsizetype MostLetters = 300; ///< what comes from outside may be a megabyte

QString ownerOf(const AlertRow &row)
{
    if (!row.care.acknowledgement)
        return {};
    const Acknowledgement &word = *row.care.acknowledgement;
    return word.by.isEmpty() ? word.source.text() : word.by.section(u'@', 0, 0);
}

WallLine lineOf(const AlertRow &row)
{
    WallLine line{
        row.key, row.severity, row.blind, row.name.left(MostLetters), row.summary.left(MostLetters), row.startsAt, {}};
    if (line.detail.isEmpty())
        line.detail = (row.value.isEmpty() ? row.instance : row.value).left(MostLetters);
    line.owner = ownerOf(row);
    return line;
}

/// Makes one line of what is one to a room. No alert is lost: each is counted in its line, or has none for want of
/// room.
class LineFolder
{
public:
    /// The row outlives this.
    void add(const AlertRow &row)
    {
        const bool flaps = row.noise->fold == RowNoise::Fold::Flapping;
        const Likeness likeness = flaps ? Likeness{} : Likeness{int(row.severity), row.name, subjectOf(row)};
        const auto known = m_places.constFind(likeness);
        if (known != m_places.cend())
            join(m_folds[*known], row);
        else if (m_folds.size() < MostLines) {
            m_places.insert(likeness, m_folds.size());
            m_folds.append(Fold{lineOf(row), {row.instance}, {row.name}});
            m_folds.last().line.flapping = flaps;
        }
    }

    QList<WallLine> lines() const
    {
        QList<WallLine> plain;
        QList<WallLine> flapping;
        for (const Fold &fold : m_folds)
            (fold.line.flapping ? flapping : plain).append(finished(fold));
        return plain + flapping;
    }

private:
    struct Likeness
    {
        int severity = -1; ///< of what comes and goes
        QStringView name;
        QStringView subject;

        bool operator==(const Likeness &) const = default;
        friend size_t qHash(const Likeness &l, size_t seed = 0)
        {
            return qHashMulti(seed, l.severity, l.name, l.subject);
        }
    };
    struct Fold
    {
        WallLine line;
        QStringList places; ///< a few
        QStringList names; ///< a few
        bool differs = false; ///< they do not say the same
    };

    /// Where it is not known what it is about, two places are two things.
    static QStringView subjectOf(const AlertRow &row) { return row.service.isEmpty() ? row.instance : row.service; }

    static void note(QStringList &few, const QString &text)
    {
        constexpr qsizetype many = 8;
        if (!text.isEmpty() && few.size() < many && !few.contains(text))
            few.append(text);
    }

    static void join(Fold &fold, const AlertRow &row)
    {
        WallLine &line = fold.line;
        const WallLine other = lineOf(row);
        line.others.append(row.key);
        line.severity = std::min(line.severity, other.severity);
        line.blind = line.blind && other.blind;
        if (other.startsAt.isValid() && (!line.startsAt.isValid() || other.startsAt < line.startsAt))
            line.startsAt = other.startsAt;
        if (other.owner.isEmpty())
            line.owner.clear();
        else if (!line.owner.isEmpty() && !line.owner.split(Between).contains(other.owner))
            line.owner = (line.owner + Between + other.owner).left(MostLetters);
        fold.differs = fold.differs || other.detail != line.detail;
        note(fold.places, row.instance);
        note(fold.names, row.name);
    }

    static WallLine finished(const Fold &fold)
    {
        WallLine line = fold.line;
        QStringList places = fold.places;
        places.removeAll(QString());
        if (line.flapping)
            line.detail = fold.names.join(Between).left(MostLetters);
        else if (fold.differs && !places.isEmpty())
            line.detail = places.join(Between).left(MostLetters);
        return line;
    }

    static inline const QString Between = QStringLiteral(", ");

    QList<Fold> m_folds;
    QHash<Likeness, qsizetype> m_places;
};

WallTile tileOf(const AlertGroup &group)
{
    WallTile tile;
    tile.system = group.system;
    tile.title = group.title;
    tile.counts = group.counts;
    tile.worst = group.worst;
    tile.blind = isBlind(group.freshness);
    tile.blindSince = group.blindSince;
    LineFolder folder;
    for (const SharedRow &row : group.rows) {
        if (row->suppressed)
            break; // those stand last
        folder.add(*row);
    }
    tile.lines = folder.lines();
    return tile;
}

/// Which systems there are, each once.
QList<EntityId> systemsOf(const Catalog &catalog)
{
    QSet<EntityId> seen;
    QList<EntityId> systems;
    for (const Entity &entity : catalog.entities()) {
        const EntityId &system = entity.kind == EntityKind::System ? entity.id : entity.system;
        if (system.isEmpty() || seen.contains(system))
            continue;
        seen.insert(system);
        systems.append(system);
    }
    return systems;
}

/// Systems of which production does not run one thing everywhere.
QSet<EntityId> driftingSystems(const VersionMatrix &matrix)
{
    QSet<EntityId> drifting;
    for (const MatrixRow &row : matrix.rows) {
        for (qsizetype i = 0; i < std::min(row.cells.size(), matrix.environments.size()); ++i) {
            if (matrix.environments.at(i).production && row.cells.at(i).hasDrift())
                drifting.insert(row.system);
        }
    }
    return drifting;
}

std::tuple<int, int, int> orderOf(const WallTile &tile)
{
    const auto rank = [&tile] {
        if (tile.worst == Severity::Critical)
            return 0;
        if (tile.blind)
            return 1;
        if (tile.worst)
            return tile.worst == Severity::Warning ? 2 : 3;
        return 4;
    };
    return {rank(), -tile.counts.critical, -tile.counts.warning};
}

/// The summary that a wall has of this kind; null = none.
const AlertGroup *summaryOf(const AlertWall &wall, AlertGroup::Kind kind)
{
    const auto it = std::find_if(
        wall.groups.cbegin(), wall.groups.cend(), [kind](const AlertGroup &group) { return group.kind == kind; });
    return it == wall.groups.cend() ? nullptr : &*it;
}

/// A system without alerts: quiet only where the wall says so.
WallTile tileWithoutAlerts(const EntityId &system, const Catalog &catalog, const AlertWall &wall)
{
    WallTile tile;
    tile.system = system;
    tile.title = catalog.titleOf(system);
    const AlertGroup *quiet = summaryOf(wall, AlertGroup::Kind::Quiet);
    const AlertGroup *unobserved = summaryOf(wall, AlertGroup::Kind::Unobserved);
    // Two systems may have one title: then the worse counts for both.
    const bool isQuiet = quiet && quiet->systems.contains(tile.title);
    tile.blind = !isQuiet || (unobserved && unobserved->systems.contains(tile.title));
    if (tile.blind && unobserved)
        tile.blindSince = unobserved->blindSince;
    return tile;
}

} // namespace

QList<WallTile> wallTiles(const AlertWall &wall, const Catalog &catalog, const VersionMatrix &matrix)
{
    QList<WallTile> tiles;
    QSet<EntityId> told;
    for (const AlertGroup &group : wall.groups) {
        if (group.kind == AlertGroup::Kind::System || group.kind == AlertGroup::Kind::Unmapped) {
            tiles.append(tileOf(group));
            told.insert(group.system);
        }
    }
    for (const EntityId &system : systemsOf(catalog)) {
        if (!told.contains(system))
            tiles.append(tileWithoutAlerts(system, catalog, wall));
    }
    const auto versions = productionVersions(matrix);
    const auto drifting = driftingSystems(matrix);
    for (WallTile &tile : tiles) {
        tile.version = versions.value(tile.system).join(QStringLiteral(", "));
        tile.drift = !tile.system.isEmpty() && drifting.contains(tile.system);
    }
    std::sort(tiles.begin(), tiles.end(), [](const WallTile &a, const WallTile &b) {
        const auto first = orderOf(a);
        const auto second = orderOf(b);
        return first != second ? first < second : std::tie(a.title, a.system) < std::tie(b.title, b.system);
    });
    return tiles;
}

WallTile restOf(const QList<WallTile> &tiles, qsizetype from)
{
    WallTile rest;
    for (const WallTile &tile : tiles.mid(from)) {
        rest.counts.critical += tile.counts.critical;
        rest.counts.warning += tile.counts.warning;
        rest.counts.info += tile.counts.info;
        rest.counts.suppressed += tile.counts.suppressed;
        if (tile.worst)
            rest.worst = rest.worst ? std::min(*rest.worst, *tile.worst) : *tile.worst;
        if (!tile.blind)
            continue;
        rest.blind = true;
        if (tile.blindSince.isValid() && (!rest.blindSince.isValid() || tile.blindSince < rest.blindSince))
            rest.blindSince = tile.blindSince;
    }
    return rest;
}

} // namespace opsdeck
