// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/recovery.h"

#include "app/deploy/ledgerentries.h"
#include "app/deploy/processowner.h"
#include "backends/async/await.h"

namespace opsdeck {

namespace {

QString runningDigest(const QList<Container> &containers, const HostChange &change)
{
    for (const Container &container : containers) {
        if (container.composeProject == change.composeProject && change.services.contains(container.composeService)
            && container.state == u"running")
            return container.digest.isEmpty() ? container.imageId : container.digest.text();
    }
    return QStringLiteral("nothing runs");
}

QCoro::Task<Result<QList<HostTruth>>> askHosts(HostPool *hosts, DeployPlan plan, std::stop_token stop)
{
    QList<HostTruth> truths;
    for (const HostChange &change : plan.changes) {
        HostTruth truth{change.host, change.part, QStringLiteral("the workspace has no such host any more")};
        if (Host *host = hosts->host(change.host)) {
            const auto containers = co_await host->containers(stop);
            if (!containers && containers.error().kind == Error::Kind::Cancelled)
                co_return tl::unexpected(containers.error());
            truth.found = containers ? runningDigest(*containers, change)
                                     : QStringLiteral("could not be asked: %1").arg(containers.error().detail);
        }
        truths.append(truth);
    }
    co_return truths;
}

QCoro::Task<Result<void>> closeRun(Ledger *ledger, HostPool *hosts, DeployRun run, QString actor, std::stop_token stop)
{
    markInterrupted(run);
    const auto truths = co_await askHosts(hosts, run.plan, stop);
    if (!truths)
        co_return tl::unexpected(truths.error());
    const auto entry = co_await awaitFuture(ledger->append(interruptedEntry(run, actor, *truths)), stop);
    if (!entry)
        co_return tl::unexpected(entry.error());
    const auto events = co_await awaitFuture(ledger->events(run.id), stop);
    if (!events)
        co_return tl::unexpected(events.error());
    DeployEvent end;
    end.run = run.id;
    end.sequence = events->isEmpty() ? 1 : events->last().sequence + 1;
    end.at = QDateTime::currentDateTimeUtc();
    end.kind = DeployEvent::Kind::RunEnded;
    end.runState = RunState::Interrupted;
    end.text = Phrase(QT_TRANSLATE_NOOP("Phrase", "Opsdeck ended in the middle of this run"));
    co_return co_await awaitFuture(ledger->journal(end), stop);
}

} // namespace

QCoro::Task<Result<int>> recoverRuns(Ledger *ledger, HostPool *hosts, QString actor, std::stop_token stop)
{
    const auto open = co_await awaitFuture(ledger->openRuns(), stop);
    if (!open)
        co_return tl::unexpected(open.error());
    int found = 0;
    for (const auto &[run, owner] : *open) {
        if (run.state == RunState::Paused || mayBeAlive(owner))
            continue; // a paused one waits for a person, whoever began it
        const auto closed = co_await closeRun(ledger, hosts, run, actor, stop);
        if (!closed)
            co_return tl::unexpected(closed.error());
        ++found;
    }
    co_return found;
}

} // namespace opsdeck
