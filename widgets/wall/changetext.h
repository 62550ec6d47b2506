// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/wallchanges.h"
#include "widgets/theme/stateshape.h"

namespace opsdeck {

// The words of what was changed today, in one place for the scene and the line below every scene.

QString iconOf(WallChange::Kind kind); ///< of resources/icons
QString kindText(WallChange::Kind kind); ///< "deployed", "pipeline", …
QString subjectText(const WallChange &change); ///< "shop 2.4.1 → production"
StateShape shapeOf(WallChange::Outcome outcome);
QString outcomeText(const WallChange &change);

} // namespace opsdeck
