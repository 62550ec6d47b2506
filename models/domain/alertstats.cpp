// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertstats.h"

#include "models/domain/alertepisodes.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace opsdeck {

namespace {

using std::chrono::milliseconds;

constexpr int FlapsWithin = 4; ///< an hour
constexpr qint64 HourMs = 3'600'000;

/// Adds episodes up by whatever they have in common.
class Tallies
{
public:
    explicit Tallies(const AlertStats &stats)
        : m_stats(stats)
    { }

    void add(const QString &key, const QString &title, const QString &detail, qsizetype place)
    {
        Entry &entry = m_entries[key];
        const AlertEpisode &episode = m_stats.episodes.at(place);
        AlertTally &tally = entry.tally;
        tally.key = key;
        tally.title = title;
        tally.detail = detail;
        const bool began = episode.begins >= m_stats.from;
        tally.fired += began ? 1 : 0;
        tally.critical += began && episode.severity == Severity::Critical ? 1 : 0;
        const QDateTime ends = episode.ends.isValid() ? episode.ends : m_stats.to;
        tally.firing += milliseconds(std::max(episode.begins, m_stats.from).msecsTo(ends));
        tally.episodes.append(place);
        entry.alerts.insert(episode.key);
    }

    /// The most frequent first.
    QList<AlertTally> sorted() const
    {
        QList<AlertTally> all;
        for (const Entry &entry : m_entries) {
            all.append(entry.tally);
            all.last().alerts = static_cast<int>(entry.alerts.size());
        }
        std::ranges::sort(all, [](const AlertTally &a, const AlertTally &b) {
            const auto order = [](const AlertTally &t) { return std::tuple(-t.fired, -t.firing.count()); };
            return order(a) != order(b) ? order(a) < order(b) : a.key < b.key;
        });
        return all;
    }

private:
    struct Entry
    {
        AlertTally tally;
        QSet<QString> alerts;
    };

