// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/zabbixsim.h"

#include <QJsonArray>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr int InvalidParameters = -32602;
constexpr int ApplicationError = -32500;

enum Action
{
    Close = 1,
    Acknowledge = 2,
    Message = 4,
    ChangeSeverity = 8,
    Unacknowledge = 16,
    Suppress = 32,
    Unsuppress = 64
};

QString seconds(const QDateTime &at)
{
    return QString::number(at.toSecsSinceEpoch());
}

QString flag(bool set)
{
    return set ? u"1"_s : u"0"_s;
}

/// An array, or one value alone.
QSet<qint64> ids(const QJsonValue &value)
{
    QSet<qint64> all;
    const QJsonArray array = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue &id : array)
        all.insert(id.toVariant().toLongLong());
    return all;
}

bool asksFor(const QJsonObject &parameters, const QString &field)
{
    return parameters[u"output"_s].toArray().contains(field);
}

} // namespace

ZabbixSim::Reply ZabbixSim::problemGet(const QJsonObject &parameters) const
{
    if (const auto refused = unexpected(parameters,
            {u"output"_s, u"source"_s, u"object"_s, u"selectTags"_s, u"selectAcknowledges"_s,
                u"selectSuppressionData"_s, u"sortfield"_s, u"sortorder"_s, u"limit"_s, u"eventid_from"_s}))
        return *refused;
    if (asksFor(parameters, u"cause_eventid"_s) && !isAtLeast(6, 4))
        return refusal(InvalidParameters, u"Invalid parameter \"/output/11\": value must be one of …"_s);
    QList<ProblemRow> sorted = m_problems;
    std::ranges::sort(sorted, {}, &ProblemRow::event);
    const qint64 from = parameters[u"eventid_from"_s].toVariant().toLongLong();
    QJsonArray rows;
    for (const ProblemRow &problem : std::as_const(sorted)) {
        if (problem.event >= from && rows.size() < parameters[u"limit"_s].toInt(1'000'000))
            rows.append(toJson(problem));
    }
    return {rows};
}

QJsonObject ZabbixSim::toJson(const ProblemRow &problem) const
{
    QJsonArray tags;
    for (const auto &[name, value] : problem.tags)
        tags.append(QJsonObject{{u"tag"_s, name}, {u"value"_s, value}});
    QJsonArray acks;
    for (const AckRow &ack : problem.acks)
        acks.append(QJsonObject{{u"userid"_s, QString::number(ack.user)}, {u"clock"_s, seconds(ack.at)},
            {u"message"_s, ack.message}, {u"action"_s, QString::number(ack.action)}});
    QJsonArray suppressions;
    if (problem.isSuppressed)
        suppressions.append(QJsonObject{{u"maintenanceid"_s, QString::number(problem.maintenance)},
            {u"suppress_until"_s, QString::number(problem.suppressedUntil)}});
    QJsonObject row{{u"eventid"_s, QString::number(problem.event)}, {u"objectid"_s, QString::number(problem.trigger)},
        {u"clock"_s, seconds(problem.at)}, {u"r_eventid"_s, u"0"_s}, {u"acknowledged"_s, flag(problem.isAcknowledged)},
        {u"severity"_s, QString::number(problem.severity)}, {u"name"_s, problem.name}, {u"opdata"_s, problem.opdata},
        {u"suppressed"_s, flag(problem.isSuppressed)}, {u"urls"_s, QJsonArray()}, {u"tags"_s, tags},
        {u"acknowledges"_s, acks}, {u"suppression_data"_s, suppressions}};
    if (isAtLeast(6, 4))
        row.insert(u"cause_eventid"_s, QString::number(problem.cause));
    return row;
}

ZabbixSim::Reply ZabbixSim::triggerGet(const QJsonObject &parameters) const
{
    QStringList known{u"triggerids"_s, u"output"_s, u"selectHosts"_s, u"selectDependencies"_s, u"monitored"_s,
        u"expandComment"_s, u"expandDescription"_s, u"expandExpression"_s, u"sortfield"_s};
    if (isAtLeast(6, 2))
        known.append(u"selectHostGroups"_s);
    if (!isAtLeast(7, 2))
        known.append(u"selectGroups"_s);
    if (const auto refused = unexpected(parameters, known))
        return *refused;
    const QSet<qint64> wanted = ids(parameters[u"triggerids"_s]);
    QJsonArray rows;
    for (const TriggerRow &trigger : m_triggers) {
        const bool isMonitored = std::ranges::all_of(trigger.hosts, &HostRow::isMonitored);
        if (!wanted.contains(trigger.id) || !isMonitored)
            continue;
        QJsonObject row = toJson(trigger);
        if (parameters.contains(u"selectHostGroups"_s))
            row.insert(u"hostgroups"_s, row.take(u"groups"_s));
        rows.append(row);
    }
    return {rows};
}

QJsonObject ZabbixSim::toJson(const TriggerRow &trigger) const
{
    QJsonArray hosts;
    QSet<QString> names;
    for (const HostRow &host : trigger.hosts) {
        hosts.append(QJsonObject{{u"host"_s, host.host}, {u"name"_s, host.name}});
        for (const QString &group : host.groups)
            names.insert(group);
    }
    QJsonArray groups;
    for (const QString &name : std::as_const(names))
        groups.append(QJsonObject{{u"groupid"_s, u"2"_s}, {u"name"_s, name}});
    QJsonArray dependencies;
    for (const TriggerRow &other : m_triggers) {
        if (trigger.dependsOn.contains(other.id))
            dependencies.append(QJsonObject{{u"triggerid"_s, QString::number(other.id)},
                {u"description"_s, other.description}, {u"value"_s, flag(isInTrouble(other.id))}});
    }
    return {{u"triggerid"_s, QString::number(trigger.id)}, {u"type"_s, flag(trigger.severalProblems)},
        {u"expression"_s, trigger.expression}, {u"comments"_s, trigger.comments}, {u"url"_s, trigger.url},
        {u"hosts"_s, hosts}, {u"groups"_s, groups}, {u"dependencies"_s, dependencies}};
}

