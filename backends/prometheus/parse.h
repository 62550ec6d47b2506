// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/freshness.h"
#include "models/domain/metric.h"

#include <QByteArray>

#include <optional>

namespace opsdeck::prometheus {

// Answers of the HTTP API v1: bytes in, values out. Anything else is BadAnswer; an Alertmanager is called one.

Result<SourceIdentity> parseBuildInfo(const QByteArray &body, const SourceId &source);
/// Alerts have no key of their own here: their labels are one. `link` is the page that shows them.
Result<QList<Alert>> parseAlerts(const QByteArray &body, const SourceId &source, const QString &link);
Result<QList<AlertRule>> parseRules(const QByteArray &body, const SourceId &source);
/// Vector, matrix or scalar; a string is BadAnswer. Native histograms are left out with a warning.
Result<Metric> parseMetric(const QByteArray &body, const SourceId &source);

/// "NaN", "+Inf", "-Inf", "1e+06"; nothing where it is no number.
std::optional<double> parseValue(std::string_view text);

} // namespace opsdeck::prometheus
