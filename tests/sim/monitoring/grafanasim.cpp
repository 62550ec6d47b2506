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
    return HttpAnswer::json(QJsonObject{{u"message"_s, u"Not found"_s}}, 404);
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
