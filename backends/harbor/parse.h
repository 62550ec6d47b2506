// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/freshness.h"
#include "models/domain/image.h"

#include <QByteArray>

namespace opsdeck::harbor {

// Harbor's answers (API v2.0) as domain values: pure functions, times in UTC, BadAnswer where the shape is not that of
// the list.

/// Sent as X-Accept-Vulnerabilities; the answer carries whichever report there is.
inline constexpr char ScanReports[] = "application/vnd.security.vulnerability.report; version=1.1, "
                                      "application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0";

Result<SourceIdentity> parseSystemInfo(const QByteArray &body, const SourceId &source);
/// What the account that asks may do.
Result<QList<Phrase>> parseCurrentUser(const QByteArray &body, const SourceId &source);
Result<QList<RegistryProject>> parseProjects(const QByteArray &body, const SourceId &source);
Result<QList<RegistryRepository>> parseRepositories(const QByteArray &body, const SourceId &source);
/// `repository` with project prefix: artifacts do not say it in all versions.
Result<QList<Artifact>> parseArtifacts(const QByteArray &body, const SourceId &source, const QString &repository);

} // namespace opsdeck::harbor
