// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/leasekeeper.h"

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

constexpr int mostTries = 8; // each one lost to somebody else who changed it in between
constexpr auto clockGrain = 1s; // of a store's clock

Error refused(const EnvironmentId &environment, const Phrase &why)
{
    return failure(Error::Kind::Refused, environment.text(), why).value();
}

Result<void> checkDuration(const EnvironmentId &environment, LeaseKeeper::Duration duration)
{
    if (duration > LeaseKeeper::Duration(0) && duration <= LeaseKeeper::MostDuration)
        return {};
    return failure(Error::Kind::Usage, environment.text(),
        Phrase(QT_TRANSLATE_NOOP("Phrase", "a lease is longer than nothing and not longer than %1 days"),
            {QString::number(LeaseKeeper::MostDuration / 24h)}));
}

Result<void> check(const Lease &lease)
{
    const Phrase fault = faultOf(lease);
    if (fault.isEmpty())
        return {};
    return failure(Error::Kind::Usage, lease.environment.text(), fault);
}

Error noneHeld(const EnvironmentId &environment)
{
    return refused(
        environment, Phrase(QT_TRANSLATE_NOOP("Phrase", "there is no lease on %1 of ours"), {environment.text()}));
}

} // namespace

LeaseKeeper::LeaseKeeper(LeaseStore &store, QString owner, QString holder)
    : m_store(store)
    , m_owner(std::move(owner))
    , m_holder(std::move(holder))
{ }

Lease LeaseKeeper::Found::byOurClock(Lease stored) const
{
    stored.since = stored.since.addMSecs(ahead.count());
    stored.expires = stored.expires.addMSecs(ahead.count());
    return stored;
}

Lease LeaseKeeper::Found::ours(Lease stored) const
{
    stored = byOurClock(stored);
    stored.expires = stored.expires.addMSecs(-Duration(clockGrain).count());
    return stored;
}

QCoro::Task<Result<Lease>> LeaseKeeper::acquire(
    EnvironmentId environment, QString reason, Duration duration, std::stop_token stop)
{
    Lease wanted{environment, m_owner, reason.simplified(), {}, {}, m_holder, {}, {}};
    if (const auto good = checkDuration(environment, duration); !good)
        co_return tl::unexpected(good.error());
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto found = co_await find(environment, stop);
        if (!found)
            co_return tl::unexpected(found.error());
        const bool isOurs = found->isOn() && found->lease->holder == m_holder;
        if (found->isOn() && !isOurs)
            co_return tl::unexpected(
                refused(environment, heldBy(found->byOurClock(*found->lease), QDateTime::currentDateTimeUtc())));
        wanted.since = isOurs ? found->lease->since : found->record.now;
        wanted.expires = found->record.now.addMSecs(duration.count());
        if (const auto good = check(wanted); !good)
            co_return tl::unexpected(good.error());
        const auto isDone = co_await write(wanted, found->record.generation, stop);
        if (!isDone)
            co_return tl::unexpected(isDone.error());
        if (*isDone)
            co_return found->ours(wanted);
    }
    co_return tl::unexpected(busy(environment));
}

Result<Lease> LeaseKeeper::renewed(const Found &found, const EnvironmentId &environment, Duration duration) const
{
    if (!found.lease)
        return tl::unexpected(noneHeld(environment));
    Lease lease = *found.lease;
    if (lease.holder != m_holder && found.isOn())
        return tl::unexpected(refused(environment, heldBy(found.byOurClock(lease), QDateTime::currentDateTimeUtc())));
    if (lease.holder == m_holder && lease.isBroken())
        return tl::unexpected(refused(environment, brokenBy(lease)));
    if (lease.holder != m_holder || !lease.endedBy.isEmpty())
        return tl::unexpected(noneHeld(environment));
    lease.expires = found.record.now.addMSecs(duration.count());
    if (const auto good = check(lease); !good)
        return tl::unexpected(good.error());
    return lease;
}

QCoro::Task<Result<Lease>> LeaseKeeper::renew(EnvironmentId environment, Duration duration, std::stop_token stop)
{
    if (const auto good = checkDuration(environment, duration); !good)
        co_return tl::unexpected(good.error());
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto found = co_await find(environment, stop);
        if (!found)
            co_return tl::unexpected(found.error());
        const auto lease = renewed(*found, environment, duration);
        if (!lease)
            co_return tl::unexpected(lease.error());
        const auto isDone = co_await write(*lease, found->record.generation, stop);
        if (!isDone)
            co_return tl::unexpected(isDone.error());
        if (*isDone)
            co_return found->ours(*lease);
    }
    co_return tl::unexpected(busy(environment));
}

