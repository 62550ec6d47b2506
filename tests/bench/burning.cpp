// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/burning.h"

#include "tests/bench/child.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

QJsonObject labelsOf(int alert)
{
    return {{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, u"service-%1"_s.arg(alert % 300)},
        {u"system"_s, u"system-%1"_s.arg(alert % 20)}, {u"severity"_s, alert % 9 == 0 ? u"critical"_s : u"warning"_s},
        {u"environment"_s, u"production"_s}, {u"instance"_s, u"10.1.%1.%2:9100"_s.arg(alert / 250).arg(alert % 250)}};
}

QJsonObject annotationsOf(int alert)
{
    return {{u"summary"_s, u"More than 5 % of the requests to service-%1 fail"_s.arg(alert % 300)}};
}

/// As it tells an alert.
QJsonObject told(int alert)
{
    return {{u"fingerprint"_s, QString::number(alert, 16).rightJustified(16, u'0')}, {u"labels"_s, labelsOf(alert)},
        {u"annotations"_s, annotationsOf(alert)}, {u"startsAt"_s, u"2026-11-20T21:00:00.000Z"_s},
        {u"updatedAt"_s, u"2026-11-20T22:00:00.000Z"_s}, {u"endsAt"_s, u"2036-11-20T22:00:00.000Z"_s},
        {u"generatorURL"_s, u"http://prometheus.example/graph"_s},
        {u"receivers"_s, QJsonArray{QJsonObject{{u"name"_s, u"web"_s}}}},
        {u"status"_s,
            QJsonObject{{u"state"_s, u"active"_s}, {u"silencedBy"_s, QJsonArray()}, {u"inhibitedBy"_s, QJsonArray()}}}};
}

/// As a Prometheus tells it an alert.
QJsonObject posted(int alert)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {{u"labels"_s, labelsOf(alert)}, {u"annotations"_s, annotationsOf(alert)},
        {u"startsAt"_s, now.addSecs(-60 - alert).toString(Qt::ISODateWithMs)},
        {u"endsAt"_s, now.addDays(1).toString(Qt::ISODateWithMs)},
        {u"generatorURL"_s, u"http://prometheus.example/graph"_s}};
}

QByteArray listOf(QJsonObject (*made)(int), int from, int count)
{
    QJsonArray list;
    for (int i = from; i < from + count; ++i)
        list.append(made(i));
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

} // namespace

BurningAlertmanager::BurningAlertmanager(int alerts)
{
    m_nginx.put(u"alerts.json"_s, listOf(told, 0, alerts));
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

FullAlertmanager::FullAlertmanager(int alerts)
{
    QString why;
    if (!testing::RealAlertmanager::available(&why))
        qFatal("%s", qPrintable(why));
    if (!m_server.start())
        qFatal("The Alertmanager did not start: %s", m_server.log().constData());
    constexpr int piece = 2'000;
    for (int from = 0; from < alerts; from += piece) {
        const QByteArray list = listOf(posted, from, std::min(piece, alerts - from));
        if (testing::fetch(m_server.url() + u"/api/v2/alerts"_s, list).status != 200)
            qFatal("The Alertmanager takes no alerts");
    }
    m_relay = std::make_unique<Relay>(static_cast<quint16>(QUrl(m_server.url()).port()));
}

} // namespace opsdeck::bench
