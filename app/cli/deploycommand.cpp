// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deploycommand.h"

#include "app/cli/commandline.h"
#include "app/cli/words.h"
#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck {

namespace {

QString versionText(const QString &tag, const Digest &digest, const QString &nothing)
{
    if (digest.isEmpty())
        return nothing;
    return tag.isEmpty() ? digest.shortText() : QStringLiteral("%1 (%2)").arg(tag, digest.shortText());
}

int finishedSteps(const DeployRun &run)
{
    int finished = 0;
    for (const DeployRun::Lane &lane : run.lanes) {
        finished += static_cast<int>(std::count_if(lane.steps.begin(), lane.steps.end(),
            [](StepState state) { return state == StepState::Done || state == StepState::Skipped; }));
    }
    return finished;
}

QJsonObject toJson(const DeployEvent &event)
{
    QJsonObject json{
        {QStringLiteral("type"), QStringLiteral("event")},
        {QStringLiteral("run"), event.run.text()},
        {QStringLiteral("sequence"), event.sequence},
        {QStringLiteral("at"), event.at.toString(Qt::ISODateWithMs)},
        {QStringLiteral("host"), event.host.text()},
        {QStringLiteral("module"), event.part.text()},
        {QStringLiteral("step"), nameOf(event.step)},
        {QStringLiteral("text"), event.text.plain()},
    };
    if (event.kind == DeployEvent::Kind::StepChanged)
        json.insert(QStringLiteral("state"), nameOf(event.stepState));
    return json;
}

} // namespace

DeployCommand::DeployCommand(DeployOptions options, Session &session, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_session(session)
    , m_out(stdout)
    , m_err(stderr)
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
            m_err.line(CommandLine::tr("%n interrupted run(s) found; see the ledger.", nullptr, *found));
        makePlan();
    });
}

void DeployCommand::makePlan()
{
    m_err.progress(0, 1, CommandLine::tr("planning…"));
    onResult(m_session.deployments().plan(m_options.product, m_options.version, m_options.environment), this,
        [this](const Result<DeployPlan> &plan) { takePlan(plan); });
}

