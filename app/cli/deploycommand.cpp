// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deploycommand.h"

#include "app/cli/commandline.h"
#include "app/cli/findrun.h"
#include "app/cli/gitdeploycommand.h"
#include "app/cli/words.h"
#include "app/deploy/processowner.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>

namespace opsdeck {

StartConsent DeployOptions::consent() const
{
    StartConsent consent;
    consent.confirmedBy = confirmedBy;
    for (auto it = overrides.cbegin(); it != overrides.cend(); ++it)
        consent.overrides.append({it.key(), currentActor(), it.value(), QDateTime::currentDateTimeUtc()});
    return consent;
}

std::optional<Error> DeployOptions::missingConfirmation(const Workspace &of, const EnvironmentId &where) const
{
    const Environment *found = of.environment(where);
    const bool isGuarded = found && found->production && of.policies.confirmProduction;
    if (!isGuarded || confirmed == where.text())
        return std::nullopt;
    //: %1 is an environment's name
    return Error{Error::Kind::Refused, where.text(),
        CommandLine::tr("%1 is production: repeat its name with --confirm %1").arg(where.text()), 0, {}};
}

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
    if (!m_options.images.isEmpty())
        return onResult(m_session.deployments().planImages(m_options.images), this, take);
    if (m_options.undoes.isEmpty())
        return onResult(
            m_session.deployments().plan(m_options.product, m_options.version, m_options.environment), this, take);
    findRun(m_session.ledger(), m_options.undoes, this, [this, take](const Result<DeployRun> &run) {
        if (!run)
            return fail(run.error());
        DeployService &service = m_session.deployments();
        onResult(m_options.returns ? service.returnPlan(run->id, m_options.reason)
                                   : service.rollbackPlan(run->id, m_options.reason),
            this, take);
    });
}

void DeployCommand::takePlan(const Result<DeployPlan> &plan)
{
    if (!plan)
        return fail(plan.error());
    m_report.plan(*plan);
    m_report.err().progress(0, 1, CommandLine::tr("checking…"));
    onResult(m_session.deployments().check(*plan), this,
        [this, plan = *plan](const Result<PrecheckReport> &report) { takeChecks(plan, report); });
}

void DeployCommand::takeChecks(const DeployPlan &plan, const Result<PrecheckReport> &report)
{
    if (!report)
        return fail(report.error());
    const QList<Phrase> obstacles = standingInTheWay(*report, m_options.consent());
    m_report.checks(*report, obstacles);
    if (m_options.planOnly)
        return Q_EMIT finished(obstacles.isEmpty() ? ExitCode::Done : ExitCode::Refused);
    begin(plan);
}

void DeployCommand::begin(const DeployPlan &plan)
{
    if (const auto refusal = m_options.missingConfirmation(m_session.workspace(), plan.environment))
        return fail(*refusal);
    m_run = startRun({}, plan, QDateTime::currentDateTimeUtc());
    onResult(m_session.deployments().start(plan, m_options.consent()), this, [this](const Result<RunId> &run) {
        if (!run)
            return fail(run.error());
        m_run.id = *run;
        if (m_cancelled)
            m_session.deployments().cancel(*run);
    });
}

void DeployCommand::take(const DeployEvent &event)
{
    if (m_run.lanes.isEmpty() || (!m_run.id.isEmpty() && m_run.id != event.run))
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
    }

    tl::expected<DeployOptions, ExitCode> parse()
    {
        const bool isRollback = m_command == u"rollback";
        m_parser.setApplicationDescription(isRollback ? rollbackWords() : deployWords());
        m_parser.addOptions(isRollback ? QList{m_run, m_to, m_reason}
                                       : QList{m_product, m_version, m_environment, m_component, m_through});
        m_parser.addOptions({m_override, m_confirmedBy, m_confirm, m_planOnly, m_json});
        DeployOptions options;
        if (const auto exit = options.target.parse(m_parser, m_arguments))
            return tl::unexpected(*exit);
        const bool byHand = options.target.isByHand();
        const auto missing = firstMissing(isRollback ? QList{m_reason}
                : byHand                             ? QList{m_component}
                                                     : QList{m_product, m_version, m_environment});
        if (missing)
            return tl::unexpected(*missing);
        if (const auto exit = isRollback ? readRollback(options) : byHand ? readImages(options) : readProduct(options))
            return tl::unexpected(*exit);
        if (const auto exit = readOverrides(options))
            return tl::unexpected(*exit);
        options.confirmedBy = m_parser.value(m_confirmedBy);
        options.confirmed = m_parser.value(m_confirm);
        options.planOnly = m_command == u"plan" || m_parser.isSet(m_planOnly);
        options.json = m_parser.isSet(m_json);
        return options;
    }

