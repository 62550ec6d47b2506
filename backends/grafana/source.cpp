// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/grafana/source.h"

#include "backends/alertmanager/parse.h"
#include "backends/alertmanager/silencing.h"
#include "backends/grafana/parse.h"
#include "backends/http/session.h"
#include "backends/prometheus/parse.h"

#include <QDeadlineTimer>

namespace opsdeck {

namespace {

const QByteArray AlertsApi = "api/alertmanager/grafana/api/v2";
const QByteArray RulesApi = "api/prometheus/grafana/api/v1";

// Without a dashboard's name Grafana looks through all of them, which takes long on a large one; and it gives a hundred
// annotations unless told how many.
constexpr auto AnnotationsEvery = std::chrono::minutes(1);
constexpr int MostAnnotations = 1000;
constexpr int AnnotationDays = 30; ///< as long as anybody looks for what began an alert

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
    http::Url annotationsUrl() const;
    /// Not each time, and not where the account may not.
    QCoro::Task<Result<QByteArray>> readAnnotations(QByteArray memory, SyncBatch *batch, std::stop_token stop);
    /// Asks for one list, and appends its rows where they are other than remembered. Answers what to remember.
    template <typename T>
    QCoro::Task<Result<QByteArray>> read(http::Url url, QByteArray memory,
        Result<QList<T>> (*parse)(const QByteArray &, const SourceId &), SyncBatch *batch, std::stop_token stop);

    http::Session m_session;
    QDeadlineTimer m_nextAnnotations{0};
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

/// The same address for an hour, so that what is unchanged costs nothing.
http::Url GrafanaSource::annotationsUrl() const
{
    constexpr qint64 hour = 3600;
    const qint64 now = QDateTime::currentSecsSinceEpoch() / hour * hour;
    return m_session.url()
        .path("api/annotations")
        .query("type", QStringLiteral("annotation"))
        .query("limit", MostAnnotations)
        .query("from", (now - AnnotationDays * 24 * hour) * 1000)
        .query("to", (now + 24 * hour) * 1000);
}

QCoro::Task<Result<QByteArray>> GrafanaSource::readAnnotations(
    QByteArray memory, SyncBatch *batch, std::stop_token stop)
{
    if (!m_nextAnnotations.hasExpired())
        co_return memory;
    auto read = co_await this->read<Annotation>(annotationsUrl(), memory, grafana::parseAnnotations, batch, stop);
    const bool mayNot
        = !read && (read.error().kind == Error::Kind::Forbidden || read.error().kind == Error::Kind::NotFound);
    if (!read && !mayNot)
        co_return read; // nothing is known of what the account may do
    m_nextAnnotations.setRemainingTime(AnnotationsEvery);
    m_session.tellRights({mayNot ? Phrase(QT_TRANSLATE_NOOP("Phrase", "may not read annotations"))
                                 : Phrase(QT_TRANSLATE_NOOP("Phrase", "may read annotations"))});
    if (mayNot)
        co_return memory;
    co_return read;
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
    const auto annotations = co_await readAnnotations(memories.value(3), &batch, stop);
    if (!annotations)
        co_return tl::unexpected(annotations.error());
    batch.cursor = *alerts + '\n' + *silences + '\n' + *rules + '\n' + *annotations;
    co_return batch;
}

} // namespace

std::unique_ptr<Source> makeGrafanaSource(SourceContext context)
{
    return std::make_unique<GrafanaSource>(context);
}

} // namespace opsdeck
