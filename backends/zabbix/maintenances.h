// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/zabbix/dialect.h"
#include "models/domain/alert.h"
#include "models/domain/error.h"

#include <QJsonObject>

namespace opsdeck::zabbix {

/// A maintenance period as Zabbix lists it. For the hosts or the hosts of the groups, and of their problems those with
/// these tags.
struct Maintenance
{
    struct Tag
    {
        QString name;
        QString value;
        bool isPart = false; ///< contained in the value, where others have to be it
    };

    QString id;
    QString name;
    QDateTime since;
    QDateTime till;
    bool isAnyTag = false; ///< one tag is enough
    QStringList hosts; ///< technical names
    QStringList groups;
    QList<Tag> tags;
};

/// All that the account may see.
QJsonObject maintenanceQuery(Dialect dialect);
Result<QList<Maintenance>> parsePlanned(const QByteArray &body, const SourceId &source);

/// Those that are not over, as silences, with matchers on the labels that our alerts of Zabbix have. Matchers of a
/// silence all have to hold, so that a maintenance of hosts or groups, or of one tag or another, is several: their ids
/// are "17", "17:1", "17:2" …
QList<Silence> silencesOf(const QList<Maintenance> &maintenances, const SourceId &source, const QDateTime &now);
/// The number of the maintenance that a silence stands for.
QString maintenanceOf(const QString &silenceId);

} // namespace opsdeck::zabbix
