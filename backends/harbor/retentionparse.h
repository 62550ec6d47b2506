// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/retention.h"

#include <QByteArray>

namespace opsdeck::harbor {

// Harbor's answers about what stays in a project (API v2.0) as domain values: pure functions, times in UTC, BadAnswer
// where the shape is not that of the contract. Templates, kinds and decorations that we do not know are marked as such.

/// The policy of a project, from the project itself; nothing where it has none.
Result<std::optional<qint64>> parseRetentionId(const QByteArray &project, const SourceId &source);
Result<ImageRetention> parseRetention(const QByteArray &body, const SourceId &source);
Result<QList<ImmutableRule>> parseImmutableRules(const QByteArray &body, const SourceId &source);
/// A page of a repository's artifacts, as far as rules look at them.
Result<QList<KeptImage>> parseKeptImages(const QByteArray &body, const SourceId &source);

} // namespace opsdeck::harbor
