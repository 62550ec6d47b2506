// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/ledger.h"

#include <optional>

namespace opsdeck {

/// What somebody at a desk did about an alert. The ledger keeps these; who has an alert is folded from them, so there
/// is no second truth.
struct AlertDeed
{
    enum class Kind
    {
        Acknowledged,
        Unacknowledged,
        HandedOver,
        Commented,
        Closed
    };

    Kind kind = Kind::Commented;
    QString alert; ///< AlertRow::key
    QString by;
    QString to; ///< who has it from now on; of HandedOver only
    QString note;
    QDateTime at; ///< UTC
    QDateTime until; ///< UTC; invalid = as long as it fires; of Acknowledged and HandedOver

    bool operator==(const AlertDeed &) const = default;
};

/// Somebody has it. Where a source says so itself, `by` is who the source names.
struct Acknowledgement
{
    QString by;
    QString note;
    QDateTime at; ///< UTC
    QDateTime until; ///< UTC; invalid = as long as it fires
    SourceId source; ///< that said so; empty = said at a desk

    bool operator==(const Acknowledgement &) const = default;
};

/// Who has an alert, and what was said about it.
struct AlertCare
{
    std::optional<Acknowledgement> acknowledgement;
    QList<AlertNote> notes; ///< of desks and sources, oldest first

    bool operator==(const AlertCare &) const = default;
};

/// How a source is told who said it, because it only knows the account that we use: "li@desk: restarting".
QString saidBy(const QString &person, const QString &note);

/// The entry before it is appended. `title` and `environment` are for people who read the ledger.
LedgerEntry entryOf(const AlertDeed &deed, const QString &title, const QString &environment);
/// Nothing where the entry is about something else.
std::optional<AlertDeed> deedOf(const LedgerEntry &entry);

/// Deeds by alert, each list oldest first.
using AlertDeeds = QHash<QString, QList<AlertDeed>>;
AlertDeeds deedsByAlert(const QList<LedgerEntry> &entries);

/// `deeds` of this alert, oldest first; `told` is how its sources tell it, `startsAt` the earliest of them. An
/// acknowledgement ends with its time, and with the alert: what was said of the last time it fired is no promise about
/// this time. A minute is forgiven, because clocks differ.
AlertCare careOf(
    const QList<AlertDeed> &deeds, const QList<Alert> &told, const QDateTime &startsAt, const QDateTime &now);

} // namespace opsdeck
