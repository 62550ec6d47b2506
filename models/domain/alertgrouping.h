// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

namespace opsdeck {

/// What the alerts of a group have in common.
struct AlertGrouping
{
    enum class By
    {
        System,
        Service,
        Host,
        Name,
        Owner, ///< the group of people that owns what it is about
        Label
    };

    By by = By::System;
    QString label; ///< of kind Label only

    /// "system", "service", "host", "name", "owner", "label:NAME"; and back, where anything else is a system.
    QString text() const;
    static AlertGrouping parse(const QString &text);

    bool operator==(const AlertGrouping &) const = default;
};

/// The value that puts an alert into its group; empty = it has none. Lives as long as the row. Not of By::System, for
/// that needs a catalog.
QStringView groupingValue(const AlertRow &row, const AlertGrouping &grouping);

/// The alerts of a wall in groups; each of them is in one. However they are grouped, systems that cannot be observed
/// are told, and those without alerts too. Pure, and cheap enough for each change of mind.
QList<AlertGroup> groupsOf(const AlertWall &wall, const AlertGrouping &grouping);

/// Names of labels that the alerts of a wall have, in order; of a large wall, those of a sample.
QStringList labelsOf(const AlertWall &wall);

} // namespace opsdeck
