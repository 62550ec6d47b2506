// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/channel.h"

#include "models/ports/handover.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSemaphore>
#include <QTimer>

#include <sqlite3.h>

namespace opsdeck::store {

namespace {

Q_LOGGING_CATEGORY(lcChannel, "opsdeck.store")

constexpr size_t MostInGroup = 200;
constexpr qint64 LongestGroupMs = 25;
constexpr std::chrono::milliseconds BetweenIdlePieces{5};

/// The whole transaction is gone: SQLite rolls it back itself on a full disk and the like.
bool wasRolledBack(Database &db)
{
    return sqlite3_get_autocommit(db.handle().getHandle()) != 0;
}

} // namespace

Channel::Channel(const QString &name, Connections connections, Reopen reopen, std::optional<Error> refusal)
    : m_path(connections.path)
    , m_reopen(std::move(reopen))
    , m_refusal(std::move(refusal))
    , m_writing(std::move(connections.writing))
    , m_reading(std::move(connections.reading))
    , m_writer(name)
    , m_reader(name + QStringLiteral("-read"))
{
    if (!m_writing && !m_refusal)
        m_trouble
            = Error{Error::Kind::Storage, m_path, QStringLiteral("The file could only be opened for reading."), 0, {}};
}

Channel::~Channel()
{
    finish();
    // The reading connection first: the last one that closes clears the log away, and must be able to write.
    m_reading.reset();
}

void Channel::finish()
{
    m_writer.post([this] { writeUntil(ticket()); });
    m_writer.finish();
    m_reader.finish();
}

void Channel::enqueue(Work work)
{
    const QMutexLocker lock(&m_mutex);
    m_waiting.push_back(std::move(work));
    handOver(&m_waiting); // a lock that is waited for is taken within Qt's library
    ++m_accepted;
    if (std::exchange(m_drainIsPosted, true))
        return;
    m_writer.post([this] {
        {
            const QMutexLocker again(&m_mutex);
            m_drainIsPosted = false;
        }
        writeUntil(ticket());
    });
}

quint64 Channel::ticket()
{
    const QMutexLocker lock(&m_mutex);
    return m_accepted;
}

std::optional<Channel::Work> Channel::take()
{
    const QMutexLocker lock(&m_mutex);
    takeOver(&m_waiting);
    if (m_waiting.empty())
        return std::nullopt;
    Work work = std::move(m_waiting.front());
    m_waiting.pop_front();
    ++m_taken;
    return work;
}

bool Channel::somethingWaits()
{
    const QMutexLocker lock(&m_mutex);
    return !m_waiting.empty();
}

void Channel::writeUntil(quint64 ticket)
{
    while (m_taken < ticket)
        writeGroup();
}

void Channel::writeGroup()
{
    if (!canWrite()) {
        if (const auto work = take())
            work->answer(m_refusal ? m_refusal : m_trouble);
        return;
    }
    std::vector<Work> group;
    m_code = 0;
    m_told.clear();
    Result<void> outcome = runTogether(group);
    if (!outcome && group.empty()) {
        if (auto work = take())
            group.push_back(std::move(*work));
    }
    if (outcome) {
        tellCommitted();
        for (const Work &work : group)
            work.answer({});
    } else if (group.size() == 1) {
        group.front().answer(outcome.error());
    } else {
        // One of them spoilt the transaction for all: each gets its own.
        for (Work &work : group)
            runAlone(work);
        return;
    }
    noteOutcome(outcome);
}

Result<void> Channel::runTogether(std::vector<Work> &group)
{
    QElapsedTimer timer;
    timer.start();
    return guarded<void>(
        m_path,
        [&] {
            WriteTransaction transaction(*m_writing);
            while (auto work = take()) {
                group.push_back(std::move(*work));
                runInSavepoint(group.back());
                if (group.size() >= MostInGroup || timer.elapsed() >= LongestGroupMs)
                    break;
            }
            transaction.commit();
        },
        &m_code);
}

void Channel::runInSavepoint(Work &work)
{
    const size_t toldBefore = m_told.size();
    m_writing->run("SAVEPOINT work");
    const bool done = work.run(*m_writing);
    if (!done && wasRolledBack(*m_writing))
        throw SQLite::Exception("The transaction was rolled back.", m_code);
    if (!done) {
        m_told.resize(toldBefore);
        m_writing->run("ROLLBACK TO work");
    }
    m_writing->run("RELEASE work");
}

void Channel::runAlone(Work &work)
{
    m_code = 0;
    m_told.clear();
    bool done = false;
    const auto outcome = guarded<void>(
        m_path,
        [&] {
            WriteTransaction transaction(*m_writing);
            done = work.run(*m_writing);
            if (done)
                transaction.commit();
        },
        &m_code);
    if (outcome && done)
        tellCommitted();
    work.answer(outcome ? std::nullopt : std::optional(outcome.error()));
    noteOutcome(outcome);
}

void Channel::tellCommitted()
{
    for (const auto &told : std::exchange(m_told, {}))
        told();
}

/// m_code is set where the group failed, and also where one work within it did.
void Channel::noteOutcome(const Result<void> &outcome)
{
    if (isDamage(m_code))
        return mend(m_generation);
    if (isUnwritable(m_code)) {
        const bool isNew = !m_trouble;
        m_trouble = outcome ? Error{Error::Kind::Storage, m_path, QString::fromLatin1(sqlite3_errstr(m_code)), 0, {}}
                            : outcome.error();
        if (isNew && m_events.writing)
            m_events.writing(m_trouble);
    } else if (outcome && m_trouble) {
        m_trouble.reset();
        if (m_events.writing)
            m_events.writing({});
    }
}

/// A file that could only be opened for reading, because the disk was full, is tried again.
bool Channel::canWrite()
{
    if (m_writing || m_refusal || m_isBroken)
        return m_writing != nullptr;
    if (const auto opened = reopen(false); !opened)
        m_trouble = opened.error();
    return m_writing != nullptr;
}

void Channel::mend(int generation)
{
    // What was seen in a file that has been replaced since is no news.
    if (generation != m_generation || m_refusal)
        return;
    if (const auto opened = reopen(true); !opened) {
        m_isBroken = true;
        m_trouble = opened.error();
        qCWarning(lcChannel).noquote() << opened.error().origin << opened.error().detail;
        if (m_events.broken)
            m_events.broken(opened.error());
    }
}

Result<void> Channel::reopen(bool damaged)
{
    if (damaged) {
        QSemaphore closed;
        m_reader.post([&] {
            m_reading.reset();
            handOver(&closed);
            closed.release();
        });
        closed.acquire();
        takeOver(&closed);
        m_writing.reset();
    }
    auto opened = m_reopen(damaged);
    // Not before: whoever reads the new number must see the new file.
    m_generation += damaged ? 1 : 0;
    if (!opened)
        return tl::unexpected(opened.error());
    if (!opened->connections.writing && !damaged)
        return tl::unexpected(opened->writeError.value_or(Error{}));
    m_writing = std::move(opened->connections.writing);
    handToReader(std::move(opened->connections.reading));
    if (damaged && m_events.reopened)
        m_events.reopened(*opened);
    return {};
}

void Channel::handToReader(std::unique_ptr<Database> reading)
{
    const auto carried = std::make_shared<std::unique_ptr<Database>>(std::move(reading));
    m_reader.post([this, carried, generation = m_generation.load()] {
        m_reading = std::move(*carried);
        m_readingGeneration = generation;
    });
}

void Channel::repair(int generation)
{
    m_writer.post([this, generation] { mend(generation); });
}

void Channel::setIdleWork(std::function<bool(Database &)> piece, std::chrono::milliseconds pause)
{
    m_idleWork = std::move(piece);
    m_idlePause = pause;
}

void Channel::wakeIdleWork()
{
    m_writer.post([this] { armIdleWork(m_idlePause); });
}

void Channel::armIdleWork(std::chrono::milliseconds pause)
{
    if (!m_idleWork || std::exchange(m_idleIsArmed, true))
        return;
    QTimer::singleShot(pause, m_writer.context(), [this] { doIdleWork(); });
}

void Channel::doIdleWork()
{
    m_idleIsArmed = false;
    if (somethingWaits())
        return armIdleWork(m_idlePause);
    if (!m_writing)
        return;
    bool more = false;
    m_code = 0;
    m_told.clear();
    const auto done = guarded<void>(
        m_path,
        [&] {
            WriteTransaction transaction(*m_writing);
            more = m_idleWork(*m_writing);
            transaction.commit();
        },
        &m_code);
    if (!done)
        qCWarning(lcChannel).noquote() << done.error().origin << "work in idle time:" << done.error().detail;
    if (isDamage(m_code))
        return mend(m_generation);
    if (done)
        tellCommitted();
    if (done && more)
        armIdleWork(BetweenIdlePieces);
    else if (done) // nobody waits: what stands in the log goes where it belongs
        m_writing->handle().tryExec("PRAGMA wal_checkpoint(PASSIVE)");
}

void Channel::later(std::chrono::milliseconds delay, std::function<void()> fn)
{
    m_writer.post([this, delay, fn = std::move(fn)] { QTimer::singleShot(delay, m_writer.context(), fn); });
}

void Channel::follow(std::chrono::milliseconds every, std::function<void()> changed)
{
    m_reader.post([this, every, changed = std::move(changed)] { look(every, changed); });
}

void Channel::look(std::chrono::milliseconds every, const std::function<void()> &changed)
{
    const auto version = guarded<int>(m_path,
        [this] { return m_reading ? m_reading->handle().execAndGet("PRAGMA data_version").getInt() : m_dataVersion; });
    if (version && *version != std::exchange(m_dataVersion, *version))
        changed();
    QTimer::singleShot(every, m_reader.context(), [this, every, changed] { look(every, changed); });
}

} // namespace opsdeck::store
