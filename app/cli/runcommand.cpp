// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runcommand.h"

#include "app/cli/commandline.h"
#include "app/cli/findrun.h"
#include "app/cli/words.h"
#include "app/deploy/gitledgerentries.h"
#include "app/deploy/processowner.h"
#include "models/ports/onresult.h"

#include <QCoreApplication>

namespace opsdeck {

namespace {

constexpr int ListedRuns = 20;
constexpr int ListedDaysOfGit = 90;

} // namespace

RunCommand::RunCommand(RunOptions options, Session &session, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_session(session)
    , m_report(m_options.json)
{
    connect(&m_interrupt, &Interrupt::happened, this, &RunCommand::cancel);
    connect(&session.deployments(), &DeployService::eventHappened, this, &RunCommand::take);
}

void RunCommand::start()
{
    if (m_options.command == u"status")
        return list();
    onResult(m_session.recover(), this, [this](const Result<int> &found) {
        if (!found)
            return fail(found.error());
        findRun(m_session.ledger(), m_options.run, this, [this](const Result<DeployRun> &run) {
            if (run)
                decide(*run);
            else
                fail(run.error());
        });
    });
}

void RunCommand::list()
{
    using Open = QList<std::pair<DeployRun, QString>>;
    onResult(m_session.ledger().openRuns(), this, [this](const Result<Open> &open) {
        if (!open)
            return fail(open.error());
        QSet<RunId> dead;
        for (const auto &[run, owner] : *open) {
            if (!mayBeAlive(owner))
                dead.insert(run.id);
        }
        listWithout(dead);
    });
}

/// What ran when its console ended is interrupted, though nobody has yet looked after it.
void RunCommand::listWithout(const QSet<RunId> &dead)
{
    onResult(m_session.ledger().runs(ListedRuns), this, [this, dead](Result<QList<DeployRun>> runs) {
        if (!runs)
            return fail(runs.error());
        for (DeployRun &run : *runs) {
            if (dead.contains(run.id))
                markInterrupted(run); // leaves a paused one as it is
        }
        listWithGit(*runs);
    });
}

/// What GitLab's runners did stands in the ledger alone. Where nobody follows it any more, nobody here knows its end.
void RunCommand::listWithGit(const QList<DeployRun> &runs)
{
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-ListedDaysOfGit);
    onResult(m_session.ledger().entriesAbout(QStringLiteral("deploy"), since), this,
        [this, runs](const Result<QList<LedgerEntry>> &entries) {
            if (!entries)
                return fail(entries.error());
            QList<GitRunRecord> byGit = gitRunsIn(*entries);
            for (GitRunRecord &run : byGit) {
                if (run.state == RunState::Running && !mayBeAlive(run.owner))
                    run.state = RunState::Interrupted;
            }
            m_report.runs(runs, byGit, ListedRuns);
            Q_EMIT finished(ExitCode::Done);
        });
}

void RunCommand::decide(const DeployRun &run)
{
    DeployService &service = m_session.deployments();
    m_run = run;
    if (m_options.command == u"resume")
        return goOn(service.resume(run.id));
    if (m_options.command == u"retry")
        return goOn(service.retry(run.id));
    if (m_options.command == u"skip")
        return endWith(service.skip(run.id, m_options.host, m_options.reason));
    endWith(service.abort(run.id, m_options.reason));
}

/// The run's own end is the command's.
void RunCommand::goOn(const QFuture<Result<void>> &decision)
{
    onResult(decision, this, [this](const Result<void> &done) {
        if (!done)
            fail(done.error());
    });
}

void RunCommand::endWith(const QFuture<Result<void>> &decision)
{
    onResult(decision, this, [this](const Result<void> &done) {
        if (!done)
            return fail(done.error());
        Q_EMIT finished(ExitCode::Done);
    });
}

void RunCommand::take(const DeployEvent &event)
{
    if (event.run != m_run.id)
        return;
    apply(m_run, event);
    m_report.event(m_run, event);
    const bool isFollowed = m_options.command == u"resume" || m_options.command == u"retry";
    if (isFollowed && isLast(event))
        Q_EMIT finished(m_report.end(m_run));
}

void RunCommand::cancel()
{
    m_report.err().line(CommandLine::tr("Cancelling…"));
    if (m_run.id.isEmpty())
        return Q_EMIT finished(ExitCode::Cancelled);
    m_session.deployments().cancel(m_run.id);
}

void RunCommand::fail(const Error &error)
{
    Q_EMIT finished(m_report.fail(error));
}

namespace {

QString wordsFor(const QString &command)
{
    if (command == u"status")
        return CommandLine::tr("Lists the newest runs: id, beginning, state, finished steps, what and where.");
    if (command == u"resume")
        return CommandLine::tr("Goes on with a run that is paused and in which nothing failed.");
    if (command == u"retry")
        return CommandLine::tr("Does again what failed in a run; other hosts are not touched.");
    if (command == u"skip")
        return CommandLine::tr("Leaves a host out of a paused run.");
    return CommandLine::tr("Ends a paused run for good, as it stands.");
}

/// What was asked for, or the exit code where the command must not go on.
tl::expected<RunOptions, ExitCode> parseOptions(const QStringList &arguments)
{
    const QString command = arguments.value(0);
    QCommandLineParser parser;
    parser.setApplicationDescription(wordsFor(command));
    parser.addPositionalArgument(command, QString(), command);
    const QCommandLineOption run(QStringLiteral("run"),
        CommandLine::tr("which run, by its id or how that begins; \"last\" is the newest"), QStringLiteral("id"));
    const QCommandLineOption host(
        QStringLiteral("host"), CommandLine::tr("which host is left out"), QStringLiteral("name"));
    const QCommandLineOption reason(
        QStringLiteral("reason"), CommandLine::tr("why; it stays in the ledger"), QStringLiteral("text"));
    const QCommandLineOption json(QStringLiteral("json"), CommandLine::tr("one JSON object a line on standard output"));
    QList<QCommandLineOption> required;
    if (command != u"status")
        required.append(run);
    if (command == u"skip")
        required.append(host);
    if (command == u"skip" || command == u"cancel")
        required.append(reason);
    parser.addOptions(required);
    parser.addOption(json);
    CommandTarget target;
    if (const auto exit = target.parse(parser, arguments))
        return tl::unexpected(*exit);
    for (const QCommandLineOption &option : std::as_const(required)) {
        if (parser.value(option).isEmpty()) {
            Terminal(stderr).line(CommandLine::tr("%1 is missing.").arg(QStringLiteral("--") + option.names().first()));
            return tl::unexpected(ExitCode::Usage);
        }
    }
    return RunOptions{command, target, command == u"status" ? QString() : parser.value(run),
        command == u"skip" ? HostId(parser.value(host)) : HostId(),
        command == u"skip" || command == u"cancel" ? parser.value(reason) : QString(), parser.isSet(json)};
}

} // namespace

ExitCode runDecision(const QStringList &arguments, const Redaction &redaction)
{
    const auto options = parseOptions(arguments);
    if (!options)
        return options.error();
    const auto workspace = options->target.load();
    if (!workspace)
        return ExitCode::Usage;
    const auto session = openOrExplain(*workspace, options->command != u"status", redaction);
    if (!session)
        return session.error();
    RunCommand command(*options, **session);
    ExitCode code = ExitCode::Failed;
    QObject::connect(&command, &RunCommand::finished, &command, [&code](ExitCode ended) {
        code = ended;
        QCoreApplication::quit();
    });
    QMetaObject::invokeMethod(&command, &RunCommand::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    return code;
}

} // namespace opsdeck
