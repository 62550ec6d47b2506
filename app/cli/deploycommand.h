// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commandtarget.h"
#include "app/cli/exitcode.h"
#include "app/cli/interrupt.h"
#include "app/cli/runreport.h"
#include "app/session/session.h"

#include <QObject>
#include <QStringList>

namespace opsdeck {

/// What `opsdeck deploy`, `plan` or `rollback` was asked to do.
struct DeployOptions
{
    CommandTarget target;
    QList<ImageRef> images; ///< of hosts that are named by hand, instead of product, version and environment
    ProductId product;
    QString version;
    EnvironmentId environment;
    QString undoes; ///< of rollback: the run, as for findRun; empty = a deployment
    bool returns = false; ///< of rollback: to what that run left, instead of to what it found
    QString reason; ///< of rollback
    QString confirmed; ///< the production environment's name, typed
    QMap<PrecheckKind, QString> overrides; ///< which checks the caller answers for, and why
    QString confirmedBy; ///< the second person
    bool throughGitLab = false; ///< its runners do the work
    bool planOnly = false;
    bool json = false;

    StartConsent consent() const;
    /// Refused where the environment's name has to be repeated and was not.
    std::optional<Error> missingConfirmation(const Workspace &of, const EnvironmentId &where) const;
};

/// One deployment without a window: plan, show, run, report. Emits `finished` once.
class DeployCommand : public QObject
{
    Q_OBJECT

public:
    DeployCommand(DeployOptions options, Session &session, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(opsdeck::ExitCode code);

private:
    void makePlan();
    void takePlan(const Result<DeployPlan> &plan);
    void takeChecks(const DeployPlan &plan, const Result<PrecheckReport> &report);
    void begin(const DeployPlan &plan);
    void take(const DeployEvent &event);
    void cancel();
    void fail(const Error &error);

    DeployOptions m_options;
    Session &m_session;
    RunReport m_report;
    Interrupt m_interrupt;
    DeployRun m_run;
    bool m_cancelled = false;
};

/// opsdeck deploy|plan WORKSPACE --product P --version V --env E, or -H HOST… -c IMAGE:TAG…, opsdeck rollback WORKSPACE
/// --run ID --reason TEXT; needs a QCoreApplication.
ExitCode runDeploy(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
