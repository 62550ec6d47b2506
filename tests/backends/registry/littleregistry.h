// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/backends/http/faultserver.h"

#include <QCryptographicHash>
#include <QTimer>

namespace opsdeck::testing {

/// A registry on loopback, in the test's own thread, that takes images as the contract says, and can be told to behave
/// like the odd ones. Checks of the client what real registries check, and then some: every upload goes where the last
/// answer said.
class LittleRegistry
{
public:
    enum class Location
    {
        Relative,
        Absolute,
        Elsewhere ///< on a server that is not the registry
    };

    Location location = Location::Relative;
    bool knowsRanges = true;
    bool knowsMounts = true;
    int dropsAnswerOfPatch = 0; ///< takes that piece, 1 = the first, and hangs up instead of answering
    int refusesPatch = 0; ///< with 500, that one and all that follow
    bool lies = false; ///< about blobs: the last byte is another one
    QHash<QByteArray, QByteArray> blobs; ///< by "repository@digest"
    QHash<QByteArray, std::pair<QByteArray, QByteArray>> manifests; ///< type and body, by "repository:reference"
    int patches = 0;
    int uploads = 0;

    LittleRegistry()
    {
        server.answerWith([this](const FaultServer::Seen &request) { return answer(request); });
    }

    QString host() const { return QString::fromUtf8(server.baseUrl().mid(7)); }
    const QList<FaultServer::Seen> &seen() const { return server.seen(); }

    static QByteArray digestOf(const QByteArray &bytes)
    {
        return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    }
    QByteArray addBlob(const QByteArray &repository, const QByteArray &bytes)
    {
        blobs.insert(repository + '@' + digestOf(bytes), bytes);
        return R"({"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":")" + digestOf(bytes) + R"(","size":)"
            + QByteArray::number(bytes.size()) + '}';
    }
    /// One configuration and one layer; answers the digest.
    QByteArray addImage(const QByteArray &repository, const QByteArray &tag, const QByteArray &layer)
    {
        const QByteArray config = addBlob(repository, R"({"os":"linux"})");
        const QByteArray body = R"({"schemaVersion":2,"mediaType":")" + ImageType + R"(","config":)" + config
            + R"(,"layers":[)" + addBlob(repository, layer) + "]}";
        return addManifest(repository, tag, ImageType, body);
    }
    QByteArray addManifest(
        const QByteArray &repository, const QByteArray &tag, const QByteArray &type, const QByteArray &body)
    {
        manifests.insert(repository + ':' + tag, {type, body});
        manifests.insert(repository + ':' + digestOf(body), {type, body});
        return digestOf(body);
    }
    bool hasTag(const QByteArray &repository, const QByteArray &tag) const
    {
        return manifests.contains(repository + ':' + tag);
    }

    static inline const QByteArray ImageType = "application/vnd.oci.image.manifest.v1+json";
    static inline const QByteArray IndexType = "application/vnd.oci.image.index.v1+json";
    FaultServer server;

private:
    struct Upload
    {
        QByteArray repository;
        QByteArray bytes;
        int state = 0;
    };

    QByteArray answer(const FaultServer::Seen &request)
    {
        const QByteArray path = QByteArray::fromPercentEncoding(request.path());
        if (path.startsWith("/v2/up/"))
            return upload(request, path.mid(7).toInt());
        for (const QByteArray &kind :
            {QByteArray("/blobs/uploads/"), QByteArray("/blobs/"), QByteArray("/manifests/")}) {
            const auto at = path.indexOf(kind);
            if (!path.startsWith("/v2/") || at < 0)
                continue;
            const QByteArray repository = path.mid(4, at - 4);
            const QByteArray rest = path.mid(at + kind.size());
            return kind == "/manifests/"    ? manifest(request, repository, rest)
                : kind == "/blobs/uploads/" ? begin(request, repository)
                                            : blob(request, repository + '@' + rest);
        }
        return FaultServer::status(404);
    }

