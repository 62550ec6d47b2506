// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/error.h"
#include "models/domain/freshness.h"
#include "models/domain/silencecluster.h"

#include <QByteArray>

namespace opsdeck::alertmanager {

// Answers of Alertmanager's API v2: bytes in, values out. Anything else is BadAnswer; a Prometheus is called one.

Result<SourceIdentity> parseStatus(const QByteArray &body, const SourceId &source);
/// Of the same answer: whom it shares its silences with. Nobody where its cluster is switched off.
Result<SilenceCluster> parseCluster(const QByteArray &body, const SourceId &source);
/// Each alert once, although it is in several groups.
Result<QList<Alert>> parseAlerts(const QByteArray &body, const SourceId &source);
Result<QList<Silence>> parseSilences(const QByteArray &body, const SourceId &source);

} // namespace opsdeck::alertmanager
