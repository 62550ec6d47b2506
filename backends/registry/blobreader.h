// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/registry/access.h"
#include "backends/registry/manifest.h"

#include <memory>

class QCryptographicHash;
class QTemporaryFile;

namespace opsdeck::registry {

/// Reads a blob in pieces of a bounded size, each asked for by itself, so that only one is ever in memory and a broken
/// connection costs one piece. From a registry that knows no ranges the blob goes to a temporary file first. Hashes
/// what it hands out. I/O thread; outlives its coroutines.
class BlobReader
{
public:
    BlobReader(Access &from, QString repository, Descriptor blob);
    ~BlobReader();
    BlobReader(const BlobReader &) = delete;
    BlobReader &operator=(const BlobReader &) = delete;

    /// The next piece: `most` bytes, fewer only at the end.
    QCoro::Task<Result<QByteArray>> next(qint64 most, std::stop_token stop);
    qint64 position() const { return m_position; }
    bool atEnd() const { return m_position == m_blob.size; }
    /// At the end: whether all of it is what its digest says.
    Result<void> verified() const;

private:
    enum class Way
    {
        Ranges,
        File
    };

    http::Request request() const;
    QCoro::Task<Result<QByteArray>> range(qint64 length, std::stop_token stop);
    QCoro::Task<Result<void>> fillFile(std::stop_token stop);
    Result<QByteArray> fromFile(qint64 length);
    tl::unexpected<Error> wrongLength() const;

    Access &m_from;
    const QString m_repository;
    const Descriptor m_blob;
    std::shared_ptr<QCryptographicHash> m_hash;
    std::shared_ptr<QTemporaryFile> m_file;
    qint64 m_position = 0;
    Way m_way = Way::Ranges;
};

} // namespace opsdeck::registry
