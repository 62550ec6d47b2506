// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/nginx.h"
#include "tests/bench/relay.h"
#include "tests/stack/realmonitoring.h"

namespace opsdeck::bench {

/// What answers like an Alertmanager of a burning datacentre, as fast as files can be sent.
class BurningAlertmanager
{
public:
    explicit BurningAlertmanager(int alerts);

    QString url() const { return m_nginx.url(); }
    /// When it last sent all alerts to their last byte, by monotonicMs().
    double lastByteMs() const;

private:
    Nginx m_nginx;
};

/// A real Alertmanager in which so many alerts fire.
class FullAlertmanager
{
public:
    explicit FullAlertmanager(int alerts);

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_relay->port()); }
    void forget() { m_relay->forget(); }
    /// When it last sent all alerts to their last byte since then, by monotonicMs().
    double lastByteMs() const { return m_relay->lastByteMs(); }

private:
    testing::RealAlertmanager m_server;
    std::unique_ptr<Relay> m_relay;
};

} // namespace opsdeck::bench
