// SPDX-License-Identifier: GPL-3.0-or-later
// G1: one command on 300 hosts.
#include "tests/backends/ssh/sshfixture.h"
#include "tests/bench/child.h"
#include "tests/bench/goals.h"
#include "tests/bench/sshfleet.h"

#include <QThread>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double wallBar = 0.55;
constexpr double cpuBar = 0.125;
constexpr double memoryBarMb = 40;
constexpr int hosts = 300;
constexpr int waitMs = 120'000;

/// clush with the key exchange that libssh can do: OpenSSH's default costs both ends several times as much.
QStringList clush(const SshFleet &fleet)
{
    QStringList addresses;
    for (int i = 0; i < hosts; ++i)
        addresses.append(fleet.address(i));
    const QString options = u"-F none -p %1 -i %2 -oUserKnownHostsFile=%3 -oGlobalKnownHostsFile=/dev/null "
                            "-oStrictHostKeyChecking=yes -oIdentitiesOnly=yes -oIdentityAgent=none -oBatchMode=yes "
                            "-oKexAlgorithms=curve25519-sha256"_s.arg(fleet.port())
                                .arg(fleet.identity(), fleet.knownHosts());
    return {u"clush"_s, u"-S"_s, u"-f"_s, u"64"_s, u"-o"_s, options, u"-w"_s, addresses.join(u','), u"true"_s};
}

} // namespace

QList<Report> measureFanOut(Bench &bench)
{
    const SshFleet fleet;
    QList<double> wall;
    QList<double> cpu;
    QList<double> memory;
    QList<double> cores; // busy while we wait, mostly with the servers
    QList<double> peerWall;
    QList<double> peerCpu;
    QStringList arguments{fleet.identity(), fleet.knownHosts(), QString::number(fleet.port())};
    for (int i = 0; i < hosts; ++i)
        arguments.append(fleet.address(i));
    for (int i = 0; i < bench.rounds(); ++i) {
        const double busyBefore = machineCpuMs();
        const ChildRun ours = runPart(u"fanout"_s, arguments);
        cores.append((machineCpuMs() - busyBefore) / ours.wallMs);
        const ChildRun theirs = runChild(clush(fleet));
        wall.append(ours.wallMs);
        cpu.append(ours.cpuMs);
        memory.append(ours.answer().value(u"grownMb").toDouble());
        peerWall.append(theirs.wallMs);
        peerCpu.append(theirs.cpuMs);
    }
    Report time = compared(u"g1.wall"_s, u"ms"_s, wall, peerWall, wallBar);
    time.more.insert(u"coresBusy"_s, median(cores)); // all that there are: nobody could be faster
    time.more.insert(u"cores"_s, QThread::idealThreadCount());
    return {time, compared(u"g1.cpu"_s, u"ms"_s, cpu, peerCpu, cpuBar),
        bounded(u"g1.memory"_s, u"MB"_s, memory, memoryBarMb, bench.floorMs())};
}

/// Key, known hosts, port, addresses.
int runFanOut(const QStringList &arguments)
{
    QList<HostSpec> specs;
    for (const QString &address : arguments.mid(3)) {
        HostSpec spec;
        spec.id = HostId(address);
        spec.identity = arguments.at(0);
        spec.knownHosts = arguments.at(1);
        spec.port = arguments.at(2).toInt();
        spec.address = address;
        specs.append(spec);
    }
    const testing::HostClient client(specs);
    std::vector<testing::ExecAnswer> answers(size_t(specs.size()));
    const double before = residentMb();
    TaskScope scope;
    for (size_t i = 0; i < answers.size(); ++i) {
        ExecRequest request;
        request.command = "true";
        scope.start(testing::keepAnswer, client.pool->host(specs.at(qsizetype(i)).id), request, &answers.at(i));
    }
    testing::spinUntil([&] { return scope.running() == 0; }, waitMs);
    for (const testing::ExecAnswer &answer : answers) {
        if (!answer || !*answer || !(*answer)->succeeded())
            qFatal("true failed: %s", answer && !*answer ? qPrintable(answer->error().detail) : "no answer");
    }
    tell({{u"grownMb"_s, residentMb() - before}}); // every session is still open
    ::_exit(0);
}

} // namespace opsdeck::bench
