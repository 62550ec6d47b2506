// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/imagepresence.h"

#include "app/deploy/beside.h"
#include "backends/ssh/command.h"

#include <algorithm>
#include <cctype>

namespace opsdeck {

namespace {

constexpr int ImagesAtATime = 64; // the connections to a registry are limited below
constexpr qsizetype MostSaid = 300; // characters of an engine's words

QCoro::Task<Result<Fact<bool>>> inRegistry(ImageResolver *images, ImageRef wanted, Asking asking, std::stop_token stop)
{
    const auto ask = [images, wanted](std::stop_token token) { return images->resolve(wanted, std::move(token)); };
    const auto digest = co_await within<Digest>(asking, ask, stop);
    if (!digest && digest.error().kind == Error::Kind::NotFound)
        co_return Fact<bool>(false, whyFailed(digest.error()));
    if (!digest)
        co_return Fact<bool>::unknown(whyFailed(digest.error()));
    if (!wanted.digest.isEmpty() && *digest != wanted.digest)
        co_return Fact<bool>::unknown(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "asked for %1, the registry answers %2"), {wanted.text(), digest->text()}));
    co_return Fact<bool>(true);
}

bool saysMissing(const QByteArray &line)
{
    const QByteArray low = line.toLower();
    return low.contains("no such image") || low.contains("no such object") || low.contains("image not known");
}

bool isAlphanumeric(const QByteArray &line, qsizetype at)
{
    return at >= 0 && at < line.size() && std::isalnum(static_cast<unsigned char>(line.at(at))) != 0;
}

/// Whether the line speaks of this very image, and not of one whose name begins or ends with its.
bool speaksOf(const QByteArray &line, const QByteArray &image)
{
    const auto isPart = [&line](qsizetype at, QByteArrayView marks) {
        return isAlphanumeric(line, at) || (at >= 0 && at < line.size() && marks.contains(line.at(at)));
    };
    for (qsizetype at = line.indexOf(image); at >= 0; at = line.indexOf(image, at + 1)) {
        const qsizetype end = at + image.size();
        const bool goesOn = isAlphanumeric(line, end) || (isPart(end, "._-/:@") && isAlphanumeric(line, end + 1));
        if (!goesOn && !isPart(at - 1, "._-/@"))
            return true;
    }
    return false;
}

} // namespace

QCoro::Task<ImagePresence> imagesInRegistries(
    ImageResolver *images, QList<ImageRef> wanted, Asking asking, std::stop_token stop)
{
    const Asking each = asking.forEachOf(wanted.size(), ImagesAtATime);
    const auto ask = [images, each](const ImageRef &image, std::stop_token token) {
        return inRegistry(images, image, each, std::move(token));
    };
    const auto answers = co_await beside<Fact<bool>>(wanted, ImagesAtATime, ask, stop);
    ImagePresence presence;
    for (qsizetype i = 0; i < wanted.size(); ++i)
        presence.insert(wanted.at(i).text(), answers.at(i).value_or(Fact<bool>()));
    co_return presence;
}

ImagePresence imagesInspected(const ExecResult &result, const QList<ImageRef> &wanted)
{
    ImagePresence presence;
    const QList<QByteArray> complaints = result.err.split('\n');
    for (const ImageRef &image : wanted) {
        const QByteArray text = image.text().toUtf8();
        const bool isMissing = std::any_of(complaints.cbegin(), complaints.cend(),
            [&text](const QByteArray &line) { return saysMissing(line) && speaksOf(line, text); });
        if (isMissing)
            presence.insert(image.text(), false);
        else if (!image.digest.isEmpty() && result.out.contains(image.digest.text().toUtf8()))
            presence.insert(image.text(), true);
        else
            presence.insert(image.text(),
                Fact<bool>::unknown(
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "the host does not tell which images it has: %1"),
                        {QString::fromUtf8(result.err.trimmed()).right(MostSaid)})));
    }
    return presence;
}

QCoro::Task<ImagePresence> imagesOnHost(Host *host, QList<ImageRef> wanted, Asking asking, std::stop_token stop)
{
    ImagePresence presence;
    if (wanted.isEmpty())
        co_return presence;
    QStringList words{QStringLiteral("docker"), QStringLiteral("image"), QStringLiteral("inspect"),
        QStringLiteral("--format"), QStringLiteral("{{.RepoDigests}}"), QStringLiteral("--")};
    for (const ImageRef &image : wanted)
        words.append(image.text());
    ExecRequest request;
    request.command = remoteCommand(words);
    const auto ask = [host, request](std::stop_token token) { return host->exec(request, std::move(token)); };
    const auto result = co_await within<ExecResult>(asking, ask, stop);
    if (result)
        co_return imagesInspected(*result, wanted);
    for (const ImageRef &image : wanted)
        presence.insert(image.text(), Fact<bool>::unknown(whyFailed(result.error())));
    co_return presence;
}

Fact<bool> isAnywhere(const Fact<bool> &inRegistry, const Fact<bool> &onHost)
{
    if ((inRegistry.isKnown() && *inRegistry) || (onHost.isKnown() && *onHost))
        return true;
    if (inRegistry.isKnown() && onHost.isKnown())
        return {false, inRegistry.why};
    return Fact<bool>::unknown(inRegistry.isKnown() ? onHost.why : inRegistry.why);
}

} // namespace opsdeck
