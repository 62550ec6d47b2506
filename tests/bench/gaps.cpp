// SPDX-License-Identifier: GPL-3.0-or-later
// G18: how long the window does not answer while much happens.
#include "tests/bench/child.h"
#include "tests/bench/demoservers.h"
#include "tests/bench/goals.h"
#include "tests/bench/nginx.h"
#include "tests/bench/opendesk.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <unistd.h>

#include <algorithm>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double usualBarMs = 16;
constexpr double longestBarMs = 50;
constexpr int hosts = 300;
constexpr int alerts = 20'000;
constexpr double usualShare = 0.999;
constexpr std::chrono::seconds settling{1};
constexpr std::chrono::seconds afterwards{5}; // the window goes on being watched once the alerts are stored

/// What an Alertmanager answers while a datacentre burns.
QByteArray burningAlerts()
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

double threadCpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
}

/// Ticks in the GUI thread; what is between two ticks is a gap in which nobody was answered.
class GapWatch : public QObject
{
    struct Gap
    {
        double ms;
        double cpuMs; ///< that this thread worked in it; the rest it waited for a core
    };

public:
    GapWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double now = monotonicMs();
            const double cpu = threadCpuMs();
            m_gaps.push_back({now - m_last, cpu - m_lastCpu});
            m_last = now;
            m_lastCpu = cpu;
        });
        m_timer.start(std::chrono::milliseconds(1));
    }

    QJsonObject result()
    {
        std::ranges::sort(m_gaps, {}, &Gap::ms);
        const size_t usual = size_t(double(m_gaps.size()) * usualShare);
        return {{u"usualMs"_s, m_gaps.at(std::min(usual, m_gaps.size() - 1)).ms}, {u"longestMs"_s, m_gaps.back().ms},
            {u"ownMs"_s, m_gaps.back().cpuMs}, {u"ticks"_s, qint64(m_gaps.size())}};
    }

private:
    QTimer m_timer;
    double m_last = monotonicMs();
    double m_lastCpu = threadCpuMs();
    std::vector<Gap> m_gaps;
};

/// Calls `then` once the cache holds the alerts and what runs on every host.
class Arrival : public QObject
{
public:
    Arrival(Cache &cache, std::function<void()> then)
        : m_then(std::move(then))
    {
        connect(&cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
            if (notice.kinds.contains(RowKind::Hosts))
                m_hosts.insert(notice.source);
            m_hasAlerts |= notice.kinds.contains(RowKind::Alerts) && notice.source.text() == u"alertmanager";
            if (m_hasAlerts && m_hosts.size() >= hosts && m_then)
                std::exchange(m_then, {})();
        });
    }

private:
    std::function<void()> m_then;
    QSet<SourceId> m_hosts;
    bool m_hasAlerts = false;
};

} // namespace

QList<Report> measureGaps(Bench &bench)
{
    const QByteArray none = "[]";
    const QByteArray burning = burningAlerts();
    Nginx nginx;
    nginx.put(u"silences.json"_s, none);
    // As a real Alertmanager: no ETag, no time of the last change.
    nginx.start({}, R"(etag off; if_modified_since off; add_header Last-Modified "";
        location = /api/v2/alerts { try_files /alerts.json =404; }
        location = /api/v2/silences { try_files /silences.json =404; }
        location = /api/v2/status { return 200 '{"versionInfo":{"version":"0.25.0"},"cluster":{"status":"ready"}}'; }
)");
    const DemoServers servers(hosts);
    servers.setPoll(u"5s"_s);
    servers.redirect(u"alertmanager"_s, nginx.url());
    QList<double> usual;
    QList<double> longest;
    QList<double> own;
    for (int i = 0; i < bench.rounds(); ++i) {
        const QTemporaryDir home;
        qputenv("OPSDECK_DATA_HOME", home.path().toUtf8());
        nginx.put(u"alerts.json"_s, burning);
        const QJsonObject answer = runPart(u"gaps"_s, {servers.folder()}).answer();
        usual.append(answer.value(u"usualMs").toDouble());
        longest.append(answer.value(u"longestMs").toDouble());
        own.append(answer.value(u"ownMs").toDouble());
    }
    Report worst = bounded(u"g18.longest"_s, u"ms"_s, longest, longestBarMs, bench.floorMs());
    worst.more.insert(u"ownMs"_s, QJsonArray::fromVariantList(QVariantList(own.cbegin(), own.cend())));
    return {bounded(u"g18.p999"_s, u"ms"_s, usual, usualBarMs, bench.floorMs()), worst};
}

/// The workspace's folder.
int runGaps(const QStringList &arguments)
{
    OpenDesk desk(arguments.at(0));
    std::optional<GapWatch> watch;
    const Arrival arrival(desk.session().cache(), [&watch] {
        QTimer::singleShot(afterwards, qApp, [&watch] {
            tell(watch->result());
            ::_exit(0);
        });
    });
    QTimer::singleShot(settling, qApp, [&] { // once the window stands
        watch.emplace();
        desk.session().startSync();
    });
    return QApplication::exec();
}

} // namespace opsdeck::bench
