// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/runjournal.h"

#include "backends/async/await.h"

namespace opsdeck {

RunJournal::RunJournal(RunId run, Ledger &ledger, Listener listener, Redaction redaction, qint64 last)
    : m_run(std::move(run))
    , m_ledger(ledger)
    , m_listener(std::move(listener))
    , m_redaction(std::move(redaction))
    , m_sequence(last)
{
    m_refilled.start();
}

DeployEvent RunJournal::next(const HostId &host, const ModuleId &part)
{
    DeployEvent event;
    event.run = m_run;
    event.sequence = ++m_sequence;
    event.at = QDateTime::currentDateTimeUtc();
    event.host = host;
    event.part = part;
    return event;
}

QFuture<Result<void>> RunJournal::write(DeployEvent event)
{
    event.text = m_redaction.clean(std::move(event.text));
    auto written = m_ledger.journal(event);
    m_listener(event);
    return written;
}

QCoro::Task<Result<void>> RunJournal::step(
    HostId host, ModuleId part, DeployStep step, StepState state, Phrase text, std::stop_token stop)
{
    tellLeftOut({host, part}, step);
    DeployEvent event = next(host, part);
    event.kind = DeployEvent::Kind::StepChanged;
    event.step = step;
    event.stepState = state;
    event.text = text;
    co_return co_await awaitFuture(write(event), stop);
}

void RunJournal::output(const HostId &host, const ModuleId &part, DeployStep step, const QString &line)
{
    if (!mayTellALine()) {
        ++m_leftOut[{host, part}];
        return;
    }
    tellLeftOut({host, part}, step);
    DeployEvent event = next(host, part);
    event.kind = DeployEvent::Kind::Output;
    event.step = step;
    event.text = line;
    write(event);
}

bool RunJournal::mayTellALine()
{
    if (const qint64 passed = m_refilled.elapsed(); passed >= 10) {
        m_refilled.start();
        m_allowance = std::min<qint64>(LinesAtOnce, m_allowance + passed * LinesASecond / 1000);
    }
    if (m_allowance <= 0)
        return false;
    --m_allowance;
    return true;
}

void RunJournal::tellLeftOut(const Lane &lane, DeployStep step)
{
    const qint64 count = m_leftOut.take(lane);
    if (count == 0)
        return;
    DeployEvent event = next(lane.first, lane.second);
    event.kind = DeployEvent::Kind::Output;
    event.step = step;
    event.text = Phrase(
        QT_TRANSLATE_NOOP("Phrase", "… %1 lines are left out: they came too fast to keep"), {QString::number(count)});
    write(event);
}

QCoro::Task<Result<void>> RunJournal::takeOver(QString owner, std::stop_token stop)
{
    DeployEvent event = next({}, {});
    event.kind = DeployEvent::Kind::RunChanged;
    event.runState = RunState::Running;
    event.text = owner;
    const auto written = co_await awaitFuture(m_ledger.journal(event), stop);
    if (written)
        m_listener(event);
    co_return written;
}

void RunJournal::end(RunState state, const Phrase &failure, const std::optional<DeployPlace> &where)
{
    const DeployPlace place = where.value_or(DeployPlace{});
    DeployEvent event = next(place.host, place.part);
    event.step = place.step;
    event.kind = state == RunState::Paused ? DeployEvent::Kind::RunChanged : DeployEvent::Kind::RunEnded;
    event.runState = state;
    event.text = failure;
    write(event);
}

} // namespace opsdeck
