// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/parse.h"

#include "backends/zabbix/answer.h"

#include <algorithm>

namespace opsdeck::zabbix {

namespace {

template <typename T> Result<T> first(Result<QList<T>> rows, const SourceId &source)
{
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(Error::Kind::NotFound, source.text(), QStringLiteral("An empty list."));
    return rows->first();
}

QList<Update> updatesOf(json::Fields &fields, QString &fault)
{
    QList<Update> all;
    for (const json::Element &element : fields.list("acknowledges")) {
        json::Fields update(element, fault, "acknowledges[]");
        all.append({update.integerOr("userid"), static_cast<int>(update.integerOr("action") & 0xffff),
            update.textOr("message"), timeOr(update, "clock")});
    }
    std::ranges::stable_sort(all, {}, &Update::at);
    return all;
}

Problem problemOf(json::Fields fields, QString &fault)
{
    Problem problem;
    problem.event = fields.integer("eventid");
    problem.trigger = fields.integer("objectid");
    problem.cause = fields.integerOr("cause_eventid");
    problem.at = timeOr(fields, "clock");
    if (!problem.at.isValid() && fault.isEmpty())
        fault = QStringLiteral("result[].clock: expected a time");
    problem.recovered = fields.integerOr("r_eventid") != 0;
    problem.acknowledged = fields.integerOr("acknowledged") != 0;
    problem.suppressed = fields.integerOr("suppressed") != 0;
    problem.severity = fields.integer("severity");
    problem.name = fields.text("name");
    problem.opdata = fields.textOr("opdata");
    problem.tags = pairs(fields, "tags", "tag", "value", fault);
    problem.urls = pairs(fields, "urls", "name", "url", fault);
    problem.updates = updatesOf(fields, fault);
    for (const json::Element &element : fields.list("suppression_data")) {
        json::Fields suppression(element, fault, "suppression_data[]");
        problem.suppressions.append({suppression.integerOr("maintenanceid"), timeOr(suppression, "suppress_until")});
    }
    return problem;
}

Trigger triggerOf(json::Fields fields, QString &fault)
{
    Trigger trigger;
    trigger.id = fields.integer("triggerid");
    trigger.severalProblems = fields.integerOr("type") != 0;
    trigger.expression = fields.textOr("expression");
    trigger.comments = fields.textOr("comments");
    trigger.url = fields.textOr("url");
    for (const auto &[technical, visible] : pairs(fields, "hosts", "host", "name", fault))
        trigger.hosts.append({technical, visible});
    const char *groups = fields.has("hostgroups") ? "hostgroups" : "groups";
    for (const auto &[name, ignored] : pairs(fields, groups, "name", "name", fault))
        trigger.groups.append(name);
    trigger.groups.sort();
    for (const json::Element &element : fields.list("dependencies")) {
        json::Fields dependency(element, fault, "dependencies[]");
        if (dependency.integerOr("value") == 1)
            trigger.failedDependencies.append(dependency.textOr("description"));
    }
    return trigger;
}

} // namespace

std::optional<Error> refusalIn(const QByteArray &body, const SourceId &source)
{
    constexpr qsizetype longest = 64 * 1024; // a list is longer, and need not be read twice
    if (body.size() > longest)
        return std::nullopt;
    const auto answer = result<bool>(body, source, [](json::Element, QString &) { return true; });
    return answer ? std::nullopt : std::optional(answer.error());
}

Result<QString> parseVersion(const QByteArray &body, const SourceId &source)
{
    return result<QString>(body, source, [](json::Element value, QString &fault) {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS)
            fault = QStringLiteral("result: expected a string");
        return json::toText(text);
    });
}

Result<Login> parseLogin(const QByteArray &body, const SourceId &source)
{
    return result<Login>(body, source, [](json::Element value, QString &fault) {
        json::Fields fields(value, fault, "result");
        return Login{fields.text("sessionid"), fields.integerOr("userid")};
    });
}

Result<QList<Problem>> parseProblems(const QByteArray &body, const SourceId &source)
{
    return rows<QList<Problem>>(body, source,
        [](json::Fields fields, QString &fault, QList<Problem> &all) { all.append(problemOf(fields, fault)); });
}

