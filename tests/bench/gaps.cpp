// SPDX-License-Identifier: GPL-3.0-or-later
// G18: how long the window does not answer while much happens.
#include "tests/bench/burning.h"
#include "tests/bench/child.h"
#include "tests/bench/demoservers.h"
#include "tests/bench/gapwatch.h"
#include "tests/bench/goals.h"
#include "tests/bench/opendesk.h"

#include <QApplication>
#include <QJsonArray>
#include <QTimer>

#include <unistd.h>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double usualBarMs = 16;
constexpr double longestBarMs = 50;
constexpr int hosts = 300;
constexpr int alerts = 20'000;
constexpr std::chrono::seconds settling{1};
constexpr std::chrono::seconds afterwards{5}; // the window goes on being watched once the alerts are stored

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
    const BurningAlertmanager alertmanager(alerts);
    const DemoServers servers(hosts);
    servers.setPoll(u"5s"_s);
    servers.redirect(u"alertmanager"_s, alertmanager.url());
    QList<double> usual;
    QList<double> longest;
    QList<double> own;
    for (int i = 0; i < bench.rounds(); ++i) {
        const QTemporaryDir home;
        qputenv("OPSDECK_DATA_HOME", home.path().toUtf8());
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
    desk.makeAllPages();
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
