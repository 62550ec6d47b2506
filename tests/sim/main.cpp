// SPDX-License-Identifier: GPL-3.0-or-later
// opsdeck-sim: the servers and hosts of a company that does not exist, for the demo. Says "ready DIR" when the
// workspace is there, and ends when its standard input closes, on SIGTERM, or with its parent.
#include "tests/sim/demo/demoworld.h"
#include "tests/sim/demo/workspacewriter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int usageError = 2;

/// A descriptor that becomes readable on SIGTERM and SIGINT. Before any thread starts, so that all block them.
int endSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

void quitAtEndOfInput(int descriptor)
{
    char buffer[256];
    if (read(descriptor, buffer, sizeof buffer) <= 0)
        QCoreApplication::quit();
}

/// The number of an option, or nothing where it is none within the limits.
std::optional<int> number(const QCommandLineParser &options, const QString &name, int lowest, int highest)
{
    bool ok = false;
    const int value = options.value(name).toInt(&ok);
    return ok && value >= lowest && value <= highest ? std::optional(value) : std::nullopt;
}

int fail(const QString &text, int code)
{
    std::fprintf(stderr, "opsdeck-sim: %s\n", qPrintable(text));
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    const int signalDescriptor = endSignals();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"opsdeck-sim"_s);

    QCommandLineParser options;
    options.setApplicationDescription(
        u"Simulated GitLab, Harbor, Alertmanager, Prometheus and SSH hosts on loopback."_s);
    options.addHelpOption();
    options.addOption({u"workspace"_s, u"Folder to write the demo workspace into."_s, u"DIR"_s});
    options.addOption({u"seed"_s, u"Another seed is another month."_s, u"N"_s, u"7"_s});
    options.addOption({u"hosts"_s, u"How many hosts, 3 to 1000."_s, u"N"_s, u"6"_s});
    options.process(app);
    const auto seed = number(options, u"seed"_s, 0, std::numeric_limits<int>::max());
    const auto hosts = number(options, u"hosts"_s, 3, 1000);
    if (options.value(u"workspace"_s).isEmpty() || !seed || !hosts)
        return fail(u"--workspace is required; --seed and --hosts are numbers. See --help."_s, usageError);

    opsdeck::sim::DemoWorld world(quint32(*seed), *hosts);
    if (!world.start())
        return fail(world.errorText(), EXIT_FAILURE);
    const QString error = opsdeck::sim::writeWorkspace(world, options.value(u"workspace"_s));
    if (!error.isEmpty())
        return fail(error, EXIT_FAILURE);
    std::printf("ready %s\n", qPrintable(options.value(u"workspace"_s)));
    std::fflush(stdout);

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [] { quitAtEndOfInput(STDIN_FILENO); });
    QSocketNotifier signalled(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&signalled, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
    return QCoreApplication::exec();
}