private:
    static QString deployWords()
    {
        return CommandLine::tr(
            "Checks, then deploys a version of a product to an environment, in batches of hosts, "
            "and pauses at the first failure. Exit status: 0 done, 1 failed or paused, 2 usage, 3 refused, "
            "4 unreachable, 5 cancelled.");
    }
    static QString rollbackWords()
    {
        return CommandLine::tr("Takes back what a run has changed: each host that it touched gets the image and the "
                               "compose file that it had before. With --to, goes back to what an earlier run left. "
                               "Exit status as of deploy.");
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

    std::optional<ExitCode> readRollback(DeployOptions &options) const
    {
        options.returns = m_parser.isSet(m_to);
        if (options.returns == m_parser.isSet(m_run))
            return wrong(CommandLine::tr("Give either --run or --to."));
        options.undoes = m_parser.value(options.returns ? m_to : m_run);
        options.reason = m_parser.value(m_reason);
        return {};
    }
    std::optional<ExitCode> readProduct(DeployOptions &options) const
    {
        options.product = ProductId(m_parser.value(m_product));
        options.version = m_parser.value(m_version);
        options.environment = EnvironmentId(m_parser.value(m_environment));
        const QString way = m_parser.value(m_through);
        options.throughGitLab = way == u"gitlab";
        if (options.throughGitLab || way.isEmpty() || way == u"ssh")
            return {};
        return wrong(CommandLine::tr("--through is ssh or gitlab."));
    }
    std::optional<ExitCode> readImages(DeployOptions &options) const
    {
        for (const QString &value : m_parser.values(m_component)) {
            const auto image = ImageRef::parse(value);
            if (!image || image->tag.isEmpty())
                return wrong(CommandLine::tr("\"%1\" is no image with a tag.").arg(value));
            options.images.append(*image);
        }
        return {};
    }
    std::optional<ExitCode> readOverrides(DeployOptions &options) const
    {
        for (const QString &value : m_parser.values(m_override)) {
            const auto kind = precheckKindFromName(value.section(u'=', 0, 0));
            const QString reason = value.section(u'=', 1).trimmed();
            if (!kind || reason.isEmpty())
                return wrong(
                    CommandLine::tr("\"%1\" overrides nothing: give a check's name, \"=\" and a reason.").arg(value));
            options.overrides.insert(*kind, reason);
        }
        return {};
    }
    static ExitCode wrong(const QString &text)
    {
        Terminal(stderr).line(text);
        return ExitCode::Usage;
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
    const QCommandLineOption m_component{{QStringLiteral("c"), QStringLiteral("component")},
        CommandLine::tr("with -H: an image that replaces the one of the same name, may be repeated"),
        QStringLiteral("image:tag")};
    const QCommandLineOption m_through{QStringLiteral("through"),
        CommandLine::tr("who does the work: this desk by ssh (the default), or the runners of gitlab"),
        QStringLiteral("ssh|gitlab")};
    const QCommandLineOption m_run{QStringLiteral("run"),
        CommandLine::tr("which run, by its id or how that begins; \"last\" is the newest"), QStringLiteral("id")};
    const QCommandLineOption m_to{QStringLiteral("to"),
        CommandLine::tr("back to what that earlier run left, whatever came after it"), QStringLiteral("id")};
    const QCommandLineOption m_reason{
        QStringLiteral("reason"), CommandLine::tr("why; it stays in the ledger"), QStringLiteral("text")};
    const QCommandLineOption m_override{QStringLiteral("override"),
        CommandLine::tr("begin although this check forbids it, and why; it stays in the ledger"),
        QStringLiteral("check=reason")};
    const QCommandLineOption m_confirmedBy{QStringLiteral("confirmed-by"),
        CommandLine::tr("the second person, where the risk needs one; it stays in the ledger"), QStringLiteral("name")};
    const QCommandLineOption m_confirm{QStringLiteral("confirm"),
        CommandLine::tr("the production environment's name, again"), QStringLiteral("environment")};
    const QCommandLineOption m_planOnly{
        QStringLiteral("plan-only"), CommandLine::tr("show what would be done, and do nothing")};
    const QCommandLineOption m_json{
        QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output")};
};

} // namespace

namespace {

template <typename T> ExitCode runUntilFinished(T &command)
{
    ExitCode code = ExitCode::Failed;
    QObject::connect(&command, &T::finished, &command, [&code](ExitCode ended) {
        code = ended;
        QCoreApplication::quit();
    });
    QMetaObject::invokeMethod(&command, &T::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    return code;
}

} // namespace

ExitCode runDeploy(const QStringList &arguments, const Redaction &redaction)
{
    const auto options = DeployParser(arguments).parse();
    if (!options)
        return options.error();
    const auto workspace = options->target.load();
    if (!workspace)
        return ExitCode::Usage;
    const auto session = openOrExplain(*workspace, !options->planOnly, redaction);
    if (!session)
        return session.error();
    if (options->throughGitLab) {
        GitDeployCommand command(*options, **session, (*session)->gitDeployments());
        return runUntilFinished(command);
    }
    DeployCommand command(*options, **session);
    return runUntilFinished(command);
}

} // namespace opsdeck
