// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deploycommand.h"

#include "app/cli/commandline.h"
#include "app/cli/findrun.h"
#include "app/cli/words.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>

namespace opsdeck {

DeployCommand::DeployCommand(DeployOptions options, Session &session, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_session(session)
    , m_report(m_options.json)
{
    connect(&m_interrupt, &Interrupt::happened, this, &DeployCommand::cancel);
    connect(&session.deployments(), &DeployService::eventHappened, this, &DeployCommand::take);
}

void DeployCommand::start()
{
    // Runs that a crash left open are told first: what they did decides what the plan finds.
    onResult(m_session.recover(), this, [this](const Result<int> &found) {
        if (!found)
            return fail(found.error());
        if (*found > 0)
            //: %n is a number of earlier deployments that ended with the program
            m_report.err().line(CommandLine::tr("%n interrupted run(s) found; see the ledger.", nullptr, *found));
        makePlan();
    });
}

void DeployCommand::makePlan()
{
    m_report.err().progress(0, 1, CommandLine::tr("planning…"));
    const auto take = [this](const Result<DeployPlan> &plan) { takePlan(plan); };
    if (m_options.undoes.isEmpty())
        return onResult(
            m_session.deployments().plan(m_options.product, m_options.version, m_options.environment), this, take);
    findRun(m_session.ledger(), m_options.undoes, this, [this, take](const Result<DeployRun> &run) {
        if (!run)
            return fail(run.error());
        onResult(m_session.deployments().rollbackPlan(run->id, m_options.reason), this, take);
    });
}

void DeployCommand::takePlan(const Result<DeployPlan> &plan)
{
    if (!plan)
        return fail(plan.error());
    m_report.plan(*plan);
    if (m_options.planOnly)
        return Q_EMIT finished(ExitCode::Done);
    const Workspace &workspace = m_session.workspace();
    const Environment *environment = workspace.environment(plan->environment);
    const bool guarded = environment && environment->production && workspace.policies.confirmProduction;
    if (guarded && m_options.confirmed != plan->environment.text()) {
        //: %1 is an environment's name
        return fail({Error::Kind::Refused, plan->environment.text(),
            CommandLine::tr("%1 is production: repeat its name with --confirm %1").arg(plan->environment.text()), 0,
            {}});
    }
    m_run = startRun({}, *plan, QDateTime::currentDateTimeUtc());
    onResult(m_session.deployments().start(*plan), this, [this](const Result<RunId> &run) {
        if (!run)
            return fail(run.error());
        m_run.id = *run;
        if (m_cancelled)
            m_session.deployments().cancel(*run);
    });
}

void DeployCommand::take(const DeployEvent &event)
{
    if (m_run.lanes.isEmpty())
        return; // another run's
    apply(m_run, event);
    m_report.event(m_run, event);
    if (!isLast(event))
        return;
    m_run.id = event.run; // it may be faster than the answer to start
    Q_EMIT finished(m_report.end(m_run));
}

void DeployCommand::fail(const Error &error)
{
    Q_EMIT finished(m_report.fail(error));
}

void DeployCommand::cancel()
{
    m_report.err().line(CommandLine::tr("Cancelling…"));
    // Before the run has begun there is nothing to wait for.
    if (m_run.lanes.isEmpty())
        return Q_EMIT finished(ExitCode::Cancelled);
    m_cancelled = true;
    if (!m_run.id.isEmpty())
        m_session.deployments().cancel(m_run.id);
}

namespace {

/// The options that deploy, plan and rollback have in common, and their own.
class DeployParser
{
public:
    explicit DeployParser(const QStringList &arguments)
        : m_arguments(arguments)
        , m_command(arguments.value(0))
    {
        m_parser.addPositionalArgument(m_command, QString(), m_command);
        m_parser.addPositionalArgument(
            QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    }

    tl::expected<DeployOptions, ExitCode> parse()
    {
        const bool isRollback = m_command == u"rollback";
        m_parser.setApplicationDescription(isRollback ? rollbackWords() : deployWords());
        m_parser.addOptions(isRollback ? QList{m_run, m_reason} : QList{m_product, m_version, m_environment});
        m_parser.addOptions({m_confirm, m_planOnly, m_json});
        if (const auto exit = parseOrExplain(m_parser, m_arguments, 1))
            return tl::unexpected(*exit);
        const auto missing
            = firstMissing(isRollback ? QList{m_run, m_reason} : QList{m_product, m_version, m_environment});
        if (missing)
            return tl::unexpected(*missing);
        DeployOptions options{.workspace = m_parser.positionalArguments().at(1)};
        if (isRollback) {
            options.undoes = m_parser.value(m_run);
            options.reason = m_parser.value(m_reason);
        } else {
            options.product = ProductId(m_parser.value(m_product));
            options.version = m_parser.value(m_version);
            options.environment = EnvironmentId(m_parser.value(m_environment));
        }
        options.confirmed = m_parser.value(m_confirm);
        options.planOnly = m_command == u"plan" || m_parser.isSet(m_planOnly);
        options.json = m_parser.isSet(m_json);
        return options;
    }

private:
    static QString deployWords()
    {
        return CommandLine::tr("Deploys a version of a product to an environment, in batches of hosts, and pauses at "
                               "the first failure. Exit status: 0 done, 1 failed or paused, 2 usage, 3 refused, "
                               "4 unreachable, 5 cancelled.");
    }
    static QString rollbackWords()
    {
        return CommandLine::tr("Takes back what a run has changed: each host that it touched gets the image and the "
                               "compose file that it had before. Exit status as of deploy.");
    }
    std::optional<ExitCode> firstMissing(const QList<QCommandLineOption> &required) const
    {
        for (const QCommandLineOption &option : required) {
            if (!m_parser.value(option).isEmpty())
                continue;
            Terminal(stderr).line(CommandLine::tr("%1 is missing.").arg(QStringLiteral("--") + option.names().first()));
            return ExitCode::Usage;
        }
        return {};
    }

    const QStringList m_arguments;
    const QString m_command;
    QCommandLineParser m_parser;
    const QCommandLineOption m_product{
        QStringLiteral("product"), CommandLine::tr("what to deploy"), QStringLiteral("name")};
    const QCommandLineOption m_version{
        QStringLiteral("version"), CommandLine::tr("which version of it"), QStringLiteral("version")};
    const QCommandLineOption m_environment{
        QStringLiteral("env"), CommandLine::tr("where to"), QStringLiteral("environment")};
    const QCommandLineOption m_run{QStringLiteral("run"),
        CommandLine::tr("which run, by its id or how that begins; \"last\" is the newest"), QStringLiteral("id")};
    const QCommandLineOption m_reason{
        QStringLiteral("reason"), CommandLine::tr("why; it stays in the ledger"), QStringLiteral("text")};
    const QCommandLineOption m_confirm{QStringLiteral("confirm"),
        CommandLine::tr("the production environment's name, again"), QStringLiteral("environment")};
    const QCommandLineOption m_planOnly{
        QStringLiteral("plan-only"), CommandLine::tr("show what would be done, and do nothing")};
    const QCommandLineOption m_json{
        QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output")};
};

} // namespace

ExitCode runDeploy(const QStringList &arguments, const Redaction &redaction)
{
    const auto options = DeployParser(arguments).parse();
    if (!options)
        return options.error();
    const auto workspace = loadOrExplain(options->workspace);
    if (!workspace)
        return ExitCode::Usage;
    const auto session = openOrExplain(workspace->workspace, !options->planOnly, redaction);
    if (!session)
        return session.error();
    DeployCommand command(*options, **session);
    ExitCode code = ExitCode::Failed;
    QObject::connect(&command, &DeployCommand::finished, &command, [&code](ExitCode ended) {
        code = ended;
        QCoreApplication::quit();
    });
    QMetaObject::invokeMethod(&command, &DeployCommand::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    return code;
}

} // namespace opsdeck
