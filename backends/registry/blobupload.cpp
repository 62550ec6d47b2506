// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/blobupload.h"

#include "backends/async/await.h"
#include "backends/registry/blobreader.h"

namespace opsdeck::registry {

namespace {

constexpr std::chrono::minutes PieceTimeout{10};
constexpr std::chrono::minutes FinishTimeout{10}; // the registry hashes all of it, or moves it in its storage
constexpr qint64 MostInMemory = 64 * 1024 * 1024;
constexpr int MaxTries = 3;
constexpr std::chrono::milliseconds Pause{300};

bool isPassing(const Error &error)
{
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout
        || (error.status >= 500 && error.status <= 504);
}

} // namespace

BlobUpload::BlobUpload(Access &to, QString repository, Descriptor blob, qint64 piece)
    : m_to(to)
    , m_repository(std::move(repository))
    , m_blob(std::move(blob))
    , m_piece(piece)
    , m_scopes(mayPush(m_repository))
{ }

QCoro::Task<Result<BlobUpload::Outcome>> BlobUpload::run(
    BlobReader *from, QString mountFrom, Progress progress, std::stop_token stop)
{
    const auto present = co_await isPresent(stop);
    if (!present)
        co_return tl::unexpected(present.error());
    if (*present) {
        progress(m_blob.size);
        co_return Outcome::Present;
    }
    auto begun = co_await begin(std::move(mountFrom), stop);
    if (!begun)
        co_return tl::unexpected(begun.error());
    if (begun->bytes().isEmpty()) {
        progress(m_blob.size);
        co_return Outcome::Mounted;
    }
    http::Url place = *begun;
    const auto moved = co_await transfer(from, &place, progress, stop);
    if (!moved) {
        // The registry clears away by itself what is left after a cancel.
        if (moved.error().kind != Error::Kind::Cancelled)
            co_await abandon(place, stop);
        co_return tl::unexpected(moved.error());
    }
    co_return Outcome::Uploaded;
}

QCoro::Task<Result<bool>> BlobUpload::isPresent(std::stop_token stop)
{
    http::Request request;
    request.method = "HEAD";
    request.url = m_to.repositoryUrl(m_repository).path("blobs").segment(m_blob.digest.text());
    const auto answer = co_await m_to.fetch(request, m_scopes, stop);
    if (!answer && answer.error().kind == Error::Kind::NotFound)
        co_return false;
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return true;
}

QCoro::Task<Result<http::Url>> BlobUpload::begin(QString mountFrom, std::stop_token stop)
{
    http::Request request;
    request.method = "POST";
    request.url = m_to.repositoryUrl(m_repository).path("blobs/uploads/");
    Scopes scopes = m_scopes;
    if (!mountFrom.isEmpty()) {
        request.url = request.url.query("mount", m_blob.digest.text()).query("from", mountFrom);
        scopes += mayPull(mountFrom);
    }
    const auto answer = co_await m_to.send(request, scopes, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (answer->status == 201 && !mountFrom.isEmpty())
        co_return http::Url();
    if (answer->status != 202)
        co_return failure(Error::Kind::BadAnswer, m_to.name(),
            QStringLiteral("The registry answers the begin of an upload with HTTP %1.").arg(answer->status));
    const qint64 least = answer->header("oci-chunk-min-length").toLongLong();
    m_piece = std::max(m_piece, std::min(least, MostInMemory));
    co_return m_to.locationOf(request, *answer);
}

/// `place` follows where the registry leads, so that the caller knows it after a failure, too.
QCoro::Task<Result<void>> BlobUpload::transfer(
    BlobReader *from, http::Url *place, Progress progress, std::stop_token stop)
{
    for (;;) {
        const qint64 first = from->position();
        const auto piece = co_await from->next(m_piece, stop);
        if (!piece)
            co_return tl::unexpected(piece.error());
        if (from->atEnd()) {
            // Before the registry gets the last piece, so that what is wrong is told of the one that sent it.
            const auto sound = from->verified();
            if (!sound)
                co_return sound;
            // What fits into one piece goes without a chunk; a longer one's last goes as a chunk like the others,
            // because not every registry takes bytes with the request that ends it.
            if (first == 0) {
                const auto whole = co_await finish(*place, *piece, stop);
                if (whole)
                    progress(m_blob.size);
                co_return whole;
            }
        }
        const auto next = co_await put(*place, *piece, first, stop);
        if (!next)
            co_return tl::unexpected(next.error());
        *place = *next;
        progress(from->position());
        if (from->atEnd())
            break;
    }
    co_return co_await finish(*place, QByteArray(), stop);
}

QCoro::Task<Result<http::Url>> BlobUpload::put(http::Url place, QByteArray piece, qint64 first, std::stop_token stop)
{
    http::Request request;
    request.method = "PATCH";
    request.timeout = PieceTimeout;
    request.body = piece;
    const QByteArray last = QByteArray::number(first + piece.size() - 1);
    request.headers
        = {{"Content-Type", "application/octet-stream"}, {"Content-Range", QByteArray::number(first) + '-' + last}};
    for (int attempt = 1;; ++attempt) {
        request.url = place;
        const auto answer = co_await m_to.send(request, m_scopes, stop);
        if (answer)
            co_return m_to.locationOf(request, *answer);
        if (attempt == MaxTries || !isPassing(answer.error()))
            co_return tl::unexpected(answer.error());
        const auto slept = co_await sleepFor(Pause * attempt, stop);
        if (!slept)
            co_return tl::unexpected(slept.error());
        // The piece may have arrived although its answer did not: sent twice it would be in the blob twice.
        const auto state = co_await held(place, stop);
        if (!state)
            co_return tl::unexpected(answer.error());
        place = state->second;
        if (state->first == first + piece.size())
            co_return place;
        if (state->first != first)
            co_return tl::unexpected(answer.error());
    }
}

QCoro::Task<Result<std::pair<qint64, http::Url>>> BlobUpload::held(http::Url place, std::stop_token stop)
{
    http::Request request;
    request.url = place;
    const auto answer = co_await m_to.fetch(request, m_scopes, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto bytes = bytesHeld(answer->header("range"));
    if (!bytes)
        co_return failure(
            Error::Kind::BadAnswer, m_to.name(), QStringLiteral("The registry does not say how much it has."));
    http::Url next = place;
    if (!answer->header("location").isEmpty()) {
        const auto told = m_to.locationOf(request, *answer);
        if (!told)
            co_return tl::unexpected(told.error());
        next = *told;
    }
    co_return std::pair(*bytes, next);
}

QCoro::Task<Result<void>> BlobUpload::finish(http::Url place, QByteArray rest, std::stop_token stop)
{
    http::Request request;
    request.method = "PUT";
    request.url = place.query("digest", m_blob.digest.text());
    request.timeout = FinishTimeout;
    request.body = std::move(rest);
    request.headers = {{"Content-Type", "application/octet-stream"}};
    const auto answer = co_await m_to.send(request, m_scopes, stop);
    if (answer)
        co_return {};
    // As with a piece: it may be only the answer that got lost.
    if (isPassing(answer.error())) {
        const auto present = co_await isPresent(stop);
        if (present && *present)
            co_return {};
    }
    co_return tl::unexpected(answer.error());
}

/// Best effort: a registry throws old uploads away anyhow.
QCoro::Task<void> BlobUpload::abandon(http::Url place, std::stop_token stop)
{
    http::Request request;
    request.method = "DELETE";
    request.url = std::move(place);
    request.timeout = std::chrono::seconds(10);
    [[maybe_unused]] const auto answer = co_await m_to.send(request, m_scopes, stop);
}

} // namespace opsdeck::registry
