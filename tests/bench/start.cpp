// SPDX-License-Identifier: GPL-3.0-or-later
// G16, G17: the program as people start it, on a cache of 100 000 rows and a network that never answers.
#include "tests/bench/child.h"
#include "tests/bench/company.h"
#include "tests/bench/goals.h"

#include <QCoreApplication>
#include <QTcpServer>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double startBar = 2;
constexpr double memoryBar = 3;
const QString idleSeconds = u"4"_s; // until the store has done its idle work and the allocator has settled

/// Listens, so that connecting succeeds, and never answers.
class SilentWorld
{
public:
    SilentWorld() { m_server.listen(QHostAddress::LocalHost); }
    QString connections() const
    {
        QString text;
        for (const QString &kind : {u"gitlab"_s, u"harbor"_s, u"alertmanager"_s, u"prometheus"_s})
            text += u"  - {name: %1, kind: %1, url: \"http://127.0.0.1:%2\"}\n"_s.arg(kind).arg(m_server.serverPort());
        return text;
    }

private:
    QTcpServer m_server;
};

struct Start
{
    double wallMs;
    double cpuMs;
    double residentMb;
};

Start started(const QStringList &command)
{
    const double begin = monotonicMs();
    const QJsonObject answer = runChild(command).answer();
    return {answer.value(u"paintedAt").toDouble() - begin, answer.value(u"cpuMs").toDouble(),
        answer.value(u"residentMb").toDouble()};
}

QString beside(const QString &program)
{
    return QCoreApplication::applicationDirPath() + u'/' + program;
}

/// Both windows in turns, each idle for so long after its first page.
struct Starts
{
    Starts(Bench &bench, const QString &idle)
    {
        const SilentWorld world;
        const BenchWorkspace workspace(world.connections(), {});
        fillCache(workspace.load());
        qputenv("OPSDECK_BENCH_IDLE", idle.toUtf8());
        for (int i = 0; i < bench.rounds(); ++i) {
            const Start us = started({beside(u"opsdeck-bench-desk"_s), workspace.folder()});
            const Start empty = started({beside(u"opsdeck-bench-window"_s), idle});
            add(&ours, us);
            add(&floor, empty);
        }
    }

    struct Series
    {
        QList<double> wallMs;
        QList<double> cpuMs;
        QList<double> residentMb;
    };
    Series ours;
    Series floor;

private:
    static void add(Series *series, const Start &start)
    {
        series->wallMs.append(start.wallMs);
        series->cpuMs.append(start.cpuMs);
        series->residentMb.append(start.residentMb);
    }
};

} // namespace

double Bench::floorMs()
{
    if (!m_floorMs) {
        QList<double> runs;
        for (int i = 0; i < rounds(); ++i)
            runs.append(started({beside(u"opsdeck-bench-window"_s)}).wallMs);
        m_floorMs = least(runs);
    }
    return *m_floorMs;
}

QList<Report> measureStart(Bench &bench)
{
    const Starts starts(bench, u"0"_s);
    return {compared(u"g16.wall"_s, u"ms"_s, starts.ours.wallMs, starts.floor.wallMs, startBar),
        compared(u"g16.cpu"_s, u"ms"_s, starts.ours.cpuMs, starts.floor.cpuMs, startBar)};
}

QList<Report> measureMemory(Bench &bench)
{
    const Starts starts(bench, idleSeconds);
    return {compared(u"g17"_s, u"MB"_s, starts.ours.residentMb, starts.floor.residentMb, memoryBar)};
}

} // namespace opsdeck::bench
