// SPDX-License-Identifier: GPL-3.0-or-later
// G2: twenty commands on each of 100 hosts, one after the other, each reported as it ends. Beside Fabric with 32
// threads; beside Ansible, once, where OPSDECK_BENCH_ANSIBLE is set: that takes minutes.
#include "tests/backends/ssh/sshfixture.h"
#include "tests/bench/child.h"
#include "tests/bench/company.h"
#include "tests/bench/goals.h"
#include "tests/bench/sshfleet.h"

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double wallBar = 0.7;
constexpr double cpuBar = 0.15;
constexpr double ansibleBar = 0.03;
constexpr int hosts = 100;
constexpr int steps = 20;
constexpr int waitMs = 300'000;

/// Key, known hosts, port, how many commands, addresses: what our part and Fabric's script are told.
QStringList workOn(const SshFleet &fleet)
{
    QStringList arguments{fleet.identity(), fleet.knownHosts(), QString::number(fleet.port()), QString::number(steps)};
    for (int i = 0; i < hosts; ++i)
        arguments.append(fleet.address(i));
    return arguments;
}

/// Each command of each host has to have been reported, and as a success.
void checkReports(const char *who, const QByteArray &out, const char *success)
{
    const QByteArrayList all = out.split('\n');
    const auto reported = std::ranges::count_if(all, [&](const QByteArray &line) { return line.contains(success); });
    if (reported != hosts * steps)
        qFatal("%s reported %d commands instead of %d", who, int(reported), hosts * steps);
}

ChildRun ourRun(const SshFleet &fleet)
{
    ChildRun run = runPart(u"reported"_s, workOn(fleet));
    checkReports("Opsdeck", run.out, " 0 ok");
    return run;
}

ChildRun fabricRun(const SshFleet &fleet)
{
    const QString script = QStringLiteral(OPSDECK_TESTS_DIR "/bench/fabricsteps.py");
    ChildRun run = runChild(QStringList{u"python3"_s, u"-W"_s, u"ignore"_s, script} + workOn(fleet));
    checkReports("Fabric", run.out, " 0 ok");
    return run;
}

/// What Ansible reads: the hosts, and a task for each command.
class AnsibleFolder
{
public:
    explicit AnsibleFolder(const SshFleet &fleet)
    {
        QByteArray inventory;
        for (int i = 0; i < hosts; ++i)
            inventory += fleet.address(i).toUtf8() + '\n';
        QByteArray play = "- hosts: all\n  gather_facts: false\n  tasks:\n";
        for (int i = 0; i < steps; ++i)
            play += "    - ansible.builtin.command: \"true\"\n";
        writeFile(inventoryFile(), inventory);
        writeFile(playFile(), play);
    }
    /// Its connections stay open behind its back.
    ~AnsibleFolder()
    {
        const QStringList sockets = QDir(path(u"c"_s)).entryList(QDir::System | QDir::NoDotAndDotDot);
        for (const QString &socket : sockets)
            QProcess::execute(
                u"ssh"_s, {u"-q"_s, u"-O"_s, u"exit"_s, u"-S"_s, path(u"c"_s) + u'/' + socket, u"localhost"_s});
    }

    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString inventoryFile() const { return path(u"hosts"_s); }
    QString playFile() const { return path(u"play.yml"_s); }

private:
    QTemporaryDir m_dir;
};

/// With the key exchange that libssh can do: OpenSSH's default costs both ends several times as much.
QStringList ansible(const SshFleet &fleet, const AnsibleFolder &folder)
{
    const QString options
        = u"-F none -p %1 -i %2 -oUserKnownHostsFile=%3 -oGlobalKnownHostsFile=/dev/null -oIdentitiesOnly=yes "
          "-oIdentityAgent=none -oKexAlgorithms=curve25519-sha256 -oControlMaster=auto -oControlPersist=60s"_s
              .arg(fleet.port())
              .arg(fleet.identity(), fleet.knownHosts());
    return {u"env"_s, u"ANSIBLE_FORKS=50"_s, u"ANSIBLE_PIPELINING=True"_s, u"ANSIBLE_SSH_ARGS="_s + options,
        u"ANSIBLE_SSH_CONTROL_PATH_DIR="_s + folder.path(u"c"_s), u"ANSIBLE_LOCAL_TEMP="_s + folder.path(u"tmp"_s),
        u"ANSIBLE_HOME="_s + folder.path(u"home"_s), u"ANSIBLE_CONFIG=/dev/null"_s, u"ANSIBLE_NOCOLOR=1"_s,
        u"ansible-playbook"_s, u"-i"_s, folder.inventoryFile(), u"-e"_s,
        u"ansible_python_interpreter=/usr/bin/python3"_s, folder.playFile()};
}

Report besideAnsible(const SshFleet &fleet)
{
    const AnsibleFolder folder(fleet);
    const ChildRun ours = ourRun(fleet);
    const ChildRun theirs = runChild(ansible(fleet, folder));
    checkReports("Ansible", theirs.out, "changed: [");
    return compared(u"g2.ansible"_s, u"ms"_s, {ours.wallMs}, {theirs.wallMs}, ansibleBar);
}

QCoro::Task<void> walk(Host *host, QString name, int count, std::stop_token stop)
{
    for (int i = 0; i < count; ++i) {
        ExecRequest request;
        request.command = "true";
        const auto result = co_await host->exec(request, stop);
        if (!result)
            qFatal("%s: %s", qPrintable(name), qPrintable(result.error().detail));
        std::printf("%s %d %d %s\n", qPrintable(name), i, result->exitStatus, result->succeeded() ? "ok" : "failed");
    }
}

} // namespace

QList<Report> measureReportedSteps(Bench &bench)
{
    const SshFleet fleet;
    QList<double> wall;
    QList<double> cpu;
    QList<double> peerWall;
    QList<double> peerCpu;
    for (int i = 0; i < bench.rounds(); ++i) {
        const ChildRun ours = ourRun(fleet);
        const ChildRun theirs = fabricRun(fleet);
        wall.append(ours.wallMs);
        cpu.append(ours.cpuMs);
        peerWall.append(theirs.wallMs);
        peerCpu.append(theirs.cpuMs);
    }
    QList<Report> reports{
        compared(u"g2.wall"_s, u"ms"_s, wall, peerWall, wallBar), compared(u"g2.cpu"_s, u"ms"_s, cpu, peerCpu, cpuBar)};
    if (qEnvironmentVariableIsSet("OPSDECK_BENCH_ANSIBLE"))
        reports.append(besideAnsible(fleet));
    return reports;
}

/// As workOn() says.
int runReportedSteps(const QStringList &arguments)
{
    QList<HostSpec> specs;
    for (const QString &address : arguments.mid(4)) {
        HostSpec spec;
        spec.id = HostId(address);
        spec.identity = arguments.at(0);
        spec.knownHosts = arguments.at(1);
        spec.port = arguments.at(2).toInt();
        spec.address = address;
        specs.append(spec);
    }
    const testing::HostClient client(specs);
    TaskScope scope;
    for (const HostSpec &spec : specs)
        scope.start(walk, client.pool->host(spec.id), spec.address, arguments.at(3).toInt());
    testing::spinUntil([&] { return scope.running() == 0; }, waitMs);
    if (scope.running() != 0)
        qFatal("%d hosts did not end", scope.running());
    std::fflush(stdout);
    ::_exit(0);
}

} // namespace opsdeck::bench
