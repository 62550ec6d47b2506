// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/storereport.h"

namespace opsdeck {

/// What a person has to know about the store, a sentence or two each; empty where all is well.
struct StoreTexts
{
    QString writing; ///< why nothing, or nothing right now, can be written; as long as it is so
    QString mended; ///< what was found damaged, and what became of it; once
};

StoreTexts storeTexts(const StoreReport &report);

} // namespace opsdeck
