// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/phrase.h"

namespace opsdeck {

/// A phrase in the person's language; in its own words where there is no translation.
QString phraseText(const Phrase &phrase);

} // namespace opsdeck
