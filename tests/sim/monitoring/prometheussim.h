// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/simserver.h"
#include "tests/sim/monitoring/load.h"
#include "tests/sim/monitoring/matcher.h"

#include <QJsonObject>

namespace opsdeck::sim {

/// A Prometheus with rules, alerts and the request rate, error ratio and latency of services. Queries are recognised,
/// not evaluated: what the text speaks of (requests, errors, duration, up), which labels it asks for, and what it sums
/// by.
class PrometheusSim : public SimServer
{
public:
    struct RuleRow
    {
        QString group;
        QString name;
        QString query;
        int holdSeconds = 60; ///< the rule's "for"
        LabelSet labels;
        LabelSet annotations;
        QString health = QStringLiteral("ok");
        QString lastError;
        bool alerting = true;
    };

    struct AlertRow
    {
        LabelSet labels; ///< "alertname" names the rule
        LabelSet annotations;
        QString state = QStringLiteral("firing");
        QDateTime activeAt;
        double value = 1;
    };

    using SimServer::SimServer;

    QList<RuleRow> &rules() { return m_rules; }
    QList<AlertRow> &alerts() { return m_alerts; }
    QList<LoadRow> &loads() { return m_loads; }
    void setReady(bool ready) { m_ready = ready; }

protected:
    HttpAnswer answer(const HttpRequest &request) override;

private:
    struct Series
    {
        LabelSet labels;
        QList<const LoadRow *> loads;
    };

    HttpAnswer buildInfo() const;
    HttpAnswer ruleList(const HttpRequest &request) const;
    HttpAnswer alertList() const;
    HttpAnswer query(const HttpRequest &request) const;
    HttpAnswer queryRange(const HttpRequest &request) const;
    QList<Series> seriesOf(const QString &query) const;
    QJsonObject toJson(const RuleRow &rule, bool withAlerts) const;

    QList<RuleRow> m_rules;
    QList<AlertRow> m_alerts;
    QList<LoadRow> m_loads;
    bool m_ready = true;
};

} // namespace opsdeck::sim
