// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/leasekeeper.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"

#include <functional>
#include <memory>

namespace opsdeck {

/// Who may change an environment at this moment: nobody while a freeze is on, and of all consoles that share the
/// workspace's folder for leases one at a time. Without such a folder nobody is kept away by a lease. I/O thread;
/// workspace and hosts outlive it, and it outlives its tasks.
class EnvironmentGuard
{
public:
    /// `owner` is the person, as the ledger names them; `holder` is unique to this process. The leases may be kept on
    /// one of the hosts.
    EnvironmentGuard(const Workspace &workspace, HostPool &hosts, QString owner, QString holder);
    ~EnvironmentGuard();

    /// Refused while a freeze is on, or while nobody can say whether one is.
    Result<void> permit(const EnvironmentId &environment, const QDateTime &now) const;
    /// Refused where somebody else holds it, in words that say who, since when and what for. One's own is prolonged.
    QCoro::Task<Result<void>> take(EnvironmentId environment, QString reason, std::stop_token stop);
    /// Keeps it until `done` stops; calls `lost` once where it was taken from us.
    QCoro::Task<void> keep(EnvironmentId environment, std::function<void(const Error &)> lost, std::stop_token done);
    /// What cannot be given back runs out by itself.
    QCoro::Task<void> giveBack(EnvironmentId environment, std::stop_token stop);
    /// Who has it now, if anybody; nobody where no folder for leases is shared.
    QCoro::Task<Result<std::optional<Lease>>> current(EnvironmentId environment, std::stop_token stop);
    /// Takes it away from that holder, and from no other that may have followed.
    QCoro::Task<Result<void>> breakLease(Lease lease, QString reason, std::stop_token stop);

private:
    QCoro::Task<bool> dropDead(EnvironmentId environment, std::stop_token stop);

    const Workspace &m_workspace;
    std::unique_ptr<LeaseStore> m_store; ///< null = no leases
    std::unique_ptr<LeaseKeeper> m_keeper;
};

} // namespace opsdeck
