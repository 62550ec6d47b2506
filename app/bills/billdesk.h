// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bills/billservice.h"
#include "models/domain/workspace.h"
#include "models/ports/store.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// What the verbs of product versions work with; all outlive every coroutine.
struct BillDesk
{
    const Workspace *workspace = nullptr;
    Cache *cache = nullptr;
    Ledger *ledger = nullptr;
    QString actor; ///< user@machine
};

// The verbs of BillService, on the I/O thread. Files are read and written on the pool.

QCoro::Task<Result<BillList>> readBills(BillDesk desk, std::stop_token stop);
QCoro::Task<Result<Bill>> readBill(BillDesk desk, ProductId product, QString version, std::stop_token stop);
QCoro::Task<Result<SiteList>> readSites(BillDesk desk, std::stop_token stop);
QCoro::Task<Result<BillChoices>> readChoices(BillDesk desk, ProductId product, std::stop_token stop);
QCoro::Task<Result<BillCheck>> checkVersion(BillDesk desk, ProductId product, QString version, std::stop_token stop);
QCoro::Task<Result<BillUse>> useOfVersion(BillDesk desk, ProductId product, QString version, std::stop_token stop);
QCoro::Task<Result<BillComparison>> compareVersionsOf(
    BillDesk desk, ProductId product, QString before, QString after, std::stop_token stop);
QCoro::Task<Result<BillSearch>> findImage(BillDesk desk, QString text, std::stop_token stop);

// In billwriting.cpp
QCoro::Task<Result<BillProposal>> proposeBill(BillDesk desk, BillOrder order, std::stop_token stop);
QCoro::Task<Result<BillWritten>> createBill(BillDesk desk, BillProposal proposal, std::stop_token stop);

} // namespace opsdeck
