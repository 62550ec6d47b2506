// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/zabbixsim.h"

#include <QJsonArray>
#include <QUuid>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr int ParseError = -32700;
constexpr int InvalidRequest = -32600;
constexpr int NoMethod = -32601;
constexpr int InvalidParameters = -32602;
constexpr int ApplicationError = -32500;

QString titleOf(int code)
{
    switch (code) {
    case ParseError:
        return u"Parse error"_s;
    case InvalidRequest:
        return u"Invalid request."_s;
    case NoMethod:
        return u"Method not found."_s;
    case InvalidParameters:
        return u"Invalid params."_s;
    default:
        return u"Application error."_s;
    }
}

} // namespace

ZabbixSim::ZabbixSim(SimClock &clock, int major, int minor, QObject *parent)
    : SimServer(clock, parent)
    , m_version(major, minor)
    , m_token(QString::fromLatin1(QByteArray(32, char(0x5a)).toHex()))
{ }

qint64 ZabbixSim::addTrigger(TriggerRow trigger)
{
    trigger.id = m_nextId++;
    m_triggers.append(trigger);
    return trigger.id;
}

qint64 ZabbixSim::raise(qint64 trigger, const QString &name, const QList<std::pair<QString, QString>> &tags)
{
    ProblemRow problem;
    problem.event = m_nextId++;
    problem.trigger = trigger;
    problem.at = clock().now();
    problem.tags = tags;
    for (const TriggerRow &row : std::as_const(m_triggers)) {
        if (row.id != trigger)
            continue;
        problem.severity = row.priority;
        problem.name = name.isEmpty() ? row.description : name;
        problem.opdata = row.opdata;
    }
    m_problems.append(problem);
    return problem.event;
}

void ZabbixSim::recover(qint64 event)
{
    m_problems.removeIf([event](const ProblemRow &problem) { return problem.event == event; });
}

ZabbixSim::ProblemRow *ZabbixSim::problem(qint64 event)
{
    for (ProblemRow &problem : m_problems) {
        if (problem.event == event)
            return &problem;
    }
    return nullptr;
}

HttpAnswer ZabbixSim::answer(const HttpRequest &request)
{
    if (request.path != "/api_jsonrpc.php")
        return HttpAnswer::html("<html><title>Zabbix</title></html>", request.path == "/" ? 200 : 404);
    if (m_web && request.basic() != m_web)
        return HttpAnswer::html("<html>401 Authorization Required</html>", 401).with("WWW-Authenticate", "Basic");
    const QByteArray type = request.header("content-type").split(';').first();
    const QByteArrayList types{"application/json-rpc", "application/json", "application/jsonrequest"};
    if (!types.contains(type))
        return {412, {}, {}};
    const auto document = QJsonDocument::fromJson(request.body);
    const QJsonObject call = document.object();
    Reply reply;
    if (document.isNull())
        reply = refusal(ParseError, u"Invalid JSON. An error occurred on the server while parsing the JSON text."_s);
    else if (!call.contains(u"params"_s) || call[u"jsonrpc"_s].toString() != u"2.0")
        reply = refusal(InvalidRequest, u"Invalid parameter \"/\": the parameter \"params\" is missing."_s);
    else
        reply = dispatch(call, request.header("authorization"));
    QJsonObject body{{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, call[u"id"_s]}};
    if (reply.code == 0)
        body.insert(u"result"_s, reply.result);
    else
        body.insert(u"error"_s,
            QJsonObject{{u"code"_s, reply.code}, {u"message"_s, titleOf(reply.code)}, {u"data"_s, reply.data}});
    return HttpAnswer::json(body);
}

ZabbixSim::Reply ZabbixSim::dispatch(const QJsonObject &call, const QByteArray &authorization)
{
    const QString name = call[u"method"_s].toString();
    m_calls.append(name);
    if (isAtLeast(7, 2) && call.contains(u"auth"_s))
        return refusal(InvalidRequest, u"Invalid parameter \"/\": unexpected parameter \"auth\"."_s);
    if (auto refused = unproved(call, authorization))
        return *refused;
    const bool inHeader = isAtLeast(6, 4) && authorization.startsWith("Bearer ");
    return method(name, call[u"params"_s].toObject(),
        inHeader ? QString::fromUtf8(authorization.mid(7)) : call[u"auth"_s].toString());
}

