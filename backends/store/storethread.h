// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace opsdeck::store {

/// A thread of one's own with an event loop: a queue of work, done in order.
class StoreThread
{
public:
    explicit StoreThread(const QString &name);
    ~StoreThread();
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    void post(std::function<void()> work);
    /// Does what was posted, then ends. Called once nobody posts any more.
    void finish();
    /// Lives there: the receiver for timers.
    QObject *context() const { return m_context.get(); }

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_context;
};

} // namespace opsdeck::store
