// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/storereport.h"

namespace opsdeck::store {

/// Keeps the history of alerts within its years and its size, in small pieces: what is older than the policy goes; of
/// days past the detail only the worst moment of each alert stays and how its day ended; where that is still too much,
/// later days are thinned, and then the oldest go. How an alert stands now is never forgotten. Counted back from the
/// newest moment, or from now where that is earlier.
class HistoryThinning
{
public:
    explicit HistoryThinning(const RetentionPolicy &policy)
        : m_policy(policy)
    { }

    /// Does the next piece. False: nothing is left to do.
    bool piece(Database &db, const QDateTime &now) const;

private:
    const RetentionPolicy m_policy;
};

} // namespace opsdeck::store