Result<QHash<qint64, Trigger>> parseTriggers(const QByteArray &body, const SourceId &source)
{
    return rows<QHash<qint64, Trigger>>(
        body, source, [](json::Fields fields, QString &fault, QHash<qint64, Trigger> &all) {
            const Trigger trigger = triggerOf(fields, fault);
            all.insert(trigger.id, trigger);
        });
}

Result<QHash<qint64, QString>> parseMaintenances(const QByteArray &body, const SourceId &source)
{
    return rows<QHash<qint64, QString>>(body, source, [](json::Fields fields, QString &, QHash<qint64, QString> &all) {
        all.insert(fields.integer("maintenanceid"), fields.text("name"));
    });
}

Result<QList<Host>> parseHosts(const QByteArray &body, const SourceId &source)
{
    return rows<QList<Host>>(body, source, [](json::Fields fields, QString &fault, QList<Host> &all) {
        Host host{fields.integer("hostid"), fields.text("host"), fields.textOr("name"), {}};
        const char *key = fields.has("hostgroups") ? "hostgroups" : "groups";
        if (fields.has(key)) {
            for (const json::Element &element : fields.list(key))
                host.groups.append(json::Fields(element, fault, "groups[]").text("name"));
        }
        all.append(host);
    });
}

Result<QString> parseMaintenanceId(const QByteArray &body, const SourceId &source)
{
    return result<QString>(body, source, [](json::Element value, QString &fault) {
        json::Fields fields(value, fault, "result");
        const QString id = fields.texts("maintenanceids").value(0);
        if (fault.isEmpty() && id.isEmpty())
            fault = QStringLiteral("result.maintenanceids: empty");
        return id;
    });
}

Result<bool> parseDeniesMaintenance(const QByteArray &body, const SourceId &source)
{
    const auto denied = rows<QList<bool>>(body, source, [](json::Fields fields, QString &fault, QList<bool> &all) {
        bool denies = false;
        auto rules = fields.object("rules");
        for (const json::Element &element : rules.list("actions")) {
            json::Fields rule(element, fault, "actions[]");
            denies |= rule.textOr("name") == u"edit_maintenance" && rule.integerOr("status", 1) == 0;
        }
        all.append(denies);
    });
    return first(denied, source);
}

Result<QHash<qint64, QString>> parseUsers(const QByteArray &body, const SourceId &source)
{
    return rows<QHash<qint64, QString>>(body, source, [](json::Fields fields, QString &, QHash<qint64, QString> &all) {
        all.insert(fields.integer("userid"), fields.textOr("username", fields.textOr("alias")));
    });
}

Result<Account> parseAccount(const QByteArray &body, const SourceId &source)
{
    return first(rows<QList<Account>>(body, source,
                     [](json::Fields fields, QString &, QList<Account> &all) {
                         static const QStringList types{
                             QString(), QStringLiteral("User"), QStringLiteral("Admin"), QStringLiteral("Super admin")};
                         const QString type
                             = types.value(std::clamp<qint64>(fields.integerOr("type"), 0, types.size()));
                         all.append({fields.textOr("username", fields.textOr("alias")),
                             fields.object("role").textOr("name", type), fields.integerOr("roleid")});
                     }),
        source);
}

Result<Token> parseToken(const QByteArray &body, const SourceId &source)
{
    return first(rows<QList<Token>>(body, source,
                     [](json::Fields fields, QString &, QList<Token> &all) {
                         all.append({fields.integer("userid"), timeOr(fields, "expires_at")});
                     }),
        source);
}

Result<AlertActs> parseDeniedActs(const QByteArray &body, const SourceId &source)
{
    const auto denied
        = rows<QList<AlertActs>>(body, source, [](json::Fields fields, QString &fault, QList<AlertActs> &all) {
              static const QHash<QString, AlertActs> acts{
                  {QStringLiteral("acknowledge_problems"), AlertAct::Acknowledge | AlertAct::Unacknowledge},
                  {QStringLiteral("add_problem_comments"), AlertAct::Comment},
                  {QStringLiteral("close_problems"), AlertAct::Close},
                  {QStringLiteral("suppress_problems"), AlertAct::Suppress}};
              AlertActs denials;
              auto rules = fields.object("rules");
              for (const json::Element &element : rules.list("actions")) {
                  json::Fields rule(element, fault, "actions[]");
                  if (rule.integerOr("status", 1) == 0)
                      denials |= acts.value(rule.textOr("name"));
              }
              all.append(denials);
          });
    return first(denied, source);
}

} // namespace opsdeck::zabbix
