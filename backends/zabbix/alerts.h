// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/zabbix/parse.h"
#include "models/domain/alert.h"

namespace opsdeck::zabbix {

/// What an alert needs beside its problem.
struct Surroundings
{
    SourceId source;
    QString url; ///< of the frontend
    QHash<qint64, Trigger> triggers;
    QHash<qint64, QString> users; ///< login names; others are shown by their number
    QHash<qint64, QString> maintenances; ///< names; others are shown by their number
};

/// The open problems as alerts. As in Zabbix' own list, those of triggers that are not told of (switched off, or of
/// hosts that are not monitored) are left out. The key is the trigger, so that it is the same the next time; only where
/// one has several problems at once their names, and at last their order, tell them apart.
QList<Alert> alertsOf(const QList<Problem> &problems, const Surroundings &around);

/// The last comparison of an expression that is nothing but one: "> 90". Else empty.
QString thresholdOf(const QString &expression);

} // namespace opsdeck::zabbix
