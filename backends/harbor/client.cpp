// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/client.h"

#include <QSet>

namespace opsdeck::harbor {

namespace {

constexpr qint64 PageSize = 100; // Harbor's largest
constexpr int WholePages = 500;
constexpr int WholeTries = 3;

http::Url pageOf(const http::Url &list, qint64 page)
{
    return list.query("page", page).query("page_size", PageSize);
}

} // namespace

Client::Client(http::Session &session)
    : m_session(session)
    , m_source(session.connection().id)
{ }

QCoro::Task<Result<http::Answer>> Client::get(http::Url url, std::stop_token stop)
{
    ++m_requests;
    http::Request request;
    request.url = url;
    request.headers.append(http::Header("X-Accept-Vulnerabilities", ScanReports));
    // Else a project whose name is a number would be taken for another project's id.
    request.headers.append(http::Header("X-Is-Resource-Name", "true"));
    return m_session.send(std::move(request), std::move(stop));
}

template <typename T, typename Parse>
QCoro::Task<Result<QList<T>>> Client::whole(http::Url list, Parse parse, std::stop_token stop)
{
    QList<T> all;
    QSet<QString> known; // rows move between pages while we read
    http::DriftWatch watch;
    int tries = 1;
    for (int page = 1; page <= WholePages; ++page) {
        auto answer = co_await get(pageOf(list, page), stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        auto rows = m_session.judged(*answer, parse(answer->body, m_source));
        if (!rows)
            co_return tl::unexpected(rows.error());
        watch.see(*answer);
        for (const T &row : std::as_const(*rows)) {
            if (!known.contains(row.name))
                all.append(row);
            known.insert(row.name);
        }
        if (rows->size() == PageSize)
            continue;
        if (!watch.hasDrifted())
            co_return all;
        if (tries++ == WholeTries)
            co_return failure(Error::Kind::BadAnswer, m_source.text(),
                QStringLiteral("This list changes faster than it can be read: ") + QString::fromUtf8(list.bytes()));
        all.clear();
        known.clear();
        watch = {};
        page = 0;
    }
    co_return failure(Error::Kind::Refused, m_source.text(),
        QStringLiteral("More than %1 rows: %2").arg(WholePages * PageSize).arg(QString::fromUtf8(list.bytes())));
}

QCoro::Task<Result<SourceIdentity>> Client::systemInfo(std::stop_token stop)
{
    auto answer = co_await get(api().path("systeminfo"), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return parseSystemInfo(answer->body, m_source);
}

QCoro::Task<Result<QList<Phrase>>> Client::login(QString user, std::stop_token stop)
{
    // The prefix of robots can be changed, so that another name may be one, too: then the second question decides.
    if (!user.startsWith(QStringLiteral("robot$"))) {
        auto known = co_await get(api().path("users/current"), stop);
        if (known)
            co_return parseCurrentUser(known->body, m_source);
        if (known.error().status == 0)
            co_return tl::unexpected(known.error());
    }
    auto allowed = co_await get(api().path("users/current/permissions"), stop);
    // Any other refusal than 401 was meant for somebody whom it knows.
    if (!allowed
        && (allowed.error().kind == Error::Kind::Unauthorised || allowed.error().status == 0
            || allowed.error().status == 429 || allowed.error().status >= 500))
        co_return tl::unexpected(allowed.error());
    const Phrase robot(QT_TRANSLATE_NOOP("Phrase", "a robot account: may what it was made for"));
    co_return QList<Phrase>{robot};
}

QCoro::Task<Result<Client::Newest>> Client::newest(QByteArray memory, std::stop_token stop)
{
    ++m_requests;
    const auto list = pageOf(api().path("repositories").query("sort", QStringLiteral("-update_time")), 1);
    const auto answer = co_await m_session.getIfNew(list, std::move(memory), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    Newest newest{std::nullopt, answer->memory};
    if (answer->unchanged)
        co_return newest;
    auto rows = m_session.judged(*answer, parseRepositories(answer->body, m_source));
    if (!rows)
        co_return tl::unexpected(rows.error());
    newest.rows = *std::move(rows);
    co_return newest;
}

QCoro::Task<Result<QList<RegistryProject>>> Client::projects(std::stop_token stop)
{
    return whole<RegistryProject>(api().path("projects"), parseProjects, stop);
}

QCoro::Task<Result<QList<RegistryRepository>>> Client::repositories(QString project, std::stop_token stop)
{
    return whole<RegistryRepository>(projectUrl(project).path("repositories"), parseRepositories, stop);
}

QCoro::Task<Result<Client::Page<Artifact>>> Client::artifacts(QString repository, int page, std::stop_token stop)
{
    // The path wants the name without its project, a slash in it encoded twice.
    const QString project = repository.section(u'/', 0, 0);
    const auto list = projectUrl(project)
                          .path("repositories")
                          .segmentTwice(repository.section(u'/', 1))
                          .path("artifacts")
                          .query("with_tag", QStringLiteral("true"))
                          .query("with_scan_overview", QStringLiteral("true"));
    auto answer = co_await get(pageOf(list, page), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    auto parse
        = [source = m_source, repository](const QByteArray &body) { return parseArtifacts(body, source, repository); };
    auto rows = co_await m_session.read(*answer, std::move(parse), stop);
    if (!rows)
        co_return tl::unexpected(rows.error());
    const bool last = rows->size() < PageSize;
    co_return Page<Artifact>{*std::move(rows), last};
}

} // namespace opsdeck::harbor
