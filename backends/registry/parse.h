// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"

#include <chrono>
#include <optional>

namespace opsdeck::registry {

// Answers of a registry (Docker registry v2, OCI distribution): bytes in, values out.

/// How a registry wants to be asked, from WWW-Authenticate.
struct Challenge
{
    enum class Scheme
    {
        Basic,
        Bearer
    };

    Scheme scheme = Scheme::Basic;
    QByteArray realm; ///< Bearer: where tokens are given out
    QString service;

    bool operator==(const Challenge &) const = default;
};

/// The one we can answer, Bearer before Basic; nothing where there is none.
std::optional<Challenge> parseChallenge(const http::Answer &answer);

struct Token
{
    QString text;
    std::chrono::seconds lifetime{60};
};

Result<Token> parseToken(const QByteArray &body, const QString &origin);
/// Tags of one page; a repository without any says null.
Result<QStringList> parseTags(const QByteArray &body, const QString &origin);

/// How many bytes of an upload the registry has, by its Range header: "0-4095" or "bytes=0-4095". Nothing where it is
/// no range that can be. Some say 0-0 for none.
std::optional<qint64> bytesHeld(QByteArray range);

/// True where the token server may see the registry's password: the same origin, or HTTPS at the same host, one label
/// above or below it, or a sibling in the same domain (auth.example.com for registry.example.com).
bool mayTrustRealm(const http::Url &registry, const http::Url &realm);

} // namespace opsdeck::registry
