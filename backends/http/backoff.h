// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QHash>

#include <chrono>

namespace opsdeck::http {

/// Remembers which endpoints failed and when each may be asked again: one request a slot, however many would like to.
/// Slots are as long as the server asks (at most ten minutes), else `first`, doubled each time up to 5 s, plus up to
/// half of that by chance. Asks no clock and does not wait itself.
class Backoff
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Wait = std::chrono::milliseconds;

    explicit Backoff(Wait first = Wait(250))
        : m_first(first)
    { }

    /// 0 where nothing failed or the next slot has begun.
    Wait waitFor(const QByteArray &key, Time now) const;
    /// Uses the slot that has begun up: who comes later waits for the next one.
    void take(const QByteArray &key, Time now);
    /// `asked` is what the server wants, 0 = nothing; `random` is in [0, 1).
    void failed(const QByteArray &key, Wait asked, Error why, Time now, double random);
    void succeeded(const QByteArray &key) { m_slots.remove(key); }
    /// Why it is closed.
    Error reason(const QByteArray &key) const { return m_slots.value(key).why; }

private:
    struct Slot
    {
        int failures = 0;
        Wait length{0};
        Time opensAt;
        bool taken = true; ///< by the request that is on its way
        Error why;
    };

    const Wait m_first;
    QHash<QByteArray, Slot> m_slots;
};

} // namespace opsdeck::http
