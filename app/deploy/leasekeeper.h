// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/leasestore.h"
#include "models/domain/lease.h"

#include <chrono>
#include <optional>

namespace opsdeck {

/// Takes, renews and gives back leases for one holder, and tells who has them. Of many that want the same environment,
/// on whatever machines, exactly one gets it.
///
/// Times are kept by the store's clock and given to callers by this machine's, so that neither has to be right. A lease
/// of one's own is given as ending a second early, as a store's clock is only so exact: it is over here before anybody
/// else may take it. I/O thread; lives as long as its tasks, as the store does.
class LeaseKeeper
{
public:
    using Duration = std::chrono::milliseconds;
    static constexpr Duration MostDuration = std::chrono::hours(7 * 24);

    /// `owner` is the person, as the ledger names them; `holder` is unique to this process or run.
    LeaseKeeper(LeaseStore &store, QString owner, QString holder);

    /// Kind Refused with "NAME holds ENV since …" where somebody else has it. One's own is prolonged.
    QCoro::Task<Result<Lease>> acquire(
        EnvironmentId environment, QString reason, Duration duration, std::stop_token stop);
    /// Kind Refused where it is lost: taken over after its end, or broken; it says by whom. One that has run out and
    /// that nobody wanted meanwhile is prolonged.
    QCoro::Task<Result<Lease>> renew(EnvironmentId environment, Duration duration, std::stop_token stop);
    /// Does nothing where there is nothing to give back. Kind Refused where somebody else holds it: ours was lost.
    QCoro::Task<Result<void>> release(EnvironmentId environment, std::stop_token stop);
    /// Ends the lease of `holder`, and no other that may have followed; empty = one that cannot be read. Who may do so
    /// is for the caller to check (Act::Administer), and to write into the ledger.
    QCoro::Task<Result<void>> breakLease(
        EnvironmentId environment, QString holder, QString reason, std::stop_token stop);
    /// The one that is on, if any. Kind BadAnswer where it cannot be read: nobody knows who holds it.
    QCoro::Task<Result<std::optional<Lease>>> current(EnvironmentId environment, std::stop_token stop);

private:
    struct Found
    {
        LeaseRecord record;
        std::optional<Lease> lease; ///< by the store's clock; may be over
        Duration ahead{0}; ///< of this machine's clock against the store's, roughly

        bool isOn() const { return lease && !lease->isOver(record.now); }
        Lease byOurClock(Lease stored) const;
        Lease ours(Lease stored) const; ///< likewise, and surely not too late
    };

    QCoro::Task<Result<Found>> find(EnvironmentId environment, std::stop_token stop);
    QCoro::Task<Result<LeaseRecord>> readRecord(EnvironmentId environment, std::stop_token stop);
    QCoro::Task<Result<bool>> write(Lease lease, qint64 after, std::stop_token stop);
    Result<Lease> renewed(const Found &found, const EnvironmentId &environment, Duration duration) const;
    Error unreadable(const EnvironmentId &environment, const Error &why) const;
    Error busy(const EnvironmentId &environment) const;

    LeaseStore &m_store;
    QString m_owner;
    QString m_holder;
};

} // namespace opsdeck
