// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/boardtext.h"

#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "widgets/parts/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace opsdeck {

namespace {

struct BoardText
{
    Q_DECLARE_TR_FUNCTIONS(opsdeck::BoardText)
};

using Kind = TrafficDecision::Kind;
using EventKind = ShiftEvent::Kind;

QString upcoming(const BoardRoute &board, qsizetype step)
{
    //: What the next step does: %1 is a pool, %2 "step 2: 20 %, held for 10 min"
    return step > 0 ? BoardText::tr("%1 gets %2.").arg(board.route.to, stepText(board.route, step)) : QString();
}

QString waitingText(const BoardRoute &board)
{
    const TrafficShift &shift = *board.shift;
    const QString reason = phraseText(shift.reason);
    if (shift.isBlocked)
        //: %1 says which gate broke and why
        return BoardText::tr("A gate broke, so there is no next step: %1. Stop here, or take it back.").arg(reason);
    if (shift.isGoingBack)
        //: %1 is the reason why it stopped
        return BoardText::tr("Taking it back did not end well: %1. Take it back again.").arg(reason);
    if (isChanged(board))
        return BoardText::tr("The workspace's route was changed since this shift began. Stop here, or take it back.");
    const QString next = upcoming(board, nextStep(board));
    switch (shift.state) {
    case ShiftState::Failed:
        //: %1 is the reason, %2 "G2 gets step 2: 20 %."
        return BoardText::tr("It failed: %1. Next tries again: %2").arg(reason, next);
    case ShiftState::Interrupted:
        //: %1 is "G2 gets step 2: 20 %."
        return BoardText::tr("The program that moved it broke off, and nobody knows how far it came. Next asks the "
                             "balancer first. %1")
            .arg(next);
    default:
        //: %1 is "G2 gets step 2: 20 %.", %2 the reason why it waits
        return reason.isEmpty() ? BoardText::tr("A person decides. Next: %1").arg(next)
                                : BoardText::tr("A person decides (%2). Next: %1").arg(next, reason);
    }
}

QString underWayText(const BoardRoute &board, const QDateTime &now)
{
    const TrafficShift &shift = *board.shift;
    if (shift.state == ShiftState::Running)
        //: %1 is a share: "G0 80 %, G2 20 %"
        return shift.isGoingBack ? BoardText::tr("Everything is being taken back to %1.").arg(shift.route.from)
            : shift.pending.percents.isEmpty()
            ? BoardText::tr("It is being worked on.")
            : BoardText::tr("The balancer is being set to %1.").arg(shift.pending.text());
    const qsizetype next = nextStep(board);
    const QString then = next > 0 && !board.route.asks ? upcoming(board, next) : BoardText::tr("a person decides.");
    //: %1 is a time of day, %2 "4 min left", %3 what follows
    return BoardText::tr("Held until %1 (%2); then %3")
        .arg(momentText(shift.heldUntil, now), holdText(shift, now), next > 0 ? then : BoardText::tr("it is done."));
}

QString overText(const BoardRoute &board)
{
    const TrafficRoute &route = board.route;
    if (board.share && isAtEnd(route, *board.share))
        return BoardText::tr("%1 has everything. Nothing is left to do.").arg(route.to);
    const QString next = upcoming(board, nextStep(board));
    const QString reason = board.shift ? phraseText(board.shift->reason) : QString();
    if (!board.shift)
        return BoardText::tr("Nothing was moved yet. A start begins: %1").arg(next);
    //: %1 is "Taken back" or "Stopped", %2 the reason, %3 "G2 gets step 1: 5 %."
    return BoardText::tr("%1: %2. A new start begins: %3").arg(stateText(board.shift), reason, next);
}

QString shareText(const BoardRoute &board)
{
    return board.share ? board.share->text() : BoardText::tr("share unknown");
}

} // namespace

QString strategyText(TrafficStrategy strategy)
{
    switch (strategy) {
    case TrafficStrategy::Canary:
        return BoardText::tr("Canary");
    case TrafficStrategy::BlueGreen:
        return BoardText::tr("Blue/green");
    case TrafficStrategy::Gray:
        //: Strategy: tenants move group by group
        return BoardText::tr("Gray");
    }
    return {};
}

