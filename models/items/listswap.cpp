// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/listswap.h"

#include <algorithm>
#include <numeric>

namespace opsdeck {

namespace {

/// Nothing where every row stands in its place.
QList<int> unlessInPlace(QList<int> places)
{
    QList<int> inPlace(places.size());
    std::iota(inPlace.begin(), inPlace.end(), 0);
    return places == inPlace ? QList<int>() : places;
}

} // namespace

RowPlan rowPlan(const QList<int> &targets, int size)
{
    RowPlan plan;
    plan.kept = static_cast<int>(std::count_if(targets.cbegin(), targets.cend(), [](int place) { return place >= 0; }));
    int stays = 0;
    int goes = plan.kept;
    plan.parting.reserve(targets.size());
    plan.placing.reserve(size);
    QList<bool> isOld(size, false);
    for (const int place : targets) {
        plan.parting.append(place >= 0 ? stays++ : goes++);
        if (place < 0)
            continue;
        plan.placing.append(place);
        isOld[place] = true;
    }
    for (int place = 0; place < size; ++place) {
        if (!isOld.at(place))
            plan.placing.append(place);
    }
    plan.parting = unlessInPlace(std::move(plan.parting));
    plan.placing = unlessInPlace(std::move(plan.placing));
    return plan;
}

} // namespace opsdeck
