// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/channel.h"
#include "models/ports/store.h"

#include <atomic>

namespace opsdeck::store {

/// Keeps the report on both files, and looks at them in idle time on a thread and connections of its own: a quick check
/// soon after the start, a full one later. What is found damaged is handed to its channel, which mends it.
class FileCare final : public StoreCare
{
    Q_OBJECT

public:
    explicit FileCare(StoreReport report);
    ~FileCare() override;

    StoreReport report() const override { return m_report; }

    enum class Which
    {
        Cache,
        Ledger
    };
    /// What a channel tells; from any thread.
    Channel::Events eventsOf(Which which, std::function<void()> reopened);
    /// Looks at a file `after` this long. `unsound` is called on the thread of the check.
    void checkLater(
        Which which, const QString &path, Depth depth, std::chrono::milliseconds after, std::function<void()> unsound);
    /// Ends a check that runs; before the channels are gone.
    void finish();

private:
    void check(Which which, const QString &path, Depth depth, const std::function<void()> &unsound);
    void update(std::function<void(StoreReport &)> change);

    StoreReport m_report;
    std::atomic<bool> m_stop = false;
    StoreThread m_thread;
};

} // namespace opsdeck::store
