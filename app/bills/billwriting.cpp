// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bills/billdesk.h"
#include "app/bills/billentries.h"
#include "app/bills/billfacts.h"
#include "app/workspace/billfile.h"
#include "backends/async/await.h"

#include <QDir>

#include <algorithm>

namespace opsdeck {

namespace {

BillDraft draftOf(const Product &product, const BillOrder &order, const BillIndex &index)
{
    switch (order.from) {
    case BillOrder::From::Tag:
        return billFromTag(product, order.version, order.name, index);
    case BillOrder::From::Branch:
        return billFromBranch(product, order.version, order.name, index);
    case BillOrder::From::Tags:
        break;
    }
    return billFromTags(product, order.version, order.tags, index);
}

BillProposal proposalOf(
    const Product &product, const BillOrder &order, const BillRows &rows, const QString &folder, const QString &path)
{
    const BillIndex index(rows);
    BillProposal proposal{
        order, draftOf(product, order, index), {}, path, QFileInfo::exists(QDir(folder).filePath(path))};
    proposal.draft.bill.note = order.note;
    proposal.check = checkBill(proposal.draft.bill, index);
    return proposal;
}

/// What was ordered cannot be understood at all, whatever the rows say.
Result<void> checkOrder(const BillOrder &order)
{
    if (order.from != BillOrder::From::Tags && order.name.isEmpty())
        return failure(Error::Kind::Usage, order.product.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the tag or branch to make it from has no name")));
    return {};
}

/// Refused where something speaks against writing it, and nobody said to do it anyway.
Result<void> checkDoubts(const BillProposal &proposal)
{
    const QList<BillGap> &gaps = proposal.draft.gaps;
    const auto stranger = std::find_if(
        gaps.cbegin(), gaps.cend(), [](const BillGap &gap) { return gap.what == BillGap::What::Module; });
    if (stranger != gaps.cend()) // a slip of the pen, not a doubt
        return failure(Error::Kind::Usage, proposal.path, stranger->reason);
    if (proposal.order.anyway)
        return {};
    if (!gaps.isEmpty())
        return failure(Error::Kind::Refused, proposal.path,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 points are left open, the first: %2: %3"),
                {QString::number(gaps.size()), gaps.first().part.text(), gaps.first().reason.plain()}));
    for (const BillFinding &finding : proposal.check.findings) {
        if (finding.verdict == BillVerdict::Block)
            return failure(Error::Kind::Refused, proposal.path,
                Phrase(QT_TRANSLATE_NOOP("Phrase", "the check does not pass: %1: %2"),
                    {finding.part.text(), finding.reason.plain()}));
    }
    return {};
}

Result<BillWritten> writeProposal(const QString &folder, const BillProposal &proposal, const QString &actor)
{
    Bill bill = proposal.draft.bill;
    bill.createdBy = actor;
    bill.createdAt = QDateTime::currentDateTimeUtc();
    const auto written = writeBill(folder, bill);
    if (!written)
        return tl::unexpected(written.error());
    return BillWritten{proposal.path, *written == BillWrite::Written};
}

} // namespace

QCoro::Task<Result<BillProposal>> proposeBill(BillDesk desk, BillOrder order, std::stop_token stop)
{
    const Product *product = desk.workspace->product(order.product);
    if (product == nullptr)
        co_return failure(Error::Kind::Usage, order.product.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no product %1"), {order.product.text()}));
    const auto path = billPath(order.product, order.version);
    if (!path)
        co_return tl::unexpected(path.error());
    if (const auto meant = checkOrder(order); !meant)
        co_return tl::unexpected(meant.error());
    const QSet<QString> paths = projectsOf(*product);
    const auto facts = co_await readBillFacts(desk.workspace, desk.cache, paths, stop);
    if (!facts)
        co_return tl::unexpected(facts.error());
    const auto propose = [known = *product, order, rows = facts->rows, folder = desk.workspace->folder, place = *path] {
        return proposalOf(known, order, rows, folder, place);
    };
    co_return co_await runOnPool(propose, stop);
}

QCoro::Task<Result<BillWritten>> createBill(BillDesk desk, BillProposal proposal, std::stop_token stop)
{
    const auto now = co_await proposeBill(desk, proposal.order, stop);
    if (!now)
        co_return tl::unexpected(now.error());
    if (now->draft != proposal.draft)
        co_return failure(Error::Kind::Refused, now->path,
            Phrase(QT_TRANSLATE_NOOP(
                "Phrase", "what is known of tags and images has changed since this was shown; look at it again")));
    if (const auto holds = checkDoubts(*now); !holds)
        co_return tl::unexpected(holds.error());
    const LedgerEntry intent = billIntent(*now, desk.actor);
    const auto noted = co_await awaitFuture(desk.ledger->append(intent), stop);
    if (!noted)
        co_return tl::unexpected(noted.error());
    const auto writing = onPool(writeProposal, desk.workspace->folder, *now, desk.actor);
    const auto written = co_await awaitFuture(writing, stop);
    const LedgerEntry result = billResult(*now, desk.actor, written);
    const auto told = co_await awaitFuture(desk.ledger->append(result), stop);
    if (written && !told)
        co_return tl::unexpected(told.error());
    co_return written;
}

} // namespace opsdeck
