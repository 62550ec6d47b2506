// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/trafficroute.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace opsdeck {

namespace {

QJsonObject targetToJson(const TrafficTarget &target)
{
    const auto list = [](const QStringList &words) { return QJsonArray::fromStringList(words); };
    const TrafficCommands &commands = target.commands;
    QJsonObject pools;
    for (auto pool = target.pools.cbegin(); pool != target.pools.cend(); ++pool)
        pools.insert(pool.key(), list(*pool));
    return {
        {QStringLiteral("balancer"), nameOf(target.kind)},
        {QStringLiteral("host"), target.host.text()},
        {QStringLiteral("socket"), target.socketPath},
        {QStringLiteral("address"), target.address},
        {QStringLiteral("port"), target.port},
        {QStringLiteral("file"), target.file},
        {QStringLiteral("test"), list(target.testCommand)},
        {QStringLiteral("reload"), list(target.reloadCommand)},
        {QStringLiteral("backend"), target.backend},
        {QStringLiteral("pools"), pools},
        {QStringLiteral("commands"),
            QJsonObject{
                {QStringLiteral("set-share"), list(commands.setShare)},
                {QStringLiteral("read-share"), list(commands.readShare)},
                {QStringLiteral("drain"), list(commands.drain)},
                {QStringLiteral("undrain"), list(commands.undrain)},
                {QStringLiteral("state"), list(commands.state)},
                {QStringLiteral("sessions"), list(commands.sessions)},
            }},
    };
}

QStringList wordsOf(const QJsonValue &value)
{
    QStringList words;
    for (const QJsonValue word : value.toArray())
        words.append(word.toString());
    return words;
}

std::optional<TrafficTarget> targetFromJson(const QJsonObject &json)
{
    const auto kind = balancerFromName(json.value(u"balancer").toString());
    const int port = json.value(u"port").toInt(-1);
    if (!kind || port < 0 || port > 65535)
        return std::nullopt;
    TrafficTarget target;
    target.kind = *kind;
    target.host = HostId(json.value(u"host").toString());
    target.socketPath = json.value(u"socket").toString();
    target.address = json.value(u"address").toString();
    target.port = static_cast<quint16>(port);
    target.file = json.value(u"file").toString();
    target.testCommand = wordsOf(json.value(u"test"));
    target.reloadCommand = wordsOf(json.value(u"reload"));
    target.backend = json.value(u"backend").toString();
    const QJsonObject pools = json.value(u"pools").toObject();
    for (auto pool = pools.begin(); pool != pools.end(); ++pool)
        target.pools.insert(pool.key(), wordsOf(pool.value()));
    const QJsonObject commands = json.value(u"commands").toObject();
    target.commands = {wordsOf(commands.value(u"set-share")), wordsOf(commands.value(u"read-share")),
        wordsOf(commands.value(u"drain")), wordsOf(commands.value(u"undrain")), wordsOf(commands.value(u"state")),
        wordsOf(commands.value(u"sessions"))};
    return target;
}

} // namespace

QJsonObject toJson(const TrafficRoute &route)
{
    QJsonObject hosts;
    for (auto host = route.hosts.cbegin(); host != route.hosts.cend(); ++host)
        hosts.insert(host.key(), host->text());
    QJsonArray steps;
    for (const TrafficStep &step : route.steps)
        steps.append(QJsonObject{
            {QStringLiteral("share"), step.percent}, {QStringLiteral("hold"), static_cast<qint64>(step.hold.count())}});
    QJsonArray tenants;
    for (const Tenant &tenant : route.tenants)
        tenants.append(QJsonObject{{QStringLiteral("name"), tenant.name}, {QStringLiteral("tier"), tenant.tier}});
    Rollout around;
    around.gates = route.gates;
    return {
        {QStringLiteral("name"), route.name},
        {QStringLiteral("product"), route.product.text()},
        {QStringLiteral("environment"), route.environment.text()},
        {QStringLiteral("strategy"), nameOf(route.strategy)},
        {QStringLiteral("target"), targetToJson(route.target)},
        {QStringLiteral("hosts"), hosts},
        {QStringLiteral("from"), route.from},
        {QStringLiteral("to"), route.to},
        {QStringLiteral("steps"), steps},
        {QStringLiteral("asks"), route.asks},
        {QStringLiteral("gates"), toJson(around).value(u"gates")},
        {QStringLiteral("tenants"), tenants},
    };
}

std::optional<TrafficRoute> routeFromJson(const QJsonObject &json)
{
    const auto strategy = strategyFromName(json.value(u"strategy").toString());
    const auto target = targetFromJson(json.value(u"target").toObject());
    if (!strategy || !target)
        return std::nullopt;
    TrafficRoute route;
    route.name = json.value(u"name").toString();
    route.product = ProductId(json.value(u"product").toString());
    route.environment = EnvironmentId(json.value(u"environment").toString());
    route.strategy = *strategy;
    route.target = *target;
    const QJsonObject hosts = json.value(u"hosts").toObject();
    for (auto host = hosts.begin(); host != hosts.end(); ++host)
        route.hosts.insert(host.key(), HostId(host.value().toString()));
    route.from = json.value(u"from").toString();
    route.to = json.value(u"to").toString();
    for (const QJsonValue step : json.value(u"steps").toArray())
        route.steps.append({step[u"share"].toInt(), std::chrono::seconds(step[u"hold"].toInteger(-1))});
    route.asks = json.value(u"asks").toBool();
    route.gates = rolloutFromJson({{QStringLiteral("gates"), json.value(u"gates")}}).gates;
    for (const QJsonValue tenant : json.value(u"tenants").toArray())
        route.tenants.append({tenant[u"name"].toString(), tenant[u"tier"].toInt(-1)});
    return checkRoute(route) ? std::optional(route) : std::nullopt;
}

QString routeHash(const TrafficRoute &route)
{
    // QJsonObject keeps its keys sorted, so the compact form is canonical.
    const QByteArray bytes = QJsonDocument(toJson(route)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace opsdeck
