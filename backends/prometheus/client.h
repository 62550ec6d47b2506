// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/session.h"
#include "models/domain/freshness.h"
#include "models/domain/metric.h"

namespace opsdeck {

/// A list as the server has it now, or no rows where it is as it was remembered; with what is to be remembered.
template <typename T> struct Renewed
{
    std::optional<QList<T>> rows;
    QByteArray memory;
};

/// Asks one Prometheus (or what speaks its API). I/O thread.
class PrometheusClient
{
public:
    PrometheusClient(Connection connection, http::Client &http, SecretStore &secrets);

    QCoro::Task<Result<SourceIdentity>> identity(std::stop_token stop);
    QCoro::Task<Result<Renewed<AlertRule>>> rules(QByteArray memory, std::stop_token stop);
    QCoro::Task<Result<Renewed<Alert>>> alerts(QByteArray memory, std::stop_token stop);
    /// At one time; now if the time is invalid.
    QCoro::Task<Result<Metric>> query(QString expression, QDateTime at, std::stop_token stop);
    /// Over a range, in steps of at least `step` and as coarse as the server's limit of points demands.
    QCoro::Task<Result<Metric>> queryRange(
        QString expression, QDateTime from, QDateTime to, std::chrono::seconds step, std::stop_token stop);

    SourceVitals vitals() const { return m_session.vitals(); }

private:
    QCoro::Task<Result<Metric>> ask(QByteArray call, QList<std::pair<QByteArray, QString>> form, std::stop_token stop);
    const SourceId &id() const { return m_session.connection().id; }

    http::Session m_session;
};

namespace prometheus {

/// The larger of `asked` and what keeps a range under 10 000 points (the server refuses more than 11 000); at least 1
/// s.
std::chrono::seconds stepFor(std::chrono::seconds range, std::chrono::seconds asked);

} // namespace prometheus
} // namespace opsdeck
