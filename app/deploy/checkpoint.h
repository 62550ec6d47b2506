// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheckjson.h"
#include "models/domain/precheckreport.h"
#include "models/domain/workspace.h"
#include "models/ports/deployfacts.h"

namespace opsdeck {

/// What is written into the ledger of the checks before a run.
struct StartRecord
{
    PrecheckRecord before;
    QString confirmedBy; ///< the second person; empty = none was needed
};

/// The checks before a deployment, and whether a person's consent is enough to begin in spite of what they found. I/O
/// thread; workspace and facts outlive it, and it outlives its tasks.
class Checkpoint
{
public:
    /// `actor` as the ledger names them, with the role that the workspace gives them.
    Checkpoint(const Workspace &workspace, DeployFacts &facts, QString actor, Role role);

    /// An error is only that it was cancelled.
    QCoro::Task<Result<PrecheckReport>> check(DeployPlan plan, std::stop_token stop);
    /// Looks once more, for the world goes on meanwhile. Refused names all that stands in the way.
    QCoro::Task<Result<StartRecord>> pass(DeployPlan plan, StartConsent consent, std::stop_token stop);

private:
    const Workspace &m_workspace;
    DeployFacts &m_facts;
    QString m_actor;
    Role m_role;
};

} // namespace opsdeck