    QByteArray manifest(const FaultServer::Seen &request, const QByteArray &repository, const QByteArray &reference)
    {
        if (request.method == "PUT") {
            const QByteArray digest = addManifest(repository, reference, request.header("content-type"), request.body);
            return FaultServer::status(201, {}, "Docker-Content-Digest: " + digest + "\r\n");
        }
        const auto found = manifests.constFind(repository + ':' + reference);
        if (found == manifests.cend())
            return FaultServer::status(404, R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]})");
        const QByteArray headers
            = "Content-Type: " + found->first + "\r\nDocker-Content-Digest: " + digestOf(found->second) + "\r\n";
        return FaultServer::status(200, request.method == "HEAD" ? QByteArray() : found->second, headers);
    }

    QByteArray blob(const FaultServer::Seen &request, const QByteArray &key)
    {
        if (!blobs.contains(key))
            return FaultServer::status(404);
        if (request.method == "HEAD")
            return FaultServer::status(200);
        QByteArray bytes = blobs.value(key);
        if (lies)
            bytes.back() = static_cast<char>(bytes.back() ^ 1);
        const QByteArrayList range = request.header("range").mid(6).split('-');
        if (!knowsRanges || range.size() != 2)
            return FaultServer::ok(bytes);
        const QByteArray part = bytes.mid(range[0].toInt(), range[1].toInt() - range[0].toInt() + 1);
        return FaultServer::status(
            206, part, "Content-Range: bytes " + range.join('-') + '/' + QByteArray::number(bytes.size()) + "\r\n");
    }

    QByteArray begin(const FaultServer::Seen &request, const QByteArray &repository)
    {
        const QByteArray query = QByteArray::fromPercentEncoding(request.target.mid(request.path().size() + 1));
        if (knowsMounts && query.startsWith("mount=")) {
            const QByteArray digest = query.mid(6, 71);
            const QByteArray from = query.mid(query.indexOf("&from=") + 6);
            if (blobs.contains(from + '@' + digest)) {
                blobs.insert(repository + '@' + digest, blobs.value(from + '@' + digest));
                return FaultServer::status(201);
            }
        }
        m_uploads.append({repository, {}, 0});
        ++uploads;
        return FaultServer::status(202, {}, place(m_uploads.size() - 1));
    }

    QByteArray place(qsizetype id)
    {
        const QByteArray path
            = "/v2/up/" + QByteArray::number(id) + "?_state=s%2B" + QByteArray::number(m_uploads[id].state);
        const QByteArray base = location == Location::Relative ? QByteArray()
            : location == Location::Absolute                   ? server.baseUrl()
                                                               : QByteArray("http://127.0.0.1:1");
        return "Location: " + base + path + "\r\n";
    }

    QByteArray upload(const FaultServer::Seen &request, qsizetype id)
    {
        if (id >= m_uploads.size())
            return FaultServer::status(404);
        Upload &mine = m_uploads[id];
        if (request.method == "GET")
            return FaultServer::status(204, {},
                "Range: 0-" + QByteArray::number(std::max<qsizetype>(mine.bytes.size() - 1, 0)) + "\r\n" + place(id));
        if (request.method == "DELETE")
            return FaultServer::status(204);
        if (!request.target.contains("_state=s%2B" + QByteArray::number(mine.state)))
            return FaultServer::status(
                416, R"({"errors":[{"code":"BLOB_UPLOAD_INVALID","message":"an old address"}]})");
        if (request.method == "PATCH")
            return patch(request, id);
        mine.bytes += request.body;
        const QByteArray wanted
            = QByteArray::fromPercentEncoding(request.target.mid(request.target.indexOf("digest=") + 7));
        if (digestOf(mine.bytes) != wanted)
            return FaultServer::status(
                400, R"({"errors":[{"code":"DIGEST_INVALID","message":"digest did not match"}]})");
        blobs.insert(mine.repository + '@' + wanted, mine.bytes);
        return FaultServer::status(201);
    }

    QByteArray patch(const FaultServer::Seen &request, qsizetype id)
    {
        Upload &mine = m_uploads[id];
        ++patches;
        if (refusesPatch > 0 && patches >= refusesPatch)
            return FaultServer::status(500, "out of disk");
        if (!request.header("content-range").startsWith(QByteArray::number(mine.bytes.size()) + '-'))
            return FaultServer::status(416);
        mine.bytes += request.body;
        ++mine.state;
        if (patches == dropsAnswerOfPatch) {
            QTimer::singleShot(0, &server, [this] { server.hangUp(); });
            return {};
        }
        return FaultServer::status(202, {}, place(id));
    }

    QList<Upload> m_uploads;
};

} // namespace opsdeck::testing
