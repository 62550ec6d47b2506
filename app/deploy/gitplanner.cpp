// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/gitplanner.h"

#include "app/workspace/composefile.h"
#include "models/domain/workspace.h"

namespace opsdeck {

namespace {

constexpr qsizetype MostDiffLines = 40;

QString shortSha(const QString &sha)
{
    return sha.left(8);
}

QString placeOf(const GitReleasePlan &plan)
{
    return plan.source.text() + u'/' + plan.projectPath;
}

QCoro::Task<Result<void>> requireFreeTag(GitWriter *git, GitReleasePlan plan, std::stop_token stop)
{
    const auto taken = co_await git->findTag(plan.project, plan.tag, stop);
    if (!taken)
        co_return tl::unexpected(taken.error());
    if (!*taken)
        co_return Result<void>{};
    co_return failure(Error::Kind::Refused, placeOf(plan),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "tag %1 exists already, at commit %2"),
            {plan.tag, shortSha((*taken)->commit)}));
}

QCoro::Task<Result<GitFileEdit>> makeEdit(GitWriter *git, GitReleasePlan plan, GitFileImages file, std::stop_token stop)
{
    const auto found = co_await git->readFile(plan.project, file.path, plan.head, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    QMap<QString, ImageRef> pinned;
    for (auto it = file.images.cbegin(); it != file.images.cend(); ++it)
        pinned.insert(it.key(), it->pinned(it->digest));
    const auto after = withImages(found->content, pinned, file.path);
    if (!after)
        co_return tl::unexpected(after.error());
    GitFileEdit edit;
    edit.path = file.path;
    edit.images = pinned;
    edit.before = found->content;
    edit.after = *after;
    edit.lastCommit = found->lastCommit;
    co_return edit;
}

QStringList changedLines(const GitFileEdit &planned, const QByteArray &now)
{
    QStringList lines;
    const auto diff = lineDiff(planned.before, now);
    for (const DiffLine &line : diff) {
        if (line.kind == DiffLine::Kind::Added)
            lines.append(QStringLiteral("+ ") + line.text);
        else if (line.kind == DiffLine::Kind::Removed)
            lines.append(QStringLiteral("- ") + line.text);
    }
    if (lines.size() > MostDiffLines) {
        const qsizetype all = lines.size();
        lines = lines.mid(0, MostDiffLines);
        lines.append(QStringLiteral("… (%1)").arg(all));
    }
    return lines;
}

QCoro::Task<Result<QStringList>> differencesOf(GitWriter *git, GitReleasePlan plan, QString head, std::stop_token stop)
{
    QStringList found;
    if (head != plan.head)
        found.append(QStringLiteral("%1: %2 → %3").arg(plan.branch, shortSha(plan.head), shortSha(head)));
    for (const GitFileEdit &edit : std::as_const(plan.files)) {
        const auto now = co_await git->readFile(plan.project, edit.path, head, stop);
        if (!now && now.error().kind != Error::Kind::NotFound)
            co_return tl::unexpected(now.error());
        if (!now) {
            found.append(QStringLiteral("%1: %2").arg(edit.path, now.error().said().plain()));
        } else if (now->content != edit.before || now->lastCommit != edit.lastCommit) {
            found.append(
                QStringLiteral("%1: %2 → %3").arg(edit.path, shortSha(edit.lastCommit), shortSha(now->lastCommit)));
            found += changedLines(edit, now->content);
        }
    }
    co_return found;
}

QCoro::Task<Result<void>> requireThaw(GitWriter *git, GitReleasePlan plan, QDateTime now, std::stop_token stop)
{
    const auto periods = co_await git->freezePeriods(plan.project, stop);
    if (!periods && periods.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(periods.error());
    if (!periods)
        co_return failure(Error::Kind::Refused, placeOf(plan),
            Phrase(
                QT_TRANSLATE_NOOP("Phrase", "the freeze periods cannot be read, so nobody knows whether one is on: %1"),
                {periods.error().said().plain()}),
            periods.error().status);
    QList<FreezeWindow> windows;
    for (const GitFreezePeriod &period : *periods) {
        const auto window = freezeWindowOf(period, plan.environment);
        if (!window)
            co_return failure(Error::Kind::Refused, placeOf(plan),
                Phrase(
                    QT_TRANSLATE_NOOP("Phrase", "a freeze period cannot be read, so nobody knows whether it is on: %1"),
                    {window.error().said().plain()}));
        windows.append(*window);
    }
    Environment where;
    where.id = plan.environment;
    const auto freeze = freezeAt(windows, {}, where, now);
    if (!freeze)
        co_return Result<void>{};
    const QString until = freeze->until.isValid()
        ? freeze->until.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
        : QStringLiteral("?");
    co_return failure(Error::Kind::Refused, placeOf(plan),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "GitLab has a freeze period (%1) until %2"), {freeze->title, until}));
}

GitReleasePlan planFor(const GitReleaseOrder &order, const QString &tag)
{
    GitReleasePlan plan;
    plan.product = order.product;
    plan.version = order.version;
    plan.environment = order.environment;
    plan.source = order.source;
    plan.branch = order.branch;
    plan.tag = tag;
    plan.reason = order.reason;
    plan.createdBy = order.createdBy;
    plan.createdAt = QDateTime::currentDateTimeUtc();
    return plan;
}

} // namespace

QCoro::Task<Result<GitReleasePlan>> makeGitPlan(GitWriter *git, GitReleaseOrder order, std::stop_token stop)
{
    if (const auto sound = checkOrder(order); !sound)
        co_return tl::unexpected(sound.error());
    const auto tag = gitTagName(order.tagPattern, order.product, order.version, order.environment);
    if (!tag)
        co_return tl::unexpected(tag.error());
    GitReleasePlan plan = planFor(order, *tag);
    const auto project = co_await git->project(order.project, stop);
    if (!project)
        co_return tl::unexpected(project.error());
    plan.project = project->id;
    plan.projectPath = project->path;
    const auto head = co_await git->branchHead(plan.project, plan.branch, stop);
    if (!head)
        co_return tl::unexpected(head.error());
    plan.head = *head;
    const auto free = co_await requireFreeTag(git, plan, stop);
    if (!free)
        co_return tl::unexpected(free.error());
    for (const GitFileImages &file : std::as_const(order.files)) {
        // Of that commit, not of the branch: so the files belong together.
        const auto edit = co_await makeEdit(git, plan, file, stop);
        if (!edit)
            co_return tl::unexpected(edit.error());
        plan.files.append(*edit);
    }
    co_return plan;
}

QCoro::Task<Result<void>> confirmGitReality(GitWriter *git, GitReleasePlan plan, QDateTime now, std::stop_token stop)
{
    const auto thaw = co_await requireThaw(git, plan, now, stop);
    if (!thaw)
        co_return thaw;
    const auto free = co_await requireFreeTag(git, plan, stop);
    if (!free)
        co_return free;
    const auto head = co_await git->branchHead(plan.project, plan.branch, stop);
    if (!head)
        co_return tl::unexpected(head.error());
    const auto differences = co_await differencesOf(git, plan, *head, stop);
    if (!differences)
        co_return tl::unexpected(differences.error());
    if (differences->isEmpty())
        co_return Result<void>{};
    co_return failure(Error::Kind::Refused, placeOf(plan),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "This is not any more as the plan found it; make a new plan:\n%1"),
            {differences->join(u'\n')}));
}

} // namespace opsdeck
