// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/notify.h"

#include <QCryptographicHash>

#include <algorithm>

namespace opsdeck {

namespace {

using Why = NotifiedAlert::Why;

constexpr std::chrono::minutes Calm{2}; ///< what is away for less flaps
constexpr std::chrono::minutes LongestStart{1};
constexpr qsizetype MostStormNames = 1000;

/// Worse ones come first in the enumeration.
bool isWorse(Severity a, Severity b)
{
    return a < b;
}

std::optional<Severity> worseOf(const std::optional<Severity> &a, const std::optional<Severity> &b)
{
    if (!a || !b)
        return a ? a : b;
    return isWorse(*a, *b) ? a : b;
}

/// One alert that is to be told; what a message says of it is written only for those that it lists.
struct Candidate
{
    Why why;
    SharedRow row;
    QString system;
    bool isHeard = false;

    NotifiedAlert told() const
    {
        return {.why = why,
            .key = row->key,
            .severity = row->severity,
            .name = row->name,
            .service = row->service,
            .instance = row->instance,
            .environment = row->environment,
            .summary = row->summary,
            .system = system,
            .startsAt = row->startsAt,
            .link = row->link};
    }
};

/// The worst first.
bool isToldBefore(const Candidate &a, const Candidate &b)
{
    const auto rank
        = [](const Candidate &c) { return std::tuple(c.why == Why::Resolved, c.row->severity, c.row->startsAt); };
    return rank(a) != rank(b) ? rank(a) < rank(b) : a.row->key < b.row->key;
}

void count(SeverityCounts &counts, Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        ++counts.critical;
        return;
    case Severity::Warning:
        ++counts.warning;
        return;
    case Severity::Info:
        ++counts.info;
        return;
    }
}

bool heardSince(const AlertWall &wall, const QDateTime &begun)
{
    return std::all_of(wall.sources.cbegin(), wall.sources.cend(),
        [&begun](const SourceView &source) { return source.lastSuccess >= begun; });
}

/// One rule at one moment.
class RuleStep
{
public:
    RuleStep(const NotifyRule &rule, RuleState state, const QDateTime &begun, const AlertFilter &view,
        const QDateTime &now, const QTimeZone &zone)
        : m_rule(rule)
        , m_filter(AlertFilter::parse(rule.filter, now))
        , m_view(view)
        , m_begun(begun)
        , m_now(now)
        , m_state(std::move(state))
    {
        for (const QuietHours &hours : rule.quiet) {
            const QDateTime end = hours.endAround(now, zone);
            if (end.isValid() && (!m_quietUntil.isValid() || end > m_quietUntil))
                m_quietUntil = end;
        }
        lookAgainAt(m_quietUntil);
    }

    void see(const AlertWall &wall);
    void tell(bool everySourceWasHeard);

    RuleState &state() { return m_state; }
    const QList<Notification> &told() const { return m_notifications; }
    const QDateTime &next() const { return m_next; }

private:
    void see(const SharedRow &row, const QString &system);
    const ToldAlert *recall(const QString &key);
    void seeGone();
    bool isWanted(const AlertRow &row, const QString &system) const;
    bool mayTell(Severity severity) const;
    bool breaksStorm(const Candidate &candidate) const;
    QDateTime due() const;
    void put(const QList<Candidate> &candidates, bool atStart);
    void followStorm(const QList<Candidate> &candidates, const Notification &notification);
    Notification notificationOf(QList<Candidate> candidates, bool atStart) const;
    void remember(const Candidate &candidate);
    void lookAgainAt(const QDateTime &at)
    {
        if (at.isValid() && (!m_next.isValid() || at < m_next))
            m_next = at;
    }

