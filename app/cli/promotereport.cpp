// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/promotereport.h"

#include "app/cli/jsonlines.h"
#include "app/cli/words.h"
#include "models/items/errortext.h"
#include "models/items/phrasetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int BarSteps = 1000; // bytes of an image do not fit into an int

QString verdictText(ProofVerdict verdict)
{
    switch (verdict) {
    case ProofVerdict::Equal:
        return CommandLine::tr("equal");
    case ProofVerdict::Different:
        return CommandLine::tr("DIFFERENT");
    case ProofVerdict::Missing:
        return CommandLine::tr("MISSING");
    case ProofVerdict::Unknown:
        break;
    }
    return CommandLine::tr("UNKNOWN");
}

QString triggerText(const ReplicationPolicy &policy)
{
    switch (policy.trigger) {
    case ReplicationTrigger::Manual:
        return CommandLine::tr("manual");
    case ReplicationTrigger::Scheduled:
        //: %1 is a cron schedule
        return CommandLine::tr("scheduled: %1").arg(policy.cron);
    case ReplicationTrigger::Event:
        return CommandLine::tr("on each push");
    case ReplicationTrigger::Other:
        break;
    }
    return policy.triggerWord;
}

QString timeText(const QDateTime &utc)
{
    return utc.isValid() ? utc.toLocalTime().toString(Qt::ISODate) : QString();
}

QJsonObject toJson(const ReplicationExecution &execution)
{
    return {{QStringLiteral("id"), execution.id}, {QStringLiteral("state"), nameOf(execution.state)},
        {QStringLiteral("said"), execution.stateWord}, {QStringLiteral("trigger"), execution.trigger},
        {QStringLiteral("startedAt"), execution.startedAt.toString(Qt::ISODateWithMs)},
        {QStringLiteral("endedAt"), execution.endedAt.toString(Qt::ISODateWithMs)},
        {QStringLiteral("tasks"), execution.total}, {QStringLiteral("failed"), execution.failed}};
}

QJsonObject toJson(const TagProof &proof)
{
    return {{QStringLiteral("type"), QStringLiteral("proof")},
        {QStringLiteral("source"), proof.item.source.withTag(proof.item.source.tag).text()},
        {QStringLiteral("target"), proof.item.target.text()}, {QStringLiteral("verdict"), nameOf(proof.verdict)},
        {QStringLiteral("sourceDigest"), proof.source.text()}, {QStringLiteral("targetDigest"), proof.target.text()},
        {QStringLiteral("reason"), proof.reason.plain()}};
}

QJsonObject toJson(const PolicyState &state)
{
    const ReplicationPolicy &policy = state.policy;
    QJsonObject json{{QStringLiteral("type"), QStringLiteral("policy")},
        {QStringLiteral("harbor"), policy.source.text()}, {QStringLiteral("id"), policy.id},
        {QStringLiteral("name"), policy.name}, {QStringLiteral("from"), policy.from}, {QStringLiteral("to"), policy.to},
        {QStringLiteral("trigger"), nameOf(policy.trigger)}, {QStringLiteral("cron"), policy.cron},
        {QStringLiteral("enabled"), policy.enabled}};
    if (state.last)
        json.insert(QStringLiteral("last"), toJson(*state.last));
    return json;
}

QJsonObject toJson(const ReplicationLog &log)
{
    return {{QStringLiteral("type"), QStringLiteral("task")}, {QStringLiteral("id"), log.task.id},
        {QStringLiteral("state"), nameOf(log.task.state)}, {QStringLiteral("said"), log.task.stateWord},
        {QStringLiteral("source"), log.task.source}, {QStringLiteral("target"), log.task.target},
        {QStringLiteral("log"), log.text}, {QStringLiteral("fault"), log.fault.plain()}};
}

} // namespace

PromoteReport::PromoteReport(bool json)
    : m_json(json)
    , m_out(stdout)
    , m_err(stderr)
{ }

void PromoteReport::order(const PromotionOrder &order)
{
    if (m_json)
        return; // every proof names its images
    //: %1 is a product and its version, %2 and %3 are registries
    m_out.line(CommandLine::tr("%1 from %2 to %3:").arg(order.subject, order.from, order.to));
    for (const PromotionItem &item : order.items)
        m_out.line(
            QStringLiteral("  %1  %2").arg(item.target.text().leftJustified(48), item.source.digest.shortText()));
}

