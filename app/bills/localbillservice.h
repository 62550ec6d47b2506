// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bills/billservice.h"
#include "backends/async/iothread.h"
#include "models/domain/workspace.h"
#include "models/ports/store.h"

#include <memory>

namespace opsdeck {

/// The service of this process: reads on the I/O thread and the pool, and asks for the role before it writes.
class LocalBillService : public BillService
{
    Q_OBJECT

public:
    /// All outlive the service.
    LocalBillService(const Workspace &workspace, IoThread &io, Cache &cache, Ledger &ledger, QString actor);
    ~LocalBillService() override;

    QFuture<Result<BillList>> bills() override;
    QFuture<Result<Bill>> bill(ProductId product, QString version) override;
    QFuture<Result<SiteList>> sites() override;
    QFuture<Result<BillChoices>> choices(ProductId product) override;
    QFuture<Result<BillProposal>> propose(BillOrder order) override;
    QFuture<Result<BillWritten>> create(BillProposal proposal) override;
    QFuture<Result<BillCheck>> check(ProductId product, QString version) override;
    QFuture<Result<BillUse>> use(ProductId product, QString version) override;
    QFuture<Result<BillComparison>> compare(ProductId product, QString before, QString after) override;
    QFuture<Result<BillSearch>> find(QString text) override;

private:
    /// Runs a coroutine of the desk on the I/O thread.
    template <typename T, typename Fn, typename... Args> QFuture<Result<T>> ask(Fn coroutine, Args... args);

    const Workspace &m_workspace;
    IoThread &m_io;
    Cache &m_cache;
    Ledger &m_ledger;
    const QString m_actor;
    std::unique_ptr<TaskScope> m_scope; ///< lives on the I/O thread
};

} // namespace opsdeck
