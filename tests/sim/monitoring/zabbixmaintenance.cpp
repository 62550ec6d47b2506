// SPDX-License-Identifier: GPL-3.0-or-later
// The hosts and maintenance half of ZabbixSim.
#include "tests/sim/monitoring/zabbixsim.h"

#include <QJsonArray>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr int InvalidParameters = -32602;
constexpr int ApplicationError = -32500;
constexpr qint64 FirstHost = 10'084;
constexpr qint64 LeastPeriod = 300;

/// Of "hosts" with objects, or of "hostids", whichever the version takes.
QSet<qint64> hostIds(const QJsonObject &parameters)
{
    QSet<qint64> ids;
    for (const QJsonValue &host : parameters[u"hosts"_s].toArray())
        ids.insert(host[u"hostid"_s].toVariant().toLongLong());
    for (const QJsonValue &id : parameters[u"hostids"_s].toArray())
        ids.insert(id.toVariant().toLongLong());
    return ids;
}

qint64 wholeMinutes(const QJsonValue &seconds)
{
    const qint64 at = seconds.toVariant().toLongLong();
    return at - at % 60;
}

} // namespace

QMap<qint64, ZabbixSim::HostRow> ZabbixSim::hosts() const
{
    QMap<QString, HostRow> byName;
    for (const TriggerRow &trigger : m_triggers) {
        for (const HostRow &host : trigger.hosts)
            byName.insert(host.host, host);
    }
    QMap<qint64, HostRow> all;
    for (const HostRow &host : std::as_const(byName))
        all.insert(FirstHost + all.size(), host);
    return all;
}

ZabbixSim::Reply ZabbixSim::hostGet(const QJsonObject &parameters) const
{
    QStringList known{u"output"_s, u"monitored_hosts"_s};
    if (isAtLeast(6, 2))
        known.append(u"selectHostGroups"_s);
    if (!isAtLeast(7, 2))
        known.append(u"selectGroups"_s);
    if (const auto refused = unexpected(parameters, known))
        return *refused;
    const QString key = parameters.contains(u"selectHostGroups"_s) ? u"hostgroups"_s : u"groups"_s;
    const auto all = hosts();
    QJsonArray rows;
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        QJsonArray groups;
        for (const QString &group : it->groups)
            groups.append(QJsonObject{{u"groupid"_s, u"2"_s}, {u"name"_s, group}});
        if (it->isMonitored)
            rows.append(QJsonObject{
                {u"hostid"_s, QString::number(it.key())}, {u"host"_s, it->host}, {u"name"_s, it->name}, {key, groups}});
    }
    return {rows};
}

std::optional<ZabbixSim::Reply> ZabbixSim::badMaintenance(const QJsonObject &parameters) const
{
    if (const auto refused = unexpected(parameters,
            {u"name"_s, u"maintenance_type"_s, u"description"_s, u"active_since"_s, u"active_till"_s,
                u"tags_evaltype"_s, u"tags"_s, u"timeperiods"_s, isAtLeast(6, 0) ? u"hosts"_s : u"hostids"_s,
                isAtLeast(6, 0) ? u"groups"_s : u"groupids"_s}))
        return refused;
    if (parameters[u"name"_s].toString().isEmpty() || parameters[u"name"_s].toString().size() > 128)
        return refusal(InvalidParameters, u"Invalid parameter \"/1/name\": value is too long."_s);
    if (hostIds(parameters).isEmpty())
        return refusal(InvalidParameters, u"At least one host group or host must be selected."_s);
    const QJsonValue period = parameters[u"timeperiods"_s].toArray().at(0)[u"period"_s];
    if (period.toVariant().toLongLong() < LeastPeriod)
        return refusal(InvalidParameters,
            u"Invalid parameter \"/1/timeperiods/1/period\": value must be one of 300-2147483647."_s);
    const auto isSame = [&](const MaintenanceRow &row) { return row.name == parameters[u"name"_s].toString(); };
    if (std::ranges::any_of(m_planned, isSame))
        return refusal(
            InvalidParameters, u"Maintenance \"%1\" already exists."_s.arg(parameters[u"name"_s].toString()));
    return std::nullopt;
}

