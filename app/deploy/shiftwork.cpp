// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/shiftwork.h"

#include "app/deploy/beside.h"
#include "app/deploy/processowner.h"
#include "backends/async/await.h"

namespace opsdeck {

namespace {

using Kind = ShiftEvent::Kind;

/// The balancer was not touched, whatever else is wrong.
bool isUntouched(const Error &error)
{
    return error.kind == Error::Kind::Refused || error.kind == Error::Kind::Usage
        || error.kind == Error::Kind::NotFound;
}

ShiftEvent eventOf(Kind kind, int step = 0)
{
    ShiftEvent event;
    event.kind = kind;
    event.step = step;
    return event;
}

Phrase otherThanWanted(const TrafficShare &found, const TrafficShare &wanted)
{
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer says %1 instead of %2"), {found.text(), wanted.text()});
}

} // namespace

QCoro::Task<Result<bool>> ShiftWork::moveTo(int step, RunStops stops)
{
    const TrafficRoute route = m_journal.shift().route;
    const TrafficShare wanted = shareAfter(route, step);
    ShiftEvent intent = eventOf(Kind::Step, step);
    intent.share = wanted;
    const auto told = co_await m_journal.write(intent, stops.end);
    if (!told)
        co_return tl::unexpected(told.error());
    const auto moved = co_await set(wanted, step == route.steps.size(), stops);
    if (!moved || !*moved)
        co_return moved;
    co_return co_await moveTenants(step, route.steps.at(step - 1).percent, stops);
}

QCoro::Task<Result<bool>> ShiftWork::moveBack(QString reason, RunStops stops)
{
    const TrafficRoute route = m_journal.shift().route;
    ShiftEvent intent = eventOf(Kind::Back);
    intent.share = shareAt(route, 0);
    intent.undoes = m_journal.shift().firstEntry;
    intent.owner = processOwner();
    intent.text = reason;
    const auto told = co_await m_journal.write(intent, stops.end);
    if (!told)
        co_return tl::unexpected(told.error());
    const auto moved = co_await set(intent.share, true, stops);
    if (!moved || !*moved)
        co_return moved;
    const auto tenants = co_await moveTenants(0, 0, stops);
    if (!tenants)
        co_return tenants;
    ShiftEvent end = eventOf(Kind::TakenBack);
    end.undoes = m_journal.shift().firstEntry;
    end.text = reason;
    const auto ended = co_await m_journal.write(end, stops.end);
    if (!ended)
        co_return tl::unexpected(ended.error());
    co_return true;
}

QCoro::Task<Result<bool>> ShiftWork::set(TrafficShare wanted, bool isExact, RunStops stops)
{
    const auto done = co_await m_tools.control.setShares(wanted, stops.end);
    if (!done)
        co_return co_await standAfter(done.error(), wanted, stops);
    const auto found = co_await m_tools.control.shares(stops.end);
    if (!found)
        co_return co_await standAfter(found.error(), wanted, stops);
    const bool isThere = isExact ? *found == wanted : isNear(*found, wanted);
    if (!isThere) {
        const Phrase why = otherThanWanted(*found, wanted);
        co_return co_await stand(Kind::Failed, why, *found, stops);
    }
    ShiftEvent shared = eventOf(Kind::Shared, m_journal.shift().step);
    shared.share = *found;
    const auto told = co_await m_journal.write(shared, stops.end);
    if (!told)
        co_return tl::unexpected(told.error());
    co_return true;
}

/// After a change that did not work: what the balancer says now, or that nobody knows.
QCoro::Task<Result<bool>> ShiftWork::standAfter(Error error, TrafficShare wanted, RunStops stops)
{
    const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 could not be set: %2"), {wanted.text(), error.said().plain()});
    if (stops.end.stop_requested())
        co_return cutOff(why);
    const auto found = co_await m_tools.control.shares(stops.end);
    if (stops.end.stop_requested())
        co_return cutOff(why);
    const Kind kind = found || isUntouched(error) ? Kind::Failed : Kind::Interrupted;
    const TrafficShare share = found.value_or(TrafficShare());
    co_return co_await stand(kind, why, share, stops);
}

QCoro::Task<Result<bool>> ShiftWork::moveTenants(int step, int percent, RunStops stops)
{
    const TrafficShift shift = m_journal.shift();
    const QStringList wanted = tenantsAt(shift.route, percent);
    for (const Tenant &tenant : shift.route.tenants) {
        const bool isNew = wanted.contains(tenant.name);
        if (isNew == shift.tenants.contains(tenant.name))
            continue;
        ShiftEvent moved = eventOf(Kind::Tenant, step);
        moved.tenant = tenant.name;
        moved.pool = isNew ? shift.route.to : shift.route.from;
        const auto told = co_await m_journal.write(moved, stops.end);
        if (!told)
            co_return tl::unexpected(told.error());
    }
    co_return true;
}

QCoro::Task<Result<bool>> ShiftWork::hold(int step, RunStops stops)
{
    ShiftEvent holding = eventOf(Kind::Holding, step);
    holding.hold = m_journal.shift().route.steps.at(step - 1).hold;
    const auto told = co_await m_journal.write(holding, stops.end);
    if (!told)
        co_return tl::unexpected(told.error());
    const auto held = co_await watch(step, stops);
    if (stops.end.stop_requested())
        co_return cutOff(Phrase(QT_TRANSLATE_NOOP("Phrase", "Opsdeck ended in the middle of this shift")));
    if (!held && held.error().kind == Error::Kind::Storage)
        co_return tl::unexpected(held.error());
    const bool isStopped = !held && held.error().kind == Error::Kind::Cancelled;
    if (!held && !isStopped) {
        ShiftEvent waiting = eventOf(Kind::Waiting, step);
        waiting.blocked = true;
        waiting.text = held.error().said();
        const auto stood = co_await m_journal.write(waiting, stops.end);
        if (!stood)
            co_return tl::unexpected(stood.error());
        co_return false;
    }
    const TrafficShare nothing;
    if (isStopped) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "stopped by %1"), {m_journal.actor()});
        co_return co_await stand(Kind::Waiting, why, nothing, stops);
    }
    const auto found = co_await m_tools.control.shares(stops.end);
    if (!found && stops.end.stop_requested())
        co_return cutOff(found.error().said());
    if (!found) {
        const Phrase why = found.error().said();
        co_return co_await stand(Kind::Interrupted, why, nothing, stops);
    }
    const TrafficShare wanted = shareAfter(m_journal.shift().route, step);
    if (!isNear(*found, wanted)) {
        const Phrase why = otherThanWanted(*found, wanted);
        co_return co_await stand(Kind::Waiting, why, *found, stops);
    }
    const ShiftEvent behind = eventOf(Kind::Held, step);
    const auto done = co_await m_journal.write(behind, stops.end);
    if (!done)
        co_return tl::unexpected(done.error());
    co_return true;
}

