// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/host.h"
#include "models/ports/traffic.h"

namespace opsdeck::traffic {

/// Through commands that somebody wrote for a balancer that we do not know.
class CommandTraffic final : public TrafficControl
{
public:
    CommandTraffic(TrafficTarget target, Host &host);

    QCoro::Task<Result<void>> setShares(TrafficShare wanted, std::stop_token stop) override;
    QCoro::Task<Result<void>> drain(QString server, std::stop_token stop) override;
    QCoro::Task<Result<void>> undrain(QString server, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<qint64>>> sessions(QString server, std::stop_token stop) override;
    QCoro::Task<Result<TrafficShare>> shares(std::stop_token stop) override;

private:
    QCoro::Task<Result<void>> setShare(QString pool, QString percent, std::stop_token stop);
    QCoro::Task<Result<void>> setState(QStringList words, QString server, QByteArray wanted, std::stop_token stop);
    Result<QString> poolWith(const QString &server) const;

    const TrafficTarget m_target;
    Host &m_host;
};

} // namespace opsdeck::traffic
