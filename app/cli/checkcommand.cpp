// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/checkcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

QString jsonLine(const Diagnostic &d)
{
    const QJsonObject object{
        {QStringLiteral("file"), d.file},
        {QStringLiteral("line"), d.line},
        {QStringLiteral("column"), d.column},
        {QStringLiteral("message"), d.message},
        {QStringLiteral("hint"), d.hint},
    };
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

ExitCode runCheck(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        CommandLine::tr("Checks a workspace and names every fault with file, line and column. Exit "
                        "status: 0 no fault, 1 faults, 2 usage."));
    parser.addPositionalArgument(QStringLiteral("check"), QString(), QStringLiteral("check"));
    parser.addPositionalArgument(QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    const QCommandLineOption json(QStringLiteral("json"), CommandLine::tr("one JSON object a line"));
    parser.addOption(json);
    if (const auto exit = parseOrExplain(parser, arguments, 1))
        return *exit;

    const LoadedWorkspace loaded = loadWorkspace(parser.positionalArguments().at(1));
    Terminal out(stdout);
    for (const Diagnostic &diagnostic : loaded.diagnostics)
        out.line(parser.isSet(json) ? jsonLine(diagnostic) : diagnostic.text());
    if (!parser.isSet(json)) {
        const Workspace &w = loaded.workspace;
        //: %n is a number of faults in a workspace
        out.line(loaded.diagnostics.isEmpty()
                ? CommandLine::tr("No fault: %1 connections, %2 hosts, %3 products, %4 catalog entities.")
                      .arg(w.connections.size())
                      .arg(w.hosts.size())
                      .arg(w.products.size())
                      .arg(w.catalog.entities().size())
                : CommandLine::tr("%n fault(s).", nullptr, static_cast<int>(loaded.diagnostics.size())));
    }
    return loaded.diagnostics.isEmpty() ? ExitCode::Done : ExitCode::Failed;
}

} // namespace opsdeck
