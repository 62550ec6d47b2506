// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/source.h"

#include "backends/harbor/client.h"
#include "backends/harbor/cursor.h"
#include "backends/http/memory.h"
#include "backends/http/session.h"
#include "backends/json/keptcursor.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QLoggingCategory>
#include <QSet>

#include <algorithm>

namespace opsdeck {

using harbor::Client;
using harbor::Cursor;
using harbor::RepositoryMark;

namespace {

Q_LOGGING_CATEGORY(lcHarbor, "opsdeck.harbor")

using namespace std::chrono_literals;

constexpr int RequestsPerBatch = 20;
constexpr std::chrono::milliseconds ListEvery = 1min;

/// A poll looks at the repositories that changed last, and lists everything only where that shows something new. What
/// it cannot show (a login that is no longer valid, what was deleted, empty projects) is found by a list after
/// ListEvery.
class HarborSource final : public Source
{
public:
    explicit HarborSource(const SourceContext &context)
        : m_session(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray text, std::stop_token stop) override;
    void lookClosely() override { m_listIsDue.setRemainingTime(0); }
    SourceVitals vitals() const override { return m_session.vitals(); }

private:
    QCoro::Task<Result<bool>> hasNews(Client *client, Cursor cursor, std::stop_token stop);
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
    json::KeptCursor<Cursor> m_cursor;
    QDeadlineTimer m_listIsDue{0};
    QByteArray m_newest; ///< memory of a look that showed what the cursor knows
    bool m_canLook = true; ///< as far as is known
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

bool isSame(const RepositoryMark &mark, const RegistryRepository &listed)
{
    return mark.updatedAt == listed.updatedAt && mark.artifacts == listed.artifacts;
}

/// What was listed replaces what was known; what changed has to be read again.
void merge(Cursor *cursor, const QList<RegistryRepository> &listed, const QDateTime &now)
{
    QMap<QString, RepositoryMark> marks;
    for (const RegistryRepository &repository : listed) {
        RepositoryMark mark = cursor->repositories.value(repository.name);
        if (!isSame(mark, repository))
            mark = RepositoryMark{.updatedAt = repository.updatedAt, .artifacts = repository.artifacts};
        marks.insert(repository.name, mark);
    }
    cursor->repositories = marks;
    cursor->queueDue(now);
}

QByteArray memoryOf(const QList<RegistryProject> &projects, const QList<RegistryRepository> &repositories)
{
    QByteArray text = QCoreApplication::applicationVersion().toUtf8();
    for (const RegistryProject &project : projects)
        text += '\n' + project.name.toUtf8() + ' ' + QByteArray::number(project.id) + ' '
            + QByteArray::number(project.repositories);
    for (const RegistryRepository &repository : repositories)
        text += '\n' + repository.name.toUtf8() + ' ' + QByteArray::number(repository.artifacts) + ' '
            + QByteArray::number(repository.updatedAt.toMSecsSinceEpoch());
    return http::hashOf(text);
}

QCoro::Task<Result<SourceIdentity>> HarborSource::probe(std::stop_token stop)
{
    Client client(m_session);
    m_canLook = true; // it may have been upgraded
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
    Cursor cursor = m_cursor.parse(text);
    if (next(cursor))
        co_return co_await read(&client, std::move(cursor), stop);
    m_postponed.clear();
    if (m_listIsDue.hasExpired() || !m_canLook)
        co_return co_await list(&client, std::move(cursor), stop);
    const auto news = co_await hasNews(&client, cursor, stop);
    if (!news)
        co_return tl::unexpected(news.error());
    if (*news)
        co_return co_await list(&client, std::move(cursor), stop);
    cursor.queueDue(serverNow());
    co_return co_await read(&client, std::move(cursor), stop);
}

QCoro::Task<Result<bool>> HarborSource::hasNews(Client *client, Cursor cursor, std::stop_token stop)
{
    auto newest = co_await client->newest(m_newest, stop);
    if (!newest && isClosed(newest.error())) {
        m_canLook = false;
        co_return true;
    }
    if (!newest)
        co_return tl::unexpected(newest.error());
    const QStringList &names = m_session.connection().projects;
    for (const RegistryRepository &repository : newest->rows.value_or(QList<RegistryRepository>())) {
        const bool wanted = names.isEmpty() || names.contains(repository.name.section(u'/', 0, 0));
        if (wanted && !isSame(cursor.repositories.value(repository.name), repository))
            co_return true;
    }
    m_newest = newest->memory;
    co_return false;
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
    m_listIsDue.setRemainingTime(ListEvery);
    m_newest.clear();
    SyncBatch batch;
    const QByteArray before = std::exchange(cursor.listed, memoryOf(chosen, repositories));
    if (cursor.listed.isEmpty() || cursor.listed != before) {
        batch.rows.append(Snapshot<RegistryProject>{chosen});
        batch.rows.append(Snapshot<RegistryRepository>{repositories});
    }
    batch.cursor = m_cursor.text(cursor);
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
    batch.cursor = m_cursor.text(cursor);
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
