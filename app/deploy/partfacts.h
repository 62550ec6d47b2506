// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/partrows.h"
#include "models/domain/precheckfacts.h"

namespace opsdeck {

/// What rows tell of a module and of the image that it is to run: `images` are what its hosts get, nearly always the
/// same on each. Size, scan, commit and pipeline; everything else is left as it is. Pure.
PartFacts partFactsOf(
    const ProductModule &part, const QList<HostChange> &images, const PartRows &rows, const BillIndex &index);

} // namespace opsdeck
