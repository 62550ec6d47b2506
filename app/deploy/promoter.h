// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/promotionservice.h"
#include "backends/http/client.h"
#include "models/domain/workspace.h"
#include "models/ports/imageresolver.h"
#include "models/ports/store.h"

namespace opsdeck {

class SecretStore;

/// What a promotion works with; all of it outlives the promoter.
struct PromotionTools
{
    QList<Connection> connections;
    http::Client &http;
    SecretStore &secrets;
    ImageResolver &images;
    Ledger &ledger;
};

/// Brings images from one registry to another, by a policy of a Harbor or by copying them, and then asks both
/// registries for every tag: what the carrier says of its success proves nothing. The intent is in the ledger before
/// anything is changed. I/O thread; outlives its coroutines.
class Promoter
{
public:
    using Tell = std::function<void(const PromotionNews &)>;

    Promoter(PromotionTools tools, Tell tell, std::chrono::milliseconds poll = std::chrono::milliseconds{2000});

    /// As PromotionService.
    QCoro::Task<Result<PromotionOrder>> prepare(PromotionOrder order, std::stop_token stop);
    QCoro::Task<Result<PromotionReport>> run(PromotionOrder order, QString actor, std::stop_token stop);
    void cancel() { m_cancel.request_stop(); }
    QCoro::Task<Result<QList<PolicyState>>> policies(SourceId harbor, std::stop_token stop);
    QCoro::Task<Result<QList<ReplicationLog>>> logs(SourceId harbor, qint64 execution, std::stop_token stop);

private:
    QCoro::Task<Result<PromotionItem>> frozen(PromotionItem item, std::stop_token stop);
    QCoro::Task<Result<ReplicationPolicy>> policyOf(SourceId harbor, QString name, std::stop_token stop);
    QCoro::Task<void> carry(PromotionReport *report, QList<Phrase> *faults, std::stop_token stop);
    QCoro::Task<void> copy(PromotionReport *report, QList<Phrase> *faults, std::stop_token cancel);
    QCoro::Task<void> replicate(PromotionReport *report, std::stop_token cancel, std::stop_token stop);
    QCoro::Task<Result<void>> follow(
        PromotionReport *report, Connection harbor, qint64 execution, std::stop_token cancel);
    QCoro::Task<void> proveAll(PromotionReport *report, QList<Phrase> faults, std::stop_token cancel);
    Result<Connection> harborNamed(const SourceId &id) const;
    void tell(const Phrase &text, const QString &image = {}, qint64 done = 0, qint64 total = 0) const;

    PromotionTools m_tools;
    Tell m_tell;
    std::chrono::milliseconds m_poll;
    std::stop_source m_cancel;
    bool m_isRunning = false;
};

} // namespace opsdeck
