// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QByteArray>
#include <QDateTime>

namespace opsdeck {

/// One line of the ledger: who did what, when, to what, and how it ended. Append-only; every entry carries the hash of
/// the one before it, so that a missing or altered entry shows.
struct LedgerEntry
{
    qint64 number = 0; ///< given by the store, 1, 2, 3 …
    QDateTime at; ///< UTC, milliseconds
    QString actor; ///< user@machine
    QString action; ///< deploy.intent, deploy.result, deploy.interrupted, …
    QString subject; ///< for people: "shop 2.4.1 → staging"
    QString environment; ///< empty where none
    QString outcome; ///< empty for an intent; else done, failed, cancelled, interrupted, refused
    QString reference; ///< what belongs together: the run's id
    QByteArray detail; ///< canonical JSON
    QString previousHash; ///< 64 hex digits; of the first entry: 64 zeros
    QString hash;

    bool operator==(const LedgerEntry &) const = default;
};

/// SHA-256 over the previous hash and every field but number and hash, lengths included; 64 hex digits.
QString chainHash(const LedgerEntry &entry, const QString &previousHash);

/// The number of the first entry whose hash or link does not fit; 0 = the chain is whole. Entries in order.
qint64 firstBrokenLink(const QList<LedgerEntry> &entries);

} // namespace opsdeck
