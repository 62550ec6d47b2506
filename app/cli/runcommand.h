// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commandtarget.h"
#include "app/cli/interrupt.h"
#include "app/cli/runreport.h"
#include "app/session/session.h"

#include <QObject>

namespace opsdeck {

/// What `opsdeck resume`, `retry`, `skip`, `cancel` or `status` was asked to do.
struct RunOptions
{
    QString command;
    CommandTarget target;
    QString run; ///< as for findRun
    HostId host; ///< of skip
    QString reason; ///< of skip and cancel
    bool json = false;
};

/// A decision about a run that stands, without a window; follows the run where it goes on. Emits `finished` once.
class RunCommand : public QObject
{
    Q_OBJECT

public:
    RunCommand(RunOptions options, Session &session, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(opsdeck::ExitCode code);

private:
    void list();
    void listWithout(const QSet<RunId> &dead);
    void listWithGit(const QList<DeployRun> &runs);
    void decide(const DeployRun &run);
    void goOn(const QFuture<Result<void>> &decision);
    void endWith(const QFuture<Result<void>> &decision);
    void take(const DeployEvent &event);
    void cancel();
    void fail(const Error &error);

    const RunOptions m_options;
    Session &m_session;
    RunReport m_report;
    Interrupt m_interrupt;
    DeployRun m_run;
};

/// opsdeck status WORKSPACE, opsdeck resume|retry|skip|cancel WORKSPACE --run ID; needs a QCoreApplication.
ExitCode runDecision(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
