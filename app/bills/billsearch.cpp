// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bills/billsearch.h"

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype FewestDigits = 6;
constexpr qsizetype LongestShown = 200; ///< of what was typed, in an error

const QString algorithm = u"sha256:"_s;

void add(QList<Digest> &digests, const Digest &digest)
{
    if (!digest.isEmpty() && !digests.contains(digest))
        digests.append(digest);
}

bool isHex(const QString &text)
{
    return std::all_of(
        text.cbegin(), text.cend(), [](QChar c) { return QStringView(u"0123456789abcdef").contains(c); });
}

/// Every digest that anything knows, each once.
QSet<Digest> knownDigests(const BillSearchInput &input)
{
    QSet<Digest> known;
    for (const Bill &bill : input.bills) {
        for (const BillModule &module : bill.modules)
            known << module.digest << module.image.digest;
    }
    for (const Container &container : input.containers)
        known << container.digest;
    for (const Artifact &artifact : input.artifacts)
        known << artifact.digest;
    known.remove(Digest());
    return known;
}

Result<QList<Digest>> beginningWith(const QString &digits, const BillSearchInput &input)
{
    QList<Digest> fitting;
    for (const Digest &digest : knownDigests(input)) {
        if (digest.text().startsWith(algorithm + digits))
            fitting.append(digest);
    }
    if (fitting.size() > 1)
        return failure(Error::Kind::Usage, {},
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 digests begin with %2; give more of it"),
                {QString::number(fitting.size()), digits}));
    if (fitting.isEmpty())
        return failure(
            Error::Kind::NotFound, digits, Phrase(QT_TRANSLATE_NOOP("Phrase", "no digest begins with %1"), {digits}));
    return fitting;
}

/// Whether `named` is of the image that a person wrote, perhaps without its registry.
bool isOf(const ImageRef &named, const ImageRef &written)
{
    const bool sameRegistry
        = written.registry.isEmpty() || named.registry.compare(written.registry, Qt::CaseInsensitive) == 0;
    return sameRegistry && named.repository == written.repository;
}

QList<Digest> underTag(const ImageRef &image, const BillSearchInput &input, const BillIndex &index)
{
    QList<Digest> digests;
    for (const Artifact &artifact : index.artifacts(image)) {
        if (artifact.tags.contains(image.tag))
            add(digests, artifact.digest);
    }
    for (const Bill &bill : input.bills) {
        for (const BillModule &module : bill.modules) {
            if (isOf(module.image, image) && module.image.tag == image.tag)
                add(digests, module.digest);
        }
    }
    return digests;
}

QList<Digest> ofImage(const ImageRef &image, const BillSearchInput &input)
{
    QList<Digest> digests;
    for (const Bill &bill : input.bills) {
        for (const BillModule &module : bill.modules) {
            if (isOf(module.image, image))
                add(digests, module.digest);
        }
    }
    for (const Container &container : input.containers) {
        const auto named = ImageRef::parse(container.image);
        if (named && isOf(*named, image))
            add(digests, container.digest);
    }
    return digests;
}

} // namespace

Result<QList<Digest>> digestsMeant(const QString &text, const BillSearchInput &input, const BillIndex &index)
{
    const QString wanted = text.trimmed();
    const QString shown = wanted.left(LongestShown);
    if (wanted.isEmpty())
        return failure(
            Error::Kind::Usage, {}, Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no digest and no image to look for")));
    if (const Digest digest = Digest::parse(wanted.toLower()); !digest.isEmpty())
        return QList<Digest>{digest};
    const bool hasAlgorithm = wanted.startsWith(algorithm, Qt::CaseInsensitive);
    const QString digits = (hasAlgorithm ? wanted.mid(algorithm.size()) : wanted).toLower();
    const bool isBeginning = digits.size() >= FewestDigits && digits.size() <= 64 && isHex(digits);
    if (isBeginning) {
        auto fitting = beginningWith(digits, input);
        if (fitting || hasAlgorithm || fitting.error().kind == Error::Kind::Usage)
            return fitting;
    }
    const auto image = hasAlgorithm ? std::nullopt : ImageRef::parse(wanted);
    if (!image)
        return failure(Error::Kind::Usage, {},
            Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" is neither a digest, nor six digits of one, nor an image"),
                {shown}));
    if (!image->digest.isEmpty())
        return QList<Digest>{image->digest};
    const QList<Digest> digests = image->tag.isEmpty() ? ofImage(*image, input) : underTag(*image, input, index);
    if (digests.isEmpty())
        return failure(
            Error::Kind::NotFound, shown, Phrase(QT_TRANSLATE_NOOP("Phrase", "no image %1 is known"), {shown}));
    return digests;
}

} // namespace opsdeck
