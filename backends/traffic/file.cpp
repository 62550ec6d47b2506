// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/file.h"

#include "backends/traffic/commands.h"
#include "backends/traffic/envoyfile.h"
#include "backends/traffic/fileplan.h"
#include "backends/traffic/nginxfile.h"

namespace opsdeck::traffic {

FileTraffic::FileTraffic(TrafficTarget target, Host &host)
    : m_target(std::move(target))
    , m_host(host)
{ }

QCoro::Task<Result<void>> FileTraffic::setShares(TrafficShare wanted, std::stop_token stop)
{
    if (const auto checked = checkShare(wanted, m_target.pools); !checked)
        co_return told(checked.error());
    const auto before = co_await open(stop);
    if (!before)
        co_return tl::unexpected(before.error());
    const auto planned = planShares(m_target, before->servers, m_drained, wanted);
    co_return co_await change(*before, planned, stop);
}

QCoro::Task<Result<void>> FileTraffic::drain(QString server, std::stop_token stop)
{
    const auto before = co_await open(stop);
    if (!before)
        co_return tl::unexpected(before.error());
    const auto planned = planDrain(m_target, before->servers, server);
    const auto changed = co_await change(*before, planned, stop);
    if (changed)
        m_drained.insert(server);
    co_return changed;
}

QCoro::Task<Result<void>> FileTraffic::undrain(QString server, std::stop_token stop)
{
    const auto before = co_await open(stop);
    if (!before)
        co_return tl::unexpected(before.error());
    const auto planned = planUndrain(m_target, before->servers, server);
    const auto changed = co_await change(*before, planned, stop);
    if (changed)
        m_drained.remove(server);
    co_return changed;
}

QCoro::Task<Result<std::optional<qint64>>> FileTraffic::sessions(QString server, std::stop_token stop)
{
    const QString pool = poolOf(m_target.pools, server);
    if (pool.isEmpty())
        co_return failure(Error::Kind::NotFound, m_target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no pool has server %1"), {server}));
    const QStringList words = filledCommand(m_target.commands.sessions, pool, {}, server);
    const QString origin = m_target.host.text();
    co_return co_await askSessions(&m_host, origin, words, stop);
}

QCoro::Task<Result<TrafficShare>> FileTraffic::shares(std::stop_token stop)
{
    const auto content = co_await m_host.readFile(m_target.file, stop);
    if (!content)
        co_return tl::unexpected(content.error());
    const auto servers = parse(*content);
    if (!servers)
        co_return told(servers.error());
    QMap<QString, int> weights;
    for (const TrafficServer &server : *servers)
        weights.insert(server.name, server.effectiveWeight());
    co_return shareOf(weights, m_target.pools);
}

QCoro::Task<Result<FileTraffic::Opened>> FileTraffic::open(std::stop_token stop)
{
    // A file that is written anew would replace a link, and would have another mode.
    const QString origin = m_target.host.text();
    const QStringList whereWords{QStringLiteral("readlink"), QStringLiteral("-f"), QStringLiteral("--"), m_target.file};
    const auto where = co_await runWords(&m_host, origin, whereWords, stop);
    if (!where)
        co_return tl::unexpected(where.error());
    Opened opened;
    opened.path = QString::fromUtf8(*where);
    if (opened.path.endsWith(u'\n'))
        opened.path.chop(1);
    const QStringList modeWords{
        QStringLiteral("stat"), QStringLiteral("-c"), QStringLiteral("%a"), QStringLiteral("--"), opened.path};
    const auto mode = co_await runWords(&m_host, origin, modeWords, stop);
    if (!mode)
        co_return tl::unexpected(mode.error());
    bool ok = false;
    opened.mode = mode->trimmed().toInt(&ok, 8);
    if (!ok || !opened.path.startsWith(u'/'))
        co_return failure(Error::Kind::BadAnswer, origin,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the mode of %1 cannot be read"), {m_target.file}));
    auto content = co_await m_host.readFile(opened.path, stop);
    if (!content)
        co_return tl::unexpected(content.error());
    opened.content = std::move(*content);
    const auto servers = parse(opened.content);
    if (!servers)
        co_return told(servers.error());
    opened.servers = *servers;
    co_return opened;
}

QCoro::Task<Result<void>> FileTraffic::change(Opened before, Result<QList<TrafficServer>> planned, std::stop_token stop)
{
    if (!planned)
        co_return told(planned.error());
    const auto content = rewrite(before.content, *planned);
    if (!content)
        co_return told(content.error());
    const bool isNew = *content != before.content;
    if (isNew) {
        const auto written = co_await m_host.writeFile(before.path, *content, before.mode, stop);
        if (!written)
            co_return written;
    }
    // Also where the file says so already: the balancer may not have been told before a crash.
    const auto taken = co_await takeOver(stop);
    if (!taken && isNew) {
        auto error = co_await putBack(before, taken.error(), stop);
        co_return tl::unexpected(std::move(error));
    }
    if (!taken)
        co_return taken;
    const auto after = co_await m_host.readFile(before.path, stop);
    if (!after)
        co_return tl::unexpected(after.error());
    const auto servers = parse(*after);
    if (!servers)
        co_return told(servers.error());
    if (!isAsPlanned(*planned, *servers))
        co_return failure(Error::Kind::BadAnswer, m_target.host.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 does not say what was written to it"), {before.path}));
    co_return Result<void>();
}

QCoro::Task<Result<void>> FileTraffic::takeOver(std::stop_token stop)
{
    QList<QStringList> commands{m_target.reloadCommand};
    if (m_target.kind == BalancerKind::Nginx)
        commands.prepend(m_target.testCommand);
    const QString origin = m_target.host.text();
    for (const QStringList &words : std::as_const(commands)) {
        if (words.isEmpty())
            continue;
        const auto ran = co_await runWords(&m_host, origin, words, stop);
        if (!ran)
            co_return tl::unexpected(ran.error());
    }
    co_return Result<void>();
}

QCoro::Task<Error> FileTraffic::putBack(Opened before, Error why, std::stop_token stop)
{
    const auto restored = co_await m_host.writeFile(before.path, before.content, before.mode, stop);
    if (!restored) {
        why.phrase = Phrase(QT_TRANSLATE_NOOP("Phrase", "%1\nThe old %2 could not be put back: %3"),
            {why.said().plain(), before.path, restored.error().said().plain()});
        why.detail = why.phrase.plain().left(Error::MaxDetail);
    }
    co_return why;
}

Result<QList<TrafficServer>> FileTraffic::parse(const QByteArray &content) const
{
    if (m_target.kind == BalancerKind::Nginx)
        return nginx::parseUpstream(content, m_target.backend);
    QStringList clusters;
    for (const QStringList &pool : m_target.pools)
        clusters += pool;
    return envoy::parseClusters(content, clusters);
}

Result<QByteArray> FileTraffic::rewrite(const QByteArray &content, const QList<TrafficServer> &servers) const
{
    if (m_target.kind == BalancerKind::Nginx)
        return nginx::rewriteUpstream(content, m_target.backend, servers);
    QMap<QString, int> weights;
    for (const TrafficServer &server : servers)
        weights.insert(server.name, server.effectiveWeight());
    return envoy::rewriteClusters(content, weights);
}

tl::unexpected<Error> FileTraffic::told(Error error) const
{
    error.origin = m_target.host.text() + u':' + m_target.file;
    return tl::unexpected(std::move(error));
}

} // namespace opsdeck::traffic
