// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/shiftrunner.h"

#include "app/deploy/processowner.h"
#include "backends/async/await.h"

#include <algorithm>

namespace opsdeck {

namespace {

using Kind = ShiftEvent::Kind;

tl::unexpected<Error> refused(const TrafficRoute &route, const Phrase &phrase)
{
    return failure(Error::Kind::Refused, route.name, phrase);
}

bool isSameBalancer(const TrafficRoute &a, const TrafficRoute &b)
{
    const TrafficTarget &one = a.target;
    const TrafficTarget &other = b.target;
    return a.name == b.name
        || (one.kind == other.kind && one.host == other.host && one.backend == other.backend && one.file == other.file
            && one.socketPath == other.socketPath && one.address == other.address && one.port == other.port
            && one.commands == other.commands);
}

/// Refused where somebody has begun to move this balancer's traffic and not ended it.
Result<void> checkNobodyElse(const ShiftHistory &history, const TrafficRoute &route)
{
    for (const TrafficShift &shift : history.shifts) {
        if (!isOver(shift) && isSameBalancer(shift.route, route))
            return refused(route,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "a shift of route %1 is %2 since %3: decide about it first"),
                    {shift.route.name, nameOf(shift.state), shift.since.toUTC().toString(Qt::ISODate)}));
    }
    return {};
}

/// Whether the route can be begun where the balancer stands now.
Result<void> checkFound(const TrafficRoute &route, const TrafficShare &found)
{
    if (const QString strangers = strangersIn(route, found); !strangers.isEmpty())
        return refused(route,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "pools that this route does not know get traffic: %1"), {strangers}));
    if (isAtEnd(route, found))
        return refused(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has all traffic already"), {route.to}));
    return {};
}

Result<void> checkReason(const TrafficRoute &route, const QString &reason)
{
    if (!reason.trimmed().isEmpty())
        return {};
    return failure(
        Error::Kind::Usage, route.name, Phrase(QT_TRANSLATE_NOOP("Phrase", "say why: a reason is required")));
}

Result<void> checkLastStep(const TrafficRoute &route, int lastStep, int behind)
{
    if (lastStep == 0 || (lastStep > behind && lastStep <= route.steps.size()))
        return {};
    return failure(Error::Kind::Usage, route.name,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no step %1 ahead; the route has %2 and %3 are behind"),
            {QString::number(lastStep), QString::number(route.steps.size()), QString::number(behind)}));
}

} // namespace

ShiftRunner::ShiftRunner(ShiftTools tools, Ledger &ledger, QString actor, Listener listener, Redaction redaction)
    : m_tools(std::move(tools))
    , m_journal(ledger, std::move(actor), std::move(listener), std::move(redaction))
    , m_work(m_tools, m_journal)
{ }

QCoro::Task<ShiftRunner::Answer> ShiftRunner::start(TrafficRoute route, int lastStep, RunStops stops)
{
    if (const auto checked = checkRoute(route); !checked)
        co_return tl::unexpected(checked.error());
    const auto occupied = co_await occupy(route, false, stops.wish);
    if (!occupied)
        co_return tl::unexpected(occupied.error());
    const auto begun = co_await begin(route, lastStep, stops);
    Answer answer = tl::unexpected(begun ? Error() : begun.error());
    if (begun)
        answer = co_await work(lastStep, stops);
    co_await leave(route, stops.end);
    co_return answer;
}

QCoro::Task<Result<void>> ShiftRunner::begin(TrafficRoute route, int lastStep, RunStops stops)
{
    const auto history = co_await m_journal.history(stops.wish);
    if (!history)
        co_return tl::unexpected(history.error());
    if (auto free = checkNobodyElse(*history, route); !free)
        co_return free;
    const auto found = co_await m_tools.control.shares(stops.wish);
    if (!found)
        co_return tl::unexpected(found.error());
    if (auto possible = checkFound(route, *found); !possible)
        co_return possible;
    const int behind = static_cast<int>(stepsBelow(route, found->percents.value(route.to)));
    if (auto inRange = checkLastStep(route, lastStep, behind); !inRange)
        co_return inRange;
    co_return co_await m_journal.begin(route, *found, behind, stops.end);
}

