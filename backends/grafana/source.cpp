// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/grafana/source.h"

#include "backends/alertmanager/parse.h"
#include "backends/alertmanager/silencing.h"
#include "backends/grafana/parse.h"
#include "backends/http/session.h"
#include "backends/prometheus/parse.h"

namespace opsdeck {

namespace {

const QByteArray AlertsApi = "api/alertmanager/grafana/api/v2";
const QByteArray RulesApi = "api/prometheus/grafana/api/v1";

class GrafanaSource final : public Source
{
public:
    explicit GrafanaSource(const SourceContext &context)
        : m_session(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    SourceVitals vitals() const override { return m_session.vitals(); }
    SilenceActions *silenceActions() override { return &m_silencing; }

private:
    const SourceId &id() const { return m_session.connection().id; }
    http::Url alertsUrl() const { return m_session.url().path(AlertsApi).path("alerts"); }
    /// Asks for one list, and appends its rows where they are other than remembered. Answers what to remember.
    template <typename T>
    QCoro::Task<Result<QByteArray>> read(http::Url url, QByteArray memory,
        Result<QList<T>> (*parse)(const QByteArray &, const SourceId &), SyncBatch *batch, std::stop_token stop);

    http::Session m_session;
    alertmanager::Silencing m_silencing{m_session, AlertsApi};
};

/// Whoever asks may see its health; only the alerts tell whether the token is good.
QCoro::Task<Result<SourceIdentity>> GrafanaSource::probe(std::stop_token stop)
{
    const auto health = co_await m_session.get(m_session.url().path("api/health"), stop);
    if (!health)
        co_return tl::unexpected(health.error());
    const auto identity = m_session.judged(*health, grafana::parseHealth(health->body, id()));
    if (!identity)
        co_return tl::unexpected(identity.error());
    const auto alerts = co_await m_session.get(alertsUrl(), stop);
    if (!alerts)
        co_return tl::unexpected(alerts.error());
    co_return *identity;
}

Result<QList<Alert>> parseAlerts(const QByteArray &body, const SourceId &source)
{
    auto alerts = alertmanager::parseAlerts(body, source);
    if (alerts) {
        for (Alert &alert : *alerts)
            grafana::describeValue(alert);
    }
    return alerts;
}

template <typename T>
QCoro::Task<Result<QByteArray>> GrafanaSource::read(http::Url url, QByteArray memory,
    Result<QList<T>> (*parse)(const QByteArray &, const SourceId &), SyncBatch *batch, std::stop_token stop)
{
    const auto answer = co_await m_session.getIfNew(url, memory, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (!answer->unchanged) {
        auto onBody = [parse, source = id()](const QByteArray &body) { return parse(body, source); };
        auto rows = co_await m_session.read(*answer, std::move(onBody), stop);
        if (!rows)
            co_return tl::unexpected(rows.error());
        batch->rows.append(Snapshot<T>{std::move(*rows)});
    }
    co_return answer->memory;
}

QCoro::Task<Result<SyncBatch>> GrafanaSource::fetch(QByteArray cursor, std::stop_token stop)
{
    const auto memories = cursor.split('\n');
    SyncBatch batch;
    const auto alerts = co_await read<Alert>(alertsUrl(), memories.value(0), parseAlerts, &batch, stop);
    if (!alerts)
        co_return tl::unexpected(alerts.error());
    const auto silencesUrl = m_session.url().path(AlertsApi).path("silences");
    const auto silences
        = co_await read<Silence>(silencesUrl, memories.value(1), alertmanager::parseSilences, &batch, stop);
    if (!silences)
        co_return tl::unexpected(silences.error());
    const auto rulesUrl = m_session.url().path(RulesApi).path("rules");
    const auto rules = co_await read<AlertRule>(rulesUrl, memories.value(2), prometheus::parseRules, &batch, stop);
    if (!rules)
        co_return tl::unexpected(rules.error());
    batch.cursor = *alerts + '\n' + *silences + '\n' + *rules;
    co_return batch;
}

} // namespace

std::unique_ptr<Source> makeGrafanaSource(SourceContext context)
{
    return std::make_unique<GrafanaSource>(context);
}

} // namespace opsdeck
