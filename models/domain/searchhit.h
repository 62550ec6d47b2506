// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QDateTime>

namespace opsdeck {

/// Something that the stores hold and whose text fits what a person typed.
struct SearchHit
{
    enum class Kind
    {
        Alert,
        Project,
        Pipeline,
        MergeRequest,
        Tag,
        Release,
        Artifact,
        LedgerEntry
    };

    Kind kind = Kind::Alert;
    SourceId source; ///< empty for the ledger
    QString key; ///< names the row within its source: a fingerprint, "project/id", "project/tag", "repository@digest"
    QString title; ///< the source's own words
    QString subtitle;
    QDateTime at; ///< when it last changed; invalid where nobody knows

    bool operator==(const SearchHit &) const = default;
};

} // namespace opsdeck
