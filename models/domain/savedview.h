// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace opsdeck {

/// A filter of the alert wall under a name.
struct SavedView
{
    QString name;
    QString filter; ///< as it is typed, see AlertFilter

    bool operator==(const SavedView &) const = default;
};

} // namespace opsdeck
