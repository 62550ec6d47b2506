// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/nginx.h"

namespace opsdeck::bench {

/// An Alertmanager of a burning datacentre that answers as fast as files can be sent.
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

} // namespace opsdeck::bench
