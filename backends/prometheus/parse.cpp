// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/prometheus/parse.h"

#include "backends/http/errorbody.h"
#include "backends/json/alertfields.h"
#include "backends/json/json.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace opsdeck::prometheus {

namespace {

/// Checks the envelope and hands its data and itself to `parse(Fields data, Fields envelope, QString &fault)`.
template <typename T, typename Fn> Result<T> opened(const QByteArray &body, const SourceId &source, Fn parse)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields envelope(document->root(), fault);
    if (envelope.has("versionInfo") || document->root().is_array())
        return failure(Error::Kind::BadAnswer, source.text(),
            QStringLiteral("This looks like an Alertmanager, not a Prometheus: check url and kind."));
    if (const QString words = http::errorInside(document->root()); !words.isEmpty())
        return failure(Error::Kind::BadAnswer, source.text(), words);
    envelope.text("status"); // required
    T value = parse(envelope.object("data"), envelope, fault);
    if (!envelope.has("data") && fault.isEmpty())
        fault = QStringLiteral("data: missing");
    return json::checked(std::move(value), fault, source.text());
}

AlertRule ruleOf(json::Fields fields, const SourceId &source, const QString &group)
{
    AlertRule rule;
    rule.source = source;
    rule.group = group;
    rule.name = fields.text("name");
    rule.query = fields.text("query");
    rule.health = fields.textOr("health");
    rule.lastError = fields.textOr("lastError");
    rule.labels = fields.textMap("labels");
    rule.alerting = fields.textOr("type") != u"recording";
    return rule;
}

/// "7.300000e-02" as a person writes it: 0.073. What is no number stays as it is.
QString readableValue(const QString &text)
{
    const auto value = parseValue(text.toStdString());
    return value && std::isfinite(*value) ? QString::number(*value, 'g', 6) : text;
}

Alert alertOf(json::Fields fields, const SourceId &source)
{
    Alert alert;
    alert.labels = fields.textMap("labels");
    alert.annotations = fields.textMap("annotations");
    json::describe(alert);
    alert.key = {source, fingerprintOf(alert.labels)};
    alert.state = fields.text("state") == u"pending" ? AlertState::Pending : AlertState::Firing;
    alert.value = readableValue(fields.textOr("value"));
    alert.startsAt = fields.time("activeAt");
    alert.updatedAt = alert.startsAt;
    return alert;
}

std::optional<Sample> sampleOf(json::Element pair)
{
    const auto parts = json::toList(pair);
    double seconds = 0;
    std::string_view text;
    if (!parts || parts->size() != 2 || (*parts)[0].get_double().get(seconds) != simdjson::SUCCESS
        || (*parts)[1].get_string().get(text) != simdjson::SUCCESS)
        return std::nullopt;
    const auto value = parseValue(text);
    if (!value || !(std::abs(seconds) < 1e12))
        return std::nullopt;
    return Sample{std::llround(seconds * 1000), *value};
}

void appendSamples(const QList<json::Element> &pairs, QList<Sample> &samples, QString &fault)
{
    samples.reserve(samples.size() + pairs.size());
    for (const json::Element &pair : pairs) {
        if (const auto sample = sampleOf(pair))
            samples.append(*sample);
        else if (fault.isEmpty())
            fault = QStringLiteral("data.result[]: expected a sample");
    }
}

Series seriesOf(json::Fields fields, Metric &metric, QString &fault)
{
    static const QString left = QStringLiteral("Native histograms are not shown.");
    Series series;
    series.labels = fields.textMap("metric");
    appendSamples(fields.list("values"), series.samples, fault);
    if (const auto one = fields.element("value"))
        appendSamples({*one}, series.samples, fault);
    if ((fields.has("histogram") || fields.has("histograms")) && !metric.warnings.contains(left))
        metric.warnings.append(left);
    return series;
}

} // namespace

Result<SourceIdentity> parseBuildInfo(const QByteArray &body, const SourceId &source)
{
    return opened<SourceIdentity>(body, source, [](json::Fields data, json::Fields, QString &) {
        return SourceIdentity{QStringLiteral("Prometheus"), data.text("version")};
    });
}

Result<QList<Alert>> parseAlerts(const QByteArray &body, const SourceId &source, const QString &link)
{
    return opened<QList<Alert>>(body, source, [&](json::Fields data, json::Fields, QString &fault) {
        QList<Alert> alerts;
        for (const json::Element &element : data.list("alerts")) {
            alerts.append(alertOf(json::Fields(element, fault, "data.alerts[]"), source));
            alerts.last().link = safeLink(link);
        }
        json::dropRepeated(alerts);
        return alerts;
    });
}

Result<QList<AlertRule>> parseRules(const QByteArray &body, const SourceId &source)
{
    return opened<QList<AlertRule>>(body, source, [&](json::Fields data, json::Fields, QString &fault) {
        QList<AlertRule> rules;
        for (const json::Element &element : data.list("groups")) {
            json::Fields group(element, fault, "data.groups[]");
            const QString name = group.text("name");
            for (const json::Element &rule : group.list("rules"))
                rules.append(ruleOf(json::Fields(rule, fault, "data.groups[].rules[]"), source, name));
        }
        return rules;
    });
}

Result<Metric> parseMetric(const QByteArray &body, const SourceId &source)
{
    return opened<Metric>(body, source, [](json::Fields data, json::Fields envelope, QString &fault) {
        Metric metric;
        metric.warnings = envelope.texts("warnings") + envelope.texts("infos");
        const QString type = data.text("resultType");
        if (type == u"scalar") {
            metric.series.append(Series{});
            if (const auto one = data.element("result"))
                appendSamples({*one}, metric.series.first().samples, fault);
        } else if (type == u"vector" || type == u"matrix") {
            for (const json::Element &element : data.list("result"))
                metric.series.append(seriesOf(json::Fields(element, fault, "data.result[]"), metric, fault));
        } else if (fault.isEmpty()) {
            fault = QStringLiteral("The query does not give numbers but: ") + type;
        }
        return metric;
    });
}

std::optional<double> parseValue(std::string_view text)
{
    if (text == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (text == "+Inf" || text == "Inf")
        return std::numeric_limits<double>::infinity();
    if (text == "-Inf")
        return -std::numeric_limits<double>::infinity();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
    return isNumber ? std::optional(value) : std::nullopt;
}

} // namespace opsdeck::prometheus
