// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheck.h"

namespace opsdeck {

/// How much is at stake, in numbers that a person can follow.
struct Risk
{
    struct Reason
    {
        Phrase reason;
        int points = 0;

        bool operator==(const Reason &) const = default;
    };

    int score = 0; ///< 0 … 100
    QList<Reason> reasons; ///< add up to the score; the last one may take points away, where there are more than 100
    bool needsSecondPerson = false; ///< the score, or the number of hosts, is above the policy's limit

    bool operator==(const Risk &) const = default;
};

/// The same for the same input, and one bad fact more never lowers it: not one that was good before, and not one that
/// was unknown.
Risk riskOf(const DeployPlan &plan, const PrecheckFacts &facts, const PrecheckPolicy &policy);

} // namespace opsdeck
