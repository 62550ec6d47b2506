// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/source.h"

#include "backends/gitlab/projectreader.h"
#include "backends/http/session.h"
#include "backends/json/keptcursor.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace opsdeck {

using gitlab::Client;
using gitlab::Cursor;
using gitlab::ProjectMark;
using namespace std::chrono_literals;

namespace {

constexpr int RequestsPerBatch = 100;
constexpr std::chrono::milliseconds FullListingEvery = 1h; // finds projects that we were added to
constexpr std::chrono::milliseconds RoundEvery = 1min;
constexpr std::chrono::milliseconds ActivityOverlap = 10s;

/// A poll asks for the projects that were active since the last one, and visits those and the warm ones. GitLab counts
/// pushes, merge requests and the like as activity, but no pipeline that a schedule or a program began: what happens
/// in a project that was quiet for an hour is found by the round over all projects, RoundEvery late at most.
class GitLabSource final : public Source
{
public:
    explicit GitLabSource(const SourceContext &context)
        : m_session(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray text, std::stop_token stop) override;
    void lookClosely() override { m_roundIsDue.setRemainingTime(0); }
    SourceVitals vitals() const override { return m_session.vitals(); }

private:
    using Listed = Result<QList<Project>>; ///< those that are new or not as they were

    QCoro::Task<Listed> list(Client *client, Cursor *cursor, std::stop_token stop);
    QCoro::Task<Listed> listConfigured(Client *client, Cursor *cursor, std::stop_token stop);
    QCoro::Task<Result<SyncBatch>> visit(Client *client, Cursor cursor, std::stop_token stop);
    SyncBatch batchOf(QList<SyncRows> rows, Cursor cursor);
    std::optional<qint64> next(const Cursor &cursor) const;
    QList<Project> merge(const QList<Project> &projects, Cursor *cursor, bool complete);
    QList<qint64> wanted(const Cursor &cursor);
    bool hasConfigured() const { return !m_session.connection().projects.isEmpty(); }
    QDateTime serverNow() const { return QDateTime::currentDateTimeUtc().addMSecs(m_session.skew().count()); }
    void tellOnce(const QString &what);

