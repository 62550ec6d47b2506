// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/image.h"

#include <QMap>

namespace opsdeck {

enum class Health
{
    None,
    Starting,
    Healthy,
    Unhealthy
};

/// One container on one host, as its engine tells.
struct Container
{
    HostId host;
    QString id; ///< 64 hex digits
    QString name;
    QString image; ///< as it was asked for
    QString imageId; ///< the engine's local image id, sha256:…
    Digest digest; ///< registry digest of the image; empty where the image never came from a registry
    QString state; ///< created, running, restarting, exited, …
    Health health = Health::None;
    QString composeProject; ///< label com.docker.compose.project
    QString composeService; ///< label com.docker.compose.service
    QMap<QString, QString> labels;
    QDateTime createdAt;

    bool operator==(const Container &) const = default;
};

/// One image on one host.
struct HostImage
{
    HostId host;
    QString id;
    QStringList tags;
    QList<Digest> digests; ///< registry digests
    qint64 size = 0; ///< bytes
    QDateTime createdAt;

    bool operator==(const HostImage &) const = default;
};

struct EngineInfo
{
    HostId host;
    QString version;
    QString apiVersion; ///< the one negotiated
    QString operatingSystem;
    int cpus = 0;
    qint64 memory = 0; ///< bytes
    int containers = 0;

    bool operator==(const EngineInfo &) const = default;
};

} // namespace opsdeck
