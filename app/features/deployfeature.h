// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/deployservice.h"
#include "app/features/feature.h"

#include <QMap>

namespace opsdeck {

class DeployPage;
class GitDeployments;
class GitDeployService;
struct RunDecision;

/// The deploy page with its service and the ledger. A run is shown from its journal, with the lines that the journal
/// has not got yet taken from the events as they came.
class DeployFeature : public Feature
{
    Q_OBJECT

public:
    DeployFeature(
        const FeatureContext &context, DeployService &service, GitDeployService &gitService, QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;

private:
    void connectPage();
    void connectLeases();
    void readRuns();
    void readVersions(const ProductId &product);
    void makePlan(const ProductId &product, const QString &version, const EnvironmentId &environment);
    void takePlan(quint64 request, const Result<DeployPlan> &plan);
    void check(const DeployPlan &plan);
    void start(const DeployPlan &plan, const StartConsent &consent);
    void carryOut(const RunDecision &decision);
    void readLease(const EnvironmentId &environment);
    void breakLease(const Lease &seen, const QString &reason);
    void goBack(const RunDecision &decision);
    void askReturn(const RunId &run);
    void openRun(const RunId &run);
    void showRun(const DeployRun &run);
    void replay(const RunId &run, const QList<DeployEvent> &journal);
    void takeEvent(const DeployEvent &event);

    FeatureContext m_context;
    DeployService &m_service;
    DeployPage *m_page; ///< the shell owns it
    GitDeployments *m_git;
    QMap<RunId, QMap<qint64, DeployEvent>> m_live; ///< the newest events of runs that have not ended, by sequence
    QList<DeployRun> m_runs;
    RunId m_replaying; ///< its journal is being read: events wait in m_live
    quint64 m_planRequest = 0; ///< only the newest plan is shown
};

} // namespace opsdeck
