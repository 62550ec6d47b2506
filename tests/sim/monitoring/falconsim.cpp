// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/falconsim.h"

#include <QTimeZone>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer fault(const QString &words, int status = 400)
{
    return HttpAnswer::json(QJsonObject{{u"error"_s, words}}, status);
}

QString localTime(const QDateTime &utc)
{
    return utc.toOffsetFromUtc(8 * 3600).toString(Qt::ISODate);
}

bool isWithin(const HttpRequest &request, const QDateTime &at)
{
    const qint64 from = request.number("startTime", 0);
    const qint64 until = request.number("endTime", 0);
    return (from == 0 || at.toSecsSinceEpoch() >= from) && (until == 0 || at.toSecsSinceEpoch() <= until);
}

bool hasRange(const HttpRequest &request)
{
    return request.number("startTime", 0) != 0 || request.number("endTime", 0) != 0 || request.has("event_id");
}

/// An empty list of wanted words wants all.
bool isOneOf(const QString &wanted, const QString &word)
{
    return wanted.isEmpty() || wanted.split(u',').contains(word);
}

template <typename T> QList<T> newestFirst(QList<T> rows, qsizetype most)
{
    std::stable_sort(rows.begin(), rows.end(), [](const T &a, const T &b) { return a.timestamp > b.timestamp; });
    return rows.mid(0, most);
}

} // namespace

HttpAnswer FalconSim::answer(const HttpRequest &request)
{
    if (request.path == "/api/v1/user/login" && request.method == "POST")
        return logIn(request);
    if (!isKnown(request))
        return fault(u"session not found"_s, 401);
    if (request.path == "/api/v1/alarm/eventcases")
        return caseList(request);
    if (request.path == "/api/v1/alarm/event_note")
        return request.method == "POST" ? addNote(request) : noteList(request);
    return HttpAnswer::text("404 page not found", 404);
}

HttpAnswer FalconSim::logIn(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (body[u"name"_s].toString() != m_user.first || body[u"password"_s].toString() != m_user.second)
        return fault(u"password error"_s);
    const QString signature = u"9d791331c0ea11e690c5001500c6%1"_s.arg(++m_logins, 4, 10, QChar(u'0'));
    m_signatures.insert(signature);
    return HttpAnswer::json(QJsonObject{{u"sig"_s, signature}, {u"name"_s, m_user.first}, {u"admin"_s, true}});
}

bool FalconSim::isKnown(const HttpRequest &request) const
{
    const QJsonObject token = QJsonDocument::fromJson(request.header("apitoken")).object();
    return token[u"name"_s].toString() == m_user.first && m_signatures.contains(token[u"sig"_s].toString());
}

HttpAnswer FalconSim::caseList(const HttpRequest &request) const
{
    if (!hasRange(request))
        return fault(u"startTime, endTime OR event_id, You have to at least pick one on the request."_s);
    QList<CaseRow> rows = m_cases;
    rows.removeIf([&request](const CaseRow &row) {
        return !isWithin(request, row.timestamp) || !isOneOf(request.parameter("status"), row.status)
            || !isOneOf(request.parameter("process_status"), row.processStatus);
    });
    QJsonArray array;
    for (const CaseRow &row : newestFirst(rows, 2000))
        array.append(QJsonObject{{u"id"_s, row.id}, {u"endpoint"_s, row.endpoint}, {u"metric"_s, row.metric},
            {u"func"_s, u"all(#3)"_s}, {u"cond"_s, row.condition}, {u"note"_s, row.note}, {u"step"_s, 300},
            {u"current_step"_s, 1}, {u"priority"_s, row.priority}, {u"status"_s, row.status},
            {u"timestamp"_s, localTime(row.timestamp)}, {u"update_at"_s, localTime(row.timestamp)},
            {u"closed_at"_s, QJsonValue()}, {u"closed_note"_s, QString()}, {u"process_status"_s, row.processStatus},
            {u"process_note"_s, 0}, {u"strategy_id"_s, 46}, {u"template_id"_s, 126}});
    return HttpAnswer::json(array);
}

HttpAnswer FalconSim::noteList(const HttpRequest &request) const
{
    if (!hasRange(request))
        return fault(u"startTime, endTime OR event_id, You have to at least pick one on the request."_s);
    QList<NoteRow> rows = m_notes;
    rows.removeIf([&request](const NoteRow &row) {
        return !isWithin(request, row.timestamp) || !isOneOf(request.parameter("event_id"), row.caseId);
    });
    QJsonArray array;
    for (const NoteRow &row : newestFirst(rows, 50))
        array.append(QJsonObject{{u"event_caseId"_s, row.caseId}, {u"note"_s, row.note}, {u"case_id"_s, QString()},
            {u"status"_s, row.status}, {u"timestamp"_s, localTime(row.timestamp)}, {u"user"_s, row.user}});
    return HttpAnswer::json(array);
}

HttpAnswer FalconSim::addNote(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const NoteRow row{body[u"event_id"_s].toString(), body[u"note"_s].toString(), body[u"status"_s].toString(),
        m_user.first, clock().now()};
    if (row.caseId.isEmpty() || row.note.isEmpty())
        return fault(u"Key: 'APIAddNotesToAlarmInputs.Note' Error:Field validation for 'Note' failed"_s);
    if (!isOneOf(u"in progress,unresolved,resolved,ignored,comment"_s, row.status))
        return fault(u"params status: only accepect [...]"_s);
    m_notes.append(row);
    for (CaseRow &alarm : m_cases) {
        if (alarm.id == row.caseId && row.status != u"comment")
            alarm.processStatus = row.status;
    }
    return HttpAnswer::json(
        QJsonObject{{u"id"_s, row.caseId}, {u"message"_s, u"add note to %1 successfuled"_s.arg(row.caseId)}});
}

} // namespace opsdeck::sim
