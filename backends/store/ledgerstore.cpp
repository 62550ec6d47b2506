// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/ledgerstore.h"

#include "backends/store/ledgerrows.h"
#include "backends/store/runrows.h"
#include "backends/store/search.h"
#include "models/ports/handover.h"

#include <QLoggingCategory>

#include <chrono>

namespace opsdeck::store {

namespace {

Q_LOGGING_CATEGORY(lcLedger, "opsdeck.store.ledger")

constexpr std::chrono::milliseconds LongestWait{200};
constexpr qsizetype MostLines = 500;
constexpr qsizetype MostLinesKept = 10'000;

/// A line that does not fit (its run is unknown, its number taken) must not keep the others out.
void putLines(Database &db, const QList<DeployEvent> &lines)
{
    for (const DeployEvent &line : lines) {
        try {
            putEvent(db, line);
        } catch (const SQLite::Exception &e) {
            if (isUnwritable(e.getErrorCode()) || isDamage(e.getErrorCode()))
                throw;
            qCWarning(lcLedger).noquote() << "A line of output is lost: run" << line.run.text() << e.what();
        }
    }
}

} // namespace

LedgerStore::LedgerStore(
    Connections connections, Channel::Reopen reopen, std::optional<Error> refusal, const StoreSettings &settings)
    : m_retention(ledgerRules(settings.retention))
    , m_redaction(settings.redaction)
    , m_channel(QStringLiteral("opsdeck-ledger"), std::move(connections), std::move(reopen), std::move(refusal))
{ }

void LedgerStore::start(Channel::Events events, const StoreSettings &settings)
{
    m_channel.setEvents(std::move(events));
    if (m_channel.isReadOnly())
        return m_channel.follow(settings.followEvery, [this] { tellAll(); });
    m_channel.setIdleWork([this](Database &db) { return tend(db); }, settings.idleAfter);
    m_channel.wakeIdleWork();
}

void LedgerStore::tellAll()
{
    announce({RowKind::Ledger, RowKind::Runs});
}

bool LedgerStore::tend(Database &db)
{
    if (indexSome(db, ledgerSearchTables()))
        return true;
    if (!m_nextRetention.hasExpired())
        return false;
    if (m_retention.piece(db, QDateTime::currentDateTimeUtc()))
        return true;
    m_nextRetention.setRemainingTime(std::chrono::hours(24));
    return false;
}

DeployEvent LedgerStore::cleaned(DeployEvent event) const
{
    event.text = m_redaction.clean(std::move(event.text));
    return event;
}

QFuture<Result<LedgerEntry>> LedgerStore::append(LedgerEntry entry)
{
    entry.subject = m_redaction.clean(entry.subject);
    entry.detail = m_redaction.cleanJson(entry.detail);
    return m_channel.write<LedgerEntry>([this, entry = std::move(entry)](Database &db) {
        LedgerEntry stored = appendEntry(db, entry);
        m_channel.onCommitted([this] { announce({RowKind::Ledger}); });
        return stored;
    });
}

QFuture<Result<QList<LedgerEntry>>> LedgerStore::entries(qint64 olderThan, int limit)
{
    return m_channel.readAfterWrites<QList<LedgerEntry>>(
        [=](Database &db) { return newestEntries(db, olderThan, limit); });
}

QFuture<Result<QList<LedgerEntry>>> LedgerStore::entriesAbout(QString topic, QDateTime since)
{
    return m_channel.readAfterWrites<QList<LedgerEntry>>(
        [=](Database &db) { return store::entriesAbout(db, topic, since); });
}

QFuture<Result<qint64>> LedgerStore::verifyChain()
{
    return m_channel.readAfterWrites<qint64>(firstBrokenEntry);
}

QFuture<Result<QList<SearchHit>>> LedgerStore::search(QString words, int limit)
{
    return m_channel.readAfterWrites<QList<SearchHit>>(
        [=](Database &db) { return store::search(db, ledgerSearchTables(), words, limit); });
}

QFuture<Result<void>> LedgerStore::beginRun(RunId run, DeployPlan plan, QString owner, QDateTime at)
{
    return m_channel.write<void>([=, this](Database &db) -> Result<void> {
        if (const auto again = planFromJson(toJson(plan)); !again || planHash(*again) != planHash(plan))
            return failure(Error::Kind::Storage, m_channel.path(), QStringLiteral("The plan cannot be read back."));
        putRun(db, run, plan, owner, at);
        m_channel.onCommitted([this] { announce({RowKind::Runs}); });
        return {};
    });
}

QFuture<Result<void>> LedgerStore::journal(DeployEvent event)
{
    event = cleaned(std::move(event));
    if (event.kind == DeployEvent::Kind::Output && !m_channel.isReadOnly()) {
        keepLine(event);
        return QtFuture::makeReadyFuture(Result<void>());
    }
    writeWaitingLines();
    return m_channel.write<void>([this, event = std::move(event)](Database &db) {
        putEvent(db, event);
        m_channel.onCommitted([this] { announce({RowKind::Runs}); });
    });
}

QFuture<Result<QList<DeployRun>>> LedgerStore::runs(int limit)
{
    return m_channel.readAfterWrites<QList<DeployRun>>([=](Database &db) { return newestRuns(db, limit); });
}

QFuture<Result<DeployRun>> LedgerStore::run(RunId run)
{
    return m_channel.readAfterWrites<DeployRun>([=](Database &db) { return runOf(db, run); });
}

QFuture<Result<QList<DeployEvent>>> LedgerStore::events(RunId run)
{
    writeWaitingLines();
    return m_channel.readAfterWrites<QList<DeployEvent>>([=](Database &db) { return eventsOf(db, run); });
}

QFuture<Result<QList<std::pair<DeployRun, QString>>>> LedgerStore::openRuns()
{
    return m_channel.readAfterWrites<QList<std::pair<DeployRun, QString>>>(store::openRuns);
}

void LedgerStore::keepLine(const DeployEvent &line)
{
    QMutexLocker lock(&m_mutex);
    m_lines.append(line);
    const bool isMuch = m_lines.size() >= MostLines;
    const bool isFirst = !std::exchange(m_writeIsDue, true);
    lock.unlock();
    if (isMuch)
        writeWaitingLines();
    else if (isFirst)
        m_channel.later(LongestWait, [this] { writeWaitingLines(); });
}

QList<DeployEvent> LedgerStore::takeLines()
{
    const QMutexLocker lock(&m_mutex);
    m_writeIsDue = false;
    return std::exchange(m_lines, {});
}

void LedgerStore::writeWaitingLines()
{
    const QList<DeployEvent> lines = takeLines();
    if (lines.isEmpty())
        return;
    m_channel.write<void>(
        [this, lines](Database &db) {
            putLines(db, lines);
            m_channel.onCommitted([this] { announce({RowKind::Runs}); });
        },
        [this, lines](const Result<void> &written) {
            if (!written)
                giveBack(lines);
        });
}

/// They were answered when they were accepted, so nobody waits for them: they are tried again with the next ones.
void LedgerStore::giveBack(const QList<DeployEvent> &lines)
{
    const QMutexLocker lock(&m_mutex);
    m_lines = lines + m_lines;
    if (m_lines.size() <= MostLinesKept)
        return;
    qCWarning(lcLedger) << m_lines.size() - MostLinesKept << "lines of output are lost: they cannot be written";
    m_lines.remove(0, m_lines.size() - MostLinesKept);
}

void LedgerStore::announce(QSet<RowKind> kinds)
{
    m_channel.wakeIdleWork(); // new rows are not yet indexed
    postTo(this, [this, kinds = std::move(kinds)] { Q_EMIT changed({kinds, {}}); });
}

} // namespace opsdeck::store
