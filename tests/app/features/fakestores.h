// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/history.h"
#include "models/ports/store.h"

#include <QPromise>

namespace opsdeck::testing {

template <typename T> QFuture<Result<T>> ready(Result<T> value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// A cache whose content the test edits; counts how often it is read. `held` keeps answers back until release().
class FakeCache : public Cache
{
public:
    QList<SourceRecord> m_sources;
    QList<Alert> m_alerts;
    QList<Silence> m_silences;
    QList<AlertRule> m_rules;
    QList<Annotation> m_annotations;
    QList<Project> m_projects;
    QList<Pipeline> m_pipelines;
    QList<GitDeployment> m_deployments;
    QList<Artifact> m_artifacts;
    QList<Container> m_containers;
    QList<SearchHit> m_hits;
    std::optional<Error> m_error; ///< for alerts and containers
    int m_refusals = 0; ///< reads that were answered with the error
    int m_reads = 0; ///< of containers: each page reads them once a run
    bool m_held = false;

    void release()
    {
        m_held = false;
        for (auto &promise : std::exchange(m_waiting, {})) {
            promise->addResult(Result<QList<Container>>(m_containers));
            promise->finish();
        }
    }
    void notify(QSet<RowKind> kinds) { Q_EMIT changed({std::move(kinds), {}}); }
    /// A poll of this source was stored, and no row changed.
    void answer(const SourceRecord &record)
    {
        for (SourceRecord &known : m_sources)
            known = known.id == record.id ? record : known;
        Q_EMIT polled(record);
    }

    QFuture<Result<void>> commit(SourceRecord, SyncBatch) override { return ready(Result<void>()); }
    QFuture<Result<void>> record(SourceRecord) override { return ready(Result<void>()); }
    QFuture<Result<QByteArray>> cursor(SourceId) override { return ready(Result<QByteArray>(QByteArray())); }
    QFuture<Result<void>> keepOnly(QList<SourceId>) override { return ready(Result<void>()); }
    QFuture<Result<QList<SourceRecord>>> sources() override { return rows(m_sources); }
    QFuture<Result<QList<Alert>>> alerts() override { return rows(m_alerts); }
    QFuture<Result<QList<Silence>>> silences() override { return rows(m_silences); }
    QFuture<Result<QList<AlertRule>>> rules() override { return rows(m_rules); }
    QFuture<Result<QList<Annotation>>> annotations() override { return rows(m_annotations); }
    QFuture<Result<QList<Project>>> projects() override { return rows(m_projects); }
    QFuture<Result<QList<Pipeline>>> pipelines(SourceId, qint64, int) override { return rows(m_pipelines); }
    QFuture<Result<QList<Tag>>> tags(SourceId, qint64) override { return rows(QList<Tag>()); }
    QFuture<Result<QList<Release>>> releases(SourceId, qint64) override { return rows(QList<Release>()); }
    QFuture<Result<QList<MergeRequest>>> mergeRequests(SourceId, qint64, int) override
    {
        return rows(QList<MergeRequest>());
    }
    QFuture<Result<QList<GitDeployment>>> deployments(SourceId, qint64, int) override { return rows(m_deployments); }
    QFuture<Result<QList<Artifact>>> artifacts() override { return rows(m_artifacts); }
    QFuture<Result<QList<Artifact>>> runningArtifacts() override { return rows(m_artifacts); }
    QFuture<Result<QList<Container>>> containers() override
    {
        ++m_reads;
        if (!m_held)
            return rows(m_containers);
        m_waiting.push_back(std::make_shared<QPromise<Result<QList<Container>>>>());
        m_waiting.back()->start();
        return m_waiting.back()->future();
    }
    QFuture<Result<QList<EngineInfo>>> engines() override { return rows(QList<EngineInfo>()); }
    QFuture<Result<QList<SearchHit>>> search(QString, int) override { return rows(m_hits); }

private:
    template <typename T> QFuture<Result<QList<T>>> rows(const QList<T> &all)
    {
        m_refusals += m_error ? 1 : 0;
        return ready(m_error ? Result<QList<T>>(tl::unexpected<Error>(*m_error)) : Result<QList<T>>(all));
    }

    std::vector<std::shared_ptr<QPromise<Result<QList<Container>>>>> m_waiting;
};

class FakeLedger : public Ledger
{
public:
    QList<DeployRun> m_runs;
    QList<LedgerEntry> m_entries; ///< oldest first

    QFuture<Result<LedgerEntry>> append(LedgerEntry entry) override
    {
        entry.number = m_entries.size() + 1;
        m_entries.append(entry);
        Q_EMIT changed({{RowKind::Ledger}, {}});
        return ready(Result<LedgerEntry>(entry));
    }
    QFuture<Result<QList<LedgerEntry>>> entriesAbout(QString topic, QDateTime since) override
    {
        QList<LedgerEntry> about;
        for (const LedgerEntry &entry : std::as_const(m_entries)) {
            if (entry.action.startsWith(topic + u'.') && entry.at >= since)
                about.append(entry);
        }
        return ready(Result<QList<LedgerEntry>>(about));
    }
    QFuture<Result<QList<LedgerEntry>>> entries(qint64, int) override
    {
        return ready(Result<QList<LedgerEntry>>(QList<LedgerEntry>()));
    }
    QFuture<Result<qint64>> verifyChain() override { return ready(Result<qint64>(0)); }
    QFuture<Result<QList<SearchHit>>> search(QString, int) override
    {
        return ready(Result<QList<SearchHit>>(QList<SearchHit>()));
    }
    QFuture<Result<void>> beginRun(RunId, DeployPlan, QString, QDateTime) override { return ready(Result<void>()); }
    QFuture<Result<void>> journal(DeployEvent) override { return ready(Result<void>()); }
    QFuture<Result<QList<DeployRun>>> runs(int) override { return ready(Result<QList<DeployRun>>(m_runs)); }
    QFuture<Result<DeployRun>> run(RunId run) override
    {
        for (const DeployRun &known : std::as_const(m_runs)) {
            if (known.id == run)
                return ready(Result<DeployRun>(known));
        }
        return ready(Result<DeployRun>(failure(Error::Kind::NotFound, run.text())));
    }
    QFuture<Result<QList<DeployEvent>>> events(RunId) override
    {
        return ready(Result<QList<DeployEvent>>(QList<DeployEvent>()));
    }
    QFuture<Result<QList<std::pair<DeployRun, QString>>>> openRuns() override
    {
        return ready(Result<QList<std::pair<DeployRun, QString>>>(QList<std::pair<DeployRun, QString>>()));
    }
};

class FakeHistory : public History
{
public:
    AlertTimeline m_timeline;
    std::optional<Error> m_error;
    QList<AlertKey> m_asked; ///< of the last `of`
    int m_reads = 0;

    void notify() { Q_EMIT changed(); }

    QFuture<Result<AlertTimeline>> of(QList<AlertKey> alerts, QDateTime, QDateTime) override
    {
        m_asked = alerts;
        AlertTimeline found{{}, m_timeline.observed};
        for (const AlertTrace &trace : std::as_const(m_timeline.traces)) {
            if (alerts.contains(trace.key))
                found.traces.append(trace);
        }
        return answer(found);
    }
    QFuture<Result<AlertTimeline>> during(QDateTime, QDateTime) override { return answer(m_timeline); }
    QFuture<Result<AlertTimeline>> restless(QDateTime, int changes) override
    {
        AlertTimeline found;
        for (const AlertTrace &trace : std::as_const(m_timeline.traces)) {
            if (trace.moments.size() >= changes)
                found.traces.append(trace);
        }
        return answer(found);
    }

private:
    QFuture<Result<AlertTimeline>> answer(const AlertTimeline &timeline)
    {
        ++m_reads;
        return ready(
            m_error ? Result<AlertTimeline>(tl::unexpected<Error>(*m_error)) : Result<AlertTimeline>(timeline));
    }
};

} // namespace opsdeck::testing
