// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

namespace opsdeck {

/// Many alerts in a few numbers.
struct AlertsSummary
{
    SeverityCounts counts;
    int acknowledged = 0;
    QDateTime oldest; ///< when the first of them began

    void add(const AlertRow &row);
    std::optional<Severity> worst() const; ///< of those that are not suppressed

    bool operator==(const AlertsSummary &) const = default;
};

/// Matchers that hit all of these alerts and as little else as a silence can say: what they have in common as it is,
/// what they differ in as one of their values. Labels that one of them lacks are left out, and those of too many
/// values. Nothing where that leaves nothing.
QList<Silence::Matcher> matchersOfAll(const QList<Labels> &alerts);

} // namespace opsdeck
