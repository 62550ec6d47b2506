// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace opsdeck {

/// A text of a compose file with its variables filled in as far as it brings their values itself.
struct FilledText
{
    QString text;
    QStringList missing; ///< variables without a default, each once; in `text` they are empty
    bool isWellFormed = true; ///< false = compose would refuse it

    bool isWhole() const { return missing.isEmpty() && isWellFormed; }
};

/// By the rules of compose: $NAME, ${NAME}, ${NAME:-default}, ${NAME:?words}, ${NAME:+instead}, $$.
FilledText fillFromDefaults(const QString &text);

} // namespace opsdeck