    const AlertStats &m_stats;
    QHash<QString, Entry> m_entries;
};

void tally(AlertStats &stats)
{
    Tallies offenders(stats), services(stats), owners(stats), sources(stats);
    for (qsizetype i = 0; i < stats.episodes.size(); ++i) {
        const AlertEpisode &episode = stats.episodes.at(i);
        offenders.add(episode.name + QChar(0x1f) + episode.service, episode.name, episode.service, i);
        services.add(episode.service, episode.service, episode.owner, i);
        owners.add(episode.owner, episode.owner, {}, i);
        for (const SourceId &source : episode.sources)
            sources.add(source.text(), source.text(), {}, i);
    }
    stats.offenders = offenders.sorted();
    stats.services = services.sorted();
    stats.owners = owners.sorted();
    stats.sources = sources.sorted();
}

bool flaps(const AlertStats &stats, const EpisodePlaces &episodes)
{
    // The newest first: that many beginnings within an hour.
    for (qsizetype i = 0; i + FlapsWithin <= episodes.size(); ++i) {
        const QDateTime last = stats.episodes.at(episodes.at(i)).begins;
        const QDateTime first = stats.episodes.at(episodes.at(i + FlapsWithin - 1)).begins;
        if (first.msecsTo(last) <= HourMs)
            return true;
    }
    return false;
}

void findFlapping(AlertStats &stats)
{
    Tallies alerts(stats);
    for (qsizetype i = 0; i < stats.episodes.size(); ++i) {
        const AlertEpisode &episode = stats.episodes.at(i);
        QStringList about{episode.service, episode.instance};
        about.removeAll(QString());
        alerts.add(episode.key, episode.name, about.join(QStringLiteral(" · ")), i);
    }
    for (const AlertTally &alert : alerts.sorted()) {
        if (alert.fired < FlapsWithin)
            break; // sorted by that
        if (flaps(stats, alert.episodes))
            stats.flapping.append(alert);
    }
}

void sortOut(AlertStats &stats)
{
    for (qsizetype i = 0; i < stats.episodes.size(); ++i) {
        const AlertEpisode &episode = stats.episodes.at(i);
        if (episode.begins >= stats.from)
            stats.fired.append(i);
        if (!episode.ends.isValid())
            stats.standing.prepend(i);
    }
}

AlertDelays delaysOf(
    const AlertStats &stats, QDateTime AlertEpisode::*end, const std::function<bool(const AlertEpisode &)> &seen)
{
    AlertDelays found;
    QList<std::pair<milliseconds, qsizetype>> sorted;
    for (qsizetype i = 0; i < stats.episodes.size(); ++i) {
        const AlertEpisode &episode = stats.episodes.at(i);
        const QDateTime at = episode.*end;
        if (!at.isValid() || at < stats.from)
            continue;
        if (seen(episode))
            sorted.append({milliseconds(episode.begins.msecsTo(at)), i});
        else
            found.leftOut.append(i);
    }
    std::ranges::sort(sorted);
    for (const auto &[delay, place] : std::as_const(sorted)) {
        found.delays.append(delay);
        found.episodes.append(place);
    }
    return found;
}

void fillHours(AlertStats &stats, const AlertStatsInput &input)
{
    const auto hourAt = [&](const QDateTime &at) -> AlertHour & {
        const QDateTime local = at.toTimeZone(input.zone);
        return stats.hours.at(size_t(local.date().dayOfWeek() - 1)).at(size_t(local.time().hour()));
    };
    for (const qsizetype place : std::as_const(stats.fired)) {
        AlertHour &hour = hourAt(stats.episodes.at(place).begins);
        ++hour.fired;
        hour.episodes.append(place);
    }
    for (const ObservedSpan &span : input.timeline.observed) {
        const QDateTime ends = std::min(span.ends, stats.to);
        for (QDateTime at = std::max(span.begins, stats.from); at <= ends; at = at.addMSecs(HourMs))
            hourAt(at).observed = true;
        if (ends >= stats.from)
            hourAt(ends).observed = true;
    }
}

/// Of the period, what no span covers.
milliseconds unobservedIn(QList<ObservedSpan> spans, const QDateTime &from, const QDateTime &to)
{
    std::ranges::sort(spans, {}, &ObservedSpan::begins);
    qint64 unseen = 0;
    QDateTime upto = from;
    for (const ObservedSpan &span : std::as_const(spans)) {
        if (span.begins > upto)
            unseen += upto.msecsTo(std::min(span.begins, to));
        upto = std::clamp(span.ends, upto, to);
    }
    return milliseconds(unseen + upto.msecsTo(to));
}

/// A symptom stands under a row that is seen anyway; storms and what flaps are a row of their own together.
int shownOf(const AlertWall &wall)
{
    qsizetype shown = 0;
    QSet<QString> together;
    for (const SharedRow &row : wall.rows) {
        if (!row->noise->isFolded())
            ++shown;
        else if (row->noise->fold != RowNoise::Fold::Symptom)
            together.insert(row->noise->under);
    }
    return static_cast<int>(shown + together.size());
}

} // namespace

milliseconds AlertDelays::quantile(double part) const
{
    if (delays.isEmpty())
        return milliseconds(0);
    // Nearest rank: a number that stands for a row.
    const auto rank = static_cast<qsizetype>(std::ceil(part * static_cast<double>(delays.size())));
    return delays.at(std::clamp<qsizetype>(rank - 1, 0, delays.size() - 1));
}

AlertStats alertStats(const AlertStatsInput &input)
{
    AlertStats stats{.from = input.from, .to = input.to};
    stats.told = input.wall.told;
    stats.shown = shownOf(input.wall);
    stats.episodes = alertEpisodes(input);
    std::ranges::sort(stats.episodes, [](const AlertEpisode &a, const AlertEpisode &b) {
        return a.begins != b.begins ? a.begins > b.begins : a.key < b.key;
    });
    sortOut(stats);
    tally(stats);
    findFlapping(stats);
    stats.acknowledging
        = delaysOf(stats, &AlertEpisode::acknowledged, [](const AlertEpisode &episode) { return episode.beginSeen; });
    stats.resolving = delaysOf(
        stats, &AlertEpisode::ends, [](const AlertEpisode &episode) { return episode.beginSeen && episode.endSeen; });
    fillHours(stats, input);
    stats.unobserved = unobservedIn(input.timeline.observed, input.from, input.to);
    return stats;
}

} // namespace opsdeck
