// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/lease.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int formatVersion = 1;

/// One line that a person can read, and that shows what it is.
bool isLine(const QString &text, qsizetype longest)
{
    return text.size() <= longest && text.isValidUtf16() && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
            || c.category() == QChar::Separator_Paragraph;
    });
}

QString iso(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

/// Invalid where it is no time, or does not say in which zone.
QDateTime fromIso(const QJsonValue &value)
{
    const QString text = value.toString();
    const QDateTime at = text.size() <= 40 ? QDateTime::fromString(text, Qt::ISODateWithMs) : QDateTime();
    return at.isValid() && at.timeSpec() != Qt::LocalTime ? at.toUTC() : QDateTime();
}

QString shown(const QDateTime &at, const QDateTime &now)
{
    const QDateTime local = at.toLocalTime();
    const bool isToday = local.date() == now.toLocalTime().date();
    return local.toString(isToday ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace

bool canBeLeased(const EnvironmentId &environment)
{
    constexpr qsizetype longest = 63;
    const QString &text = environment.text();
    const auto isPlain = [](QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); };
    return !text.isEmpty() && text.size() <= longest && isPlain(text.front())
        && std::all_of(
            text.begin(), text.end(), [&](QChar c) { return isPlain(c) || QStringView(u"._-").contains(c); });
}

Phrase faultOf(const Lease &lease)
{
    const auto isName = [](const QString &text) { return !text.trimmed().isEmpty() && isLine(text, Lease::MaxName); };
    if (!canBeLeased(lease.environment))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease is on no environment that can have one"));
    if (!isName(lease.owner) || !isName(lease.holder))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease does not say who holds it"));
    if (lease.reason.trimmed().isEmpty() || !isLine(lease.reason, Lease::MaxReason))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease gives no reason in one line"));
    if (!lease.since.isValid() || !lease.expires.isValid() || lease.expires < lease.since)
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease does not say from when until when"));
    if (!isLine(lease.endedBy, Lease::MaxName) || !isLine(lease.endReason, Lease::MaxReason))
        return Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease does not say who ended it"));
    return {};
}

QByteArray leaseToJson(const Lease &lease)
{
    QJsonObject object{{QStringLiteral("version"), formatVersion},
        {QStringLiteral("environment"), lease.environment.text()}, {QStringLiteral("owner"), lease.owner},
        {QStringLiteral("reason"), lease.reason}, {QStringLiteral("since"), iso(lease.since)},
        {QStringLiteral("expires"), iso(lease.expires)}, {QStringLiteral("holder"), lease.holder}};
    if (!lease.endedBy.isEmpty())
        object.insert(QStringLiteral("endedBy"), lease.endedBy);
    if (!lease.endReason.isEmpty())
        object.insert(QStringLiteral("endReason"), lease.endReason);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<Lease> leaseFromJson(const QByteArray &bytes, const QString &origin)
{
    const auto bad = [&](const Phrase &why) { return failure(Error::Kind::BadAnswer, origin, why); };
    if (bytes.size() > Lease::MaxBytes)
        return bad(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "the lease is larger than %1 kB"), {QString::number(Lease::MaxBytes / 1024)}));
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &fault);
    if (!document.isObject())
        return bad(Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease is no JSON object")));
    const QJsonObject object = document.object();
    if (object.value(u"version").toDouble(-1) != formatVersion)
        return bad(Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease is from another version of the program")));
    for (const auto end : {QStringView(u"endedBy"), QStringView(u"endReason")}) {
        if (object.contains(end) && !object.value(end).isString())
            return bad(Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease does not say who ended it")));
    }
    Lease lease;
    lease.environment = EnvironmentId(object.value(u"environment").toString());
    lease.owner = object.value(u"owner").toString();
    lease.reason = object.value(u"reason").toString();
    lease.since = fromIso(object.value(u"since"));
    lease.expires = fromIso(object.value(u"expires"));
    lease.holder = object.value(u"holder").toString();
    lease.endedBy = object.value(u"endedBy").toString();
    lease.endReason = object.value(u"endReason").toString();
    const Phrase why = faultOf(lease);
    if (!why.isEmpty())
        return bad(why);
    return lease;
}

Phrase heldBy(const Lease &lease, const QDateTime &now)
{
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 holds %2 since %3 for: %4, until %5"),
        {lease.owner, lease.environment.text(), shown(lease.since, now), lease.reason, shown(lease.expires, now)});
}

Phrase brokenBy(const Lease &lease)
{
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 broke the lease on %2: %3"),
        {lease.endedBy, lease.environment.text(), lease.endReason});
}

} // namespace opsdeck
