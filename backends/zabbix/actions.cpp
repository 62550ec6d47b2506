// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/actions.h"

#include <QJsonArray>

namespace opsdeck::zabbix {

namespace {

constexpr int MessageBit = 4;

int bitOf(AlertAct act)
{
    switch (act) {
    case AlertAct::Acknowledge:
        return 2;
    case AlertAct::Unacknowledge:
        return 16;
    case AlertAct::Comment:
        return MessageBit;
    case AlertAct::Close:
        return 1;
    case AlertAct::Suppress:
        return 32;
    }
    return 0;
}

QString messageOf(const AlertWord &word)
{
    const QString text = word.text.trimmed();
    if (word.by.isEmpty() || text.isEmpty())
        return word.by + text;
    return word.by + QStringLiteral(": ") + text;
}

Result<QJsonArray> eventsOf(const QList<Alert> &alerts, const SourceId &source)
{
    QStringList ids;
    for (const Alert &alert : alerts) {
        bool isNumber = false;
        alert.occurrence.toLongLong(&isNumber);
        if (!isNumber || alert.key.source != source)
            return failure(Error::Kind::Refused, source.text(),
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is no problem of this Zabbix"), {alert.name}));
        if (!ids.contains(alert.occurrence))
            ids.append(alert.occurrence);
    }
    return QJsonArray::fromStringList(ids);
}

} // namespace

AlertActs Actions::acts() const
{
    const auto &dialect = m_client.dialect();
    return dialect ? dialect->acts() & ~m_denied : AlertActs();
}

QCoro::Task<Result<void>> Actions::act(QList<Alert> alerts, AlertAct what, AlertWord word, std::stop_token stop)
{
    const SourceId source = m_client.id();
    const auto events = eventsOf(alerts, source);
    if (!events)
        co_return tl::unexpected(events.error());
    if (events->isEmpty())
        co_return Result<void>();
    const auto dialect = co_await m_client.speak(stop);
    if (!dialect)
        co_return tl::unexpected(dialect.error());
    if (!dialect->acts().testFlag(what))
        co_return failure(Error::Kind::Refused, source.text(),
            Phrase(QT_TRANSLATE_NOOP("Phrase", "This version of Zabbix cannot do that.")));
    const QString message = messageOf(word);
    QJsonObject parameters{{QStringLiteral("eventids"), *events}};
    int action = bitOf(what);
    if (!message.isEmpty()) {
        action |= MessageBit;
        parameters.insert(QStringLiteral("message"), message);
    }
    parameters.insert(QStringLiteral("action"), action);
    if (what == AlertAct::Suppress)
        parameters.insert(QStringLiteral("suppress_until"), word.until.isValid() ? word.until.toSecsSinceEpoch() : 0);
    const auto answer = co_await m_client.call("event.acknowledge", parameters, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Result<void>();
}

} // namespace opsdeck::zabbix
