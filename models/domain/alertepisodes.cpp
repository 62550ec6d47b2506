// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertepisodes.h"

#include "models/domain/alertmerge.h"
#include "models/domain/historystrip.h"

#include <algorithm>

namespace opsdeck {

namespace {

using Traces = QList<const AlertTrace *>;
using Kind = HistorySpan::Kind;

QString firstLabel(const Labels &labels, std::initializer_list<QString> names)
{
    for (const QString &name : names) {
        if (const QString value = labels.value(name); !value.isEmpty())
            return value;
    }
    return {};
}

QString instanceOf(const AlertTrace &trace)
{
    return firstLabel(trace.labels, {QStringLiteral("instance"), QStringLiteral("host")});
}

QString environmentOf(const AlertTrace &trace)
{
    return firstLabel(trace.labels, {QStringLiteral("environment"), QStringLiteral("env")});
}

QString joined(const QStringList &parts)
{
    return parts.join(QChar(0x1f));
}

/// The traces of one row of the wall; see mergeAlerts, whose keys these are.
struct Alike
{
    QString key;
    Traces traces;
};

void addParts(QList<Alike> &all, const QString &identity, const Traces &traces)
{
    QSet<QString> named;
    for (const AlertTrace *trace : traces) {
        if (const QString environment = environmentOf(*trace); !environment.isEmpty())
            named.insert(environment);
    }
    QMap<QString, Traces> parts;
    for (const AlertTrace *trace : traces)
        parts[named.size() == 1 ? *named.cbegin() : environmentOf(*trace)].append(trace);
    for (auto part = parts.cbegin(); part != parts.cend(); ++part) {
        const QString key = joined({identity, part.key()});
        QSet<SourceId> sources;
        for (const AlertTrace *trace : *part)
            sources.insert(trace->key.source);
        if (sources.size() == part->size()) {
            all.append({key, *part});
            continue;
        }
        for (const AlertTrace *trace : *part)
            all.append({joined({key, trace->key.source.text(), trace->key.fingerprint}), {trace}});
    }
}

QList<Alike> alikeOf(const QList<AlertTrace> &traces, AlertSubjects &subjects)
{
    QMap<QString, Traces> byIdentity;
    for (const AlertTrace &trace : traces)
        byIdentity[joined({trace.name, subjects.of(trace.labels).service, instanceOf(trace)})].append(&trace);
    QList<Alike> all;
    for (auto it = byIdentity.cbegin(); it != byIdentity.cend(); ++it)
        addParts(all, it.key(), *it);
    return all;
}

bool stands(Kind kind)
{
    return kind == Kind::Firing || kind == Kind::Acknowledged || kind == Kind::Suppressed;
}

/// Cuts the strip of one alert into the times that it fired.
class EpisodeCutter
{
public:
    EpisodeCutter(AlertEpisode alert, QDateTime stoodSince)
        : m_alert(std::move(alert))
        , m_stoodSince(std::move(stoodSince))
    { }

    QList<AlertEpisode> cut(const QList<HistorySpan> &strip)
    {
        for (const HistorySpan &span : strip) {
            if (span.kind == Kind::Unobserved)
                m_wasBlind = true;
            else
                take(span);
        }
        if (m_current)
            m_found.append(*std::exchange(m_current, std::nullopt));
        return m_found;
    }

private:
    void take(const HistorySpan &span)
    {
        const bool wasBlind = std::exchange(m_wasBlind, false);
        if (m_current && !stands(span.kind)) {
            m_current->ends = span.begins;
            m_current->endSeen = !wasBlind;
            m_found.append(*std::exchange(m_current, std::nullopt));
        } else if (!m_current && (span.kind == Kind::Firing || span.kind == Kind::Acknowledged)) {
            m_current = m_alert;
            m_current->begins = span.begins;
            m_current->beginSeen = !wasBlind;
            if (m_isFirst && m_stoodSince.isValid()) {
                m_current->begins = m_stoodSince;
                m_current->beginSeen = false; // nobody asked whether that time was observed
            }
        }
        m_isFirst = false;
        if (!m_current)
            return;
        m_current->severity = std::min(m_current->severity, span.severity);
        if (span.kind == Kind::Acknowledged && !m_current->acknowledged.isValid())
            m_current->acknowledged = span.begins;
    }

    const AlertEpisode m_alert;
    const QDateTime m_stoodSince; ///< before the period; invalid = it did not
    QList<AlertEpisode> m_found;
    std::optional<AlertEpisode> m_current;
    bool m_wasBlind = true; ///< before the period nobody asked
    bool m_isFirst = true;
};

class EpisodeFinder
{
public:
    explicit EpisodeFinder(const AlertStatsInput &input)
        : m_input(input)
        , m_subjects(input.catalog)
    {
        for (const ObservedSpan &span : input.timeline.observed)
            m_observed[span.source].append(span);
    }

    QList<AlertEpisode> find()
    {
        QList<AlertEpisode> episodes;
        for (const Alike &alike : alikeOf(m_input.timeline.traces, m_subjects))
            episodes += of(alike);
        return episodes;
    }

private:
    QList<AlertEpisode> of(const Alike &alike)
    {
        QList<AlertTrace> traces;
        QList<ObservedSpan> observed;
        QDateTime since;
        for (const AlertTrace *trace : alike.traces) {
            traces.append(*trace);
            observed += m_observed.value(trace->key.source);
            const AlertMoment first = trace->moments.value(0, {{}, AlertState::Resolved});
            const bool stood = first.state != AlertState::Resolved && first.state != AlertState::Pending;
            if (stood && first.at < m_input.from && (!since.isValid() || first.at < since))
                since = first.at;
        }
        EpisodeCutter cutter(alertOf(alike), since);
        auto episodes = cutter.cut(historyStrip(traces, observed, m_input.from, m_input.to));
        for (AlertEpisode &episode : episodes)
            addDeeds(episode);
        return episodes;
    }

    AlertEpisode alertOf(const Alike &alike)
    {
        const AlertTrace &trace = *alike.traces.first();
        const AlertSubject subject = m_subjects.of(trace.labels);
        AlertEpisode episode{.key = alike.key, .name = trace.name, .service = subject.service};
        episode.instance = instanceOf(trace);
        for (const EntityId &id : {subject.component, subject.system}) {
            const Entity *entity = m_input.catalog.find(id);
            if (episode.owner.isEmpty() && entity && !entity->owner.isEmpty())
                episode.owner = m_input.catalog.titleOf(entity->owner);
        }
        for (const AlertTrace *one : alike.traces)
            episode.sources.append(one->key.source);
        return episode;
    }

    void addDeeds(AlertEpisode &episode) const
    {
        const auto deeds = m_input.deeds.constFind(episode.key);
        if (deeds == m_input.deeds.cend())
            return;
        for (const AlertDeed &deed : *deeds) {
            const bool takes = deed.kind == AlertDeed::Kind::Acknowledged || deed.kind == AlertDeed::Kind::HandedOver;
            const bool within = deed.at >= episode.begins && (!episode.ends.isValid() || deed.at <= episode.ends);
            const bool first = !episode.acknowledged.isValid() || deed.at < episode.acknowledged;
            if (takes && within && first)
                episode.acknowledged = deed.at;
        }
    }

    const AlertStatsInput &m_input;
    AlertSubjects m_subjects;
    QHash<SourceId, QList<ObservedSpan>> m_observed;
};

} // namespace

QList<AlertEpisode> alertEpisodes(const AlertStatsInput &input)
{
    return EpisodeFinder(input).find();
}

} // namespace opsdeck
