// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/manifest.h"

#include "backends/json/json.h"

#include <QCryptographicHash>

#include <algorithm>

namespace opsdeck::registry {

namespace {

constexpr qsizetype MaxParts = 1000; // of one manifest; real ones have a few dozen
constexpr qint64 MaxBlob = Q_INT64_C(1) << 42; // 4 TB: a larger number is a lie, and sums stay far from overflow

constexpr char OciIndex[] = "application/vnd.oci.image.index.v1+json";
constexpr char OciManifest[] = "application/vnd.oci.image.manifest.v1+json";
constexpr char DockerList[] = "application/vnd.docker.distribution.manifest.list.v2+json";
constexpr char DockerManifest[] = "application/vnd.docker.distribution.manifest.v2+json";

Descriptor descriptor(json::Fields fields, QString &fault)
{
    Descriptor made;
    made.mediaType = fields.textOr("mediaType");
    const QString digest = fields.text("digest");
    made.digest = Digest::parse(digest);
    made.size = fields.integer("size");
    if (fault.isEmpty() && made.digest.isEmpty())
        fault = QStringLiteral("digest: no SHA-256: ") + digest.left(100);
    if (fault.isEmpty() && (made.size < 0 || made.size > MaxBlob))
        fault = QStringLiteral("size: %1").arg(made.size);
    return made;
}

/// Not to be pushed: the registry takes the manifest without them.
bool isForeign(const Descriptor &blob, json::Fields fields)
{
    return fields.has("urls")
        && (blob.mediaType.contains(QStringLiteral(".foreign.")) || blob.mediaType.contains(u"nondistributable"));
}

QList<Descriptor> descriptors(json::Fields fields, const char *key, QString &fault)
{
    QList<Descriptor> all;
    const auto elements = fields.list(key);
    if (elements.size() > MaxParts && fault.isEmpty())
        fault = QStringLiteral("%1: more than %2").arg(QLatin1StringView(key)).arg(MaxParts);
    for (const json::Element &element : elements) {
        if (!fault.isEmpty())
            break;
        json::Fields part(element, fault, QByteArray(key) + '[' + QByteArray::number(all.size()) + ']');
        const Descriptor made = descriptor(part, fault);
        const bool known = std::any_of(
            all.cbegin(), all.cend(), [&made](const Descriptor &other) { return other.digest == made.digest; });
        if (!known && !isForeign(made, part))
            all.append(made);
    }
    return all;
}

} // namespace

QByteArray manifestTypes()
{
    return QByteArray(OciIndex) + ", " + OciManifest + ", " + DockerList + ", " + DockerManifest;
}

Result<Manifest> parseManifest(const QByteArray &body, const QString &told, const QString &origin)
{
    const auto document = json::Document::parse(body, origin);
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields fields(document->root(), fault);
    Manifest manifest;
    manifest.mediaType = fields.textOr("mediaType", told.section(u';', 0, 0).trimmed());
    const QString &type = manifest.mediaType;
    const bool isList = type == QLatin1StringView(OciIndex) || type == QLatin1StringView(DockerList);
    const bool isImage = type == QLatin1StringView(OciManifest) || type == QLatin1StringView(DockerManifest);
    if (!fault.isEmpty() || fields.integer("schemaVersion") != 2 || (!isList && !isImage)) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "a manifest of the kind “%1” cannot be copied"), {type.left(200)});
        return failure(Error::Kind::BadAnswer, origin, why);
    }
    // One that is both would be read differently by different programs.
    if (isList ? fields.has("layers") || fields.has("config") : fields.has("manifests"))
        return failure(Error::Kind::BadAnswer, origin, QStringLiteral("The manifest is image and list at once."));
    if (isList) {
        manifest.children = descriptors(fields, "manifests", fault);
    } else {
        manifest.blobs = descriptors(fields, "layers", fault);
        const Descriptor config = descriptor(fields.object("config"), fault);
        manifest.blobs.removeIf([&config](const Descriptor &blob) { return blob.digest == config.digest; });
        manifest.blobs.prepend(config);
    }
    return json::checked(manifest, fault, origin);
}

Digest digestOf(const QByteArray &bytes)
{
    const auto hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    return Digest::parse(QStringLiteral("sha256:") + QString::fromLatin1(hash));
}

} // namespace opsdeck::registry
