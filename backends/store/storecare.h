// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/channel.h"
#include "models/ports/store.h"

#include <array>
#include <atomic>

namespace opsdeck::store {

/// Keeps the report on the files, and looks at them in idle time on a thread and connections of its own: a quick check
/// soon after the start, a full one later. What is found damaged is handed to its channel, which mends it.
class FileCare final : public StoreCare
{
    Q_OBJECT

public:
    enum class Which
    {
        Cache,
        Ledger,
        History
    };
    /// Why a file cannot be written; nothing where it can.
    using WriteErrors = std::array<std::optional<Error>, 3>;

    FileCare(StoreReport report, WriteErrors errors);
    ~FileCare() override;

    StoreReport report() const override { return m_report; }

    /// What a channel tells; from any thread.
    Channel::Events eventsOf(Which which, std::function<void()> reopened);
    /// Looks at a file `after` this long. The channel must be there until finish().
    void checkLater(Which which, Channel &channel, Depth depth, std::chrono::milliseconds after);
    /// Ends a check that runs; before the channels are gone.
    void finish();

private:
    void check(Which which, Channel &channel, Depth depth);
    void update(std::function<void(StoreReport &)> change);
    void noteWriting(StoreReport &report, Which which, const std::optional<Error> &error);

    StoreReport m_report;
    WriteErrors m_errors;
    std::atomic<bool> m_stop = false;
    StoreThread m_thread;
};

} // namespace opsdeck::store
