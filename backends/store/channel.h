// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/files.h"
#include "backends/store/storethread.h"

#include <QFuture>
#include <QPromise>

namespace opsdeck::store {

/// One file's way to the threads: work goes in as a function of a connection and is answered by a future; what SQLite
/// throws is answered as an error. A read passes through the writer's queue first: it sees every write that was called
/// before it, and however long it takes, it delays no write.
class Channel
{
public:
    Channel(Connections connections, StoreThread &writer, StoreThread &reader)
        : m_connections(std::move(connections))
        , m_writer(writer)
        , m_reader(reader)
    { }

    /// `fn(Database &)` → T or Result<T>, on the writer's thread.
    template <typename T, typename Fn> QFuture<Result<T>> write(Fn fn)
    {
        auto promise = started<T>();
        m_writer.post([this, promise, fn = std::move(fn)] { answer<T>(*promise, *m_connections.writing, fn); });
        return promise->future();
    }

    /// `fn(Database &)` → T or Result<T>, on the reader's thread.
    template <typename T, typename Fn> QFuture<Result<T>> read(Fn fn)
    {
        auto promise = started<T>();
        m_writer.post([this, promise, fn = std::move(fn)] {
            m_reader.post([this, promise, fn] { answer<T>(*promise, *m_connections.reading, fn); });
        });
        return promise->future();
    }

    StoreThread &writer() { return m_writer; }
    Database &writing() { return *m_connections.writing; }
    const QString &path() const { return m_connections.path; }

private:
    template <typename T> static std::shared_ptr<QPromise<Result<T>>> started()
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        return promise;
    }

    template <typename T, typename Fn> void answer(QPromise<Result<T>> &promise, Database &db, const Fn &fn)
    {
        promise.addResult(guarded<T>(m_connections.path, [&] { return fn(db); }));
        promise.finish();
    }

    Connections m_connections;
    StoreThread &m_writer;
    StoreThread &m_reader;
};

} // namespace opsdeck::store
