// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/promoter.h"

#include "app/deploy/promotionentries.h"
#include "backends/async/await.h"
#include "backends/harbor/harborreplication.h"
#include "backends/registry/imagecopy.h"
#include "backends/registry/resolver.h"

#include <QUuid>

namespace opsdeck {

namespace {

constexpr int MaxMisses = 5; // so often Harbor may be silent while it works

Phrase cancelled()
{
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "cancelled before it was proved"));
}

/// What Harbor says of its own work, where that is no success.
Phrase complaintOf(const ReplicationExecution &execution)
{
    if (execution.state == ReplicationState::Succeeded)
        return {};
    const QStringList values{execution.stateWord, QString::number(execution.failed + execution.stopped),
        QString::number(execution.total), execution.words};
    const char *pattern = execution.words.isEmpty()
        ? QT_TRANSLATE_NOOP("Phrase", "Harbor says %1: %2 of %3 tasks did not succeed")
        : QT_TRANSLATE_NOOP("Phrase", "Harbor says %1: %2 of %3 tasks did not succeed (%4)");
    return Phrase(pattern, values);
}

/// Never without words: an error of a server may have none.
Phrase wordsOf(const Error &error)
{
    const Phrase said = error.said();
    if (!said.isEmpty())
        return error.origin.isEmpty() ? said : Phrase(error.origin + QStringLiteral(": ") + said.plain());
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 did not answer"), {error.origin});
}

} // namespace

Promoter::Promoter(PromotionTools tools, Tell tell, std::chrono::milliseconds poll)
    : m_tools(std::move(tools))
    , m_tell(std::move(tell))
    , m_poll(poll)
{ }

void Promoter::tell(const Phrase &text, const QString &image, qint64 done, qint64 total) const
{
    m_tell({text, image, done, total});
}

Result<Connection> Promoter::harborNamed(const SourceId &id) const
{
    for (const Connection &connection : m_tools.connections) {
        if (connection.id == id && connection.kind == u"harbor")
            return connection;
    }
    const Phrase why(QT_TRANSLATE_NOOP("Phrase", "%1 is no Harbor of this workspace"), {id.text()});
    return failure(Error::Kind::Usage, id.text(), why);
}

QCoro::Task<Result<ReplicationPolicy>> Promoter::policyOf(SourceId harbor, QString name, std::stop_token stop)
{
    const auto connection = harborNamed(harbor);
    if (!connection)
        co_return tl::unexpected(connection.error());
    http::Session session(*connection, m_tools.http, m_tools.secrets);
    harbor::Replication replication(session);
    const auto policy = co_await replication.policy(name, stop);
    if (policy && !policy->enabled) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the replication policy “%1” is switched off"), {name});
        co_return failure(Error::Kind::Refused, harbor.text(), why);
    }
    co_return policy;
}

QCoro::Task<Result<PromotionItem>> Promoter::frozen(PromotionItem item, std::stop_token stop)
{
    const auto now = co_await m_tools.images.resolve(item.source.withTag(item.source.tag), stop);
    if (!now)
        co_return tl::unexpected(now.error());
    if (!item.source.digest.isEmpty() && *now != item.source.digest) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the tag %1 stands for %2 now; this version is %3"),
            {item.source.withTag(item.source.tag).text(), now->shortText(), item.source.digest.shortText()});
        co_return failure(Error::Kind::Refused, item.source.registry, why);
    }
    item.source.digest = *now;
    co_return item;
}

QCoro::Task<Result<PromotionOrder>> Promoter::prepare(PromotionOrder order, std::stop_token stop)
{
    if (order.from == order.to && order.policy.isEmpty()) {
        const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the images are in %1 already"), {order.to});
        co_return failure(Error::Kind::Usage, order.to, why);
    }
    std::optional<ReplicationPolicy> policy;
    if (!order.policy.isEmpty()) {
        const auto found = co_await policyOf(order.harbor, order.policy, stop);
        if (!found)
            co_return tl::unexpected(found.error());
        policy = *found;
    }
    for (PromotionItem &item : order.items) {
        const auto name = policy ? replicatedName(*policy, item.source.repository) : item.target.repository;
        if (!name) {
            const Phrase why(QT_TRANSLATE_NOOP("Phrase", "the policy “%1” has no name for %2 at its target"),
                {policy->name, item.source.repository});
            co_return failure(Error::Kind::Usage, order.harbor.text(), why);
        }
        item.target.repository = *name;
        const auto known = co_await frozen(item, stop);
        if (!known)
            co_return tl::unexpected(known.error());
        item = *known;
    }
    co_return order;
}

