// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/source.h"

#include "backends/harbor/client.h"
#include "backends/harbor/cursor.h"
#include "backends/http/session.h"

#include <QLoggingCategory>
#include <QSet>

#include <algorithm>

namespace opsdeck {

using harbor::Client;
using harbor::Cursor;
using harbor::RepositoryMark;

namespace {

Q_LOGGING_CATEGORY(lcHarbor, "opsdeck.harbor")

constexpr int RequestsPerBatch = 20;

class HarborSource final : public Source
{
public:
    explicit HarborSource(const SourceContext &context)
        : m_session(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray text, std::stop_token stop) override;
    SourceVitals vitals() const override { return m_session.vitals(); }

private:
    QCoro::Task<Result<void>> login(Client *client, std::stop_token stop);
    QCoro::Task<Result<SyncBatch>> list(Client *client, Cursor cursor, std::stop_token stop);
    QCoro::Task<Result<SyncBatch>> read(Client *client, Cursor cursor, std::stop_token stop);
    QCoro::Task<Result<void>> readPage(
        Client *client, Cursor *cursor, QString repository, SyncBatch *batch, std::stop_token stop);
    QList<RegistryProject> wanted(QList<RegistryProject> projects);
    std::optional<QString> next(const Cursor &cursor) const;
    QDateTime serverNow() const { return QDateTime::currentDateTimeUtc().addMSecs(m_session.skew().count()); }
    void tellOnce(const QString &what);

