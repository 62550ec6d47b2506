// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gitrelease.h"
#include "models/domain/ledger.h"

namespace opsdeck {

struct StartRecord;

// As ledgerentries.h, for a deployment by way of a compose repository. The same actions, so that whoever reads the
// ledger sees one kind of deployment; the detail says "executor": "gitlab".

/// `owner` is the process that follows the run, as processOwner(). What was checked before and who takes the
/// responsibility stands there too.
LedgerEntry intentEntry(const GitReleasePlan &plan, const RunId &run, const QString &actor, const QString &owner = {},
    const StartRecord *checked = nullptr);
/// Another process follows it from here on.
LedgerEntry resumeEntry(const GitRun &run, const QString &actor, const QString &owner);
/// Names the commit, tag and pipeline as far as they are known.
LedgerEntry resultEntry(const GitRun &run, const QString &actor);
/// The hosts were asked after a green pipeline, and the run is as they told.
LedgerEntry verifiedEntry(const GitRun &run, const QString &actor);

/// Such a run as the ledger has it: it has no journal.
struct GitRunRecord
{
    RunId id;
    QString product;
    QString version;
    QString environment;
    QString owner; ///< who followed it; empty = not written
    RunState state = RunState::Running; ///< also where nobody follows it any more: see owner
    QDateTime startedAt;
    QString source; ///< the GitLab
    qint64 project = 0; ///< its number of the compose repository
    QString projectPath;
    QString branch;
    QString plannedTag;
    QString commit; ///< empty = none, or it is not known
    QString tag;
    QString pipeline; ///< its number; empty = none was seen
    QString pipelineStatus;
    QString failure; ///< also of the hosts that run something else although the pipeline is green

    bool operator==(const GitRunRecord &) const = default;
};
/// Of entries in order, the newest run first. Entries of other deployments are passed over.
QList<GitRunRecord> gitRunsIn(const QList<LedgerEntry> &entries);
/// Those that a console began which is gone, and whose end is not written: they can be followed again. Their plans have
/// no files: those stand in the repository.
QList<GitRun> leftOpen(const QList<GitRunRecord> &runs);

} // namespace opsdeck
