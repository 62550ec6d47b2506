// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bills/billservice.h"
#include "models/domain/ledger.h"

namespace opsdeck {

// What the making of a product version writes to the ledger: bill.intent before the file, bill.result after it.

LedgerEntry billIntent(const BillProposal &proposal, const QString &actor);
LedgerEntry billResult(const BillProposal &proposal, const QString &actor, const Result<BillWritten> &written);

} // namespace opsdeck
