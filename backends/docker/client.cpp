// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/docker/client.h"

#include "backends/docker/parse.h"
#include "backends/http/memory.h"
#include "backends/http/parsed.h"

#include <QCoreApplication>

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

/// Its numbers change whenever one asks, what we show of it hardly ever.
constexpr std::chrono::milliseconds EngineEvery = 10min;

QString newestApi()
{
    return QStringLiteral("1.44");
}

/// The rows also depend on what we asked for, and on how this version of the program reads it.
QByteArray remembered(const QString &api, const QByteArray &containersHash, const QByteArray &imagesHash)
{
    if (containersHash.isEmpty() || imagesHash.isEmpty())
        return {};
    const QByteArray salt = (QCoreApplication::applicationVersion() + u' ' + api).toUtf8();
    return http::hashOf(salt + ' ' + containersHash + ' ' + imagesHash);
}

} // namespace

DockerClient::DockerClient(http::Client &http, http::Endpoint endpoint, HostId host)
    : m_http(http)
    , m_endpoint(std::move(endpoint))
    , m_host(std::move(host))
    , m_engineIsDue(EngineEvery)
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
    auto containers = co_await get("containers/json?all=true", stop);
    if (!containers)
        co_return tl::unexpected(containers.error());
    auto images = co_await get("images/json", stop);
    if (!images)
        co_return tl::unexpected(images.error());
    auto rows = co_await read(*std::move(containers), *std::move(images), stop);
    if (!rows)
        co_return tl::unexpected(rows.error());
    co_return std::move(rows->containers);
}

QCoro::Task<Result<EngineState::Rows>> DockerClient::read(
    QByteArray containers, QByteArray images, std::stop_token stop)
{
    const auto imagesOf = [host = m_host](const QByteArray &body) { return docker::parseImages(body, host); };
    const auto containersOf = [host = m_host](const QByteArray &body) { return docker::parseContainers(body, host); };
    auto imageRows = co_await http::parsed(std::move(images), imagesOf, stop);
    if (!imageRows)
        co_return tl::unexpected(imageRows.error());
    auto containerRows = co_await http::parsed(std::move(containers), containersOf, stop);
    if (!containerRows)
        co_return tl::unexpected(containerRows.error());
    docker::fillDigests(*containerRows, *imageRows);
    co_return EngineState::Rows{*std::move(containerRows), *std::move(imageRows)};
}

QCoro::Task<Result<EngineInfo>> DockerClient::engine(std::stop_token stop)
{
    const auto version = co_await get("version", stop);
    if (!version)
        co_return tl::unexpected(version.error());
    const auto info = co_await get("info", stop);
    if (!info)
        co_return tl::unexpected(info.error());
    auto engine = docker::parseEngine(*version, *info, m_host);
    if (engine)
        engine->apiVersion = m_api;
    co_return engine;
}

/// The engine knows no conditional requests: both lists come whole, and are neither parsed nor handed on where they are
/// as they were.
QCoro::Task<Result<EngineState>> DockerClient::state(QByteArray memory, std::stop_token stop)
{
    auto containers = co_await get("containers/json?all=true", stop);
    if (!containers)
        co_return tl::unexpected(containers.error());
    auto images = co_await get("images/json", stop);
    if (!images)
        co_return tl::unexpected(images.error());
    const auto hash = [](const QByteArray &body) { return Result<QByteArray>(http::hashOf(body)); };
    const auto containersHash = co_await http::parsed(*containers, hash, stop);
    const auto imagesHash = co_await http::parsed(*images, hash, stop);
    if (!containersHash || !imagesHash)
        co_return tl::unexpected((containersHash ? imagesHash : containersHash).error());
    EngineState state;
    state.memory = remembered(m_api, *containersHash, *imagesHash);
    const bool changed = state.memory.isEmpty() || state.memory != memory;
    if (changed || m_engineIsDue.hasExpired()) {
        auto asked = co_await engine(stop);
        if (!asked)
            co_return tl::unexpected(asked.error());
        state.engine = *std::move(asked);
        m_engineIsDue.setRemainingTime(EngineEvery);
    }
    if (changed) {
        auto rows = co_await read(*std::move(containers), *std::move(images), stop);
        if (!rows)
            co_return tl::unexpected(rows.error());
        state.rows = *std::move(rows);
    }
    co_return state;
}

} // namespace opsdeck
