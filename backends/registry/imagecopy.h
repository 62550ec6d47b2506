// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/registry/access.h"
#include "backends/registry/manifest.h"

namespace opsdeck::registry {

struct CopyProgress
{
    qint64 done = 0; ///< bytes of blobs that the target has, of this image
    qint64 total = 0;
    qint64 sent = 0; ///< of them, those that it did not have before

    bool operator==(const CopyProgress &) const = default;
};

/// Copies images between two registries through their API, with bounded memory: blobs first, then the manifests of a
/// list's parts, and the tag last, so that a copy that breaks leaves no tag behind and the next one finds what is there
/// already. Signatures and other referrers do not come along. I/O thread; outlives its coroutines.
class ImageCopy
{
public:
    static constexpr qint64 Piece = 8 * 1024 * 1024; ///< bytes of a blob that are in memory
    using Progress = std::function<void(const CopyProgress &)>;

    ImageCopy(Access &from, Access &to, qint64 piece = Piece);

    /// `source` by its digest, or its tag where it has none; `target` with tag. Answers what the target's tag stands
    /// for then.
    QCoro::Task<Result<Digest>> run(ImageRef source, ImageRef target, Progress progress, std::stop_token stop);

private:
    struct Part
    {
        Digest digest;
        QByteArray body;
        Manifest manifest;
    };
    struct Job
    {
        QString from; ///< repository
        QString to;
        QList<Part> parts; ///< each after those that it names, the image itself last
        CopyProgress progress;
        Progress tell;
    };
    struct Wanted
    {
        QString reference; ///< tag or digest
        int depth = 0;
    };

    QCoro::Task<Result<void>> collect(Job *job, QString reference, std::stop_token stop);
    QCoro::Task<Result<Part>> read(QString repository, QString reference, std::stop_token stop);
    QCoro::Task<Result<void>> copyBlobs(Job *job, std::stop_token stop);
    QCoro::Task<Result<void>> copyBlob(Job *job, Descriptor blob, std::stop_token stop);
    QCoro::Task<Result<void>> push(Job *job, Part part, QString reference, std::stop_token stop);

    Access &m_from;
    Access &m_to;
    const qint64 m_piece;
};

} // namespace opsdeck::registry
