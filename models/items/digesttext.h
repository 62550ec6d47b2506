// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/shiftdigest.h"

#include <QByteArray>

namespace opsdeck {

// A shift digest to take away. Text and HTML are in the language of who reads it, times local; JSON has stable words
// and times in UTC. What sources told is text in all of them: nothing of it becomes markup.

QString digestTitle(const ShiftDigest &digest);
/// Plain lines, for a chat or a file.
QString digestText(const ShiftDigest &digest);
/// A whole document without scripts, pictures or links, for a mail or a browser.
QString digestHtml(const ShiftDigest &digest);
QByteArray digestJson(const ShiftDigest &digest);

} // namespace opsdeck
