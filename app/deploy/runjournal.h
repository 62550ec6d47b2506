// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/redaction.h"
#include "models/ports/store.h"

#include <QElapsedTimer>
#include <QHash>
#include <qcorotask.h>

#include <functional>
#include <stop_token>

namespace opsdeck {

/// Writes a run's events in order, and tells listeners. A step counts as started only when that is on disk, so after a
/// crash the journal names every step that may have happened. No secret is in an event that leaves. I/O thread.
class RunJournal
{
public:
    using Listener = std::function<void(const DeployEvent &)>;
    static constexpr int LinesASecond = 1'500; ///< of all hosts together
    static constexpr int LinesAtOnce = 10'000;

    /// `last` is the number of its last event so far, where the run goes on.
    RunJournal(RunId run, Ledger &ledger, Listener listener, Redaction redaction = {}, qint64 last = 0);

    const RunId &run() const { return m_run; }
    /// On disk when it answers.
    QCoro::Task<Result<void>> step(
        HostId host, ModuleId part, DeployStep step, StepState state, Phrase text, std::stop_token stop);
    /// Of a flood (more than LinesASecond for longer) lines are left out, and their number is told where they stood.
    void output(const HostId &host, const ModuleId &part, DeployStep step, const QString &line);
    /// On disk when it answers: this process works on it from now on. An error where another one was faster.
    QCoro::Task<Result<void>> takeOver(QString owner, std::stop_token stop);
    /// Posted at once; not awaited, because it must also work while everything stops.
    void end(RunState state, const Phrase &failure, const std::optional<DeployPlace> &where);

private:
    using Lane = std::pair<HostId, ModuleId>;

    DeployEvent next(const HostId &host, const ModuleId &part);
    bool mayTellALine();
    void tellLeftOut(const Lane &lane, DeployStep step);
    QFuture<Result<void>> write(DeployEvent event);

    RunId m_run;
    Ledger &m_ledger;
    Listener m_listener;
    Redaction m_redaction;
    qint64 m_sequence;
    qint64 m_allowance = LinesAtOnce;
    QElapsedTimer m_refilled;
    QHash<Lane, qint64> m_leftOut; ///< lines since the last that was told
};

} // namespace opsdeck
