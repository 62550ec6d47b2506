// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/alertactions.h"

#include <optional>

namespace opsdeck::zabbix {

/// What a version of Zabbix speaks: 5.0 to 7.x differ in how one proves who one is and in what things are called.
struct Dialect
{
    int major = 0;
    int minor = 0;

    /// From "6.0.14", "7.2.0rc1"; nothing where it is no version.
    static std::optional<Dialect> of(const QString &version);

    bool isAtLeast(int wantedMajor, int wantedMinor) const;
    /// Authorization header instead of "auth" in the body, which 7.2 refuses.
    bool proofInHeader() const { return isAtLeast(6, 4); }
    /// True where the proof may still stand in the body, so that the header is free for HTTP Basic.
    bool takesProofInBody() const { return !isAtLeast(7, 2); }
    bool hasTokens() const { return isAtLeast(5, 4); }
    bool hasRoles() const { return isAtLeast(5, 2); }
    const char *loginParameter() const { return isAtLeast(5, 4) ? "username" : "user"; }
    const char *userName() const { return isAtLeast(5, 4) ? "username" : "alias"; } ///< of a user that it lists
    const char *selectGroups() const { return isAtLeast(6, 2) ? "selectHostGroups" : "selectGroups"; }
    /// Of what belongs to something: "hosts" with objects, where older ones want "hostids".
    bool takesObjects() const { return isAtLeast(6, 0); }
    bool tellsCauses() const { return isAtLeast(6, 4); }
    AlertActs acts() const;

    bool operator==(const Dialect &) const = default;
};

} // namespace opsdeck::zabbix
