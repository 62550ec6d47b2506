// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/falcon/parse.h"

#include "backends/json/json.h"

#include <QRegularExpression>

namespace opsdeck::falcon {

using namespace Qt::StringLiterals;

namespace {

template <typename Fn> Result<void> eachRow(const QByteArray &body, const SourceId &source, Fn take)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    const auto rows = json::toList(document->root());
    if (!rows)
        return failure(Error::Kind::BadAnswer, source.text(), QStringLiteral("Expected a list."));
    QString fault;
    for (const json::Element &row : *rows)
        take(json::Fields(row, fault, "[]"));
    if (!fault.isEmpty())
        return failure(Error::Kind::BadAnswer, source.text(), fault);
    return {};
}

void keepOldest(QDateTime &oldest, const QDateTime &at)
{
    if (at.isValid() && (!oldest.isValid() || at < oldest))
        oldest = at;
}

/// "df.bytes.free/fstype=ext4,mount=/home": the tags become labels.
void readMetric(Alert &alert, const QString &metric)
{
    const qsizetype slash = metric.indexOf(u'/');
    alert.name = metric.left(slash < 0 ? metric.size() : slash);
    const QStringList tags = slash < 0 ? QStringList() : metric.mid(slash + 1).split(u',');
    for (const QString &tag : tags) {
        if (const qsizetype equals = tag.indexOf(u'='); equals > 0)
            alert.labels.insert(tag.left(equals), tag.mid(equals + 1));
    }
    alert.labels.insert(u"alertname"_s, alert.name);
}

/// "48.3 > 40": what was measured, and what it is held against.
void readCondition(Alert &alert, const QString &condition)
{
    static const QRegularExpression form(u"\\A\\s*(\\S+)\\s*([<>=!]=?)\\s*(\\S.*?)\\s*\\z"_s);
    const auto match = form.match(condition);
    if (!match.hasMatch()) {
        alert.threshold = condition;
        return;
    }
    bool isNumber = false;
    const double value = match.captured(1).toDouble(&isNumber);
    alert.value = isNumber ? QString::number(value, 'g', 6) : match.captured(1);
    alert.threshold = match.captured(2) + u' ' + match.captured(3);
}

Severity severityOf(qint64 priority)
{
    if (priority <= 1)
        return Severity::Critical;
    return priority <= 3 ? Severity::Warning : Severity::Info;
}

AlertNote::Kind kindOf(const QString &status)
{
    if (status == u"in progress" || status == u"ignored")
        return AlertNote::Kind::Acknowledged;
    if (status == u"unresolved")
        return AlertNote::Kind::Unacknowledged;
    return status == u"resolved" ? AlertNote::Kind::Closed : AlertNote::Kind::Comment;
}

Alert alertOf(json::Fields &row, const SourceId &source)
{
    Alert alert;
    alert.key = {source, row.text("id")};
    alert.occurrence = alert.key.fingerprint;
    readMetric(alert, row.text("metric"));
    alert.labels.insert(u"host"_s, row.textOr("endpoint"));
    readCondition(alert, row.textOr("cond"));
    const qint64 priority = row.integerOr("priority");
    alert.severity = severityOf(priority);
    alert.severityText = u'P' + QString::number(priority);
    alert.summary = row.textOr("note").simplified();
    if (const QString function = row.textOr("func"); !function.isEmpty())
        alert.annotations.insert(u"func"_s, function);
    const QString process = row.textOr("process_status");
    alert.acknowledged = process == u"in progress" || process == u"ignored";
    alert.state = process == u"ignored" ? AlertState::Suppressed : AlertState::Firing;
    alert.startsAt = row.timeOr("timestamp");
    alert.updatedAt = row.timeOr("update_at");
    return alert;
}

} // namespace

Result<QString> parseLogin(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields answer(document->root(), fault);
    const QString signature = answer.text("sig");
    if (fault.isEmpty() && signature.isEmpty())
        fault = QStringLiteral("sig: empty");
    return json::checked(signature, fault, source.text());
}

Result<Cases> parseCases(const QByteArray &body, const SourceId &source)
{
    Cases cases;
    const auto read = eachRow(body, source, [&](json::Fields row) {
        Alert alert = alertOf(row, source);
        ++cases.rows;
        keepOldest(cases.oldest, alert.startsAt);
        if (row.textOr("status") == u"PROBLEM" && row.textOr("process_status") != u"resolved")
            cases.open.append(std::move(alert));
    });
    if (!read)
        return tl::unexpected(read.error());
    return cases;
}

Result<Notes> parseNotes(const QByteArray &body, const SourceId &source)
{
    Notes notes;
    const auto read = eachRow(body, source, [&notes](json::Fields row) {
        AlertNote note{kindOf(row.textOr("status")), row.textOr("user"), row.textOr("note"), row.timeOr("timestamp")};
        keepOldest(notes.oldest, note.at);
        notes.notes.append({row.text("event_caseId"), std::move(note)});
    });
    if (!read)
        return tl::unexpected(read.error());
    return notes;
}

} // namespace opsdeck::falcon
