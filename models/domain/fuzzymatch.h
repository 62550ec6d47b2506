// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace opsdeck {

/// How well `query` fits `text`: each of its words has to occur as a subsequence, in any case. Starts of words and
/// unbroken stretches count most. Higher is better; nothing where it does not fit; 0 for an empty query.
std::optional<int> fuzzyScore(const QString &query, const QString &text);

/// The indexes of the texts that fit, best first, then in their own order; at most `limit`.
QList<qsizetype> bestMatches(const QString &query, const QStringList &texts, qsizetype limit);

} // namespace opsdeck