bool ZabbixSim::isInTrouble(qint64 trigger) const
{
    return std::ranges::any_of(m_problems, [trigger](const ProblemRow &row) { return row.trigger == trigger; });
}

ZabbixSim::Reply ZabbixSim::userGet(const QJsonObject &parameters) const
{
    const QString name = isAtLeast(5, 4) ? u"username"_s : u"alias"_s;
    if (!asksFor(parameters, name))
        return refusal(InvalidParameters, u"Invalid parameter \"/output\": value must be one of …"_s);
    if (!ids(parameters[u"userids"_s]).contains(3)) // an ordinary user sees itself alone
        return {QJsonArray()};
    QJsonObject user{{u"userid"_s, u"3"_s}, {name, u"ops"_s}};
    if (!isAtLeast(5, 2))
        user.insert(u"type"_s, u"2"_s);
    else if (parameters.contains(u"selectRole"_s))
        user.insert(u"role"_s, QJsonObject{{u"name"_s, u"Operators"_s}});
    if (asksFor(parameters, u"roleid"_s))
        user.insert(u"roleid"_s, u"7"_s);
    return {QJsonArray{user}};
}

ZabbixSim::Reply ZabbixSim::roleGet() const
{
    QJsonArray actions;
    for (const QString &name : {u"acknowledge_problems"_s, u"close_problems"_s, u"add_problem_comments"_s,
             u"suppress_problems"_s, u"edit_maintenance"_s})
        actions.append(QJsonObject{{u"name"_s, name}, {u"status"_s, flag(!m_denied.contains(name))}});
    return {QJsonArray{QJsonObject{{u"roleid"_s, u"7"_s}, {u"rules"_s, QJsonObject{{u"actions"_s, actions}}}}}};
}

ZabbixSim::Reply ZabbixSim::maintenanceGet(const QJsonObject &parameters) const
{
    QStringList known{u"maintenanceids"_s, u"output"_s, u"selectHosts"_s, u"selectTags"_s, u"sortfield"_s};
    if (isAtLeast(6, 2))
        known.append(u"selectHostGroups"_s);
    if (!isAtLeast(7, 2))
        known.append(u"selectGroups"_s);
    if (const auto refused = unexpected(parameters, known))
        return *refused;
    if (m_denied.contains(u"maintenance.get"_s))
        return refusal(ApplicationError, u"No permissions to call \"maintenance.get\"."_s);
    if (!parameters.contains(u"maintenanceids"_s))
        return {plannedRows(parameters.contains(u"selectHostGroups"_s) ? u"hostgroups"_s : u"groups"_s)};
    QJsonArray rows;
    const QSet<qint64> wanted = ids(parameters[u"maintenanceids"_s]);
    for (auto it = m_maintenances.cbegin(); it != m_maintenances.cend(); ++it) {
        if (wanted.contains(it.key()))
            rows.append(QJsonObject{{u"maintenanceid"_s, QString::number(it.key())}, {u"name"_s, it.value()}});
    }
    return {rows};
}

std::optional<ZabbixSim::Reply> ZabbixSim::mayNot(const ProblemRow *problem, int action) const
{
    if (problem == nullptr)
        return refusal(ApplicationError, u"No permissions to referred object or it does not exist!"_s);
    const auto trigger = std::ranges::find(m_triggers, problem->trigger, &TriggerRow::id);
    const bool closes = trigger != m_triggers.end() && trigger->manualClose;
    if ((action & Close) && !closes)
        return refusal(ApplicationError, u"Cannot close problem: trigger does not allow manual closing."_s);
    return std::nullopt;
}

ZabbixSim::Reply ZabbixSim::acknowledge(const QJsonObject &parameters)
{
    const int action = parameters[u"action"_s].toInt();
    int known = Close | Acknowledge | Message | ChangeSeverity;
    known |= isAtLeast(5, 2) ? Unacknowledge : 0;
    known |= isAtLeast(6, 2) ? Suppress | Unsuppress : 0;
    if (action & ~known)
        return refusal(InvalidParameters,
            u"Incorrect value for field \"action\": unexpected value \"%1\"."_s.arg(action & ~known));
    if ((action & Message) && parameters[u"message"_s].toString().isEmpty())
        return refusal(InvalidParameters, u"Incorrect value for field \"message\": cannot be empty."_s);
    if ((action & Acknowledge) && m_denied.contains(u"acknowledge_problems"_s))
        return refusal(ApplicationError, u"You do not have permissions to acknowledge problems."_s);
    QJsonArray done;
    const QSet<qint64> events = ids(parameters[u"eventids"_s]);
    for (const qint64 event : events) { // all or nothing
        if (const auto refused = mayNot(problem(event), action))
            return *refused;
        done.append(event);
    }
    for (const qint64 event : events)
        apply(*problem(event), action, parameters);
    return {QJsonObject{{u"eventids"_s, done}}};
}

void ZabbixSim::apply(ProblemRow &problem, int action, const QJsonObject &parameters)
{
    problem.acks.append({3, clock().now(), action, parameters[u"message"_s].toString()});
    if (action & Acknowledge)
        problem.isAcknowledged = true;
    if (action & Unacknowledge)
        problem.isAcknowledged = false;
    if (action & Suppress) {
        problem.isSuppressed = true;
        problem.suppressedUntil = parameters[u"suppress_until"_s].toVariant().toLongLong();
    }
    if (action & Close)
        recover(problem.event);
}

} // namespace opsdeck::sim
