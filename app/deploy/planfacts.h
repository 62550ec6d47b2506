// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/asking.h"
#include "app/deploy/hostfactsparse.h"
#include "app/deploy/imagepresence.h"
#include "models/domain/workspace.h"
#include "models/ports/store.h"

namespace opsdeck {

// Parts of what FactsReader tells; each can be had alone.

/// Of each change that does something: what its compose file asks for. Pure; may take a while.
QList<ChangeFacts> changeFactsOf(const DeployPlan &plan, const QList<ProductModule> &modules);

/// The freeze of an environment at this moment, as a list of none or one. Unknown while nobody can say.
Fact<QList<ActiveFreeze>> freezesOf(const Workspace &workspace, const EnvironmentId &environment, const QDateTime &now);

/// How the newest run of that product in that environment stands.
QCoro::Task<Fact<LastDeployment>> readLastDeployment(
    Ledger *ledger, ProductId product, EnvironmentId environment, Asking asking, std::stop_token stop);

/// What runs now, under the name that a rollback would give it; its digest is empty where there is no way to say.
ImageRef formerImage(const HostChange &change);

struct HostAnswer
{
    HostFacts facts;
    ImagePresence has; ///< former images
};

/// Every host of the plan, in its order.
QCoro::Task<QList<HostAnswer>> readHosts(
    HostPool *hosts, DeployPlan plan, QList<ChangeFacts> changes, Asking asking, std::stop_token stop);

/// As if nothing of it could be read, for one reason.
HostFacts unknownHost(const HostId &host, const HostQuestions &questions, const Phrase &why);

} // namespace opsdeck
