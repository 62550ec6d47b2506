// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/rollout.h"

#include <QJsonArray>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int MostParallel = 1000;
constexpr std::chrono::seconds Longest = std::chrono::hours(999'999'999); // as long as a workspace can say

QJsonObject gateToJson(const RolloutGate &gate)
{
    QJsonObject json{
        {QStringLiteral("name"), gate.name},
        {QStringLiteral("url"), gate.url},
        {QStringLiteral("command"), QJsonArray::fromStringList(gate.command)},
        {QStringLiteral("timeout"), static_cast<qint64>(gate.timeout.count())},
        {QStringLiteral("hold"), static_cast<qint64>(gate.hold.count())},
    };
    if (gate.query.isEmpty())
        return json; // the hashes of plans without such gates stay what they were
    json.insert(QStringLiteral("query"), gate.query);
    json.insert(QStringLiteral("source"), gate.source.text());
    if (gate.atLeast)
        json.insert(QStringLiteral("atLeast"), *gate.atLeast);
    if (gate.atMost)
        json.insert(QStringLiteral("atMost"), *gate.atMost);
    return json;
}

std::optional<double> boundOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QStringList wordsOf(const QJsonValue &value)
{
    QStringList words;
    for (const QJsonValue word : value.toArray())
        words.append(word.toString());
    return words;
}

std::chrono::seconds secondsOf(const QJsonValue &value, std::chrono::seconds fallback)
{
    return std::chrono::seconds(std::clamp<qint64>(value.toInteger(fallback.count()), 0, Longest.count()));
}

RolloutGate gateFromJson(const QJsonObject &json)
{
    RolloutGate gate;
    gate.name = json.value(u"name").toString();
    gate.url = json.value(u"url").toString();
    gate.command = wordsOf(json.value(u"command"));
    gate.query = json.value(u"query").toString();
    gate.source = SourceId(json.value(u"source").toString());
    gate.atLeast = boundOf(json.value(u"atLeast"));
    gate.atMost = boundOf(json.value(u"atMost"));
    gate.timeout = secondsOf(json.value(u"timeout"), gate.timeout);
    gate.hold = secondsOf(json.value(u"hold"), gate.hold);
    return gate;
}

} // namespace

qsizetype BatchSize::of(qsizetype hosts) const
{
    const qsizetype wanted = percent > 0 ? hosts * percent / 100 : count;
    return std::max<qsizetype>(1, wanted);
}

QString BatchSize::text() const
{
    return percent > 0 ? QStringLiteral("%1%").arg(percent) : QString::number(count);
}

std::optional<BatchSize> BatchSize::parse(const QString &text)
{
    const bool isShare = text.endsWith(u'%');
    bool isNumber = false;
    const int number = (isShare ? text.chopped(1) : text).toInt(&isNumber);
    if (!isNumber || number < 1 || (isShare && number > 100))
        return std::nullopt;
    return isShare ? BatchSize{1, number} : BatchSize{number, 0};
}

QList<QList<HostId>> batchesOf(const QList<HostId> &hosts, const Rollout &rollout)
{
    QList<QList<HostId>> batches;
    qsizetype next = 0;
    if (rollout.pauseAfterFirst && !hosts.isEmpty())
        batches.append(QList<HostId>{hosts.at(next++)});
    for (const qsizetype size = rollout.batch.of(hosts.size()); next < hosts.size(); next += size)
        batches.append(hosts.mid(next, size));
    return batches;
}

QStringList withHost(const QStringList &words, const HostId &host, const QString &address)
{
    QStringList filled = words;
    for (QString &word : filled) {
        word.replace(QStringLiteral("{address}"), address);
        word.replace(QStringLiteral("{host}"), host.text());
    }
    return filled;
}

QJsonObject toJson(const Rollout &rollout)
{
    QJsonArray gates;
    for (const RolloutGate &gate : rollout.gates)
        gates.append(gateToJson(gate));
    QJsonObject json{
        {QStringLiteral("batch"), rollout.batch.text()},
        {QStringLiteral("parallel"), rollout.parallel},
        {QStringLiteral("wait"), static_cast<qint64>(rollout.wait.count())},
        {QStringLiteral("pauseAfterFirst"), rollout.pauseAfterFirst},
        {QStringLiteral("drain"), QJsonArray::fromStringList(rollout.drain)},
        {QStringLiteral("undrain"), QJsonArray::fromStringList(rollout.undrain)},
        {QStringLiteral("gates"), gates},
    };
    if (!rollout.balancer.isEmpty())
        json.insert(QStringLiteral("balancer"), rollout.balancer);
    return json;
}

Rollout rolloutFromJson(const QJsonObject &json)
{
    Rollout rollout;
    rollout.batch = BatchSize::parse(json.value(u"batch").toString()).value_or(BatchSize());
    rollout.parallel = std::clamp(json.value(u"parallel").toInt(rollout.parallel), 1, MostParallel);
    rollout.wait = secondsOf(json.value(u"wait"), rollout.wait);
    rollout.pauseAfterFirst = json.value(u"pauseAfterFirst").toBool();
    rollout.balancer = json.value(u"balancer").toString();
    rollout.drain = wordsOf(json.value(u"drain"));
    rollout.undrain = wordsOf(json.value(u"undrain"));
    for (const QJsonValue gate : json.value(u"gates").toArray())
        rollout.gates.append(gateFromJson(gate.toObject()));
    return rollout;
}

} // namespace opsdeck
