// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gitrelease.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int DiffContext = 3;

QJsonObject imagesToJson(const QMap<QString, ImageRef> &images)
{
    QJsonObject json;
    for (auto it = images.cbegin(); it != images.cend(); ++it)
        json.insert(it.key(), it->text());
    return json;
}

std::optional<QMap<QString, ImageRef>> imagesFromJson(const QJsonObject &json)
{
    QMap<QString, ImageRef> images;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const auto image = ImageRef::parse(it.value().toString());
        if (!image || image->digest.isEmpty())
            return std::nullopt;
        images.insert(it.key(), *image);
    }
    return images;
}

QJsonObject editToJson(const GitFileEdit &edit)
{
    return {
        {QStringLiteral("path"), edit.path},
        {QStringLiteral("images"), imagesToJson(edit.images)},
        {QStringLiteral("before"), QString::fromLatin1(edit.before.toBase64())},
        {QStringLiteral("after"), QString::fromLatin1(edit.after.toBase64())},
        {QStringLiteral("lastCommit"), edit.lastCommit},
    };
}

std::optional<GitFileEdit> editFromJson(const QJsonObject &json)
{
    GitFileEdit edit;
    edit.path = json.value(u"path").toString();
    const auto images = imagesFromJson(json.value(u"images").toObject());
    if (!images || !isRepositoryPath(edit.path))
        return std::nullopt;
    edit.images = *images;
    edit.before = QByteArray::fromBase64(json.value(u"before").toString().toLatin1());
    edit.after = QByteArray::fromBase64(json.value(u"after").toString().toLatin1());
    edit.lastCommit = json.value(u"lastCommit").toString();
    return edit;
}

// QJsonObject keeps its keys sorted, so the compact form is canonical.
QJsonObject whatIsDone(const GitReleasePlan &plan)
{
    QJsonArray files;
    for (const GitFileEdit &edit : plan.files)
        files.append(editToJson(edit));
    return {
        {QStringLiteral("product"), plan.product.text()},
        {QStringLiteral("version"), plan.version},
        {QStringLiteral("environment"), plan.environment.text()},
        {QStringLiteral("source"), plan.source.text()},
        // As text: a JSON number is a double.
        {QStringLiteral("project"), QString::number(plan.project)},
        {QStringLiteral("projectPath"), plan.projectPath},
        {QStringLiteral("branch"), plan.branch},
        {QStringLiteral("head"), plan.head},
        {QStringLiteral("tag"), plan.tag},
        {QStringLiteral("reason"), plan.reason},
        {QStringLiteral("files"), files},
    };
}

/// One line, and no "[skip ci]" in it: the pipeline is what the commit is for.
QString oneLine(QString text)
{
    return text.replace(u'[', u'(').replace(u']', u')').simplified();
}

