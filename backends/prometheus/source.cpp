// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/prometheus/source.h"

#include "backends/prometheus/client.h"

namespace opsdeck {

namespace {

class PrometheusSource final : public Source
{
public:
    explicit PrometheusSource(const SourceContext &context)
        : m_client(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override { return m_client.identity(stop); }
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    std::chrono::milliseconds skew() const override { return m_client.skew(); }

private:
    PrometheusClient m_client;
};

QCoro::Task<Result<SyncBatch>> PrometheusSource::fetch(QByteArray, std::stop_token stop)
{
    auto alerts = co_await m_client.alerts(stop);
    if (!alerts)
        co_return tl::unexpected(alerts.error());
    auto rules = co_await m_client.rules(stop);
    if (!rules)
        co_return tl::unexpected(rules.error());
    SyncBatch batch;
    batch.rows.append(Snapshot<Alert>{std::move(*alerts)});
    batch.rows.append(Snapshot<AlertRule>{std::move(*rules)});
    co_return batch;
}

} // namespace

std::unique_ptr<Source> makePrometheusSource(SourceContext context)
{
    return std::make_unique<PrometheusSource>(context);
}

} // namespace opsdeck
