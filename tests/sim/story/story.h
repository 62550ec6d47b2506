// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/gitlab/gitlabrows.h"
#include "tests/sim/harbor/harborrows.h"
#include "tests/sim/monitoring/prometheussim.h"
#include "tests/sim/story/company.h"

namespace opsdeck::sim {

/// A believable company and one bad night, made from a seed: twelve minutes ago checkout began to fail, three minutes
/// after shop 2.4.1 reached production. Pure: the same seed, time and number of hosts give the same story.
class Story
{
public:
    struct HostRow
    {
        QString name;
        QString address; ///< on the loopback network
        QString environment;
    };

    struct ImageRow
    {
        QString repository;
        harbor::ArtifactRow artifact;
        bool healthy = true; ///< what its health check will say
    };

    struct RunningRow
    {
        QString host;
        QString service;
        QString environment;
        QString tag;
        QString digest; ///< may differ from what the tag means by now
    };

    struct AlertRow
    {
        LabelSet labels;
        LabelSet annotations;
        QDateTime startsAt;
        double value = 1;
        bool metric = true; ///< Prometheus has the rule too
    };

    Story(quint32 seed, const QDateTime &now, int hosts = 6);

    const Company &company() const { return m_company; }
    const QList<HostRow> &hosts() const { return m_hosts; }
    const QList<ImageRow> &images() const { return m_images; }
    const QList<RunningRow> &running() const { return m_running; }
    const QList<gitlab::ProjectRow> &projects() const { return m_projects; }
    const QList<AlertRow> &alerts() const { return m_alerts; }
    const QList<PrometheusSim::RuleRow> &rules() const { return m_rules; }
    const QList<LoadRow> &loads() const { return m_loads; }
    QDateTime incidentAt() const { return m_now.addSecs(-12 * 60); }
    QDateTime badDeployAt() const { return m_now.addSecs(-15 * 60); }

    /// Where a service runs in an environment, in rolling order.
    QStringList hostsOf(const ServiceRow &service, const QString &environment) const;
    QStringList environments() const;

    QByteArray toJson() const; ///< everything, for comparing two stories

private:
    void makeHosts(int count);
    void makeImages();
    void makeRunning();
    void makeMonitoring();
    QString digestOf(const QString &repository, const QString &tag, qsizetype push = -1) const;

    quint32 m_seed;
    QDateTime m_now;
    Company m_company;
    QList<HostRow> m_hosts;
    QList<ImageRow> m_images;
    QList<RunningRow> m_running;
    QList<gitlab::ProjectRow> m_projects;
    QList<AlertRow> m_alerts;
    QList<PrometheusSim::RuleRow> m_rules;
    QList<LoadRow> m_loads;
};

} // namespace opsdeck::sim
