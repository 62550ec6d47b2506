// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/freshness.h"
#include "models/domain/ledger.h"
#include "models/domain/searchhit.h"
#include "models/domain/storereport.h"
#include "models/domain/syncbatch.h"

#include <QFuture>
#include <QObject>
#include <QSet>

namespace opsdeck {

/// What a page can be made of; a change notice names the kinds that changed.
enum class RowKind
{
    Sources,
    Alerts,
    Silences,
    Rules,
    Annotations,
    Git,
    Registry,
    Hosts,
    Ledger,
    Runs
};

struct ChangeNotice
{
    QSet<RowKind> kinds;
    SourceId source; ///< empty = not bound to one
};

/// What can be fetched again, as of the last sync. Every verb answers in a thread of the store's own; await it or use
/// onResult. Writes are done in the order in which they were called; a read sees every write that was answered, and
/// never waits for one that was not.
class Cache : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Rows, cursor and freshness in one transaction. Unchanged rows cause no notice; the freshness is told by polled.
    /// After a damaged cache was made anew while the program runs, refused until the source's cursor was asked for
    /// again.
    virtual QFuture<Result<void>> commit(SourceRecord source, SyncBatch batch) = 0;
    /// Freshness alone, after a failed attempt.
    virtual QFuture<Result<void>> record(SourceRecord source) = 0;
    virtual QFuture<Result<QByteArray>> cursor(SourceId source) = 0;
    /// Forgets sources that the workspace no longer names, with their rows.
    virtual QFuture<Result<void>> keepOnly(QList<SourceId> sources) = 0;

    virtual QFuture<Result<QList<SourceRecord>>> sources() = 0;
    virtual QFuture<Result<QList<Alert>>> alerts() = 0; ///< all sources, not the resolved ones
    virtual QFuture<Result<QList<Silence>>> silences() = 0;
    virtual QFuture<Result<QList<AlertRule>>> rules() = 0;
    virtual QFuture<Result<QList<Annotation>>> annotations() = 0; ///< newest first
    virtual QFuture<Result<QList<Project>>> projects() = 0;
    virtual QFuture<Result<QList<Pipeline>>> pipelines(SourceId source, qint64 project, int limit)
        = 0; ///< newest first
    virtual QFuture<Result<QList<Tag>>> tags(SourceId source, qint64 project) = 0;
    virtual QFuture<Result<QList<Release>>> releases(SourceId source, qint64 project) = 0;
    virtual QFuture<Result<QList<MergeRequest>>> mergeRequests(SourceId source, qint64 project, int limit) = 0;
    virtual QFuture<Result<QList<GitDeployment>>> deployments(SourceId source, qint64 project, int limit) = 0;
    virtual QFuture<Result<QList<Artifact>>> artifacts() = 0;
    /// Only those that a container was made of: a small part of what a registry keeps.
    virtual QFuture<Result<QList<Artifact>>> runningArtifacts() = 0;
    virtual QFuture<Result<QList<Container>>> containers() = 0;
    virtual QFuture<Result<QList<EngineInfo>>> engines() = 0;

    /// Rows whose text holds every one of the words, upper or lower case; the newest first.
    virtual QFuture<Result<QList<SearchHit>>> search(QString words, int limit) = 0;

Q_SIGNALS:
    void changed(const opsdeck::ChangeNotice &notice);
    /// The freshness of a source, as stored: after every commit and record, once the rows that came with it are
    /// announced. RowKind::Sources is left for sources that are forgotten, and for a cache that was made anew.
    void polled(const opsdeck::SourceRecord &record);
};

/// What cannot be fetched again: ledger, plans, journals of runs. Appends only. A read sees every write that was called
/// before it.
class Ledger : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answers the entry as stored: with number and hashes. On disk when it answers.
    virtual QFuture<Result<LedgerEntry>> append(LedgerEntry entry) = 0;
    virtual QFuture<Result<QList<LedgerEntry>>> entries(qint64 olderThan, int limit)
        = 0; ///< newest first; 0 = from the newest
    /// Every entry since then whose action begins with the topic and a point ("alert"); oldest first.
    virtual QFuture<Result<QList<LedgerEntry>>> entriesAbout(QString topic, QDateTime since) = 0;
    virtual QFuture<Result<qint64>> verifyChain() = 0; ///< firstBrokenLink over all entries
    /// As Cache::search, over actions, subjects, people and environments.
    virtual QFuture<Result<QList<SearchHit>>> search(QString words, int limit) = 0;

    /// The frozen plan and who runs it; before the first step.
    virtual QFuture<Result<void>> beginRun(RunId run, DeployPlan plan, QString owner, QDateTime at) = 0;
    /// On disk when it answers, Output lines excepted: those may be grouped.
    virtual QFuture<Result<void>> journal(DeployEvent event) = 0;
    virtual QFuture<Result<QList<DeployRun>>> runs(int limit) = 0; ///< newest first, folded from their journals
    virtual QFuture<Result<DeployRun>> run(RunId run) = 0; ///< NotFound where there is none
    virtual QFuture<Result<QList<DeployEvent>>> events(RunId run) = 0;
    /// Runs without an end, paused ones too, with the owner ("pid start-time machine") that works or worked on them.
    virtual QFuture<Result<QList<std::pair<DeployRun, QString>>>> openRuns() = 0;

Q_SIGNALS:
    void changed(const opsdeck::ChangeNotice &notice);
};

/// How the store itself is. Report and signal belong to the thread that opened the store.
class StoreCare : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual StoreReport report() const = 0;

Q_SIGNALS:
    void changed(const opsdeck::StoreReport &report);
};

} // namespace opsdeck
