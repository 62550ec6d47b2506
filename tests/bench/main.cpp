// SPDX-License-Identifier: GPL-3.0-or-later
// opsdeck-bench: the figures that issue and handbook promise, each measured beside what it is compared with.
#include "app/session/memory.h"
#include "tests/bench/goals.h"

#include <QApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace opsdeck::bench;

namespace {

struct Goal
{
    const char *name;
    const char *sentence;
    QList<Report> (*measure)(Bench &);
};

constexpr Goal goals[] = {
    {"g1", "true on 300 SSH servers, against clush with 64 at a time: time, processor time, memory", measureFanOut},
    {"g2", "20 reported commands on each of 100 SSH servers, against Fabric: time, processor time",
        measureReportedSteps},
    {"g3", "the first command on a host, and each further one over a long line", measureSteps},
    {"g4", "checking a host key against 10 000 hashed known_hosts lines", measureKnownHosts},
    {"g5", "50 000 items in 500 pages fetched, parsed and stored, against Python requests", measurePages},
    {"g6", "polls that find nothing new: processor time and repaints", measureIdle},
    {"g7", "20 000 alerts: last byte to rows on the screen, longest gap of the event loop, memory", measureAlerts},
    {"g8", "100 000 alerts: the same, peak memory of the whole program", measureManyAlerts},
    {"g9", "1 % of 100 000 alerts changes: work of the GUI thread until they are repainted", measureRefresh},
    {"g10", "100 000 alerts filtered, or grouped in another way: beside and on the GUI thread", measureArranging},
    {"history", "a year of 100 000 alerts on disk: the history strip of one", measureHistory},
    {"g16", "start to the first page with rows from a cache of 100 000, against an empty window", measureStart},
    {"g17", "resident memory, idle with that cache, against an empty window", measureMemory},
    {"g18", "longest gap of the window's event loop while 20 000 alerts arrive and 300 hosts are polled", measureGaps},
    {"delay", "from a source to the screen: five sources with 20 000 alerts, polled every 5 s", measureDelay},
    {"s6", "longest gap of the window while an alert with megabytes of text is shown and opened", measureHostileText},
    {"engine", "a deployment to 300 hosts, ledger and journal on disk at each step, against its bare SSH",
        measureEngine},
    {"plan", "a plan for 50 modules on each of 20 hosts", measurePlan},
    {"r10", "a run whose hosts print 1 000 lines a second, or 1 GB: gaps of the window, memory", measureRunFlood},
};

struct Part
{
    const char *name;
    int (*run)(const QStringList &);
    bool hasWindow;
};

constexpr Part parts[] = {
    {"fanout", runFanOut, false},
    {"reported", runReportedSteps, false},
    {"steps", runSteps, false},
    {"pages", runPages, false},
    {"idle", runIdle, true},
    {"gaps", runGaps, true},
    {"delay", runDelay, true},
    {"hostile", runHostileText, true},
    {"alerts", runAlerts, true},
    {"wall", runWall, true},
    {"simfleet", runSimFleet, false},
    {"engine", runEngine, false},
    {"plan", runPlan, false},
    {"runflood", runRunFlood, true},
};

constexpr int usageError = 2;

int listGoals()
{
    for (const Goal &goal : goals)
        std::printf("%-8s%s\n", goal.name, goal.sentence);
    return 0;
}

int printHelp()
{
    std::printf(
        "Usage: opsdeck-bench [--list] [NAME…]\n\n"
        "Measures the goals of these names (default: all) and prints a line of JSON for each figure. Ratios are "
        "medians of\nfive rounds in which both sides take turns; absolute times are the least of five runs. "
        "Exit status 1: a bar was missed.\n\n");
    return listGoals();
}

int measure(const QStringList &names)
{
    for (const QString &name : names) {
        const auto knows = [&](const Goal &goal) { return name == QLatin1StringView(goal.name); };
        if (std::ranges::none_of(goals, knows)) {
            std::fprintf(stderr, "Unknown benchmark: %s\n", qPrintable(name));
            return usageError;
        }
    }
    const QTemporaryDir runtime; // Qt wants one and says so in every process
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    Bench bench;
    bool allReached = true;
    for (const Goal &goal : goals) {
        if (!names.isEmpty() && !names.contains(QLatin1StringView(goal.name)))
            continue;
        std::fprintf(stderr, "%s: %s …\n", goal.name, goal.sentence);
        for (const Report &report : goal.measure(bench)) {
            std::printf("%s\n", report.line().constData());
            allReached &= report.ok();
        }
        std::fflush(stdout);
    }
    return allReached ? EXIT_SUCCESS : EXIT_FAILURE;
}

const Part *partOf(int argc, char **argv)
{
    if (argc < 3 || qstrcmp(argv[1], "--part") != 0)
        return nullptr;
    const auto part = std::ranges::find_if(parts, [&](const Part &p) { return qstrcmp(p.name, argv[2]) == 0; });
    return part == std::end(parts) ? nullptr : &*part;
}

} // namespace

int main(int argc, char **argv)
{
    opsdeck::giveMemoryBack(); // as the program does
    const Part *part = partOf(argc, argv);
    const auto application = part && part->hasWindow ? std::unique_ptr<QCoreApplication>(new QApplication(argc, argv))
                                                     : std::make_unique<QCoreApplication>(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("opsdeck"));
    QCoreApplication::setApplicationName(QStringLiteral("opsdeck"));
    const QStringList arguments = QCoreApplication::arguments();
    if (part)
        return part->run(arguments.mid(3));
    if (arguments.contains(QStringLiteral("--help")))
        return printHelp();
    if (arguments.contains(QStringLiteral("--list")))
        return listGoals();
    return measure(arguments.mid(1));
}
