// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/harbor/harborrows.h"

#include "tests/sim/http/message.h"
#include "tests/sim/stablehash.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace opsdeck::sim::harbor {

using namespace Qt::StringLiterals;

namespace {

const QString reportType = u"application/vnd.security.vulnerability.report; version=1.1"_s;

QJsonObject scanOverview(const ScanRow &scan)
{
    static const QStringList worstFirst{u"Critical"_s, u"High"_s, u"Medium"_s, u"Low"_s, u"Negligible"_s};
    QJsonObject bySeverity;
    int total = 0;
    for (auto it = scan.findings.cbegin(); it != scan.findings.cend(); ++it) {
        bySeverity.insert(it.key(), it.value());
        total += it.value();
    }
    const auto worst = std::find_if(
        worstFirst.cbegin(), worstFirst.cend(), [&](const QString &word) { return scan.findings.value(word) > 0; });
    const QJsonObject summary{{u"total"_s, total}, {u"fixable"_s, scan.fixable}, {u"summary"_s, bySeverity}};
    const QJsonObject scanner{{u"name"_s, u"Trivy"_s}, {u"vendor"_s, u"Aqua Security"_s}, {u"version"_s, u"v0.56.1"_s}};
    const QJsonObject report{{u"report_id"_s, u"7c1f7a52-0000-4000-8000-000000000000"_s},
        {u"scan_status"_s, scan.status}, {u"severity"_s, worst == worstFirst.cend() ? u"None"_s : *worst},
        {u"duration"_s, 9}, {u"complete_percent"_s, scan.status == u"Success" ? 100 : 0}, {u"summary"_s, summary},
        {u"scanner"_s, scanner}};
    return {{reportType, report}};
}

/// "!pattern" takes all that the pattern does not match.
QJsonObject selectorJson(const QString &pattern, const QString &matches, const QString &excludes)
{
    const bool isNot = pattern.startsWith(u'!');
    return {{u"kind"_s, u"doublestar"_s}, {u"decoration"_s, isNot ? excludes : matches},
        {u"pattern"_s, pattern.mid(isNot ? 1 : 0)}};
}

/// What both kinds of rules have.
QJsonObject ruleJson(const KeepRow &row, qint64 id)
{
    const QJsonObject tags = selectorJson(row.tags, u"matches"_s, u"excludes"_s);
    const QJsonObject repositories = selectorJson(row.repositories, u"repoMatches"_s, u"repoExcludes"_s);
    return {{u"id"_s, id}, {u"priority"_s, 0}, {u"disabled"_s, row.disabled}, {u"tag_selectors"_s, QJsonArray{tags}},
        {u"scope_selectors"_s, QJsonObject{{u"repository"_s, QJsonArray{repositories}}}}};
}

} // namespace

