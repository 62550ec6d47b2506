// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/alertmanager/source.h"

#include "backends/alertmanager/parse.h"
#include "backends/http/session.h"

namespace opsdeck {

namespace {

class AlertmanagerSource final : public Source
{
public:
    explicit AlertmanagerSource(const SourceContext &context)
        : m_session(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    std::chrono::milliseconds skew() const override { return m_session.skew(); }

private:
    const SourceId &id() const { return m_session.connection().id; }

    http::Session m_session;
};

QCoro::Task<Result<SourceIdentity>> AlertmanagerSource::probe(std::stop_token stop)
{
    const auto answer = co_await m_session.get(m_session.url().path("api/v2/status"), stop);
    if (answer)
        co_return alertmanager::parseStatus(answer->body, id());
    if (answer.error().kind == Error::Kind::NotFound) {
        const auto other = co_await m_session.get(m_session.url().path("api/v1/status/buildinfo"), stop);
        if (other)
            co_return failure(Error::Kind::BadAnswer, id().text(),
                QStringLiteral("A Prometheus answers at this address, not an Alertmanager: check url and kind."));
    }
    co_return tl::unexpected(answer.error());
}

QCoro::Task<Result<SyncBatch>> AlertmanagerSource::fetch(QByteArray, std::stop_token stop)
{
    const auto alertsAnswer = co_await m_session.get(m_session.url().path("api/v2/alerts"), stop);
    if (!alertsAnswer)
        co_return tl::unexpected(alertsAnswer.error());
    auto alerts = alertmanager::parseAlerts(alertsAnswer->body, id());
    if (!alerts)
        co_return tl::unexpected(alerts.error());
    const auto silencesAnswer = co_await m_session.get(m_session.url().path("api/v2/silences"), stop);
    if (!silencesAnswer)
        co_return tl::unexpected(silencesAnswer.error());
    auto silences = alertmanager::parseSilences(silencesAnswer->body, id());
    if (!silences)
        co_return tl::unexpected(silences.error());
    SyncBatch batch;
    batch.rows.append(Snapshot<Alert>{std::move(*alerts)});
    batch.rows.append(Snapshot<Silence>{std::move(*silences)});
    co_return batch;
}

} // namespace

std::unique_ptr<Source> makeAlertmanagerSource(SourceContext context)
{
    return std::make_unique<AlertmanagerSource>(context);
}

} // namespace opsdeck
