// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/hostdrains.h"

#include "backends/traffic/control.h"

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds LongestDrain = 60s;

} // namespace

struct HostDrains::Way
{
    TrafficRoute route;
    std::unique_ptr<TrafficControl> control;
    std::unique_ptr<ServerDrain> drain;
};

HostDrains::HostDrains(const Workspace &workspace, HostPool &hosts, Ledger &ledger, QString actor, Redaction redaction)
    : m_workspace(workspace)
    , m_hosts(hosts)
    , m_ledger(ledger)
    , m_actor(std::move(actor))
    , m_redaction(std::move(redaction))
{ }

HostDrains::~HostDrains() = default;

Result<HostDrains::Way *> HostDrains::wayOf(const QString &name)
{
    if (const auto known = m_ways.find(name); known != m_ways.end())
        return known->second.get();
    const auto &routes = m_workspace.traffic;
    const auto route
        = std::find_if(routes.cbegin(), routes.cend(), [&name](const TrafficRoute &one) { return one.name == name; });
    if (route == routes.cend())
        return failure(Error::Kind::NotFound, name,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no traffic route of that name")));
    Host *host = m_hosts.host(route->target.host);
    if (!host)
        return failure(Error::Kind::NotFound, route->target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host any more")));
    auto control = traffic::makeControl(route->target, *host);
    if (!control)
        return tl::unexpected(control.error());
    auto way = std::make_unique<Way>();
    way->route = *route;
    way->control = std::move(*control);
    way->drain = std::make_unique<ServerDrain>(
        *route, *way->control, m_ledger, m_actor, [](const ShiftEvent &) {}, m_redaction);
    return m_ways.emplace(name, std::move(way)).first->second.get();
}

QCoro::Task<Result<Phrase>> HostDrains::forEach(QString route, HostId host, bool isOut, std::stop_token stop)
{
    const auto way = wayOf(route);
    if (!way)
        co_return tl::unexpected(way.error());
    const QStringList servers = (*way)->route.hosts.keys(host);
    if (servers.isEmpty())
        co_return failure(Error::Kind::NotFound, host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "traffic route %1 has no server on this host"), {route}));
    const auto pass = co_await m_turnstile.enter(route.toUtf8(), 1, stop);
    if (!pass)
        co_return tl::unexpected(pass.error());
    Phrase last;
    for (const QString &server : servers) {
        auto task = isOut ? (*way)->drain->drain(server, LongestDrain, stop) : (*way)->drain->undrain(server, stop);
        const auto done = co_await task;
        if (!done)
            co_return done;
        last = *done;
    }
    co_return last;
}

QCoro::Task<Result<Phrase>> HostDrains::drain(QString route, HostId host, std::stop_token stop)
{
    co_return co_await forEach(std::move(route), std::move(host), true, std::move(stop));
}

QCoro::Task<Result<Phrase>> HostDrains::undrain(QString route, HostId host, std::stop_token stop)
{
    co_return co_await forEach(std::move(route), std::move(host), false, std::move(stop));
}

} // namespace opsdeck
