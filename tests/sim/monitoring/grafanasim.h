// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/monitoring/alertmanagersim.h"

namespace opsdeck::sim {

/// Grafana's alerting: an Alertmanager and rules below its own paths, for whoever has the token. Anybody may ask for
/// its health.
class GrafanaSim : public AlertmanagerSim
{
public:
    struct RuleRow
    {
        QString folder;
        QString name;
        LabelSet labels;
    };

    using AlertmanagerSim::AlertmanagerSim;

    QList<RuleRow> &rules() { return m_rules; }
    void setToken(const QByteArray &token) { m_token = token; }

protected:
    HttpAnswer answer(const HttpRequest &request) override;
    QByteArray vendor() const override { return {}; }

private:
    HttpAnswer ruleList() const;

    QList<RuleRow> m_rules;
    QByteArray m_token = "glsa_sim";
};

} // namespace opsdeck::sim
