// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/interrupt.h"
#include "app/cli/terminal.h"
#include "app/session/session.h"

#include <QObject>
#include <QStringList>

namespace opsdeck {

/// What `opsdeck deploy` was asked to do.
struct DeployOptions
{
    QString workspace;
    ProductId product;
    QString version;
    EnvironmentId environment;
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
    void show(const DeployPlan &plan);
    void take(const DeployEvent &event);
    void end(const DeployEvent &event);
    void cancel();
    void fail(const Error &error);
    void object(const QJsonObject &json);

    DeployOptions m_options;
    Session &m_session;
    Terminal m_out;
    Terminal m_err;
    Interrupt m_interrupt;
    DeployRun m_run;
    bool m_cancelled = false;
};

/// opsdeck deploy WORKSPACE --product P --version V --env E; needs a QCoreApplication.
ExitCode runDeploy(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