QString stateText(const std::optional<TrafficShift> &shift)
{
    if (!shift)
        return BoardText::tr("Not begun");
    switch (shift->state) {
    case ShiftState::Running:
        return shift->isGoingBack ? BoardText::tr("Going back") : BoardText::tr("Moving");
    case ShiftState::Holding:
        return BoardText::tr("Held");
    case ShiftState::Waiting:
        return shift->isBlocked ? BoardText::tr("A gate broke") : BoardText::tr("Waits for a person");
    case ShiftState::Failed:
        return BoardText::tr("Failed");
    case ShiftState::Interrupted:
        return BoardText::tr("Broken off");
    case ShiftState::Done:
        return BoardText::tr("Done");
    case ShiftState::TakenBack:
        return BoardText::tr("Taken back");
    case ShiftState::Aborted:
        return BoardText::tr("Stopped");
    }
    return {};
}

QString stepText(const TrafficRoute &route, qsizetype step)
{
    if (step < 1 || step > route.steps.size())
        return {};
    const TrafficStep &at = route.steps.at(step - 1);
    //: %1 is a step's number, %2 a percentage without its sign, %3 a duration
    return at.hold.count() > 0 ? BoardText::tr("step %1: %2 %, held for %3")
                                     .arg(QString::number(step), QString::number(at.percent), durationText(at.hold))
                               : BoardText::tr("step %1: %2 %").arg(step).arg(at.percent);
}

QString holdText(const TrafficShift &shift, const QDateTime &now)
{
    if (shift.state != ShiftState::Holding || !shift.heldUntil.isValid())
        return {};
    const qint64 left = now.secsTo(shift.heldUntil);
    //: %1 is a duration
    return left > 0 ? BoardText::tr("%1 left").arg(durationText(std::chrono::seconds(left)))
                    : BoardText::tr("time is up");
}

QString nextText(const BoardRoute &board, const QDateTime &now)
{
    if (!board.shift || isOver(*board.shift))
        return overText(board);
    if (!isUnderWay(*board.shift))
        return waitingText(board);
    const QString told = underWayText(board, now);
    //: %1 names a process: "4711 12345 desk-2"
    return board.isElsewhere ? told + u' ' + BoardText::tr("Another program works on it (%1).").arg(board.shift->owner)
                             : told;
}

QString decisionText(const BoardRoute &board, Kind kind)
{
    const qsizetype step = nextStep(board);
    const int percent = step > 0 ? board.route.steps.at(step - 1).percent : 0;
    switch (kind) {
    case Kind::Start:
        //: Button: %1 is a pool, %2 a percentage without its sign
        return BoardText::tr("Start: %1 to %2 %…").arg(board.route.to).arg(percent);
    case Kind::Next:
        //: Button: %1 is a pool, %2 a percentage without its sign
        return step > 0 ? BoardText::tr("Next: %1 to %2 %…").arg(board.route.to).arg(percent)
                        : BoardText::tr("Finish…");
    case Kind::Pause:
        return BoardText::tr("Pause");
    case Kind::Abort:
        return BoardText::tr("Stop here…");
    case Kind::TakeBack:
        return BoardText::tr("Take back…");
    case Kind::Drain:
        return BoardText::tr("Drain…");
    case Kind::Undrain:
        return BoardText::tr("Put back…");
    }
    return {};
}

