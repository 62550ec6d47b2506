// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QList>

namespace opsdeck {

/// One line that says something: where its list marks and its key stand, and its value.
struct YamlLine
{
    qsizetype number = 0; ///< from 1
    qsizetype indent = 0; ///< column of the first mark or key
    qsizetype marks = 0; ///< how many "- " stand in front
    qsizetype column = -1; ///< of the key; -1 = a mark alone
    QByteArray key; ///< without quotes; empty where the line has none
    QByteArray value; ///< without comment; with quotes
    qsizetype valueAt = 0; ///< in the file
};

/// Cuts block-style YAML into lines, for changing a value where it stands. Blank lines and comments are left out. Texts
/// and flow collections of several lines are one value, so that what stands in them is never taken for a key. Refused
/// where quotes or brackets do not end, and where tabs indent.
Result<QList<YamlLine>> yamlLines(const QByteArray &file);

/// Without the quotes around it; escapes stay.
QByteArray unquotedYaml(const QByteArray &text);

} // namespace opsdeck
