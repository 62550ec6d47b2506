// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/windowcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"
#include "app/desk/desk.h"
#include "models/items/errortext.h"
#include "models/ports/onresult.h"

#include <QApplication>
#include <QDir>

namespace opsdeck {

namespace {

/// Explains itself on stderr and answers no workspace where there is none to open.
std::optional<LoadedWorkspace> chooseWorkspace(const QString &named, const QString &last)
{
    const QString folder = named.isEmpty() ? last : named;
    if (folder.isEmpty()) {
        Terminal(stderr).line(
            CommandLine::tr("No workspace to open. \"opsdeck WORKSPACE\" opens the folder that holds opsdeck.yaml; "
                            "\"opsdeck demo\" shows a simulated company."));
        return std::nullopt;
    }
    return loadOrExplain(folder);
}

} // namespace

ExitCode runWindow(const QStringList &arguments, const Redaction &redaction)
{
    const QString named = arguments.isEmpty() ? QString() : QDir(arguments.first()).absolutePath();
    DeskSettings settings = loadDeskSettings();
    Language language;
    language.use(settings.language);
    const auto workspace = chooseWorkspace(named, settings.workspace);
    if (!workspace)
        return ExitCode::Usage;
    const auto session = Session::open(workspace->workspace, standardFolders(), redaction);
    if (!session) {
        Terminal(stderr).line(errorText(session.error()) + u' ' + session.error().detail);
        return ExitCode::Failed;
    }
    settings.workspace = workspace->workspace.folder;
    Desk desk(**session, language, settings, workspace->diagnostics);
    QObject::connect(&desk, &Desk::settingsChanged, &desk, saveDeskSettings);
    onResult((*session)->recover(), &desk, [](const Result<int> &recovered) {
        if (!recovered)
            Terminal(stderr).line(errorText(recovered.error()));
    });
    (*session)->startSync();
    desk.shell().show();
    QApplication::exec();
    return ExitCode::Done;
}

} // namespace opsdeck
