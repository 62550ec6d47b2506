// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/gitlab/gitlabsim.h"
#include "tests/sim/harbor/harborsim.h"
#include "tests/sim/monitoring/alertmanagersim.h"
#include "tests/sim/monitoring/prometheussim.h"
#include "tests/sim/ssh/sshworld.h"
#include "tests/sim/story/story.h"

namespace opsdeck::sim {

/// All simulators, filled from one story: what the demo and the end-to-end tests work on. Everything listens on
/// loopback only. The SSH side has a thread of its own; the rest lives in the thread that made the world.
class DemoWorld
{
public:
    explicit DemoWorld(quint32 seed = 7, int hosts = 6);

    /// False where a port or address cannot be had; errorText() says which.
    bool start();
    QString errorText() const { return m_error; }

    const Story &story() const { return m_story; }
    SimClock &clock() { return m_clock; }
    GitLabSim &gitlab() { return m_gitlab; }
    HarborSim &harbor() { return m_harbor; }
    AlertmanagerSim &alertmanager() { return m_alertmanager; }
    PrometheusSim &prometheus() { return m_prometheus; }
    SshWorld &ssh() { return m_ssh; }

private:
    void fillGitLab();
    void fillHarbor();
    void fillMonitoring();
    bool fillHosts();
    void fillHost(FakeHost &host);

    SimClock m_clock;
    Story m_story;
    GitLabSim m_gitlab;
    HarborSim m_harbor;
    AlertmanagerSim m_alertmanager;
    PrometheusSim m_prometheus;
    SshWorld m_ssh;
    QString m_error;
};

/// The compose file of a service, from the demo's template. `image` is complete; `registry` serves the images beside
/// it.
QByteArray composeFile(const ServiceRow &service, const QString &image, const QString &registry);

} // namespace opsdeck::sim
