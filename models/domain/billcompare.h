// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bill.h"
#include "models/domain/gitlab.h"

namespace opsdeck {

/// What became of one module between two bills.
struct ModuleDifference
{
    enum class Kind
    {
        Added,
        Removed,
        Changed,
        Same,
    };

    ModuleId part;
    Kind kind = Kind::Same;
    BillModule before; ///< empty where it was added
    BillModule after; ///< empty where it was removed
    bool tagChanged = false;
    bool commitChanged = false;
    bool digestChanged = false;
    bool placeChanged = false; ///< another project or image repository
    /// Merged into the project, on whatever branch, after the older tag until the newer one; oldest first.
    QList<MergeRequest> mergeRequests;
    bool isBackwards = false; ///< the second tag is the older one: these merge requests are taken out
    Phrase gap; ///< why the merge requests are not known, or not all of them; empty where nothing is missing

    bool operator==(const ModuleDifference &) const = default;
};

/// In the order of the second bill, removed modules at the end.
struct BillComparison
{
    QList<ModuleDifference> modules;

    int count(ModuleDifference::Kind kind) const;
    bool operator==(const BillComparison &) const = default;
};

BillComparison compareBills(const Bill &before, const Bill &after, const BillIndex &index);

} // namespace opsdeck
