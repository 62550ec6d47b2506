// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"

#include "app/cli/terminal.h"
#include "app/cli/words.h"
#include "models/items/errortext.h"
#include "models/items/storetext.h"

#include <QCoreApplication>

namespace opsdeck {

std::optional<ExitCode> parseOrExplain(QCommandLineParser &parser, const QStringList &arguments, int positional)
{
    parser.addHelpOption();
    Terminal err(stderr);
    if (!parser.parse(QStringList{QStringLiteral("opsdeck")} + arguments)) {
        err.line(parser.errorText());
        return ExitCode::Usage;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        Terminal(stdout).line(parser.helpText());
        return ExitCode::Done;
    }
    // The command's own name is the first positional argument.
    if (parser.positionalArguments().size() != positional + 1) {
        err.line(CommandLine::tr("Wrong number of arguments."));
        err.line(parser.helpText());
        return ExitCode::Usage;
    }
    return std::nullopt;
}

std::optional<LoadedWorkspace> loadOrExplain(const QString &folder)
{
    Terminal err(stderr);
    LoadedWorkspace loaded = loadWorkspace(folder);
    for (const Diagnostic &diagnostic : loaded.diagnostics)
        err.line(diagnostic.text());
    if (!loaded.isUsable()) {
        //: %1 is a folder
        err.line(CommandLine::tr("%1 is not a usable workspace.").arg(folder));
        return std::nullopt;
    }
    return loaded;
}

tl::expected<std::unique_ptr<Session>, ExitCode> openOrExplain(
    const Workspace &workspace, bool toWrite, const Redaction &redaction)
{
    Terminal err(stderr);
    auto session = Session::open(workspace, standardFolders(), redaction);
    if (!session) {
        err.line(errorText(session.error()) + u' ' + session.error().detail);
        return tl::unexpected(ExitCode::Failed);
    }
    const StoreReport store = (*session)->storeCare().report();
    if (toWrite && store.isReadOnly()) {
        err.line(storeTexts(store).writing);
        return tl::unexpected(ExitCode::Refused);
    }
    return std::move(*session);
}

} // namespace opsdeck
