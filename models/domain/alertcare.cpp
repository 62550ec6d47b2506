// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertcare.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

using Kind = AlertDeed::Kind;

constexpr std::chrono::seconds ClocksDiffer{60};

struct Word
{
    Kind kind;
    const char16_t *action;
};

/// Stable words of the ledger.
constexpr Word Words[] = {
    {Kind::Acknowledged, u"alert.acknowledged"},
    {Kind::Unacknowledged, u"alert.unacknowledged"},
    {Kind::HandedOver, u"alert.handed-over"},
    {Kind::Commented, u"alert.commented"},
    {Kind::Closed, u"alert.closed"},
};

QString toText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

AlertNote::Kind noteKindOf(Kind kind)
{
    switch (kind) {
    case Kind::Acknowledged:
    case Kind::HandedOver:
        return AlertNote::Kind::Acknowledged;
    case Kind::Unacknowledged:
        return AlertNote::Kind::Unacknowledged;
    case Kind::Closed:
        return AlertNote::Kind::Closed;
    case Kind::Commented:
        break;
    }
    return AlertNote::Kind::Comment;
}

/// What stands after all that was done at desks.
std::optional<Acknowledgement> standing(const QList<AlertDeed> &deeds, const QDateTime &startsAt)
{
    std::optional<Acknowledgement> last;
    for (const AlertDeed &deed : deeds) {
        if (startsAt.isValid() && deed.at.addDuration(ClocksDiffer) < startsAt)
            continue;
        if (deed.kind == Kind::Acknowledged)
            last = Acknowledgement{deed.by, deed.note, deed.at, deed.until, {}};
        else if (deed.kind == Kind::HandedOver)
            last = Acknowledgement{deed.to, deed.note, deed.at, deed.until, {}};
        else if (deed.kind == Kind::Unacknowledged)
            last.reset();
    }
    return last;
}

/// The source's own word: the last acknowledgement that it tells, without a name where it tells none.
Acknowledgement acknowledgementThere(const Alert &alert)
{
    Acknowledgement there{.source = alert.key.source};
    for (const AlertNote &note : alert.notes) {
        if (note.kind == AlertNote::Kind::Acknowledged)
            there = {note.by, note.text, note.at, {}, alert.key.source};
    }
    return there;
}

/// What was said at a desk and came back from a source under the account that we use there.
bool isEcho(const AlertNote &note, const QList<AlertDeed> &deeds)
{
    return std::ranges::any_of(deeds, [&](const AlertDeed &deed) { return note.text == saidBy(deed.by, deed.note); });
}

} // namespace

QString saidBy(const QString &person, const QString &note)
{
    return note.isEmpty() ? person : u"%1: %2"_s.arg(person, note);
}

LedgerEntry entryOf(const AlertDeed &deed, const QString &title, const QString &environment)
{
    LedgerEntry entry;
    entry.at = deed.at;
    entry.actor = deed.by;
    for (const Word &word : Words) {
        if (word.kind == deed.kind)
            entry.action = QString::fromUtf16(word.action);
    }
    entry.subject = title;
    entry.environment = environment;
    entry.outcome = u"done"_s;
    entry.reference = deed.alert;
    QJsonObject detail{{u"note"_s, deed.note}};
    if (!deed.to.isEmpty())
        detail.insert(u"to"_s, deed.to);
    if (deed.until.isValid())
        detail.insert(u"until"_s, toText(deed.until));
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact);
    return entry;
}

std::optional<AlertDeed> deedOf(const LedgerEntry &entry)
{
    const auto word = std::ranges::find_if(Words, [&](const Word &w) { return entry.action == QStringView(w.action); });
    if (word == std::end(Words) || entry.reference.isEmpty())
        return {};
    const QJsonObject detail = QJsonDocument::fromJson(entry.detail).object();
    return AlertDeed{.kind = word->kind,
        .alert = entry.reference,
        .by = entry.actor,
        .to = detail[u"to"_s].toString(),
        .note = detail[u"note"_s].toString(),
        .at = entry.at,
        .until = QDateTime::fromString(detail[u"until"_s].toString(), Qt::ISODateWithMs)};
}

AlertDeeds deedsByAlert(const QList<LedgerEntry> &entries)
{
    AlertDeeds deeds;
    for (const LedgerEntry &entry : entries) {
        if (auto deed = deedOf(entry))
            deeds[deed->alert].append(*std::move(deed));
    }
    for (QList<AlertDeed> &list : deeds)
        std::ranges::stable_sort(list, {}, &AlertDeed::at);
    return deeds;
}

AlertCare careOf(
    const QList<AlertDeed> &deeds, const QList<Alert> &told, const QDateTime &startsAt, const QDateTime &now)
{
    AlertCare care;
    care.acknowledgement = standing(deeds, startsAt);
    if (care.acknowledgement && care.acknowledgement->until.isValid() && care.acknowledgement->until <= now)
        care.acknowledgement.reset();
    for (const AlertDeed &deed : deeds) {
        const QString text = deed.to.isEmpty() ? deed.note : u"→ %1: %2"_s.arg(deed.to, deed.note);
        care.notes.append({noteKindOf(deed.kind), deed.by, text, deed.at});
    }
    for (const Alert &alert : told) {
        for (const AlertNote &note : alert.notes) {
            if (!isEcho(note, deeds))
                care.notes.append(note);
        }
        if (alert.acknowledged && !care.acknowledgement)
            care.acknowledgement = acknowledgementThere(alert);
    }
    std::ranges::stable_sort(care.notes, {}, &AlertNote::at);
    return care;
}

} // namespace opsdeck
