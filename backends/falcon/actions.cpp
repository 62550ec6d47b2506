// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/falcon/actions.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck::falcon {

using namespace Qt::StringLiterals;

namespace {

QString statusOf(AlertAct what)
{
    switch (what) {
    case AlertAct::Acknowledge:
        return u"in progress"_s;
    case AlertAct::Unacknowledge:
        return u"unresolved"_s;
    case AlertAct::Comment:
        return u"comment"_s;
    case AlertAct::Close:
        return u"resolved"_s;
    case AlertAct::Suppress:
        return u"ignored"_s;
    }
    return {};
}

/// The server knows only the account that we use, and refuses a note without words.
QString noteOf(const AlertWord &word, const QString &status)
{
    const QString text = word.text.isEmpty() ? status : word.text;
    return word.by.isEmpty() ? text : word.by + QStringLiteral(": ") + text;
}

} // namespace

AlertActs Actions::acts() const
{
    return AlertAct::Acknowledge | AlertAct::Unacknowledge | AlertAct::Comment | AlertAct::Close | AlertAct::Suppress;
}

QCoro::Task<Result<void>> Actions::act(QList<Alert> alerts, AlertAct what, AlertWord word, std::stop_token stop)
{
    if (what == AlertAct::Suppress && word.until.isValid())
        co_return failure(Error::Kind::Refused, m_client.id().text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "open-falcon ignores an alarm without end: leave the time out")));
    const QString status = statusOf(what);
    QStringList refused;
    Error last;
    for (const Alert &alert : std::as_const(alerts)) {
        const QByteArray body = QJsonDocument(
            QJsonObject{{u"event_id"_s, alert.occurrence}, {u"note"_s, noteOf(word, status)},
                {u"status"_s,
                    status}}).toJson(QJsonDocument::Compact);
        const auto answer = co_await m_client.post(m_client.url("api/v1/alarm/event_note"), body, stop);
        if (answer)
            continue;
        refused.append(alert.name);
        last = answer.error();
        if (last.kind == Error::Kind::Cancelled || last.kind == Error::Kind::Unauthorised)
            break;
    }
    if (refused.isEmpty())
        co_return Result<void>{};
    if (alerts.size() > 1 && last.kind != Error::Kind::Cancelled) {
        last.phrase = Phrase(QT_TRANSLATE_NOOP("Phrase", "Not taken: %1 (%2)"),
            {refused.mid(0, 10).join(QStringLiteral(", ")), last.detail});
        last.detail = last.phrase.plain().left(Error::MaxDetail);
    }
    co_return tl::unexpected(last);
}

} // namespace opsdeck::falcon
