// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/traffic/haproxylines.h"
#include "models/ports/host.h"
#include "models/ports/traffic.h"

namespace opsdeck::traffic {

/// Through HAProxy's runtime API: a stats socket of level admin. What is set holds until HAProxy starts anew.
class HaproxyTraffic final : public TrafficControl
{
public:
    HaproxyTraffic(TrafficTarget target, Host &host);

    QCoro::Task<Result<void>> setShares(TrafficShare wanted, std::stop_token stop) override;
    /// A server in maintenance stays there: it gets nothing either.
    QCoro::Task<Result<void>> drain(QString server, std::stop_token stop) override;
    /// Refused for a server in maintenance: that was not us.
    QCoro::Task<Result<void>> undrain(QString server, std::stop_token stop) override;
    /// Running and queued ones.
    QCoro::Task<Result<std::optional<qint64>>> sessions(QString server, std::stop_token stop) override;
    QCoro::Task<Result<TrafficShare>> shares(std::stop_token stop) override;

private:
    QCoro::Task<Result<QByteArray>> ask(Result<QByteArray> line, std::stop_token stop);
    QCoro::Task<Result<void>> set(Result<QByteArray> line, std::stop_token stop);
    QCoro::Task<Result<QList<haproxy::Server>>> servers(std::stop_token stop);
    QCoro::Task<Result<haproxy::Server>> server(QString name, std::stop_token stop);
    QCoro::Task<Result<QList<haproxy::Load>>> loads(std::stop_token stop);
    Result<haproxy::Server> find(const QList<haproxy::Server> &all, const QString &name) const;
    tl::unexpected<Error> told(Error error) const;
    tl::unexpected<Error> unchanged(const QString &server) const;

    const TrafficTarget m_target;
    Host &m_host;
};

} // namespace opsdeck::traffic
