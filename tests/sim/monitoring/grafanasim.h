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

    struct AnnotationRow
    {
        QString text;
        QStringList tags;
        QDateTime at;
        QDateTime until;
    };

    QList<RuleRow> &rules() { return m_rules; }
    QList<AnnotationRow> &annotations() { return m_annotations; }
    /// As for an account without the right to read them.
    void refuseAnnotations(bool refuse) { m_refusesAnnotations = refuse; }
    int askedForAnnotations() const { return m_askedForAnnotations; }
    void setToken(const QByteArray &token) { m_token = token; }

protected:
    HttpAnswer answer(const HttpRequest &request) override;
    QByteArray vendor() const override { return {}; }

private:
    HttpAnswer ruleList() const;
    HttpAnswer annotationList(const HttpRequest &request) const;

    QList<RuleRow> m_rules;
    QList<AnnotationRow> m_annotations;
    bool m_refusesAnnotations = false;
    mutable int m_askedForAnnotations = 0;
    QByteArray m_token = "glsa_sim";
};

} // namespace opsdeck::sim