Result<void> checkFile(const GitFileImages &file)
{
    if (!isRepositoryPath(file.path))
        return failure(Error::Kind::Usage, file.path,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no path in a repository"), {file.path}));
    if (file.images.isEmpty())
        return failure(Error::Kind::Usage, file.path,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no service of %1 gets an image"), {file.path}));
    for (auto it = file.images.cbegin(); it != file.images.cend(); ++it) {
        if (it->digest.isEmpty() || it->repository.isEmpty())
            return failure(Error::Kind::Usage, file.path,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the image of %1 is not pinned by digest"), {it.key()}));
    }
    return {};
}

/// How much a status says about its stage; the highest counts.
int weightOf(const QString &status)
{
    static const QStringList rising{QStringLiteral("skipped"), QStringLiteral("success"), QStringLiteral("manual"),
        QStringLiteral("scheduled"), QStringLiteral("created"), QStringLiteral("pending"), QStringLiteral("running"),
        QStringLiteral("canceling"), QStringLiteral("canceled"), QStringLiteral("failed")};
    const auto at = rising.indexOf(status);
    return at >= 0 ? static_cast<int>(at) : static_cast<int>(rising.indexOf(QStringLiteral("pending")));
}

} // namespace

bool GitReleasePlan::isNoop() const
{
    return std::all_of(files.cbegin(), files.cend(), [](const GitFileEdit &edit) { return edit.isNoop(); });
}

QByteArray toJson(const GitReleasePlan &plan)
{
    QJsonObject json = whatIsDone(plan);
    json.insert(QStringLiteral("createdBy"), plan.createdBy);
    json.insert(QStringLiteral("createdAt"), plan.createdAt.toUTC().toString(Qt::ISODateWithMs));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<GitReleasePlan> gitPlanFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    GitReleasePlan plan;
    plan.product = ProductId(object.value(u"product").toString());
    plan.version = object.value(u"version").toString();
    plan.environment = EnvironmentId(object.value(u"environment").toString());
    plan.source = SourceId(object.value(u"source").toString());
    plan.project = object.value(u"project").toString().toLongLong();
    plan.projectPath = object.value(u"projectPath").toString();
    plan.branch = object.value(u"branch").toString();
    plan.head = object.value(u"head").toString();
    plan.tag = object.value(u"tag").toString();
    plan.reason = object.value(u"reason").toString();
    plan.createdBy = object.value(u"createdBy").toString();
    plan.createdAt = QDateTime::fromString(object.value(u"createdAt").toString(), Qt::ISODateWithMs);
    for (const QJsonValue value : object.value(u"files").toArray()) {
        const auto edit = editFromJson(value.toObject());
        if (!edit)
            return std::nullopt;
        plan.files.append(*edit);
    }
    const bool isPlan = plan.project > 0 && isGitRefName(plan.branch) && isGitRefName(plan.tag) && !plan.head.isEmpty();
    return isPlan ? std::optional(plan) : std::nullopt;
}

QString planHash(const GitReleasePlan &plan)
{
    const QByteArray bytes = QJsonDocument(whatIsDone(plan)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QList<DiffLine> diffOf(const GitFileEdit &edit)
{
    return withContext(lineDiff(edit.before, edit.after), DiffContext);
}

Result<void> checkOrder(const GitReleaseOrder &order)
{
    if (order.product.isEmpty() || order.version.isEmpty() || order.environment.isEmpty() || order.project.isEmpty())
        return failure(Error::Kind::Usage, order.project,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "product, version, environment and repository have to be named")));
    if (!isGitRefName(order.branch))
        return failure(Error::Kind::Usage, order.project,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no name for a branch"), {order.branch}));
    if (order.files.isEmpty())
        return failure(Error::Kind::Usage, order.project,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no file of the compose repository is named")));
    QStringList seen;
    for (const GitFileImages &file : order.files) {
        if (const auto sound = checkFile(file); !sound)
            return sound;
        if (seen.contains(file.path))
            return failure(Error::Kind::Usage, order.project,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is named twice"), {file.path}));
        seen.append(file.path);
    }
    return {};
}

bool isRepositoryPath(const QString &path)
{
    const auto isControl = [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; };
    if (path.isEmpty() || path.size() > 1024 || std::any_of(path.cbegin(), path.cend(), isControl))
        return false;
    const QStringList parts = path.split(u'/');
    return std::all_of(parts.cbegin(), parts.cend(), [](const QString &part) {
        return !part.isEmpty() && part != u"." && part != u".." && part.compare(u".git", Qt::CaseInsensitive) != 0;
    });
}

bool isGitRefName(const QString &name)
{
    static const QRegularExpression forbidden(QStringLiteral("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//"));
    if (name.isEmpty() || name.size() > 200 || name == u"@" || name.startsWith(u'-') || name.startsWith(u'/')
        || name.endsWith(u'/') || name.endsWith(u'.') || forbidden.match(name).hasMatch())
        return false;
    const QStringList parts = name.split(u'/');
    return std::none_of(parts.cbegin(), parts.cend(),
        [](const QString &part) { return part.startsWith(u'.') || part.endsWith(u".lock"); });
}

Result<QString> gitTagName(
    const QString &pattern, const ProductId &product, const QString &version, const EnvironmentId &environment)
{
    const QMap<QString, QString> values{{QStringLiteral("product"), product.text()},
        {QStringLiteral("version"), version}, {QStringLiteral("environment"), environment.text()}};
    static const QRegularExpression place(QStringLiteral("\\{([^{}]*)\\}"));
    QString name;
    qsizetype at = 0;
    for (auto matches = place.globalMatch(pattern); matches.hasNext();) {
        const auto match = matches.next(); // one pass: what is filled in is never looked at again
        if (!values.contains(match.captured(1)))
            return failure(Error::Kind::Usage, pattern,
                Phrase(
                    QT_TRANSLATE_NOOP("Phrase", "a tag's name knows no %1: only {product}, {version}, {environment}"),
                    {match.captured(0)}));
        name += pattern.mid(at, match.capturedStart() - at) + values.value(match.captured(1));
        at = match.capturedEnd();
    }
    name += pattern.mid(at);
    if (!isGitRefName(name))
        return failure(
            Error::Kind::Usage, pattern, Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" is no name for a tag"), {name}));
    return name;
}

QString runMark(const RunId &run)
{
    return QStringLiteral("Opsdeck-Run: ") + run.text();
}

QString commitMessage(const GitReleasePlan &plan, const RunId &run)
{
    QString message = QStringLiteral("Deploy %1 to %2\n\n")
                          .arg(oneLine(plan.product.text() + u' ' + plan.version), oneLine(plan.environment.text()));
    if (!plan.reason.isEmpty())
        message += QStringLiteral("Reason: ") + oneLine(plan.reason) + QStringLiteral("\n\n");
    return message + QStringLiteral("Opsdeck-Plan: ") + planHash(plan) + u'\n' + runMark(run) + u'\n';
}

bool hasMark(const QString &message, const QString &mark)
{
    const QStringList lines = message.split(u'\n');
    return std::any_of(lines.cbegin(), lines.cend(), [&](const QString &line) { return line.trimmed() == mark; });
}

bool isGitEnd(const QString &status)
{
    return status == u"success" || status == u"failed" || status == u"canceled" || status == u"skipped";
}

RunState runStateOf(const QString &endStatus)
{
    if (endStatus == u"success")
        return RunState::Done;
    return endStatus == u"canceled" ? RunState::Cancelled : RunState::Failed;
}

QList<GitStage> stagesOf(const QList<Job> &jobs)
{
    QList<GitStage> stages;
    for (const Job &job : jobs) {
        auto stage
            = std::find_if(stages.begin(), stages.end(), [&](const GitStage &each) { return each.name == job.stage; });
        if (stage == stages.end())
            stage = stages.insert(stages.end(), GitStage{job.stage, job.status, 0, 0});
        if (weightOf(job.status) > weightOf(stage->status))
            stage->status = job.status;
        ++stage->jobs;
        stage->ended += isGitEnd(job.status) ? 1 : 0;
    }
    return stages;
}

void apply(GitRun &run, const GitRunEvent &event)
{
    if (event.run != run.id || event.sequence <= run.sequence || run.state != RunState::Running)
        return;
    run.sequence = event.sequence;
    if (!run.startedAt.isValid())
        run.startedAt = event.at;
    switch (event.kind) {
    case GitRunEvent::Kind::Ended:
        run.state = event.state;
        run.endedAt = event.at;
        run.failure = event.text;
        return;
    case GitRunEvent::Kind::Note:
        run.note = event.text;
        return;
    case GitRunEvent::Kind::Committed:
        run.commit = event.commit;
        break;
    case GitRunEvent::Kind::Tagged:
        run.tag = event.tag;
        break;
    case GitRunEvent::Kind::Pipeline:
        run.pipeline = event.pipeline;
        break;
    case GitRunEvent::Kind::Begun:
    case GitRunEvent::Kind::Edited:
    case GitRunEvent::Kind::Committing:
    case GitRunEvent::Kind::Tagging:
        break;
    }
    run.reached = event.kind;
}

GitRun foldGitRun(const RunId &id, const GitReleasePlan &plan, const QList<GitRunEvent> &events)
{
    GitRun run;
    run.id = id;
    run.plan = plan;
    for (const GitRunEvent &event : events)
        apply(run, event);
    return run;
}

Result<FreezeWindow> freezeWindowOf(const GitFreezePeriod &period, const EnvironmentId &environment)
{
    const auto start = CronRule::parse(period.start);
    if (!start)
        return tl::unexpected(start.error());
    const auto end = CronRule::parse(period.end);
    if (!end)
        return tl::unexpected(end.error());
    const QTimeZone zone = period.zone.isEmpty() ? QTimeZone::utc() : QTimeZone(period.zone.toUtf8());
    if (!zone.isValid())
        return failure(Error::Kind::Usage, period.zone,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this machine knows no time zone \"%1\""), {period.zone}));
    FreezeWindow window;
    window.title = QStringLiteral("%1 – %2 %3").arg(period.start, period.end, period.zone).trimmed();
    window.environments = {environment};
    window.when = FreezeWindow::CronPair{*start, *end, zone};
    return window;
}

} // namespace opsdeck
