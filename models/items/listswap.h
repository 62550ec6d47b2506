// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>

#include <algorithm>
#include <functional>
#include <type_traits>
#include <utility>

namespace opsdeck {

/// How a list of rows becomes another one in at most four steps, however many rows come, go and move: those that go
/// are put last, and leave; those that come are added last, and all take their places.
struct RowPlan
{
    QList<int> parting; ///< row → its row once those that go stand last; empty = they do already
    int kept = 0; ///< the rows that stay; those behind leave
    QList<int> placing; ///< row of those that stay, then those that came → its place; empty = all stand there already

    bool operator==(const RowPlan &) const = default;
};

/// `targets` holds, for each old row, its place in the new list of `size` rows, or -1 where it goes.
RowPlan rowPlan(const QList<int> &targets, int size);

/// The plan with the list after each step. Made in any thread; applying it costs next to nothing (SwappingModel).
template <typename Row> struct ListSwap
{
    RowPlan plan;
    QList<Row> parted; ///< those that go stand last
    QList<Row> kept; ///< without them
    QList<Row> joined; ///< those that come stand last
    QList<Row> after;
    QList<std::pair<int, int>> changed; ///< runs of rows that stayed with another content, first and last

    bool isEmpty() const { return parted.size() == kept.size() && joined.size() == kept.size() && isInOrder(); }

private:
    bool isInOrder() const { return plan.parting.isEmpty() && plan.placing.isEmpty() && changed.isEmpty(); }
};

namespace listswap {

template <typename Row> QList<Row> permuted(const QList<Row> &rows, const QList<int> &places)
{
    if (places.isEmpty())
        return rows;
    QList<int> sources(places.size());
    for (qsizetype i = 0; i < places.size(); ++i)
        sources[places.at(i)] = static_cast<int>(i);
    QList<Row> moved;
    moved.reserve(rows.size());
    for (const int source : std::as_const(sources))
        moved.append(rows.at(source));
    return moved;
}

/// Of rows that have nothing that tells at once that two are one.
struct NoIdentity
{
    template <typename Row> const void *operator()(const Row &) const { return nullptr; }
};

/// Takes over `before[i]` the place where `places` has what `of(before[i])` is, for all that have none yet; a row takes
/// no place that another one has taken, so that nothing vanishes where keys are not unique.
template <typename Row, typename Of>
void takePlaces(QList<int> &targets, QList<bool> &taken, const QList<Row> &before, const QList<Row> &after,
    qsizetype begin, qsizetype end, qsizetype endAfter, Of of)
{
    QHash<std::decay_t<std::invoke_result_t<Of &, const Row &>>, int> places;
    places.reserve(endAfter - begin);
    for (qsizetype i = endAfter - 1; i >= begin; --i) {
        if (!taken.at(i))
            places.insert(std::invoke(of, after.at(i)), static_cast<int>(i));
    }
    for (qsizetype i = begin; i < end && !places.isEmpty(); ++i) {
        if (targets.at(i) >= 0)
            continue;
        const auto place = places.constFind(std::invoke(of, before.at(i)));
        if (place == places.cend())
            continue;
        targets[i] = *place;
        taken[*place] = true;
        places.erase(place);
    }
}

/// For each row of `before` its place in `after`, or -1. What both begin and end with, mostly nearly all, is only
/// compared; and where rows have an identity, only those that are new or gone are looked up by their keys.
template <typename Row, typename KeyOf, typename IdentityOf>
QList<int> targets(const QList<Row> &before, const QList<Row> &after, KeyOf keyOf, IdentityOf identityOf)
{
    constexpr bool hasIdentity = !std::is_same_v<IdentityOf, NoIdentity>;
    const auto isAlike = [&](qsizetype b, qsizetype a) {
        if (hasIdentity && identityOf(before.at(b)) == identityOf(after.at(a)))
            return true;
        return std::invoke(keyOf, before.at(b)) == std::invoke(keyOf, after.at(a));
    };
    const qsizetype grown = after.size() - before.size();
    qsizetype begin = 0;
    while (begin < std::min(before.size(), after.size()) && isAlike(begin, begin))
        ++begin;
    qsizetype end = before.size();
    while (end > begin && end + grown > begin && isAlike(end - 1, end - 1 + grown))
        --end;

    QList<int> targets(before.size(), -1);
    QList<bool> taken(after.size(), false);
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (i < begin || i >= end)
            taken[targets[i] = static_cast<int>(i < begin ? i : i + grown)] = true;
    }
    if constexpr (hasIdentity)
        takePlaces(targets, taken, before, after, begin, end, end + grown, identityOf);
    takePlaces(targets, taken, before, after, begin, end, end + grown, keyOf);
    return targets;
}

} // namespace listswap

/// `isSame(row before, row after)` tells of two rows with one key whether a person sees the same.
/// Rows of one `identityOf` have one key.
template <typename Row, typename KeyOf, typename IsSame, typename IdentityOf = listswap::NoIdentity>
ListSwap<Row> listSwap(
    const QList<Row> &before, const QList<Row> &after, KeyOf keyOf, IsSame isSame, IdentityOf identityOf = {})
{
    const QList<int> targets = listswap::targets(before, after, keyOf, identityOf);
    ListSwap<Row> swap{rowPlan(targets, static_cast<int>(after.size())), {}, {}, {}, after, {}};
    swap.parted = listswap::permuted(before, swap.plan.parting);
    swap.kept = swap.parted.size() == swap.plan.kept ? swap.parted : swap.parted.first(swap.plan.kept);

    QList<bool> differs(after.size(), false);
    QList<bool> isOld(after.size(), false);
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int place = targets.at(i);
        if (place < 0)
            continue;
        isOld[place] = true;
        differs[place] = !isSame(before.at(i), after.at(place));
    }
    swap.joined = swap.kept;
    for (qsizetype i = 0; i < after.size(); ++i) {
        if (!isOld.at(i))
            swap.joined.append(after.at(i));
    }
    for (qsizetype first = 0; first < after.size(); ++first) {
        qsizetype end = first;
        while (end < after.size() && differs.at(end))
            ++end;
        if (end > first)
            swap.changed.append({static_cast<int>(first), static_cast<int>(end - 1)});
        first = end;
    }
    return swap;
}

} // namespace opsdeck
