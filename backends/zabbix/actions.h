// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/zabbix/client.h"
#include "models/ports/alertactions.h"

namespace opsdeck::zabbix {

/// Writes to events, all of a call at once. Zabbix does all or nothing. Others see our account there, so that the
/// message says who sat at the desk.
class Actions final : public AlertActions
{
public:
    explicit Actions(Client &client)
        : m_client(client)
    { }

    AlertActs acts() const override;
    QCoro::Task<Result<void>> act(QList<Alert> alerts, AlertAct what, AlertWord word, std::stop_token stop) override;
    /// What the role of our account takes away.
    void deny(AlertActs acts) { m_denied = acts; }

private:
    Client &m_client;
    AlertActs m_denied;
};

} // namespace opsdeck::zabbix
