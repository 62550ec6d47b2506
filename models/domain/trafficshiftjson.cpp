// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/trafficshift.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace opsdeck {

namespace {

using Kind = ShiftEvent::Kind;

constexpr std::array<std::pair<Kind, const char16_t *>, 19> kindNames{{
    {Kind::Begun, u"begin"},
    {Kind::Step, u"step"},
    {Kind::Shared, u"share"},
    {Kind::Tenant, u"tenant"},
    {Kind::Holding, u"hold"},
    {Kind::Gate, u"gate"},
    {Kind::Held, u"held"},
    {Kind::Waiting, u"wait"},
    {Kind::Next, u"next"},
    {Kind::Back, u"back"},
    {Kind::Failed, u"failed"},
    {Kind::Interrupted, u"interrupted"},
    {Kind::Aborted, u"abort"},
    {Kind::TakenBack, u"taken-back"},
    {Kind::Done, u"done"},
    {Kind::Drain, u"drain"},
    {Kind::Drained, u"drained"},
    {Kind::Undrain, u"undrain"},
    {Kind::Undrained, u"undrained"},
}};

/// Only where it says something: an entry names what it is about, and nothing else.
void put(QJsonObject &json, const char16_t *key, const QString &text)
{
    if (!text.isEmpty())
        json.insert(QString::fromUtf16(key), text);
}

void put(QJsonObject &json, const char16_t *key, qint64 number)
{
    if (number != 0)
        json.insert(QString::fromUtf16(key), number);
}

QJsonObject shareToJson(const TrafficShare &share)
{
    QJsonObject json;
    for (auto part = share.percents.cbegin(); part != share.percents.cend(); ++part)
        json.insert(part.key(), *part);
    return json;
}

std::optional<TrafficShare> shareFromJson(const QJsonValue &value)
{
    TrafficShare share;
    const QJsonObject json = value.toObject();
    for (auto part = json.begin(); part != json.end(); ++part) {
        const int percent = part.value().toInt(-1);
        if (percent < 0 || percent > 100)
            return std::nullopt;
        share.percents.insert(part.key(), percent);
    }
    return share;
}

Phrase phraseFromJson(const QJsonObject &json)
{
    Phrase phrase(json.value(u"text").toString());
    for (const QJsonValue argument : json.value(u"arguments").toArray())
        phrase.arguments.append(argument.toString());
    return phrase;
}

/// False where there is a route that cannot be, or is another than its hash says.
bool readRoute(const QJsonObject &json, ShiftEvent &event)
{
    if (!json.contains(u"route"))
        return true;
    event.route = routeFromJson(json.value(u"route").toObject());
    return event.route && routeHash(*event.route) == json.value(u"hash").toString();
}

} // namespace

QByteArray toJson(const ShiftEvent &event)
{
    QJsonObject json{{QStringLiteral("kind"), nameOf(event.kind)},
        {QStringLiteral("at"), event.at.toUTC().toString(Qt::ISODateWithMs)}};
    put(json, u"shift", event.shift.text());
    put(json, u"sequence", event.sequence);
    put(json, u"actor", event.actor);
    put(json, u"step", event.step);
    put(json, u"hold", event.hold.count());
    put(json, u"gate", event.gate);
    put(json, u"host", event.host.text());
    put(json, u"tenant", event.tenant);
    put(json, u"pool", event.pool);
    put(json, u"server", event.server);
    put(json, u"owner", event.owner);
    put(json, u"undoes", event.undoes);
    put(json, u"text", event.text.text);
    if (!event.text.arguments.isEmpty())
        json.insert(QStringLiteral("arguments"), QJsonArray::fromStringList(event.text.arguments));
    if (!event.share.percents.isEmpty())
        json.insert(QStringLiteral("share"), shareToJson(event.share));
    if (event.kind == Kind::Gate)
        json.insert(QStringLiteral("holds"), event.holds);
    if (event.blocked)
        json.insert(QStringLiteral("blocked"), true);
    if (event.route) {
        json.insert(QStringLiteral("route"), toJson(*event.route));
        json.insert(QStringLiteral("hash"), routeHash(*event.route));
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<ShiftEvent> shiftEventFromJson(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    const auto kind = shiftEventKindFromName(json.value(u"kind").toString());
    const auto share = shareFromJson(json.value(u"share"));
    const QDateTime at = QDateTime::fromString(json.value(u"at").toString(), Qt::ISODateWithMs);
    const std::chrono::seconds hold(json.value(u"hold").toInteger());
    ShiftEvent event;
    if (!kind || !share || !at.isValid() || hold.count() < 0 || hold > TrafficRoute::LongestHold
        || !readRoute(json, event))
        return std::nullopt;
    event.kind = *kind;
    event.share = *share;
    event.at = at;
    event.hold = hold;
    event.shift = ShiftId(json.value(u"shift").toString());
    event.sequence = json.value(u"sequence").toInteger();
    event.actor = json.value(u"actor").toString();
    event.step = json.value(u"step").toInt();
    event.gate = json.value(u"gate").toString();
    event.host = HostId(json.value(u"host").toString());
    event.holds = json.value(u"holds").toBool();
    event.blocked = json.value(u"blocked").toBool();
    event.tenant = json.value(u"tenant").toString();
    event.pool = json.value(u"pool").toString();
    event.server = json.value(u"server").toString();
    event.owner = json.value(u"owner").toString();
    event.undoes = json.value(u"undoes").toInteger();
    event.text = phraseFromJson(json);
    return event;
}

QString nameOf(ShiftState state)
{
    switch (state) {
    case ShiftState::Running:
        return QStringLiteral("running");
    case ShiftState::Holding:
        return QStringLiteral("holding");
    case ShiftState::Waiting:
        return QStringLiteral("waiting");
    case ShiftState::Failed:
        return QStringLiteral("failed");
    case ShiftState::Interrupted:
        return QStringLiteral("interrupted");
    case ShiftState::Done:
        return QStringLiteral("done");
    case ShiftState::TakenBack:
        return QStringLiteral("taken back");
    case ShiftState::Aborted:
        return QStringLiteral("aborted");
    }
    return {};
}

QString nameOf(ShiftEvent::Kind kind)
{
    for (const auto &[known, name] : kindNames) {
        if (known == kind)
            return QString::fromUtf16(name);
    }
    return {};
}

std::optional<ShiftEvent::Kind> shiftEventKindFromName(const QString &name)
{
    for (const auto &[known, word] : kindNames) {
        if (name == QStringView(word))
            return known;
    }
    return std::nullopt;
}

} // namespace opsdeck
