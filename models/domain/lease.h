// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QDateTime>

namespace opsdeck {

/// The right to change an environment, for a while. Whoever holds it writes it where the others look; it ends by
/// itself, so that a console that died does not hold for ever.
struct Lease
{
    static constexpr qsizetype MaxBytes = 64 * 1024;
    static constexpr qsizetype MaxName = 200; ///< owner, holder, endedBy
    static constexpr qsizetype MaxReason = 2'000;

    EnvironmentId environment;
    QString owner; ///< the person, as the ledger names them
    QString reason; ///< one line
    QDateTime since; ///< UTC
    QDateTime expires; ///< UTC
    QString holder; ///< unique id of the process or run
    QString endedBy; ///< who gave it back or broke it before its time; empty = nobody
    QString endReason; ///< why it was broken; empty = its owner gave it back

    bool isOver(const QDateTime &now) const { return !endedBy.isEmpty() || now >= expires; }
    bool isBroken() const { return !endedBy.isEmpty() && !endReason.isEmpty(); }

    bool operator==(const Lease &) const = default;
};

/// Whether a name of an environment can be part of a file's name: letters, digits, "-", "_", ".", at most 63, begins
/// with a letter or digit.
bool canBeLeased(const EnvironmentId &environment);

/// What keeps it from being written or believed; empty = nothing.
Phrase faultOf(const Lease &lease);

QByteArray leaseToJson(const Lease &lease);
/// Kind BadAnswer for whatever is not a whole and sensible lease. `origin` is where the bytes come from.
Result<Lease> leaseFromJson(const QByteArray &bytes, const QString &origin);

/// "li@desk holds production since 14:02 for: shop 2.4.1, until 14:32", by this machine's clock and zone; with the date
/// where it is not that of `now`.
Phrase heldBy(const Lease &lease, const QDateTime &now);

/// "admin@desk broke the lease on production: REASON"
Phrase brokenBy(const Lease &lease);

} // namespace opsdeck
