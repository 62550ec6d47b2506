// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/sshtokens.h"

#include <QSysInfo>

#include <unistd.h>

namespace opsdeck {

Result<QString> Tokens::expanded(const QByteArray &bytes) const
{
    const QString text = QString::fromUtf8(bytes);
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'%') {
            result += text.at(i);
            continue;
        }
        const auto replaced = ++i < text.size() ? value(text.at(i)) : std::nullopt;
        if (!replaced)
            return failure(
                Error::Kind::Usage, QStringLiteral("ssh_config"), QStringLiteral("Unknown token in ") + text);
        result += *replaced;
    }
    return result;
}

std::optional<QString> Tokens::value(QChar token) const
{
    switch (token.unicode()) {
    case u'%':
        return QStringLiteral("%");
    case u'd':
        return m_person.home;
    case u'h':
        return m_target.address;
    case u'i':
        return QString::number(::getuid());
    case u'k':
        return QString::fromUtf8(m_target.knownAs);
    case u'L':
        return QSysInfo::machineHostName().section(u'.', 0, 0);
    case u'l':
        return QSysInfo::machineHostName();
    case u'n':
        return m_alias;
    case u'p':
        return QString::number(m_target.port);
    case u'r':
        return m_target.user;
    case u'u':
        return m_person.name;
    default:
        return std::nullopt;
    }
}

Result<QString> Tokens::path(const QByteArray &bytes) const
{
    auto text = expanded(bytes);
    if (text && (*text == u"~" || text->startsWith(u"~/")))
        text = m_person.home + text->mid(1);
    return text;
}

} // namespace opsdeck
