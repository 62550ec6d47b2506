// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/session.h"
#include "models/ports/imagekeeping.h"

namespace opsdeck::harbor {

/// Retention policies and immutable tags of the workspace's Harbors. Reads only.
class Keeping final : public ImageKeeping
{
public:
    /// Connections of other kinds than harbor are left aside.
    Keeping(QList<Connection> connections, http::Client &http, SecretStore &secrets);

    QCoro::Task<Result<std::optional<KeepingRules>>> rules(ImageRef image, std::stop_token stop) override;

private:
    struct Place
    {
        SourceId source;
        QString project;
        QString repository; ///< without project

        http::Url projectUrl(const http::Session &session) const;
    };

    QCoro::Task<Result<std::optional<ImageRetention>>> policy(
        http::Session *session, Place place, std::stop_token stop);
    QCoro::Task<Result<QList<ImmutableRule>>> immutable(http::Session *session, Place place, std::stop_token stop);
    QCoro::Task<Result<void>> readImages(
        http::Session *session, Place place, KeepingRules *rules, std::stop_token stop);

    QList<Connection> m_connections;
    http::Client &m_http;
    SecretStore &m_secrets;
};

} // namespace opsdeck::harbor
