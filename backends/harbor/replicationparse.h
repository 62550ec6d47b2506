// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/promotion.h"

#include <QByteArray>

namespace opsdeck::harbor {

// Harbor's answers about replication (API v2.0) as domain values: pure functions, times in UTC, BadAnswer where the
// shape is not that of the contract. Words that we do not know pass through.

Result<QList<ReplicationPolicy>> parseReplicationPolicies(const QByteArray &body, const SourceId &source);
Result<QList<ReplicationExecution>> parseReplicationExecutions(const QByteArray &body, const SourceId &source);
Result<ReplicationExecution> parseReplicationExecution(const QByteArray &body, const SourceId &source);
Result<QList<ReplicationTask>> parseReplicationTasks(const QByteArray &body, const SourceId &source);
/// The id at the end of ".../replication/executions/17"; nothing where there is none.
std::optional<qint64> executionIn(const QByteArray &location);

} // namespace opsdeck::harbor
