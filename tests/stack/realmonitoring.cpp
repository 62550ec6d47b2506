// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stack/realmonitoring.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QtTest>

#include <csignal>

namespace opsdeck::testing {

namespace {

constexpr int ReadyMs = 30'000;

constexpr char AlertmanagerConfig[] = R"(
route: {receiver: nobody, group_wait: 1s, group_interval: 1s}
receivers: [{name: nobody}]
)";

constexpr char AlwaysFiring[] = R"(
groups:
  - name: opsdeck
    interval: 1s
    rules:
      - alert: AlwaysFiring
        expr: vector(1)
        labels: {severity: warning, service: cart}
        annotations: {summary: It always fires}
)";

QString loopback(quint16 port)
{
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

QJsonObject toObject(const QMap<QString, QString> &texts)
{
    QJsonObject object;
    for (auto text = texts.begin(); text != texts.end(); ++text)
        object.insert(text.key(), text.value());
    return object;
}

bool isReady(const Child &server, const QString &url)
{
    return QTest::qWaitFor(
               [&] { return !server.isRunning() || fetch(url + QStringLiteral("/-/ready")).status == 200; }, ReadyMs)
        && server.isRunning();
}

} // namespace

bool RealAlertmanager::available(QString *why)
{
    return haveAll({QStringLiteral("prometheus-alertmanager")}, why);
}

RealAlertmanager::RealAlertmanager()
    : m_url(QStringLiteral("http://") + loopback(freePort()))
{
    writeFile(m_folder.filePath(QStringLiteral("config.yml")), AlertmanagerConfig);
}

bool RealAlertmanager::start()
{
    QStringList arguments{QStringLiteral("--config.file=") + m_folder.filePath(QStringLiteral("config.yml")),
        QStringLiteral("--storage.path=") + m_folder.filePath(QStringLiteral("data")),
        QStringLiteral("--web.listen-address=") + QUrl(m_url).authority(),
        QStringLiteral("--cluster.listen-address=") + m_gossip};
    if (!m_gossip.isEmpty())
        arguments
            += {QStringLiteral("--cluster.advertise-address=") + m_gossip, QStringLiteral("--cluster.peer=") + m_peer,
                QStringLiteral("--cluster.gossip-interval=100ms"), QStringLiteral("--cluster.pushpull-interval=1s"),
                QStringLiteral("--cluster.reconnect-interval=1s"), QStringLiteral("--cluster.settle-timeout=5s"),
                QStringLiteral("--cluster.probe-interval=500ms"), QStringLiteral("--cluster.probe-timeout=200ms")};
    return m_server.start(
               QStringLiteral("prometheus-alertmanager"), arguments, m_folder.filePath(QStringLiteral("log")))
        && isReady(m_server, m_url);
}

void RealAlertmanager::join(RealAlertmanager &one, RealAlertmanager &other)
{
    one.m_gossip = other.m_peer = loopback(freePort());
    other.m_gossip = one.m_peer = loopback(freePort());
}

bool RealAlertmanager::seesPeers(int peers) const
{
    const auto status = QJsonDocument::fromJson(fetch(m_url + QStringLiteral("/api/v2/status")).body).object();
    const auto cluster = status[QStringLiteral("cluster")].toObject();
    return cluster[QStringLiteral("peers")].toArray().size() == peers
        && cluster[QStringLiteral("status")].toString() == QStringLiteral("ready");
}

void RealAlertmanager::freeze()
{
    if (m_server.isRunning())
        ::kill(static_cast<pid_t>(m_server.pid()), SIGSTOP);
}

void RealAlertmanager::thaw()
{
    if (m_server.isRunning())
        ::kill(static_cast<pid_t>(m_server.pid()), SIGCONT);
}

QByteArray RealAlertmanager::log() const
{
    return readFile(m_folder.filePath(QStringLiteral("log")));
}

bool RealAlertmanager::fire(const QMap<QString, QString> &labels, const QMap<QString, QString> &annotations)
{
    return post(labels, annotations, false);
}

bool RealAlertmanager::resolve(const QMap<QString, QString> &labels)
{
    return post(labels, {}, true);
}

bool RealAlertmanager::post(const QMap<QString, QString> &labels, const QMap<QString, QString> &annotations, bool over)
{
    const auto now = QDateTime::currentDateTimeUtc();
    QJsonObject alert{{QStringLiteral("labels"), toObject(labels)},
        {QStringLiteral("annotations"), toObject(annotations)},
        {QStringLiteral("startsAt"), now.addSecs(-60).toString(Qt::ISODateWithMs)}};
    if (over)
        alert.insert(QStringLiteral("endsAt"), now.toString(Qt::ISODateWithMs));
    const QByteArray body = QJsonDocument(QJsonArray{alert}).toJson(QJsonDocument::Compact);
    return fetch(m_url + QStringLiteral("/api/v2/alerts"), body).status == 200;
}

QJsonArray RealAlertmanager::alerts() const
{
    return QJsonDocument::fromJson(fetch(m_url + QStringLiteral("/api/v2/alerts")).body).array();
}

QJsonArray RealAlertmanager::silences() const
{
    return QJsonDocument::fromJson(fetch(m_url + QStringLiteral("/api/v2/silences")).body).array();
}

QString RealAlertmanager::stateOf(const QString &silence) const
{
    for (const QJsonValue &each : silences()) {
        if (each[QStringLiteral("id")].toString() == silence)
            return each[QStringLiteral("status")][QStringLiteral("state")].toString();
    }
    return {};
}

bool RealPrometheus::available(QString *why)
{
    return haveAll({QStringLiteral("prometheus")}, why);
}

RealPrometheus::RealPrometheus(const QString &alertmanagerUrl)
    : m_url(QStringLiteral("http://") + loopback(freePort()))
    , m_alertmanager(QUrl(alertmanagerUrl).authority())
    , m_rules(AlwaysFiring)
{ }

bool RealPrometheus::start()
{
    const QString config = m_folder.filePath(QStringLiteral("prometheus.yml"));
    QByteArray yaml = "global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files: [rules.yml]\n"
                      "scrape_configs:\n  - job_name: prometheus\n    static_configs: [{targets: ['"
        + QUrl(m_url).authority().toUtf8() + "']}]\n";
    if (!m_alertmanager.isEmpty())
        yaml += "alerting: {alertmanagers: [{static_configs: [{targets: ['" + m_alertmanager.toUtf8() + "']}]}]}\n";
    writeFile(config, yaml);
    writeFile(m_folder.filePath(QStringLiteral("rules.yml")), m_rules);
    const QStringList arguments{QStringLiteral("--config.file=") + config,
        QStringLiteral("--storage.tsdb.path=") + m_folder.filePath(QStringLiteral("data")),
        // What fires before the Alertmanager was found is only said again after this.
        QStringLiteral("--rules.alert.resend-delay=1s"),
        QStringLiteral("--web.listen-address=") + QUrl(m_url).authority()};
    return m_server.start(QStringLiteral("prometheus"), arguments, m_folder.filePath(QStringLiteral("log")))
        && isReady(m_server, m_url);
}

QByteArray RealPrometheus::log() const
{
    return readFile(m_folder.filePath(QStringLiteral("log")));
}

QJsonArray RealPrometheus::alerts() const
{
    const auto answer = QJsonDocument::fromJson(fetch(m_url + QStringLiteral("/api/v1/alerts")).body).object();
    return answer[QStringLiteral("data")].toObject()[QStringLiteral("alerts")].toArray();
}

} // namespace opsdeck::testing
