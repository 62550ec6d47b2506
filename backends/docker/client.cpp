// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/docker/client.h"

#include "backends/docker/parse.h"

namespace opsdeck {

namespace {

QString newestApi()
{
    return QStringLiteral("1.44");
}

} // namespace

DockerClient::DockerClient(http::Client &http, http::Endpoint endpoint, HostId host)
    : m_http(http)
    , m_endpoint(std::move(endpoint))
    , m_host(std::move(host))
{ }

QCoro::Task<Result<void>> DockerClient::negotiate(std::stop_token stop)
{
    const auto answer = co_await m_http.get(m_endpoint, m_endpoint.url().path("_ping"), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const QString theirs = QString::fromLatin1(answer->header("api-version"));
    m_api = docker::lowerApiVersion(newestApi(), theirs);
    if (m_api.isEmpty())
        co_return failure(
            Error::Kind::BadAnswer, m_host.text(), QStringLiteral("No Docker engine: Api-Version ") + theirs);
    co_return Result<void>();
}

QCoro::Task<Result<QByteArray>> DockerClient::get(QByteArray path, std::stop_token stop)
{
    if (m_api.isEmpty()) {
        const auto negotiated = co_await negotiate(stop);
        if (!negotiated)
            co_return tl::unexpected(negotiated.error());
    }
    const http::Url url = m_endpoint.url().path('v' + m_api.toLatin1() + '/' + path);
    auto answer = co_await m_http.get(m_endpoint, url, stop);
    if (!answer) {
        m_api.clear(); // the engine may have been replaced by one that speaks another version
        co_return tl::unexpected(answer.error());
    }
    m_skew = answer->skew;
    co_return std::move(answer->body);
}

QCoro::Task<Result<SourceIdentity>> DockerClient::identity(std::stop_token stop)
{
    const auto body = co_await get("version", stop);
    if (!body)
        co_return tl::unexpected(body.error());
    co_return docker::parseIdentity(*body, m_host);
}

QCoro::Task<Result<QList<Container>>> DockerClient::containers(std::stop_token stop)
{
    const auto list = co_await get("containers/json?all=true", stop);
    if (!list)
        co_return tl::unexpected(list.error());
    auto containers = docker::parseContainers(*list, m_host);
    if (!containers)
        co_return containers;
    const auto imageList = co_await get("images/json", stop);
    if (!imageList)
        co_return tl::unexpected(imageList.error());
    const auto images = docker::parseImages(*imageList, m_host);
    if (!images)
        co_return tl::unexpected(images.error());
    docker::fillDigests(*containers, *images);
    co_return containers;
}

QCoro::Task<Result<EngineState>> DockerClient::state(std::stop_token stop)
{
    const auto version = co_await get("version", stop);
    if (!version)
        co_return tl::unexpected(version.error());
    const auto info = co_await get("info", stop);
    if (!info)
        co_return tl::unexpected(info.error());
    auto engine = docker::parseEngine(*version, *info, m_host);
    if (!engine)
        co_return tl::unexpected(engine.error());
    engine->apiVersion = m_api;
    const auto imageList = co_await get("images/json", stop);
    if (!imageList)
        co_return tl::unexpected(imageList.error());
    const auto images = docker::parseImages(*imageList, m_host);
    if (!images)
        co_return tl::unexpected(images.error());
    const auto list = co_await get("containers/json?all=true", stop);
    if (!list)
        co_return tl::unexpected(list.error());
    auto containers = docker::parseContainers(*list, m_host);
    if (!containers)
        co_return tl::unexpected(containers.error());
    docker::fillDigests(*containers, *images);
    co_return EngineState{*containers, *images, *engine};
}

} // namespace opsdeck
