// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/falcon/source.h"

#include "backends/falcon/actions.h"
#include "backends/falcon/parse.h"
#include "backends/json/alertfields.h"

#include <algorithm>

namespace opsdeck {

namespace {

using falcon::Cases;
using falcon::Notes;

constexpr qsizetype MostCases = 2000; // in one answer
constexpr qsizetype MostNotes = 50;
constexpr int MostAnswers = 10; // of each kind in one poll

class FalconSource final : public Source
{
public:
    explicit FalconSource(const SourceContext &context)
        : m_client(context.connection, context.http, context.secrets)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    SourceVitals vitals() const override;
    AlertActions *alertActions() override { return &m_actions; }

private:
    http::Url casesUrl(const QDateTime &until = {}) const;
    http::Url notesUrl(const QDateTime &until = {}) const;
    QCoro::Task<Result<http::Answer>> withBody(http::Answer answer, http::Url url, std::stop_token stop);
    QCoro::Task<Result<QList<Alert>>> allCases(http::Answer first, std::stop_token stop);
    QCoro::Task<Result<void>> addNotes(QList<Alert> *alerts, http::Answer first, std::stop_token stop);

    falcon::Client m_client;
    falcon::Actions m_actions{m_client};
    QList<Phrase> m_remarks;
    bool m_hasRead = false;
};

/// The server wants a time, and 0 is none. Rows are the newest up to `until`, which includes its second.
http::Url FalconSource::casesUrl(const QDateTime &until) const
{
    const auto url = m_client.url("api/v1/alarm/eventcases")
                         .query("startTime", 1)
                         .query("status", QStringLiteral("PROBLEM"))
                         .query("process_status", QStringLiteral("unresolved,in progress,ignored,comment"));
    return until.isValid() ? url.query("endTime", until.toSecsSinceEpoch()) : url;
}

http::Url FalconSource::notesUrl(const QDateTime &until) const
{
    const auto url = m_client.url("api/v1/alarm/event_note").query("startTime", 1);
    return until.isValid() ? url.query("endTime", until.toSecsSinceEpoch()) : url;
}

QCoro::Task<Result<SourceIdentity>> FalconSource::probe(std::stop_token stop)
{
    const auto answer = co_await m_client.getIfNew(notesUrl(), QByteArray(), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto notes = m_client.judged(*answer, falcon::parseNotes(answer->body, m_client.id()));
    if (!notes)
        co_return tl::unexpected(notes.error());
    co_return SourceIdentity{QStringLiteral("open-falcon"), {}}; // it does not tell its version
}

/// An answer that is as it was may have come without its body.
QCoro::Task<Result<http::Answer>> FalconSource::withBody(http::Answer answer, http::Url url, std::stop_token stop)
{
    if (!answer.unchanged || !answer.body.isEmpty())
        co_return answer;
    co_return co_await m_client.getIfNew(url, QByteArray(), stop);
}

QCoro::Task<Result<QList<Alert>>> FalconSource::allCases(http::Answer first, std::stop_token stop)
{
    QList<Alert> alerts;
    QDateTime oldest;
    bool isCut = false;
    http::Answer answer = std::move(first);
    for (int read = 1;; ++read) {
        auto cases = m_client.judged(answer, falcon::parseCases(answer.body, m_client.id()));
        if (!cases)
            co_return tl::unexpected(cases.error());
        alerts += cases->open;
        const bool goesOn = !oldest.isValid() || cases->oldest < oldest;
        oldest = cases->oldest;
        if (cases->rows < MostCases)
            break;
        isCut = !goesOn || !oldest.isValid() || read == MostAnswers;
        if (isCut)
            break;
        auto older = co_await m_client.getIfNew(casesUrl(oldest), QByteArray(), stop);
        if (!older)
            co_return tl::unexpected(older.error());
        answer = std::move(*older);
    }
    json::dropRepeated(alerts);
    if (isCut)
        m_remarks.append(Phrase(QT_TRANSLATE_NOOP("Phrase", "more than %1 open cases: older ones are not shown"),
            {QString::number(alerts.size())}));
    co_return alerts;
}

/// Reads notes, the newest first, until they are older than every case.
QCoro::Task<Result<void>> FalconSource::addNotes(QList<Alert> *alerts, http::Answer first, std::stop_token stop)
{
    QHash<QString, Alert *> byCase;
    QDateTime eldest;
    for (Alert &alert : *alerts) {
        byCase.insert(alert.occurrence, &alert);
        if (!eldest.isValid() || alert.startsAt < eldest)
            eldest = alert.startsAt;
    }
    QDateTime oldest;
    http::Answer answer = std::move(first);
    for (int read = 1; !byCase.isEmpty(); ++read) {
        const auto notes = m_client.judged(answer, falcon::parseNotes(answer.body, m_client.id()));
        if (!notes)
            co_return tl::unexpected(notes.error());
        for (const auto &[id, note] : notes->notes) {
            Alert *alert = byCase.value(id);
            if (alert != nullptr && !alert->notes.contains(note) && !(note.at < alert->startsAt))
                alert->notes.prepend(note);
        }
        const bool goesOn = notes->oldest.isValid() && (!oldest.isValid() || notes->oldest < oldest);
        oldest = notes->oldest;
        if (notes->notes.size() < MostNotes || !goesOn || oldest < eldest)
            break;
        if (read == MostAnswers) {
            m_remarks.append(Phrase(QT_TRANSLATE_NOOP("Phrase", "only the newest %1 notes were read"),
                {QString::number(MostAnswers * MostNotes)}));
            break;
        }
        auto older = co_await m_client.getIfNew(notesUrl(oldest), QByteArray(), stop);
        if (!older)
            co_return tl::unexpected(older.error());
        answer = std::move(*older);
    }
    co_return Result<void>{};
}

/// The cursor remembers the first answer of both lists: while both are the same, nothing is parsed or stored again. The
/// first ones of a run are read whatever they are, so that the remarks are known.
QCoro::Task<Result<SyncBatch>> FalconSource::fetch(QByteArray cursor, std::stop_token stop)
{
    const auto memories = m_hasRead ? cursor.split('\n') : QByteArrayList();
    auto cases = co_await m_client.getIfNew(casesUrl(), memories.value(0), stop);
    if (!cases)
        co_return tl::unexpected(cases.error());
    auto notes = co_await m_client.getIfNew(notesUrl(), memories.value(1), stop);
    if (!notes)
        co_return tl::unexpected(notes.error());
    SyncBatch batch;
    batch.cursor = cases->memory + '\n' + notes->memory;
    if (cases->unchanged && notes->unchanged)
        co_return batch;
    cases = co_await withBody(*cases, casesUrl(), stop);
    if (cases)
        notes = co_await withBody(*notes, notesUrl(), stop);
    if (!cases || !notes)
        co_return tl::unexpected(cases ? notes.error() : cases.error());
    m_remarks.clear();
    auto alerts = co_await allCases(*cases, stop);
    if (!alerts)
        co_return tl::unexpected(alerts.error());
    const auto noted = co_await addNotes(&*alerts, *notes, stop);
    if (!noted)
        co_return tl::unexpected(noted.error());
    m_hasRead = true;
    batch.rows.append(Snapshot<Alert>{std::move(*alerts)});
    co_return batch;
}

SourceVitals FalconSource::vitals() const
{
    SourceVitals vitals = m_client.vitals();
    vitals.remarks = m_remarks;
    return vitals;
}

} // namespace

std::unique_ptr<Source> makeFalconSource(SourceContext context)
{
    return std::make_unique<FalconSource>(context);
}

} // namespace opsdeck
