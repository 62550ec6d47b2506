// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/prometheus/source.h"

#include "backends/prometheus/client.h"
#include "models/ports/metrics.h"

namespace opsdeck {

namespace {

class PrometheusSource final : public Source, public Metrics
{
public:
    explicit PrometheusSource(const SourceContext &context)
        : m_client(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override { return m_client.identity(stop); }
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    SourceVitals vitals() const override { return m_client.vitals(); }
    Metrics *metrics() override { return this; }
    QCoro::Task<Result<Metric>> range(MetricQuery query, std::stop_token stop) override
    {
        return m_client.queryRange(query.expression, query.from, query.to, query.step, std::move(stop));
    }

private:
    PrometheusClient m_client;
};

/// The cursor remembers both answers, so that what has not changed is neither parsed nor stored again.
QCoro::Task<Result<SyncBatch>> PrometheusSource::fetch(QByteArray cursor, std::stop_token stop)
{
    const auto memories = cursor.split('\n');
    auto alerts = co_await m_client.alerts(memories.value(0), stop);
    if (!alerts)
        co_return tl::unexpected(alerts.error());
    auto rules = co_await m_client.rules(memories.value(1), stop);
    if (!rules)
        co_return tl::unexpected(rules.error());
    SyncBatch batch;
    batch.cursor = alerts->memory + '\n' + rules->memory;
    if (alerts->rows)
        batch.rows.append(Snapshot<Alert>{std::move(*alerts->rows)});
    if (rules->rows)
        batch.rows.append(Snapshot<AlertRule>{std::move(*rules->rows)});
    co_return batch;
}

} // namespace

std::unique_ptr<Source> makePrometheusSource(SourceContext context)
{
    return std::make_unique<PrometheusSource>(context);
}

} // namespace opsdeck