QString targetText(const BoardRoute &board, Kind kind, const QString &server)
{
    const TrafficRoute &route = board.route;
    const QString where = QStringLiteral("%1 (%2)").arg(route.target.host.text(), nameOf(route.target.kind));
    const qsizetype step = nextStep(board);
    switch (kind) {
    case Kind::Start:
    case Kind::Next:
        //: %1 is the share now, %2 the share then, %3 the balancer
        return BoardText::tr("%1 → %2, on %3.")
            .arg(shareText(board), shareAfter(route, step > 0 ? step : route.steps.size()).text(), where);
    case Kind::TakeBack:
        //: %1 is the share now, %2 the share then, %3 the balancer
        return BoardText::tr("%1 → %2, on %3.").arg(shareText(board), shareAt(route, 0).text(), where);
    case Kind::Abort:
        return BoardText::tr("The share stays as it is: %1.").arg(shareText(board));
    case Kind::Drain:
        //: %1 is a server, %2 the balancer
        return BoardText::tr("%1 gets no new requests, on %2; what it works on goes on.").arg(server, where);
    case Kind::Undrain:
        //: %1 is a server, %2 the balancer
        return BoardText::tr("%1 takes requests again, on %2.").arg(server, where);
    case Kind::Pause:
        break;
    }
    return {};
}

QString moveText(const TrafficMove &move)
{
    const ShiftEvent &event = move.event;
    switch (event.kind) {
    case EventKind::Begun:
        return BoardText::tr("Shift begun");
    case EventKind::Shared:
        return BoardText::tr("Share set");
    case EventKind::Tenant:
        return BoardText::tr("Tenant moved");
    case EventKind::Gate:
        return event.holds ? BoardText::tr("Gate holds") : BoardText::tr("Gate broke");
    case EventKind::Waiting:
        return event.blocked ? BoardText::tr("Stopped by a gate") : BoardText::tr("Waits for a person");
    case EventKind::Next:
        return BoardText::tr("Let go on");
    case EventKind::Back:
        return BoardText::tr("Taking back");
    case EventKind::Failed:
        return BoardText::tr("Failed");
    case EventKind::Interrupted:
        return BoardText::tr("Broken off");
    case EventKind::Aborted:
        return BoardText::tr("Stopped");
    case EventKind::TakenBack:
        return BoardText::tr("Taken back");
    case EventKind::Done:
        return BoardText::tr("Done");
    case EventKind::Drained:
        return event.holds ? BoardText::tr("Drained") : BoardText::tr("Not drained");
    case EventKind::Undrained:
        return event.holds ? BoardText::tr("Put back") : BoardText::tr("Not put back");
    case EventKind::Step:
    case EventKind::Holding:
    case EventKind::Held:
    case EventKind::Drain:
    case EventKind::Undrain:
        break;
    }
    return nameOf(event.kind);
}

QString moveDetail(const TrafficMove &move)
{
    const ShiftEvent &event = move.event;
    QStringList parts;
    if (!event.server.isEmpty())
        parts.append(event.server);
    if (!event.tenant.isEmpty())
        parts.append(QStringLiteral("%1 → %2").arg(event.tenant, event.pool));
    if (!event.gate.isEmpty())
        parts.append(event.host.isEmpty() ? event.gate : QStringLiteral("%1 @ %2").arg(event.gate, event.host.text()));
    if (!event.share.percents.isEmpty())
        parts.append(event.share.text());
    if (!event.text.isEmpty())
        parts.append(phraseText(event.text));
    return parts.join(QStringLiteral(" · "));
}

QString summaryText(const BoardRoute &board, const QDateTime &now)
{
    QStringList lines{QStringLiteral("%1 · %2 · %3 · %4")
                          .arg(board.route.name, board.product, board.environment.title, stateText(board.shift)),
        shareText(board)};
    for (const BoardPool &pool : poolsOf(board)) {
        lines.append(QStringLiteral("%1: %2").arg(pool.name, pool.versions().join(QStringLiteral(", "))));
        for (const BoardServer &server : pool.servers)
            lines.append(QStringLiteral("  %1 %2: %3").arg(server.name, server.host.text(), wordOf(server.shape)));
    }
    if (board.shift) {
        for (const auto &gate : board.shift->gates)
            lines.append(QStringLiteral("%1 %2: %3 %4")
                             .arg(gate.gate, gate.host.text(),
                                 wordOf(gate.holds ? StateShape::Ok : StateShape::Critical), phraseText(gate.text)));
    }
    lines.append(nextText(board, now));
    return lines.join(u'\n');
}

} // namespace opsdeck
