// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/prometheus/client.h"

#include "backends/http/memory.h"
#include "backends/prometheus/parse.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>

namespace opsdeck {

namespace {

// Longer addresses are cut or refused by proxies.
constexpr qsizetype LongestAddress = 2000;
// Subqueries get past the server's own limit.
constexpr qint64 LargestMetric = 32 * 1024 * 1024;

QString seconds(const QDateTime &time)
{
    return QString::number(static_cast<double>(time.toMSecsSinceEpoch()) / 1000.0, 'f', 3);
}

struct Rules
{
    QList<AlertRule> rows;
    QByteArray hash;
};

QByteArray hashOf(const QList<AlertRule> &rules, const http::Url &url)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << QCoreApplication::applicationVersion() << url.bytes();
    for (const AlertRule &rule : rules)
        out << rule.group << rule.name << rule.query << rule.health << rule.lastError << rule.labels << rule.alerting;
    return http::hashOf(bytes);
}

} // namespace

PrometheusClient::PrometheusClient(Connection connection, http::Client &http, SecretStore &secrets)
    : m_session(std::move(connection), http, secrets)
{ }

QCoro::Task<Result<SourceIdentity>> PrometheusClient::identity(std::stop_token stop)
{
    const auto answer = co_await m_session.get(m_session.url().path("api/v1/status/buildinfo"), stop);
    // Credentials are for something before it, which may allow less.
    if (answer && m_session.connection().secret.isEmpty())
        m_session.tellRights({Phrase(QT_TRANSLATE_NOOP("Phrase", "has no accounts: whoever reaches it may look"))});
    if (answer)
        co_return m_session.judged(*answer, prometheus::parseBuildInfo(answer->body, id()));
    if (answer.error().kind == Error::Kind::NotFound) {
        const auto other = co_await m_session.get(m_session.url().path("api/v2/status"), stop);
        if (other)
            co_return failure(Error::Kind::BadAnswer, id().text(),
                QStringLiteral("An Alertmanager answers at this address, not a Prometheus: check url and kind."));
    }
    co_return tl::unexpected(answer.error());
}

/// The server writes the time of each evaluation into this answer, so that the rules are remembered beside it.
QCoro::Task<Result<Renewed<AlertRule>>> PrometheusClient::rules(QByteArray memory, std::stop_token stop)
{
    const auto url = m_session.url().path("api/v1/rules").query("exclude_alerts", QStringLiteral("true"));
    const auto known = memory.split('|');
    const auto answer = co_await m_session.getIfNew(url, known.value(0), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    Renewed<AlertRule> renewed{std::nullopt, memory};
    if (answer->unchanged)
        co_return renewed;
    auto parse = [id = id(), url](const QByteArray &body) -> Result<Rules> {
        auto rows = prometheus::parseRules(body, id);
        if (!rows)
            return tl::unexpected(rows.error());
        const QByteArray hash = hashOf(*rows, url);
        return Rules{*std::move(rows), hash};
    };
    auto rules = co_await m_session.read(*answer, std::move(parse), stop);
    if (!rules)
        co_return tl::unexpected(rules.error());
    renewed.memory = answer->memory + '|' + rules->hash;
    if (rules->hash.isEmpty() || rules->hash != known.value(1))
        renewed.rows = std::move(rules->rows);
    co_return renewed;
}

QCoro::Task<Result<Renewed<Alert>>> PrometheusClient::alerts(QByteArray memory, std::stop_token stop)
{
    const auto answer = co_await m_session.getIfNew(m_session.url().path("api/v1/alerts"), memory, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    Renewed<Alert> renewed{std::nullopt, answer->memory};
    if (answer->unchanged)
        co_return renewed;
    const QString page = m_session.connection().url + QStringLiteral("/alerts");
    auto parse = [id = id(), page](const QByteArray &body) { return prometheus::parseAlerts(body, id, page); };
    auto alerts = co_await m_session.read(*answer, std::move(parse), stop);
    if (!alerts)
        co_return tl::unexpected(alerts.error());
    renewed.rows = std::move(*alerts);
    co_return renewed;
}

QCoro::Task<Result<Metric>> PrometheusClient::query(QString expression, QDateTime at, std::stop_token stop)
{
    QList<std::pair<QByteArray, QString>> form{{"query", expression}};
    if (at.isValid())
        form.append({"time", seconds(at)});
    return ask("query", std::move(form), std::move(stop));
}

QCoro::Task<Result<Metric>> PrometheusClient::queryRange(
    QString expression, QDateTime from, QDateTime to, std::chrono::seconds step, std::stop_token stop)
{
    const auto coarse = prometheus::stepFor(std::chrono::seconds(from.secsTo(to)), step);
    QList<std::pair<QByteArray, QString>> form{{"query", expression}, {"start", seconds(from)}, {"end", seconds(to)},
        {"step", QString::number(coarse.count())}};
    return ask("query_range", std::move(form), std::move(stop));
}

QCoro::Task<Result<Metric>> PrometheusClient::ask(
    QByteArray call, QList<std::pair<QByteArray, QString>> form, std::stop_token stop)
{
    const http::Url bare = m_session.url().path("api/v1/" + call);
    http::Request request;
    request.url = bare;
    request.maxBody = LargestMetric;
    for (const auto &[name, value] : form)
        request.url = request.url.query(name, value);
    if (request.url.bytes().size() > LongestAddress) {
        request.method = "POST";
        request.body = request.url.bytes().mid(bare.bytes().size() + 1);
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.url = bare;
    }
    const auto answer = co_await m_session.send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto parse = [id = id()](const QByteArray &body) { return prometheus::parseMetric(body, id); };
    co_return co_await m_session.read(*answer, std::move(parse), stop);
}

namespace prometheus {

std::chrono::seconds stepFor(std::chrono::seconds range, std::chrono::seconds asked)
{
    const std::chrono::seconds least((std::max<qint64>(range.count(), 0) + 9'999) / 10'000);
    return std::max({asked, least, std::chrono::seconds(1)});
}

} // namespace prometheus
} // namespace opsdeck
