// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace opsdeck {

/// The one function that builds remote commands: every word is quoted for a POSIX shell, so that text from anywhere is
/// data and never syntax. Words that hold a NUL cannot be passed to a shell at all; the answer is then empty.
QByteArray remoteCommand(const QStringList &words);

/// `remoteCommand` run in a folder: cd -- FOLDER && WORDS.
QByteArray remoteCommandIn(const QString &folder, const QStringList &words);

} // namespace opsdeck
