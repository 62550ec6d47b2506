// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertfolding.h"

#include "models/domain/alertmerge.h"
#include "models/domain/alertsymptoms.h"

#include <algorithm>

namespace opsdeck {

namespace {

QString joined(const QStringList &parts)
{
    return parts.join(QChar(0x1f));
}

bool isTold(const AlertMoment &moment)
{
    return moment.state != AlertState::Resolved;
}

/// Finds the alerts that come and go.
class Flapping
{
public:
    explicit Flapping(const AlertWallInput &input)
        : m_policy(input.noise)
        , m_since(input.now.addDuration(-input.noise.flappingWithin))
    {
        if (m_policy.flapping < 2)
            return;
        for (const AlertTrace &trace : input.timeline.traces) {
            if (const QList<AlertMoment> moments = changesOf(trace); !moments.isEmpty())
                m_flapping.insert(trace.key, moments);
        }
    }

    /// Lately, oldest first; empty = it does not come and go. The source that sees most of it counts.
    QList<AlertMoment> momentsOf(const AlertRow &row) const
    {
        QList<AlertMoment> most;
        for (qsizetype i = 0; i < row.told.size() && !m_flapping.isEmpty(); ++i) {
            const QList<AlertMoment> moments = m_flapping.value(row.told.at(i));
            if (moments.size() > most.size())
                most = moments;
        }
        return most;
    }

    bool contains(const AlertKey &alert) const { return m_flapping.contains(alert); }

private:
    /// How it stood when that time began, and each time it came or went since; empty where that is not often.
    QList<AlertMoment> changesOf(const AlertTrace &trace) const
    {
        QList<AlertMoment> moments;
        int changes = 0;
        for (const AlertMoment &moment : trace.moments) {
            if (!moments.isEmpty() && isTold(moments.last()) == isTold(moment))
                continue;
            if (moment.at < m_since)
                moments.clear();
            else
                changes += moments.isEmpty() && !isTold(moment) ? 0 : 1;
            moments.append(moment);
        }
        return changes < m_policy.flapping ? QList<AlertMoment>() : moments;
    }

    NoisePolicy m_policy;
    QDateTime m_since;
    QHash<AlertKey, QList<AlertMoment>> m_flapping;
};

/// What alerts have to agree in to be a storm.
struct Likeness
{
    QStringView name;
    QStringView system;
    bool suppressed = false;

    bool operator==(const Likeness &) const = default;
    friend size_t qHash(const Likeness &l, size_t seed = 0) { return qHashMulti(seed, l.name, l.system, l.suppressed); }
};

using Starts = std::vector<std::pair<qint64, qsizetype>>; ///< milliseconds, row

/// Rows of which so many began so shortly one after the other.
QList<qsizetype> crowded(Starts starts, const NoisePolicy &policy)
{
    const auto least = static_cast<size_t>(policy.storm);
    if (starts.size() < least)
        return {};
    std::sort(starts.begin(), starts.end());
    const qint64 within = std::chrono::milliseconds(policy.stormWithin).count();
    QList<qsizetype> rows;
    size_t taken = 0;
    for (size_t last = least - 1; last < starts.size(); ++last) {
        if (starts[last].first - starts[last + 1 - least].first > within)
            continue;
        for (taken = std::max(taken, last + 1 - least); taken <= last; ++taken)
            rows.append(starts[taken].second);
    }
    return rows;
}

class Folder
{
public:
    Folder(const QList<SharedRow> &rows, const QList<EntityId> &systems, const AlertWallInput &input)
        : m_rows(rows)
        , m_systems(systems)
        , m_policy(input.noise)
        , m_flapping(input)
        , m_symptoms(rows, input)
        , m_noise(rows.size())
    { }

    QList<Rare<RowNoise>> run()
    {
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            look(i);
        foldStorms();
        return m_noise;
    }

private:
    void look(qsizetype i)
    {
        const AlertRow &row = m_rows.at(i);
        const bool mayFold = row.severity != Severity::Critical;
        RowNoise noise{.moments = m_flapping.momentsOf(row)};
        if (const qsizetype cause = m_symptoms.causeOf(i); cause >= 0) {
            const AlertRow &from = m_rows.at(cause);
            noise.under = from.key;
            noise.cause = (from.name + u' ' + (from.instance.isEmpty() ? from.service : from.instance)).trimmed();
            noise.fold = mayFold ? RowNoise::Fold::Symptom : RowNoise::Fold::None;
        } else if (noise.isFlapping() && mayFold) {
            noise.fold = RowNoise::Fold::Flapping;
            noise.under = QStringLiteral("flapping");
        }
        if (mayFold && !noise.isSymptom() && row.startsAt.isValid() && m_policy.storm > 1) {
            const Likeness likeness{row.name, m_systems.at(i).text(), row.suppressed};
            m_alike[likeness].emplace_back(row.startsAt.toMSecsSinceEpoch(), i);
        }
        if (noise != RowNoise())
            m_noise[i] = std::move(noise);
    }

    void foldStorms()
    {
        for (auto it = m_alike.cbegin(); it != m_alike.cend(); ++it) {
            const QString under = joined({QStringLiteral("storm"), it.key().name.toString(), it.key().system.toString(),
                it.key().suppressed ? QStringLiteral("suppressed") : QString()});
            const Rare<RowNoise> plain(RowNoise{.fold = RowNoise::Fold::Storm, .under = under});
            for (const qsizetype row : crowded(*it, m_policy)) {
                if (m_noise.at(row).isDefault())
                    m_noise[row] = plain; // one for all of them
                else
                    m_noise[row] = RowNoise{RowNoise::Fold::Storm, under, {}, m_noise.at(row)->moments, false};
            }
        }
    }

    const QList<SharedRow> &m_rows;
    const QList<EntityId> &m_systems;
    NoisePolicy m_policy;
    Flapping m_flapping;
    AlertSymptoms m_symptoms;
    QList<Rare<RowNoise>> m_noise;
    QHash<Likeness, Starts> m_alike;
};

} // namespace

QList<Rare<RowNoise>> foldingOf(
    const QList<SharedRow> &rows, const QList<EntityId> &systems, const AlertWallInput &input)
{
    return Folder(rows, systems, input).run();
}

QList<AlertRow> restingRows(const AlertWallInput &input, const AlertWall &wall, AlertSubjects &subjects)
{
    const Flapping flapping(input);
    AlertWallInput gone = input;
    gone.alerts.clear();
    for (const AlertTrace &trace : input.timeline.traces) {
        const bool isGone = flapping.contains(trace.key) && !isTold(trace.moments.last());
        const Severity severity = isGone ? trace.moments.at(trace.moments.size() - 2).severity : Severity::Critical;
        if (severity == Severity::Critical)
            continue;
        Alert alert{.key = trace.key, .severity = severity, .name = trace.name, .labels = trace.labels};
        alert.startsAt = alert.updatedAt = trace.moments.last().at;
        gone.alerts.append(alert);
    }
    if (gone.alerts.isEmpty())
        return {};
    QSet<QStringView> there;
    for (const SharedRow &row : wall.rows)
        there.insert(row->key);
    QList<AlertRow> rows;
    mergeAlerts(gone, wall.sources, subjects, [&](AlertRow row) {
        if (there.contains(row.key) || row.severity == Severity::Critical)
            return;
        row.noise = RowNoise{RowNoise::Fold::Flapping, QStringLiteral("flapping"), {}, flapping.momentsOf(row), true};
        rows.append(std::move(row));
    });
    return rows;
}

} // namespace opsdeck
