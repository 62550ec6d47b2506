// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/alerts/alertservice.h"
#include "models/domain/workspace.h"
#include "models/ports/alertactions.h"
#include "models/ports/source.h"
#include "models/ports/store.h"

namespace opsdeck {

/// Does what AlertService promises, for a person who is allowed to. A deed about an alert is in the ledger first and
/// holds from then on; then each source that tells the alert hears of it, and what it answered goes into the ledger as
/// well. I/O thread.
class AlertDesk
{
public:
    using FindSource = std::function<Source *(const SourceId &)>;

    /// `wake` is called for a source that was written to: its next poll shows what came of it.
    AlertDesk(FindSource find, std::function<void(const SourceId &)> wake, Cache &cache, Ledger &ledger,
        const Policies &policies);

    QCoro::Task<Result<AlertOutcome>> tend(QList<AlertTarget> alerts, AlertDeed deed, std::stop_token stop);
    QCoro::Task<Result<QString>> silence(Silence silence, QString actor, std::stop_token stop);
    QCoro::Task<Result<void>> expire(Silence silence, QString actor, std::stop_token stop);

private:
    /// Who has to hear what. Members of a cluster share their silences, so that one of them is enough.
    struct Hearer
    {
        QList<SourceId> members; ///< whom to ask first stands first
        QList<Alert> alerts; ///< as each of them tells it
    };

    /// Only those that can hear it.
    QList<Hearer> hearers(const QList<AlertTarget> &alerts, AlertDeed::Kind kind) const;
    /// Where one is that shares its silences with this source; -1 = there is none.
    qsizetype sharedWith(const SourceId &source, const QList<Hearer> &hearers) const;
    bool mayHear(const SourceId &source, AlertDeed::Kind kind) const;
    /// Asks the next member where one is down. What was answered stands in the ledger and in the outcome.
    QCoro::Task<void> tellOne(Hearer hearer, AlertDeed deed, AlertOutcome *outcome, std::stop_token stop);
    QCoro::Task<Result<void>> tell(SourceId source, Hearer hearer, AlertDeed deed, std::stop_token stop);
    QCoro::Task<Result<void>> markBySilence(
        SilenceActions *actions, QList<Alert> alerts, AlertDeed deed, std::stop_token stop);
    QCoro::Task<Result<void>> takeMarksBack(SilenceActions *actions, Hearer hearer, std::stop_token stop);
    QCoro::Task<Result<void>> note(LedgerEntry entry, std::stop_token stop);

    FindSource m_find;
    std::function<void(const SourceId &)> m_wake;
    Cache &m_cache;
    Ledger &m_ledger;
    const Policies m_policies;
};

} // namespace opsdeck
