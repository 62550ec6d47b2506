// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertfilter.h"
#include "models/domain/notifypolicy.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace opsdeck {

/// One alert that people are told of, and why.
struct NotifiedAlert
{
    enum class Why
    {
        New,
        Raised, ///< it was told, and is worse now
        Again, ///< it was told, and nobody has it
        Resolved
    };

    Why why = Why::New;
    QString key; ///< AlertRow::key
    Severity severity = Severity::Warning;
    QString name;
    QString service;
    QString instance;
    QString environment;
    QString summary;
    QString system; ///< title of the business system; empty = unmapped
    QDateTime startsAt; ///< as its source says
    QString link; ///< http or https, else empty

    bool operator==(const NotifiedAlert &) const = default;
};

/// One message of one rule. Pure facts: words are added where it goes out.
struct Notification
{
    static constexpr qsizetype MostListed = 20;

    QString id; ///< the same however often it is sent
    QString rule;
    QStringList outlets;
    QDateTime at; ///< when it was decided, UTC
    bool atStart = false; ///< what already burnt when we began to look
    bool isTest = false;
    int fresh = 0; ///< new ones
    int raised = 0;
    int again = 0;
    int resolved = 0;
    SeverityCounts counts; ///< of all but the resolved
    QDateTime first; ///< when the earliest of the new ones began, at its source; invalid = there is none
    QDateTime last;
    QList<NotifiedAlert> alerts; ///< the worst first, at most MostListed
    std::optional<Severity> heard; ///< the worst that passes the current view; nothing = no sound

    int total() const { return fresh + raised + again + resolved; }
    bool isStorm() const { return fresh >= NotifyRule::Storm; }
    std::optional<Severity> worst() const;
    bool operator==(const Notification &) const = default;
};

/// What one rule remembers of one alert that it told.
struct ToldAlert
{
    SharedRow row; ///< as it was told
    QString system; ///< title of its business system; empty = unmapped
    QDateTime at;
    QDateTime goneSince; ///< its sources tell it no more; invalid = they do

    bool operator==(const ToldAlert &) const = default;
};

struct RuleState
{
    QHash<QString, ToldAlert> told; ///< by AlertRow::key
    QDateTime waitingSince; ///< the first of what is told next was seen then
    QDateTime stormUntil; ///< invalid = no storm was told
    std::optional<Severity> stormWorst;
    QSet<QString> stormNames; ///< of the alerts in it
    bool toldStart = false;

    bool operator==(const RuleState &) const = default;
};

struct NotifyState
{
    QDateTime begun; ///< when we began to look; invalid = not yet
    QHash<QString, RuleState> rules; ///< by name

    bool operator==(const NotifyState &) const = default;
};

struct NotifyStep
{
    NotifyState state;
    QList<Notification> tell;
    QDateTime next; ///< look again then, even if nothing changes; invalid = no need
};

/// What to tell, from a wall and what was told before. An alert is told when it fires, is neither suppressed nor folded
/// as a symptom or for its coming and going, nobody has it, and the rule wants it; again when it gets worse or, by the
/// rule, when nobody takes it. What begins within a window is one message; a storm is one, too, and then only what is
/// worse, or critical and of another name, breaks the silence. What burnt before `before.begun` is one summary a rule,
/// once every source was heard or a minute has passed. What is gone and back within two minutes was never gone. Pure:
/// `now` is the only clock.
NotifyStep notifyStep(const NotifyState &before, const AlertWall &wall, const QList<NotifyRule> &rules,
    const AlertFilter &view, const QDateTime &now, const QTimeZone &zone);

} // namespace opsdeck
