// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/windowcommand.h"

#include "app/desk/console.h"

#include <QApplication>
#include <QDir>
#include <QProcess>

namespace opsdeck {

ExitCode runWindow(const QStringList &arguments, const Redaction &redaction)
{
    const DeskSettings settings = loadDeskSettings();
    const QString named = arguments.isEmpty() ? QString() : QDir(arguments.first()).absolutePath();
    const QString folder = named.isEmpty() ? settings.workspace : named;
    Console console(standardFolders(), settings, redaction);
    QObject::connect(&console, &Console::settingsChanged, &console, saveDeskSettings);
    QObject::connect(&console, &Console::demoRequested, &console, [] {
        if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("demo")}))
            QCoreApplication::quit();
    });
    if (folder.isEmpty())
        console.welcome();
    else
        console.open(folder);
    QApplication::exec();
    return ExitCode::Done;
}

} // namespace opsdeck
