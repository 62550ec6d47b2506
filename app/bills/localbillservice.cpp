// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bills/localbillservice.h"

#include "app/bills/billdesk.h"
#include "app/deploy/processowner.h"
#include "app/people/permission.h"
#include "models/ports/onresult.h"

namespace opsdeck {

LocalBillService::LocalBillService(
    const Workspace &workspace, IoThread &io, Cache &cache, Ledger &ledger, QString actor)
    : m_workspace(workspace)
    , m_io(io)
    , m_cache(cache)
    , m_ledger(ledger)
    , m_actor(std::move(actor))
{
    m_io.call([this] { m_scope = std::make_unique<TaskScope>(); });
}

LocalBillService::~LocalBillService()
{
    m_io.call([this] { m_scope.reset(); });
}

template <typename T, typename Fn, typename... Args>
QFuture<Result<T>> LocalBillService::ask(Fn coroutine, Args... args)
{
    const BillDesk desk{&m_workspace, &m_cache, &m_ledger, m_actor};
    return m_io.run<T>(m_scope.get(), coroutine, desk, std::move(args)...);
}

QFuture<Result<BillList>> LocalBillService::bills()
{
    return ask<BillList>(readBills);
}

QFuture<Result<Bill>> LocalBillService::bill(ProductId product, QString version)
{
    return ask<Bill>(readBill, std::move(product), std::move(version));
}

QFuture<Result<SiteList>> LocalBillService::sites()
{
    return ask<SiteList>(readSites);
}

QFuture<Result<BillChoices>> LocalBillService::choices(ProductId product)
{
    return ask<BillChoices>(readChoices, std::move(product));
}

QFuture<Result<BillProposal>> LocalBillService::propose(BillOrder order)
{
    return ask<BillProposal>(proposeBill, std::move(order));
}

QFuture<Result<BillWritten>> LocalBillService::create(BillProposal proposal)
{
    if (const auto permitted = permit(m_workspace.roles, currentUser(), Act::Deploy); !permitted)
        return QtFuture::makeReadyFuture<Result<BillWritten>>(tl::unexpected(permitted.error()));
    const auto creating = ask<BillWritten>(createBill, std::move(proposal));
    onResult(creating, this, [this](const Result<BillWritten> &written) {
        if (written && written->isNew)
            Q_EMIT changed();
    });
    return creating;
}

QFuture<Result<BillCheck>> LocalBillService::check(ProductId product, QString version)
{
    return ask<BillCheck>(checkVersion, std::move(product), std::move(version));
}

QFuture<Result<BillUse>> LocalBillService::use(ProductId product, QString version)
{
    return ask<BillUse>(useOfVersion, std::move(product), std::move(version));
}

QFuture<Result<BillComparison>> LocalBillService::compare(ProductId product, QString before, QString after)
{
    return ask<BillComparison>(compareVersionsOf, std::move(product), std::move(before), std::move(after));
}

QFuture<Result<BillSearch>> LocalBillService::find(QString text)
{
    return ask<BillSearch>(findImage, std::move(text));
}

} // namespace opsdeck
