// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/alerts/localalertservice.h"
#include "app/bills/localbillservice.h"
#include "app/deploy/gitdeployservice.h"
#include "app/deploy/localdeployservice.h"
#include "app/deploy/localtrafficservice.h"
#include "app/metrics/localmetricservice.h"
#include "app/session/readingsession.h"
#include "app/sync/localsourceservice.h"
#include "app/sync/outside.h"
#include "app/sync/syncservice.h"

#include <memory>

namespace opsdeck {

class ConnectService;
class MessageService;

/// An open workspace: the half that looks, and on it what changes the world: deploy engine, alert desk, forms. Window
/// and command line are two faces of it. GUI (or main) thread.
class Session
{
public:
    /// The redaction learns the workspace's secrets as they are used.
    static Result<std::unique_ptr<Session>> open(
        Workspace workspace, const SessionFolders &folders, const Redaction &redaction = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    const Workspace &workspace() const { return m_reading->workspace(); }
    const Redaction &redaction() const { return m_reading->redaction(); }
    Cache &cache() { return m_reading->cache(); }
    Ledger &ledger() { return m_reading->ledger(); }
    History &history() { return m_reading->history(); }
    StoreCare &storeCare() { return m_reading->storeCare(); }
    DeployService &deployments() { return *m_deployments; }
    GitDeployService &gitDeployments() { return *m_gitDeployments; }
    LocalTrafficService &traffic() { return *m_traffic; }
    SourceService &sources() { return *m_sources; }
    AlertService &alerts() { return *m_alerts; }
    BillService &bills() { return *m_bills; }
    MessageService &messages() { return *m_messages; }
    MetricService &metrics() { return *m_metrics; }
    /// For forms that add to the workspace; made when it is first asked for.
    ConnectService &connecting();

    /// Polls every source from now on.
    void startSync() { m_reading->startSync(); }
    /// Every source once; answers how many failed.
    QFuture<Result<int>> syncOnce() { return m_reading->syncOnce(); }
    void wakeAll() { m_reading->wakeAll(); }
    /// See recoverRuns.
    QFuture<Result<int>> recover();

private:
    Session(std::unique_ptr<ReadingSession> reading, const QString &configFolder);

    const QString m_configFolder;
    std::unique_ptr<ReadingSession> m_reading;
    std::unique_ptr<LocalDeployService> m_deployments;
    std::unique_ptr<GitDeployService> m_gitDeployments;
    std::unique_ptr<LocalTrafficService> m_traffic;
    std::unique_ptr<LocalSourceService> m_sources;
    std::unique_ptr<LocalAlertService> m_alerts;
    std::unique_ptr<LocalBillService> m_bills;
    std::unique_ptr<MessageService> m_messages;
    std::unique_ptr<LocalMetricService> m_metrics;
    std::unique_ptr<ConnectService> m_connecting;
};

} // namespace opsdeck
