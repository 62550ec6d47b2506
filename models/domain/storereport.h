// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QDateTime>

#include <optional>

namespace opsdeck {

/// Who has the store of a workspace open for writing, as the lock file says.
struct StoreHolder
{
    qint64 pid = 0; ///< 0 = the lock file does not say
    QString user;
    QString machine;
    QDateTime since;

    bool operator==(const StoreHolder &) const = default;
};

/// A damaged ledger was read row by row into a new file. Nothing of the old file is deleted.
struct LedgerSalvage
{
    QString keptFile; ///< the damaged file, as it was found
    qint64 entries = 0; ///< saved
    qint64 entriesLost = 0; ///< numbers that are missing among those saved
    qint64 runs = 0;
    qint64 events = 0; ///< lines of the runs' journals that were saved
    bool endMayBeMissing = false; ///< the newest part could not be read, so nobody knows how much there was

    bool operator==(const LedgerSalvage &) const = default;
};

/// How the store itself is: whether it can be written, what opening it found and did, what the checks said.
struct StoreReport
{
    enum class Writing
    {
        Possible,
        HeldByOther, ///< another Opsdeck has this workspace open: see holder
        NotPermitted, ///< the folder or its files are read-only for us
        Failing ///< the last write failed: see writeError; the next one is tried all the same
    };
    enum class Check
    {
        NotYet,
        Quick, ///< sound as far as a quick check sees
        Sound, ///< every page and index was looked at
        Unsound ///< damage was found, and could not be mended
    };

    QString folder;
    Writing writing = Writing::Possible;
    std::optional<StoreHolder> holder;
    std::optional<Error> writeError;
    QString cacheSetAside; ///< a cache that was damaged, or of a newer program, was moved to this file; else empty
    QString historySetAside; ///< a damaged history of alerts was moved to this file; else empty
    std::optional<LedgerSalvage> salvage;
    Check cacheCheck = Check::NotYet;
    Check ledgerCheck = Check::NotYet;
    Check historyCheck = Check::NotYet;

    bool isReadOnly() const { return writing == Writing::HeldByOther || writing == Writing::NotPermitted; }
    bool operator==(const StoreReport &) const = default;
};

/// How long history is kept. The ledger's entries and the states of its runs are kept for ever.
struct RetentionPolicy
{
    int historyDays = 365; ///< pipelines and deployments, by the servers' times
    int outputDays = 30; ///< lines of output in the journals of runs that ended
    int alertDays = 365; ///< what alerts did
    int alertDetailDays = 30; ///< every change of them; of older days only the worst, and how each ended
    qint64 alertBytes = 1'000'000'000; ///< of that history: beyond it detail goes earlier, then the oldest days

    bool operator==(const RetentionPolicy &) const = default;
};

} // namespace opsdeck