/// The first gate that breaks ends the questions of the others.
QCoro::Task<Result<void>> ShiftWork::watch(int step, RunStops stops)
{
    const TrafficRoute route = m_journal.shift().route;
    const QList<GateCheck> checks = gateChecks(route);
    if (checks.isEmpty())
        co_return co_await sleepFor(route.steps.at(step - 1).hold, stops.wish);
    const std::stop_source broken;
    const std::stop_callback link(stops.wish, [source = broken]() mutable { source.request_stop(); });
    const RunStops mine{broken.get_token(), stops.end};
    const auto one = [this, step, broken, mine](
                         const GateCheck &check, std::stop_token) { return watchGate(check, step, broken, mine); };
    const int all = static_cast<int>(checks.size());
    const auto answers = co_await beside<void>(checks, all, one, stops.end);
    Result<void> worst;
    for (const Result<void> &answer : answers) {
        if (!answer && (worst || worst.error().kind == Error::Kind::Cancelled))
            worst = answer;
    }
    co_return worst;
}

QCoro::Task<Result<void>> ShiftWork::watchGate(GateCheck check, int step, std::stop_source broken, RunStops stops)
{
    HostChange place;
    place.host = check.host;
    place.address = m_tools.addresses.value(check.host);
    RolloutGate gate = check.gate;
    gate.hold = std::max(gate.hold, m_journal.shift().route.steps.at(step - 1).hold);
    Host *host = check.host.isEmpty() ? nullptr : m_tools.hosts.host(check.host);
    Result<Phrase> passed = failure(Error::Kind::Usage, check.host.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host any more")));
    if (host || check.host.isEmpty())
        passed = co_await passGate(gate, place, host, m_tools.gates, stops);
    if (!passed && passed.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(passed.error());
    ShiftEvent told = eventOf(Kind::Gate, step);
    told.gate = check.gate.name;
    told.host = check.host;
    told.holds = passed.has_value();
    told.text = passed ? *passed : passed.error().said();
    const auto written = co_await m_journal.write(told, stops.end);
    if (!written || !passed)
        broken.request_stop();
    if (!written)
        co_return written;
    if (!passed)
        co_return tl::unexpected(passed.error());
    co_return Result<void>{};
}

QCoro::Task<Result<bool>> ShiftWork::stand(Kind kind, Phrase why, TrafficShare found, RunStops stops)
{
    ShiftEvent event = eventOf(kind, m_journal.shift().step);
    event.text = why;
    event.share = found;
    const auto told = co_await m_journal.write(event, stops.end);
    if (!told)
        co_return tl::unexpected(told.error());
    co_return false;
}

/// Everything stops: the ledger gets the word, and nobody waits for it.
tl::unexpected<Error> ShiftWork::cutOff(const Phrase &what)
{
    ShiftEvent event = eventOf(Kind::Interrupted, m_journal.shift().step);
    event.text = what;
    m_journal.post(event);
    return failure(Error::Kind::Cancelled, m_journal.shift().route.name, what);
}

} // namespace opsdeck
