// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/rollback.h"

#include "app/deploy/beside.h"
#include "app/deploy/composecommands.h"
#include "app/deploy/reality.h"
#include "backends/ssh/command.h"
#include "models/domain/lanereach.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int HostsAtATime = 64;

/// The change the other way round; what is there now is read later.
HostChange undone(const HostChange &change)
{
    HostChange back = change;
    if (!change.running.isEmpty())
        back.wanted = change.wanted.pinned(change.running);
    back.wantedTag = change.runningTag;
    back.composeAfter = change.composeBefore;
    return back;
}

QString placeOf(const HostChange &change)
{
    return QStringLiteral("%1, %2").arg(change.host.text(), change.part.text());
}

/// Why there is no way back; empty = there is one, as far as the run itself tells.
QStringList obstacles(const QList<HostChange> &changes)
{
    QStringList found;
    for (const HostChange &change : changes) {
        if (change.running.isEmpty() || change.composeBefore.isEmpty())
            found.append(placeOf(change));
    }
    return found;
}

QCoro::Task<bool> isOnHost(Host *host, HostChange change, std::stop_token stop)
{
    ExecRequest request;
    request.command = remoteCommand(findImage(change));
    const auto result = co_await host->exec(request, stop);
    co_return result && result->succeeded() && result->out.contains(change.wanted.digest.text().toUtf8());
}

/// The changes of one host as they are to be made now, or why one of them cannot be.
QCoro::Task<Result<QList<HostChange>>> wayBack(
    HostPool *hosts, ImageResolver *images, QList<HostChange> changes, std::stop_token stop)
{
    auto now = co_await readReality(hosts, changes, stop);
    if (!now)
        co_return now;
    now->removeIf([](const HostChange &change) { return change.isNoop(); });
    for (const HostChange &change : std::as_const(*now)) {
        const auto known = co_await images->resolve(change.wanted, stop);
        if (known)
            continue;
        if (known.error().kind == Error::Kind::Cancelled)
            co_return tl::unexpected(known.error());
        const bool isThere = co_await isOnHost(hosts->host(change.host), change, stop);
        if (!isThere)
            co_return failure(Error::Kind::Refused, change.host.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: %2 is neither in the registry nor on this host"),
                    {change.part.text(), change.wanted.text()}));
    }
    co_return now;
}

Result<QList<HostChange>> touchedChanges(const DeployRun &run)
{
    QList<HostChange> touched;
    for (qsizetype i = 0; i < run.lanes.size(); ++i) {
        if (mayHaveChanged(run.lanes.at(i)) && !run.plan.changes.at(i).isNoop())
            touched.append(run.plan.changes.at(i));
    }
    if (touched.isEmpty())
        return failure(
            Error::Kind::Refused, run.id.text(), Phrase(QT_TRANSLATE_NOOP("Phrase", "this run has changed nothing")));
    if (const QStringList missing = obstacles(touched); !missing.isEmpty())
        return failure(Error::Kind::Refused, run.id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "nothing ran before that one could go back to: %1"),
                {missing.join(QStringLiteral("; "))}));
    return touched;
}

/// The tag that ran everywhere before, else words that name what is undone.
QString formerVersion(const DeployRun &run, const QList<HostChange> &changes)
{
    const QString tag = changes.first().wantedTag;
    const bool isOne = std::all_of(
        changes.cbegin(), changes.cend(), [&tag](const HostChange &change) { return change.wantedTag == tag; });
    return isOne && !tag.isEmpty() ? tag : QStringLiteral("< ") + run.plan.version;
}

} // namespace

namespace {

/// What has to hold of a run that is taken back.
Result<void> mayTakeBack(const DeployRun &run, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(Error::Kind::Usage, run.id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "a rollback has a reason: say which")));
    if (run.state == RunState::Running)
        return failure(Error::Kind::Refused, run.id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this run is still going on: pause or cancel it first")));
    return {};
}

/// `plan` with these changes as they are to be made now.
QCoro::Task<Result<DeployPlan>> planWith(
    HostPool *hosts, ImageResolver *images, DeployPlan plan, QList<HostChange> changes, std::stop_token stop)
{
    const auto one = [hosts, images](const QList<HostChange> &ofHost, std::stop_token token) {
        return wayBack(hosts, images, ofHost, std::move(token));
    };
    const auto answers = co_await beside<QList<HostChange>>(byHost(changes), HostsAtATime, one, stop);
    for (const auto &answer : answers) {
        if (!answer)
            co_return tl::unexpected(answer.error());
        plan.changes += *answer;
    }
    if (plan.changes.isEmpty())
        co_return failure(Error::Kind::Refused, plan.undoes.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "everything runs already as it did before this run")));
    co_return plan;
}

DeployPlan planToUndo(const Workspace &workspace, const DeployRun &run, const QString &reason, const QString &actor)
{
    DeployPlan plan{.product = run.plan.product, .version = {}};
    plan.environment = run.plan.environment;
    plan.createdBy = actor;
    plan.createdAt = QDateTime::currentDateTimeUtc();
    plan.rollout = rolloutFor(workspace, plan.product, plan.environment);
    plan.rollout.pauseAfterFirst = false; // the version is known to run
    plan.undoes = run.id;
    plan.reason = reason.trimmed();
    return plan;
}

} // namespace

QCoro::Task<Result<DeployPlan>> makeRollback(const Workspace *workspace, HostPool *hosts, ImageResolver *images,
    DeployRun run, QString reason, QString actor, std::stop_token stop)
{
    if (const auto may = mayTakeBack(run, reason); !may)
        co_return tl::unexpected(may.error());
    const auto touched = touchedChanges(run);
    if (!touched)
        co_return tl::unexpected(touched.error());
    QList<HostChange> back;
    for (const HostChange &change : *touched)
        back.append(undone(change));
    DeployPlan plan = planToUndo(*workspace, run, reason, actor);
    plan.version = formerVersion(run, back);
    co_return co_await planWith(hosts, images, plan, back, stop);
}

QCoro::Task<Result<DeployPlan>> makeReturn(const Workspace *workspace, HostPool *hosts, ImageResolver *images,
    DeployRun earlier, DeployRun newest, QString reason, QString actor, std::stop_token stop)
{
    if (const auto may = mayTakeBack(newest, reason); !may)
        co_return tl::unexpected(may.error());
    if (earlier.state != RunState::Done)
        co_return failure(Error::Kind::Refused, earlier.id.text(),
            Phrase(
                QT_TRANSLATE_NOOP("Phrase", "this run did not come to its end: there is nothing whole to go back to")));
    if (earlier.id == newest.id)
        co_return failure(Error::Kind::Refused, earlier.id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this is the newest run: nothing came after it")));
    DeployPlan plan = planToUndo(*workspace, newest, reason, actor);
    plan.version = earlier.plan.version;
    co_return co_await planWith(hosts, images, plan, earlier.plan.changes, stop);
}

} // namespace opsdeck
