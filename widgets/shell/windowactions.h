// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/commandpalette.h"

namespace opsdeck {

/// What the mouse could do in this window now: its visible, enabled buttons, and the entries of their menus. So the
/// palette has every action without a second list of them.
QList<PaletteItem> windowActions(QWidget &window);

} // namespace opsdeck