QCoro::Task<Result<PromotionReport>> Promoter::run(PromotionOrder order, QString actor, std::stop_token stop)
{
    if (m_isRunning || order.items.isEmpty()) {
        const char *why = m_isRunning ? QT_TRANSLATE_NOOP("Phrase", "another promotion runs")
                                      : QT_TRANSLATE_NOOP("Phrase", "nothing was chosen to be promoted");
        co_return failure(Error::Kind::Refused, order.to, Phrase(why));
    }
    m_isRunning = true;
    const auto over = qScopeGuard([this] { m_isRunning = false; });
    m_cancel = std::stop_source();
    PromotionReport report;
    report.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    report.order = order;
    const auto intent = co_await awaitFuture(m_tools.ledger.append(promotionIntent(order, report.id, actor)), stop);
    if (!intent)
        co_return tl::unexpected(intent.error());

    QList<Phrase> faults(order.items.size()); // of the copying, one an item
    co_await carry(&report, &faults, stop);
    // The result is stored even where nobody waits for it any more.
    const auto stored = co_await awaitFuture(m_tools.ledger.append(promotionResult(report, actor)), stop);
    if (!stored)
        co_return tl::unexpected(stored.error());
    co_return report;
}

QCoro::Task<void> Promoter::carry(PromotionReport *report, QList<Phrase> *faults, std::stop_token stop)
{
    // A person's cancel ends the work and not the telling of it; the end of the program ends both.
    const std::stop_token cancel = m_cancel.get_token();
    const std::stop_callback link(stop, [source = m_cancel]() mutable { source.request_stop(); });
    if (report->order.policy.isEmpty())
        co_await copy(report, faults, cancel);
    else
        co_await replicate(report, cancel, stop);
    co_await proveAll(report, *faults, cancel);
    const bool isProvedNow = isProved(report->proofs);
    report->outcome = isProvedNow ? PromotionOutcome::Done
        : cancel.stop_requested() ? PromotionOutcome::Cancelled
                                  : PromotionOutcome::Failed;
}

QCoro::Task<void> Promoter::copy(PromotionReport *report, QList<Phrase> *faults, std::stop_token cancel)
{
    const PromotionOrder order = report->order;
    registry::Access from(registry::connectionFor(order.from, m_tools.connections), m_tools.http, m_tools.secrets);
    registry::Access to(registry::connectionFor(order.to, m_tools.connections), m_tools.http, m_tools.secrets);
    registry::ImageCopy copying(from, to);
    for (qsizetype i = 0; i < order.items.size() && !cancel.stop_requested(); ++i) {
        const PromotionItem item = order.items.at(i);
        const QString name = item.target.text();
        const qint64 before = report->sent;
        const auto progress = [this, name, report, before](const registry::CopyProgress &far) {
            report->sent = before + far.sent;
            tell(Phrase(QT_TRANSLATE_NOOP("Phrase", "copying")), name, far.done, far.total);
        };
        const auto copied = co_await copying.run(item.source, item.target, progress, cancel);
        if (copied)
            continue;
        (*faults)[i] = wordsOf(copied.error());
        tell(faults->at(i), name);
    }
}

QCoro::Task<void> Promoter::replicate(PromotionReport *report, std::stop_token cancel, std::stop_token stop)
{
    const auto policy = co_await policyOf(report->order.harbor, report->order.policy, cancel);
    if (!policy) {
        report->failure = wordsOf(policy.error());
        co_return;
    }
    const Connection harbor = *harborNamed(report->order.harbor);
    http::Session session(harbor, m_tools.http, m_tools.secrets);
    harbor::Replication replication(session);
    // Not to be cancelled: whether it was started would not be known.
    const auto execution = co_await replication.start(policy->id, stop);
    if (!execution) {
        report->failure = wordsOf(execution.error());
        co_return;
    }
    const auto ended = co_await follow(report, harbor, *execution, cancel);
    if (ended) {
        report->failure = complaintOf(*report->execution);
        co_return;
    }
    report->failure = wordsOf(ended.error());
    if (!cancel.stop_requested())
        co_return;
    report->failure = cancelled();
    const auto stopped = co_await replication.end(*execution, stop);
    if (!stopped)
        report->failure = Phrase(
            QT_TRANSLATE_NOOP("Phrase", "cancelled, but Harbor goes on: %1"), {wordsOf(stopped.error()).plain()});
}

