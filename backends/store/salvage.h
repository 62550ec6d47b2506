// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/files.h"

namespace opsdeck::store {

/// Moves a damaged ledger aside, reads what can be read of it row by row into a new ledger.db, and writes into that how
/// much was lost. Entries keep their numbers, so a gap stays visible. An error, with the file back in its place, where
/// nothing can be read: then only a backup helps.
Result<LedgerSalvage> salvageLedger(const QString &path, const QList<Migration> &migrations);

} // namespace opsdeck::store
