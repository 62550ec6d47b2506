// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/haproxy.h"

#include "backends/traffic/runtimeapi.h"

#include <algorithm>

namespace opsdeck::traffic {

using namespace std::chrono_literals;

namespace {

constexpr auto answerLimit = 15s; // it answers at once; this is for the way to the host

/// Who gets more stands first, so that somebody gets traffic at each moment.
QStringList inOrder(const QMap<QString, int> &weights, const QList<haproxy::Server> &servers)
{
    QStringList more;
    QStringList less;
    for (const haproxy::Server &server : servers) {
        const int wanted = weights.value(server.name, server.weight);
        if (wanted > server.weight)
            more.append(server.name);
        else if (wanted < server.weight)
            less.append(server.name);
    }
    return more + less;
}

} // namespace

HaproxyTraffic::HaproxyTraffic(TrafficTarget target, Host &host)
    : m_target(std::move(target))
    , m_host(host)
{ }

QCoro::Task<Result<void>> HaproxyTraffic::setShares(TrafficShare wanted, std::stop_token stop)
{
    if (const auto checked = checkShare(wanted, m_target.pools); !checked)
        co_return told(checked.error());
    const auto now = co_await servers(stop);
    if (!now)
        co_return tl::unexpected(now.error());
    const auto work = co_await loads(stop);
    if (!work)
        co_return tl::unexpected(work.error());
    const auto weights = haproxy::planWeights(*now, *work, m_target, wanted);
    if (!weights)
        co_return told(weights.error());
    for (const QString &name : inOrder(*weights, *now)) {
        const auto line = haproxy::setWeight(m_target.backend, name, weights->value(name));
        const auto changed = co_await set(line, stop);
        if (!changed)
            co_return changed;
    }
    const auto after = co_await servers(stop);
    if (!after)
        co_return tl::unexpected(after.error());
    const QStringList left = inOrder(*weights, *after);
    if (!left.isEmpty())
        co_return unchanged(left.first());
    co_return Result<void>();
}

QCoro::Task<Result<void>> HaproxyTraffic::drain(QString name, std::stop_token stop)
{
    const auto all = co_await servers(stop);
    if (!all)
        co_return tl::unexpected(all.error());
    const auto now = find(*all, name);
    if (!now)
        co_return tl::unexpected(now.error());
    if (now->isOut())
        co_return Result<void>();
    const bool hasOther = std::any_of(all->cbegin(), all->cend(),
        [&name](const haproxy::Server &one) { return one.name != name && one.takesTraffic(); });
    if (now->takesTraffic() && !hasOther)
        co_return failure(Error::Kind::Refused, m_target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is the last server of %2 that gets traffic"),
                {name, m_target.backend}));
    const auto line = haproxy::setState(m_target.backend, name, haproxy::State::Drain);
    const auto changed = co_await set(line, stop);
    if (!changed)
        co_return changed;
    const auto after = co_await server(name, stop);
    if (!after)
        co_return tl::unexpected(after.error());
    if (!after->isDraining())
        co_return unchanged(name);
    co_return Result<void>();
}

QCoro::Task<Result<void>> HaproxyTraffic::undrain(QString name, std::stop_token stop)
{
    const auto now = co_await server(name, stop);
    if (!now)
        co_return tl::unexpected(now.error());
    if (now->isInMaint())
        co_return failure(Error::Kind::Refused, m_target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is in maintenance, which somebody else asked for"), {name}));
    if (!now->isDraining())
        co_return Result<void>();
    const auto line = haproxy::setState(m_target.backend, name, haproxy::State::Ready);
    const auto changed = co_await set(line, stop);
    if (!changed)
        co_return changed;
    const auto after = co_await server(name, stop);
    if (!after)
        co_return tl::unexpected(after.error());
    if (after->isOut())
        co_return unchanged(name);
    co_return Result<void>();
}

QCoro::Task<Result<std::optional<qint64>>> HaproxyTraffic::sessions(QString name, std::stop_token stop)
{
    const auto all = co_await loads(stop);
    if (!all)
        co_return tl::unexpected(all.error());
    for (const haproxy::Load &load : *all) {
        if (load.server == name)
            co_return std::optional<qint64>(load.sessions + load.queued);
    }
    co_return failure(Error::Kind::NotFound, m_target.host.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no server %2"), {m_target.backend, name}));
}

QCoro::Task<Result<TrafficShare>> HaproxyTraffic::shares(std::stop_token stop)
{
    const auto all = co_await servers(stop);
    if (!all)
        co_return tl::unexpected(all.error());
    QMap<QString, int> weights;
    for (const haproxy::Server &one : *all)
        weights.insert(one.name, one.takesTraffic() ? one.weight : 0);
    co_return shareOf(weights, m_target.pools);
}

QCoro::Task<Result<QByteArray>> HaproxyTraffic::ask(Result<QByteArray> line, std::stop_token stop)
{
    if (!line)
        co_return told(line.error());
    const int fd = m_target.socketPath.isEmpty() ? m_host.dialTcp(m_target.address, m_target.port)
                                                 : m_host.dialUnix(m_target.socketPath);
    FileDescriptor stream(fd);
    if (!stream.isValid())
        co_return failure(Error::Kind::Network, m_target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer's socket cannot be reached, or hung up")));
    auto answer = co_await askRuntime(std::move(stream), *line, answerLimit, stop);
    if (!answer)
        co_return told(answer.error());
    co_return answer;
}

QCoro::Task<Result<void>> HaproxyTraffic::set(Result<QByteArray> line, std::stop_token stop)
{
    const auto answer = co_await ask(line, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (const auto said = haproxy::parseSet(*answer); !said)
        co_return told(said.error());
    co_return Result<void>();
}

QCoro::Task<Result<QList<haproxy::Server>>> HaproxyTraffic::servers(std::stop_token stop)
{
    const auto line = haproxy::showServersState(m_target.backend);
    const auto answer = co_await ask(line, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto parsed = haproxy::parseServersState(*answer, m_target.backend);
    if (!parsed)
        co_return told(parsed.error());
    co_return *parsed;
}

QCoro::Task<Result<haproxy::Server>> HaproxyTraffic::server(QString name, std::stop_token stop)
{
    const auto all = co_await servers(stop);
    if (!all)
        co_return tl::unexpected(all.error());
    co_return find(*all, name);
}

QCoro::Task<Result<QList<haproxy::Load>>> HaproxyTraffic::loads(std::stop_token stop)
{
    const Result<QByteArray> line = haproxy::showStat();
    const auto answer = co_await ask(line, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto parsed = haproxy::parseStat(*answer, m_target.backend);
    if (!parsed)
        co_return told(parsed.error());
    co_return *parsed;
}

Result<haproxy::Server> HaproxyTraffic::find(const QList<haproxy::Server> &all, const QString &name) const
{
    for (const haproxy::Server &one : all) {
        if (one.name == name)
            return one;
    }
    return failure(Error::Kind::NotFound, m_target.host.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no server %2"), {m_target.backend, name}));
}

tl::unexpected<Error> HaproxyTraffic::told(Error error) const
{
    error.origin = m_target.host.text();
    return tl::unexpected(std::move(error));
}

tl::unexpected<Error> HaproxyTraffic::unchanged(const QString &name) const
{
    return failure(Error::Kind::BadAnswer, m_target.host.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is not as it was set: the balancer says something else"), {name}));
}

} // namespace opsdeck::traffic
