// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/harbor/parse.h"

#include "backends/json/json.h"

#include <limits>

namespace opsdeck::harbor {

using json::Fields;

namespace {

int count(Fields fields, const char *key)
{
    const qint64 value = fields.integerOr(key);
    return static_cast<int>(std::clamp<qint64>(value, 0, std::numeric_limits<int>::max()));
}

/// The report in the best of the formats that we asked for, else in any.
std::optional<json::Element> scanReport(json::Element artifact)
{
    simdjson::dom::object formats;
    if (artifact["scan_overview"].get_object().get(formats) != simdjson::SUCCESS)
        return std::nullopt;
    std::optional<json::Element> report;
    for (const auto format : formats) {
        if (!format.value.is_object())
            continue;
        if (!report || format.key.starts_with("application/vnd.security.vulnerability.report"))
            report = format.value;
    }
    return report;
}

ScanSummary scan(json::Element artifact, QString &fault, const QByteArray &where)
{
    const auto report = scanReport(artifact);
    if (!report)
        return {};
    Fields fields(*report, fault, where + ".scan_overview");
    Fields summary = fields.object("summary");
    Fields severities = summary.object("summary");
    return {.status = fields.textOr("scan_status"),
        .severity = fields.textOr("severity"),
        .critical = count(severities, "Critical"),
        .high = count(severities, "High"),
        .total = count(summary, "total"),
        .fixable = count(summary, "fixable")};
}

QStringList tagNames(Fields fields, QString &fault, const QByteArray &where)
{
    QStringList names;
    for (const json::Element &tag : fields.list("tags"))
        names.append(Fields(tag, fault, where + ".tags").text("name"));
    return names;
}

/// Calls `row(element, fault, where)` for each element of the array.
template <typename T, typename Row>
Result<QList<T>> rows(const QByteArray &body, const SourceId &source, const char *what, Row row)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto elements = json::toList(document->root());
    QString fault = elements ? QString() : QStringLiteral("%1: expected an array").arg(QLatin1StringView(what));
    QList<T> all;
    for (const json::Element &element : elements.value_or(QList<json::Element>())) {
        const QByteArray where = QByteArray(what) + '[' + QByteArray::number(all.size()) + ']';
        all.append(row(element, fault, where));
    }
    return json::checked(std::move(all), fault, source.text());
}

} // namespace

Result<SourceIdentity> parseSystemInfo(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    // Strangers are not told the version, so that it may be missing.
    QString fault;
    const SourceIdentity identity{QStringLiteral("Harbor"), Fields(document->root(), fault).textOr("harbor_version")};
    return json::checked(identity, fault, source.text());
}

Result<QList<Phrase>> parseCurrentUser(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    Fields fields(document->root(), fault);
    const bool rules = fields.flagOr("sysadmin_flag") || fields.flagOr("admin_role_in_auth");
    const char *may = rules ? QT_TRANSLATE_NOOP("Phrase", "administers the whole registry")
                            : QT_TRANSLATE_NOOP("Phrase", "may what its projects let it");
    return json::checked(QList<Phrase>{Phrase(may)}, fault, source.text());
}

Result<QList<RegistryProject>> parseProjects(const QByteArray &body, const SourceId &source)
{
    return rows<RegistryProject>(
        body, source, "projects", [&](json::Element element, QString &fault, const QByteArray &where) {
            Fields fields(element, fault, where);
            return RegistryProject{.source = source,
                .id = fields.integer("project_id"),
                .name = fields.text("name"),
                .repositories = count(fields, "repo_count")};
        });
}

Result<QList<RegistryRepository>> parseRepositories(const QByteArray &body, const SourceId &source)
{
    return rows<RegistryRepository>(
        body, source, "repositories", [&](json::Element element, QString &fault, const QByteArray &where) {
            Fields fields(element, fault, where);
            return RegistryRepository{.source = source,
                .name = fields.text("name"),
                .artifacts = count(fields, "artifact_count"),
                .updatedAt = fields.timeOr("update_time")};
        });
}

Result<QList<Artifact>> parseArtifacts(const QByteArray &body, const SourceId &source, const QString &repository)
{
    return rows<Artifact>(
        body, source, "artifacts", [&](json::Element element, QString &fault, const QByteArray &where) {
            Fields fields(element, fault, where);
            const Digest digest = Digest::parse(fields.text("digest"));
            if (digest.isEmpty() && fault.isEmpty())
                fault = QString::fromUtf8(where) + QStringLiteral(".digest: expected a digest");
            return Artifact{.source = source,
                .repository = repository,
                .digest = digest,
                .tags = tagNames(fields, fault, where),
                .size = std::max<qint64>(0, fields.integerOr("size")),
                .pushedAt = fields.timeOr("push_time"),
                .scan = scan(element, fault, where)};
        });
}

} // namespace opsdeck::harbor
