// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/harbor/replicationparse.h"
#include "backends/http/session.h"

namespace opsdeck::harbor {

/// Replication of a Harbor: its policies, and what becomes of their runs. Only administrators and system robots may see
/// any of it; for others everything is Forbidden. I/O thread; the session outlives it, it outlives its coroutines.
class Replication
{
public:
    explicit Replication(http::Session &session);

    QCoro::Task<Result<QList<ReplicationPolicy>>> policies(std::stop_token stop);
    /// By its exact name; NotFound where there is none.
    QCoro::Task<Result<ReplicationPolicy>> policy(QString name, std::stop_token stop);
    /// Runs it now; answers the execution's id. Never repeated by itself: it would run twice.
    QCoro::Task<Result<qint64>> start(qint64 policy, std::stop_token stop);
    QCoro::Task<Result<void>> end(qint64 execution, std::stop_token stop);

    /// The newest ones of a policy, newest first; 0 = of all. At most 100.
    QCoro::Task<Result<QList<ReplicationExecution>>> executions(qint64 policy, int most, std::stop_token stop);
    QCoro::Task<Result<ReplicationExecution>> execution(qint64 id, std::stop_token stop);
    QCoro::Task<Result<QList<ReplicationTask>>> tasks(qint64 execution, std::stop_token stop);
    QCoro::Task<Result<QString>> log(qint64 execution, qint64 task, std::stop_token stop);

private:
    http::Url url() const { return m_session.url().path("api/v2.0/replication"); }
    http::Url executionUrl(qint64 id) const { return url().path("executions").segment(QString::number(id)); }
    template <typename T, typename Parse>
    QCoro::Task<Result<QList<T>>> whole(http::Url list, Parse parse, std::stop_token stop);

    http::Session &m_session;
    SourceId m_source;
};

} // namespace opsdeck::harbor
