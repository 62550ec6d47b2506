// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runreport.h"

#include "app/cli/jsonlines.h"
#include "app/cli/words.h"
#include "app/deploy/gitledgerentries.h"
#include "models/domain/precheckjson.h"
#include "models/items/errortext.h"
#include "models/items/phrasetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

QString versionText(const QString &tag, const Digest &digest, const QString &nothing)
{
    if (digest.isEmpty())
        return nothing;
    return tag.isEmpty() ? digest.shortText() : QStringLiteral("%1 (%2)").arg(tag, digest.shortText());
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

QString subjectOf(const DeployRun &run)
{
    return QStringLiteral("%1 %2 → %3").arg(run.plan.product.text(), run.plan.version, run.plan.environment.text());
}

ExitCode exitCodeOf(RunState state)
{
    switch (state) {
    case RunState::Done:
        return ExitCode::Done;
    case RunState::Cancelled:
        return ExitCode::Cancelled;
    case RunState::Running:
    case RunState::Paused:
    case RunState::Failed:
    case RunState::Interrupted:
        break;
    }
    return ExitCode::Failed;
}

} // namespace

RunReport::RunReport(bool json)
    : m_json(json)
    , m_out(stdout)
    , m_err(stderr)
{ }

void RunReport::plan(const DeployPlan &plan)
{
    if (m_json) {
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

void RunReport::checks(const PrecheckReport &report, const QList<Phrase> &obstacles)
{
    if (m_json) {
        QJsonObject json
            = QJsonDocument::fromJson(opsdeck::toJson(PrecheckRecord{report.checks, {}, report.risk})).object();
        json.insert(QStringLiteral("type"), QStringLiteral("checks"));
        QJsonArray left;
        for (const Phrase &obstacle : obstacles)
            left.append(obstacle.plain());
        json.insert(QStringLiteral("obstacles"), left);
        return object(json);
    }
    int passed = 0;
    for (const Precheck &check : report.checks) {
        if (check.verdict == Verdict::Pass) {
            ++passed;
            continue;
        }
        m_out.line(QStringLiteral("  %1  %2  %3 %4  %5")
                       .arg(nameOf(check.verdict).leftJustified(8), nameOf(check.kind).leftJustified(20),
                           check.host.text(), check.part.text(), phraseText(check.reason)));
        if (!check.remedy.isEmpty())
            m_out.line(QStringLiteral("            %1").arg(phraseText(check.remedy)));
    }
    //: %n is a number of checks, %1 a score from 0 to 100
    m_out.line(CommandLine::tr("%n check(s) passed. Risk: %1 of 100.", nullptr, passed).arg(report.risk.score));
    for (const Risk::Reason &reason : report.risk.reasons)
        m_out.line(QStringLiteral("  %1  %2").arg(reason.points, 4).arg(phraseText(reason.reason)));
    for (const Phrase &obstacle : obstacles)
        m_out.line(CommandLine::tr("In the way: %1").arg(phraseText(obstacle)));
}

void RunReport::edits(const GitReleasePlan &plan)
{
    if (m_json) {
        QJsonObject json = QJsonDocument::fromJson(opsdeck::toJson(plan)).object();
        json.insert(QStringLiteral("type"), QStringLiteral("edits"));
        json.insert(QStringLiteral("hash"), planHash(plan));
        return object(json);
    }
    //: %1 a repository, %2 a branch, %3 a tag
    m_out.line(CommandLine::tr("Edits of %1, branch %2, tag %3:").arg(plan.projectPath, plan.branch, plan.tag));
    for (const GitFileEdit &file : plan.files) {
        m_out.line(QStringLiteral("  ") + file.path);
        for (const DiffLine &line : diffOf(file)) {
            const bool isChange = line.kind == DiffLine::Kind::Added || line.kind == DiffLine::Kind::Removed;
            const QString mark = line.kind == DiffLine::Kind::Added ? QStringLiteral("+") : QStringLiteral("-");
            if (isChange)
                m_out.line(QStringLiteral("    %1 %2").arg(mark, line.text));
        }
    }
}

void RunReport::edit(const GitRunEvent &event, const QString &words)
{
    if (m_json)
        return object({{QStringLiteral("type"), QStringLiteral("event")}, {QStringLiteral("run"), event.run.text()},
            {QStringLiteral("sequence"), event.sequence}, {QStringLiteral("at"), event.at.toString(Qt::ISODateWithMs)},
            {QStringLiteral("commit"), event.commit}, {QStringLiteral("tag"), event.tag},
            {QStringLiteral("pipeline"), event.pipeline.row.id}, {QStringLiteral("status"), event.pipeline.row.status},
            {QStringLiteral("text"), event.text.plain()}});
    if (!words.isEmpty())
        m_err.line(words);
}

void RunReport::event(const DeployRun &run, const DeployEvent &event)
{
    if (m_json)
        return object(toJson(event));
    if (event.kind == DeployEvent::Kind::RunChanged || event.kind == DeployEvent::Kind::RunEnded)
        return;
    const QString where = QStringLiteral("%1 %2 %3").arg(event.host.text(), event.part.text(), nameOf(event.step));
    const bool output = event.kind == DeployEvent::Kind::Output;
    if (output || !m_err.isInteractive() || event.stepState == StepState::Failed)
        m_err.line(output ? QStringLiteral("%1 | %2").arg(event.host.text(), event.text.text)
                          : QStringLiteral("%1 %2 %3").arg(where, nameOf(event.stepState), phraseText(event.text)));
    const RunProgress progress = progressOf(run);
    m_err.progress(progress.finished, progress.total, where);
}

ExitCode RunReport::end(const DeployRun &run)
{
    if (m_json) {
        object({{QStringLiteral("type"), QStringLiteral("result")}, {QStringLiteral("run"), run.id.text()},
            {QStringLiteral("outcome"), nameOf(run.state)},
            {QStringLiteral("failure"), run.failure.isEmpty() ? QString() : failureLine(run.failedAt, run.failure)}});
        return exitCodeOf(run.state);
    }
    m_out.line(QStringLiteral("%1: %2 %3")
                   .arg(subjectOf(run), nameOf(run.state), failureLine(run.failedAt, phraseText(run.failure))));
    for (const DeployRun::Lane &lane : run.lanes) {
        const bool touched = lane.startedAt.isValid();
        m_out.line(QStringLiteral("  %1  %2  %3")
                       .arg(lane.host.text().leftJustified(16), lane.part.text().leftJustified(20),
                           touched ? phraseText(lane.note).section(u'\n', 0, 0) : CommandLine::tr("not touched")));
    }
    if (run.state == RunState::Paused || run.state == RunState::Interrupted)
        //: %1 are the first digits of a run's id; the words in front of it are commands
        m_out.line(CommandLine::tr("Decide with opsdeck resume, retry, skip, rollback or cancel, and --run %1.")
                       .arg(run.id.text().left(8)));
    return exitCodeOf(run.state);
}

ExitCode RunReport::end(const GitRun &run)
{
    const Pipeline pipeline = run.pipeline ? run.pipeline->row : Pipeline();
    if (m_json)
        object({{QStringLiteral("type"), QStringLiteral("result")}, {QStringLiteral("run"), run.id.text()},
            {QStringLiteral("outcome"), nameOf(run.state)}, {QStringLiteral("failure"), run.failure.plain()},
            {QStringLiteral("executor"), QStringLiteral("gitlab")}, {QStringLiteral("commit"), run.commit},
            {QStringLiteral("tag"), run.tag}, {QStringLiteral("pipeline"), pipeline.id},
            {QStringLiteral("status"), pipeline.status}});
    else
        m_out.line(QStringLiteral("%1 %2 → %3: %4 %5")
                       .arg(run.plan.product.text(), run.plan.version, run.plan.environment.text(), nameOf(run.state),
                           phraseText(run.failure))
                       .trimmed());
    if (!run.unrecorded.isEmpty())
        m_err.line(CommandLine::tr("The ledger does not have this: %1").arg(phraseText(run.unrecorded)));
    return exitCodeOf(run.state);
}

void RunReport::runs(const QList<DeployRun> &runs, const QList<GitRunRecord> &byGit, qsizetype most)
{
    auto own = runs.cbegin();
    auto theirs = byGit.cbegin();
    for (qsizetype i = 0; i < most && (own != runs.cend() || theirs != byGit.cend()); ++i) {
        const bool isOwn = theirs == byGit.cend() || (own != runs.cend() && own->startedAt >= theirs->startedAt);
        if (isOwn)
            listed(*own++);
        else
            listed(*theirs++);
    }
}

void RunReport::listed(const DeployRun &run)
{
    const RunProgress progress = progressOf(run);
    if (m_json)
        return object({{QStringLiteral("type"), QStringLiteral("run")}, {QStringLiteral("run"), run.id.text()},
            {QStringLiteral("executor"), QStringLiteral("ssh")}, {QStringLiteral("product"), run.plan.product.text()},
            {QStringLiteral("version"), run.plan.version}, {QStringLiteral("environment"), run.plan.environment.text()},
            {QStringLiteral("state"), nameOf(run.state)}, {QStringLiteral("undoes"), run.plan.undoes.text()},
            {QStringLiteral("startedAt"), run.startedAt.toString(Qt::ISODateWithMs)},
            {QStringLiteral("finishedSteps"), progress.finished}, {QStringLiteral("steps"), progress.total},
            {QStringLiteral("failure"), run.failure.isEmpty() ? QString() : failureLine(run.failedAt, run.failure)}});
    m_out.line(QStringLiteral("%1  %2  %3  %4/%5  %6")
                   .arg(run.id.text().left(8), run.startedAt.toLocalTime().toString(Qt::ISODate),
                       nameOf(run.state).leftJustified(11), QString::number(progress.finished),
                       QString::number(progress.total), subjectOf(run)));
}

void RunReport::listed(const GitRunRecord &run)
{
    if (m_json)
        return object({{QStringLiteral("type"), QStringLiteral("run")}, {QStringLiteral("run"), run.id.text()},
            {QStringLiteral("executor"), QStringLiteral("gitlab")}, {QStringLiteral("product"), run.product},
            {QStringLiteral("version"), run.version}, {QStringLiteral("environment"), run.environment},
            {QStringLiteral("state"), nameOf(run.state)},
            {QStringLiteral("startedAt"), run.startedAt.toString(Qt::ISODateWithMs)},
            {QStringLiteral("commit"), run.commit}, {QStringLiteral("tag"), run.tag},
            {QStringLiteral("pipeline"), run.pipeline.toLongLong()}, {QStringLiteral("status"), run.pipelineStatus},
            {QStringLiteral("failure"), run.failure}});
    //: %1 is the number of a pipeline
    const QString pipeline
        = run.pipeline.isEmpty() ? CommandLine::tr("no pipeline") : CommandLine::tr("pipeline %1").arg(run.pipeline);
    m_out.line(QStringLiteral("%1  %2  %3  %4  %5 %6 → %7")
                   .arg(run.id.text().left(8), run.startedAt.toLocalTime().toString(Qt::ISODate),
                       nameOf(run.state).leftJustified(11), pipeline, run.product, run.version, run.environment));
}

ExitCode RunReport::fail(const Error &error)
{
    return tellFailure(m_err, m_json, error);
}

void RunReport::object(const QJsonObject &json)
{
    writeJsonLine(json);
}

bool isLast(const DeployEvent &event)
{
    const bool isPause = event.kind == DeployEvent::Kind::RunChanged && event.runState == RunState::Paused;
    return isPause || event.kind == DeployEvent::Kind::RunEnded;
}

} // namespace opsdeck
