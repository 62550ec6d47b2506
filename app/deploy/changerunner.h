// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/composecommands.h"
#include "app/deploy/rolloutrunner.h"

namespace opsdeck {

/// Carries out one change on one host, step by step, and stops at the first that fails. The error says what failed in
/// words for people: which command, with which output. I/O thread; lives as long as its task.
class ChangeRunner
{
public:
    ChangeRunner(HostChange change, Rollout rollout, Host &host, const RunTools &tools, RunJournal &journal);

    QCoro::Task<Result<void>> run(QList<DeployStep> steps, RunStops stops);
    DeployStep step() const { return m_step; } ///< the last one that was begun
    /// Whether the host has told how a step ended. Otherwise it may or may not have happened.
    static bool isAnswer(const Error &error);

private:
    using Step = QCoro::Task<Result<Phrase>> (ChangeRunner::*)(RunStops);

    static Step workOf(DeployStep step);
    QCoro::Task<Result<void>> runStep(DeployStep step, RunStops stops);
    QCoro::Task<Result<Phrase>> pull(RunStops stops);
    QCoro::Task<Result<Phrase>> drain(RunStops stops);
    QCoro::Task<Result<Phrase>> write(RunStops stops);
    QCoro::Task<Result<Phrase>> up(RunStops stops);
    QCoro::Task<Result<Phrase>> health(RunStops stops);
    QCoro::Task<Result<Phrase>> verify(RunStops stops);
    QCoro::Task<Result<Phrase>> gate(RunStops stops);
    QCoro::Task<Result<Phrase>> undrain(RunStops stops);

    QCoro::Task<Result<void>> command(QStringList words, RunStops stops);
    QCoro::Task<Result<Phrase>> moveInBalancer(bool isOut, RunStops stops);
    QCoro::Task<Result<Phrase>> commandForHost(QStringList words, RunStops stops);
    QCoro::Task<bool> hasImage(RunStops stops);
    QCoro::Task<Result<ComposeTool>> composeTool(RunStops stops);
    QCoro::Task<Result<QList<Container>>> ownContainers(RunStops stops);
    QCoro::Task<void> showContainerLog(QString containerId, RunStops stops);
    void say(const QString &line);

    HostChange m_change;
    Rollout m_rollout;
    Host &m_host;
    RunTools m_tools;
    RunJournal &m_journal;
    DeployStep m_step = DeployStep::Pull;
};

} // namespace opsdeck
