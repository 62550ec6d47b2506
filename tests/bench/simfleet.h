// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/planner.h"
#include "backends/registry/resolver.h"
#include "tests/backends/ssh/sshfixture.h"
#include "tests/bench/child.h"

namespace opsdeck::bench {

/// Simulated hosts and their registry in a process of their own: each host runs version 1 of every module of a product,
/// and the registry has a version 2. Whatever a host is asked for is answered at once: it never makes anybody wait.
class SimFleet
{
public:
    SimFleet(int hosts, int modules);

    QString folder() const { return m_dir.path(); }

private:
    QTemporaryDir m_dir;
    Server m_server;
};

/// What a part needs to deploy to them, on its own thread.
class SimFleetClient
{
public:
    static constexpr int HostsAtATime = 64; ///< as many as the planner looks at

    explicit SimFleetClient(const QString &folder);

    const Workspace &workspace() const { return m_workspace; }
    HostPool &hosts() const { return *m_client->pool; }
    ImageResolver &images() { return *m_images; }
    /// Ends the benchmark where there is none.
    DeployPlan plan(const QString &version, HostPool *hosts = nullptr);

private:
    Workspace m_workspace;
    std::unique_ptr<testing::HostClient> m_client;
    std::unique_ptr<registry::Resolver> m_images;
};

} // namespace opsdeck::bench
