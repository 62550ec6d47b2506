// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/composecommands.h"
#include "app/deploy/runjournal.h"
#include "models/domain/workspace.h"
#include "models/ports/host.h"

namespace opsdeck {

/// Carries out one change on one host, step by step, and stops at the first that fails. The error says what failed in
/// words for people: which command, with which output. I/O thread; lives as long as its task.
class ChangeRunner
{
public:
    ChangeRunner(HostChange change, Host &host, Policies policies, RunJournal &journal);

    /// `journalStop` ends only the waiting for the ledger; `stop` ends the work.
    QCoro::Task<Result<void>> run(std::stop_token stop, std::stop_token journalStop);
    DeployStep step() const { return m_step; } ///< the last one that was begun
    /// Whether the host has told how a step ended. Otherwise it may or may not have happened.
    static bool isAnswer(const Error &error);

private:
    using Step = QCoro::Task<Result<Phrase>> (ChangeRunner::*)(std::stop_token);

    QCoro::Task<Result<void>> runStep(DeployStep step, Step work, std::stop_token stop, std::stop_token journalStop);
    QCoro::Task<Result<Phrase>> pull(std::stop_token stop);
    QCoro::Task<Result<Phrase>> write(std::stop_token stop);
    QCoro::Task<Result<Phrase>> up(std::stop_token stop);
    QCoro::Task<Result<Phrase>> health(std::stop_token stop);
    QCoro::Task<Result<Phrase>> verify(std::stop_token stop);

    QCoro::Task<Result<void>> command(QStringList words, std::stop_token stop);
    QCoro::Task<Result<ComposeTool>> composeTool(std::stop_token stop);
    QCoro::Task<Result<QList<Container>>> ownContainers(std::stop_token stop);
    QCoro::Task<void> showContainerLog(QString containerId, std::stop_token stop);
    void say(const QString &line);

    HostChange m_change;
    Host &m_host;
    Policies m_policies;
    RunJournal &m_journal;
    DeployStep m_step = DeployStep::Pull;
};

} // namespace opsdeck
