// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/ledgerstore.h"

#include "backends/store/ledgerrows.h"
#include "backends/store/runrows.h"

#include <QLoggingCategory>
#include <QTimer>

#include <chrono>

namespace opsdeck::store {

namespace {

Q_LOGGING_CATEGORY(lcLedger, "opsdeck.store.ledger")

constexpr std::chrono::milliseconds LongestWait{200};
constexpr qsizetype MostLines = 500;

} // namespace

LedgerStore::LedgerStore(Connections connections, StoreThread &writer, StoreThread &reader)
    : m_channel(std::move(connections), writer, reader)
{ }

QFuture<Result<LedgerEntry>> LedgerStore::append(LedgerEntry entry)
{
    return m_channel.write<LedgerEntry>([this, entry = std::move(entry)](Database &db) {
        WriteTransaction transaction(db);
        const LedgerEntry stored = appendEntry(db, entry);
        transaction.commit();
        announce(RowKind::Ledger);
        return stored;
    });
}

QFuture<Result<QList<LedgerEntry>>> LedgerStore::entries(qint64 olderThan, int limit)
{
    return m_channel.read<QList<LedgerEntry>>([=](Database &db) { return newestEntries(db, olderThan, limit); });
}

QFuture<Result<qint64>> LedgerStore::verifyChain()
{
    return m_channel.read<qint64>(firstBrokenEntry);
}

QFuture<Result<void>> LedgerStore::beginRun(RunId run, DeployPlan plan, QString owner, QDateTime at)
{
    return m_channel.write<void>([=, this](Database &db) -> Result<void> {
        if (const auto again = planFromJson(toJson(plan)); !again || planHash(*again) != planHash(plan))
            return failure(Error::Kind::Storage, m_channel.path(), QStringLiteral("The plan cannot be read back."));
        WriteTransaction transaction(db);
        putRun(db, run, plan, owner, at);
        transaction.commit();
        announce(RowKind::Runs);
        return {};
    });
}

QFuture<Result<void>> LedgerStore::journal(DeployEvent event)
{
    return m_channel.write<void>([this, event = std::move(event)](Database &db) {
        if (event.kind == DeployEvent::Kind::Output)
            keepLine(event);
        else
            writeEvents(db, std::exchange(m_lines, {}) << event);
    });
}

QFuture<Result<QList<DeployRun>>> LedgerStore::runs(int limit)
{
    return m_channel.read<QList<DeployRun>>([=](Database &db) { return newestRuns(db, limit); });
}

QFuture<Result<QList<DeployEvent>>> LedgerStore::events(RunId run)
{
    writeWaitingLines();
    return m_channel.read<QList<DeployEvent>>([=](Database &db) { return eventsOf(db, run); });
}

QFuture<Result<QList<std::pair<DeployRun, QString>>>> LedgerStore::openRuns()
{
    return m_channel.read<QList<std::pair<DeployRun, QString>>>(store::openRuns);
}

void LedgerStore::writeWaitingLines()
{
    m_channel.writer().post([this] { writeLines(); });
}

void LedgerStore::keepLine(const DeployEvent &line)
{
    m_lines.append(line);
    if (m_lines.size() >= MostLines)
        return writeLines();
    if (m_writeIsDue)
        return;
    m_writeIsDue = true;
    QTimer::singleShot(LongestWait, m_channel.writer().context(), [this] {
        m_writeIsDue = false;
        writeLines();
    });
}

// Lines were answered when they were accepted, so a failure here has no caller left: it goes to the log. The event that
// decides something is written with its own answer.
void LedgerStore::writeLines()
{
    if (m_lines.isEmpty())
        return;
    const auto written
        = guarded<void>(m_channel.path(), [this] { writeEvents(m_channel.writing(), std::exchange(m_lines, {})); });
    if (!written)
        qCWarning(lcLedger).noquote() << "Lines of output are lost:" << written.error().origin
                                      << written.error().detail;
}

void LedgerStore::writeEvents(Database &db, const QList<DeployEvent> &events)
{
    WriteTransaction transaction(db);
    for (const DeployEvent &event : events)
        putEvent(db, event);
    transaction.commit();
    announce(RowKind::Runs);
}

void LedgerStore::announce(RowKind kind)
{
    QMetaObject::invokeMethod(
        this,
        [this, kind] {
            Q_EMIT changed({{kind}, {}});
        },
        Qt::QueuedConnection);
}

} // namespace opsdeck::store
