// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/ledger.h"
#include "models/domain/notify.h"

namespace opsdeck {

/// What leaves the desk: a notification with its words, in the language of who sends it.
struct OutgoingMessage
{
    Notification facts;
    QString title; ///< one line
    QStringList lines; ///< the alerts, and how many more there are; plain text

    bool operator==(const OutgoingMessage &) const = default;
};

/// What became of one message at one outlet.
struct Delivery
{
    enum class Outcome
    {
        Done,
        Failed,
        Muted ///< a person wanted no more for a while
    };

    QDateTime at; ///< UTC
    QString id; ///< of the notification
    QString rule;
    QString outlet; ///< "desktop", "sound", or the target's name
    QString title;
    int alerts = 0;
    /// From the source's own time of the earliest new alert to this one; nothing where there is no such time.
    std::optional<std::chrono::milliseconds> delay;
    int attempts = 1;
    Outcome outcome = Outcome::Done;
    QString error; ///< free of secrets

    bool operator==(const Delivery &) const = default;
};

Delivery deliveryOf(const OutgoingMessage &message, const QString &outlet, const QDateTime &at);

/// The entry before it is appended.
LedgerEntry entryOf(const Delivery &delivery, const QString &actor);
/// Nothing where the entry is about something else.
std::optional<Delivery> deliveryOf(const LedgerEntry &entry);

/// Text from outside as one line of at most `longest` characters, without what turns its direction or hides.
QString oneLine(const QString &text, qsizetype longest);

} // namespace opsdeck
