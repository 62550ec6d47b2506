// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <curl/curl.h>

#include <optional>

namespace opsdeck::http {

/// A pinned SHA-256 as people write it: 64 hex digits, with or without colons, or sha256//BASE64; 32 bytes. Nothing
/// where it is neither.
std::optional<QByteArray> parseFingerprint(const QString &text);

/// Whether the transfer's TLS connection, new or reused, ends at a certificate with this fingerprint, of the whole
/// certificate or of its public key. To be asked when the connection stands and nothing has been sent. Empty = yes,
/// else words that tell what is there instead.
QString pinFault(CURL *easy, const QByteArray &fingerprint);

/// When the certificate at the other end of the transfer's TLS connection ends, UTC; invalid where there is none.
QDateTime certificateEnd(CURL *easy);

} // namespace opsdeck::http
