// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/falcon/client.h"
#include "models/ports/alertactions.h"

namespace opsdeck::falcon {

/// Notes on event cases, which is how open-falcon lets people take, ignore and close an alarm. An ignored one stays so
/// until somebody says otherwise: it knows no end.
class Actions final : public AlertActions
{
public:
    /// The client outlives this.
    explicit Actions(Client &client)
        : m_client(client)
    { }

    AlertActs acts() const override;
    QCoro::Task<Result<void>> act(QList<Alert> alerts, AlertAct what, AlertWord word, std::stop_token stop) override;

private:
    Client &m_client;
};

} // namespace opsdeck::falcon
