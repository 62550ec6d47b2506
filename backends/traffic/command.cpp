// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/command.h"

#include "backends/traffic/commands.h"

#include <algorithm>

namespace opsdeck::traffic {

namespace {

bool namesServer(const QStringList &words)
{
    return std::any_of(
        words.cbegin(), words.cend(), [](const QString &word) { return word.contains(QStringLiteral("{server}")); });
}

/// Whole percents, with or without the sign.
std::optional<int> percentOf(QByteArray said)
{
    said = said.trimmed();
    if (said.endsWith('%'))
        said = said.chopped(1).trimmed();
    bool ok = false;
    const int percent = said.toInt(&ok);
    return ok && percent >= 0 && percent <= 100 ? std::optional(percent) : std::nullopt;
}

/// Who gets more stands first, so that somebody gets traffic at each moment.
QStringList inOrder(const TrafficShare &wanted, const TrafficShare &now)
{
    QStringList pools = wanted.percents.keys();
    std::stable_sort(pools.begin(), pools.end(), [&](const QString &a, const QString &b) {
        return wanted.percents[a] - now.percents[a] > wanted.percents[b] - now.percents[b];
    });
    return pools;
}

} // namespace

CommandTraffic::CommandTraffic(TrafficTarget target, Host &host)
    : m_target(std::move(target))
    , m_host(host)
{ }

QCoro::Task<Result<void>> CommandTraffic::setShares(TrafficShare wanted, std::stop_token stop)
{
    if (auto checked = checkShare(wanted, m_target.pools); !checked) {
        checked.error().origin = m_target.host.text();
        co_return checked;
    }
    const auto now = co_await shares(stop);
    if (!now)
        co_return tl::unexpected(now.error());
    for (const QString &pool : inOrder(wanted, *now)) {
        const QString percent = QString::number(wanted.percents.value(pool));
        const auto changed = co_await setShare(pool, percent, stop);
        if (!changed)
            co_return changed;
    }
    const auto after = co_await shares(stop);
    if (!after)
        co_return tl::unexpected(after.error());
    if (!isNear(*after, wanted))
        co_return failure(Error::Kind::BadAnswer, m_target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer says %1 instead of %2"), {after->text(), wanted.text()}));
    co_return Result<void>();
}

QCoro::Task<Result<void>> CommandTraffic::setShare(QString pool, QString percent, std::stop_token stop)
{
    QStringList servers{QString()};
    if (namesServer(m_target.commands.setShare))
        servers = m_target.pools.value(pool);
    const QString origin = m_target.host.text();
    for (const QString &server : std::as_const(servers)) {
        const QStringList words = filledCommand(m_target.commands.setShare, pool, percent, server);
        const auto ran = co_await runWords(&m_host, origin, words, stop);
        if (!ran)
            co_return tl::unexpected(ran.error());
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> CommandTraffic::drain(QString server, std::stop_token stop)
{
    const QByteArray wanted("drain");
    co_return co_await setState(m_target.commands.drain, server, wanted, stop);
}

QCoro::Task<Result<void>> CommandTraffic::undrain(QString server, std::stop_token stop)
{
    const QByteArray wanted("ready");
    co_return co_await setState(m_target.commands.undrain, server, wanted, stop);
}

QCoro::Task<Result<void>> CommandTraffic::setState(
    QStringList words, QString server, QByteArray wanted, std::stop_token stop)
{
    const QString origin = m_target.host.text();
    const auto pool = poolWith(server);
    if (!pool)
        co_return tl::unexpected(pool.error());
    if (words.isEmpty() || m_target.commands.state.isEmpty())
        co_return failure(Error::Kind::Refused, origin,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "this balancer has no commands that drain a server")));
    const QStringList command = filledCommand(words, *pool, {}, server);
    const auto ran = co_await runWords(&m_host, origin, command, stop);
    if (!ran)
        co_return tl::unexpected(ran.error());
    const QStringList question = filledCommand(m_target.commands.state, *pool, {}, server);
    const auto state = co_await runWords(&m_host, origin, question, stop);
    if (!state)
        co_return tl::unexpected(state.error());
    if (state->trimmed() != wanted)
        co_return failure(Error::Kind::BadAnswer, origin,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer says %1 instead of %2"),
                {QString::fromUtf8(state->trimmed().left(200)), QString::fromUtf8(wanted)}));
    co_return Result<void>();
}

QCoro::Task<Result<std::optional<qint64>>> CommandTraffic::sessions(QString server, std::stop_token stop)
{
    const QString origin = m_target.host.text();
    const auto pool = poolWith(server);
    if (!pool)
        co_return tl::unexpected(pool.error());
    const QStringList words = filledCommand(m_target.commands.sessions, *pool, {}, server);
    co_return co_await askSessions(&m_host, origin, words, stop);
}

QCoro::Task<Result<TrafficShare>> CommandTraffic::shares(std::stop_token stop)
{
    const QString origin = m_target.host.text();
    TrafficShare share;
    for (const QString &pool : m_target.pools.keys()) {
        const QStringList words = filledCommand(m_target.commands.readShare, pool, {}, {});
        const auto said = co_await runWords(&m_host, origin, words, stop);
        if (!said)
            co_return tl::unexpected(said.error());
        const auto percent = percentOf(*said);
        if (!percent)
            co_return failure(Error::Kind::BadAnswer, origin,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 printed no share: %2"),
                    {words.first(), QString::fromUtf8(said->left(200))}));
        share.percents.insert(pool, *percent);
    }
    co_return share;
}

Result<QString> CommandTraffic::poolWith(const QString &server) const
{
    const QString pool = poolOf(m_target.pools, server);
    if (pool.isEmpty())
        return failure(Error::Kind::NotFound, m_target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no pool has server %1"), {server}));
    return pool;
}

} // namespace opsdeck::traffic
