// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/image.h"

#include <QRegularExpression>

#include <algorithm>

namespace opsdeck {

Digest Digest::parse(const QString &text)
{
    // By hand: the store reads thousands of them whenever a page opens.
    constexpr QLatin1StringView algorithm("sha256:");
    constexpr qsizetype hexDigits = 64;
    const auto isHexDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    Digest digest;
    if (text.size() == algorithm.size() + hexDigits && text.startsWith(algorithm)
        && std::all_of(text.cbegin() + algorithm.size(), text.cend(), isHexDigit))
        digest.m_text = text;
    return digest;
}

std::optional<ImageRef> ImageRef::parse(const QString &text)
{
    static const QRegularExpression repositoryForm(
        QStringLiteral("\\A[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*\\z"));
    static const QRegularExpression registryForm(QStringLiteral("\\A[A-Za-z0-9.-]+(?::[0-9]+)?\\z"));
    static const QRegularExpression tagForm(QStringLiteral("\\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\\z"));

    ImageRef ref;
    QString rest = text;
    if (const auto at = rest.indexOf(u'@'); at >= 0) {
        ref.digest = Digest::parse(rest.mid(at + 1));
        if (ref.digest.isEmpty())
            return std::nullopt;
        rest.truncate(at);
    }
    if (const auto colon = rest.lastIndexOf(u':'); colon > rest.lastIndexOf(u'/')) {
        ref.tag = rest.mid(colon + 1);
        if (!tagForm.match(ref.tag).hasMatch())
            return std::nullopt;
        rest.truncate(colon);
    }
    // The first part is a registry only if it looks like a host: a dot, a port, or localhost.
    if (const auto slash = rest.indexOf(u'/'); slash > 0) {
        const QString first = rest.left(slash);
        if (first.contains(u'.') || first.contains(u':') || first == u"localhost") {
            if (!registryForm.match(first).hasMatch())
                return std::nullopt;
            ref.registry = first;
            rest.remove(0, slash + 1);
        }
    }
    if (!repositoryForm.match(rest).hasMatch())
        return std::nullopt;
    ref.repository = rest;
    return ref;
}

QString ImageRef::name() const
{
    return registry.isEmpty() ? repository : registry + u'/' + repository;
}

QString ImageRef::text() const
{
    QString all = name();
    if (!tag.isEmpty())
        all += u':' + tag;
    if (!digest.isEmpty())
        all += u'@' + digest.text();
    return all;
}

ImageRef ImageRef::withTag(const QString &newTag) const
{
    return {registry, repository, newTag, {}};
}

ImageRef ImageRef::pinned(const Digest &to) const
{
    return {registry, repository, {}, to};
}

} // namespace opsdeck
