// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/promotionservice.h"
#include "models/domain/ledger.h"

namespace opsdeck {

// What a promotion writes to the ledger. Number and hashes are the store's.

LedgerEntry promotionIntent(const PromotionOrder &order, const QString &id, const QString &actor);
LedgerEntry promotionResult(const PromotionReport &report, const QString &actor);

} // namespace opsdeck
