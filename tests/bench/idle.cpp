// SPDX-License-Identifier: GPL-3.0-or-later
// G6: what it costs to ask sources that have nothing new.
#include "tests/bench/child.h"
#include "tests/bench/demoservers.h"
#include "tests/bench/goals.h"
#include "tests/bench/opendesk.h"

#include <QApplication>
#include <QJsonArray>
#include <QTimer>

#include <unistd.h>

#include <algorithm>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double pollBarMs = 1;
constexpr double coreBarPercent = 1;
constexpr int hosts = 8; // and four connections: twelve sources
constexpr int shortSeconds = 3;
constexpr int longSeconds = 10; // each source once
constexpr std::chrono::seconds settling{6}; // first sync, first check of the store

/// Watches this process for some stretches of time: processor time and paint events of each.
class Watch : public QObject
{
public:
    Watch(Cache &cache, int stretches, std::chrono::seconds each)
        : m_left(stretches)
    {
        qApp->installEventFilter(this);
        connect(&cache, &Cache::polled, this, [this] { ++m_polls; });
        QTimer::singleShot(settling, this, [this, each] {
            m_mark = take();
            m_timer.start(each);
        });
        connect(&m_timer, &QTimer::timeout, this, &Watch::endStretch);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_paints += event->type() == QEvent::Paint;
        return false;
    }

private:
    struct Mark
    {
        double cpuMs;
        int paints;
        int polls;
    };

    Mark take() const { return {processCpuMs(), m_paints, m_polls}; }
    void endStretch()
    {
        const Mark now = take();
        m_cpuMs.append(now.cpuMs - m_mark.cpuMs);
        m_paintsEach.append(now.paints - m_mark.paints);
        m_pollsEach.append(now.polls - m_mark.polls);
        m_mark = now;
        if (--m_left > 0)
            return;
        tell({{u"cpuMs"_s, m_cpuMs}, {u"paints"_s, m_paintsEach}, {u"polls"_s, m_pollsEach}});
        ::_exit(0);
    }

    int m_left;
    int m_paints = 0;
    int m_polls = 0;
    Mark m_mark{};
    QJsonArray m_cpuMs;
    QJsonArray m_paintsEach;
    QJsonArray m_pollsEach;
    QTimer m_timer;
};

QList<double> numbers(const QJsonValue &array)
{
    QList<double> numbers;
    for (const QJsonValue &value : array.toArray())
        numbers.append(value.toDouble());
    return numbers;
}

struct Stretches
{
    QList<double> cpuMs;
    QList<double> paints;
    QList<double> polls;
};

/// The window, polling or not, as many stretches as there are rounds.
Stretches watch(Bench &bench, const DemoServers &servers, bool polling, int seconds)
{
    const QJsonObject answer = runPart(u"idle"_s,
        {servers.folder(), polling ? u"polling"_s : u"still"_s, QString::number(bench.rounds()),
            QString::number(seconds)})
                                   .answer();
    return {numbers(answer.value(u"cpuMs")), numbers(answer.value(u"paints")), numbers(answer.value(u"polls"))};
}

/// What each poll adds to the usual stretch of a window that polls nothing.
QList<double> eachPoll(const QList<double> &values, const QList<double> &still, const QList<double> &polls)
{
    QList<double> rest;
    for (qsizetype i = 0; i < values.size(); ++i)
        rest.append((values.at(i) - median(still)) / polls.at(i));
    return rest;
}

/// Processor time of one poll of this kind of source, beyond what the window costs anyway.
Report pollOf(Bench &bench, const DemoServers &servers, const QString &kind, const Stretches &still)
{
    servers.setPoll(u"1h"_s);
    servers.setPoll(kind, kind == u"docker" ? u"800ms"_s : u"250ms"_s);
    const Stretches often = watch(bench, servers, true, shortSeconds);
    Report report = bounded(
        u"g6.poll."_s + kind, u"ms"_s, eachPoll(often.cpuMs, still.cpuMs, often.polls), pollBarMs, bench.floorMs());
    // The clock paints once a second, so that a stretch of either window may hold a tick more. A poll that painted
    // something would do so at least once, which is several times that.
    const double usual = *std::max_element(still.paints.cbegin(), still.paints.cend());
    report.more.insert(u"paintsAPoll"_s, std::max(0.0, least(eachPoll(often.paints, {usual}, often.polls))));
    return report;
}

} // namespace

QList<Report> measureIdle(Bench &bench)
{
    const DemoServers servers(hosts);
    servers.setPoll(u"1s"_s);
    watch(bench, servers, true, 1); // fills the cache
    const Stretches still = watch(bench, servers, false, shortSeconds);
    QList<Report> reports;
    double paints = 0;
    for (const QString &kind : {u"alertmanager"_s, u"prometheus"_s, u"docker"_s, u"harbor"_s, u"gitlab"_s}) {
        reports.append(pollOf(bench, servers, kind, still));
        paints = std::max(paints, reports.last().more.value(u"paintsAPoll").toDouble());
    }
    reports.append(bounded(u"g6.repaints"_s, u"paints a poll"_s, {paints}, 0, bench.floorMs()));

    servers.setPoll(u"10s"_s);
    QList<double> percent;
    for (const double ms : watch(bench, servers, true, longSeconds).cpuMs)
        percent.append(ms / (longSeconds * 1000) * 100);
    reports.append(bounded(u"g6.core"_s, u"% of a core"_s, percent, coreBarPercent, bench.floorMs()));
    reports.last().more.insert(u"stillPercent"_s, median(still.cpuMs) / (shortSeconds * 1000) * 100);
    return reports;
}

/// The workspace's folder, "polling" or "still", how many stretches, seconds of each.
int runIdle(const QStringList &arguments)
{
    OpenDesk desk(arguments.at(0));
    if (arguments.at(1) == u"polling")
        desk.session().startSync();
    const Watch watch(desk.session().cache(), arguments.at(2).toInt(), std::chrono::seconds(arguments.at(3).toInt()));
    return QApplication::exec();
}

} // namespace opsdeck::bench
