// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/delivery.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

const QString action = u"notify.sent"_s;

std::optional<Delivery::Outcome> outcomeOf(const QString &word)
{
    if (word == u"done")
        return Delivery::Outcome::Done;
    if (word == u"failed")
        return Delivery::Outcome::Failed;
    return word == u"muted" ? std::optional(Delivery::Outcome::Muted) : std::nullopt;
}

QString wordOf(Delivery::Outcome outcome)
{
    switch (outcome) {
    case Delivery::Outcome::Done:
        return u"done"_s;
    case Delivery::Outcome::Failed:
        return u"failed"_s;
    case Delivery::Outcome::Muted:
        return u"muted"_s;
    }
    return {};
}

} // namespace

Delivery deliveryOf(const OutgoingMessage &message, const QString &outlet, const QDateTime &at)
{
    Delivery delivery{.at = at,
        .id = message.facts.id,
        .rule = message.facts.rule,
        .outlet = outlet,
        .title = message.title,
        .alerts = message.facts.total()};
    // What burnt before we looked says nothing about how fast we are.
    if (message.facts.first.isValid() && !message.facts.atStart)
        delivery.delay = std::chrono::milliseconds(std::max<qint64>(0, message.facts.first.msecsTo(at)));
    return delivery;
}

LedgerEntry entryOf(const Delivery &delivery, const QString &actor)
{
    QJsonObject detail{{u"rule"_s, delivery.rule}, {u"title"_s, delivery.title}, {u"alerts"_s, delivery.alerts},
        {u"attempts"_s, delivery.attempts}};
    if (delivery.delay)
        detail.insert(u"delayMs"_s, static_cast<qint64>(delivery.delay->count()));
    if (!delivery.error.isEmpty())
        detail.insert(u"error"_s, delivery.error);
    return {.at = delivery.at,
        .actor = actor,
        .action = action,
        .subject = delivery.outlet,
        .outcome = wordOf(delivery.outcome),
        .reference = delivery.id,
        .detail = QJsonDocument(detail).toJson(QJsonDocument::Compact)};
}

std::optional<Delivery> deliveryOf(const LedgerEntry &entry)
{
    const auto outcome = outcomeOf(entry.outcome);
    if (entry.action != action || !outcome)
        return {};
    const QJsonObject detail = QJsonDocument::fromJson(entry.detail).object();
    Delivery delivery{.at = entry.at,
        .id = entry.reference,
        .rule = detail[u"rule"].toString(),
        .outlet = entry.subject,
        .title = detail[u"title"].toString(),
        .alerts = detail[u"alerts"].toInt()};
    if (const QJsonValue delay = detail[u"delayMs"]; delay.isDouble())
        delivery.delay = std::chrono::milliseconds(delay.toInteger());
    delivery.attempts = detail[u"attempts"].toInt(1);
    delivery.outcome = *outcome;
    delivery.error = detail[u"error"].toString();
    return delivery;
}

QString oneLine(const QString &text, qsizetype longest)
{
    QString line = text.left(4 * longest); // a megabyte is not gone through for a line
    line.removeIf([](QChar c) {
        return c.category() == QChar::Other_Format || (!c.isPrint() && !c.isSpace() && !c.isSurrogate());
    });
    line = line.simplified();
    if (line.size() <= longest && text.size() <= 4 * longest)
        return line;
    line.truncate(longest - 1);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line + u'…';
}

} // namespace opsdeck
