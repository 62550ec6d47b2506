// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alerthistory.h"
#include "models/domain/silencematch.h"

namespace opsdeck {

/// What a silence is held against while it is written.
struct SilenceContext
{
    QList<SourceId> sources; ///< where one can be made
    QList<Alert> alerts; ///< that fire now
    std::optional<QList<AlertTrace>> lastDay; ///< of what fired in the last 24 hours; nothing = not known
};

/// What a silence would do.
struct SilencePreview
{
    bool isValid = true; ///< else an expression is none, and it hits nothing
    bool catchesAll = false;
    int hits = 0;
    QList<Alert> some; ///< the first few of what it hits
    std::optional<int> lastDay; ///< alerts of the last 24 hours that it would have hit; nothing = not known
};

/// Holds a silence against every alert of its source: takes long where there are many, so not in the GUI thread.
SilencePreview previewOf(const Silence &silence, const SilenceContext &context, qsizetype some);

} // namespace opsdeck
