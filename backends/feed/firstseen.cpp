// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/feed/firstseen.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck::feed {

FirstSeen FirstSeen::fromText(const QByteArray &text)
{
    FirstSeen seen;
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (const qint64 ms = it->toInteger(); ms > 0)
            seen.m_known.insert(it.key(), QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
    }
    return seen;
}

QByteArray FirstSeen::toText() const
{
    QJsonObject json;
    for (auto it = m_known.cbegin(); it != m_known.cend(); ++it)
        json.insert(it.key(), it->toMSecsSinceEpoch());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QDateTime FirstSeen::at(const QString &key, const QDateTime &now)
{
    const QDateTime when = m_known.value(key, now);
    m_asked.insert(key, when);
    return when;
}

void FirstSeen::forgetOthers()
{
    m_known = std::exchange(m_asked, {});
}

} // namespace opsdeck::feed
