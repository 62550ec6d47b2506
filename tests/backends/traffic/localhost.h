// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/host.h"

namespace opsdeck::testing {

/// This machine as a host: commands through its shell, files and sockets as they are.
class LocalHost : public Host
{
public:
    QStringList log; ///< commands and writes in order

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token stop) override;
    QCoro::Task<Result<QByteArray>> readFile(QString path, std::stop_token stop) override;
    QCoro::Task<Result<void>> writeFile(QString path, QByteArray content, int mode, std::stop_token stop) override;
    QCoro::Task<Result<QList<Container>>> containers(std::stop_token stop) override;
    int dialTcp(QString address, quint16 port) override;
    int dialUnix(QString path) override;
    QCoro::Task<Result<void>> trustHostKey(HostKeyOffer offer, std::stop_token stop) override;
};

} // namespace opsdeck::testing
