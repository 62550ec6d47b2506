// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/serverdrain.h"
#include "backends/http/turnstile.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"

#include <map>
#include <memory>

namespace opsdeck {

/// Takes hosts out of the balancers that send them requests and back in, by the workspace's traffic routes. Each change
/// is in the ledger first; of one balancer one at a time. I/O thread; workspace, hosts and ledger outlive it.
class HostDrains
{
public:
    HostDrains(const Workspace &workspace, HostPool &hosts, Ledger &ledger, QString actor, Redaction redaction = {});
    ~HostDrains();

    /// Every server of the route that runs on the host gets no new requests and has ended those that it had. NotFound
    /// where the workspace has no such route, or it no server there.
    QCoro::Task<Result<Phrase>> drain(QString route, HostId host, std::stop_token stop);
    QCoro::Task<Result<Phrase>> undrain(QString route, HostId host, std::stop_token stop);

private:
    struct Way; ///< to one balancer

    Result<Way *> wayOf(const QString &route);
    QCoro::Task<Result<Phrase>> forEach(QString route, HostId host, bool isOut, std::stop_token stop);

    const Workspace &m_workspace;
    HostPool &m_hosts;
    Ledger &m_ledger;
    const QString m_actor;
    const Redaction m_redaction;
    std::map<QString, std::unique_ptr<Way>> m_ways; ///< by the route's name
    http::Turnstile m_turnstile;
};

} // namespace opsdeck
