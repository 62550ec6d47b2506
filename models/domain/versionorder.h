// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <compare>

namespace opsdeck {

// The order of version names as people mean it: numbers by value, of any length; "v1.10" after "1.9", "1.0" the same as
// "v1.0.0"; "1.0-rc1" before "1.0", "1.0-hotfix1" after it.

/// Unordered where the two have nothing in common to compare by: "v2.0" and "spring".
std::partial_ordering compareVersions(const QString &a, const QString &b);

/// The same as a total order for lists: what cannot be compared stands together by its words.
bool isLowerVersion(const QString &a, const QString &b);

} // namespace opsdeck
