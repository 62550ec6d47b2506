// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QObject;

namespace opsdeck::testing {

/// Every text that an object and those below it show or say: text properties of any class, the documents of editors,
/// and what item models answer for people (display, tool tip, accessible text).
QStringList shownTexts(const QObject *root);

/// Labels and editors below it that would take a text for HTML; "class: text".
QStringList richTexts(const QObject *root);

} // namespace opsdeck::testing
