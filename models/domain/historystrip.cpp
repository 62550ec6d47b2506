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
        HistorySpan span{kind, Severity(-severity), times.at(i), times.at(i + 1)};
        if (!strip.isEmpty() && strip.last().kind == span.kind && strip.last().severity == span.severity)
            strip.last().ends = span.ends;
        else
            strip.append(span);
    }
    return strip;
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