ZabbixSim::Reply ZabbixSim::maintenanceCreate(const QJsonObject &parameters)
{
    if (m_denied.contains(u"edit_maintenance"_s))
        return refusal(ApplicationError, u"No permissions to call \"maintenance.create\"."_s);
    if (const auto refused = badMaintenance(parameters))
        return *refused;
    MaintenanceRow row{m_nextId++, parameters[u"name"_s].toString(), parameters[u"description"_s].toString(),
        wholeMinutes(parameters[u"active_since"_s]), wholeMinutes(parameters[u"active_till"_s]), {}, {}};
    const auto known = hosts();
    for (const qint64 id : hostIds(parameters)) {
        if (!known.contains(id))
            return refusal(ApplicationError, u"No permissions to referred object or it does not exist!"_s);
        row.hosts.append(known.value(id).host);
    }
    for (const QJsonValue &tag : parameters[u"tags"_s].toArray())
        row.tags.append({tag[u"tag"_s].toString(), tag[u"value"_s].toString()});
    m_maintenances.insert(row.id, row.name);
    m_planned.append(row);
    suppressBy(row);
    return {QJsonObject{{u"maintenanceids"_s, QJsonArray{QString::number(row.id)}}}};
}

ZabbixSim::Reply ZabbixSim::maintenanceUpdate(const QJsonObject &parameters)
{
    if (const auto refused = unexpected(parameters, {u"maintenanceid"_s, u"active_till"_s}))
        return *refused;
    const qint64 id = parameters[u"maintenanceid"_s].toVariant().toLongLong();
    const auto row = std::ranges::find(m_planned, id, &MaintenanceRow::id);
    if (row == m_planned.end())
        return refusal(ApplicationError, u"No permissions to referred object or it does not exist!"_s);
    row->till = wholeMinutes(parameters[u"active_till"_s]);
    for (ProblemRow &problem : m_problems) {
        if (problem.maintenance == id && row->till <= clock().now().toSecsSinceEpoch())
            problem.isSuppressed = false;
    }
    return {QJsonObject{{u"maintenanceids"_s, QJsonArray{QString::number(id)}}}};
}

QJsonArray ZabbixSim::plannedRows(const QString &groupsKey) const
{
    QJsonArray rows;
    for (const MaintenanceRow &row : m_planned) {
        QJsonArray hosts;
        for (const QString &host : row.hosts)
            hosts.append(QJsonObject{{u"hostid"_s, u"1"_s}, {u"host"_s, host}});
        QJsonArray groups;
        for (const QString &group : row.groups)
            groups.append(QJsonObject{{u"groupid"_s, u"2"_s}, {u"name"_s, group}});
        QJsonArray tags;
        for (const auto &[tag, value] : row.tags)
            tags.append(QJsonObject{{u"tag"_s, tag}, {u"operator"_s, u"0"_s}, {u"value"_s, value}});
        rows.append(QJsonObject{{u"maintenanceid"_s, QString::number(row.id)}, {u"name"_s, row.name},
            {u"active_since"_s, QString::number(row.since)}, {u"active_till"_s, QString::number(row.till)},
            {u"tags_evaltype"_s, u"0"_s}, {u"hosts"_s, hosts}, {groupsKey, groups}, {u"tags"_s, tags}});
    }
    return rows;
}

/// A problem is quiet where every host of its trigger is in maintenance.
void ZabbixSim::suppressBy(const MaintenanceRow &maintenance)
{
    for (ProblemRow &problem : m_problems) {
        const auto trigger = std::ranges::find(m_triggers, problem.trigger, &TriggerRow::id);
        const bool isMeant = trigger != m_triggers.end()
            && std::ranges::all_of(
                trigger->hosts, [&](const HostRow &host) { return maintenance.hosts.contains(host.host); })
            && std::ranges::all_of(maintenance.tags, [&](const auto &tag) { return problem.tags.contains(tag); });
        if (!isMeant)
            continue;
        problem.isSuppressed = true;
        problem.maintenance = maintenance.id;
        problem.suppressedUntil = maintenance.till;
    }
}

} // namespace opsdeck::sim