QCoro::Task<Result<void>> LeaseKeeper::release(EnvironmentId environment, std::stop_token stop)
{
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto found = co_await find(environment, stop);
        if (!found)
            co_return tl::unexpected(found.error());
        if (found->isOn() && found->lease->holder != m_holder)
            co_return tl::unexpected(
                refused(environment, heldBy(found->byOurClock(*found->lease), QDateTime::currentDateTimeUtc())));
        if (!found->isOn())
            co_return Result<void>();
        Lease ended = *found->lease;
        ended.endedBy = m_owner;
        const auto isDone = co_await write(ended, found->record.generation, stop);
        if (!isDone)
            co_return tl::unexpected(isDone.error());
        if (*isDone)
            co_return Result<void>();
    }
    co_return tl::unexpected(busy(environment));
}

QCoro::Task<Result<void>> LeaseKeeper::breakLease(
    EnvironmentId environment, QString holder, QString reason, std::stop_token stop)
{
    const QString why = reason.simplified();
    if (why.isEmpty())
        co_return failure(Error::Kind::Usage, environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "who breaks a lease has to say why")));
    const auto record = co_await readRecord(environment, stop);
    if (!record)
        co_return tl::unexpected(record.error());
    auto lease = leaseFromJson(record->content, environment.text());
    const bool isReadable = lease && lease->environment == environment;
    const bool isMeant = isReadable ? lease->holder == holder && !lease->isOver(record->now)
                                    : holder.isEmpty() && record->generation > 0;
    if (!isMeant)
        co_return tl::unexpected(refused(environment,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "that lease on %1 is over; look again"), {environment.text()})));
    Lease ended = isReadable ? *lease : Lease{environment, m_owner, why, record->now, record->now, m_holder, {}, {}};
    ended.endedBy = m_owner;
    ended.endReason = why;
    if (const auto good = check(ended); !good)
        co_return good;
    const auto isDone = co_await write(ended, record->generation, stop);
    if (!isDone)
        co_return tl::unexpected(isDone.error());
    if (!*isDone)
        co_return tl::unexpected(busy(environment));
    co_return Result<void>();
}

QCoro::Task<Result<std::optional<Lease>>> LeaseKeeper::current(EnvironmentId environment, std::stop_token stop)
{
    const auto found = co_await find(environment, stop);
    if (!found)
        co_return tl::unexpected(found.error());
    std::optional<Lease> lease;
    if (found->isOn())
        lease = found->byOurClock(*found->lease);
    co_return lease;
}

QCoro::Task<Result<LeaseRecord>> LeaseKeeper::readRecord(EnvironmentId environment, std::stop_token stop)
{
    if (!canBeLeased(environment))
        co_return failure(Error::Kind::Usage, environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease is on no environment that can have one")));
    co_return co_await m_store.read(environment, stop);
}

QCoro::Task<Result<LeaseKeeper::Found>> LeaseKeeper::find(EnvironmentId environment, std::stop_token stop)
{
    Found found;
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    const auto record = co_await readRecord(environment, stop);
    if (!record)
        co_return tl::unexpected(record.error());
    found.record = *record;
    found.ahead = Duration(record->now.msecsTo(asked));
    if (record->generation == 0)
        co_return found;
    const auto lease = leaseFromJson(record->content, m_store.place(environment));
    if (!lease)
        co_return tl::unexpected(unreadable(environment, lease.error()));
    if (lease->environment != environment) {
        const auto other = failure(Error::Kind::BadAnswer, m_store.place(environment),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease is one on %1"), {lease->environment.text()}));
        co_return tl::unexpected(unreadable(environment, other.value()));
    }
    found.lease = *lease;
    co_return found;
}

QCoro::Task<Result<bool>> LeaseKeeper::write(Lease lease, qint64 after, std::stop_token stop)
{
    if (after >= LeaseStore::MaxGeneration)
        co_return failure(Error::Kind::Storage, m_store.place(lease.environment),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the leases' numbers are used up; remove the files")));
    const QByteArray content = leaseToJson(lease);
    co_return co_await m_store.put(lease.environment, after, content, stop);
}

Error LeaseKeeper::unreadable(const EnvironmentId &environment, const Error &why) const
{
    const QString place = m_store.place(environment);
    return failure(Error::Kind::BadAnswer, place,
        Phrase(QT_TRANSLATE_NOOP("Phrase",
                   "%1 counts as held: its lease cannot be read (%2). Once nobody works there, break it, or remove it: "
                   "rm -f %3"),
            {environment.text(), why.said().plain(), place}))
        .value();
}

Error LeaseKeeper::busy(const EnvironmentId &environment) const
{
    return refused(environment,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "others change the lease on %1 at the same moment; try again"),
            {environment.text()}));
}

} // namespace opsdeck
