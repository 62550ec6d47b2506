// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace opsdeck {

/// Those that a source shares its silences with, in its own words.
struct SilenceCluster
{
    QString member; ///< what it is called there; empty = it stands alone, or is not known yet
    QStringList members; ///< all that it sees, itself among them

    /// One sees the other: a member that came back has a new name, which not everybody was asked for since.
    bool sharesWith(const SilenceCluster &other) const
    {
        return (!member.isEmpty() && other.members.contains(member))
            || (!other.member.isEmpty() && members.contains(other.member));
    }
    bool operator==(const SilenceCluster &) const = default;
};

} // namespace opsdeck
