// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/blobreader.h"

#include "backends/async/await.h"

#include <QCryptographicHash>
#include <QTemporaryFile>

namespace opsdeck::registry {

namespace {

constexpr std::chrono::minutes PieceTimeout{10};
constexpr std::chrono::hours WholeTimeout{12}; // a connection that stalls ends long before
constexpr int MaxTries = 3;
constexpr qint64 MaxErrorBody = 64 * 1024; // a refusal may be larger than what was asked for

/// "bytes 0-99/200" begins where we asked it to.
bool beginsAt(const QByteArray &contentRange, qint64 first)
{
    return contentRange.startsWith("bytes " + QByteArray::number(first) + '-');
}

} // namespace

BlobReader::BlobReader(Access &from, QString repository, Descriptor blob)
    : m_from(from)
    , m_repository(std::move(repository))
    , m_blob(std::move(blob))
    , m_hash(std::make_shared<QCryptographicHash>(QCryptographicHash::Sha256))
{ }

BlobReader::~BlobReader() = default;

http::Request BlobReader::request() const
{
    http::Request request;
    request.url = m_from.repositoryUrl(m_repository).path("blobs").segment(m_blob.digest.text());
    // A compressed answer would count other bytes than the range does.
    request.headers = {{"Accept-Encoding", "identity"}};
    return request;
}

tl::unexpected<Error> BlobReader::wrongLength() const
{
    const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 does not have the %2 bytes that its manifest says"),
        {m_blob.digest.text(), QString::number(m_blob.size)});
    return failure(Error::Kind::BadAnswer, m_from.name(), why);
}

QCoro::Task<Result<QByteArray>> BlobReader::next(qint64 most, std::stop_token stop)
{
    const qint64 length = std::min(most, m_blob.size - m_position);
    if (length == 0)
        co_return QByteArray();
    Result<QByteArray> piece;
    if (m_way == Way::Ranges)
        piece = co_await range(length, stop);
    if (m_way == Way::File && !m_file) {
        const auto filled = co_await fillFile(stop);
        if (!filled)
            co_return tl::unexpected(filled.error());
    }
    if (m_way == Way::File)
        piece = fromFile(length);
    if (!piece)
        co_return piece;
    if (piece->size() != length)
        co_return wrongLength();
    // On the pool: at full speed hashing takes as long as the network.
    auto hashing = [hash = m_hash, bytes = *piece] { return hash->addData(bytes), true; };
    const auto hashed = co_await runOnPool(std::move(hashing), stop);
    if (!hashed)
        co_return tl::unexpected(hashed.error());
    m_position += length;
    co_return piece;
}

/// Sets the other way where the registry answers with all of a blob that is larger than what was asked for.
QCoro::Task<Result<QByteArray>> BlobReader::range(qint64 length, std::stop_token stop)
{
    http::Request asked = request();
    asked.timeout = PieceTimeout;
    asked.maxBody = std::max(length, MaxErrorBody);
    const QByteArray last = QByteArray::number(m_position + length - 1);
    asked.headers.append({"Range", "bytes=" + QByteArray::number(m_position) + '-' + last});
    auto answer = co_await m_from.fetch(asked, mayPull(m_repository), stop);
    const bool isTooLarge = !answer && answer.error().kind == Error::Kind::BadAnswer && answer.error().status == 0;
    const bool isWhole = answer && answer->status == 200 && length != m_blob.size;
    if (m_position == 0 && (isTooLarge || isWhole)) {
        m_way = Way::File;
        co_return QByteArray();
    }
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (isWhole || (answer->status == 206 && !beginsAt(answer->header("content-range"), m_position)))
        co_return failure(Error::Kind::BadAnswer, m_from.name(),
            QStringLiteral("The registry answers another range than it was asked for."));
    co_return std::move(answer->body);
}

QCoro::Task<Result<void>> BlobReader::fillFile(std::stop_token stop)
{
    const auto file = std::make_shared<QTemporaryFile>();
    const auto fault = std::make_shared<QString>();
    if (!file->open())
        co_return failure(Error::Kind::Storage, file->fileTemplate(), file->errorString());
    http::Request asked = request();
    asked.timeout = WholeTimeout;
    asked.maxBody = m_blob.size;
    asked.sink = [file, fault](QByteArrayView piece) {
        if (file->write(piece.data(), piece.size()) == piece.size())
            return true;
        *fault = file->errorString();
        return false;
    };
    for (int attempt = 1;; ++attempt) {
        if (!file->resize(0) || !file->seek(0))
            co_return failure(Error::Kind::Storage, file->fileName(), file->errorString());
        const auto answer = co_await m_from.send(asked, mayPull(m_repository), stop);
        if (!fault->isEmpty() || (answer && !file->flush()))
            co_return failure(Error::Kind::Storage, file->fileName(), file->errorString());
        if (answer && file->size() != m_blob.size)
            co_return wrongLength();
        if (answer)
            break;
        if (attempt == MaxTries || answer.error().kind != Error::Kind::Network)
            co_return tl::unexpected(answer.error());
    }
    m_file = file;
    co_return {};
}

Result<QByteArray> BlobReader::fromFile(qint64 length)
{
    if (!m_file->seek(m_position))
        return failure(Error::Kind::Storage, m_file->fileName(), m_file->errorString());
    QByteArray bytes = m_file->read(length);
    if (bytes.size() != length)
        return failure(Error::Kind::Storage, m_file->fileName(), m_file->errorString());
    return bytes;
}

Result<void> BlobReader::verified() const
{
    const QString found = QStringLiteral("sha256:") + QString::fromLatin1(m_hash->result().toHex());
    if (atEnd() && found == m_blob.digest.text())
        return {};
    const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 is not what the registry sends for it, which is %2"),
        {m_blob.digest.text(), found});
    return failure(Error::Kind::BadAnswer, m_from.name(), why);
}

} // namespace opsdeck::registry
