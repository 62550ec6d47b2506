// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/host.h"
#include "models/ports/traffic.h"

namespace opsdeck::traffic {

/// Through the file of nginx or Envoy. nginx tests the new file first; what it does not like is taken back, and its
/// words are the error. The file keeps its mode; links are followed. Who is drained is in the file, but in a pool
/// without a share only in this object.
class FileTraffic final : public TrafficControl
{
public:
    FileTraffic(TrafficTarget target, Host &host);

    QCoro::Task<Result<void>> setShares(TrafficShare wanted, std::stop_token stop) override;
    QCoro::Task<Result<void>> drain(QString server, std::stop_token stop) override;
    QCoro::Task<Result<void>> undrain(QString server, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<qint64>>> sessions(QString server, std::stop_token stop) override;
    /// As the file says; nobody asks whether the servers run.
    QCoro::Task<Result<TrafficShare>> shares(std::stop_token stop) override;

private:
    struct Opened
    {
        QString path; ///< behind all links
        int mode = 0;
        QByteArray content;
        QList<TrafficServer> servers;
    };

    QCoro::Task<Result<Opened>> open(std::stop_token stop);
    QCoro::Task<Result<void>> change(Opened before, Result<QList<TrafficServer>> planned, std::stop_token stop);
    QCoro::Task<Result<void>> takeOver(std::stop_token stop);
    QCoro::Task<Error> putBack(Opened before, Error why, std::stop_token stop);
    Result<QList<TrafficServer>> parse(const QByteArray &content) const;
    Result<QByteArray> rewrite(const QByteArray &content, const QList<TrafficServer> &servers) const;
    tl::unexpected<Error> told(Error error) const;

    const TrafficTarget m_target;
    Host &m_host;
    QSet<QString> m_drained;
};

} // namespace opsdeck::traffic
