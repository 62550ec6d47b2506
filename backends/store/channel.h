// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/files.h"
#include "backends/store/storethread.h"

#include <QFuture>
#include <QMutex>
#include <QPromise>

#include <atomic>
#include <deque>

namespace opsdeck::store {

/// One file's way to its threads: work goes in as a function of a connection and is answered by a future; what SQLite
/// throws is answered as an error.
///
/// Writes that wait share a transaction, each in a savepoint of its own, so that one that fails takes no other with it;
/// a group is closed after 25 ms or 200 writes and is on disk before any of them is answered. Reads have a thread and a
/// snapshot of their own: neither side waits for the other.
class Channel
{
public:
    /// Told on the writer's thread.
    struct Events
    {
        std::function<void(const std::optional<Error> &)> writing; ///< a write failed for lack of room and the like;
                                                                   ///< nothing = the next one succeeded
        std::function<void(const OpenedFile &)> reopened; ///< the file was damaged, and this is what came of it
        std::function<void(const Error &)> broken; ///< … and nothing did
    };
    /// Opens the file again after damage, or when there may be room again.
    using Reopen = std::function<Result<OpenedFile>(bool damaged)>;

    /// `refusal`: why writes are answered with an error where the connections are only for reading.
    Channel(const QString &name, Connections connections, Reopen reopen, std::optional<Error> refusal = {});
    ~Channel();

    /// Before the first call.
    void setEvents(Events events) { m_events = std::move(events); }

    /// `fn(Database &)` → T or Result<T>, on the writer's thread. May run twice, if the group that it was in failed.
    /// `answered` is told there what the future is answered.
    template <typename T, typename Fn>
    QFuture<Result<T>> write(Fn fn, std::function<void(const Result<T> &)> answered = {})
    {
        auto promise = started<T>();
        auto result = std::make_shared<Result<T>>(failure(Error::Kind::Storage, path()));
        enqueue({[this, result, fn = std::move(fn)](Database &db) {
                     *result = guarded<T>(
                         path(), [&] { return fn(db); }, &m_code);
                     return result->has_value();
                 },
            [promise, result, answered = std::move(answered)](const std::optional<Error> &error) {
                if (error)
                    *result = tl::unexpected(*error);
                if (answered)
                    answered(*result);
                promise->addResult(std::move(*result));
                promise->finish();
            }});
        return promise->future();
    }

    /// `fn(Database &)` → T or Result<T>, on the reader's thread, within one snapshot.
    template <typename T, typename Fn> QFuture<Result<T>> read(Fn fn)
    {
        auto promise = started<T>();
        m_reader.post([this, promise, fn = std::move(fn)] { answerRead<T>(*promise, fn); });
        return promise->future();
    }

    /// The same, once every write that was called before is done.
    template <typename T, typename Fn> QFuture<Result<T>> readAfterWrites(Fn fn)
    {
        auto promise = started<T>();
        m_writer.post([this, promise, fn = std::move(fn), until = ticket()] {
            writeUntil(until);
            m_reader.post([this, promise, fn] { answerRead<T>(*promise, fn); });
        });
        return promise->future();
    }

    /// Inside a write: what to do once its transaction is on disk.
    void onCommitted(std::function<void()> told) { m_told.push_back(std::move(told)); }

    /// Small pieces of work for the writer's thread while nothing else waits there, each a transaction; `piece` answers
    /// whether there is more. Before the first call.
    void setIdleWork(std::function<bool(Database &)> piece, std::chrono::milliseconds pause);
    /// There may be some: begins after a pause, if it has not begun.
    void wakeIdleWork();
    /// Calls `fn` on the writer's thread.
    void later(std::chrono::milliseconds delay, std::function<void()> fn);
    /// Calls back on the reader's thread when another process has written.
    void follow(std::chrono::milliseconds every, std::function<void()> changed);
    /// Damage was seen from outside, in the file of this generation: everything is closed, and the file set aside or
    /// salvaged.
    void repair(int generation);
    /// Counts how often the file was made anew. Any thread.
    int generation() const { return m_generation; }

    /// Does what was accepted, then ends both threads.
    void finish();

    const QString &path() const { return m_path; }
    bool isReadOnly() const { return m_refusal.has_value(); }
    const std::optional<Error> &refusal() const { return m_refusal; }

private:
    struct Work
    {
        std::function<bool(Database &)> run; ///< false: it failed, and nothing of it may stay
        std::function<void(const std::optional<Error> &)> answer; ///< an error that befell the whole group
    };

    template <typename T> static std::shared_ptr<QPromise<Result<T>>> started()
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        return promise;
    }

    template <typename T, typename Fn> void answerRead(QPromise<Result<T>> &promise, const Fn &fn)
    {
        if (m_reading) {
            int code = 0;
            promise.addResult(guarded<T>(
                m_path,
                [&] {
                    const ReadTransaction snapshot(*m_reading);
                    return fn(*m_reading);
                },
                &code));
            if (isDamage(code))
                m_writer.post([this, seen = m_readingGeneration] { mend(seen); });
        } else {
            promise.addResult(failure(
                Error::Kind::Storage, m_path, QStringLiteral("The file is damaged, and is closed for repair.")));
        }
        promise.finish();
    }

    void enqueue(Work work);
    quint64 ticket();
    std::optional<Work> take();
    bool somethingWaits();

    // On the writer's thread:
    void writeUntil(quint64 ticket);
    void writeGroup();
    Result<void> runTogether(std::vector<Work> &group);
    void runInSavepoint(Work &work);
    void runAlone(Work &work);
    void tellCommitted();
    void noteOutcome(const Result<void> &outcome);
    bool canWrite();
    void mend(int generation);
    Result<void> reopen(bool damaged);
    void armIdleWork(std::chrono::milliseconds pause);
    void doIdleWork();

    void handToReader(std::unique_ptr<Database> reading);
    void look(std::chrono::milliseconds every, const std::function<void()> &changed);

    const QString m_path;
    const Reopen m_reopen;
    const std::optional<Error> m_refusal;
    Events m_events;
    std::function<bool(Database &)> m_idleWork;
    std::chrono::milliseconds m_idlePause{0};

    std::atomic<int> m_generation = 0; // changed by the writer's thread

    QMutex m_mutex; // guards these three
    std::deque<Work> m_waiting;
    quint64 m_accepted = 0;
    bool m_drainIsPosted = false;

    // Writer's thread only:
    std::unique_ptr<Database> m_writing;
    std::vector<std::function<void()>> m_told;
    quint64 m_taken = 0;
    int m_code = 0; ///< what SQLite said of the last failure in a group; 0 = none
    std::optional<Error> m_trouble; ///< why the last write could not be stored
    bool m_idleIsArmed = false;
    bool m_isBroken = false; ///< damaged beyond repair: not opened again

    // Reader's thread only:
    std::unique_ptr<Database> m_reading;
    int m_readingGeneration = 0;
    int m_dataVersion = -1;

    StoreThread m_writer;
    StoreThread m_reader;
};

} // namespace opsdeck::store