    http::Session m_session;
    json::KeptCursor<Cursor> m_cursor;
    QDeadlineTimer m_roundIsDue{0};
    QSet<qint64> m_postponed; ///< failed in this pass, so that the others are not kept waiting behind them
    QSet<QString> m_told;
};

QCoro::Task<Result<SourceIdentity>> GitLabSource::probe(std::stop_token stop)
{
    Client client(m_session);
    const auto identity = co_await client.version(stop);
    if (!identity || m_session.connection().secret.isEmpty())
        co_return identity;
    auto rights = co_await client.tokenRights(stop);
    if (!rights)
        co_return tl::unexpected(rights.error());
    m_session.tellRights(*std::move(rights));
    co_return identity;
}

QCoro::Task<Result<SyncBatch>> GitLabSource::fetch(QByteArray text, std::stop_token stop)
{
    Client client(m_session);
    Cursor cursor = m_cursor.parse(text);
    if (next(cursor))
        co_return co_await visit(&client, std::move(cursor), stop);
    m_postponed.clear();
    auto projects = co_await list(&client, &cursor, stop);
    if (!projects)
        co_return tl::unexpected(projects.error());
    cursor.queue = cursor.listing.isEmpty() ? wanted(cursor) : QList<qint64>();
    if (projects->isEmpty() && !cursor.queue.isEmpty())
        co_return co_await visit(&client, std::move(cursor), stop);
    QList<SyncRows> rows;
    if (!projects->isEmpty())
        rows.append(Upsert<Project>{*std::move(projects)});
    co_return batchOf(std::move(rows), std::move(cursor));
}

SyncBatch GitLabSource::batchOf(QList<SyncRows> rows, Cursor cursor)
{
    if (cursor.queue.isEmpty())
        cursor.queue = {}; // Qt 6.4 hands null to memcmp where an emptied list is compared with one that never held any
    return {std::move(rows), m_cursor.text(cursor), !cursor.queue.isEmpty() || !cursor.listing.isEmpty()};
}

std::optional<qint64> GitLabSource::next(const Cursor &cursor) const
{
    const auto found = std::ranges::find_if(cursor.queue, [this](qint64 id) { return !m_postponed.contains(id); });
    return found == cursor.queue.end() ? std::nullopt : std::optional(*found);
}

QCoro::Task<GitLabSource::Listed> GitLabSource::list(Client *client, Cursor *cursor, std::stop_token stop)
{
    if (hasConfigured() && m_roundIsDue.hasExpired())
        co_return co_await listConfigured(client, cursor, stop);
    if (cursor->listing.isEmpty()) {
        cursor->listingAll = !hasConfigured()
            && (!cursor->fullListingAt.isValid()
                || serverNow() >= cursor->fullListingAt.addMSecs(FullListingEvery.count()));
        if (cursor->listingAll) {
            for (ProjectMark &mark : cursor->projects)
                mark.listed = false;
        }
    }
    const QDateTime since = cursor->listingAll ? QDateTime() : cursor->activeSince.addMSecs(-ActivityOverlap.count());
    auto stretch = co_await client->projects(since, cursor->listing, stop);
    if (!stretch && hasConfigured() && stretch.error().kind == Error::Kind::Forbidden)
        co_return co_await listConfigured(client, cursor, stop);
    if (!stretch)
        co_return tl::unexpected(stretch.error());
    cursor->listing = stretch->next;
    const bool complete = cursor->listingAll && cursor->listing.isEmpty();
    if (complete)
        cursor->fullListingAt = serverNow();
    co_return merge(stretch->rows, cursor, complete);
}

QCoro::Task<GitLabSource::Listed> GitLabSource::listConfigured(Client *client, Cursor *cursor, std::stop_token stop)
{
    cursor->listing.clear();
    cursor->fullListingAt = {};
    for (ProjectMark &mark : cursor->projects)
        mark.listed = false;
    QList<Project> projects;
    std::optional<Error> unreadable;
    const QStringList paths = m_session.connection().projects;
    for (const QString &path : paths) {
        const qint64 id = cursor->ids.value(path);
        Result<Project> project;
        if (id != 0)
            project = co_await client->project(id, stop);
        else
            project = co_await client->project(path, stop);
        if (project) {
            cursor->ids.insert(path, project->id);
            projects.append(*project);
            continue;
        }
        // A path that is wrong or not ours to see must not hide the others.
        unreadable = project.error();
        if (unreadable->kind != Error::Kind::NotFound && unreadable->kind != Error::Kind::Forbidden)
            co_return tl::unexpected(*unreadable);
        cursor->ids.remove(path);
        tellOnce(QStringLiteral("%1: project %2: %3").arg(unreadable->origin, path, unreadable->detail));
    }
    if (projects.isEmpty() && unreadable)
        co_return tl::unexpected(*unreadable);
    co_return merge(projects, cursor, true);
}

QList<Project> GitLabSource::merge(const QList<Project> &projects, Cursor *cursor, bool complete)
{
    QList<Project> changed;
    for (const Project &project : projects) {
        if (project.lastActivityAt.isValid()
            && (!cursor->activeSince.isValid() || cursor->activeSince < project.lastActivityAt))
            cursor->activeSince = project.lastActivityAt;
        const auto known = std::as_const(cursor->projects).find(project.id);
        const bool isNew = known == cursor->projects.cend();
        if (isNew && hasConfigured() && !complete)
            continue; // not one of those that we were told to read
        // A project that was renamed is as active as before.
        if (isNew || complete || cursor->listingAll || known->activity != project.lastActivityAt)
            changed.append(project);
    }
    for (const Project &project : std::as_const(changed)) {
        ProjectMark &mark = cursor->projects[project.id];
        mark.activity = project.lastActivityAt;
        mark.listed = true;
    }
    if (complete)
        cursor->projects.removeIf([](QMap<qint64, ProjectMark>::iterator project) { return !project->listed; });
    return changed;
}

/// What changed last is what people look for first.
QList<qint64> GitLabSource::wanted(const Cursor &cursor)
{
    const bool all = m_roundIsDue.hasExpired();
    if (all)
        m_roundIsDue.setRemainingTime(RoundEvery);
    const QDateTime now = serverNow();
    QList<qint64> ids;
    for (auto mark = cursor.projects.cbegin(); mark != cursor.projects.cend(); ++mark) {
        if (all || mark->isDue(now) || mark->isWarm(now))
            ids.append(mark.key());
    }
    std::ranges::stable_sort(ids, std::ranges::greater(), [&](qint64 id) {
        const QDateTime activity = cursor.projects.value(id).activity;
        return activity.isValid() ? activity.toMSecsSinceEpoch() : 0;
    });
    return ids;
}

QCoro::Task<Result<SyncBatch>> GitLabSource::visit(Client *client, Cursor cursor, std::stop_token stop)
{
    gitlab::ProjectReader reader(*client, m_session.connection().id, m_told, serverNow());
    QList<SyncRows> rows;
    bool visited = false;
    while (client->requests() < RequestsPerBatch) {
        const auto id = next(cursor);
        if (!id)
            break;
        auto visit = co_await reader.visit(*id, cursor.projects.value(*id), stop);
        if (!visit && visited && visit.error().kind != Error::Kind::Cancelled)
            break; // what the others gave is kept; this one comes first next time
        if (!visit) {
            if (visit.error().kind != Error::Kind::Cancelled)
                m_postponed.insert(*id);
            lookClosely(); // the rest of a round waits for the next poll only
            co_return tl::unexpected(visit.error());
        }
        visited = true;
        rows += visit->rows;
        cursor.projects[*id] = visit->mark;
        if (!visit->mark.isUnfinished())
            cursor.queue.removeOne(*id);
    }
    co_return batchOf(std::move(rows), std::move(cursor));
}

void GitLabSource::tellOnce(const QString &what)
{
    if (!m_told.contains(what))
        qCWarning(gitlab::lcGitLab).noquote() << what;
    m_told.insert(what);
}

} // namespace

std::unique_ptr<Source> makeGitLabSource(SourceContext context)
{
    return std::make_unique<GitLabSource>(context);
}

} // namespace opsdeck
