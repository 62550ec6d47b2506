// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/deployplan.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

// QJsonObject keeps its keys sorted, so the compact form is canonical.
QJsonObject changeToJson(const HostChange &change)
{
    QJsonObject json{
        {QStringLiteral("host"), change.host.text()},
        {QStringLiteral("module"), change.part.text()},
        {QStringLiteral("composeProject"), change.composeProject},
        {QStringLiteral("directory"), change.directory},
        {QStringLiteral("services"), QJsonArray::fromStringList(change.services)},
        {QStringLiteral("runningImage"), change.runningImage},
        {QStringLiteral("running"), change.running.text()},
        {QStringLiteral("runningTag"), change.runningTag},
        {QStringLiteral("wanted"), change.wanted.text()},
        {QStringLiteral("wantedTag"), change.wantedTag},
        {QStringLiteral("composeBefore"), QString::fromLatin1(change.composeBefore.toBase64())},
        {QStringLiteral("composeAfter"), QString::fromLatin1(change.composeAfter.toBase64())},
    };
    if (!change.address.isEmpty()) // older plans have none, and keep their hash
        json.insert(QStringLiteral("address"), change.address);
    return json;
}

std::optional<HostChange> changeFromJson(const QJsonObject &json)
{
    const auto wanted = ImageRef::parse(json.value(u"wanted").toString());
    if (!wanted)
        return std::nullopt;
    HostChange change;
    change.host = HostId(json.value(u"host").toString());
    change.address = json.value(u"address").toString();
    change.part = ModuleId(json.value(u"module").toString());
    change.composeProject = json.value(u"composeProject").toString();
    change.directory = json.value(u"directory").toString();
    for (const QJsonValue service : json.value(u"services").toArray())
        change.services.append(service.toString());
    change.runningImage = json.value(u"runningImage").toString();
    change.running = Digest::parse(json.value(u"running").toString());
    change.runningTag = json.value(u"runningTag").toString();
    change.wanted = *wanted;
    change.wantedTag = json.value(u"wantedTag").toString();
    change.composeBefore = QByteArray::fromBase64(json.value(u"composeBefore").toString().toLatin1());
    change.composeAfter = QByteArray::fromBase64(json.value(u"composeAfter").toString().toLatin1());
    return change;
}

QJsonObject whatIsDone(const DeployPlan &plan)
{
    QJsonArray changes;
    for (const HostChange &change : plan.changes)
        changes.append(changeToJson(change));
    QJsonObject json{
        {QStringLiteral("product"), plan.product.text()},
        {QStringLiteral("version"), plan.version},
        {QStringLiteral("environment"), plan.environment.text()},
        {QStringLiteral("changes"), changes},
    };
    // Only where they say something: plans that were stored before there was either have their hash from then.
    if (plan.rollout != Rollout())
        json.insert(QStringLiteral("rollout"), toJson(plan.rollout));
    if (!plan.undoes.isEmpty())
        json.insert(QStringLiteral("undoes"), plan.undoes.text());
    if (!plan.reason.isEmpty())
        json.insert(QStringLiteral("reason"), plan.reason);
    return json;
}

} // namespace

QList<HostId> DeployPlan::hosts() const
{
    QList<HostId> found;
    for (const HostChange &change : changes) {
        if (!found.contains(change.host))
            found.append(change.host);
    }
    return found;
}

QByteArray toJson(const DeployPlan &plan)
{
    QJsonObject json = whatIsDone(plan);
    json.insert(QStringLiteral("createdBy"), plan.createdBy);
    json.insert(QStringLiteral("createdAt"), plan.createdAt.toUTC().toString(Qt::ISODateWithMs));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<DeployPlan> planFromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    DeployPlan plan;
    plan.product = ProductId(object.value(u"product").toString());
    plan.version = object.value(u"version").toString();
    plan.environment = EnvironmentId(object.value(u"environment").toString());
    plan.createdBy = object.value(u"createdBy").toString();
    plan.createdAt = QDateTime::fromString(object.value(u"createdAt").toString(), Qt::ISODateWithMs);
    if (object.contains(u"rollout"))
        plan.rollout = rolloutFromJson(object.value(u"rollout").toObject());
    plan.undoes = RunId(object.value(u"undoes").toString());
    plan.reason = object.value(u"reason").toString();
    for (const QJsonValue value : object.value(u"changes").toArray()) {
        auto change = changeFromJson(value.toObject());
        if (!change)
            return std::nullopt;
        plan.changes.append(*change);
    }
    return plan;
}

QString planHash(const DeployPlan &plan)
{
    const QByteArray bytes = QJsonDocument(whatIsDone(plan)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace opsdeck
