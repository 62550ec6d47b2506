// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/webhook/allowance.h"
#include "models/domain/delivery.h"
#include "models/domain/workspace.h"

#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

class SecretStore;

namespace http {
class Client;
}

namespace webhook {

/// How patient a sender is.
struct Pace
{
    size_t most = 20; ///< messages in a window, as WeCom and DingTalk have it; Feishu lets more through
    std::chrono::milliseconds window{60'000};
    std::chrono::milliseconds firstPause{1000}; ///< before the second try; four times as long before each further one
    int tries = 5;
};

/// What became of a message.
struct Sent
{
    Result<void> answer;
    int attempts = 0;
    QDateTime at; ///< UTC: when that was known
};

/// Brings messages to one target: with its secrets, which are looked up each time, not faster than robots take them,
/// and again where it may be taken later. I/O thread; references outlive it.
class Sender
{
public:
    Sender(NotifyTarget target, http::Client &http, SecretStore &secrets, Pace pace = {});

    const NotifyTarget &target() const { return m_target; }
    /// Fails only when it is stopped.
    QCoro::Task<Result<Sent>> send(OutgoingMessage message, std::stop_token stop);

private:
    QCoro::Task<Result<void>> once(OutgoingMessage message, std::stop_token stop);
    QCoro::Task<Result<QString>> address(std::stop_token stop);

    const NotifyTarget m_target;
    http::Client &m_http;
    SecretStore &m_secrets;
    const Pace m_pace;
    Allowance m_allowance;
};

} // namespace webhook
} // namespace opsdeck