/// Until Harbor says that it is over.
QCoro::Task<Result<void>> Promoter::follow(
    PromotionReport *report, Connection harbor, qint64 execution, std::stop_token cancel)
{
    http::Session session(harbor, m_tools.http, m_tools.secrets);
    harbor::Replication replication(session);
    for (int misses = 0;;) {
        const auto now = co_await replication.execution(execution, cancel);
        if (!now && (cancel.stop_requested() || ++misses == MaxMisses))
            co_return tl::unexpected(now.error());
        if (now) {
            misses = 0;
            report->execution = *now;
            tell(Phrase(QT_TRANSLATE_NOOP("Phrase", "Harbor says %1"), {now->stateWord}), {},
                now->total - now->inProgress, now->total);
            if (now->isOver())
                co_return {};
        }
        const auto slept = co_await sleepFor(m_poll, cancel);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

QCoro::Task<void> Promoter::proveAll(PromotionReport *report, QList<Phrase> faults, std::stop_token cancel)
{
    const QList<PromotionItem> items = report->order.items;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const PromotionItem item = items.at(i);
        if (cancel.stop_requested()) {
            report->proofs.append(unproved(item, cancelled()));
            continue;
        }
        tell(Phrase(QT_TRANSLATE_NOOP("Phrase", "proving")), item.target.text());
        const auto target = co_await m_tools.images.resolve(item.target, cancel);
        const auto source = co_await m_tools.images.resolve(item.source.withTag(item.source.tag), cancel);
        TagProof proof = prove(item, source, target);
        // Why it was not copied says more than that it is not there.
        if (proof.verdict != ProofVerdict::Equal && !faults.at(i).isEmpty())
            proof.reason = faults.at(i);
        report->proofs.append(cancel.stop_requested() ? unproved(item, cancelled()) : proof);
    }
}

QCoro::Task<Result<QList<PolicyState>>> Promoter::policies(SourceId harbor, std::stop_token stop)
{
    const auto connection = harborNamed(harbor);
    if (!connection)
        co_return tl::unexpected(connection.error());
    http::Session session(*connection, m_tools.http, m_tools.secrets);
    harbor::Replication replication(session);
    const auto policies = co_await replication.policies(stop);
    if (!policies)
        co_return tl::unexpected(policies.error());
    QList<PolicyState> all;
    for (const ReplicationPolicy &policy : *policies) {
        const auto last = co_await replication.executions(policy.id, 1, stop);
        if (!last)
            co_return tl::unexpected(last.error());
        PolicyState state{policy, {}};
        if (!last->isEmpty())
            state.last = last->first();
        all.append(state);
    }
    co_return all;
}

QCoro::Task<Result<QList<ReplicationLog>>> Promoter::logs(SourceId harbor, qint64 execution, std::stop_token stop)
{
    const auto connection = harborNamed(harbor);
    if (!connection)
        co_return tl::unexpected(connection.error());
    http::Session session(*connection, m_tools.http, m_tools.secrets);
    harbor::Replication replication(session);
    const auto tasks = co_await replication.tasks(execution, stop);
    if (!tasks)
        co_return tl::unexpected(tasks.error());
    QList<ReplicationLog> all;
    for (const ReplicationTask &task : *tasks) {
        const auto text = co_await replication.log(execution, task.id, stop);
        if (!text && text.error().kind == Error::Kind::Cancelled)
            co_return tl::unexpected(text.error());
        all.append({task, text.value_or(QString()), text ? Phrase() : wordsOf(text.error())});
    }
    co_return all;
}

} // namespace opsdeck
