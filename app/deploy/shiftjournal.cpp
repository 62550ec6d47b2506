// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/shiftjournal.h"

#include "app/deploy/processowner.h"
#include "backends/async/await.h"

#include <QUuid>

namespace opsdeck {

namespace {

using Kind = ShiftEvent::Kind;

constexpr int HistoryDays = 400; // a route stands longer than any shift

QString outcomeOf(const ShiftEvent &event)
{
    switch (event.kind) {
    case Kind::Gate:
    case Kind::Drained:
    case Kind::Undrained:
        return event.holds ? QStringLiteral("done") : QStringLiteral("failed");
    case Kind::Shared:
    case Kind::Tenant:
    case Kind::Held:
    case Kind::TakenBack:
    case Kind::Done:
        return QStringLiteral("done");
    case Kind::Failed:
        return QStringLiteral("failed");
    case Kind::Interrupted:
        return QStringLiteral("interrupted");
    case Kind::Aborted:
        return QStringLiteral("cancelled");
    case Kind::Begun:
    case Kind::Step:
    case Kind::Holding:
    case Kind::Waiting:
    case Kind::Next:
    case Kind::Back:
    case Kind::Drain:
    case Kind::Undrain:
        break;
    }
    return {};
}

QString subjectOf(const ShiftEvent &event, const TrafficRoute &route)
{
    QString about = QStringLiteral("%1 → %2").arg(route.from, route.to);
    if (!event.server.isEmpty())
        about = event.server;
    else if (!event.tenant.isEmpty())
        about = QStringLiteral("%1 → %2").arg(event.tenant, event.pool);
    else if (!event.gate.isEmpty())
        about = event.gate;
    else if (!event.share.percents.isEmpty())
        about = event.share.text();
    return QStringLiteral("%1: %2").arg(route.name, about);
}

} // namespace

LedgerEntry trafficEntry(const ShiftEvent &event, const TrafficRoute &route)
{
    LedgerEntry entry;
    entry.at = event.at;
    entry.actor = event.actor;
    entry.action = QStringLiteral("traffic.") + nameOf(event.kind);
    entry.subject = subjectOf(event, route);
    entry.environment = route.environment.text();
    entry.outcome = outcomeOf(event);
    entry.reference = event.shift.text();
    entry.detail = toJson(event);
    return entry;
}

ShiftJournal::ShiftJournal(Ledger &ledger, QString actor, Listener listener, Redaction redaction)
    : m_ledger(ledger)
    , m_actor(std::move(actor))
    , m_listener(std::move(listener))
    , m_redaction(std::move(redaction))
{ }

QCoro::Task<Result<ShiftHistory>> ShiftJournal::history(std::stop_token stop)
{
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-HistoryDays);
    const auto entries = co_await awaitFuture(m_ledger.entriesAbout(QStringLiteral("traffic"), since), stop);
    if (!entries)
        co_return tl::unexpected(entries.error());
    co_return shiftsOf(*entries);
}

ShiftEvent ShiftJournal::signedEvent(ShiftEvent event) const
{
    event.at = QDateTime::currentDateTimeUtc();
    event.actor = m_actor;
    event.text = m_redaction.clean(std::move(event.text));
    return event;
}

QCoro::Task<Result<void>> ShiftJournal::begin(TrafficRoute route, TrafficShare found, int step, std::stop_token stop)
{
    ShiftEvent event;
    event.kind = Kind::Begun;
    event.shift = ShiftId(QUuid::createUuid().toString(QUuid::WithoutBraces));
    event.sequence = 1;
    event.step = step;
    event.share = found;
    event.owner = processOwner();
    event.route = route;
    event = signedEvent(event);
    const auto stored = co_await awaitFuture(m_ledger.append(trafficEntry(event, route)), stop);
    if (!stored)
        co_return tl::unexpected(stored.error());
    event.entry = stored->number;
    const auto begun = beginShift(event);
    if (!begun)
        co_return failure(Error::Kind::Usage, route.name);
    m_shift = *begun;
    m_listener(event);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ShiftJournal::write(ShiftEvent event, std::stop_token stop)
{
    event = signedEvent(event);
    event.shift = m_shift.id;
    event.sequence = m_shift.lastSequence + 1;
    apply(m_shift, event); // at once: gates beside each other write too, and each takes a number of its own
    const auto stored = co_await awaitFuture(m_ledger.append(trafficEntry(event, m_shift.route)), stop);
    if (!stored)
        co_return tl::unexpected(stored.error());
    event.entry = stored->number;
    m_listener(event);
    co_return Result<void>{};
}

void ShiftJournal::post(ShiftEvent event)
{
    event = signedEvent(std::move(event));
    event.shift = m_shift.id;
    event.sequence = m_shift.lastSequence + 1;
    apply(m_shift, event);
    m_ledger.append(trafficEntry(event, m_shift.route));
    m_listener(event);
}

QCoro::Task<Result<void>> ShiftJournal::writeOfServer(ShiftEvent event, TrafficRoute route, std::stop_token stop)
{
    event = signedEvent(event);
    const auto stored = co_await awaitFuture(m_ledger.append(trafficEntry(event, route)), stop);
    if (!stored)
        co_return tl::unexpected(stored.error());
    event.entry = stored->number;
    m_listener(event);
    co_return Result<void>{};
}

} // namespace opsdeck
