// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/traffic.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace opsdeck {

namespace {

constexpr double closeEnough = 0.1; // points; a smaller weight that hits so well is better than a larger one
constexpr double evenIsWorth = 0.5; // points that equal weights in a pool may cost

struct Need
{
    QStringList servers;
    int percent = 0;

    double perServer() const { return double(percent) / double(servers.size()); }
};

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.'
        || c == u':' || c == u'-';
}

/// nginx addresses and Envoy clusters also hold / [ ] @; they are only compared, and passed on as quoted words.
bool isServerWord(const QString &text)
{
    const auto isFine = [](QChar c) { return isPlain(c) || c == u'/' || c == u'[' || c == u']' || c == u'@'; };
    return !text.isEmpty() && !text.startsWith(u'-') && std::all_of(text.cbegin(), text.cend(), isFine);
}

tl::unexpected<Error> wrong(const Phrase &phrase)
{
    return failure(Error::Kind::Usage, {}, phrase);
}

QList<Need> needsOf(const TrafficShare &share, const TrafficPools &pools)
{
    QList<Need> needs;
    for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool) {
        if (!pool->isEmpty())
            needs.append({*pool, share.percents.value(pool.key())});
    }
    return needs;
}

/// How many points the pool that is furthest from its share misses it by.
double worstMiss(const QList<Need> &needs, const QList<qint64> &totals)
{
    double all = 0;
    for (const qint64 total : totals)
        all += double(total);
    double worst = 0;
    for (qsizetype i = 0; i < needs.size(); ++i)
        worst = qMax(worst, std::abs(100.0 * double(totals.at(i)) / all - needs.at(i).percent));
    return worst;
}

/// One weight for each pool: the smallest that hits closely, else the best; nothing where that misses too much.
QList<int> evenWeights(const QList<Need> &needs, int most)
{
    double heaviest = 0;
    for (const Need &need : needs)
        heaviest = qMax(heaviest, need.perServer());
    QList<int> best;
    double leastMiss = evenIsWorth;
    for (int top = 1; top <= most && leastMiss > closeEnough; ++top) {
        QList<int> weights;
        QList<qint64> totals;
        for (const Need &need : needs) {
            const int weight
                = need.percent == 0 ? 0 : qMax(1, static_cast<int>(std::lround(top * need.perServer() / heaviest)));
            weights.append(weight);
            totals.append(weight * need.servers.size());
        }
        const double miss = worstMiss(needs, totals);
        if (miss < leastMiss) {
            leastMiss = miss;
            best = weights;
        }
    }
    return best;
}

void spread(QMap<QString, int> &weights, const QStringList &servers, qint64 total)
{
    const qint64 each = total / servers.size();
    const qint64 more = total % servers.size(); // so many get one more
    for (qsizetype i = 0; i < servers.size(); ++i)
        weights.insert(servers.at(i), static_cast<int>(each + (i < more ? 1 : 0)));
}

bool isUsable(const QStringList &command)
{
    return !command.isEmpty() && !command.first().isEmpty();
}

Result<void> checkPools(const TrafficTarget &target)
{
    const bool isRuntime = target.kind == BalancerKind::Haproxy;
    QSet<QString> seen;
    for (auto pool = target.pools.cbegin(); pool != target.pools.cend(); ++pool) {
        if (!isTrafficName(pool.key()))
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" cannot be the name of a pool"), {pool.key()}));
        for (const QString &server : *pool) {
            if (isRuntime ? !isTrafficName(server) : !isServerWord(server))
                return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" cannot be the name of a server"), {server}));
            if (seen.contains(server))
                return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "server %1 is named twice"), {server}));
            seen.insert(server);
        }
    }
    return seen.isEmpty() ? Result<void>(wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "no pool has a server"))))
                          : Result<void>();
}

Result<void> checkPlace(const TrafficTarget &target)
{
    const TrafficCommands &commands = target.commands;
    const bool isFile = target.kind == BalancerKind::Nginx || target.kind == BalancerKind::Envoy;
    if (isFile && target.file.isEmpty())
        return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer's file is not named")));
    switch (target.kind) {
    case BalancerKind::Haproxy:
        if (target.socketPath.isEmpty() && (target.address.isEmpty() || target.port == 0))
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer's socket is not named")));
        break;
    case BalancerKind::Nginx:
        if (!isUsable(target.testCommand) || !isUsable(target.reloadCommand))
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "nginx needs a command that tests and one that reloads")));
        break;
    case BalancerKind::Envoy:
        return {};
    case BalancerKind::Command:
        // Without reading back nobody knows whether a change took effect.
        if (!isUsable(commands.setShare) || !isUsable(commands.readShare))
            return wrong(Phrase(
                QT_TRANSLATE_NOOP("Phrase", "a balancer needs a command that sets a share and one that reads it")));
        if (isUsable(commands.drain) && (!isUsable(commands.undrain) || !isUsable(commands.state)))
            return wrong(Phrase(QT_TRANSLATE_NOOP(
                "Phrase", "a command that drains needs one that undoes it and one that reads the state")));
        return {};
    }
    if (!isTrafficName(target.backend))
        return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" cannot be the name of a backend"), {target.backend}));
    return {};
}

} // namespace

QString TrafficShare::text() const
{
    QStringList parts;
    for (auto share = percents.cbegin(); share != percents.cend(); ++share)
        parts.append(QStringLiteral("%1 %2 %").arg(share.key(), QString::number(*share)));
    return parts.join(QStringLiteral(", "));
}

