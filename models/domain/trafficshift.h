// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ledger.h"
#include "models/domain/trafficroute.h"

#include <QDateTime>

namespace opsdeck {

using ShiftId = Id<struct ShiftTag>; ///< one shift of traffic, a UUID

enum class ShiftState
{
    Running, ///< a change is under way
    Holding, ///< a step is held, its gates are asked
    Waiting, ///< nobody works on it, until a person decides
    Failed, ///< as Waiting: a change did not work
    Interrupted, ///< nobody knows how it ended: the program broke off in the middle
    Done, ///< these three are the end
    TakenBack,
    Aborted ///< the share stays as it is
};

/// One line of a shift's journal: the detail of one ledger entry of the topic "traffic".
struct ShiftEvent
{
    enum class Kind
    {
        Begun, ///< route, owner, the share found, and in `step` how many steps are behind it already
        Step, ///< intent: `share` is what will be set
        Shared, ///< `share` as read back
        Tenant, ///< `tenant` belongs to `pool` from now on
        Holding, ///< for `hold`
        Gate, ///< `gate` at `host` holds or not, and why
        Held, ///< the step is behind us
        Waiting, ///< `text` says why; blocked = a gate broke, there is no "next"
        Next, ///< a person lets it go on; owner
        Back, ///< intent: everything to the old pool; `undoes` is the entry that began the shift; owner
        Failed,
        Interrupted, ///< found after a crash
        Aborted,
        TakenBack,
        Done,
        Drain, ///< intent; these four belong to a server, not to a shift
        Drained,
        Undrain,
        Undrained
    };

    ShiftId shift; ///< empty = of no shift
    qint64 sequence = 0; ///< 1, 2, 3 … within the shift
    QDateTime at;
    QString actor;
    Kind kind = Kind::Begun;
    int step = 0; ///< from 1 on
    TrafficShare share; ///< empty where nothing is said of it
    std::chrono::seconds hold{0};
    QString gate;
    HostId host;
    bool holds = false;
    bool blocked = false;
    QString tenant;
    QString pool;
    QString server;
    QString owner; ///< the process that works on it, as processOwner()
    qint64 undoes = 0;
    Phrase text; ///< why, or what a person gave as their reason
    std::optional<TrafficRoute> route;
    qint64 entry = 0; ///< number of its ledger entry; not part of the JSON

    bool operator==(const ShiftEvent &) const = default;
};

/// A shift as it stands: folded from its events.
struct TrafficShift
{
    struct GateResult
    {
        QString gate;
        HostId host;
        int step = 0;
        bool holds = false;
        QDateTime at;
        Phrase text;

        bool operator==(const GateResult &) const = default;
    };
    /// What a person did.
    struct Deed
    {
        QDateTime at;
        QString actor;
        ShiftEvent::Kind kind = ShiftEvent::Kind::Begun;
        Phrase text;

        bool operator==(const Deed &) const = default;
    };

    ShiftId id;
    TrafficRoute route; ///< frozen
    QString hash; ///< of the route
    ShiftState state = ShiftState::Running;
    int step = 0; ///< reached; 0 = none yet
    int stepsDone = 0; ///< that were held to their end
    TrafficShare share; ///< as the balancer said last
    QDateTime shareSince;
    TrafficShare pending; ///< what was about to be set when the journal ends; empty = nothing
    bool isGoingBack = false;
    bool isBlocked = false; ///< a gate broke
    QDateTime since; ///< of the state
    QDateTime heldUntil; ///< while it is held
    QDateTime startedAt;
    QDateTime endedAt;
    Phrase reason; ///< why it waits, failed or ended
    QList<GateResult> gates; ///< the newest of each gate and host
    QStringList tenants; ///< that belong to the new pool
    QList<Deed> deeds;
    QString owner;
    qint64 firstEntry = 0; ///< in the ledger
    qint64 lastSequence = 0;

    int percent() const { return share.percents.value(route.to); } ///< of the new pool
    bool operator==(const TrafficShift &) const = default;
};

/// Nothing where the event does not begin a shift.
std::optional<TrafficShift> beginShift(const ShiftEvent &event);
/// An event of another shift, of the past, or that cannot be, changes nothing.
void apply(TrafficShift &shift, const ShiftEvent &event);
/// For a shift whose process died: whatever was under way, nobody knows.
void markInterrupted(TrafficShift &shift);

bool isOver(const TrafficShift &shift);
bool isUnderWay(const TrafficShift &shift); ///< somebody works on it, unless they died
/// What a person may decide now; Refused, with the reason, where not.
Result<void> mayGoOn(const TrafficShift &shift);
Result<void> mayAbort(const TrafficShift &shift);
Result<void> mayTakeBack(const TrafficShift &shift);
/// The new pool has everything, and the old one nothing.
bool isAtEnd(const TrafficRoute &route, const TrafficShare &share);

/// Canonical JSON; what the ledger keeps as an entry's detail.
QByteArray toJson(const ShiftEvent &event);
/// Nothing where the text is no event, or its route is not the one that its hash names.
std::optional<ShiftEvent> shiftEventFromJson(const QByteArray &json);

/// Shifts that ledger entries tell of, in the order in which they began.
struct ShiftHistory
{
    QList<TrafficShift> shifts;
    QList<qint64> unread; ///< numbers of entries of this topic that say nothing we understand

    /// The newest one of a route; null where there is none.
    const TrafficShift *newest(const QString &route) const;
};
/// Entries of the topic "traffic", oldest first.
ShiftHistory shiftsOf(const QList<LedgerEntry> &entries);

/// Stable words; never translated: running, holding, waiting, …; begin, step, share, ….
QString nameOf(ShiftState state);
QString nameOf(ShiftEvent::Kind kind);
std::optional<ShiftEvent::Kind> shiftEventKindFromName(const QString &name);

} // namespace opsdeck
