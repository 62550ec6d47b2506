// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/keeping.h"

#include "backends/harbor/retentionparse.h"
#include "backends/registry/resolver.h"

#include <algorithm>

namespace opsdeck::harbor {

namespace {

constexpr qint64 PageSize = 100; // Harbor's largest
constexpr int MostImagePages = 20;
constexpr int MostRulePages = 10;

http::Request asking(const http::Url &url)
{
    http::Request request;
    request.url = url;
    // Else a project whose name is a number would be taken for another project's id.
    request.headers.append(http::Header("X-Is-Resource-Name", "true"));
    return request;
}

Phrase whyUnread(const Error &error)
{
    const Phrase said = error.said();
    return said.isEmpty() ? Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 did not answer"), {error.origin}) : said;
}

bool needsImages(const std::optional<ImageRetention> &policy)
{
    return policy && policy->isKnown && !policy->rules.isEmpty();
}

} // namespace

Keeping::Keeping(QList<Connection> connections, http::Client &http, SecretStore &secrets)
    : m_connections(std::move(connections))
    , m_http(http)
    , m_secrets(secrets)
{
    m_connections.removeIf([](const Connection &connection) { return connection.kind != u"harbor"; });
}

http::Url Keeping::Place::projectUrl(const http::Session &session) const
{
    return session.url().path("api/v2.0/projects").segment(project);
}

QCoro::Task<Result<std::optional<KeepingRules>>> Keeping::rules(ImageRef image, std::stop_token stop)
{
    std::optional<KeepingRules> found;
    const SourceId known = registry::connectionFor(image.registry, m_connections).id;
    const auto connection = std::find_if(
        m_connections.cbegin(), m_connections.cend(), [&known](const Connection &one) { return one.id == known; });
    const Place place{known, image.repository.section(u'/', 0, 0), image.repository.section(u'/', 1)};
    if (connection == m_connections.cend() || place.repository.isEmpty())
        co_return found;
    http::Session session(*connection, m_http, m_secrets);
    KeepingRules rules{.project = place.project, .repository = place.repository};
    const auto read = co_await policy(&session, place, stop);
    const auto tags = co_await immutable(&session, place, stop);
    if (read)
        rules.policy = *read;
    else
        rules.policyUnread = whyUnread(read.error());
    if (tags)
        rules.immutable = *tags;
    else
        rules.immutableUnread = whyUnread(tags.error());
    if (needsImages(rules.policy)) {
        const auto images = co_await readImages(&session, place, &rules, stop);
        if (!images)
            rules.policyUnread = whyUnread(images.error());
    }
    if (stop.stop_requested())
        co_return failure(Error::Kind::Cancelled, known.text());
    found = rules;
    co_return found;
}

QCoro::Task<Result<std::optional<ImageRetention>>> Keeping::policy(
    http::Session *session, Place place, std::stop_token stop)
{
    std::optional<ImageRetention> found;
    const http::Request request = asking(place.projectUrl(*session));
    const auto project = co_await session->send(request, stop);
    if (!project)
        co_return tl::unexpected(project.error());
    const auto id = session->judged(*project, parseRetentionId(project->body, place.source));
    if (!id)
        co_return tl::unexpected(id.error());
    if (!id->has_value())
        co_return found;
    const http::Url url = session->url().path("api/v2.0/retentions").segment(QString::number(**id));
    const auto answer = co_await session->get(url, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto read = session->judged(*answer, parseRetention(answer->body, place.source));
    if (!read)
        co_return tl::unexpected(read.error());
    found = *read;
    co_return found;
}

QCoro::Task<Result<QList<ImmutableRule>>> Keeping::immutable(http::Session *session, Place place, std::stop_token stop)
{
    QList<ImmutableRule> all;
    const http::Url list = place.projectUrl(*session).path("immutabletagrules");
    for (int page = 1; page <= MostRulePages; ++page) {
        const http::Request request = asking(list.query("page", qint64(page)).query("page_size", PageSize));
        const auto answer = co_await session->send(request, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto rows = session->judged(*answer, parseImmutableRules(answer->body, place.source));
        if (!rows)
            co_return tl::unexpected(rows.error());
        all += *rows;
        if (rows->size() < PageSize)
            co_return all;
    }
    co_return failure(Error::Kind::Refused, place.source.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "more than %1 rows"), {QString::number(MostRulePages * PageSize)}));
}

QCoro::Task<Result<void>> Keeping::readImages(
    http::Session *session, Place place, KeepingRules *rules, std::stop_token stop)
{
    // The path wants the name without its project, a slash in it encoded twice.
    const http::Url list = place.projectUrl(*session)
                               .path("repositories")
                               .segmentTwice(place.repository)
                               .path("artifacts")
                               .query("with_tag", QStringLiteral("true"));
    for (int page = 1; page <= MostImagePages; ++page) {
        const http::Request request = asking(list.query("page", qint64(page)).query("page_size", PageSize));
        const auto answer = co_await session->send(request, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto rows = session->judged(*answer, parseKeptImages(answer->body, place.source));
        if (!rows)
            co_return tl::unexpected(rows.error());
        for (const KeptImage &row : *rows) { // rows move between pages while we read
            const bool isKnown = std::any_of(rules->images.cbegin(), rules->images.cend(),
                [&row](const KeptImage &known) { return known.digest == row.digest; });
            if (!isKnown)
                rules->images.append(row);
        }
        if (rows->size() < PageSize)
            co_return Result<void>{};
    }
    rules->isWhole = false;
    co_return Result<void>{};
}

} // namespace opsdeck::harbor
