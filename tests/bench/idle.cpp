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

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double pollBarMs = 1;
constexpr double coreBarPercent = 1;
constexpr int hosts = 8; // and four connections: twelve sources
constexpr int sources = 12;
constexpr std::chrono::seconds settling{6}; // first sync, first check of the store

/// Watches this process for some stretches of time: processor time and paint events of each.
class Watch : public QObject
{
public:
    Watch(int stretches, std::chrono::seconds each)
        : m_left(stretches)
    {
        qApp->installEventFilter(this);
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
    };

    Mark take() const { return {processCpuMs(), m_paints}; }
    void endStretch()
    {
        const Mark now = take();
        m_cpuMs.append(now.cpuMs - m_mark.cpuMs);
        m_paintsEach.append(now.paints - m_mark.paints);
        m_mark = now;
        if (--m_left > 0)
            return;
        tell({{u"cpuMs"_s, m_cpuMs}, {u"paints"_s, m_paintsEach}});
        ::_exit(0);
    }

    int m_left;
    int m_paints = 0;
    Mark m_mark{};
    QJsonArray m_cpuMs;
    QJsonArray m_paintsEach;
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
};

/// The window, polling or not, as many stretches as there are rounds.
Stretches watch(Bench &bench, const DemoServers &servers, bool polling, int seconds)
{
    const QJsonObject answer = runPart(u"idle"_s,
        {servers.folder(), polling ? u"polling"_s : u"still"_s, QString::number(bench.rounds()),
            QString::number(seconds)})
                                   .answer();
    return {numbers(answer.value(u"cpuMs")), numbers(answer.value(u"paints"))};
}

/// What each stretch has more than the usual one of a window that polls nothing.
QList<double> beyond(const QList<double> &values, const QList<double> &still, int polls)
{
    QList<double> rest;
    for (const double value : values)
        rest.append((value - median(still)) / polls);
    return rest;
}

} // namespace

QList<Report> measureIdle(Bench &bench)
{
    constexpr int shortSeconds = 4;
    constexpr int longSeconds = 10;
    const DemoServers servers(hosts);
    servers.setPoll(u"1s"_s);
    watch(bench, servers, true, 1); // fills the cache
    const Stretches still = watch(bench, servers, false, shortSeconds);
    const Stretches often = watch(bench, servers, true, shortSeconds);
    servers.setPoll(u"10s"_s);
    const Stretches seldom = watch(bench, servers, true, longSeconds);

    const double floor = bench.floorMs();
    const int polls = shortSeconds * sources;
    QList<double> percent;
    for (const double ms : seldom.cpuMs)
        percent.append(ms / (longSeconds * 1000) * 100);
    const Report poll = bounded(u"g6.poll"_s, u"ms"_s, beyond(often.cpuMs, still.cpuMs, polls), pollBarMs, floor);
    const Report paints
        = bounded(u"g6.repaints"_s, u"paints a poll"_s, beyond(often.paints, still.paints, polls), 0, floor);
    Report core = bounded(u"g6.core"_s, u"% of a core"_s, percent, coreBarPercent, floor);
    core.more.insert(u"stillPercent"_s, median(still.cpuMs) / (shortSeconds * 1000) * 100);
    return {poll, paints, core};
}

/// The workspace's folder, "polling" or "still", how many stretches, seconds of each.
int runIdle(const QStringList &arguments)
{
    OpenDesk desk(arguments.at(0));
    if (arguments.at(1) == u"polling")
        desk.session().startSync();
    const Watch watch(arguments.at(2).toInt(), std::chrono::seconds(arguments.at(3).toInt()));
    return QApplication::exec();
}

} // namespace opsdeck::bench
