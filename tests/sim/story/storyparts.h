// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/story/story.h"

#include <QRandomGenerator>

namespace opsdeck::sim::story {

// The chapters of the story; each is a pure function of its arguments.

/// Thirty days of one service's repository: branches, tags, releases, merge requests, pipelines, deployments.
gitlab::ProjectRow projectOf(
    const Company &company, const ServiceRow &service, qint64 id, quint32 seed, const QDateTime &now);

/// What rings tonight. `hosts` are those of production, staging and dev.
QList<Story::AlertRow> alertsOf(const QMap<QString, QStringList> &hosts, const QDateTime &now);
QList<PrometheusSim::RuleRow> rulesFor(const QList<Story::AlertRow> &alerts);
QList<LoadRow> loadsOf(
    const Company &company, const QStringList &environments, quint32 seed, const QDateTime &incidentAt);

/// The commit that a release was built from: 40 hex digits.
QString commitOf(const QString &repository, const QString &what);

} // namespace opsdeck::sim::story
