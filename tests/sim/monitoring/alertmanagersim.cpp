// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/alertmanagersim.h"

#include "tests/sim/monitoring/alertmanagerjson.h"

#include <QUuid>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;
using namespace alertmanager;

namespace {

constexpr int resolveSeconds = 300;

LabelSet labelsFrom(const QJsonValue &value)
{
    LabelSet labels;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().toString().isEmpty())
            labels.insert(it.key(), it.value().toString());
    }
    return labels;
}

QJsonObject jsonOf(const LabelSet &labels)
{
    QJsonObject object;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

bool flag(const HttpRequest &request, QByteArrayView name)
{
    return request.parameter(name, u"true"_s) != u"false";
}

/// The matchers of the filter parameters; nothing where one cannot be read.
std::optional<QList<LabelMatcher>> filters(const HttpRequest &request)
{
    QList<LabelMatcher> matchers;
    for (const QString &text : request.parameters("filter")) {
        const auto matcher = LabelMatcher::parse(text);
        if (!matcher)
            return std::nullopt;
        matchers.append(*matcher);
    }
    return matchers;
}

} // namespace

QString AlertmanagerSim::fire(const LabelSet &labels, const LabelSet &annotations, const QDateTime &startsAt)
{
    const QString fingerprint = alertFingerprint(labels);
    const QDateTime now = clock().now();
    const auto known = std::find_if(
        m_alerts.begin(), m_alerts.end(), [&](const auto &row) { return alertFingerprint(row.labels) == fingerprint; });
    AlertRow row{labels, annotations, startsAt.isValid() ? startsAt : now, now.addDays(3650), now, {}, {}};
    row.generatorUrl = u"http://prometheus.example.cn/graph?g0.expr="_s + labels.value(u"alertname"_s);
    if (known == m_alerts.end())
        m_alerts.append(row);
    else
        *known = row;
    return fingerprint;
}

bool AlertmanagerSim::resolve(const QString &fingerprint)
{
    return m_alerts.removeIf([&](const auto &row) { return alertFingerprint(row.labels) == fingerprint; }) > 0;
}

QString AlertmanagerSim::addSilence(SilenceRow silence)
{
    silence.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    silence.updatedAt = clock().now();
    m_silences->append(silence);
    return silence.id;
}

void AlertmanagerSim::join(AlertmanagerSim &other)
{
    if (!other.m_members) {
        other.m_member = u"01HSIM%1"_s.arg(other.port(), 20, 10, QChar(u'0'));
        other.m_members = std::make_shared<QStringList>(other.m_member);
    }
    m_member = u"01HSIM%1"_s.arg(port(), 20, 10, QChar(u'0'));
    m_members = other.m_members;
    m_members->append(m_member);
    m_silences = other.m_silences;
}

HttpAnswer AlertmanagerSim::answer(const HttpRequest &request)
{
    const QByteArray &path = request.path;
    if (m_user && request.basic() != m_user)
        return HttpAnswer::text("Unauthorized\n", 401).with("Www-Authenticate", "Basic");
    if (path == "/-/ready" || path == "/-/healthy")
        return m_ready ? HttpAnswer::text("OK") : HttpAnswer::text("Service Unavailable", 503);
    const bool read = request.method == "GET" || request.method == "HEAD";
    HttpAnswer result = HttpAnswer::text("404 page not found\n", 404);
    if (path.startsWith("/api/v1/"))
        result = HttpAnswer::json(QJsonObject{{u"status"_s, u"deprecated"_s}}, 410);
    else if (path == "/api/v2/status" && read)
        result = status();
    else if (path == "/api/v2/receivers" && read)
        result = HttpAnswer::json(QJsonArray{QJsonObject{{u"name"_s, u"on-call"_s}}});
    else if (path == "/api/v2/alerts")
        result = read ? alertList(request) : receiveAlerts(request);
    else if (path == "/api/v2/silences")
        result = read ? silenceList(request) : receiveSilence(request);
    else if (path.startsWith("/api/v2/silence/"))
        result = oneSilence(request, decodeOnce(path.mid(16)));
    return result.with("Cache-Control", "no-store");
}

