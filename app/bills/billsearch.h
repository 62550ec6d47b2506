// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bill.h"
#include "models/domain/billindex.h"
#include "models/domain/error.h"

namespace opsdeck {

/// What a digest can be looked up among.
struct BillSearchInput
{
    QList<Bill> bills;
    QList<Container> containers;
    QList<Artifact> artifacts;
};

/// The digests that a person means: by a digest or at least six digits of one; by an image with tag, what the registry
/// has under it now and what bills have under it; by an image without tag, what bills and containers have of it. A
/// registry may be left out. Usage where the text is neither or is not enough; NotFound where nothing is known of it.
Result<QList<Digest>> digestsMeant(const QString &text, const BillSearchInput &input, const BillIndex &index);

} // namespace opsdeck
