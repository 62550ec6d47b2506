// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/host.h"

#include <QMap>

namespace opsdeck::testing {

/// A host in memory: files, containers, and a list of what was done to it. A test edits it and reads it back.
class FakeHost : public Host
{
public:
    QMap<QString, QByteArray> files;
    QList<Container> running;
    QStringList log; ///< commands, reads and writes in order
    QMap<QString, ExecResult> answers; ///< by the start of the command; others succeed
    std::function<void(const QString &command)> onExec; ///< before the answer
    std::optional<Error> offline; ///< every call fails so
    bool hangs = false; ///< exec answers only when stopped

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token stop) override;
    QCoro::Task<Result<QByteArray>> readFile(QString path, std::stop_token stop) override;
    QCoro::Task<Result<void>> writeFile(QString path, QByteArray content, int mode, std::stop_token stop) override;
    QCoro::Task<Result<QList<Container>>> containers(std::stop_token stop) override;
    QCoro::Task<Result<void>> trustHostKey(HostKeyOffer offer, std::stop_token stop) override;
};

class FakeHostPool : public HostPool
{
public:
    QMap<HostId, FakeHost *> hosts;
    Host *host(const HostId &id) override { return hosts.value(id); }
};

} // namespace opsdeck::testing
