// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trafficshift.h"
#include "models/domain/versionmatrix.h"
#include "widgets/shell/page.h"

namespace opsdeck {

/// What a person decides about a route.
struct TrafficDecision
{
    enum class Kind
    {
        Start,
        Next,
        Pause, ///< the change that is under way is brought to its end
        Abort, ///< ends the shift, the share stays; for a reason
        TakeBack, ///< everything to the old pool; for a reason
        Drain, ///< `server`
        Undrain
    };

    Kind kind = Kind::Start;
    QString route;
    QString reason;
    QString server;
    int lastStep = 0; ///< of Start and Next: wait after that one; 0 = to the end

    bool operator==(const TrafficDecision &) const = default;
};

/// One module's container on one host.
struct BoardVersion
{
    QString part;
    HostVersion version;

    bool operator==(const BoardVersion &) const = default;
};

/// A route as the board shows it.
struct BoardRoute
{
    TrafficRoute route; ///< as the workspace says
    QString product; ///< its title
    PageEnvironment environment;
    bool asksForName = false; ///< what changes the balancer needs the environment's name typed
    std::optional<TrafficShift> shift; ///< the newest
    std::optional<TrafficShare> share; ///< as the balancer said last, else as the ledger says; nothing = nobody knows
    QDateTime shareReadAt; ///< when the balancer said it; null = it is the ledger's word
    std::optional<Error> shareError; ///< the balancer does not answer
    QMap<HostId, QList<BoardVersion>> running;
    QSet<QString> drained; ///< servers, by the ledger
    bool isElsewhere = false; ///< another process works on it
    bool isBusy = false; ///< a decision has not been answered yet
    std::optional<Error> problem; ///< with the last decision

    bool operator==(const BoardRoute &) const = default;
};

struct BoardServer
{
    QString name;
    HostId host; ///< empty = the workspace does not say
    QStringList versions; ///< "cart 2.4.1"; each once
    StateShape shape = StateShape::Unknown;
    bool isDrained = false;

    bool operator==(const BoardServer &) const = default;
};

struct BoardPool
{
    QString name;
    std::optional<int> percent;
    QList<BoardServer> servers;

    QStringList versions() const; ///< of all its servers, each once
    StateShape shape() const; ///< the worst
    bool operator==(const BoardPool &) const = default;
};

/// The old pool, the new one, and then the others.
QList<BoardPool> poolsOf(const BoardRoute &board);

/// How one step stands.
enum class StepStanding
{
    Done,
    Now, ///< it is set or held
    Broken, ///< a gate broke or a change failed
    Next,
    Later
};
StepStanding standingOf(const BoardRoute &board, qsizetype step); ///< from 1 on
/// The step that would be taken now; 0 = there is none.
qsizetype nextStep(const BoardRoute &board);
/// An open shift goes by a route that the workspace has not got any more.
bool isChanged(const BoardRoute &board);
/// Which names are in the new pool now: as the shift says, else by the share.
QStringList tenantsMoved(const BoardRoute &board);

/// Refused, with the reason, where not.
Result<void> mayDecide(const BoardRoute &board, TrafficDecision::Kind kind);
/// What cannot be a decision at all now, so that nobody need see it.
bool isOffered(const BoardRoute &board, TrafficDecision::Kind kind);
bool needsReason(TrafficDecision::Kind kind);
/// All but what leaves the share as it is.
bool changesTraffic(TrafficDecision::Kind kind);

StateShape shapeOf(const std::optional<TrafficShift> &shift);

/// One line of the past.
struct TrafficMove
{
    qint64 entry = 0; ///< number in the ledger
    QDateTime at;
    QString actor;
    QString route; ///< empty where its beginning is not known
    ShiftEvent event;

    bool operator==(const TrafficMove &) const = default;
};
/// What was done and what came of it, without what was only intended; newest first. From entries of the topic
/// "traffic".
QList<TrafficMove> movesOf(const QList<LedgerEntry> &entries);
/// Servers of each route that were taken out and not put back, as far as the ledger knows.
QMap<QString, QSet<QString>> drainedServers(const QList<LedgerEntry> &entries);

} // namespace opsdeck

Q_DECLARE_METATYPE(opsdeck::TrafficDecision)
