// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/trafficshift.h"

#include <algorithm>
#include <array>

namespace opsdeck {

namespace {

using Kind = ShiftEvent::Kind;

tl::unexpected<Error> refused(const TrafficShift &shift, const Phrase &phrase)
{
    return failure(Error::Kind::Refused, shift.route.name, phrase);
}

void enter(TrafficShift &shift, ShiftState state, const ShiftEvent &event)
{
    shift.state = state;
    shift.since = event.at;
    shift.heldUntil = {};
    shift.reason = event.text;
    if (isOver(shift))
        shift.endedAt = event.at;
}

void learn(TrafficShift &shift, const ShiftEvent &event)
{
    if (event.share.percents.isEmpty())
        return;
    if (shift.share != event.share)
        shift.shareSince = event.at;
    shift.share = event.share;
    shift.pending = {};
    // A step whose share is gone is not behind us any more.
    const auto reached = stepsBelow(shift.route, shift.percent() + 2); // within a point
    shift.stepsDone = std::min(shift.stepsDone, static_cast<int>(reached));
}

void intend(TrafficShift &shift, const ShiftEvent &event)
{
    enter(shift, ShiftState::Running, event);
    shift.pending = event.share;
    if (event.kind == Kind::Step) {
        shift.step = event.step;
        return;
    }
    shift.isGoingBack = true;
    shift.owner = event.owner;
    shift.endedAt = {};
}

void noteGate(TrafficShift &shift, const ShiftEvent &event)
{
    const TrafficShift::GateResult result{event.gate, event.host, event.step, event.holds, event.at, event.text};
    const auto known = std::find_if(shift.gates.begin(), shift.gates.end(),
        [&](const TrafficShift::GateResult &each) { return each.gate == event.gate && each.host == event.host; });
    if (known == shift.gates.end())
        shift.gates.append(result);
    else
        *known = result;
}

void noteTenant(TrafficShift &shift, const ShiftEvent &event)
{
    shift.tenants.removeAll(event.tenant);
    if (event.pool == shift.route.to)
        shift.tenants.append(event.tenant);
}

void goOn(TrafficShift &shift, const ShiftEvent &event)
{
    enter(shift, ShiftState::Running, event);
    shift.owner = event.owner;
    shift.reason = {};
}

void stand(TrafficShift &shift, const ShiftEvent &event)
{
    const ShiftState state = event.kind == Kind::Waiting ? ShiftState::Waiting
        : event.kind == Kind::Failed                     ? ShiftState::Failed
                                                         : ShiftState::Interrupted;
    enter(shift, state, event);
    shift.isBlocked |= event.blocked;
    learn(shift, event);
}

void end(TrafficShift &shift, const ShiftEvent &event)
{
    const ShiftState state = event.kind == Kind::Done ? ShiftState::Done
        : event.kind == Kind::Aborted                 ? ShiftState::Aborted
                                                      : ShiftState::TakenBack;
    enter(shift, state, event);
    learn(shift, event);
    if (state == ShiftState::TakenBack)
        shift.step = 0;
}

void change(TrafficShift &shift, const ShiftEvent &event)
{
    switch (event.kind) {
    case Kind::Step:
    case Kind::Back:
        return intend(shift, event);
    case Kind::Shared:
        return learn(shift, event);
    case Kind::Tenant:
        return noteTenant(shift, event);
    case Kind::Holding:
        enter(shift, ShiftState::Holding, event);
        shift.heldUntil = event.at.addSecs(event.hold.count());
        return;
    case Kind::Gate:
        return noteGate(shift, event);
    case Kind::Held:
        shift.stepsDone = event.step;
        return;
    case Kind::Next:
        return goOn(shift, event);
    case Kind::Waiting:
    case Kind::Failed:
    case Kind::Interrupted:
        return stand(shift, event);
    case Kind::Aborted:
    case Kind::TakenBack:
    case Kind::Done:
        return end(shift, event);
    case Kind::Begun:
    case Kind::Drain:
    case Kind::Drained:
    case Kind::Undrain:
    case Kind::Undrained:
        return;
    }
}

bool isDeed(const ShiftEvent &event)
{
    return event.kind == Kind::Begun || event.kind == Kind::Next || event.kind == Kind::Back
        || event.kind == Kind::Aborted;
}

/// What is over stays so, unless a person takes it back.
bool isPossible(const TrafficShift &shift, const ShiftEvent &event)
{
    const bool isStep = event.step >= 0 && event.step <= shift.route.steps.size();
    const bool isKnownPool = event.pool.isEmpty() || shift.route.target.pools.contains(event.pool);
    return event.shift == shift.id && event.sequence > shift.lastSequence && isStep && isKnownPool
        && (!isOver(shift) || event.kind == Kind::Back);
}

} // namespace

std::optional<TrafficShift> beginShift(const ShiftEvent &event)
{
    if (event.kind != Kind::Begun || event.shift.isEmpty() || !event.route || event.step < 0
        || event.step >= event.route->steps.size())
        return std::nullopt;
    TrafficShift shift;
    shift.id = event.shift;
    shift.route = *event.route;
    shift.hash = routeHash(*event.route);
    shift.step = event.step;
    shift.stepsDone = event.step;
    shift.share = event.share;
    shift.shareSince = event.at;
    shift.since = event.at;
    shift.startedAt = event.at;
    shift.owner = event.owner;
    shift.firstEntry = event.entry;
    shift.lastSequence = event.sequence;
    shift.deeds.append({event.at, event.actor, event.kind, event.text});
    return shift;
}

void apply(TrafficShift &shift, const ShiftEvent &event)
{
    if (!isPossible(shift, event))
        return;
    shift.lastSequence = event.sequence;
    change(shift, event);
    if (isDeed(event))
        shift.deeds.append({event.at, event.actor, event.kind, event.text});
}

void markInterrupted(TrafficShift &shift)
{
    if (isUnderWay(shift))
        shift.state = ShiftState::Interrupted;
}

bool isOver(const TrafficShift &shift)
{
    return shift.state == ShiftState::Done || shift.state == ShiftState::TakenBack
        || shift.state == ShiftState::Aborted;
}

bool isUnderWay(const TrafficShift &shift)
{
    return shift.state == ShiftState::Running || shift.state == ShiftState::Holding;
}

Result<void> mayAbort(const TrafficShift &shift)
{
    if (isUnderWay(shift))
        return refused(shift, Phrase(QT_TRANSLATE_NOOP("Phrase", "somebody works on this shift; stop it first")));
    if (isOver(shift))
        return refused(shift, Phrase(QT_TRANSLATE_NOOP("Phrase", "this shift is over: %1"), {nameOf(shift.state)}));
    return {};
}

Result<void> mayGoOn(const TrafficShift &shift)
{
    if (const auto may = mayAbort(shift); !may)
        return may;
    if (shift.isGoingBack)
        return refused(shift, Phrase(QT_TRANSLATE_NOOP("Phrase", "this shift is being taken back: do that again")));
    if (shift.isBlocked)
        return refused(shift,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "a gate broke, so there is no next step: abort or take back (%1)"),
                {shift.reason.plain()}));
    return {};
}

