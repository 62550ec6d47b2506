// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/image.h"

#include <QByteArray>

namespace opsdeck::registry {

/// What a manifest names: another manifest, a configuration or a layer.
struct Descriptor
{
    QString mediaType;
    Digest digest;
    qint64 size = 0; ///< bytes

    bool operator==(const Descriptor &) const = default;
};

/// A manifest as far as copying needs it: the bytes themselves are what is copied.
struct Manifest
{
    QString mediaType;
    QList<Descriptor> children; ///< of a manifest list or an index
    QList<Descriptor> blobs; ///< of an image: configuration and layers, each once

    bool operator==(const Manifest &) const = default;
};

inline constexpr qint64 MaxManifest = 4 * 1024 * 1024; ///< bytes, as registries limit it

/// What a registry is told that we can read; value of the Accept header.
QByteArray manifestTypes();

/// `told` is the media type of the answer's header, which counts where the manifest does not say its own. Layers that
/// are fetched from elsewhere by definition (Windows base layers) are left out. Refused for schema 1 and for digests
/// that are no SHA-256.
Result<Manifest> parseManifest(const QByteArray &body, const QString &told, const QString &origin);

Digest digestOf(const QByteArray &bytes);

} // namespace opsdeck::registry