bool isTrafficName(const QString &text)
{
    return !text.isEmpty() && !text.startsWith(u'-') && std::all_of(text.cbegin(), text.cend(), isPlain);
}

Result<void> checkTarget(const TrafficTarget &target)
{
    const auto placed = checkPlace(target);
    return placed ? checkPools(target) : placed;
}

Result<void> checkShare(const TrafficShare &share, const TrafficPools &pools)
{
    qint64 all = 0;
    for (auto part = share.percents.cbegin(); part != share.percents.cend(); ++part) {
        if (!pools.contains(part.key()))
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no pool %1"), {part.key()}));
        if (*part < 0 || *part > 100)
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 % is no share"), {QString::number(*part)}));
        if (*part > 0 && pools.value(part.key()).isEmpty())
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "pool %1 has no server for its share"), {part.key()}));
        all += *part;
    }
    for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool) {
        if (!share.percents.contains(pool.key()))
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "pool %1 has no share"), {pool.key()}));
    }
    if (all != 100)
        return wrong(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the shares are %1 % together, not 100 %"), {QString::number(all)}));
    return {};
}

Result<QMap<QString, int>> trafficWeights(const TrafficShare &share, const TrafficPools &pools, int most)
{
    if (const auto checked = checkShare(share, pools); !checked)
        return tl::unexpected(checked.error());
    if (most < 100)
        return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "weights up to %1 are too coarse"), {QString::number(most)}));
    const QList<Need> needs = needsOf(share, pools);
    QMap<QString, int> weights;
    if (const QList<int> even = evenWeights(needs, most); !even.isEmpty()) {
        for (qsizetype i = 0; i < needs.size(); ++i) {
            for (const QString &server : needs.at(i).servers)
                weights.insert(server, even.at(i));
        }
        return weights;
    }
    // As heavy as it can be: the heavier, the less do the servers of a pool differ.
    qint64 scale = most;
    for (const Need &need : needs) {
        if (need.percent > 0)
            scale = qMin(scale, most * need.servers.size() / need.percent);
    }
    for (const Need &need : needs)
        spread(weights, need.servers, need.percent * scale);
    return weights;
}

Result<QMap<QString, int>> percentWeights(const TrafficShare &share, const TrafficPools &pools)
{
    if (const auto checked = checkShare(share, pools); !checked)
        return tl::unexpected(checked.error());
    QMap<QString, int> weights;
    for (const Need &need : needsOf(share, pools)) {
        if (need.percent > 0 && need.percent < need.servers.size())
            return failure(Error::Kind::Refused, {},
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 % cannot be divided among %2 servers"),
                    {QString::number(need.percent), QString::number(need.servers.size())}));
        spread(weights, need.servers, need.percent);
    }
    return weights;
}

TrafficShare shareOf(const QMap<QString, int> &weights, const TrafficPools &pools)
{
    QMap<QString, qint64> totals;
    qint64 all = 0;
    for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool) {
        for (const QString &server : *pool)
            totals[pool.key()] += qMax(0, weights.value(server));
        all += totals[pool.key()];
    }
    TrafficShare share;
    QList<std::pair<qint64, QString>> rests; // who lost most by rounding down gets the missing points
    int given = 0;
    for (auto total = totals.cbegin(); total != totals.cend(); ++total) {
        const int percent = all == 0 ? 0 : static_cast<int>(*total * 100 / all);
        share.percents.insert(total.key(), percent);
        given += percent;
        rests.append({all == 0 ? 0 : -(*total * 100 % all), total.key()});
    }
    std::sort(rests.begin(), rests.end());
    for (int i = 0; all > 0 && i < 100 - given; ++i)
        ++share.percents[rests.at(i).second];
    return share;
}

bool isNear(const TrafficShare &a, const TrafficShare &b)
{
    if (a.percents.keys() != b.percents.keys())
        return false;
    for (auto share = a.percents.cbegin(); share != a.percents.cend(); ++share) {
        if (qAbs(*share - b.percents.value(share.key())) > 1)
            return false;
    }
    return true;
}

QString poolOf(const TrafficPools &pools, const QString &server)
{
    for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool) {
        if (pool->contains(server))
            return pool.key();
    }
    return {};
}

TrafficPools poolsWithout(TrafficPools pools, const QSet<QString> &servers)
{
    for (QStringList &pool : pools)
        pool.removeIf([&servers](const QString &server) { return servers.contains(server); });
    return pools;
}

QStringList filledCommand(const QStringList &words, const QString &pool, const QString &percent, const QString &server)
{
    const std::array<std::pair<QString, QString>, 3> places{{{QStringLiteral("{pool}"), pool},
        {QStringLiteral("{percent}"), percent}, {QStringLiteral("{server}"), server}}};
    QStringList filled;
    for (const QString &word : words) {
        QString text;
        for (qsizetype at = 0; at < word.size();) {
            const auto place = std::find_if(places.begin(), places.end(),
                [&](const auto &one) { return QStringView(word).mid(at).startsWith(one.first); });
            text += place == places.end() ? QString(word.at(at)) : place->second;
            at += place == places.end() ? 1 : place->first.size();
        }
        filled.append(text);
    }
    return filled;
}

} // namespace opsdeck
