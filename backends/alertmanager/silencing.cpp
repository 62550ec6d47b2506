// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/alertmanager/silencing.h"

#include "backends/json/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck::alertmanager {

using namespace Qt::StringLiterals;

QByteArray silenceBody(const Silence &silence)
{
    QJsonArray matchers;
    for (const Silence::Matcher &matcher : silence.matchers)
        matchers.append(QJsonObject{{u"name"_s, matcher.name}, {u"value"_s, matcher.value},
            {u"isRegex"_s, matcher.isRegex}, {u"isEqual"_s, matcher.isEqual}});
    QJsonObject body{{u"matchers"_s, matchers}, {u"startsAt"_s, silence.startsAt.toUTC().toString(Qt::ISODateWithMs)},
        {u"endsAt"_s, silence.endsAt.toUTC().toString(Qt::ISODateWithMs)}, {u"createdBy"_s, silence.createdBy},
        {u"comment"_s, silence.comment}};
    if (!silence.id.isEmpty())
        body.insert(u"id"_s, silence.id);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<QString> parseSilenceId(const QByteArray &body, const SourceId &source)
{
    const auto document = json::Document::parse(body, source.text());
    if (!document)
        return tl::unexpected(document.error());
    QString fault;
    json::Fields answer(document->root(), fault);
    const QString id = answer.text("silenceID");
    if (fault.isEmpty() && id.isEmpty())
        fault = QStringLiteral("silenceID: empty");
    return json::checked(id, fault, source.text());
}

Silencing::Silencing(http::Session &session, QByteArray api)
    : m_session(session)
    , m_api(std::move(api))
{ }

QCoro::Task<Result<QString>> Silencing::put(Silence silence, std::stop_token stop)
{
    const SourceId source = m_session.connection().id;
    if (!silence.endsAt.isValid())
        co_return failure(Error::Kind::Usage, source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "A silence needs an end: say how long it is to last.")));
    // By the server's clock, because it is the one that compares.
    if (!silence.startsAt.isValid())
        silence.startsAt = QDateTime::currentDateTimeUtc().addMSecs(m_session.skew().count());
    http::Request request;
    request.method = "POST";
    request.url = m_session.url().path(m_api).path("silences");
    request.headers = {{"Content-Type", "application/json"}};
    request.body = silenceBody(silence);
    const auto answer = co_await m_session.send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return m_session.judged(*answer, parseSilenceId(answer->body, source));
}

QCoro::Task<Result<void>> Silencing::expire(QString id, std::stop_token stop)
{
    http::Request request;
    request.method = "DELETE";
    request.url = m_session.url().path(m_api).path("silence").segment(id);
    const auto answer = co_await m_session.send(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Result<void>{};
}

} // namespace opsdeck::alertmanager
