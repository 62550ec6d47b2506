// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/replicationparse.h"

#include "backends/harbor/rows.h"
#include "backends/json/json.h"

namespace opsdeck::harbor {

using json::Fields;

namespace {

/// Harbor itself stands in a policy as the registry without an id, named "Local".
QString registryName(Fields registry)
{
    return registry.integerOr("id") == 0 ? QString() : registry.textOr("name");
}

QString valueOf(const std::optional<json::Element> &value)
{
    if (!value)
        return {};
    std::string_view text;
    if (value->get_string().get(text) == simdjson::SUCCESS)
        return json::toText(text);
    const auto list = json::toList(*value);
    if (!list)
        return QString::fromStdString(simdjson::minify(*value));
    QStringList all;
    for (const json::Element &element : *list)
        all.append(valueOf(element));
    return all.join(u',');
}

QList<ReplicationFilter> filters(Fields fields, QString &fault, const QByteArray &where)
{
    QList<ReplicationFilter> all;
    for (const json::Element &element : fields.list("filters")) {
        Fields filter(element, fault, where + ".filters");
        all.append({filter.text("type"), valueOf(filter.element("value")), filter.textOr("decoration") == u"excludes"});
    }
    return all;
}

ReplicationPolicy policy(Fields fields, const SourceId &source, QString &fault, const QByteArray &where)
{
    ReplicationPolicy made;
    made.source = source;
    made.id = fields.integer("id");
    made.name = fields.text("name");
    made.description = fields.textOr("description");
    made.from = registryName(fields.object("src_registry"));
    made.to = registryName(fields.object("dest_registry"));
    made.destinationNamespace = fields.textOr("dest_namespace");
    made.replacedParts = fields.integerOr("dest_namespace_replace_count", -1);
    Fields trigger = fields.object("trigger");
    made.triggerWord = trigger.textOr("type");
    made.trigger = replicationTrigger(made.triggerWord);
    if (made.trigger == ReplicationTrigger::Scheduled)
        made.cron = trigger.object("trigger_settings").textOr("cron");
    made.filters = filters(fields, fault, where);
    made.enabled = fields.flagOr("enabled");
    made.overrides = fields.flagOr("override");
    return made;
}

ReplicationExecution execution(Fields fields)
{
    ReplicationExecution made;
    made.id = fields.integer("id");
    made.policy = fields.integerOr("policy_id");
    made.stateWord = fields.text("status");
    made.state = replicationState(made.stateWord);
    made.words = fields.textOr("status_text");
    made.trigger = fields.textOr("trigger");
    made.startedAt = fields.timeOr("start_time");
    made.endedAt = fields.timeOr("end_time");
    made.total = fields.integerOr("total");
    made.succeeded = fields.integerOr("succeed");
    made.failed = fields.integerOr("failed");
    made.stopped = fields.integerOr("stopped");
    made.inProgress = fields.integerOr("in_progress");
    return made;
}

ReplicationTask task(Fields fields)
{
    ReplicationTask made;
    made.id = fields.integer("id");
    made.execution = fields.integerOr("execution_id");
    made.stateWord = fields.text("status");
    made.state = replicationState(made.stateWord);
    made.operation = fields.textOr("operation");
    made.resourceType = fields.textOr("resource_type");
    made.source = fields.textOr("src_resource");
    made.target = fields.textOr("dst_resource");
    made.startedAt = fields.timeOr("start_time");
    made.endedAt = fields.timeOr("end_time");
    return made;
}

} // namespace

Result<QList<ReplicationPolicy>> parseReplicationPolicies(const QByteArray &body, const SourceId &source)
{
    return rows<ReplicationPolicy>(
        body, source, "policies", [&source](Fields fields, QString &fault, const QByteArray &where) {
            return policy(std::move(fields), source, fault, where);
        });
}

Result<QList<ReplicationExecution>> parseReplicationExecutions(const QByteArray &body, const SourceId &source)
{
    return rows<ReplicationExecution>(body, source, "executions",
        [](Fields fields, QString &, const QByteArray &) { return execution(std::move(fields)); });
}

Result<ReplicationExecution> parseReplicationExecution(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    const auto made = execution(Fields(document->root(), fault));
    return json::checked(made, fault, source.text());
}

Result<QList<ReplicationTask>> parseReplicationTasks(const QByteArray &body, const SourceId &source)
{
    return rows<ReplicationTask>(
        body, source, "tasks", [](Fields fields, QString &, const QByteArray &) { return task(std::move(fields)); });
}

std::optional<qint64> executionIn(const QByteArray &location)
{
    const QByteArray path = location.left((location + '?').indexOf('?'));
    bool ok = false;
    const qint64 id = path.mid(path.lastIndexOf('/') + 1).toLongLong(&ok);
    if (!ok || id <= 0 || !path.contains("/replication/executions/"))
        return std::nullopt;
    return id;
}

} // namespace opsdeck::harbor
