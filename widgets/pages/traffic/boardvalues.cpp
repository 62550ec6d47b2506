// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/traffic/boardvalues.h"

#include "models/items/matrixtext.h"

#include <algorithm>

namespace opsdeck {

namespace {

using Kind = TrafficDecision::Kind;
using EventKind = ShiftEvent::Kind;

StateShape shapeOfVersion(const HostVersion &version)
{
    if (isBlind(version.freshness))
        return StateShape::Stale;
    if (version.presence == HostVersion::Presence::Unknown)
        return StateShape::Unknown;
    if (version.presence == HostVersion::Presence::Missing || version.health == Health::Unhealthy)
        return StateShape::Critical;
    return version.health == Health::Starting ? StateShape::Running : StateShape::Ok;
}

/// The later in this list, the worse.
StateShape worseShape(StateShape a, StateShape b)
{
    static const QList<StateShape> order{
        StateShape::Ok, StateShape::Running, StateShape::Unknown, StateShape::Stale, StateShape::Critical};
    return order.indexOf(a) > order.indexOf(b) ? a : b;
}

BoardServer serverOf(const BoardRoute &board, const QString &name)
{
    BoardServer server{name, board.route.hosts.value(name), {}, StateShape::Unknown, board.drained.contains(name)};
    const QList<BoardVersion> running = board.running.value(server.host);
    for (qsizetype i = 0; i < running.size(); ++i) {
        const BoardVersion &each = running.at(i);
        const StateShape shape = shapeOfVersion(each.version);
        server.shape = i == 0 ? shape : worseShape(server.shape, shape);
        const QString text = QStringLiteral("%1 %2").arg(each.part, versionText(each.version));
        if (each.version.presence == HostVersion::Presence::Running && !server.versions.contains(text))
            server.versions.append(text);
    }
    return server;
}

Result<void> refuse(const BoardRoute &board, const char *why)
{
    return failure(Error::Kind::Refused, board.route.name, Phrase(why));
}

Result<void> mayStart(const BoardRoute &board)
{
    if (board.shift && !isOver(*board.shift))
        return refuse(board, QT_TRANSLATE_NOOP("Phrase", "a shift of this route is open"));
    if (board.share && isAtEnd(board.route, *board.share))
        return refuse(board, QT_TRANSLATE_NOOP("Phrase", "the new pool has everything already"));
    return {};
}

Result<void> mayGoOnWith(const BoardRoute &board)
{
    if (!board.shift)
        return refuse(board, QT_TRANSLATE_NOOP("Phrase", "no shift of this route was begun"));
    if (const auto may = mayGoOn(*board.shift); !may)
        return may;
    if (isChanged(board))
        return refuse(board,
            QT_TRANSLATE_NOOP(
                "Phrase", "the workspace's route was changed since this shift began: end it or take it back"));
    return {};
}

Result<void> mayPause(const BoardRoute &board)
{
    if (!board.shift || !isUnderWay(*board.shift))
        return refuse(board, QT_TRANSLATE_NOOP("Phrase", "nothing is under way"));
    if (board.isElsewhere)
        return refuse(board, QT_TRANSLATE_NOOP("Phrase", "another program works on it: pause it there"));
    return {};
}

Result<void> mayTouchServers(const BoardRoute &board)
{
    if (board.shift && isUnderWay(*board.shift))
        return refuse(board, QT_TRANSLATE_NOOP("Phrase", "a shift is under way: pause it first"));
    return {};
}

bool isOfThePast(EventKind kind)
{
    switch (kind) {
    case EventKind::Step: // intents, and what says no more than the next line
    case EventKind::Holding:
    case EventKind::Held:
    case EventKind::Drain:
    case EventKind::Undrain:
        return false;
    default:
        return true;
    }
}

} // namespace

QStringList BoardPool::versions() const
{
    QStringList all;
    for (const BoardServer &server : servers)
        all.append(server.versions);
    all.removeDuplicates();
    return all;
}

StateShape BoardPool::shape() const
{
    StateShape worst = servers.isEmpty() ? StateShape::Unknown : servers.first().shape;
    for (const BoardServer &server : servers)
        worst = worseShape(worst, server.shape);
    return worst;
}

QList<BoardPool> poolsOf(const BoardRoute &board)
{
    QStringList names{board.route.from, board.route.to};
    for (const QString &name : board.route.target.pools.keys()) {
        if (!names.contains(name))
            names.append(name);
    }
    QList<BoardPool> pools;
    for (const QString &name : std::as_const(names)) {
        BoardPool pool{name, {}, {}};
        if (board.share)
            pool.percent = board.share->percents.value(name);
        for (const QString &server : board.route.target.pools.value(name))
            pool.servers.append(serverOf(board, server));
        pools.append(pool);
    }
    return pools;
}

StepStanding standingOf(const BoardRoute &board, qsizetype step)
{
    const bool isOpen = board.shift && !isOver(*board.shift);
    if (isOpen && step <= board.shift->stepsDone)
        return StepStanding::Done;
    if (isOpen && step == board.shift->step && isUnderWay(*board.shift))
        return StepStanding::Now;
    if (isOpen && step == board.shift->step && (board.shift->isBlocked || board.shift->state == ShiftState::Failed))
        return StepStanding::Broken;
    if (!isOpen && board.share && step <= stepsBelow(board.route, board.share->percents.value(board.route.to) + 1))
        return StepStanding::Done;
    return step == nextStep(board) ? StepStanding::Next : StepStanding::Later;
}

qsizetype nextStep(const BoardRoute &board)
{
    qsizetype next = 1;
    if (board.shift && !isOver(*board.shift)) {
        if (board.shift->isBlocked || board.shift->isGoingBack)
            return 0;
        next = (isUnderWay(*board.shift) ? board.shift->step : board.shift->stepsDone) + 1;
    } else if (board.share) {
        next = stepsBelow(board.route, board.share->percents.value(board.route.to) + 1) + 1;
    }
    return next <= board.route.steps.size() ? next : 0;
}

bool isChanged(const BoardRoute &board)
{
    return board.shift && !isOver(*board.shift) && board.shift->hash != routeHash(board.route);
}

QStringList tenantsMoved(const BoardRoute &board)
{
    if (board.shift)
        return board.shift->tenants;
    return board.share ? tenantsAt(board.route, board.share->percents.value(board.route.to)) : QStringList();
}

Result<void> mayDecide(const BoardRoute &board, Kind kind)
{
    if (board.isBusy && kind != Kind::Pause)
        return refuse(board, QT_TRANSLATE_NOOP("Phrase", "the last decision is being carried out"));
    switch (kind) {
    case Kind::Start:
        return mayStart(board);
    case Kind::Next:
        return mayGoOnWith(board);
    case Kind::Pause:
        return mayPause(board);
    case Kind::Abort:
        return board.shift ? mayAbort(*board.shift) : mayGoOnWith(board);
    case Kind::TakeBack:
        return board.shift ? mayTakeBack(*board.shift) : mayGoOnWith(board);
    case Kind::Drain:
    case Kind::Undrain:
        return mayTouchServers(board);
    }
    return {};
}

bool isOffered(const BoardRoute &board, Kind kind)
{
    const bool isOpen = board.shift && !isOver(*board.shift);
    switch (kind) {
    case Kind::Start:
        return !isOpen;
    case Kind::Next:
        return isOpen && !isUnderWay(*board.shift) && !board.shift->isBlocked && !board.shift->isGoingBack;
    case Kind::Pause:
        return isOpen && isUnderWay(*board.shift);
    case Kind::Abort:
        return isOpen && !isUnderWay(*board.shift);
    case Kind::TakeBack:
        return board.shift && mayTakeBack(*board.shift).has_value();
    case Kind::Drain:
    case Kind::Undrain:
        return true;
    }
    return false;
}

bool needsReason(Kind kind)
{
    return kind == Kind::Abort || kind == Kind::TakeBack;
}

bool changesTraffic(Kind kind)
{
    return kind != Kind::Pause && kind != Kind::Abort;
}

StateShape shapeOf(const std::optional<TrafficShift> &shift)
{
    if (!shift)
        return StateShape::Waiting;
    switch (shift->state) {
    case ShiftState::Running:
    case ShiftState::Holding:
        return StateShape::Running;
    case ShiftState::Waiting:
        return shift->isBlocked ? StateShape::Critical : StateShape::Paused;
    case ShiftState::Failed:
        return StateShape::Critical;
    case ShiftState::Interrupted:
        return StateShape::Unknown;
    case ShiftState::Done:
        return StateShape::Ok;
    case ShiftState::TakenBack:
    case ShiftState::Aborted:
        return StateShape::Warning;
    }
    return StateShape::Unknown;
}

QList<TrafficMove> movesOf(const QList<LedgerEntry> &entries)
{
    QHash<ShiftId, QString> routes;
    QList<TrafficMove> moves;
    for (const LedgerEntry &entry : entries) {
        auto event = shiftEventFromJson(entry.detail);
        if (!event)
            continue; // ShiftHistory::unread tells of it
        event->entry = entry.number;
        if (event->route)
            routes.insert(event->shift, event->route->name);
        // A gate that holds is the rule; one that broke is told.
        if (!isOfThePast(event->kind) || (event->kind == EventKind::Gate && event->holds))
            continue;
        QString route = routes.value(event->shift);
        if (event->shift.isEmpty())
            route = entry.subject.section(QStringLiteral(": "), 0, 0);
        event->route.reset();
        moves.prepend({entry.number, entry.at, entry.actor, route, *event});
    }
    return moves;
}

QMap<QString, QSet<QString>> drainedServers(const QList<LedgerEntry> &entries)
{
    QMap<QString, QSet<QString>> drained;
    for (const LedgerEntry &entry : entries) {
        const auto event = shiftEventFromJson(entry.detail);
        if (!event || event->server.isEmpty())
            continue;
        QSet<QString> &servers = drained[entry.subject.section(QStringLiteral(": "), 0, 0)];
        // The intent counts, too: after a crash the server may be out.
        if (event->kind == EventKind::Drain || event->kind == EventKind::Drained)
            servers.insert(event->server);
        else if (event->kind == EventKind::Undrained && event->holds)
            servers.remove(event->server);
    }
    return drained;
}

} // namespace opsdeck