std::optional<ZabbixSim::Reply> ZabbixSim::unproved(const QJsonObject &call, const QByteArray &authorization) const
{
    const QString name = call[u"method"_s].toString();
    const bool inHeader = isAtLeast(6, 4) && authorization.startsWith("Bearer ");
    if (name == u"apiinfo.version" || name == u"user.login") {
        if (call.contains(u"auth"_s))
            return refusal(
                InvalidParameters, u"The \"%1\" method must be called without the \"auth\" parameter."_s.arg(name));
        if (inHeader)
            return refusal(
                InvalidParameters, u"The \"%1\" method must be called without authorization header."_s.arg(name));
        return std::nullopt;
    }
    const QString proof = inHeader ? QString::fromUtf8(authorization.mid(7)) : call[u"auth"_s].toString();
    if (proof.size() == 64 && isAtLeast(5, 4) ? proof == m_token : m_sessions.contains(proof))
        return std::nullopt;
    return refusal(
        InvalidParameters, proof.size() == 32 ? u"Session terminated, re-login, please."_s : u"Not authorized."_s);
}

ZabbixSim::Reply ZabbixSim::method(const QString &name, const QJsonObject &parameters, const QString &proof)
{
    if (name == u"apiinfo.version")
        return {u"%1.%2.14"_s.arg(m_version.first).arg(m_version.second)};
    if (name == u"user.login")
        return login(parameters);
    if (name == u"user.logout")
        return {m_sessions.remove(proof)};
    if (name == u"problem.get")
        return problemGet(parameters);
    if (name == u"trigger.get")
        return triggerGet(parameters);
    if (name == u"event.acknowledge")
        return acknowledge(parameters);
    if (name == u"user.get")
        return userGet(parameters);
    if (name == u"maintenance.get")
        return maintenanceGet(parameters);
    if (name == u"maintenance.create")
        return maintenanceCreate(parameters);
    if (name == u"maintenance.update")
        return maintenanceUpdate(parameters);
    if (name == u"host.get")
        return hostGet(parameters);
    if (name == u"role.get" && isAtLeast(5, 2))
        return roleGet();
    if (name == u"token.get" && isAtLeast(5, 4) && parameters[u"token"_s].toString() == m_token)
        return {QJsonArray{QJsonObject{{u"userid"_s, u"3"_s}, {u"expires_at"_s, u"2000000000"_s}}}};
    return refusal(NoMethod, u"Incorrect API \"%1\"."_s.arg(name.section(u'.', 0, 0)));
}

ZabbixSim::Reply ZabbixSim::login(const QJsonObject &parameters)
{
    const QString key = isAtLeast(5, 4) ? u"username"_s : u"user"_s;
    if (const auto refused = unexpected(parameters, {key, u"password"_s, u"userData"_s}))
        return *refused;
    if (parameters[key].toString() != u"ops" || parameters[u"password"_s].toString() != m_token)
        return refusal(ApplicationError, u"Incorrect user name or password or account is temporarily blocked."_s);
    const QString session = QUuid::createUuid().toString(QUuid::Id128);
    m_sessions.insert(session);
    if (!parameters[u"userData"_s].toBool())
        return {session};
    return {QJsonObject{{u"sessionid"_s, session}, {u"userid"_s, u"3"_s}, {u"type"_s, 1}}};
}

std::optional<ZabbixSim::Reply> ZabbixSim::unexpected(const QJsonObject &parameters, const QStringList &known) const
{
    for (const QString &key : parameters.keys()) {
        if (!known.contains(key))
            return refusal(InvalidParameters, u"Invalid parameter \"/\": unexpected parameter \"%1\"."_s.arg(key));
    }
    return std::nullopt;
}

} // namespace opsdeck::sim
