// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/memory.h"

#include <QCoreApplication>

#include <openssl/evp.h>

namespace opsdeck::http {

namespace {

constexpr qsizetype HashSize = 16;
constexpr qsizetype LongestMark = 512;

/// OpenSSL's, because it uses the processor's own instructions: a large answer is hashed at every poll.
QByteArray hashOf(const QByteArray &bytes)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    size_t size = 0;
    if (EVP_Q_digest(nullptr, "SHA256", nullptr, bytes.constData(), static_cast<size_t>(bytes.size()), digest, &size)
        != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(digest), HashSize).toHex();
}

QByteArray saltOf(const Url &url)
{
    return hashOf(url.bytes() + '\n' + QCoreApplication::applicationVersion().toUtf8());
}

QByteArray shortened(const QByteArray &mark)
{
    return mark.size() <= LongestMark ? mark : QByteArray();
}

} // namespace

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
