// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/checkfacts.h"

#include "app/deploy/environmentguard.h"
#include "app/deploy/factsreader.h"

namespace opsdeck {

std::unique_ptr<DeployFacts> makeCheckFacts(
    const Workspace &workspace, const Surroundings &surroundings, EnvironmentGuard &guard)
{
    const auto lease = [&guard](EnvironmentId environment, std::stop_token stop) {
        return guard.current(std::move(environment), std::move(stop));
    };
    const auto database = [&workspace](const DeployPlan &plan, const ModuleId &part) {
        const Product *product = workspace.product(plan.product);
        return product ? Fact<DatabaseChange>(product->databaseChange(part, plan.version))
                       : Fact<DatabaseChange>(DatabaseChange::None);
    };
    Outside &outside = surroundings.outside;
    return std::make_unique<FactsReader>(FactSources{workspace, outside.hosts(), outside.images(), surroundings.cache,
        surroundings.ledger, lease, database, &outside.keeping()});
}

} // namespace opsdeck
