// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/session.h"
#include "models/ports/alertactions.h"

namespace opsdeck::alertmanager {

/// What a POST of this silence says: changes the one whose id it carries, else makes one.
QByteArray silenceBody(const Silence &silence);
Result<QString> parseSilenceId(const QByteArray &body, const SourceId &source);

/// Silences of an Alertmanager, or of whatever speaks like one below `api`. It is the server that decides whether a
/// change keeps its id: other matchers, another start, or one that has expired give a new one. Nothing is sent twice.
class Silencing final : public SilenceActions
{
public:
    /// The session outlives this.
    explicit Silencing(http::Session &session, QByteArray api = "api/v2");

    QCoro::Task<Result<QString>> put(Silence silence, std::stop_token stop) override;
    QCoro::Task<Result<void>> expire(QString id, std::stop_token stop) override;
    SilenceCluster cluster() const override { return m_cluster; }
    /// What the source's probe found out.
    void tellCluster(SilenceCluster cluster) { m_cluster = std::move(cluster); }

private:
    http::Session &m_session;
    const QByteArray m_api;
    SilenceCluster m_cluster;
};

} // namespace opsdeck::alertmanager
