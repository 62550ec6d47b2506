// SPDX-License-Identifier: GPL-3.0-or-later
// plan: a plan for fifty modules on each of twenty hosts, from nothing: each run logs in and asks the registry anew.
// The hosts are simulated, in a process of their own: the servers' share of the work is therefore smaller than with
// sshd, and the bar is one for what Opsdeck does.
#include "tests/bench/goals.h"
#include "tests/bench/simfleet.h"

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double barMs = 3'000;
constexpr int hosts = 20;
constexpr int modules = 50;

} // namespace

QList<Report> measurePlan(Bench &bench)
{
    const SimFleet fleet(hosts, modules);
    QList<double> runs;
    for (int i = 0; i < bench.rounds(); ++i)
        runs.append(runPart(u"plan"_s, {fleet.folder()}).answer().value(u"ms"_s).toDouble());
    return {bounded(u"plan"_s, u"ms"_s, runs, barMs, bench.floorMs())};
}

/// The folder of the simulated hosts.
int runPlan(const QStringList &arguments)
{
    SimFleetClient client(arguments.at(0));
    const double start = monotonicMs();
    const DeployPlan plan = client.plan(u"2"_s);
    const double ms = monotonicMs() - start;
    const auto isWhole = [](const HostChange &change) {
        return !change.running.isEmpty() && !change.composeBefore.isEmpty() && change.running != change.wanted.digest;
    };
    if (plan.changes.size() != hosts * modules || !std::ranges::all_of(plan.changes, isWhole))
        qFatal("The plan has %d changes, or holes", int(plan.changes.size()));
    tell({{u"ms"_s, ms}});
    ::_exit(0);
}

} // namespace opsdeck::bench
