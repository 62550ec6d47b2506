// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/navigation.h"

#include <QUrl>

namespace opsdeck {

namespace {

constexpr qsizetype maxLength = 4096;

const QString &scheme()
{
    static const QString text = QStringLiteral("opsdeck://");
    return text;
}

QString encoded(const QString &part, const QByteArray &keep = {})
{
    return QString::fromLatin1(QUrl::toPercentEncoding(part, keep));
}

QString decoded(const QString &part)
{
    return QUrl::fromPercentEncoding(part.toUtf8());
}

} // namespace

QString Address::text() const
{
    QString text = scheme() + encoded(workspace) + u'/' + encoded(page);
    if (!place.isEmpty())
        text += u'/' + encoded(place, "/");
    return text;
}

std::optional<Address> Address::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(scheme()) || trimmed.size() > maxLength)
        return std::nullopt;
    const QStringList parts = trimmed.mid(scheme().size()).split(u'/');
    if (parts.size() < 2 || parts.at(0).isEmpty() || parts.at(1).isEmpty())
        return std::nullopt;
    return Address{decoded(parts.at(0)), decoded(parts.at(1)), decoded(parts.mid(2).join(u'/'))};
}

void History::visit(const Address &address)
{
    if (m_current >= 0 && m_places.at(m_current) == address)
        return;
    m_places.resize(m_current + 1);
    m_places.append(address);
    if (m_places.size() > MaxPlaces)
        m_places.removeFirst();
    m_current = m_places.size() - 1;
}

std::optional<Address> History::goBack()
{
    if (!canGoBack())
        return std::nullopt;
    return m_places.at(--m_current);
}

std::optional<Address> History::goForward()
{
    if (!canGoForward())
        return std::nullopt;
    return m_places.at(++m_current);
}

} // namespace opsdeck
