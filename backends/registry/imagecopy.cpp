// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/imagecopy.h"

#include "backends/registry/blobreader.h"
#include "backends/registry/blobupload.h"

#include <QSet>

#include <algorithm>

namespace opsdeck::registry {

namespace {

constexpr qsizetype MaxManifests = 500;
constexpr qint64 MaxManifestBytes = 32 * 1024 * 1024; // of one image, all together
constexpr int MaxDepth = 3;

} // namespace

ImageCopy::ImageCopy(Access &from, Access &to, qint64 piece)
    : m_from(from)
    , m_to(to)
    , m_piece(piece)
{ }

QCoro::Task<Result<Digest>> ImageCopy::run(ImageRef source, ImageRef target, Progress progress, std::stop_token stop)
{
    Job job{source.repository, target.repository, {}, {}, std::move(progress)};
    const QString reference = source.digest.isEmpty() ? source.tag : source.digest.text();
    const auto collected = co_await collect(&job, reference, stop);
    if (!collected)
        co_return tl::unexpected(collected.error());
    const auto copied = co_await copyBlobs(&job, stop);
    if (!copied)
        co_return tl::unexpected(copied.error());
    for (qsizetype i = 0; i < job.parts.size(); ++i) {
        const Part part = job.parts.at(i);
        const QString name = i + 1 == job.parts.size() ? target.tag : part.digest.text();
        const auto pushed = co_await push(&job, part, name, stop);
        if (!pushed)
            co_return tl::unexpected(pushed.error());
    }
    const Digest digest = job.parts.last().digest;
    co_return digest;
}

/// Reads the manifest and all that it leads to; nothing is written before all of them are known to be readable.
QCoro::Task<Result<void>> ImageCopy::collect(Job *job, QString reference, std::stop_token stop)
{
    QList<Wanted> wanted{{std::move(reference), 0}};
    qint64 bytes = 0;
    while (!wanted.isEmpty()) {
        const Wanted next = wanted.takeFirst();
        const auto part = co_await read(job->from, next.reference, stop);
        if (!part)
            co_return tl::unexpected(part.error());
        bytes += part->body.size();
        if (next.depth > MaxDepth || job->parts.size() == MaxManifests || bytes > MaxManifestBytes) {
            const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 consists of too many manifests"), {job->from});
            co_return failure(Error::Kind::Refused, m_from.name(), why);
        }
        job->parts.prepend(*part); // those that are named come before who names them
        // One that two lists name is read twice, so that it comes before both.
        for (const Descriptor &child : part->manifest.children)
            wanted.append({child.digest.text(), next.depth + 1});
    }
    co_return {};
}

QCoro::Task<Result<ImageCopy::Part>> ImageCopy::read(QString repository, QString reference, std::stop_token stop)
{
    http::Request request;
    request.url = m_from.repositoryUrl(repository).path("manifests").segment(reference);
    request.headers = {{"Accept", manifestTypes()}};
    request.maxBody = MaxManifest;
    const auto answer = co_await m_from.fetch(request, mayPull(repository), stop);
    if (!answer && answer.error().kind == Error::Kind::NotFound)
        co_return failure(Error::Kind::NotFound, m_from.name(), repository + u':' + reference, answer.error().status);
    if (!answer)
        co_return tl::unexpected(answer.error());
    Part part;
    part.body = answer->body;
    part.digest = digestOf(part.body);
    const Digest asked = Digest::parse(reference);
    if (!asked.isEmpty() && asked != part.digest) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 is not what the registry sends for it, which is %2"),
            {asked.text(), part.digest.text()});
        co_return failure(Error::Kind::BadAnswer, m_from.name(), why);
    }
    auto manifest = parseManifest(part.body, QString::fromUtf8(answer->header("content-type")), m_from.name());
    if (!manifest)
        co_return tl::unexpected(manifest.error());
    part.manifest = std::move(*manifest);
    co_return part;
}

QCoro::Task<Result<void>> ImageCopy::copyBlobs(Job *job, std::stop_token stop)
{
    QList<Descriptor> blobs;
    QSet<Digest> known;
    for (const Part &part : std::as_const(job->parts)) {
        for (const Descriptor &blob : part.manifest.blobs) {
            if (known.contains(blob.digest))
                continue;
            known.insert(blob.digest);
            blobs.append(blob);
            job->progress.total += blob.size;
        }
    }
    job->tell(job->progress);
    for (qsizetype i = 0; i < blobs.size(); ++i) {
        const auto copied = co_await copyBlob(job, blobs.at(i), stop);
        if (!copied)
            co_return copied;
    }
    co_return {};
}

QCoro::Task<Result<void>> ImageCopy::copyBlob(Job *job, Descriptor blob, std::stop_token stop)
{
    const bool isWithin = m_from.isSameAs(m_to);
    if (isWithin && job->from == job->to) { // another tag of what is there
        job->progress.done += blob.size;
        job->tell(job->progress);
        co_return {};
    }
    const CopyProgress before = job->progress;
    BlobReader reader(m_from, job->from, blob);
    BlobUpload upload(m_to, job->to, blob, m_piece);
    const auto tell = [job, before](qint64 bytes) {
        job->progress.done = before.done + bytes;
        job->tell(job->progress);
    };
    const QString mountFrom = isWithin ? job->from : QString();
    const auto outcome = co_await upload.run(&reader, mountFrom, tell, stop);
    if (!outcome)
        co_return tl::unexpected(outcome.error());
    if (*outcome == BlobUpload::Outcome::Uploaded) {
        job->progress.sent += blob.size;
        job->tell(job->progress);
    }
    co_return {};
}

QCoro::Task<Result<void>> ImageCopy::push(Job *job, Part part, QString reference, std::stop_token stop)
{
    http::Request request;
    request.method = "PUT";
    request.url = m_to.repositoryUrl(job->to).path("manifests").segment(reference);
    request.body = part.body;
    request.headers = {{"Content-Type", part.manifest.mediaType.toUtf8()}};
    const auto answer = co_await m_to.send(request, mayPush(job->to), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const QByteArray told = answer->header("docker-content-digest");
    if (!told.isEmpty() && told != part.digest.text().toUtf8()) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the registry took %1 for %2"),
            {part.digest.text(), QString::fromUtf8(told.left(100))});
        co_return failure(Error::Kind::BadAnswer, m_to.name(), why);
    }
    co_return {};
}

} // namespace opsdeck::registry
