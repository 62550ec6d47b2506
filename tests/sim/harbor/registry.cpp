// SPDX-License-Identifier: GPL-3.0-or-later
// The registry half of HarborSim: distribution protocol v2 with bearer tokens.
#include "tests/sim/harbor/harborsim.h"

#include <QJsonArray>
#include <QUuid>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;
using namespace harbor;

namespace {

constexpr int tokenSeconds = 1800;

HttpAnswer refused(int status, const QString &code, const QString &text)
{
    const QJsonObject error{{u"code"_s, code}, {u"message"_s, text}, {u"detail"_s, QJsonValue::Null}};
    return HttpAnswer::json(QJsonObject{{u"errors"_s, QJsonArray{error}}}, status)
        .with("Docker-Distribution-Api-Version", "registry/2.0");
}

QString pullScope(const QString &repository)
{
    return u"repository:"_s + repository + u":pull"_s;
}

bool accepts(const HttpRequest &request, const QByteArray &mediaType)
{
    const QByteArrayList types = request.header("accept").split(',');
    return std::any_of(types.cbegin(), types.cend(),
        [&](const QByteArray &type) { return type.split(';').first().trimmed() == mediaType; });
}

} // namespace

HttpAnswer HarborSim::token(const HttpRequest &request)
{
    const bool named = request.basic().has_value();
    const bool known = userOf(request).has_value();
    if (named && !known)
        return refused(401, u"UNAUTHORIZED"_s, u"unauthorized"_s);
    Grant grant;
    grant.expires = clock().now().addSecs(tokenSeconds);
    for (const QString &scope : request.parameters("scope")) {
        const QString repository = scope.section(u':', 1, 1);
        const auto project = m_projects.constFind(repository.section(u'/', 0, 0));
        // What may not be read is left out of the token, not refused.
        if (project != m_projects.cend() && (known || project->isPublic))
            grant.scopes << pullScope(repository);
    }
    const QByteArray value = "simulated." + QUuid::createUuid().toByteArray(QUuid::Id128);
    m_grants.insert(value, grant);
    return HttpAnswer::json(
        QJsonObject{{u"token"_s, QString::fromLatin1(value)}, {u"access_token"_s, QString::fromLatin1(value)},
            {u"expires_in"_s, tokenSeconds}, {u"issued_at"_s, isoTime(clock().now())}});
}

bool HarborSim::mayPull(const HttpRequest &request, const QString &repository) const
{
    if (userOf(request))
        return true;
    const QByteArray given = request.header("authorization");
    const auto grant = given.startsWith("Bearer ") ? m_grants.constFind(given.mid(7)) : m_grants.cend();
    if (grant == m_grants.cend() || grant->expires <= clock().now())
        return false;
    return repository.isEmpty() || grant->scopes.contains(pullScope(repository));
}

HttpAnswer HarborSim::challenge(const QString &scope) const
{
    QByteArray value = "Bearer realm=\"" + url() + "/service/token\",service=\"harbor-registry\"";
    if (!scope.isEmpty())
        value += ",scope=\"" + scope.toUtf8() + '"';
    return refused(401, u"UNAUTHORIZED"_s, u"unauthorized to access repository"_s).with("WWW-Authenticate", value);
}

HttpAnswer HarborSim::registry(const HttpRequest &request, const QByteArrayList &parts)
{
    if (request.method != "GET" && request.method != "HEAD")
        return refused(405, u"UNSUPPORTED"_s, u"The operation is unsupported."_s);
    if (parts.isEmpty()) {
        return mayPull(request, {})
            ? HttpAnswer::json(QJsonObject{}).with("Docker-Distribution-Api-Version", "registry/2.0")
            : challenge({});
    }
    // /v2/<name with slashes>/(manifests|blobs)/<reference> or /v2/<name>/tags/list
    const QByteArray verb = parts.value(parts.size() - 2);
    const QString name = decodeOnce(parts.mid(0, parts.size() - 2).join('/'));
    const QString reference = decodeOnce(parts.last());
    if (verb != "manifests" && verb != "blobs" && !(verb == "tags" && reference == u"list"))
        return refused(404, u"UNSUPPORTED"_s, u"page not found"_s);
    if (!mayPull(request, name))
        return challenge(pullScope(name));
    const RepositoryRow *repository = find(name);
    if (repository == nullptr)
        return refused(404, u"NAME_UNKNOWN"_s, u"repository name not known to registry"_s);
    if (verb == "manifests")
        return manifest(request, *repository, reference);
    if (verb == "tags")
        return tagList(request, *repository, name);
    for (const ArtifactRow &artifact : repository->artifacts) {
        if (sha256Of(artifact.config) == reference)
            return HttpAnswer{200, {{"Content-Type", "application/octet-stream"}}, artifact.config};
    }
    return refused(404, u"BLOB_UNKNOWN"_s, u"blob unknown to registry"_s);
}

HttpAnswer HarborSim::manifest(
    const HttpRequest &request, const RepositoryRow &repository, const QString &reference) const
{
    const ArtifactRow *artifact = repository.find(reference);
    if (artifact == nullptr || !accepts(request, artifact->mediaType))
        return refused(404, u"MANIFEST_UNKNOWN"_s, u"manifest unknown"_s);
    HttpAnswer answer{200, {{"Content-Type", artifact->mediaType}}, artifact->manifest};
    const QByteArray digest = artifact->digest().toLatin1();
    answer.with("Docker-Content-Digest", digest).with("Etag", '"' + digest + '"');
    return answer.with("Docker-Distribution-Api-Version", "registry/2.0");
}

HttpAnswer HarborSim::tagList(const HttpRequest &request, const RepositoryRow &repository, const QString &name) const
{
    QStringList tags;
    for (const ArtifactRow &artifact : repository.artifacts)
        tags += artifact.tags;
    std::sort(tags.begin(), tags.end());
    if (tags.isEmpty())
        return HttpAnswer::json(QJsonObject{{u"name"_s, name}, {u"tags"_s, QJsonValue::Null}});

    const QString last = request.parameter("last");
    const qsizetype from = std::upper_bound(tags.cbegin(), tags.cend(), last) - tags.cbegin();
    const qsizetype size = std::clamp<qint64>(request.number("n", m_tagPageLimit), 1, m_tagPageLimit);
    const QStringList page = tags.mid(last.isEmpty() ? 0 : from, size);
    HttpAnswer answer = HttpAnswer::json(QJsonObject{{u"name"_s, name}, {u"tags"_s, QJsonArray::fromStringList(page)}});
    if (!page.isEmpty() && page.last() != tags.last()) {
        const QByteArray query = "?last=" + page.last().toUtf8().toPercentEncoding() + "&n=" + QByteArray::number(size);
        answer.with("Link", "</v2/" + name.toUtf8() + "/tags/list" + query + ">; rel=\"next\"");
    }
    return answer;
}

const RepositoryRow *HarborSim::find(const QString &repository) const
{
    const auto project = m_projects.constFind(repository.section(u'/', 0, 0));
    if (project == m_projects.cend())
        return nullptr;
    const auto row = project->repositories.constFind(repository.section(u'/', 1));
    return row == project->repositories.cend() ? nullptr : &*row;
}

} // namespace opsdeck::sim