HttpAnswer AlertmanagerSim::status() const
{
    const QJsonObject version{{u"version"_s, u"0.25.0"_s}, {u"revision"_s, u"simulated"_s}, {u"branch"_s, u"HEAD"_s},
        {u"buildUser"_s, u"sim"_s}, {u"buildDate"_s, u"20221222-14:51:36"_s}, {u"goVersion"_s, u"go1.19.4"_s}};
    QJsonObject cluster{{u"status"_s, u"disabled"_s}, {u"peers"_s, QJsonArray{}}};
    if (m_members) {
        QJsonArray peers;
        for (const QString &member : std::as_const(*m_members))
            peers.append(QJsonObject{{u"name"_s, member}, {u"address"_s, u"127.0.0.1:9094"_s}});
        cluster = {{u"name"_s, m_member}, {u"status"_s, u"ready"_s}, {u"peers"_s, peers}};
    }
    return HttpAnswer::json(QJsonObject{{u"cluster"_s, cluster}, {u"versionInfo"_s, version},
        {u"config"_s, QJsonObject{{u"original"_s, u"route:\n  receiver: on-call\n"_s}}},
        {u"uptime"_s, isoTime(clock().now().addDays(-9))}});
}

HttpAnswer AlertmanagerSim::alertList(const HttpRequest &request) const
{
    const auto matchers = filters(request);
    if (!matchers)
        return bareString(u"bad matcher format: "_s + request.parameter("filter"), 400);
    QMap<QString, QJsonObject> rows;
    for (const AlertRow &alert : m_alerts) {
        const QStringList silencedBy = silencing(alert.labels);
        const bool suppressed = !silencedBy.isEmpty() || !alert.inhibitedBy.isEmpty();
        const bool hidden = (!flag(request, "active") && !suppressed)
            || (!flag(request, "silenced") && !silencedBy.isEmpty())
            || (!flag(request, "inhibited") && !alert.inhibitedBy.isEmpty());
        if (!hidden && alert.endsAt >= clock().now() && allMatch(*matchers, alert.labels))
            rows.insert(alertFingerprint(alert.labels), toJson(alert, silencedBy));
    }
    QJsonArray array;
    for (const QJsonObject &row : std::as_const(rows))
        array.append(row);
    return HttpAnswer::json(array);
}

HttpAnswer AlertmanagerSim::receiveAlerts(const HttpRequest &request)
{
    if (!request.header("content-type").startsWith("application/json"))
        return refusal(415, u"unsupported media type"_s);
    bool allGood = true;
    for (const QJsonValue &value : QJsonDocument::fromJson(request.body).array()) {
        const LabelSet labels = labelsFrom(value[u"labels"_s]);
        if (labels.isEmpty()) {
            allGood = false;
            continue;
        }
        const QString fingerprint = fire(labels, labelsFrom(value[u"annotations"_s]), timeFrom(value[u"startsAt"_s]));
        const QDateTime ends = timeFrom(value[u"endsAt"_s]);
        for (AlertRow &row : m_alerts) {
            if (alertFingerprint(row.labels) == fingerprint)
                row.endsAt = ends.isValid() ? ends : clock().now().addSecs(resolveSeconds);
        }
    }
    // The good ones are stored even when the call is refused for others.
    return allGood ? HttpAnswer{} : bareString(u"at least one label pair required"_s, 400);
}

QJsonObject AlertmanagerSim::toJson(const AlertRow &alert, const QStringList &silencedBy) const
{
    const bool suppressed = !silencedBy.isEmpty() || !alert.inhibitedBy.isEmpty();
    const QJsonObject state{{u"state"_s, suppressed ? u"suppressed"_s : u"active"_s},
        {u"silencedBy"_s, QJsonArray::fromStringList(silencedBy)},
        {u"inhibitedBy"_s, QJsonArray::fromStringList(alert.inhibitedBy)}};
    return {{u"fingerprint"_s, alertFingerprint(alert.labels)}, {u"labels"_s, jsonOf(alert.labels)},
        {u"annotations"_s, jsonOf(alert.annotations)}, {u"startsAt"_s, isoTime(alert.startsAt)},
        {u"endsAt"_s, isoTime(alert.endsAt)}, {u"updatedAt"_s, isoTime(alert.updatedAt)},
        {u"generatorURL"_s, alert.generatorUrl}, {u"status"_s, state},
        {u"receivers"_s, QJsonArray{QJsonObject{{u"name"_s, u"on-call"_s}}}}};
}

} // namespace opsdeck::sim
