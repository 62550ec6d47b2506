// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/memory.h"

#include <QCoreApplication>

#include <openssl/evp.h>

namespace opsdeck::http {

namespace {

constexpr qsizetype HashSize = 16;
constexpr qsizetype LongestMark = 512;

QByteArray saltOf(const Url &url)
{
    return hashOf(url.bytes() + '\n' + QCoreApplication::applicationVersion().toUtf8());
}

QByteArray shortened(const QByteArray &mark)
{
    return mark.size() <= LongestMark ? mark : QByteArray();
}

} // namespace

/// OpenSSL's, because it uses the processor's own instructions: a large answer is hashed at every poll. Looked up once,
/// because that takes longer than hashing a small one.
QByteArray hashOf(const QByteArray &bytes)
{
    static EVP_MD *const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (!sha256
        || EVP_Digest(bytes.constData(), static_cast<size_t>(bytes.size()), digest, &size, sha256, nullptr) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(digest), HashSize).toHex();
}

Memory Memory::of(const Answer &answer, const Url &url)
{
    return {
        saltOf(url), hashOf(answer.body), shortened(answer.header("etag")), shortened(answer.header("last-modified"))};
}

Memory Memory::fromText(const QByteArray &text, const Url &url)
{
    const auto parts = text.split(' ');
    if (parts.size() != 4 || parts[0] != saltOf(url) || parts[1].size() != 2 * HashSize)
        return {};
    return {parts[0], parts[1], QByteArray::fromPercentEncoding(parts[2].mid(1)),
        QByteArray::fromPercentEncoding(parts[3].mid(1))};
}

QByteArray Memory::toText() const
{
    return salt + ' ' + hash + " e" + etag.toPercentEncoding() + " m" + lastModified.toPercentEncoding();
}

QList<Header> Memory::conditions() const
{
    QList<Header> headers;
    if (!etag.isEmpty())
        headers.append({"If-None-Match", etag});
    else if (!lastModified.isEmpty())
        headers.append({"If-Modified-Since", lastModified});
    return headers;
}

Answer compared(Answer answer, const Memory &before, const Url &url)
{
    if (answer.status == 304 && !before.hash.isEmpty()) {
        answer.unchanged = true;
        answer.memory = before.toText();
    } else if (answer.isSuccess()) {
        const Memory now = Memory::of(answer, url);
        answer.unchanged = !now.hash.isEmpty() && now.hash == before.hash;
        answer.memory = now.toText();
    }
    return answer;
}

} // namespace opsdeck::http