    http::Session m_session;
    QSet<QString> m_postponed; ///< failed in this pass, so that the others are not kept waiting behind them
    QHash<QString, QList<Artifact>> m_partial; ///< repositories that are being read, since their first page
    QSet<QString> m_told;
};

/// What is switched off or closed for us is empty, not broken.
bool isClosed(const Error &error)
{
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Forbidden;
}

bool isUnderWay(const Artifact &artifact)
{
    static const QStringList running{QStringLiteral("Pending"), QStringLiteral("Scheduled"), QStringLiteral("Running")};
    return running.contains(artifact.scan.status);
}

/// What was listed replaces what was known; what changed has to be read again.
void merge(Cursor *cursor, const QList<RegistryRepository> &listed, const QDateTime &now)
{
    QMap<QString, RepositoryMark> marks;
    for (const RegistryRepository &repository : listed) {
        RepositoryMark mark = cursor->repositories.value(repository.name);
        if (mark.updatedAt != repository.updatedAt || mark.artifacts != repository.artifacts)
            mark = RepositoryMark{.updatedAt = repository.updatedAt, .artifacts = repository.artifacts};
        if (mark.isDue(now))
            mark.page = 1;
        marks.insert(repository.name, mark);
    }
    cursor->repositories = marks;
    cursor->queue.clear();
    for (auto mark = marks.cbegin(); mark != marks.cend(); ++mark) {
        if (mark->isDue(now))
            cursor->queue.append(mark.key());
    }
}

QCoro::Task<Result<SourceIdentity>> HarborSource::probe(std::stop_token stop)
{
    Client client(m_session);
    auto identity = co_await client.systemInfo(stop);
    if (!identity)
        co_return identity;
    if (auto known = co_await login(&client, stop); !known)
        co_return tl::unexpected(known.error());
    co_return identity;
}

QCoro::Task<Result<SyncBatch>> HarborSource::fetch(QByteArray text, std::stop_token stop)
{
    Client client(m_session);
    Cursor cursor = Cursor::parse(text);
    Result<SyncBatch> batch;
    if (next(cursor)) {
        batch = co_await read(&client, std::move(cursor), stop);
    } else {
        m_postponed.clear();
        batch = co_await list(&client, std::move(cursor), stop);
    }
    co_return batch;
}

QCoro::Task<Result<void>> HarborSource::login(Client *client, std::stop_token stop)
{
    if (m_session.connection().user.isEmpty() && m_session.connection().secret.isEmpty())
        co_return {};
    auto rights = co_await client->login(m_session.connection().user, stop);
    if (!rights)
        co_return tl::unexpected(rights.error());
    m_session.tellRights(*std::move(rights));
    co_return Result<void>{};
}

std::optional<QString> HarborSource::next(const Cursor &cursor) const
{
    const auto found
        = std::ranges::find_if(cursor.queue, [this](const QString &name) { return !m_postponed.contains(name); });
    return found == cursor.queue.end() ? std::nullopt : std::optional(*found);
}

QCoro::Task<Result<SyncBatch>> HarborSource::list(Client *client, Cursor cursor, std::stop_token stop)
{
    if (auto known = co_await login(client, stop); !known)
        co_return tl::unexpected(known.error());
    auto projects = co_await client->projects(stop);
    if (!projects)
        co_return tl::unexpected(projects.error());
    const QList<RegistryProject> chosen = wanted(*std::move(projects));
    QList<RegistryRepository> repositories;
    for (const RegistryProject &project : chosen) {
        auto listed = co_await client->repositories(project.name, stop);
        if (!listed && !isClosed(listed.error()))
            co_return tl::unexpected(listed.error());
        if (listed)
            repositories += *listed;
        else
            tellOnce(QStringLiteral("project %1: no repositories: %2").arg(project.name, listed.error().detail));
    }
    merge(&cursor, repositories, serverNow());
    SyncBatch batch;
    batch.rows.append(Snapshot<RegistryProject>{chosen});
    batch.rows.append(Snapshot<RegistryRepository>{repositories});
    batch.cursor = cursor.json();
    batch.more = !cursor.queue.isEmpty();
    co_return batch;
}

QList<RegistryProject> HarborSource::wanted(QList<RegistryProject> projects)
{
    const QStringList &names = m_session.connection().projects;
    if (names.isEmpty())
        return projects;
    QStringList missing = names;
    for (const RegistryProject &project : std::as_const(projects))
        missing.removeAll(project.name);
    for (const QString &name : std::as_const(missing))
        tellOnce(QStringLiteral("project %1: not found").arg(name));
    projects.removeIf([&names](const RegistryProject &project) { return !names.contains(project.name); });
    return projects;
}

QCoro::Task<Result<SyncBatch>> HarborSource::read(Client *client, Cursor cursor, std::stop_token stop)
{
    SyncBatch batch;
    bool progressed = false;
    while (client->requests() < RequestsPerBatch) {
        const auto repository = next(cursor);
        if (!repository)
            break;
        auto page = co_await readPage(client, &cursor, *repository, &batch, stop);
        if (!page && progressed && page.error().kind != Error::Kind::Cancelled)
            break; // what the others gave is kept; this one comes first next time
        if (!page) {
            if (page.error().kind != Error::Kind::Cancelled)
                m_postponed.insert(*repository);
            co_return tl::unexpected(page.error());
        }
        progressed = true;
    }
    batch.cursor = cursor.json();
    batch.more = !cursor.queue.isEmpty();
    co_return batch;
}

QCoro::Task<Result<void>> HarborSource::readPage(
    Client *client, Cursor *cursor, QString repository, SyncBatch *batch, std::stop_token stop)
{
    RepositoryMark &mark = cursor->repositories[repository];
    auto page = co_await client->artifacts(repository, mark.page, stop);
    if (!page && !isClosed(page.error()))
        co_return tl::unexpected(page.error());
    if (!page)
        tellOnce(QStringLiteral("repository %1: no artifacts: %2").arg(repository, page.error().detail));
    const QList<Artifact> rows = page ? page->rows : QList<Artifact>();
    if (mark.page == 1)
        mark.scanning = false;
    mark.scanning = mark.scanning || std::ranges::any_of(rows, isUnderWay);
    if (mark.page == 1)
        m_partial.insert(repository, {});
    if (const auto partial = m_partial.find(repository); partial != m_partial.end())
        *partial += rows;
    const bool isWhole = page && page->last && m_partial.contains(repository);
    if (isWhole)
        batch->rows.append(Snapshot<Artifact>{m_partial.take(repository), 0, repository});
    else if (!rows.isEmpty())
        batch->rows.append(Upsert<Artifact>{rows});
    if (page && !page->last) {
        ++mark.page;
        co_return {};
    }
    mark.page = 1;
    mark.readAt = serverNow();
    cursor->queue.removeOne(repository);
    co_return {};
}

void HarborSource::tellOnce(const QString &what)
{
    if (!m_told.contains(what))
        qCWarning(lcHarbor).noquote() << m_session.connection().id.text() << what;
    m_told.insert(what);
}

} // namespace

std::unique_ptr<Source> makeHarborSource(SourceContext context)
{
    return std::make_unique<HarborSource>(context);
}

} // namespace opsdeck
