// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/deployservice.h"
#include "app/deploy/gitdeployservice.h"
#include "models/ports/store.h"

#include <QPromise>

namespace opsdeck::testing {

/// An answer that is there already.
template <typename T> QFuture<Result<T>> answered(Result<T> value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// A cache that knows nothing.
class EmptyCache : public Cache
{
public:
    QFuture<Result<void>> commit(SourceRecord, SyncBatch) override { return answered<void>({}); }
    QFuture<Result<void>> record(SourceRecord) override { return answered<void>({}); }
    QFuture<Result<QByteArray>> cursor(SourceId) override { return answered<QByteArray>({}); }
    QFuture<Result<void>> keepOnly(QList<SourceId>) override { return answered<void>({}); }
    QFuture<Result<QList<SourceRecord>>> sources() override { return none<SourceRecord>(); }
    QFuture<Result<QList<Alert>>> alerts() override { return none<Alert>(); }
    QFuture<Result<QList<Silence>>> silences() override { return none<Silence>(); }
    QFuture<Result<QList<AlertRule>>> rules() override { return none<AlertRule>(); }
    QFuture<Result<QList<Annotation>>> annotations() override { return none<Annotation>(); }
    QFuture<Result<QList<Project>>> projects() override { return none<Project>(); }
    QFuture<Result<QList<Pipeline>>> pipelines(SourceId, qint64, int) override { return none<Pipeline>(); }
    QFuture<Result<QList<Tag>>> tags(SourceId, qint64) override { return none<Tag>(); }
    QFuture<Result<QList<Release>>> releases(SourceId, qint64) override { return none<Release>(); }
    QFuture<Result<QList<MergeRequest>>> mergeRequests(SourceId, qint64, int) override { return none<MergeRequest>(); }
    QFuture<Result<QList<GitDeployment>>> deployments(SourceId, qint64, int) override { return none<GitDeployment>(); }
    QFuture<Result<QList<Artifact>>> artifacts() override { return none<Artifact>(); }
    QFuture<Result<QList<Artifact>>> runningArtifacts() override { return none<Artifact>(); }
    QFuture<Result<QList<Container>>> containers() override { return none<Container>(); }
    QFuture<Result<QList<EngineInfo>>> engines() override { return none<EngineInfo>(); }
    QFuture<Result<QList<SearchHit>>> search(QString, int) override { return none<SearchHit>(); }

private:
    template <typename T> QFuture<Result<QList<T>>> none() { return answered<QList<T>>(QList<T>{}); }
};

/// A ledger in memory; the test edits it. Events are answered when the test says so.
class MemoryLedger : public Ledger
{
public:
    QFuture<Result<LedgerEntry>> append(LedgerEntry entry) override { return answered<LedgerEntry>(entry); }
    QFuture<Result<QList<LedgerEntry>>> entries(qint64, int) override { return answered<QList<LedgerEntry>>({}); }
    QFuture<Result<QList<LedgerEntry>>> entriesAbout(QString, QDateTime) override
    {
        return answered<QList<LedgerEntry>>({});
    }
    QFuture<Result<qint64>> verifyChain() override { return answered<qint64>(0); }
    QFuture<Result<QList<SearchHit>>> search(QString, int) override { return answered<QList<SearchHit>>({}); }
    QFuture<Result<void>> beginRun(RunId, DeployPlan, QString, QDateTime) override { return answered<void>({}); }
    QFuture<Result<void>> journal(DeployEvent) override { return answered<void>({}); }
    QFuture<Result<QList<DeployRun>>> runs(int) override { return answered(knownRuns); }
    QFuture<Result<DeployRun>> run(RunId run) override
    {
        for (const DeployRun &known : knownRuns.value_or(QList<DeployRun>())) {
            if (known.id == run)
                return answered(Result<DeployRun>(known));
        }
        return answered(Result<DeployRun>(failure(Error::Kind::NotFound, run.text())));
    }
    QFuture<Result<QList<DeployEvent>>> events(RunId) override
    {
        pending.emplace();
        pending->start();
        return pending->future();
    }
    QFuture<Result<QList<std::pair<DeployRun, QString>>>> openRuns() override
    {
        return answered<QList<std::pair<DeployRun, QString>>>({});
    }

    void answerEvents(Result<QList<DeployEvent>> events)
    {
        pending->addResult(std::move(events));
        pending->finish();
    }

    Result<QList<DeployRun>> knownRuns;
    std::optional<QPromise<Result<QList<DeployEvent>>>> pending;
};

/// A service that writes down what it was asked and answers what the test has put in.
class ScriptedDeployService : public DeployService
{
public:
    QFuture<Result<QStringList>> versions(ProductId product) override
    {
        asked.append(QStringLiteral("versions ") + product.text());
        return answered(knownVersions);
    }
    QFuture<Result<DeployPlan>> plan(ProductId product, QString version, EnvironmentId environment) override
    {
        asked.append(QStringLiteral("plan %1 %2 %3").arg(product.text(), version, environment.text()));
        return answered(nextPlan);
    }
    QFuture<Result<DeployPlan>> returnPlan(RunId run, QString reason) override
    {
        asked.append(QStringLiteral("return %1 %2").arg(run.text(), reason));
        return answered(nextPlan);
    }
    QFuture<Result<DeployPlan>> planImages(QList<ImageRef>) override { return answered(nextPlan); }
    QFuture<Result<PrecheckReport>> check(DeployPlan plan) override
    {
        asked.append(QStringLiteral("check ") + plan.version);
        return answered(nextReport);
    }
    QFuture<Result<RunId>> start(DeployPlan plan, StartConsent consent) override
    {
        asked.append(QStringLiteral("start ") + plan.version);
        lastConsent = consent;
        return answered(nextRun);
    }
    void cancel(RunId run) override { asked.append(QStringLiteral("cancel ") + run.text()); }
    void pause(RunId run) override { asked.append(QStringLiteral("pause ") + run.text()); }
    QFuture<Result<DeployPlan>> rollbackPlan(RunId run, QString reason) override
    {
        asked.append(QStringLiteral("rollback %1 %2").arg(run.text(), reason));
        return answered(nextPlan);
    }
    QFuture<Result<void>> resume(RunId run) override { return note(QStringLiteral("resume ") + run.text()); }
    QFuture<Result<void>> retry(RunId run) override { return note(QStringLiteral("retry ") + run.text()); }
    QFuture<Result<void>> skip(RunId run, HostId host, QString reason) override
    {
        return note(QStringLiteral("skip %1 %2 %3").arg(run.text(), host.text(), reason));
    }
    QFuture<Result<void>> mayReturn(RunId earlier) override
    {
        asked.append(QStringLiteral("may return ") + earlier.text());
        return answered(nextReturn);
    }
    QFuture<Result<std::optional<Lease>>> lease(EnvironmentId environment) override
    {
        asked.append(QStringLiteral("lease ") + environment.text());
        return answered(nextLease);
    }
    QFuture<Result<void>> breakLease(EnvironmentId environment, QString reason, std::optional<Lease> seen) override
    {
        return note(QStringLiteral("break %1 %2 %3").arg(environment.text(), reason, seen ? seen->holder : QString()));
    }
    QFuture<Result<void>> abort(RunId run, QString reason) override
    {
        return note(QStringLiteral("abort %1 %2").arg(run.text(), reason));
    }

    QStringList asked;
    Result<QStringList> knownVersions;
    Result<DeployPlan> nextPlan;
    Result<PrecheckReport> nextReport;
    StartConsent lastConsent;
    Result<RunId> nextRun;
    Result<void> nextDecision;
    Result<void> nextReturn;
    Result<std::optional<Lease>> nextLease;

private:
    QFuture<Result<void>> note(const QString &what)
    {
        asked.append(what);
        return answered(nextDecision);
    }
};

/// The other executor, likewise; a run ends when the test says so.
class ScriptedGitService : public GitDeployService
{
public:
    QFuture<Result<GitReleasePlan>> plan(ProductId product, QString version, EnvironmentId environment) override
    {
        asked.append(QStringLiteral("plan %1 %2 %3").arg(product.text(), version, environment.text()));
        return answered(nextPlan);
    }
    QFuture<Result<GitRun>> run(GitReleasePlan plan, StartConsent consent) override
    {
        lastConsent = consent;
        return begin(QStringLiteral("run ") + plan.tag);
    }
    QFuture<Result<QList<GitRun>>> leftOpen() override { return answered(left); }
    QFuture<Result<GitRun>> takeUp(GitRun run) override { return begin(QStringLiteral("take up ") + run.id.text()); }
    void cancel() override { asked.append(QStringLiteral("cancel")); }

    void end(Result<GitRun> run)
    {
        pending->addResult(std::move(run));
        pending->finish();
    }

    QStringList asked;
    Result<GitReleasePlan> nextPlan;
    Result<QList<GitRun>> left;
    StartConsent lastConsent;
    std::optional<QPromise<Result<GitRun>>> pending;

private:
    QFuture<Result<GitRun>> begin(const QString &what)
    {
        asked.append(what);
        pending.emplace();
        pending->start();
        return pending->future();
    }
};

} // namespace opsdeck::testing
