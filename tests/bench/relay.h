// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>

namespace opsdeck::bench {

/// A TCP relay on loopback that knows when the last byte of an answer left a server that tells nobody. Passes on as
/// much at a time as it gets, with threads of its own.
class Relay
{
public:
    explicit Relay(quint16 to);
    ~Relay();
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    quint16 port() const;
    /// Of the largest answer since forget(), by monotonicMs().
    double lastByteMs() const;
    void forget();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace opsdeck::bench
