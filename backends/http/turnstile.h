// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/completion.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <memory>

namespace opsdeck::http {

/// At most so many at a time per key; who waits longest goes next. I/O thread.
class Turnstile
{
    struct Lane;

public:
    /// The right to be inside; given back by the destructor, which lets the next one in.
    class Pass
    {
    public:
        Pass() = default;
        explicit Pass(std::shared_ptr<Lane> lane);
        ~Pass();
        Pass(Pass &&) noexcept = default;
        Pass &operator=(Pass &&other) noexcept
        {
            std::swap(m_lane, other.m_lane);
            return *this;
        }

    private:
        std::shared_ptr<Lane> m_lane;
    };

    /// Answers Cancelled when stopped while waiting.
    Completion<Pass> enter(const QByteArray &key, int limit, std::stop_token stop);

private:
    QHash<QByteArray, std::shared_ptr<Lane>> m_lanes;
};

} // namespace opsdeck::http
