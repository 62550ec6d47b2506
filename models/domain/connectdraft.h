// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"
#include "models/domain/hostkey.h"
#include "models/domain/workspace.h"

#include <optional>
#include <variant>

namespace opsdeck {

/// What a person fills in to connect something. Nothing of it is written anywhere before it is added.
struct ConnectDraft
{
    std::variant<Connection, HostSpec> target;
    QString secret; ///< the value itself, for the secret that the target names; empty = none

    bool operator==(const ConnectDraft &) const = default;
};

/// What came of asking there once.
struct ConnectAnswer
{
    Result<SourceIdentity> identity;
    std::optional<HostKeyOffer> unknownKey; ///< a host whose key nobody knows: to ask the person about
};

} // namespace opsdeck