    const NotifyRule &m_rule;
    const AlertFilter m_filter;
    const AlertFilter &m_view;
    const QDateTime m_begun;
    const QDateTime m_now;
    RuleState m_state;
    QDateTime m_quietUntil; ///< invalid = no quiet hours now
    QSet<QString> m_seen; ///< of those that were told
    QList<Candidate> m_candidates;
    QList<Candidate> m_fromBefore; ///< burnt already when we began
    QList<Notification> m_notifications;
    QDateTime m_next;
};

bool RuleStep::mayTell(Severity severity) const
{
    return !m_quietUntil.isValid() || (m_rule.criticalPasses && severity == Severity::Critical);
}

bool RuleStep::isWanted(const AlertRow &row, const QString &system) const
{
    const bool burns = !row.suppressed && !row.pending && !row.care.acknowledgement;
    // A storm is told as one; what comes and goes, or follows from what is down, is not told.
    const RowNoise::Fold fold = row.noise->fold;
    const bool isFolded = fold == RowNoise::Fold::Flapping || fold == RowNoise::Fold::Symptom;
    return burns && !isFolded && mayTell(row.severity)
        && (m_rule.severities.isEmpty() || m_rule.severities.contains(row.severity)) && m_filter.matches(row, system);
}

void RuleStep::see(const AlertWall &wall)
{
    for (const AlertGroup &group : wall.groups) {
        const QString system = group.kind == AlertGroup::Kind::System ? group.title : QString();
        for (const SharedRow &row : group.rows)
            see(row, system);
        for (const SharedRow &row : group.resting)
            recall(row->key);
    }
    seeGone();
}

/// What was told of it, if it was; it has not gone, or will be back.
const ToldAlert *RuleStep::recall(const QString &key)
{
    const auto known = m_state.told.constFind(key);
    if (known == m_state.told.cend())
        return nullptr;
    m_seen.insert(key);
    if (known->goneSince.isValid())
        m_state.told.find(key)->goneSince = {};
    return &*m_state.told.constFind(key);
}

void RuleStep::see(const SharedRow &row, const QString &system)
{
    const ToldAlert *known = recall(row->key);
    if (!isWanted(row, system))
        return;
    const auto candidate = [&](Why why) { return Candidate{why, row, system, m_view.matches(row, system)}; };
    if (!known) {
        const bool isOld = !row->startsAt.isValid() || row->startsAt < m_begun;
        (isOld && !m_state.toldStart ? m_fromBefore : m_candidates).append(candidate(Why::New));
        return;
    }
    const bool isRepeated = m_rule.repeat.count() > 0;
    const QDateTime again = known->at.addDuration(m_rule.repeat);
    if (isWorse(row->severity, known->row->severity))
        m_candidates.append(candidate(Why::Raised));
    else if (isRepeated && again <= m_now)
        m_candidates.append(candidate(Why::Again));
    else if (isRepeated)
        lookAgainAt(again);
}

void RuleStep::seeGone()
{
    if (m_seen.size() == m_state.told.size())
        return;
    for (auto it = m_state.told.begin(); it != m_state.told.end();) {
        if (m_seen.contains(it.key())) {
            ++it;
            continue;
        }
        if (!it->goneSince.isValid())
            it->goneSince = m_now;
        const QDateTime calmAt = it->goneSince.addDuration(Calm);
        if (calmAt > m_now) {
            lookAgainAt(calmAt);
            ++it;
        } else if (m_rule.resolved && mayTell(it->row->severity)) {
            m_candidates.append({Why::Resolved, it->row, it->system});
            ++it;
        } else {
            it = m_state.told.erase(it);
        }
    }
}

bool RuleStep::breaksStorm(const Candidate &candidate) const
{
    if (candidate.why == Why::Resolved)
        return false;
    const Severity severity = candidate.row->severity;
    if (m_state.stormWorst && isWorse(severity, *m_state.stormWorst))
        return true;
    return severity == Severity::Critical && m_state.stormNames.size() < MostStormNames
        && !m_state.stormNames.contains(candidate.row->name);
}

/// When the candidates are to be told.
QDateTime RuleStep::due() const
{
    const QDateTime together = m_state.waitingSince.addDuration(m_rule.window);
    const bool isStorm = m_state.stormUntil > m_now;
    if (!isStorm || std::any_of(m_candidates.cbegin(), m_candidates.cend(), [this](const Candidate &c) {
            return breaksStorm(c);
        }))
        return together;
    return std::max(together, m_state.stormUntil);
}

void RuleStep::tell(bool everySourceWasHeard)
{
    const QDateTime startEnds = m_begun.addDuration(LongestStart);
    if (!m_state.toldStart && (everySourceWasHeard || startEnds <= m_now)) {
        m_state.toldStart = true;
        put(m_fromBefore, true);
    } else if (!m_state.toldStart) {
        lookAgainAt(startEnds);
    }
    if (m_candidates.isEmpty()) {
        m_state.waitingSince = {};
        return;
    }
    if (!m_state.waitingSince.isValid())
        m_state.waitingSince = m_now;
    if (const QDateTime when = due(); when > m_now)
        return lookAgainAt(when);
    put(m_candidates, false);
    m_state.waitingSince = {};
}

void RuleStep::put(const QList<Candidate> &candidates, bool atStart)
{
    if (candidates.isEmpty())
        return;
    const Notification notification = notificationOf(candidates, atStart);
    m_notifications.append(notification);
    for (const Candidate &candidate : candidates)
        remember(candidate);
    if (!atStart)
        followStorm(candidates, notification);
}

/// A storm goes on while more of it is told as soon as it may be.
void RuleStep::followStorm(const QList<Candidate> &candidates, const Notification &notification)
{
    const bool goesOn = m_state.stormUntil.isValid() && m_state.stormUntil.addDuration(m_rule.window) >= m_now;
    if (!goesOn && !notification.isStorm()) {
        m_state.stormUntil = {};
        return;
    }
    if (!goesOn) {
        m_state.stormWorst.reset();
        m_state.stormNames.clear();
    }
    m_state.stormUntil = m_now.addDuration(m_rule.storm);
    m_state.stormWorst = worseOf(m_state.stormWorst, notification.worst());
    for (const Candidate &candidate : candidates) {
        if (m_state.stormNames.size() < MostStormNames)
            m_state.stormNames.insert(candidate.row->name);
    }
}

void RuleStep::remember(const Candidate &candidate)
{
    if (candidate.why == Why::Resolved)
        m_state.told.remove(candidate.row->key);
    else
        m_state.told.insert(candidate.row->key, {candidate.row, candidate.system, m_now, {}});
    if (m_rule.repeat.count() > 0)
        lookAgainAt(m_now.addDuration(m_rule.repeat));
}

Notification RuleStep::notificationOf(QList<Candidate> candidates, bool atStart) const
{
    Notification all{.rule = m_rule.name, .outlets = m_rule.outlets, .at = m_now, .atStart = atStart};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_rule.name.toUtf8() + QByteArray::number(m_now.toMSecsSinceEpoch()));
    std::sort(candidates.begin(), candidates.end(), isToldBefore);
    for (const Candidate &candidate : std::as_const(candidates)) {
        const AlertRow &row = candidate.row;
        hash.addData(row.key.toUtf8());
        all.fresh += candidate.why == Why::New;
        all.raised += candidate.why == Why::Raised;
        all.again += candidate.why == Why::Again;
        all.resolved += candidate.why == Why::Resolved;
        if (candidate.why != Why::Resolved)
            count(all.counts, row.severity);
        if (candidate.isHeard && !atStart)
            all.heard = worseOf(all.heard, row.severity);
        if (candidate.why == Why::New && row.startsAt.isValid()) {
            all.first = all.first.isValid() ? std::min(all.first, row.startsAt) : row.startsAt;
            all.last = std::max(all.last, row.startsAt);
        }
        if (all.alerts.size() < Notification::MostListed)
            all.alerts.append(candidate.told());
    }
    all.id = QString::fromLatin1(hash.result().toHex().left(12));
    return all;
}

} // namespace

std::optional<Severity> Notification::worst() const
{
    if (counts.critical > 0)
        return Severity::Critical;
    if (counts.warning > 0)
        return Severity::Warning;
    return counts.info > 0 ? std::optional(Severity::Info) : std::nullopt;
}

NotifyStep notifyStep(const NotifyState &before, const AlertWall &wall, const QList<NotifyRule> &rules,
    const AlertFilter &view, const QDateTime &now, const QTimeZone &zone)
{
    NotifyStep step;
    step.state.begun = before.begun.isValid() ? before.begun : now;
    const bool everySourceWasHeard = heardSince(wall, step.state.begun);
    for (const NotifyRule &rule : rules) {
        RuleStep one(rule, before.rules.value(rule.name), step.state.begun, view, now, zone);
        one.see(wall);
        one.tell(everySourceWasHeard);
        step.state.rules.insert(rule.name, one.state());
        step.tell += one.told();
        if (one.next().isValid() && (!step.next.isValid() || one.next() < step.next))
            step.next = one.next();
    }
    return step;
}

} // namespace opsdeck