void PromoteReport::news(const PromotionNews &news)
{
    const bool isNew = news.text != m_last.text || news.image != m_last.image;
    m_last = news;
    if (m_json && isNew)
        object({{QStringLiteral("type"), QStringLiteral("progress")}, {QStringLiteral("image"), news.image},
            {QStringLiteral("text"), news.text.plain()}, {QStringLiteral("done"), news.done},
            {QStringLiteral("total"), news.total}});
    const QString what = QStringList{news.image, phraseText(news.text)}.join(u' ').trimmed();
    if (!m_json && !m_err.isInteractive() && isNew)
        m_err.line(what);
    if (news.total > 0) {
        const double share = static_cast<double>(news.done) / static_cast<double>(news.total);
        m_err.progress(static_cast<int>(std::clamp(share, 0.0, 1.0) * BarSteps), BarSteps, what);
    }
}

ExitCode PromoteReport::end(const PromotionReport &report)
{
    for (const TagProof &proof : report.proofs) {
        if (m_json)
            object(toJson(proof));
        else
            m_out.line(QStringLiteral("  %1  %2  %3")
                           .arg(verdictText(proof.verdict).leftJustified(10), proof.item.target.text(),
                               phraseText(proof.reason)));
    }
    const auto proved = std::count_if(report.proofs.cbegin(), report.proofs.cend(),
        [](const TagProof &proof) { return proof.verdict == ProofVerdict::Equal; });
    if (m_json) {
        QJsonObject json{{QStringLiteral("type"), QStringLiteral("result")}, {QStringLiteral("id"), report.id},
            {QStringLiteral("outcome"), nameOf(report.outcome)}, {QStringLiteral("proved"), proved},
            {QStringLiteral("tags"), report.proofs.size()}, {QStringLiteral("sent"), report.sent},
            {QStringLiteral("failure"), report.failure.plain()}};
        if (report.execution)
            json.insert(QStringLiteral("execution"), toJson(*report.execution));
        object(json);
    } else {
        if (report.execution)
            //: %1 is a word of Harbor's, %2 a number
            m_out.line(CommandLine::tr("Harbor says %1 of execution %2.")
                           .arg(report.execution->stateWord, QString::number(report.execution->id)));
        else if (report.order.policy.isEmpty())
            //: %1 is a number with its unit, such as "20 MB"
            m_out.line(CommandLine::tr("Copied from here: %1.").arg(QLocale().formattedDataSize(report.sent)));
        if (!report.failure.isEmpty())
            m_out.line(phraseText(report.failure));
        //: numbers of tags
        m_out.line(CommandLine::tr("%1 of %2 proved by digest.").arg(proved).arg(report.proofs.size()));
    }
    if (report.outcome == PromotionOutcome::Cancelled)
        return ExitCode::Cancelled;
    const bool isDone = report.outcome == PromotionOutcome::Done && isProved(report.proofs);
    return isDone ? ExitCode::Done : ExitCode::Failed;
}

void PromoteReport::policies(const QList<PolicyState> &policies)
{
    for (const PolicyState &state : policies) {
        if (m_json) {
            object(toJson(state));
            continue;
        }
        const ReplicationPolicy &policy = state.policy;
        const QString here = policy.source.text();
        const QString way = QStringList{policy.from.isEmpty() ? here : policy.from, QStringLiteral("→"),
            policy.to.isEmpty() ? here : policy.to}
                                .join(u' ');
        const QString last = state.last ? QStringList{QStringLiteral("#") + QString::number(state.last->id),
                                 state.last->stateWord, timeText(state.last->startedAt)}
                                              .join(u' ')
                                        : CommandLine::tr("never ran");
        const QString off = policy.enabled ? QString() : CommandLine::tr("switched off");
        m_out.line(QStringList{policy.name.leftJustified(24), way, triggerText(policy), last, off}
                       .join(QStringLiteral("  "))
                       .trimmed());
    }
}

void PromoteReport::logs(const QList<ReplicationLog> &logs)
{
    for (const ReplicationLog &log : logs) {
        if (m_json) {
            object(toJson(log));
            continue;
        }
        m_out.line(QStringList{QStringLiteral("#") + QString::number(log.task.id), log.task.stateWord, log.task.source,
            QStringLiteral("→"), log.task.target}
                       .join(u' '));
        for (const QString &line : log.text.split(u'\n', Qt::SkipEmptyParts))
            m_out.line(QStringLiteral("  ") + line);
        if (!log.fault.isEmpty())
            m_out.line(QStringLiteral("  ") + phraseText(log.fault));
    }
}

ExitCode PromoteReport::fail(const Error &error)
{
    return tellFailure(m_err, m_json, error);
}

void PromoteReport::object(const QJsonObject &json)
{
    writeJsonLine(json);
}

} // namespace opsdeck
