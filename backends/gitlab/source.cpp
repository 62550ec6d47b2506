// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/source.h"

#include "backends/gitlab/projectreader.h"
#include "backends/http/session.h"

#include <algorithm>

namespace opsdeck {

using gitlab::Client;
using gitlab::Cursor;
using gitlab::ProjectMark;
using namespace std::chrono_literals;

namespace {

constexpr int RequestsPerBatch = 100;
constexpr std::chrono::milliseconds FullListingEvery = 1h; // finds projects that we were added to
constexpr std::chrono::milliseconds ActivityOverlap = 10s;

class GitLabSource final : public Source
{
public:
    explicit GitLabSource(const SourceContext &context)
        : m_session(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray text, std::stop_token stop) override;
    SourceVitals vitals() const override { return m_session.vitals(); }

private:
    QCoro::Task<Result<SyncBatch>> list(Client *client, Cursor cursor, std::stop_token stop);
    QCoro::Task<Result<SyncBatch>> listConfigured(Client *client, Cursor cursor, std::stop_token stop);
    QCoro::Task<Result<SyncBatch>> visit(Client *client, Cursor cursor, std::stop_token stop);
    std::optional<qint64> next(const Cursor &cursor) const;
    SyncBatch listed(QList<Project> projects, Cursor cursor, bool complete);
    QDateTime serverNow() const { return QDateTime::currentDateTimeUtc().addMSecs(m_session.skew().count()); }
    void tellOnce(const QString &what);

    http::Session m_session;
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
    Cursor cursor = Cursor::parse(text);
    Result<SyncBatch> batch;
    if (next(cursor)) {
        batch = co_await visit(&client, std::move(cursor), stop);
    } else {
        m_postponed.clear();
        batch = co_await list(&client, std::move(cursor), stop);
    }
    co_return batch;
}

std::optional<qint64> GitLabSource::next(const Cursor &cursor) const
{
    const auto found = std::ranges::find_if(cursor.queue, [this](qint64 id) { return !m_postponed.contains(id); });
    return found == cursor.queue.end() ? std::nullopt : std::optional(*found);
}

QCoro::Task<Result<SyncBatch>> GitLabSource::list(Client *client, Cursor cursor, std::stop_token stop)
{
    if (!m_session.connection().projects.isEmpty())
        co_return co_await listConfigured(client, std::move(cursor), stop);
    if (cursor.listing.isEmpty()) {
        cursor.listingAll
            = !cursor.fullListingAt.isValid() || serverNow() >= cursor.fullListingAt.addMSecs(FullListingEvery.count());
        for (ProjectMark &mark : cursor.projects)
            mark.listed = false;
    }
    const QDateTime since = cursor.listingAll ? QDateTime() : cursor.activeSince.addMSecs(-ActivityOverlap.count());
    auto stretch = co_await client->projects(since, cursor.listing, stop);
    if (!stretch)
        co_return tl::unexpected(stretch.error());
    cursor.listing = stretch->next;
    const bool complete = cursor.listingAll && cursor.listing.isEmpty();
    if (complete)
        cursor.fullListingAt = serverNow();
    co_return listed(std::move(stretch->rows), std::move(cursor), complete);
}

QCoro::Task<Result<SyncBatch>> GitLabSource::listConfigured(Client *client, Cursor cursor, std::stop_token stop)
{
    cursor.listing.clear();
    cursor.fullListingAt = {};
    for (ProjectMark &mark : cursor.projects)
        mark.listed = false;
    QList<Project> projects;
    std::optional<Error> unreadable;
    const QStringList paths = m_session.connection().projects;
    for (const QString &path : paths) {
        const qint64 id = cursor.ids.value(path);
        Result<Project> project;
        if (id != 0)
            project = co_await client->project(id, stop);
        else
            project = co_await client->project(path, stop);
        if (project) {
            cursor.ids.insert(path, project->id);
            projects.append(*project);
            continue;
        }
        // A path that is wrong or not ours to see must not hide the others.
        unreadable = project.error();
        if (unreadable->kind != Error::Kind::NotFound && unreadable->kind != Error::Kind::Forbidden)
            co_return tl::unexpected(*unreadable);
        cursor.ids.remove(path);
        tellOnce(QStringLiteral("%1: project %2: %3").arg(unreadable->origin, path, unreadable->detail));
    }
    if (projects.isEmpty() && unreadable)
        co_return tl::unexpected(*unreadable);
    co_return listed(std::move(projects), std::move(cursor), true);
}

SyncBatch GitLabSource::listed(QList<Project> projects, Cursor cursor, bool complete)
{
    for (const Project &project : std::as_const(projects)) {
        ProjectMark &mark = cursor.projects[project.id];
        mark.activity = project.lastActivityAt;
        mark.listed = true;
        if (project.lastActivityAt.isValid()
            && (!cursor.activeSince.isValid() || cursor.activeSince < project.lastActivityAt))
            cursor.activeSince = project.lastActivityAt;
    }
    if (complete)
        cursor.projects.removeIf([](QMap<qint64, ProjectMark>::iterator project) { return !project->listed; });
    cursor.queue.clear();
    if (cursor.listing.isEmpty()) {
        cursor.queue = cursor.projects.keys();
        // What changed last is what people look for first.
        std::ranges::stable_sort(cursor.queue, std::ranges::greater(), [&](qint64 id) {
            const QDateTime activity = cursor.projects.value(id).activity;
            return activity.isValid() ? activity.toMSecsSinceEpoch() : 0;
        });
    }
    SyncBatch batch;
    if (!projects.isEmpty())
        batch.rows.append(Upsert<Project>{std::move(projects)});
    batch.cursor = cursor.json();
    batch.more = !cursor.queue.isEmpty() || !cursor.listing.isEmpty();
    return batch;
}

QCoro::Task<Result<SyncBatch>> GitLabSource::visit(Client *client, Cursor cursor, std::stop_token stop)
{
    gitlab::ProjectReader reader(*client, m_session.connection().id, m_told, serverNow());
    SyncBatch batch;
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
            co_return tl::unexpected(visit.error());
        }
        visited = true;
        batch.rows += visit->rows;
        cursor.projects[*id] = visit->mark;
        if (!visit->mark.isUnfinished())
            cursor.queue.removeOne(*id);
    }
    batch.cursor = cursor.json();
    batch.more = !cursor.queue.isEmpty();
    co_return batch;
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
