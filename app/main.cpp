// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/billcommand.h"
#include "app/cli/checkcommand.h"
#include "app/cli/democommand.h"
#include "app/cli/deploycommand.h"
#include "app/cli/digestcommand.h"
#include "app/cli/doctorcommand.h"
#include "app/cli/leasecommand.h"
#include "app/cli/promotecommand.h"
#include "app/cli/runcommand.h"
#include "app/cli/synccommand.h"
#include "app/cli/terminal.h"
#include "app/cli/trafficcommand.h"
#include "app/cli/wallcommand.h"
#include "app/cli/windowcommand.h"
#include "app/cli/words.h"
#include "app/desk/language.h"
#include "app/log/crash.h"
#include "app/log/logoutlet.h"
#include "app/session/memory.h"

#include <QApplication>

#include <fontconfig/fontconfig.h>

#include <future>

using namespace opsdeck;

namespace {

struct Command
{
    const char *name;
    ExitCode (*run)(const QStringList &, const Redaction &);
    bool hasWindow;
};

constexpr Command commands[] = {
    {"check", [](const QStringList &arguments, const Redaction &) { return runCheck(arguments); }, false},
    {"bill", runBill, false}, {"deploy", runDeploy, false}, {"plan", runDeploy, false}, {"rollback", runDeploy, false},
    {"resume", runDecision, false}, {"retry", runDecision, false}, {"skip", runDecision, false},
    {"cancel", runDecision, false}, {"status", runDecision, false}, {"digest", runDigest, false},
    {"lease", runLease, false}, {"promote", runPromote, false},
    {"doctor", [](const QStringList &arguments, const Redaction &) { return runDoctor(arguments); }, false},
    {"sync", runSync, false}, {"traffic", runTraffic, false}, {"demo", runDemo, true},
    {"--wall", runWall, false}, // see needsWindow
};

void printHelp()
{
    Terminal out(stdout);
    out.line(CommandLine::tr(
        "Usage: opsdeck [WORKSPACE]             open the window: on that folder, else the last one\n"
        "       opsdeck demo                    open it on a simulated company\n"
        "       opsdeck --wall [SET] …          show it on a wall, to look at only\n"
        "       opsdeck check WORKSPACE         name every fault of a workspace\n"
        "       opsdeck sync WORKSPACE          poll every source once and tell how each stands\n"
        "       opsdeck deploy WORKSPACE …      deploy a version of a product to an environment\n"
        "       opsdeck deploy -H HOST … -c IMAGE:TAG …\n"
        "                                       the same without a workspace\n"
        "       opsdeck plan WORKSPACE …        show what deploy would do, and what speaks against it\n"
        "       opsdeck status WORKSPACE        list the newest deployments\n"
        "       opsdeck resume|retry|skip|cancel WORKSPACE --run ID …\n"
        "                                       decide about a deployment that is paused\n"
        "       opsdeck rollback WORKSPACE …    take back what a deployment changed\n"
        "       opsdeck bill VERB WORKSPACE …   product versions: list, show, new, check, compare, find\n"
        "       opsdeck lease WORKSPACE --env E who has reserved an environment\n"
        "       opsdeck traffic WORKSPACE …     move traffic from one version to another, step by step\n"
        "       opsdeck promote WHAT --to REGISTRY …\n"
        "                                       bring images to another registry and prove each tag\n"
        "       opsdeck digest WORKSPACE        write what the next shift has to know\n"
        "       opsdeck doctor WORKSPACE        tell how its local files are, and mend them\n"
        "       opsdeck --version\n\n"
        "Each command explains itself with --help. Exit status: 0 done, 1 failed, 2 usage, 3 refused, "
        "4 unreachable, 5 cancelled."));
}

ExitCode run(const QStringList &arguments, const Redaction &redaction)
{
    for (const Command &command : commands) {
        if (!arguments.isEmpty() && arguments.first() == QLatin1String(command.name))
            return command.run(arguments, redaction);
    }
    return runWindow(arguments, redaction);
}

/// Help, version and unknown options: answered before anything is opened.
std::optional<ExitCode> answerAtOnce(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    if (first == u"--help" || first == u"-h") {
        printHelp();
        return ExitCode::Done;
    }
    if (first == u"--version") {
        Terminal(stdout).line(QStringLiteral("opsdeck ") + QCoreApplication::applicationVersion());
        return ExitCode::Done;
    }
    if (first.startsWith(u'-') && first != u"--wall") {
        Terminal(stderr).line(CommandLine::tr("Unknown option: %1").arg(first));
        printHelp();
        return ExitCode::Usage;
    }
    return std::nullopt;
}

bool needsWindow(int argc, char **argv)
{
    if (argc > 1 && argv[1][0] == '-')
        return qstrcmp(argv[1], "--wall") == 0 && isWatchedWall(argc, argv);
    for (const Command &command : commands) {
        if (argc > 1 && qstrcmp(argv[1], command.name) == 0)
            return command.hasWindow;
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const Redaction redaction;
    const LogOutlet log(redaction);
    keepCrashesSilent();
    giveMemoryBack();
    // The first text of a window waits for the system's list of fonts, which takes as long as all that is done before.
    std::future<FcBool> fonts;
    if (needsWindow(argc, argv))
        fonts = std::async(std::launch::async, FcInit);
    const auto application = needsWindow(argc, argv) ? std::unique_ptr<QCoreApplication>(new QApplication(argc, argv))
                                                     : std::make_unique<QCoreApplication>(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("opsdeck"));
    QCoreApplication::setApplicationName(QStringLiteral("opsdeck"));
    QCoreApplication::setApplicationVersion(QStringLiteral(OPSDECK_VERSION));
    // The window has a language of its own.
    std::optional<Language> language;
    if (!needsWindow(argc, argv))
        language.emplace().use(Language::ofSystem());
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const auto answered = answerAtOnce(arguments);
    return static_cast<int>(answered ? *answered : run(arguments, redaction));
}
