// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace opsdeck {

class AlertView;

/// Lets screen readers see alert views as a tree of the rows that stand in them; Qt knows its own views only.
void installAlertViewAccessibility();
/// Tells them which row is the current one.
void announceCurrent(AlertView &view);

} // namespace opsdeck
