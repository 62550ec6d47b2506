// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/observations.h"

namespace opsdeck::store {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds BetweenWrites = 1min;
constexpr std::chrono::milliseconds Slack = 10s; // an answer may take its time

} // namespace

QList<SeenTime> Observations::answered(const SourceId &source, const QDateTime &at, std::chrono::milliseconds interval)
{
    const auto gap = 2 * interval + Slack;
    QList<SeenTime> due;
    Seen &seen = m_seen[source];
    SeenTime &time = seen.time;
    const bool continues
        = time.span.ends.isValid() && at >= time.span.ends && time.span.ends.msecsTo(at) <= gap.count();
    if (!continues) {
        if (time.span.ends != seen.written)
            due.append(time);
        time.span = {source, at, at};
    }
    time.span.ends = at;
    time.gap = gap;
    if (!continues || seen.written.msecsTo(at) >= BetweenWrites.count()) {
        due.append(time);
        seen.written = at;
    }
    return due;
}

QList<SeenTime> Observations::unwritten() const
{
    QList<SeenTime> due;
    for (const Seen &seen : m_seen) {
        if (seen.time.span.ends != seen.written)
            due.append(seen.time);
    }
    return due;
}

void Observations::lengthen(QList<ObservedSpan> &spans) const
{
    for (ObservedSpan &span : spans) {
        const auto seen = m_seen.constFind(span.source);
        if (seen == m_seen.cend())
            continue;
        const ObservedSpan &now = seen->time.span;
        if (span.begins <= now.ends && span.ends >= now.begins)
            span.ends = std::max(span.ends, now.ends);
    }
}

} // namespace opsdeck::store
