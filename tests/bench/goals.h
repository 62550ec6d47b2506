// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/report.h"

#include <QStringList>

namespace opsdeck::bench {

/// What the goals share while they are measured.
class Bench
{
public:
    int rounds() const { return 5; }
    /// Start of an empty window to its first paint: the least of the rounds, measured once.
    double floorMs();

private:
    std::optional<double> m_floorMs;
};

// A goal each; the parts are the processes of their own that they run in, started by runPart.
QList<Report> measureFanOut(Bench &bench); // g1
QList<Report> measureReportedSteps(Bench &bench); // g2
QList<Report> measureSteps(Bench &bench); // g3
QList<Report> measureKnownHosts(Bench &bench); // g4
QList<Report> measurePages(Bench &bench); // g5
QList<Report> measureIdle(Bench &bench); // g6
QList<Report> measureAlerts(Bench &bench); // g7
QList<Report> measureManyAlerts(Bench &bench); // g8
QList<Report> measureRefresh(Bench &bench); // g9
QList<Report> measureArranging(Bench &bench); // g10
QList<Report> measureHistory(Bench &bench); // history
QList<Report> measureStart(Bench &bench); // g16
QList<Report> measureMemory(Bench &bench); // g17
QList<Report> measureGaps(Bench &bench); // g18
QList<Report> measureDelay(Bench &bench); // delay
QList<Report> measureHostileText(Bench &bench); // s6
QList<Report> measureEngine(Bench &bench); // engine
QList<Report> measurePlan(Bench &bench); // plan
QList<Report> measureRunFlood(Bench &bench); // r10

int runFanOut(const QStringList &arguments);
int runReportedSteps(const QStringList &arguments);
int runSteps(const QStringList &arguments);
int runPages(const QStringList &arguments);
int runIdle(const QStringList &arguments);
int runAlerts(const QStringList &arguments);
int runWall(const QStringList &arguments);
int runGaps(const QStringList &arguments);
int runDelay(const QStringList &arguments);
int runHostileText(const QStringList &arguments);
int runSimFleet(const QStringList &arguments);
int runEngine(const QStringList &arguments);
int runPlan(const QStringList &arguments);
int runRunFlood(const QStringList &arguments);

} // namespace opsdeck::bench
