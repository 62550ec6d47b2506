// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/lease.h"
#include "models/domain/workspace.h"
#include "models/ports/deployfacts.h"
#include "models/ports/host.h"
#include "models/ports/imagekeeping.h"
#include "models/ports/imageresolver.h"
#include "models/ports/store.h"

#include <chrono>
#include <functional>

namespace opsdeck {

/// Where the facts come from.
struct FactSources
{
    using LeaseOf = std::function<QCoro::Task<Result<std::optional<Lease>>>(EnvironmentId, std::stop_token)>;
    using DatabaseChangeOf = std::function<Fact<DatabaseChange>(const DeployPlan &, const ModuleId &)>;

    const Workspace &workspace;
    HostPool &hosts;
    ImageResolver &images;
    Cache &cache;
    Ledger &ledger;
    LeaseOf lease; ///< the lease that is on, if any; empty = nobody can be asked
    DatabaseChangeOf database; ///< what was declared; empty = nobody declared anything
    ImageKeeping *keeping = nullptr; ///< what registries remove by themselves; null = nobody can be asked
};

/// Asks hosts, registries, the stores and the keeper of leases, all at once. Whoever has not answered by the end of its
/// patience is unknown. I/O thread; the sources outlive it, and it outlives its tasks.
class FactsReader final : public DeployFacts
{
public:
    static constexpr std::chrono::milliseconds Patience{20'000};

    explicit FactsReader(FactSources sources, std::chrono::milliseconds patience = Patience);

    QCoro::Task<Result<PrecheckFacts>> read(DeployPlan plan, QString actor, std::stop_token stop) override;

private:
    FactSources m_sources;
    std::chrono::milliseconds m_patience;
};

} // namespace opsdeck
