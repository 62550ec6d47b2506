// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    QString workspace;
    ProductId product;
    QString version;
    EnvironmentId environment;
    QString undoes; ///< of rollback: the run, as for findRun; empty = a deployment
    QString reason; ///< of rollback
    QString confirmed; ///< the production environment's name, typed
    bool planOnly = false;
    bool json = false;
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

/// opsdeck deploy|plan WORKSPACE --product P --version V --env E, opsdeck rollback WORKSPACE --run ID --reason TEXT;
/// needs a QCoreApplication.
ExitCode runDeploy(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
