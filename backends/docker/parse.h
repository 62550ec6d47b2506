// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/container.h"
#include "models/domain/error.h"
#include "models/domain/freshness.h"

namespace opsdeck::docker {

// Answers of the Engine API as values: bytes in, values out.

/// GET /containers/json. Digests stand in the image's name, or come from the image list (fillDigests).
Result<QList<Container>> parseContainers(const QByteArray &body, const HostId &host);
/// GET /images/json.
Result<QList<HostImage>> parseImages(const QByteArray &body, const HostId &host);
/// GET /version and GET /info.
Result<EngineInfo> parseEngine(const QByteArray &version, const QByteArray &info, const HostId &host);
Result<SourceIdentity> parseIdentity(const QByteArray &version, const HostId &host);

/// Digests of containers whose image was not asked for by digest: the first registry digest of their image.
void fillDigests(QList<Container> &containers, const QList<HostImage> &images);
/// Health from a status line: "Up 2 hours (healthy)". None where the image has no health check.
Health healthFromStatus(const QString &status);
/// The lower of two API versions, "1.43"; empty where the text is none.
QString lowerApiVersion(const QString &ours, const QString &theirs);

} // namespace opsdeck::docker
