// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/wallcommand.h"

#include "app/cli/interrupt.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"
#include "app/wall/heartbeat.h"
#include "app/wall/supervisor.h"
#include "app/wall/wallscreens.h"
#include "app/wall/wallstation.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>

namespace opsdeck {

namespace {

const QString Wall = QStringLiteral("wall");
const QString Screen = QStringLiteral("screen");
const QString StallLimit = QStringLiteral("stall-limit");
const QString Watched = QStringLiteral("watched");
const QString ResumeScene = QStringLiteral("resume-scene");
constexpr int UsualLimit = 30;

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        CommandLine::tr("Shows a workspace on a wall: full screen, scene after scene, to look at only. It gets over "
                        "sources, networks and screens that go and come, and is started anew should it ever stand "
                        "still. Ctrl+Q ends it."));
    parser.addPositionalArgument(QStringLiteral("set"),
        CommandLine::tr("which of the workspace's walls; without it the first"), QStringLiteral("[set]"));
    parser.addPositionalArgument(QStringLiteral("workspace"),
        CommandLine::tr("the folder that holds opsdeck.yaml; without it the last one opened"),
        QStringLiteral("[workspace]"));
    QCommandLineOption watched(Watched, QString(), QStringLiteral("descriptor"), QStringLiteral("-1"));
    QCommandLineOption resume(ResumeScene, QString(), QStringLiteral("scene"));
    watched.setFlags(QCommandLineOption::HiddenFromHelp);
    resume.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({{Wall, CommandLine::tr("show the wall")},
        {Screen, CommandLine::tr("as the system calls it, e.g. HDMI-1; wins over the workspace"),
            QStringLiteral("name")},
        {StallLimit, CommandLine::tr("after so long a standstill it is started anew (default: %1)").arg(UsualLimit),
            QStringLiteral("seconds"), QString::number(UsualLimit)},
        watched, resume});
    parser.addHelpOption();
}

bool isWorkspace(const QString &argument)
{
    return argument.contains(u'/') || QFile::exists(argument + QStringLiteral("/opsdeck.yaml"));
}

/// A folder is the workspace, a name the set; nothing where that leaves a doubt.
std::optional<WallOptions> optionsFrom(const QCommandLineParser &parser)
{
    WallOptions options{.screen = parser.value(Screen), .scene = parser.value(ResumeScene)};
    for (const QString &argument : parser.positionalArguments()) {
        QString &place = isWorkspace(argument) ? options.folder : options.set;
        if (!place.isEmpty())
            return std::nullopt;
        place = argument;
    }
    if (options.folder.isEmpty())
        options.folder = loadDeskSettings().workspace;
    if (!options.folder.isEmpty())
        options.folder = QDir(options.folder).absolutePath();
    return options;
}

ExitCode show(const WallOptions &options, int descriptor, const Redaction &redaction)
{
    Heartbeat heartbeat(descriptor);
    const auto screens = systemScreens();
    // The last window may be hidden while no screen is there.
    QApplication::setQuitOnLastWindowClosed(false);
    WallStation station(options, standardFolders(), loadDeskSettings(), *screens, redaction);
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::happened, qApp, &QCoreApplication::quit);
    QObject::connect(&station, &WallStation::closed, qApp, &QCoreApplication::quit);
    QObject::connect(
        &station, &WallStation::sceneShown, &station, [&heartbeat](const QString &scene) { heartbeat.beat(scene); });
    station.start();
    QApplication::exec();
    return ExitCode::Done;
}

ExitCode watch(const QStringList &arguments, int seconds)
{
    Supervision supervision;
    supervision.limit = std::chrono::seconds(seconds);
    supervision.command.append(QFile::encodeName(QCoreApplication::applicationFilePath()));
    for (const QString &argument : arguments)
        supervision.command.append(argument.toLocal8Bit());
    return static_cast<ExitCode>(supervise(supervision));
}

} // namespace

bool isWatchedWall(int argc, char **argv)
{
    for (int i = 2; i < argc; ++i) {
        if (qstrcmp(argv[i], "--watched") == 0)
            return true;
    }
    return false;
}

ExitCode runWall(const QStringList &arguments, const Redaction &redaction)
{
    QCommandLineParser parser;
    addOptions(parser);
    Terminal err(stderr);
    if (!parser.parse(QStringList{QStringLiteral("opsdeck")} + arguments)) {
        err.line(parser.errorText());
        return ExitCode::Usage;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        Terminal(stdout).line(parser.helpText());
        return ExitCode::Done;
    }
    const auto options = optionsFrom(parser);
    const int seconds = parser.value(StallLimit).toInt();
    if (!options || seconds < 1) {
        err.line(
            options ? CommandLine::tr("--stall-limit wants seconds.") : CommandLine::tr("Wrong number of arguments."));
        err.line(parser.helpText());
        return ExitCode::Usage;
    }
    if (options->folder.isEmpty()) {
        err.line(CommandLine::tr("No workspace was opened yet: name its folder."));
        return ExitCode::Usage;
    }
    if (parser.isSet(Watched))
        return show(*options, parser.value(Watched).toInt(), redaction);
    return watch(arguments, seconds);
}

} // namespace opsdeck
