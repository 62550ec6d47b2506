// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/synccommand.h"

#include "app/cli/commandline.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"
#include "models/items/errortext.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

QString nameOf(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Never:
        return QStringLiteral("never");
    case Freshness::Live:
        return QStringLiteral("live");
    case Freshness::Stale:
        return QStringLiteral("stale");
    case Freshness::Unreachable:
        return QStringLiteral("unreachable");
    case Freshness::Unauthorised:
        return QStringLiteral("unauthorised");
    }
    return {};
}

QString jsonLine(const SourceRecord &source, const QDateTime &now)
{
    QJsonObject object{
        {QStringLiteral("source"), source.id.text()},
        {QStringLiteral("kind"), source.kind},
        {QStringLiteral("state"), nameOf(freshnessOf(source, now))},
        {QStringLiteral("product"), source.identity.product},
        {QStringLiteral("version"), source.identity.version},
        {QStringLiteral("latencyMs"), static_cast<qint64>(source.latency.count())},
        {QStringLiteral("lastSuccess"), source.lastSuccess.toString(Qt::ISODateWithMs)},
    };
    if (source.lastError)
        object.insert(QStringLiteral("error"), errorText(*source.lastError));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ExitCode report(const QList<SourceRecord> &sources, bool json)
{
    Terminal out(stdout);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    bool allLive = true;
    for (const SourceRecord &source : sources) {
        allLive &= freshnessOf(source, now) == Freshness::Live;
        out.line(json ? jsonLine(source, now) : sourceLine(source, now));
    }
    return allLive ? ExitCode::Done : ExitCode::Unreachable;
}

} // namespace

QString sourceLine(const SourceRecord &source, const QDateTime &now)
{
    QString line = QStringLiteral("%1  %2").arg(
        source.id.text().leftJustified(24), nameOf(freshnessOf(source, now)).leftJustified(12));
    if (source.lastError)
        return line + errorText(*source.lastError) + QStringLiteral("  [%1]").arg(rawText(*source.lastError));
    return line
        + QStringLiteral("%1 %2, %3 ms")
              .arg(source.identity.product, source.identity.version)
              .arg(source.latency.count());
}

ExitCode runSync(const QStringList &arguments, const Redaction &redaction)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        CommandLine::tr("Polls every source of a workspace once and tells how each stands. Exit "
                        "status: 0 all live, 1 failed, 2 usage, 4 some are not live."));
    parser.addPositionalArgument(QStringLiteral("sync"), QString(), QStringLiteral("sync"));
    parser.addPositionalArgument(QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    const QCommandLineOption json(QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output"));
    parser.addOption(json);
    if (const auto exit = parseOrExplain(parser, arguments, 1))
        return *exit;
    const auto workspace = loadOrExplain(parser.positionalArguments().at(1));
    if (!workspace)
        return ExitCode::Usage;
    const auto session = openOrExplain(workspace->workspace, true, redaction);
    if (!session)
        return session.error();
    ExitCode code = ExitCode::Failed;
    QObject context;
    Session &open = **session;
    onResult(open.syncOnce(), &context, [&](const Result<int> &) {
        onResult(open.cache().sources(), &context, [&](const Result<QList<SourceRecord>> &sources) {
            if (sources)
                code = report(*sources, parser.isSet(json));
            else
                Terminal(stderr).line(errorText(sources.error()));
            QCoreApplication::quit();
        });
    });
    QCoreApplication::exec();
    return code;
}

} // namespace opsdeck
