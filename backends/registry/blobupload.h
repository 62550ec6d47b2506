// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/registry/access.h"
#include "backends/registry/manifest.h"

namespace opsdeck::registry {

class BlobReader;

/// Brings one blob into a repository: not at all where it is there, by name where it is elsewhere in the same registry,
/// else piece by piece. Nothing counts until the last request, which the registry holds against the digest. I/O thread;
/// outlives its coroutines.
class BlobUpload
{
public:
    enum class Outcome
    {
        Present,
        Mounted,
        Uploaded
    };
    /// Bytes of this blob that are there now. A function without reference to whoever may be gone.
    using Progress = std::function<void(qint64 bytes)>;

    /// `piece`: bytes a request. `mountFrom`: a repository of the same registry that has the blob; may be empty.
    BlobUpload(Access &to, QString repository, Descriptor blob, qint64 piece);

    QCoro::Task<Result<Outcome>> run(BlobReader *from, QString mountFrom, Progress progress, std::stop_token stop);

private:
    QCoro::Task<Result<bool>> isPresent(std::stop_token stop);
    /// Nothing in the address: it was mounted.
    QCoro::Task<Result<http::Url>> begin(QString mountFrom, std::stop_token stop);
    QCoro::Task<Result<void>> transfer(BlobReader *from, http::Url *place, Progress progress, std::stop_token stop);
    QCoro::Task<Result<http::Url>> put(http::Url place, QByteArray piece, qint64 first, std::stop_token stop);
    /// How many bytes the registry has, and where the next ones go.
    QCoro::Task<Result<std::pair<qint64, http::Url>>> held(http::Url place, std::stop_token stop);
    QCoro::Task<Result<void>> finish(http::Url place, QByteArray rest, std::stop_token stop);
    QCoro::Task<void> abandon(http::Url place, std::stop_token stop);

    Access &m_to;
    const QString m_repository;
    const Descriptor m_blob;
    qint64 m_piece;
    const Scopes m_scopes;
};

} // namespace opsdeck::registry
