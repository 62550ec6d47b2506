// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/store.h"

#include <memory>

namespace opsdeck {

/// Both stores of a workspace, with the one thread that writes them. Destroyed from the thread that made it; work that
/// was accepted is finished first.
struct Stores
{
    virtual ~Stores() = default;
    virtual Cache &cache() = 0;
    virtual Ledger &ledger() = 0;
};

/// Opens or makes cache.db and ledger.db in the folder (0700; files 0600), migrates them (the ledger is backed up
/// first), and refuses files of a newer program untouched. Blocks until open: at most a few milliseconds beside the
/// migrations.
Result<std::unique_ptr<Stores>> openStores(const QString &folder);

} // namespace opsdeck
