// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/environmentguard.h"

#include "app/deploy/hostleases.h"
#include "app/deploy/leasefolder.h"
#include "app/deploy/processowner.h"
#include "app/workspace/leaseplace.h"
#include "backends/async/await.h"
#include "backends/async/taskscope.h"

namespace opsdeck {

using namespace std::chrono_literals;

namespace {

/// Long enough to outlive a pause of the network, short enough that a console which died does not hold up a release.
constexpr std::chrono::milliseconds LeaseTime = 10min;
constexpr std::chrono::milliseconds RenewEvery = 2min;

Phrase frozen(const EnvironmentId &environment, const ActiveFreeze &freeze)
{
    const QString why = freeze.reason.isEmpty() ? freeze.title : freeze.title + QStringLiteral(": ") + freeze.reason;
    if (!freeze.until.isValid())
        return Phrase(
            QT_TRANSLATE_NOOP("Phrase", "%1 is frozen (%2), without an end in sight"), {environment.text(), why});
    return Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is frozen (%2) until %3"),
        {environment.text(), why, freeze.until.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))});
}

/// A host that nobody knows any more keeps none: then nothing can be taken.
class NoLeases final : public LeaseStore
{
public:
    explicit NoLeases(QString place)
        : m_place(std::move(place))
    { }

    QCoro::Task<Result<LeaseRecord>> read(EnvironmentId, std::stop_token) override { co_return refused<LeaseRecord>(); }
    QCoro::Task<Result<bool>> put(EnvironmentId, qint64, QByteArray, std::stop_token) override
    {
        co_return refused<bool>();
    }
    QString place(const EnvironmentId &) const override { return m_place; }

private:
    template <typename T> Result<T> refused() const
    {
        return failure(Error::Kind::Usage, m_place,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the workspace has no such host to keep leases on")));
    }

    QString m_place;
};

std::unique_ptr<LeaseStore> storeAt(const QString &where, HostPool &hosts)
{
    const LeasePlace place = leasePlaceOf(where);
    if (place.host.isEmpty())
        return std::make_unique<LeaseFolder>(place.folder);
    if (Host *host = hosts.host(place.host))
        return std::make_unique<HostLeases>(*host, place.host.text(), place.folder);
    return std::make_unique<NoLeases>(where);
}

} // namespace

EnvironmentGuard::EnvironmentGuard(const Workspace &workspace, HostPool &hosts, QString owner, QString holder)
    : m_workspace(workspace)
{
    if (workspace.policies.leases.isEmpty())
        return;
    m_store = storeAt(workspace.policies.leases, hosts);
    m_keeper = std::make_unique<LeaseKeeper>(*m_store, std::move(owner), std::move(holder));
}

EnvironmentGuard::~EnvironmentGuard() = default;

Result<void> EnvironmentGuard::permit(const EnvironmentId &environment, const QDateTime &now) const
{
    const Environment *where = m_workspace.environment(environment);
    if (!where)
        return {}; // the plan says so better
    const FreezeRules &rules = m_workspace.freezes;
    if (const auto freeze = freezeAt(rules.windows, rules.calendars, *where, now))
        return failure(Error::Kind::Refused, environment.text(), frozen(environment, *freeze));
    if (!rules.isWhole && where->production)
        return failure(Error::Kind::Refused, environment.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase",
                       "a freeze of this workspace cannot be read, so nobody knows whether %1 is frozen: see the "
                       "faults of "
                       "opsdeck.yaml"),
                {environment.text()}));
    return {};
}

/// A console of this machine that is surely dead works on nothing: nobody need wait until its lease has run out.
QCoro::Task<bool> EnvironmentGuard::dropDead(EnvironmentId environment, std::stop_token stop)
{
    const auto held = co_await m_keeper->current(environment, stop);
    if (!held || !*held || !isSurelyDead((*held)->holder))
        co_return false;
    const QString holder = (*held)->holder;
    const QString why = QStringLiteral("its console ended");
    const auto dropped = co_await m_keeper->breakLease(environment, holder, why, stop);
    co_return dropped.has_value();
}

QCoro::Task<Result<void>> EnvironmentGuard::take(EnvironmentId environment, QString reason, std::stop_token stop)
{
    if (!m_keeper)
        co_return Result<void>{};
    auto lease = co_await m_keeper->acquire(environment, reason, LeaseTime, stop);
    if (!lease && lease.error().kind == Error::Kind::Refused) {
        const bool isFree = co_await dropDead(environment, stop);
        if (isFree)
            lease = co_await m_keeper->acquire(environment, reason, LeaseTime, stop);
    }
    if (!lease)
        co_return tl::unexpected(lease.error());
    co_return Result<void>{};
}

QCoro::Task<void> EnvironmentGuard::keep(
    EnvironmentId environment, std::function<void(const Error &)> lost, std::stop_token done)
{
    while (m_keeper) {
        const auto slept = co_await sleepFor(RenewEvery, done);
        if (!slept)
            co_return;
        const auto renewed = co_await m_keeper->renew(environment, LeaseTime, done);
        if (renewed || renewed.error().kind == Error::Kind::Cancelled)
            continue;
        if (renewed.error().kind == Error::Kind::Refused) {
            lost(renewed.error());
            co_return;
        }
        logFailure("renewing a lease", tl::unexpected(renewed.error())); // there is time for another try
    }
}

QCoro::Task<void> EnvironmentGuard::giveBack(EnvironmentId environment, std::stop_token stop)
{
    if (!m_keeper)
        co_return;
    const auto given = co_await m_keeper->release(environment, stop);
    logFailure("giving back a lease", given);
}

QCoro::Task<Result<std::optional<Lease>>> EnvironmentGuard::current(EnvironmentId environment, std::stop_token stop)
{
    const Result<std::optional<Lease>> nobody(std::nullopt); // a temporary here makes g++ 12 warn
    if (!m_keeper)
        co_return nobody;
    co_return co_await m_keeper->current(environment, stop);
}

QCoro::Task<Result<void>> EnvironmentGuard::breakLease(Lease lease, QString reason, std::stop_token stop)
{
    if (!m_keeper)
        co_return failure(Error::Kind::NotFound, lease.environment.text());
    co_return co_await m_keeper->breakLease(lease.environment, lease.holder, reason, stop);
}

} // namespace opsdeck
