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

/// Whom nobody could ask is named: what is unknown is not gone.
Error missing(const HostChange &change, const Error &ofRegistry, const Result<ExecResult> &onHost)
{
    const QString part = change.part.text();
    const QString image = change.wanted.text();
    const bool isKnownGone = ofRegistry.kind == Error::Kind::NotFound;
    Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1: %2 is neither in the registry nor on this host"), {part, image});
    if (!onHost && isKnownGone)
        why = Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: %2 is not in the registry, and this host cannot be asked: %3"),
            {part, image, onHost.error().said().plain()});
    else if (!isKnownGone)
        why = Phrase(QT_TRANSLATE_NOOP("Phrase", "%1: %2 is not found on this host, and the registry says: %3"),
            {part, image, ofRegistry.said().plain()});
    return failure(Error::Kind::Refused, change.host.text(), why).value();
}

/// For an image that the registry did not give: the host itself may still have it.
QCoro::Task<Result<void>> requireOnHost(HostPool *hosts, HostChange change, Error ofRegistry, std::stop_token stop)
{
    Host *host = hosts->host(change.host);
    if (!host)
        co_return failure(Error::Kind::Usage, change.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host")));
    ExecRequest request;
    request.command = remoteCommand(findImage(change));
    const auto result = co_await host->exec(request, stop);
    if (!result && result.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(result.error());
    if (result && result->succeeded() && result->out.contains(change.wanted.digest.text().toUtf8()))
        co_return Result<void>{};
    co_return tl::unexpected(missing(change, ofRegistry, result));
}

/// That the image of a change can still be had, as far as registry and host tell.
QCoro::Task<Result<void>> requireImage(HostPool *hosts, ImageResolver *images, HostChange change, std::stop_token stop)
{
    const auto known = co_await images->resolve(change.wanted, stop);
    if (known)
        co_return Result<void>{};
    if (known.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(known.error());
    const Error why = known.error();
    co_return co_await requireOnHost(hosts, change, why, stop);
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
        const auto there = co_await requireImage(hosts, images, change, stop);
        if (!there)
            co_return tl::unexpected(there.error());
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

Result<void> requireReason(const DeployRun &run, const QString &reason)
{
    if (!reason.trimmed().isEmpty())
        return {};
    return failure(
        Error::Kind::Usage, run.id.text(), Phrase(QT_TRANSLATE_NOOP("Phrase", "a rollback has a reason: say which")));
}

/// What has to hold of a run that is taken back.
Result<void> mayTakeBack(const DeployRun &run)
{
    if (run.state == RunState::Running)
        return failure(Error::Kind::Refused, run.id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this run is still going on: pause or cancel it first")));
    return {};
}

/// What has to hold of two runs so that one can go back to the earlier one.
Result<void> mayGoBack(const DeployRun &earlier, const DeployRun &newest)
{
    if (earlier.state != RunState::Done)
        return failure(Error::Kind::Refused, earlier.id.text(),
            Phrase(
                QT_TRANSLATE_NOOP("Phrase", "this run did not come to its end: there is nothing whole to go back to")));
    if (earlier.id == newest.id)
        return failure(Error::Kind::Refused, earlier.id.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this is the newest run: nothing came after it")));
    return mayTakeBack(newest);
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

/// All that is missing, so that a person need not try one after the other. Of the kind of the first.
Error together(const QList<Error> &errors)
{
    QStringList origins;
    QStringList words;
    for (const Error &error : errors) {
        const QString said = error.said().plain();
        if (!origins.contains(error.origin))
            origins.append(error.origin);
        if (!words.contains(said))
            words.append(said);
    }
    Error all = errors.first();
    if (words.size() > 1)
        all = {all.kind, {}, words.join(u"; "), all.status, {}};
    all.origin = origins.join(u", ");
    return all;
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
    if (const auto said = requireReason(run, reason); !said)
        co_return tl::unexpected(said.error());
    if (const auto may = mayTakeBack(run); !may)
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
    if (const auto said = requireReason(newest, reason); !said)
        co_return tl::unexpected(said.error());
    if (const auto may = mayGoBack(earlier, newest); !may)
        co_return tl::unexpected(may.error());
    DeployPlan plan = planToUndo(*workspace, newest, reason, actor);
    plan.version = earlier.plan.version;
    co_return co_await planWith(hosts, images, plan, earlier.plan.changes, stop);
}

QCoro::Task<Result<void>> mayReturn(
    HostPool *hosts, ImageResolver *images, DeployRun earlier, DeployRun newest, std::stop_token stop)
{
    if (const auto may = mayGoBack(earlier, newest); !may)
        co_return may;
    const auto one = [hosts, images](const HostChange &change, std::stop_token token) {
        return requireImage(hosts, images, change, std::move(token));
    };
    const auto answers = co_await beside<void>(earlier.plan.changes, HostsAtATime, one, stop);
    QList<Error> gone;
    for (const auto &answer : answers) {
        if (!answer)
            gone.append(answer.error());
    }
    if (!gone.isEmpty())
        co_return tl::unexpected(together(gone));
    co_return Result<void>{};
}

} // namespace opsdeck
