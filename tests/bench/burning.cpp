// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/burning.h"

#include "tests/bench/child.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

QByteArray burningAlerts(int alerts)
{
    QJsonArray list;
    for (int i = 0; i < alerts; ++i) {
        const QString service = u"service-%1"_s.arg(i % 300);
        list.append(QJsonObject{{u"fingerprint"_s, QString::number(i, 16).rightJustified(16, u'0')},
            {u"labels"_s,
                QJsonObject{{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, service},
                    {u"system"_s, u"system-%1"_s.arg(i % 20)},
                    {u"severity"_s, i % 9 == 0 ? u"critical"_s : u"warning"_s}, {u"environment"_s, u"production"_s},
                    {u"instance"_s, u"10.1.%1.%2:9100"_s.arg(i / 250).arg(i % 250)}}},
            {u"annotations"_s, QJsonObject{{u"summary"_s, u"More than 5 % of the requests to %1 fail"_s.arg(service)}}},
            {u"startsAt"_s, u"2026-11-20T21:00:00.000Z"_s}, {u"updatedAt"_s, u"2026-11-20T22:00:00.000Z"_s},
            {u"endsAt"_s, u"2036-11-20T22:00:00.000Z"_s}, {u"generatorURL"_s, u"http://prometheus.example/graph"_s},
            {u"receivers"_s, QJsonArray{QJsonObject{{u"name"_s, u"web"_s}}}},
            {u"status"_s,
                QJsonObject{
                    {u"state"_s, u"active"_s}, {u"silencedBy"_s, QJsonArray()}, {u"inhibitedBy"_s, QJsonArray()}}}});
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

} // namespace

BurningAlertmanager::BurningAlertmanager(int alerts)
{
    m_nginx.put(u"alerts.json"_s, burningAlerts(alerts));
    m_nginx.put(u"silences.json"_s, "[]");
    // As a real Alertmanager: no ETag, no time of the last change.
    m_nginx.start("log_format ends '$msec';\n",
        R"(etag off; if_modified_since off; add_header Last-Modified "";
        location = /api/v2/alerts { try_files /alerts.json =404; access_log )"
            + m_nginx.path(u"ends.log"_s).toUtf8() + R"( ends; }
        location = /api/v2/silences { try_files /silences.json =404; }
        location = /api/v2/status { return 200 '{"versionInfo":{"version":"0.25.0"},"cluster":{"status":"ready"}}'; }
)");
}

double BurningAlertmanager::lastByteMs() const
{
    QFile log(m_nginx.path(u"ends.log"_s));
    const QByteArrayList lines = log.open(QIODevice::ReadOnly) ? log.readAll().trimmed().split('\n') : QByteArrayList();
    const double sinceThen
        = double(QDateTime::currentMSecsSinceEpoch()) - lines.value(lines.size() - 1).toDouble() * 1000;
    return monotonicMs() - sinceThen;
}

} // namespace opsdeck::bench
