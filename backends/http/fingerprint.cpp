// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/fingerprint.h"

#include <QCryptographicHash>

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <ctime>
#include <memory>

namespace opsdeck::http {

namespace {

constexpr qsizetype Sha256Size = 32;

/// DER by one of OpenSSL's i2d functions, hashed.
template <typename T> QByteArray sha256(T *object, int (*encode)(T *, unsigned char **))
{
    unsigned char *bytes = nullptr;
    const int size = encode(object, &bytes);
    if (size <= 0)
        return {};
    const QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    return QCryptographicHash::hash(der, QCryptographicHash::Sha256);
}

int encodeCertificate(X509 *certificate, unsigned char **bytes)
{
    return i2d_X509(certificate, bytes);
}

int encodeKey(X509 *certificate, unsigned char **bytes)
{
    return i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), bytes);
}

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

/// Null where the connection is not one of TLS.
SSL *tlsOf(CURL *easy)
{
    curl_tlssessioninfo *info = nullptr;
    curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &info);
    const bool isTls = info != nullptr && info->backend == CURLSSLBACKEND_OPENSSL && info->internals != nullptr;
    return isTls ? static_cast<SSL *>(info->internals) : nullptr;
}

Certificate certificateOf(SSL *tls)
{
    return {SSL_get1_peer_certificate(tls), &X509_free};
}

} // namespace

std::optional<QByteArray> parseFingerprint(const QString &text)
{
    const QByteArray written = text.trimmed().toLatin1();
    QByteArray bytes;
    if (written.startsWith("sha256//")) {
        const auto decoded = QByteArray::fromBase64Encoding(written.mid(8), QByteArray::AbortOnBase64DecodingErrors);
        if (decoded)
            bytes = *decoded;
    } else {
        const QByteArray digits = QByteArray(written).replace(':', "").toLower();
        bytes = QByteArray::fromHex(digits);
        if (bytes.toHex() != digits)
            bytes.clear();
    }
    return bytes.size() == Sha256Size ? std::optional(bytes) : std::nullopt;
}

QString pinFault(CURL *easy, const QByteArray &fingerprint)
{
    SSL *tls = tlsOf(easy);
    if (tls == nullptr)
        return QStringLiteral("The connection is not one of TLS, so that its fingerprint cannot be checked.");
    const Certificate certificate = certificateOf(tls);
    if (!certificate)
        return QStringLiteral("The server shows no certificate.");
    const QByteArray shown = sha256(certificate.get(), &encodeCertificate);
    if (!shown.isEmpty() && (shown == fingerprint || sha256(certificate.get(), &encodeKey) == fingerprint))
        return {};
    return QStringLiteral("The server's certificate is not the pinned one; its SHA-256 fingerprint is %1.")
        .arg(QString::fromLatin1(shown.toHex(':').toUpper()));
}

QDateTime certificateEnd(CURL *easy)
{
    SSL *tls = tlsOf(easy);
    const Certificate certificate = tls ? certificateOf(tls) : Certificate(nullptr, &X509_free);
    std::tm end{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1)
        return {};
    const QDate date(end.tm_year + 1900, end.tm_mon + 1, end.tm_mday);
    return QDateTime(date, QTime(end.tm_hour, end.tm_min, std::min(end.tm_sec, 59)), Qt::UTC);
}

} // namespace opsdeck::http