QCoro::Task<ShiftRunner::Answer> ShiftRunner::next(TrafficRoute route, int lastStep, RunStops stops)
{
    const auto occupied = co_await occupy(route, false, stops.wish);
    if (!occupied)
        co_return tl::unexpected(occupied.error());
    const auto resumed = co_await resume(route, lastStep, stops);
    Answer answer = m_journal.shift();
    if (!resumed)
        answer = tl::unexpected(resumed.error());
    else if (*resumed)
        answer = co_await work(lastStep, stops);
    co_await leave(route, stops.end);
    co_return answer;
}

QCoro::Task<Result<bool>> ShiftRunner::resume(TrafficRoute route, int lastStep, RunStops stops)
{
    const auto shift = co_await findNewest(route, stops.wish);
    if (!shift)
        co_return tl::unexpected(shift.error());
    if (const auto may = mayGoOn(*shift); !may)
        co_return tl::unexpected(may.error());
    if (shift->hash != routeHash(route))
        co_return refused(route,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the route was changed since this shift began: abort or take back")));
    if (const auto inRange = checkLastStep(route, lastStep, shift->stepsDone); !inRange)
        co_return tl::unexpected(inRange.error());
    m_journal.goOnWith(*shift);
    co_return co_await meetReality(stops);
}

/// The balancer decides where the shift stands; a person decides whether that is what they wanted.
QCoro::Task<Result<bool>> ShiftRunner::meetReality(RunStops stops)
{
    const auto found = co_await m_tools.control.shares(stops.wish);
    if (!found)
        co_return tl::unexpected(found.error());
    const TrafficShift shift = m_journal.shift();
    const bool isKnown = isNear(*found, shift.share) || isNear(*found, shift.pending);
    if (!isKnown) {
        const Phrase why(
            QT_TRANSLATE_NOOP("Phrase", "the balancer says %1, the ledger %2; look, and then say next again"),
            {found->text(), shift.share.text()});
        co_return co_await m_work.stand(Kind::Waiting, why, *found, stops);
    }
    if (shift.state == ShiftState::Interrupted) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "Opsdeck ended in the middle of this shift"));
        const auto told = co_await m_work.stand(Kind::Interrupted, why, *found, stops);
        if (!told)
            co_return told;
    }
    ShiftEvent going;
    going.kind = Kind::Next;
    going.step = shift.step;
    going.owner = processOwner();
    const auto told = co_await m_journal.write(going, stops.end);
    if (!told)
        co_return tl::unexpected(told.error());
    co_return true;
}

QCoro::Task<ShiftRunner::Answer> ShiftRunner::work(int lastStep, RunStops stops)
{
    while (!isOver(m_journal.shift())) {
        const auto goesOn = co_await workOnStep(lastStep, stops);
        if (!goesOn)
            co_return tl::unexpected(goesOn.error());
        if (!*goesOn)
            break;
    }
    const TrafficShift shift = m_journal.shift(); // g++ 12 moves what is named in co_return
    co_return shift;
}

QCoro::Task<Result<bool>> ShiftRunner::workOnStep(int lastStep, RunStops stops)
{
    const TrafficShare nothing;
    const int step = m_journal.shift().stepsDone + 1;
    const auto steps = static_cast<int>(m_journal.shift().route.steps.size());
    if (stops.wish.stop_requested()) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "stopped by %1"), {m_journal.actor()});
        co_return co_await m_work.stand(Kind::Waiting, why, nothing, stops);
    }
    const auto moved = co_await m_work.moveTo(step, stops);
    if (!moved || !*moved)
        co_return moved;
    const auto held = co_await m_work.hold(step, stops);
    if (!held || !*held)
        co_return held;
    if (step == steps)
        co_return co_await m_work.stand(Kind::Done, Phrase(), nothing, stops);
    if (m_wish) {
        const Phrase wish = *m_wish;
        m_wish.reset();
        co_return co_await m_work.stand(Kind::Waiting, wish, nothing, stops);
    }
    if (m_journal.shift().route.asks || step == lastStep) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "step %1 of %2 went well; the next one waits for your word"),
            {QString::number(step), QString::number(steps)});
        co_return co_await m_work.stand(Kind::Waiting, why, nothing, stops);
    }
    co_return true;
}

