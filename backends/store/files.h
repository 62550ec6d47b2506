// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/schema.h"

#include <memory>

namespace opsdeck::store {

/// The two connections of one file, opened, checked and migrated.
struct Connections
{
    QString path;
    std::unique_ptr<Database> writing; ///< closed last: it clears the log away
    std::unique_ptr<Database> reading;
};

/// The folder, made where it is missing, for its owner alone.
Result<void> makePrivateFolder(const QString &folder);

/// What can be fetched again: a damaged file is set aside as cache-damaged-<time>.db and made anew.
Result<Connections> openCacheFile(const QString &folder, const QList<Migration> &migrations);

/// What cannot: backed up as ledger-before-NNN.db before it is migrated; damage is an error that says what to do.
Result<Connections> openLedgerFile(const QString &folder, const QList<Migration> &migrations);

} // namespace opsdeck::store
