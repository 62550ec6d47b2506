// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/harborreplication.h"

#include <QSet>

#include <algorithm>

namespace opsdeck::harbor {

namespace {

constexpr qint64 PageSize = 100; // Harbor's largest
constexpr int MaxPages = 200;
constexpr qint64 MaxLog = 16 * 1024 * 1024;

} // namespace

Replication::Replication(http::Session &session)
    : m_session(session)
    , m_source(session.connection().id)
{ }

/// Harbor's totals and Link headers are not trusted: a page that is not full is the last.
template <typename T, typename Parse>
QCoro::Task<Result<QList<T>>> Replication::whole(http::Url list, Parse parse, std::stop_token stop)
{
    QList<T> all;
    QSet<qint64> known; // rows move between pages while we read
    for (qint64 page = 1; page <= MaxPages; ++page) {
        const auto answer = co_await m_session.get(list.query("page", page).query("page_size", PageSize), stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto rows = m_session.judged(*answer, parse(answer->body, m_source));
        if (!rows)
            co_return tl::unexpected(rows.error());
        for (const T &row : *rows) {
            if (!known.contains(row.id))
                all.append(row);
            known.insert(row.id);
        }
        if (rows->size() < PageSize)
            co_return all;
    }
    const Phrase why(QT_TRANSLATE_NOOP("Phrase", "more than %1 rows"), {QString::number(MaxPages * PageSize)});
    co_return failure(Error::Kind::Refused, m_source.text(), why);
}

QCoro::Task<Result<QList<ReplicationPolicy>>> Replication::policies(std::stop_token stop)
{
    return whole<ReplicationPolicy>(url().path("policies"), parseReplicationPolicies, std::move(stop));
}

QCoro::Task<Result<ReplicationPolicy>> Replication::policy(QString name, std::stop_token stop)
{
    // Harbor's own filter by name also finds longer ones.
    const auto all = co_await policies(stop);
    if (!all)
        co_return tl::unexpected(all.error());
    for (const ReplicationPolicy &policy : *all) {
        if (policy.name == name)
            co_return policy;
    }
    const Phrase why(
        QT_TRANSLATE_NOOP("Phrase", "%1 has no replication policy “%2”"), {m_source.text(), name.left(200)});
    co_return failure(Error::Kind::NotFound, m_source.text(), why);
}

QCoro::Task<Result<qint64>> Replication::start(qint64 policy, std::stop_token stop)
{
    http::Request request;
    request.method = "POST";
    request.url = url().path("executions");
    request.headers = {{"Content-Type", "application/json"}};
    request.body = R"({"policy_id":)" + QByteArray::number(policy) + '}';
    const auto answer = co_await m_session.send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto id = executionIn(answer->header("location"));
    if (!id)
        co_return failure(
            Error::Kind::BadAnswer, m_source.text(), QStringLiteral("Harbor does not say what it has started."));
    co_return *id;
}

QCoro::Task<Result<void>> Replication::end(qint64 execution, std::stop_token stop)
{
    http::Request request;
    request.method = "PUT";
    request.url = executionUrl(execution);
    request.timeout = std::chrono::seconds(20);
    const auto answer = co_await m_session.send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return {};
}

QCoro::Task<Result<QList<ReplicationExecution>>> Replication::executions(qint64 policy, int most, std::stop_token stop)
{
    http::Url list = url().path("executions").query("sort", QStringLiteral("-start_time"));
    if (policy > 0)
        list = list.query("policy_id", policy);
    const qint64 size = std::clamp<qint64>(most, 1, PageSize);
    const auto answer = co_await m_session.get(list.query("page", 1).query("page_size", size), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return m_session.judged(*answer, parseReplicationExecutions(answer->body, m_source));
}

QCoro::Task<Result<ReplicationExecution>> Replication::execution(qint64 id, std::stop_token stop)
{
    const auto answer = co_await m_session.get(executionUrl(id), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return m_session.judged(*answer, parseReplicationExecution(answer->body, m_source));
}

QCoro::Task<Result<QList<ReplicationTask>>> Replication::tasks(qint64 execution, std::stop_token stop)
{
    return whole<ReplicationTask>(executionUrl(execution).path("tasks"), parseReplicationTasks, std::move(stop));
}

QCoro::Task<Result<QString>> Replication::log(qint64 execution, qint64 task, std::stop_token stop)
{
    http::Request request;
    request.url = executionUrl(execution).path("tasks").segment(QString::number(task)).path("log");
    request.maxBody = MaxLog;
    const auto answer = co_await m_session.send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return QString::fromUtf8(answer->body);
}

} // namespace opsdeck::harbor
