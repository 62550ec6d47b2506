// SPDX-License-Identifier: GPL-3.0-or-later
// What rings tonight, and the curves behind it.
#include "tests/sim/story/storyparts.h"

#include <QSet>

namespace opsdeck::sim::story {

using namespace Qt::StringLiterals;

namespace {

struct Ring
{
    const char *name;
    const char *service;
    const char *system;
    const char *environment;
    const char *severity;
    int minutesAgo;
    double value;
    const char *summary; ///< UTF-8
    const char *expression;
    const char *resource = nullptr;
    bool everyHost = false; ///< one alert per host instead of one
};

constexpr Ring rings[] = {
    {"HighErrorRate", "checkout", "checkout", "production", "critical", 12, 0.073, "5xx 7.3 % over 2 %",
        "sum by (service) (rate(http_requests_total{code=~\"5..\"}[5m])) / sum by (service) "
        "(rate(http_requests_total[5m])) > 0.02",
        nullptr, true},
    {"QueueBacklog", "checkout", "checkout", "production", "critical", 9, 41'200, "41 200 messages over 10 000",
        "rabbitmq_queue_messages > 10000", "checkout-mq"},
    {"SlowQueries", "payment", "checkout", "production", "warning", 8, 1.8, "p95 1.8 s over 800 ms",
        "pg_query_duration_p95 > 0.8", "payment-db"},
    {"HighLatency", "storefront", "storefront", "production", "warning", 10, 0.9, "p95 0.9 s over 0.5 s",
        "http_request_duration_p95 > 0.5"},
    {"UpstreamErrors", "cart", "checkout", "production", "warning", 10, 0.021, "2.1 % of calls to checkout fail",
        "http_client_error_ratio > 0.01"},
    {"StockNotReleased", "inventory", "checkout", "production", "warning", 7, 312, "312 reservations older than 10 min",
        "inventory_stale_reservations > 100"},
    {"MailDelayed", "notify", "member", "production", "info", 6, 240, "order mails wait 4 min",
        "notify_queue_age_seconds > 180", "notify-mq"},
    {"CertificateExpires", "trading-gateway", "trading-gateway", "production", "warning", 125, 6, "TLS in 6 days",
        "probe_ssl_earliest_cert_expiry - time() < 604800"},
    {"OrderLatency", "order-router", "trading-gateway", "production", "warning", 17, 0.084, "p99 84 ms over 60 ms",
        "order_latency_p99 > 0.06"},
    {"DiskFillingUp", "ledger", "settlement", "production", "warning", 48, 9, "full in 9 h at this rate",
        "predict_linear(node_filesystem_avail_bytes[6h], 32400) < 0"},
    {"FeedGap", "market-data", "pricing", "production", "info", 31, 2.4, "no ticks for 2.4 s",
        "market_feed_gap_seconds > 2"},
    {"BatchLate", "settlement", "settlement", "production", "warning", 75, 35, "夜间批次晚 35 分钟",
        "settlement_batch_delay_minutes > 30"},
    {"HighMemory", "search", "catalog", "staging", "info", 190, 0.91, "memory 91 % over 90 %",
        "container_memory_ratio > 0.9"},
    {"SessionCacheEvictions", "member", "member", "production", "info", 340, 1200, "1 200 evictions a minute",
        "redis_evicted_keys_rate > 1000", "session-cache"},
};

Story::AlertRow alertFrom(const Ring &ring, const QString &host, const QDateTime &now)
{
    const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
    Story::AlertRow alert;
    alert.labels = {{u"alertname"_s, text(ring.name)}, {u"service"_s, text(ring.service)},
        {u"system"_s, text(ring.system)}, {u"environment"_s, text(ring.environment)},
        {u"severity"_s, text(ring.severity)}, {u"instance"_s, host + u":9100"_s}};
    if (ring.resource)
        alert.labels.insert(u"resource"_s, text(ring.resource));
    alert.annotations = {{u"summary"_s, text(ring.summary)}, {u"value"_s, QString::number(ring.value)},
        {u"runbook_url"_s, u"https://wiki.example.cn/runbooks/"_s + text(ring.name)}};
    alert.startsAt = now.addSecs(-ring.minutesAgo * 60);
    alert.value = ring.value;
    return alert;
}

/// How a service suffers from the incident, by the error ratio and latency that it ends up with.
struct Suffering
{
    double errorRatio;
    double latency;
};

const QMap<QString, Suffering> &sufferers()
{
    static const QMap<QString, Suffering> all{{u"checkout"_s, {0.073, 1.4}}, {u"payment"_s, {0.012, 1.8}},
        {u"cart"_s, {0.021, 0.4}}, {u"storefront"_s, {0.009, 0.9}}, {u"inventory"_s, {0.006, 0.3}}};
    return all;
}

} // namespace

QList<Story::AlertRow> alertsOf(const QMap<QString, QStringList> &hosts, const QDateTime &now)
{
    QList<Story::AlertRow> alerts;
    for (const Ring &ring : rings) {
        const QStringList candidates = hosts.value(QString::fromLatin1(ring.environment));
        const qsizetype first = alerts.size() % candidates.size();
        const QStringList chosen = ring.everyHost ? candidates.mid(0, 3) : QStringList{candidates.at(first)};
        for (const QString &host : chosen)
            alerts.append(alertFrom(ring, host, now));
    }
    return alerts;
}

QList<PrometheusSim::RuleRow> rulesFor(const QList<Story::AlertRow> &alerts)
{
    QList<PrometheusSim::RuleRow> rules;
    for (const Ring &ring : rings) {
        PrometheusSim::RuleRow rule;
        rule.group = QString::fromLatin1(ring.system);
        rule.name = QString::fromLatin1(ring.name);
        rule.query = QString::fromLatin1(ring.expression);
        rule.labels = {{u"severity"_s, QString::fromLatin1(ring.severity)}};
        for (const Story::AlertRow &alert : alerts) {
            if (alert.labels.value(u"alertname"_s) == rule.name)
                rule.annotations = alert.annotations;
        }
        rules.append(rule);
    }
    PrometheusSim::RuleRow recording{
        u"recordings"_s, u"service:http_requests:rate5m"_s, u"sum by (service) (rate(http_requests_total[5m]))"_s};
    recording.alerting = false;
    rules.append(recording);
    PrometheusSim::RuleRow broken{u"recordings"_s, u"PaymentProviderDown"_s, u"probe_success{job=\"provider\"} == 0"_s};
    broken.health = u"err"_s;
    broken.lastError = u"found duplicate series for the match group"_s;
    rules.append(broken);
    return rules;
}

QList<LoadRow> loadsOf(
    const Company &company, const QStringList &environments, quint32 seed, const QDateTime &incidentAt)
{
    QRandomGenerator random(seed + 1);
    QList<LoadRow> loads;
    for (const QString &environment : environments) {
        const double share = environment == u"production" ? 1 : environment == u"staging" ? 0.1 : 0.02;
        for (const ServiceRow &service : company.services) {
            LoadRow load{service.name, service.system, environment};
            load.rate = (20 + random.bounded(400)) * share;
            load.errorRatio = 0.0005 + random.generateDouble() * 0.003;
            load.latency = 0.02 + random.generateDouble() * 0.2;
            const auto suffering = sufferers().constFind(service.name);
            if (environment == u"production" && suffering != sufferers().cend()) {
                load.troubleFrom = incidentAt;
                load.troubleErrorRatio = suffering->errorRatio;
                load.troubleLatency = suffering->latency;
            }
            loads.append(load);
        }
    }
    return loads;
}

} // namespace opsdeck::sim::story
