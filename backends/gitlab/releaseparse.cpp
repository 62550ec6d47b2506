// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/gitlab/releaseparse.h"

#include "backends/json/json.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace opsdeck::gitlab {

using json::Fields;

namespace {

constexpr qsizetype LongestLine = 400;

/// One object, as the list of one that the other parsers read.
template <typename T>
Result<T> single(
    const QByteArray &body, const Scope &scope, Result<QList<T>> (*parse)(const QByteArray &, const Scope &))
{
    const auto rows = parse('[' + body + ']', scope);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->size() != 1)
        return failure(Error::Kind::BadAnswer, scope.source.text(), QStringLiteral("expected one object"));
    return rows->first();
}

template <typename T, typename Row>
Result<QList<T>> list(const QByteArray &body, const Scope &scope, const QByteArray &what, Row row)
{
    const auto document = json::Document::parse(body, scope.source.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto elements = json::toList(document->root());
    QString fault = elements ? QString() : QStringLiteral("%1: expected an array").arg(QString::fromUtf8(what));
    QList<T> all;
    for (const json::Element &element : elements.value_or(QList<json::Element>()))
        all.append(row(Fields(element, fault, what + '[' + QByteArray::number(all.size()) + ']')));
    return json::checked(std::move(all), fault, scope.source.text());
}

GitCommit commit(Fields fields)
{
    GitCommit made;
    made.sha = fields.text("id");
    made.parents = fields.texts("parent_ids");
    made.message = fields.textOr("message");
    return made;
}

GitFailedJob failedJob(Fields fields)
{
    GitFailedJob job;
    job.row.id = fields.integer("id");
    job.row.stage = fields.textOr("stage");
    job.row.name = fields.text("name");
    job.row.status = fields.text("status");
    job.mayFail = fields.flagOr("allow_failure");
    job.reason = fields.textOr("failure_reason");
    return job;
}

/// What is wrong with a file's content; empty = nothing.
QString faultOf(const QByteArray &content, qint64 size, const QString &sha256)
{
    if (size >= 0 && size != content.size())
        return QStringLiteral("the file has %1 bytes and was announced with %2").arg(content.size()).arg(size);
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    if (!sha256.isEmpty() && sha256.toLatin1().toLower() != hash)
        return QStringLiteral("the file does not have the checksum that came with it");
    return {};
}

/// What stands on a line after everything that was written over.
QString shownOf(QString line)
{
    static const QRegularExpression escapes(QStringLiteral("\\x1b\\[[0-9;?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*\\x07?"));
    static const QRegularExpression sections(QStringLiteral("section_(start|end):[0-9]+:[^\\r\\n]*"));
    line.remove(escapes);
    QString shown;
    for (QString &state : line.split(u'\r')) {
        state.remove(sections);
        state.removeIf([](QChar c) { return c != u'\t' && !c.isPrint() && !c.isSurrogate(); });
        if (!state.trimmed().isEmpty())
            shown = state;
    }
    return shown.size() > LongestLine ? shown.left(LongestLine) + u'…' : shown;
}

} // namespace

Result<GitFile> parseFile(const QByteArray &body, const Scope &scope)
{
    const auto document = json::Document::parse(body, scope.source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    Fields fields(document->root(), fault, "file");
    const QString encoding = fields.textOr("encoding", QStringLiteral("base64"));
    const QByteArray content = fields.text("content").toLatin1();
    const qint64 size = fields.integerOr("size", -1);
    const QString sha256 = fields.textOr("content_sha256");
    GitFile file;
    file.lastCommit = fields.text("last_commit_id");
    const auto decoded = QByteArray::fromBase64Encoding(content, QByteArray::AbortOnBase64DecodingErrors);
    if (fault.isEmpty() && (encoding != u"base64" || !decoded))
        fault = QStringLiteral("file.content: expected base64");
    file.content = decoded ? *decoded : QByteArray();
    if (fault.isEmpty())
        fault = faultOf(file.content, size, sha256);
    return json::checked(file, fault, scope.source.text());
}

Result<GitCommit> parseCommit(const QByteArray &body, const Scope &scope)
{
    return single<GitCommit>(body, scope, parseCommits);
}

Result<QList<GitCommit>> parseCommits(const QByteArray &body, const Scope &scope)
{
    return list<GitCommit>(body, scope, "commits", commit);
}

Result<Branch> parseBranch(const QByteArray &body, const Scope &scope)
{
    auto branch = single<Branch>(body, scope, parseBranches);
    if (branch && branch->commit.isEmpty())
        return failure(Error::Kind::BadAnswer, scope.source.text(), QStringLiteral("the branch has no commit"));
    return branch;
}

Result<Tag> parseTag(const QByteArray &body, const Scope &scope)
{
    auto tag = single<Tag>(body, scope, parseTags);
    if (tag && tag->commit.isEmpty())
        return failure(Error::Kind::BadAnswer, scope.source.text(), QStringLiteral("the tag has no commit"));
    return tag;
}

Result<GitPipeline> parsePipelineDetail(const QByteArray &body, const Scope &scope)
{
    auto row = single<Pipeline>(body, scope, parsePipelines);
    if (!row)
        return tl::unexpected(row.error());
    const auto document = json::Document::parse(body, scope.source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    GitPipeline pipeline;
    pipeline.row = *std::move(row);
    pipeline.yamlErrors = Fields(document->root(), fault, "pipeline").textOr("yaml_errors");
    return json::checked(pipeline, fault, scope.source.text());
}

Result<QList<GitFailedJob>> parseFailedJobs(const QByteArray &body, const Scope &scope)
{
    return list<GitFailedJob>(body, scope, "jobs", failedJob);
}

Result<QList<GitFreezePeriod>> parseFreezePeriods(const QByteArray &body, const Scope &scope)
{
    return list<GitFreezePeriod>(body, scope, "freeze_periods", [](Fields fields) {
        GitFreezePeriod period;
        period.start = fields.text("freeze_start");
        period.end = fields.text("freeze_end");
        period.zone = fields.textOr("cron_timezone");
        return period;
    });
}

QStringList jobLogTail(const QByteArray &log, int lines)
{
    QStringList tail;
    const QStringList all = QString::fromUtf8(log).split(u'\n');
    for (auto line = all.crbegin(); line != all.crend() && tail.size() < lines; ++line) {
        if (const QString shown = shownOf(*line); !shown.isEmpty())
            tail.prepend(shown);
    }
    return tail;
}

} // namespace opsdeck::gitlab
