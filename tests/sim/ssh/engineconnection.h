// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/ssh/fakeengine.h"

namespace opsdeck::sim {

/// The least of HTTP/1.1 that an Engine API client needs: requests one after another on a connection that stays open.
class EngineConnection
{
public:
    explicit EngineConnection(const FakeEngine &engine)
        : m_engine(engine)
    { }

    /// Takes what arrived and gives what to send back.
    QByteArray feed(const QByteArray &bytes);
    /// The client asked to close, or sent what is no HTTP.
    bool isOver() const { return m_over; }

private:
    QByteArray respond(const QByteArray &head);

    const FakeEngine &m_engine;
    QByteArray m_buffer;
    bool m_over = false;
};

} // namespace opsdeck::sim
