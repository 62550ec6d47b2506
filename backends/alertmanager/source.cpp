// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/alertmanager/source.h"

#include "backends/alertmanager/parse.h"
#include "backends/alertmanager/silencing.h"
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
    SourceVitals vitals() const override { return m_session.vitals(); }
    SilenceActions *silenceActions() override { return &m_silencing; }

private:
    const SourceId &id() const { return m_session.connection().id; }

    http::Session m_session;
    alertmanager::Silencing m_silencing{m_session};
};

QCoro::Task<Result<SourceIdentity>> AlertmanagerSource::probe(std::stop_token stop)
{
    const auto answer = co_await m_session.get(m_session.url().path("api/v2/status"), stop);
    // Credentials are for something before it, which may allow less.
    if (answer && m_session.connection().secret.isEmpty())
        m_session.tellRights({Phrase(QT_TRANSLATE_NOOP("Phrase", "has no accounts: whoever reaches it may silence"))});
    if (answer) {
        auto cluster = alertmanager::parseCluster(answer->body, id());
        if (!cluster)
            co_return m_session.judged(*answer, Result<SourceIdentity>(tl::unexpected(cluster.error())));
        m_silencing.tellCluster(*std::move(cluster));
        co_return m_session.judged(*answer, alertmanager::parseStatus(answer->body, id()));
    }
    if (answer.error().kind == Error::Kind::NotFound) {
        const auto other = co_await m_session.get(m_session.url().path("api/v1/status/buildinfo"), stop);
        if (other)
            co_return failure(Error::Kind::BadAnswer, id().text(),
                QStringLiteral("A Prometheus answers at this address, not an Alertmanager: check url and kind."));
    }
    co_return tl::unexpected(answer.error());
}

/// The cursor remembers both answers, so that what has not changed is neither parsed nor stored again.
QCoro::Task<Result<SyncBatch>> AlertmanagerSource::fetch(QByteArray cursor, std::stop_token stop)
{
    const auto memories = cursor.split('\n');
    const auto alertsAnswer
        = co_await m_session.getIfNew(m_session.url().path("api/v2/alerts"), memories.value(0), stop);
    if (!alertsAnswer)
        co_return tl::unexpected(alertsAnswer.error());
    SyncBatch batch;
    if (!alertsAnswer->unchanged) {
        auto parse = [id = id()](const QByteArray &body) { return alertmanager::parseAlerts(body, id); };
        auto alerts = co_await m_session.read(*alertsAnswer, std::move(parse), stop);
        if (!alerts)
            co_return tl::unexpected(alerts.error());
        batch.rows.append(Snapshot<Alert>{std::move(*alerts)});
    }
    const auto silencesAnswer
        = co_await m_session.getIfNew(m_session.url().path("api/v2/silences"), memories.value(1), stop);
    if (!silencesAnswer)
        co_return tl::unexpected(silencesAnswer.error());
    if (!silencesAnswer->unchanged) {
        auto parse = [id = id()](const QByteArray &body) { return alertmanager::parseSilences(body, id); };
        auto silences = co_await m_session.read(*silencesAnswer, std::move(parse), stop);
        if (!silences)
            co_return tl::unexpected(silences.error());
        batch.rows.append(Snapshot<Silence>{std::move(*silences)});
    }
    batch.cursor = alertsAnswer->memory + '\n' + silencesAnswer->memory;
    co_return batch;
}

} // namespace

std::unique_ptr<Source> makeAlertmanagerSource(SourceContext context)
{
    return std::make_unique<AlertmanagerSource>(context);
}

} // namespace opsdeck
