// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/prometheussim.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr double maxPoints = 11'000;

HttpAnswer success(const QJsonValue &data)
{
    return HttpAnswer::json(QJsonObject{{u"status"_s, u"success"_s}, {u"data"_s, data}});
}

HttpAnswer badData(const QString &text)
{
    return HttpAnswer::json(
        QJsonObject{{u"status"_s, u"error"_s}, {u"errorType"_s, u"bad_data"_s}, {u"error"_s, text}}, 400);
}

QJsonObject jsonOf(const LabelSet &labels)
{
    QJsonObject object;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

/// A parameter of the address or of a posted form.
QString given(const HttpRequest &request, const QString &name)
{
    for (const auto &[key, value] : parseForm(request.method == "POST" ? request.body : request.rawQuery)) {
        if (key == name)
            return value;
    }
    return request.parameter(name.toUtf8());
}

/// Seconds since the epoch from either form that Prometheus takes.
std::optional<double> timeFrom(const QString &text)
{
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    if (ok)
        return seconds;
    const QDateTime iso = QDateTime::fromString(text, Qt::ISODateWithMs);
    return iso.isValid() ? std::optional(double(iso.toMSecsSinceEpoch()) / 1000) : std::nullopt;
}

/// Seconds from "15", "15s", "5m", "1h", "1d".
double durationFrom(const QString &text)
{
    static const QMap<QChar, double> units{{u's', 1}, {u'm', 60}, {u'h', 3600}, {u'd', 86'400}};
    const QChar unit = text.isEmpty() ? QChar() : text.back();
    return units.contains(unit) ? text.chopped(1).toDouble() * units.value(unit) : text.toDouble();
}

std::optional<LoadKind> kindOf(const QString &query)
{
    const bool counted = query.contains(u"_count"_s) && !query.contains(u"_sum"_s);
    const bool requests = counted || query.contains(u"requests"_s);
    const bool errors = query.contains(u"error"_s) || query.contains(u"5.."_s);
    if (!counted && (query.contains(u"duration"_s) || query.contains(u"latency"_s)))
        return LoadKind::Latency;
    if (errors)
        return query.contains(u'/') || query.contains(u"ratio"_s) ? LoadKind::ErrorRatio : LoadKind::ErrorRate;
    if (requests)
        return LoadKind::Rate;
    if (query.trimmed() == u"up" || query.startsWith(u"up{"_s))
        return LoadKind::Up;
    return std::nullopt;
}

double valueOf(const QList<const LoadRow *> &loads, LoadKind kind, const QDateTime &at)
{
    double sum = 0;
    double weight = 0;
    double highest = 0;
    for (const LoadRow *load : loads) {
        const double value = loadAt(*load, kind, at);
        const double share = kind == LoadKind::ErrorRatio ? loadAt(*load, LoadKind::Rate, at) : 1;
        sum += value * share;
        weight += share;
        highest = std::max(highest, value);
    }
    if (kind == LoadKind::ErrorRatio)
        return weight > 0 ? sum / weight : 0;
    return kind == LoadKind::Latency || kind == LoadKind::Up ? highest : sum;
}

QJsonArray sample(const QList<const LoadRow *> &loads, LoadKind kind, double seconds)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(qint64(seconds * 1000), Qt::UTC);
    return {seconds, QString::number(valueOf(loads, kind, at), 'g', 12)};
}

bool balanced(const QString &query)
{
    return query.count(u'(') == query.count(u')') && query.count(u'{') == query.count(u'}');
}

} // namespace

HttpAnswer PrometheusSim::answer(const HttpRequest &request)
{
    const QByteArray &path = request.path;
    if (path == "/-/ready" || path == "/-/healthy")
        return m_ready ? HttpAnswer::text("Prometheus Server is Ready.\n")
                       : HttpAnswer::text("Service Unavailable", 503);
    if (!m_ready)
        return HttpAnswer::text("Service Unavailable", 503).with("X-Prometheus-Stopping", "false");
    if (path == "/api/v1/status/buildinfo")
        return buildInfo();
    if (path == "/api/v1/rules")
        return ruleList(request);
    if (path == "/api/v1/alerts")
        return alertList();
    if (path == "/api/v1/query")
        return query(request);
    if (path == "/api/v1/query_range")
        return queryRange(request);
    return HttpAnswer::text("404 page not found\n", 404);
}

HttpAnswer PrometheusSim::buildInfo() const
{
    return success(QJsonObject{{u"version"_s, u"2.42.0"_s}, {u"revision"_s, u"simulated"_s}, {u"branch"_s, u"HEAD"_s},
        {u"buildUser"_s, u"sim"_s}, {u"buildDate"_s, u"20230201-07:53:19"_s}, {u"goVersion"_s, u"go1.19.5"_s}});
}

QJsonObject PrometheusSim::toJson(const RuleRow &rule, bool withAlerts) const
{
    QJsonObject json{{u"name"_s, rule.name}, {u"query"_s, rule.query}, {u"labels"_s, jsonOf(rule.labels)},
        {u"health"_s, rule.health}, {u"evaluationTime"_s, 0.0009}, {u"lastEvaluation"_s, isoTime(clock().now())},
        {u"type"_s, rule.alerting ? u"alerting"_s : u"recording"_s}};
    if (!rule.lastError.isEmpty())
        json.insert(u"lastError"_s, rule.lastError);
    if (!rule.alerting)
        return json;
    QJsonArray alerts;
    for (const AlertRow &alert : m_alerts) {
        if (alert.labels.value(u"alertname"_s) == rule.name)
            alerts.append(QJsonObject{{u"labels"_s, jsonOf(alert.labels)}, {u"state"_s, alert.state}});
    }
    json.insert(u"duration"_s, rule.holdSeconds);
    json.insert(u"annotations"_s, jsonOf(rule.annotations));
    json.insert(u"state"_s, alerts.isEmpty() ? u"inactive"_s : u"firing"_s);
    json.insert(u"alerts"_s, withAlerts ? alerts : QJsonArray{});
    return json;
}

HttpAnswer PrometheusSim::ruleList(const HttpRequest &request) const
{
    const QString type = request.parameter("type");
    if (!type.isEmpty() && type != u"alert" && type != u"record")
        return badData(u"not supported value \"%1\""_s.arg(type));
    const bool withAlerts = request.parameter("exclude_alerts") != u"true";
    QMap<QString, QJsonArray> byGroup;
    for (const RuleRow &rule : m_rules) {
        if (type.isEmpty() || (type == u"alert") == rule.alerting)
            byGroup[rule.group].append(toJson(rule, withAlerts));
    }
    QJsonArray groups;
    for (auto it = byGroup.cbegin(); it != byGroup.cend(); ++it) {
        groups.append(QJsonObject{{u"name"_s, it.key()}, {u"file"_s, u"/etc/prometheus/rules.yml"_s},
            {u"interval"_s, 30}, {u"limit"_s, 0}, {u"rules"_s, it.value()}, {u"evaluationTime"_s, 0.002},
            {u"lastEvaluation"_s, isoTime(clock().now())}});
    }
    return success(QJsonObject{{u"groups"_s, groups}});
}

HttpAnswer PrometheusSim::alertList() const
{
    QJsonArray alerts;
    for (const AlertRow &alert : m_alerts) {
        alerts.append(QJsonObject{{u"labels"_s, jsonOf(alert.labels)}, {u"annotations"_s, jsonOf(alert.annotations)},
            {u"state"_s, alert.state}, {u"activeAt"_s, isoTime(alert.activeAt)},
            {u"value"_s, QString::number(alert.value, 'e', 6)}});
    }
    return success(QJsonObject{{u"alerts"_s, alerts}});
}

QList<PrometheusSim::Series> PrometheusSim::seriesOf(const QString &query) const
{
    static const QRegularExpression grouping(u"\\bby\\s*\\(([^)]*)\\)"_s);
    static const QSet<QString> known{u"service"_s, u"system"_s, u"environment"_s, u"job"_s};
    QList<LabelMatcher> matchers = matchersIn(query);
    matchers.removeIf([](const LabelMatcher &matcher) { return !known.contains(matcher.name); });
    const QRegularExpressionMatch by = grouping.match(query);
    const bool summed = by.hasMatch() || query.contains(u"sum("_s) || query.contains(u"avg("_s);

    QMap<QStringList, Series> found; // by label values: QStringList can be ordered
    for (const LoadRow &load : m_loads) {
        const LabelSet labels{{u"service"_s, load.service}, {u"system"_s, load.system},
            {u"environment"_s, load.environment}, {u"job"_s, load.service}};
        if (!allMatch(matchers, labels))
            continue;
        LabelSet kept = summed ? LabelSet{} : labels;
        for (const QString &name : by.captured(1).split(u',', Qt::SkipEmptyParts)) {
            if (labels.contains(name.trimmed()))
                kept.insert(name.trimmed(), labels.value(name.trimmed()));
        }
        Series &series = found[kept.values()];
        series.labels = kept;
        series.loads.append(&load);
    }
    return found.values();
}

HttpAnswer PrometheusSim::query(const HttpRequest &request) const
{
    const QString text = given(request, u"query"_s);
    if (text.isEmpty() || !balanced(text))
        return badData(u"invalid parameter \"query\": 1:1: parse error: unexpected end of input"_s);
    const QString at = given(request, u"time"_s);
    const auto seconds = at.isEmpty() ? std::optional(double(clock().now().toMSecsSinceEpoch()) / 1000) : timeFrom(at);
    if (!seconds)
        return badData(u"invalid parameter \"time\": cannot parse \"%1\" to a valid timestamp"_s.arg(at));
    bool isNumber = false;
    text.toDouble(&isNumber);
    if (isNumber)
        return success(QJsonObject{{u"resultType"_s, u"scalar"_s}, {u"result"_s, QJsonArray{*seconds, text}}});
    QJsonArray result;
    if (const auto kind = kindOf(text)) {
        for (const Series &series : seriesOf(text))
            result.append(
                QJsonObject{{u"metric"_s, jsonOf(series.labels)}, {u"value"_s, sample(series.loads, *kind, *seconds)}});
    }
    return success(QJsonObject{{u"resultType"_s, u"vector"_s}, {u"result"_s, result}});
}

HttpAnswer PrometheusSim::queryRange(const HttpRequest &request) const
{
    const QString text = given(request, u"query"_s);
    const auto start = timeFrom(given(request, u"start"_s));
    const auto end = timeFrom(given(request, u"end"_s));
    const double step = durationFrom(given(request, u"step"_s));
    if (text.isEmpty() || !balanced(text))
        return badData(u"invalid parameter \"query\": 1:1: parse error: unexpected end of input"_s);
    if (!start || !end)
        return badData(u"invalid parameter \"start\": cannot parse to a valid timestamp"_s);
    if (*end < *start)
        return badData(u"invalid parameter \"end\": end timestamp must not be before start time"_s);
    if (step <= 0)
        return badData(u"invalid parameter \"step\": zero or negative query resolution step widths are not accepted. "
                       "Try a positive integer"_s);
    if ((*end - *start) / step > maxPoints)
        return badData(u"exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query "
                       "resolution (?step=XX)"_s);
    QJsonArray result;
    if (const auto kind = kindOf(text)) {
        for (const Series &series : seriesOf(text)) {
            QJsonArray values;
            for (double at = *start; at <= *end; at += step)
                values.append(sample(series.loads, *kind, at));
            result.append(QJsonObject{{u"metric"_s, jsonOf(series.labels)}, {u"values"_s, values}});
        }
    }
    return success(QJsonObject{{u"resultType"_s, u"matrix"_s}, {u"result"_s, result}});
}

} // namespace opsdeck::sim