Result<void> mayTakeBack(const TrafficShift &shift)
{
    if (isUnderWay(shift))
        return mayAbort(shift);
    if (shift.state == ShiftState::TakenBack)
        return refused(shift, Phrase(QT_TRANSLATE_NOOP("Phrase", "this shift was taken back already")));
    return {};
}

bool isAtEnd(const TrafficRoute &route, const TrafficShare &share)
{
    return share.percents.value(route.to) == 100 && share.percents.value(route.from) == 0;
}

const TrafficShift *ShiftHistory::newest(const QString &route) const
{
    const auto found = std::find_if(
        shifts.crbegin(), shifts.crend(), [&](const TrafficShift &shift) { return shift.route.name == route; });
    return found == shifts.crend() ? nullptr : &*found;
}

ShiftHistory shiftsOf(const QList<LedgerEntry> &entries)
{
    ShiftHistory history;
    QHash<ShiftId, qsizetype> places;
    for (const LedgerEntry &entry : entries) {
        auto event = shiftEventFromJson(entry.detail);
        if (!event || entry.action != QStringLiteral("traffic.") + nameOf(event->kind)) {
            history.unread.append(entry.number);
            continue;
        }
        event->entry = entry.number;
        if (event->shift.isEmpty())
            continue; // a server's
        const auto known = places.constFind(event->shift);
        if (known != places.cend()) {
            apply(history.shifts[*known], *event);
        } else if (const auto begun = beginShift(*event)) {
            places.insert(event->shift, history.shifts.size());
            history.shifts.append(*begun);
        } // else it began before the time that was asked for
    }
    return history;
}

} // namespace opsdeck
