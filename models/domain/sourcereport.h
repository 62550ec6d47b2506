// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"
#include "models/domain/vitals.h"

namespace opsdeck {

/// All that is known of one source, for the page that answers "can I trust what I see?".
struct SourceReport
{
    SourceRecord record;
    SourceVitals vitals;
    QString address; ///< as the workspace writes it
    QString user;
    QString secret; ///< its name, never its value

    bool operator==(const SourceReport &) const = default;
};

} // namespace opsdeck