QCoro::Task<ShiftRunner::Answer> ShiftRunner::abort(TrafficRoute route, QString reason, RunStops stops)
{
    if (const auto checked = checkReason(route, reason); !checked)
        co_return tl::unexpected(checked.error());
    if (m_isBusy)
        co_return refused(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "somebody works on this shift; stop it first")));
    const auto shift = co_await findNewest(route, stops.wish);
    if (!shift)
        co_return shift;
    if (const auto may = mayAbort(*shift); !may)
        co_return tl::unexpected(may.error());
    m_journal.goOnWith(*shift);
    // A balancer that does not answer keeps nobody from ending it: its share is then not told.
    const auto found = co_await m_tools.control.shares(stops.wish);
    const TrafficShare share = found.value_or(TrafficShare());
    const auto told = co_await m_work.stand(Kind::Aborted, Phrase(reason), share, stops);
    if (!told)
        co_return tl::unexpected(told.error());
    const TrafficShift ended = m_journal.shift();
    co_return ended;
}

QCoro::Task<ShiftRunner::Answer> ShiftRunner::takeBack(TrafficRoute route, QString reason, RunStops stops)
{
    if (const auto checked = checkReason(route, reason); !checked)
        co_return tl::unexpected(checked.error());
    const auto occupied = co_await occupy(route, true, stops.wish);
    if (!occupied)
        co_return tl::unexpected(occupied.error());
    auto answer = co_await goBack(route, reason, stops);
    co_await leave(route, stops.end);
    co_return answer;
}

QCoro::Task<ShiftRunner::Answer> ShiftRunner::goBack(TrafficRoute route, QString reason, RunStops stops)
{
    const auto shift = co_await findNewest(route, stops.wish);
    if (!shift)
        co_return shift;
    if (const auto may = mayTakeBack(*shift); !may)
        co_return tl::unexpected(may.error());
    const auto history = co_await m_journal.history(stops.wish);
    if (!history)
        co_return tl::unexpected(history.error());
    const auto isLater = [&](const TrafficShift &other) {
        return other.firstEntry > shift->firstEntry && isSameBalancer(other.route, route);
    };
    if (std::any_of(history->shifts.cbegin(), history->shifts.cend(), isLater))
        co_return refused(route,
            Phrase(QT_TRANSLATE_NOOP(
                "Phrase", "another shift of this balancer began later; that is the one to take back")));
    m_journal.goOnWith(*shift);
    const auto moved = co_await m_work.moveBack(reason, stops);
    if (!moved)
        co_return tl::unexpected(moved.error());
    const TrafficShift ended = m_journal.shift();
    co_return ended;
}

/// As the ledger knows it; what was under way in a process that is gone is interrupted.
QCoro::Task<ShiftRunner::Answer> ShiftRunner::findNewest(TrafficRoute route, std::stop_token stop)
{
    const auto history = co_await m_journal.history(stop);
    if (!history)
        co_return tl::unexpected(history.error());
    const TrafficShift *newest = history->newest(route.name);
    if (!newest)
        co_return failure(Error::Kind::NotFound, route.name,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no traffic was shifted on this route yet")));
    TrafficShift shift = *newest;
    // What this process says it works on, and does not, was cut off by an error.
    if (shift.owner == processOwner() || !mayBeAlive(shift.owner))
        markInterrupted(shift);
    co_return shift;
}

QCoro::Task<Result<void>> ShiftRunner::occupy(TrafficRoute route, bool despiteFreeze, std::stop_token stop)
{
    if (m_isBusy)
        co_return refused(route, Phrase(QT_TRANSLATE_NOOP("Phrase", "somebody works on this shift; stop it first")));
    m_isBusy = true;
    m_wish.reset();
    Result<void> taken;
    if (m_tools.guard && !despiteFreeze)
        taken = m_tools.guard->permit(route.environment, QDateTime::currentDateTimeUtc());
    const QString what = QStringLiteral("%1: %2 → %3").arg(route.name, route.from, route.to);
    if (m_tools.guard && taken)
        taken = co_await m_tools.guard->take(route.environment, what, stop);
    m_isBusy = taken.has_value();
    if (!taken || !m_tools.guard)
        co_return taken;
    m_over = std::stop_source();
    const auto keep = [](ShiftRunner *runner, EnvironmentId environment, std::stop_token done, std::stop_token) {
        const auto lost = [runner](const Error &error) { runner->pauseSoon(error.said()); };
        return runner->m_tools.guard->keep(std::move(environment), lost, std::move(done));
    };
    m_scope.start(keep, this, route.environment, m_over.get_token());
    co_return taken;
}

QCoro::Task<void> ShiftRunner::leave(TrafficRoute route, std::stop_token stop)
{
    m_over.request_stop();
    if (m_tools.guard)
        co_await m_tools.guard->giveBack(route.environment, stop);
    m_isBusy = false;
}

} // namespace opsdeck
