// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/redaction.h"
#include "models/ports/store.h"

#include <chrono>
#include <memory>

namespace opsdeck {

class History;

/// The stores of a workspace and the threads that serve them. Destroyed from the thread that made it; work that was
/// accepted is finished first.
struct Stores
{
    virtual ~Stores() = default;
    virtual Cache &cache() = 0;
    virtual Ledger &ledger() = 0;
    virtual History &history() = 0;
    virtual StoreCare &care() = 0;
};

struct StoreSettings
{
    RetentionPolicy retention;
    std::chrono::milliseconds quickCheckAfter{3'000};
    std::chrono::milliseconds fullCheckAfter{120'000};
    std::chrono::milliseconds idleAfter{300}; ///< after a write: indexing and retention begin
    std::chrono::milliseconds followEvery{1'000}; ///< a second instance looks for what the first one wrote
    Redaction redaction; ///< of free text before it is written: errors, output, ledger; a frozen plan stays as it is
};

/// Opens or makes cache.db, ledger.db and history.db in the folder (0700; files 0600) and migrates them (the ledger is
/// backed up first). A ledger or history of a newer program is refused untouched. A damaged cache or history is set
/// aside, a damaged ledger salvaged; where another instance has the folder, the folder is read-only or the disk is
/// full, all are opened for reading: the report of care() tells all of that at once. Blocks until open: a few
/// milliseconds beside migrations, however large the files are.
Result<std::unique_ptr<Stores>> openStores(const QString &folder, StoreSettings settings = {});

} // namespace opsdeck
