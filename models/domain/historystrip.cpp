// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/historystrip.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace opsdeck {

namespace {

using Kind = HistorySpan::Kind;

/// How an alert stands, the worse the greater.
using Look = std::pair<Kind, int>;

Look lookOf(const AlertMoment &moment)
{
    const int severity = -int(moment.severity);
    switch (moment.state) {
    case AlertState::Firing:
        return {moment.acknowledged ? Kind::Acknowledged : Kind::Firing, severity};
    case AlertState::Pending:
        return {Kind::Pending, severity};
    case AlertState::Suppressed:
        return {Kind::Suppressed, severity};
    case AlertState::Resolved:
        break;
    }
    return {Kind::Quiet, -int(Severity::Info)};
}

/// Walks along the moments of an alert, or the observed times of a source, as time goes on.
struct Walker
{
    const AlertTrace *trace = nullptr;
    QList<ObservedSpan> observed; ///< of its source
    qsizetype moment = 0; ///< the next
    qsizetype span = 0; ///< that one, or the next

    bool isObservedAt(const QDateTime &at)
    {
        while (span < observed.size() && observed.at(span).ends <= at)
            ++span;
        return span < observed.size() && observed.at(span).begins <= at;
    }
    Look lookAt(const QDateTime &at)
    {
        while (trace && moment < trace->moments.size() && trace->moments.at(moment).at <= at)
            ++moment;
        return trace && moment > 0 ? lookOf(trace->moments.at(moment - 1)) : Look(Kind::Quiet, -int(Severity::Info));
    }
};

QList<Walker> walkersOf(const QList<AlertTrace> &traces, const QList<ObservedSpan> &observed)
{
    QList<Walker> walkers;
    QHash<SourceId, QList<ObservedSpan>> bySource;
    for (const ObservedSpan &span : observed)
        bySource[span.source].append(span);
    for (const AlertTrace &trace : traces)
        walkers.append({&trace, bySource.value(trace.key.source)});
    for (const AlertTrace &trace : traces)
        bySource.remove(trace.key.source);
    for (const QList<ObservedSpan> &spans : std::as_const(bySource)) // it was asked, and had nothing to tell
        walkers.append({nullptr, spans});
    return walkers;
}

QList<QDateTime> boundariesOf(
    const QList<AlertTrace> &traces, const QList<ObservedSpan> &observed, const QDateTime &from, const QDateTime &to)
{
    QList<QDateTime> times{from, to};
    const auto add = [&](const QDateTime &time) {
        if (time > from && time < to)
            times.append(time);
    };
    for (const AlertTrace &trace : traces) {
        for (const AlertMoment &moment : trace.moments)
            add(moment.at);
    }
    for (const ObservedSpan &span : observed) {
        add(span.begins);
        add(span.ends);
    }
    std::ranges::sort(times);
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

Look worstAt(QList<Walker> &walkers, const QDateTime &at)
{
    Look worst{Kind::Unobserved, -int(Severity::Info)};
    for (Walker &walker : walkers) {
        const Look look = walker.lookAt(at);
        if (walker.isObservedAt(at))
            worst = std::max(worst, look);
    }
    return worst;
}

/// Adds a span, or lengthens the last one where it is the same.
void append(QList<HistorySpan> &strip, const HistorySpan &span)
{
    if (!strip.isEmpty() && strip.last().kind == span.kind && strip.last().severity == span.severity)
        strip.last().ends = span.ends;
    else if (span.begins < span.ends)
        strip.append(span);
}

/// Walks along what was said about an alert, as time goes on.
class Care
{
public:
    explicit Care(const QList<AlertDeed> &deeds)
        : m_deeds(deeds)
    { }

    /// From now on: what was said until then. True where somebody has it.
    bool isHadAt(const QDateTime &at)
    {
        for (; m_next < m_deeds.size() && m_deeds.at(m_next).at <= at; ++m_next)
            take(m_deeds.at(m_next));
        return m_has && (!m_until.isValid() || m_until > at);
    }

    /// When that may change next; invalid = never.
    QDateTime nextAfter(const QDateTime &at) const
    {
        QDateTime next = m_next < m_deeds.size() ? m_deeds.at(m_next).at : QDateTime();
        if (m_has && m_until > at && (!next.isValid() || m_until < next))
            next = m_until;
        return next;
    }

    /// It is quiet until then, so that what was said of the last time is no promise about the next. A minute is
    /// forgiven, because clocks differ.
    void forgetBefore(const QDateTime &end)
    {
        isHadAt(end.addSecs(-ForgivenSeconds));
        m_has = false;
    }

private:
    static constexpr int ForgivenSeconds = 60;

    void take(const AlertDeed &deed)
    {
        using Deed = AlertDeed::Kind;
        if (deed.kind == Deed::Acknowledged || deed.kind == Deed::HandedOver) {
            m_has = true;
            m_until = deed.until;
        } else if (deed.kind == Deed::Unacknowledged) {
            m_has = false;
        }
    }

    const QList<AlertDeed> &m_deeds;
    qsizetype m_next = 0;
    bool m_has = false;
    QDateTime m_until; ///< invalid = as long as it fires
};

bool isFiring(Kind kind)
{
    return kind == Kind::Firing || kind == Kind::Acknowledged;
}

} // namespace

QList<HistorySpan> historyStrip(
    const QList<AlertTrace> &traces, const QList<ObservedSpan> &observed, const QDateTime &from, const QDateTime &to)
{
    QList<HistorySpan> strip;
    if (from >= to)
        return strip;
    QList<Walker> walkers = walkersOf(traces, observed);
    const QList<QDateTime> times = boundariesOf(traces, observed, from, to);
    for (qsizetype i = 0; i + 1 < times.size(); ++i) {
        const auto [kind, severity] = worstAt(walkers, times.at(i));
        append(strip, {kind, Severity(-severity), times.at(i), times.at(i + 1)});
    }
    return strip;
}

QList<HistorySpan> withDeeds(const QList<HistorySpan> &strip, const QList<AlertDeed> &deeds)
{
    QList<HistorySpan> told;
    Care care(deeds);
    for (HistorySpan span : strip) {
        if (span.kind == Kind::Quiet)
            care.forgetBefore(span.ends);
        while (span.kind == Kind::Firing) {
            const bool isHad = care.isHadAt(span.begins);
            const QDateTime next = care.nextAfter(span.begins);
            if (!next.isValid() || next >= span.ends) {
                span.kind = isHad ? Kind::Acknowledged : Kind::Firing;
                break;
            }
            append(told, {isHad ? Kind::Acknowledged : Kind::Firing, span.severity, span.begins, next});
            span.begins = next;
        }
        append(told, span);
    }
    return told;
}

HistorySummary summaryOf(const QList<HistorySpan> &strip)
{
    HistorySummary summary;
    bool wasFiring = false;
    for (const HistorySpan &span : strip) {
        const std::chrono::milliseconds length(span.begins.msecsTo(span.ends));
        if (span.kind == Kind::Unobserved) {
            summary.unobserved += length;
            continue; // it may have gone on meanwhile: not counted as another one
        }
        const bool fires = isFiring(span.kind);
        summary.fired += fires && !wasFiring ? 1 : 0;
        wasFiring = fires;
        if (!fires)
            continue;
        summary.firing += length;
        summary.worst = summary.worst ? std::min(*summary.worst, span.severity) : span.severity;
    }
    return summary;
}

} // namespace opsdeck