QString sha256Of(const QByteArray &bytes)
{
    return u"sha256:"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString ArtifactRow::digest() const
{
    return sha256Of(manifest);
}

const ArtifactRow *RepositoryRow::find(const QString &tagOrDigest) const
{
    const auto found = std::find_if(artifacts.cbegin(), artifacts.cend(), [&](const ArtifactRow &artifact) {
        return artifact.tags.contains(tagOrDigest) || artifact.digest() == tagOrDigest;
    });
    return found == artifacts.cend() ? nullptr : &*found;
}

void RepositoryRow::moveTag(const QString &tag, const QString &digest)
{
    for (ArtifactRow &artifact : artifacts) {
        artifact.tags.removeAll(tag);
        if (artifact.digest() == digest)
            artifact.tags.append(tag);
    }
}

ArtifactRow makeArtifact(const QString &repository, const QStringList &tags, const QByteArray &salt)
{
    ArtifactRow artifact;
    artifact.tags = tags;
    artifact.config
        = QJsonDocument(QJsonObject{{u"architecture"_s, u"amd64"_s}, {u"os"_s, u"linux"_s},
                            {u"config"_s,
                                QJsonObject{{u"Labels"_s,
                                    QJsonObject{{u"org.opencontainers.image.title"_s, repository},
                                        {u"org.opencontainers.image.revision"_s, QString::fromUtf8(salt)}}}}}})
              .toJson(QJsonDocument::Compact);
    const qint64 layer = 20'000'000 + qint64(stableHash(repository.toUtf8()) % 90'000'000);
    const QJsonObject configRow{{u"mediaType"_s, u"application/vnd.docker.container.image.v1+json"_s},
        {u"size"_s, artifact.config.size()}, {u"digest"_s, sha256Of(artifact.config)}};
    const QJsonObject layerRow{{u"mediaType"_s, u"application/vnd.docker.image.rootfs.diff.tar.gzip"_s},
        {u"size"_s, layer}, {u"digest"_s, sha256Of("layer " + repository.toUtf8() + salt)}};
    artifact.manifest
        = QJsonDocument(QJsonObject{{u"schemaVersion"_s, 2}, {u"mediaType"_s, QString::fromLatin1(artifact.mediaType)},
                            {u"config"_s, configRow}, {u"layers"_s, QJsonArray{layerRow}}})
              .toJson(QJsonDocument::Indented);
    artifact.size = layer + artifact.config.size() + artifact.manifest.size();
    return artifact;
}

QJsonObject toJson(const QString &name, const ProjectRow &project)
{
    const QString visible = project.isPublic ? u"true"_s : u"false"_s;
    QJsonObject metadata{{u"public"_s, visible}, {u"auto_scan"_s, u"true"_s}};
    if (!project.retention.isEmpty())
        metadata.insert(u"retention_id"_s, QString::number(project.id));
    return {{u"project_id"_s, project.id}, {u"name"_s, name}, {u"owner_id"_s, 1}, {u"owner_name"_s, u"admin"_s},
        {u"repo_count"_s, project.repositories.size()}, {u"deleted"_s, false}, {u"current_user_role_id"_s, 1},
        {u"metadata"_s, metadata}, {u"creation_time"_s, u"2025-02-11T03:12:45.000Z"_s},
        {u"update_time"_s, u"2025-02-11T03:12:45.000Z"_s}};
}

QJsonObject toJson(const QString &project, const QString &name, const RepositoryRow &repository, qint64 id)
{
    QDateTime updated;
    for (const ArtifactRow &artifact : repository.artifacts)
        updated = updated.isValid() ? std::max(updated, artifact.pushedAt) : artifact.pushedAt;
    return {{u"id"_s, id}, {u"name"_s, project + u'/' + name}, {u"artifact_count"_s, repository.artifacts.size()},
        {u"pull_count"_s, repository.pulls}, {u"update_time"_s, isoTime(updated)},
        {u"creation_time"_s, isoTime(updated)}};
}

QJsonObject retentionJson(const ProjectRow &project)
{
    QJsonArray rules;
    for (const KeepRow &row : project.retention) {
        QJsonObject rule = ruleJson(row, rules.size() + 1);
        rule.insert(u"action"_s, u"retain"_s);
        rule.insert(u"template"_s, row.word);
        rule.insert(u"params"_s, row.word == u"always" ? QJsonObject() : QJsonObject{{row.word, row.amount}});
        rules.append(rule);
    }
    const QJsonObject trigger{{u"kind"_s, u"Schedule"_s},
        {u"settings"_s, QJsonObject{{u"cron"_s, project.retentionCron}}}, {u"references"_s, QJsonObject()}};
    return {{u"id"_s, project.id}, {u"algorithm"_s, u"or"_s}, {u"rules"_s, rules}, {u"trigger"_s, trigger},
        {u"scope"_s, QJsonObject{{u"level"_s, u"project"_s}, {u"ref"_s, project.id}}}};
}

QJsonObject immutableJson(const KeepRow &row, qint64 id)
{
    QJsonObject rule = ruleJson(row, id);
    rule.insert(u"action"_s, u"immutable"_s);
    rule.insert(u"template"_s, u"immutable_template"_s);
    rule.insert(u"params"_s, QJsonObject());
    return rule;
}

QJsonObject toJson(const ArtifactRow &artifact, qint64 id, bool withTags, bool withScan)
{
    QJsonObject json{{u"id"_s, id}, {u"type"_s, u"IMAGE"_s}, {u"digest"_s, artifact.digest()},
        {u"size"_s, artifact.size}, {u"media_type"_s, u"application/vnd.docker.container.image.v1+json"_s},
        {u"manifest_media_type"_s, QString::fromLatin1(artifact.mediaType)},
        {u"push_time"_s, isoTime(artifact.pushedAt)},
        {u"pull_time"_s, artifact.pulledAt.isValid() ? isoTime(artifact.pulledAt) : u"0001-01-01T00:00:00.000Z"_s},
        {u"labels"_s, QJsonValue::Null}, {u"references"_s, QJsonValue::Null}, {u"accessories"_s, QJsonValue::Null}};
    QJsonArray tags;
    for (const QString &tag : artifact.tags) {
        tags.append(QJsonObject{{u"id"_s, qint64(stableHash(tag.toUtf8()) % 100'000)}, {u"artifact_id"_s, id},
            {u"name"_s, tag}, {u"push_time"_s, isoTime(artifact.pushedAt)}, {u"immutable"_s, false}});
    }
    // An artifact without tags has null, not an empty list.
    json.insert(u"tags"_s, withTags && !tags.isEmpty() ? QJsonValue(tags) : QJsonValue(QJsonValue::Null));
    if (withScan && !artifact.scan.status.isEmpty())
        json.insert(u"scan_overview"_s, scanOverview(artifact.scan));
    return json;
}

} // namespace opsdeck::sim::harbor
