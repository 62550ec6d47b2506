// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/leasecommand.h"

#include "app/cli/commandline.h"
#include "app/cli/runreport.h"
#include "app/cli/words.h"
#include "models/items/phrasetext.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

struct LeaseOptions
{
    QString workspace;
    EnvironmentId environment;
    bool breaks = false;
    QString reason;
    bool json = false;
};

tl::expected<LeaseOptions, ExitCode> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLine::tr("Says who has reserved an environment, and breaks that. Exit "
                                                     "status: 0 told, 2 usage, 3 refused."));
    parser.addPositionalArgument(arguments.value(0), QString(), arguments.value(0));
    parser.addPositionalArgument(QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    const QCommandLineOption environment(
        QStringLiteral("env"), CommandLine::tr("which environment"), QStringLiteral("environment"));
    const QCommandLineOption breaks(
        QStringLiteral("break"), CommandLine::tr("take it away from whoever has it; for administrators"));
    const QCommandLineOption reason(
        QStringLiteral("reason"), CommandLine::tr("why; it stays in the ledger"), QStringLiteral("text"));
    const QCommandLineOption json(QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output"));
    parser.addOptions({environment, breaks, reason, json});
    if (const auto exit = parseOrExplain(parser, arguments, 1))
        return tl::unexpected(*exit);
    if (parser.value(environment).isEmpty()) {
        Terminal(stderr).line(CommandLine::tr("%1 is missing.").arg(QStringLiteral("--env")));
        return tl::unexpected(ExitCode::Usage);
    }
    return LeaseOptions{parser.positionalArguments().at(1), EnvironmentId(parser.value(environment)),
        parser.isSet(breaks), parser.value(reason), parser.isSet(json)};
}

template <typename T> Result<T> waitFor(const QFuture<Result<T>> &future)
{
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, QCoreApplication::instance(), &QCoreApplication::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        QCoreApplication::exec();
    return future.result();
}

void show(const LeaseOptions &options, const std::optional<Lease> &lease, bool areKept)
{
    Terminal out(stdout);
    if (options.json) {
        QJsonObject json;
        if (lease)
            json = QJsonDocument::fromJson(leaseToJson(*lease)).object();
        json.insert(QStringLiteral("type"), QStringLiteral("lease"));
        json.insert(QStringLiteral("environment"), options.environment.text());
        json.insert(QStringLiteral("kept"), areKept);
        return out.line(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
    }
    if (!areKept)
        return out.line(CommandLine::tr("This workspace keeps no leases: policies, \"leases\", names no folder."));
    //: %1 is an environment
    out.line(lease ? phraseText(heldBy(*lease, QDateTime::currentDateTime()))
                   : CommandLine::tr("Nobody has reserved %1.").arg(options.environment.text()));
}

} // namespace

ExitCode runLease(const QStringList &arguments, const Redaction &redaction)
{
    const auto options = parseOptions(arguments);
    if (!options)
        return options.error();
    const auto workspace = loadOrExplain(options->workspace);
    if (!workspace)
        return ExitCode::Usage;
    const auto session = openOrExplain(workspace->workspace, options->breaks, redaction);
    if (!session)
        return session.error();
    RunReport report(options->json);
    if (!workspace->workspace.environment(options->environment))
        return report.fail(failure(Error::Kind::Usage, options->environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such environment")))
                               .value());
    DeployService &service = (*session)->deployments();
    if (options->breaks) {
        const auto broken = waitFor(service.breakLease(options->environment, options->reason, {}));
        if (!broken)
            return report.fail(broken.error());
    }
    const auto lease = waitFor(service.lease(options->environment));
    if (!lease)
        return report.fail(lease.error());
    show(*options, *lease, !workspace->workspace.policies.leases.isEmpty());
    return ExitCode::Done;
}

} // namespace opsdeck
