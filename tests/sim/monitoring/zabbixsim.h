// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/simserver.h"

#include <QJsonObject>
#include <QSet>

namespace opsdeck::sim {

/// A Zabbix frontend with its JSON-RPC, of the version that a test chooses, with that version's ways to prove who one
/// is. Stricter than real ones in one thing: what a version does not know is refused, also where it would be passed
/// over. Closing ends a problem at once, where a real server takes a moment.
class ZabbixSim : public SimServer
{
public:
    struct HostRow
    {
        QString host;
        QString name;
        QStringList groups;
        bool isMonitored = true;
    };

    struct TriggerRow
    {
        qint64 id = 0;
        QString description;
        QString expression;
        QString comments;
        QString url;
        QString opdata;
        int priority = 3;
        bool manualClose = true;
        bool severalProblems = false;
        QList<HostRow> hosts;
        QList<qint64> dependsOn;
    };

    struct AckRow
    {
        qint64 user = 0;
        QDateTime at;
        int action = 0;
        QString message;
    };

    struct ProblemRow
    {
        qint64 event = 0;
        qint64 trigger = 0;
        qint64 cause = 0;
        QDateTime at;
        int severity = 0;
        QString name;
        QString opdata;
        QList<std::pair<QString, QString>> tags;
        QList<AckRow> acks;
        bool isAcknowledged = false;
        bool isSuppressed = false;
        qint64 maintenance = 0;
        qint64 suppressedUntil = 0; ///< seconds since 1970; 0 = no end
    };

    /// A maintenance that was made here; what it hits is suppressed at once, where a real server takes up to a minute.
    struct MaintenanceRow
    {
        qint64 id = 0;
        QString name;
        QString description;
        qint64 since = 0; ///< seconds since 1970
        qint64 till = 0;
        QStringList hosts; ///< technical names
        QList<std::pair<QString, QString>> tags; ///< all of them have to be there
        QStringList groups{};
    };

    /// 5.0, 6.0, 6.4 and 7.2 are known well.
    ZabbixSim(SimClock &clock, int major, int minor, QObject *parent = nullptr);

    void setVersion(int major, int minor) { m_version = {major, minor}; }
    qint64 addTrigger(TriggerRow trigger);
    /// Returns the event.
    qint64 raise(qint64 trigger, const QString &name = {}, const QList<std::pair<QString, QString>> &tags = {});
    void recover(qint64 event);
    QList<TriggerRow> &triggers() { return m_triggers; }
    QList<ProblemRow> &problems() { return m_problems; }
    ProblemRow *problem(qint64 event);

    const QString &token() const { return m_token; } ///< of the user ops, as the password is
    void setToken(const QString &token) { m_token = token; }
    /// The web server before it asks for HTTP Basic.
    void setWeb(const QString &user, const QString &password) { m_web = {user, password}; }
    void setMaintenance(qint64 id, const QString &name) { m_maintenances.insert(id, name); }
    const QList<MaintenanceRow> &planned() const { return m_planned; }
    void plan(const MaintenanceRow &maintenance) { m_planned.append(maintenance); } ///< somebody in Zabbix did
    int sessions() const { return static_cast<int>(m_sessions.size()); }
    void endSessions() { m_sessions.clear(); }
    /// Actions that the role forbids: acknowledge_problems, close_problems, edit_maintenance, and "maintenance.get"…
    void deny(const QStringList &actions) { m_denied = actions; }
    /// Methods that were called, in order.
    const QStringList &calls() const { return m_calls; }
    void forgetCalls() { m_calls.clear(); }

protected:
    HttpAnswer answer(const HttpRequest &request) override;

private:
    struct Reply
    {
        QJsonValue result;
        int code = 0; ///< 0 = a result
        QString data;
    };

    static Reply refusal(int code, const QString &data) { return {{}, code, data}; }
    bool isAtLeast(int major, int minor) const { return m_version >= std::pair(major, minor); }
    Reply dispatch(const QJsonObject &call, const QByteArray &authorization);
    std::optional<Reply> unproved(const QJsonObject &call, const QByteArray &authorization) const;
    Reply method(const QString &name, const QJsonObject &parameters, const QString &proof);
    std::optional<Reply> unexpected(const QJsonObject &parameters, const QStringList &known) const;
    Reply login(const QJsonObject &parameters);
    Reply problemGet(const QJsonObject &parameters) const;
    Reply triggerGet(const QJsonObject &parameters) const;
    Reply userGet(const QJsonObject &parameters) const;
    Reply roleGet() const;
    Reply maintenanceGet(const QJsonObject &parameters) const;
    Reply acknowledge(const QJsonObject &parameters);
    Reply hostGet(const QJsonObject &parameters) const;
    Reply maintenanceCreate(const QJsonObject &parameters);
    Reply maintenanceUpdate(const QJsonObject &parameters);
    QJsonArray plannedRows(const QString &groupsKey) const;
    std::optional<Reply> badMaintenance(const QJsonObject &parameters) const;
    QMap<qint64, HostRow> hosts() const; ///< by the ids that they have here
    void suppressBy(const MaintenanceRow &maintenance);
    std::optional<Reply> mayNot(const ProblemRow *problem, int action) const;
    void apply(ProblemRow &problem, int action, const QJsonObject &parameters);
    QJsonObject toJson(const ProblemRow &problem) const;
    QJsonObject toJson(const TriggerRow &trigger) const;
    bool isInTrouble(qint64 trigger) const;

    std::pair<int, int> m_version;
    QList<TriggerRow> m_triggers;
    QList<ProblemRow> m_problems;
    QString m_token;
    std::optional<std::pair<QString, QString>> m_web;
    QHash<qint64, QString> m_maintenances;
    QList<MaintenanceRow> m_planned;
    QSet<QString> m_sessions;
    QStringList m_denied;
    QStringList m_calls;
    qint64 m_nextId = 20;
};

} // namespace opsdeck::sim
