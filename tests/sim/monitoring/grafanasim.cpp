// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/grafanasim.h"

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

HttpAnswer GrafanaSim::answer(const HttpRequest &request)
{
    if (request.path == "/api/health")
        return HttpAnswer::json(
            QJsonObject{{u"commit"_s, u"b58701869e"_s}, {u"database"_s, u"ok"_s}, {u"version"_s, u"11.4.0"_s}});
    if (request.header("authorization") != "Bearer " + m_token)
        return HttpAnswer::json(
            QJsonObject{{u"message"_s, u"Invalid API key"_s}, {u"messageId"_s, u"api-key.invalid"_s},
                {u"statusCode"_s, 401}, {u"traceID"_s, QString()}},
            401);
    const QByteArray alerts = "/api/alertmanager/grafana";
    if (request.path.startsWith(alerts)) {
        HttpRequest inner = request;
        inner.path = request.path.mid(alerts.size());
        HttpAnswer answer = AlertmanagerSim::answer(inner);
        if (request.method == "POST" && answer.status == 200)
            answer.status = 202;
        return answer;
    }
    if (request.path == "/api/prometheus/grafana/api/v1/rules")
        return ruleList();
    if (request.path == "/api/annotations")
        return annotationList(request);
    return HttpAnswer::json(QJsonObject{{u"message"_s, u"Not found"_s}}, 404);
}

/// The newest first, and a hundred unless asked for more.
HttpAnswer GrafanaSim::annotationList(const HttpRequest &request) const
{
    ++m_askedForAnnotations;
    if (m_refusesAnnotations)
        return HttpAnswer::json(
            QJsonObject{{u"message"_s, u"You'll need additional permissions to perform this action."_s}}, 403);
    const qint64 from = request.number("from", 0);
    const qint64 to = request.number("to", std::numeric_limits<qint64>::max());
    const qint64 limit = request.number("limit", 100);
    QJsonArray all;
    for (qsizetype i = m_annotations.size() - 1; i >= 0 && all.size() < limit; --i) {
        const AnnotationRow &row = m_annotations.at(i);
        const qint64 at = row.at.toMSecsSinceEpoch();
        if (at < from || at > to)
            continue;
        all.append(QJsonObject{{u"id"_s, i + 1}, {u"alertId"_s, 0}, {u"dashboardId"_s, 0},
            {u"dashboardUID"_s, QString()}, {u"panelId"_s, 0}, {u"userId"_s, 1}, {u"newState"_s, QString()},
            {u"prevState"_s, QString()}, {u"created"_s, at}, {u"updated"_s, at}, {u"time"_s, at},
            {u"timeEnd"_s, row.until.isValid() ? row.until.toMSecsSinceEpoch() : at}, {u"text"_s, row.text},
            {u"tags"_s, QJsonArray::fromStringList(row.tags)}, {u"login"_s, u"li"_s}, {u"email"_s, QString()},
            {u"avatarUrl"_s, QString()}, {u"data"_s, QJsonObject()}});
    }
    return HttpAnswer::json(QJsonDocument(all));
}

HttpAnswer GrafanaSim::ruleList() const
{
    QJsonArray groups;
    for (const RuleRow &row : m_rules) {
        QJsonObject labels;
        for (auto it = row.labels.cbegin(); it != row.labels.cend(); ++it)
            labels.insert(it.key(), it.value());
        const QJsonObject rule{{u"state"_s, u"inactive"_s}, {u"name"_s, row.name},
            {u"query"_s, u"[{\"refId\":\"A\"}]"_s}, {u"duration"_s, 60}, {u"labels"_s, labels}, {u"health"_s, u"ok"_s},
            {u"type"_s, u"alerting"_s}, {u"lastEvaluation"_s, isoTime(clock().now())}, {u"evaluationTime"_s, 0.1}};
        groups.append(QJsonObject{{u"name"_s, u"every minute"_s}, {u"file"_s, row.folder}, {u"interval"_s, 60},
            {u"rules"_s, QJsonArray{rule}}});
    }
    return HttpAnswer::json(QJsonObject{{u"status"_s, u"success"_s}, {u"data"_s, QJsonObject{{u"groups"_s, groups}}}});
}

} // namespace opsdeck::sim