void DeployCommand::takePlan(const Result<DeployPlan> &plan)
{
    if (!plan)
        return fail(plan.error());
    show(*plan);
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

void DeployCommand::show(const DeployPlan &plan)
{
    if (m_options.json) {
        QJsonObject json = QJsonDocument::fromJson(opsdeck::toJson(plan)).object();
        json.insert(QStringLiteral("type"), QStringLiteral("plan"));
        json.insert(QStringLiteral("hash"), planHash(plan));
        return object(json);
    }
    //: %1 product and version, %2 environment, %3 the first digits of a hash
    m_out.line(CommandLine::tr("Plan for %1 in %2, hash %3:")
                   .arg(plan.product.text() + u' ' + plan.version, plan.environment.text(), planHash(plan).left(12)));
    const QString nothing = CommandLine::tr("nothing runs");
    for (const HostChange &change : plan.changes) {
        const QString before = versionText(change.runningTag, change.running, nothing);
        const QString after = change.isNoop() ? CommandLine::tr("unchanged")
                                              : versionText(change.wantedTag, change.wanted.digest, nothing);
        m_out.line(QStringLiteral("  %1  %2  %3 → %4")
                       .arg(change.host.text().leftJustified(16), change.part.text().leftJustified(20), before, after));
    }
}

void DeployCommand::take(const DeployEvent &event)
{
    apply(m_run, event);
    if (m_options.json)
        object(toJson(event));
    if (event.kind == DeployEvent::Kind::RunEnded)
        return end(event);
    const int total = static_cast<int>(m_run.lanes.size()) * DeployStepCount;
    const QString where = QStringLiteral("%1 %2 %3").arg(event.host.text(), event.part.text(), nameOf(event.step));
    if (!m_options.json) {
        const bool output = event.kind == DeployEvent::Kind::Output;
        if (output || !m_err.isInteractive() || event.stepState == StepState::Failed)
            m_err.line(output ? QStringLiteral("%1 | %2").arg(event.host.text(), event.text.text)
                              : QStringLiteral("%1 %2 %3").arg(where, nameOf(event.stepState), phraseText(event.text)));
        m_err.progress(finishedSteps(m_run), total, where);
    }
}

void DeployCommand::end(const DeployEvent &event)
{
    if (!m_options.json) {
        const QString subject = QStringLiteral("%1 %2 → %3")
                                    .arg(m_run.plan.product.text(), m_run.plan.version, m_run.plan.environment.text());
        m_out.line(QStringLiteral("%1: %2 %3")
                       .arg(subject, nameOf(event.runState), failureLine(m_run.failedAt, phraseText(event.text))));
        for (const DeployRun::Lane &lane : m_run.lanes) {
            const bool touched = lane.startedAt.isValid();
            m_out.line(QStringLiteral("  %1  %2  %3")
                           .arg(lane.host.text().leftJustified(16), lane.part.text().leftJustified(20),
                               touched ? phraseText(lane.note).section(u'\n', 0, 0) : CommandLine::tr("not touched")));
        }
    } else {
        object({{QStringLiteral("type"), QStringLiteral("result")}, {QStringLiteral("run"), event.run.text()},
            {QStringLiteral("outcome"), nameOf(event.runState)},
            {QStringLiteral("failure"), failureLine(m_run.failedAt, event.text)}});
    }
    switch (event.runState) {
    case RunState::Done:
        return Q_EMIT finished(ExitCode::Done);
    case RunState::Cancelled:
        return Q_EMIT finished(ExitCode::Cancelled);
    case RunState::Running:
    case RunState::Failed:
    case RunState::Interrupted:
        return Q_EMIT finished(ExitCode::Failed);
    }
}

void DeployCommand::cancel()
{
    m_err.line(CommandLine::tr("Cancelling…"));
    // Before the run has begun there is nothing to wait for.
    if (m_run.lanes.isEmpty())
        return Q_EMIT finished(ExitCode::Cancelled);
    m_cancelled = true;
    if (!m_run.id.isEmpty())
        m_session.deployments().cancel(m_run.id);
}

void DeployCommand::fail(const Error &error)
{
    if (m_options.json)
        object({{QStringLiteral("type"), QStringLiteral("error")}, {QStringLiteral("origin"), error.origin},
            {QStringLiteral("message"), errorText(error)}, {QStringLiteral("detail"), error.detail}});
    m_err.line(errorText(error));
    if (error.kind != Error::Kind::Refused && error.kind != Error::Kind::Usage && !error.detail.isEmpty())
        m_err.line(QStringLiteral("  ") + rawText(error));
    Q_EMIT finished(exitCodeOf(error));
}

void DeployCommand::object(const QJsonObject &json)
{
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fflush(stdout);
}

namespace {

/// What was asked for, or the exit code where the command must not go on.
tl::expected<DeployOptions, ExitCode> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        CommandLine::tr("Deploys a version of a product to an environment, host by host, and stops at the "
                        "first failure. Exit status: 0 done, 1 failed, 2 usage, 3 refused, 4 unreachable, "
                        "5 cancelled."));
    parser.addPositionalArgument(QStringLiteral("deploy"), QString(), QStringLiteral("deploy"));
    parser.addPositionalArgument(QStringLiteral("workspace"), CommandLine::tr("the folder that holds opsdeck.yaml"));
    const QCommandLineOption product(
        QStringLiteral("product"), CommandLine::tr("what to deploy"), QStringLiteral("name"));
    const QCommandLineOption version(
        QStringLiteral("version"), CommandLine::tr("which version of it"), QStringLiteral("version"));
    const QCommandLineOption environment(
        QStringLiteral("env"), CommandLine::tr("where to"), QStringLiteral("environment"));
    const QCommandLineOption confirm(QStringLiteral("confirm"),
        CommandLine::tr("the production environment's name, again"), QStringLiteral("environment"));
    const QCommandLineOption planOnly(
        QStringLiteral("plan-only"), CommandLine::tr("show what would be done, and do nothing"));
    const QCommandLineOption json(QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output"));
    parser.addOptions({product, version, environment, confirm, planOnly, json});
    if (const auto exit = parseOrExplain(parser, arguments, 1))
        return tl::unexpected(*exit);
    for (const QCommandLineOption &required : {product, version, environment}) {
        if (parser.value(required).isEmpty()) {
            Terminal(stderr).line(
                CommandLine::tr("%1 is missing.").arg(QStringLiteral("--") + required.names().first()));
            return tl::unexpected(ExitCode::Usage);
        }
    }
    return DeployOptions{parser.positionalArguments().at(1), ProductId(parser.value(product)), parser.value(version),
        EnvironmentId(parser.value(environment)), parser.value(confirm), parser.isSet(planOnly), parser.isSet(json)};
}

} // namespace

ExitCode runDeploy(const QStringList &arguments, const Redaction &redaction)
{
    const auto options = parseOptions(arguments);
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
