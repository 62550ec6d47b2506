// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/queries.h"

namespace opsdeck::zabbix {

QJsonArray names(std::initializer_list<const char *> all)
{
    QJsonArray array;
    for (const char *name : all)
        array.append(QString::fromLatin1(name));
    return array;
}

QJsonObject problemQuery(Dialect dialect, qint64 from)
{
    auto output = names({"eventid", "objectid", "clock", "r_eventid", "acknowledged", "severity", "name", "opdata",
        "suppressed", "urls"});
    if (dialect.tellsCauses())
        output.append(QStringLiteral("cause_eventid"));
    QJsonObject query{{QStringLiteral("output"), output}, {QStringLiteral("source"), 0}, {QStringLiteral("object"), 0},
        {QStringLiteral("selectTags"), names({"tag", "value"})},
        {QStringLiteral("selectAcknowledges"), names({"userid", "clock", "message", "action"})},
        {QStringLiteral("selectSuppressionData"), names({"maintenanceid", "suppress_until"})},
        {QStringLiteral("sortfield"), names({"eventid"})}, {QStringLiteral("sortorder"), QStringLiteral("ASC")},
        {QStringLiteral("limit"), PageSize}};
    if (from > 0)
        query.insert(QStringLiteral("eventid_from"), QString::number(from));
    return query;
}

QJsonObject triggerQuery(Dialect dialect, const QList<qint64> &ids)
{
    QJsonArray triggers;
    for (const qint64 trigger : ids)
        triggers.append(QString::number(trigger));
    return {{QStringLiteral("triggerids"), triggers},
        {QStringLiteral("output"), names({"triggerid", "type", "expression", "comments", "url"})},
        {QStringLiteral("selectHosts"), names({"host", "name"})},
        {QStringLiteral("selectDependencies"), names({"triggerid", "description", "value"})},
        {QString::fromLatin1(dialect.selectGroups()), names({"name"})}, {QStringLiteral("monitored"), true},
        {QStringLiteral("expandComment"), true}, {QStringLiteral("expandDescription"), true},
        {QStringLiteral("expandExpression"), true}, {QStringLiteral("sortfield"), QStringLiteral("triggerid")}};
}

} // namespace opsdeck::zabbix
