// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/shellwords.h"

namespace opsdeck::sim {

namespace {

class Reader
{
public:
    explicit Reader(const QString &text)
        : m_text(text)
    { }

    std::optional<QList<QStringList>> read()
    {
        while (m_at < m_text.size())
            if (!readOne())
                return std::nullopt;
        endWord();
        return m_commands;
    }

private:
    bool readOne()
    {
        const QChar c = m_text.at(m_at++);
        if (c == u' ' || c == u'\t') {
            endWord();
            return true;
        }
        if (c == u'\'')
            return readQuoted(u'\'', false);
        if (c == u'"')
            return readQuoted(u'"', true);
        if (c == u'\\' && m_at < m_text.size())
            return add(m_text.at(m_at++));
        if (c == u'&' && m_text.mid(m_at, 1) == u"&") {
            ++m_at;
            endWord();
            m_commands.append(QStringList());
            return true;
        }
        return !QStringLiteral("&|;<>()$`*?[]{}~#\n").contains(c) && add(c);
    }

    bool readQuoted(QChar quote, bool escapes)
    {
        m_inWord = true;
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at++);
            if (c == quote)
                return true;
            if (escapes && (c == u'$' || c == u'`'))
                return false;
            if (escapes && c == u'\\' && m_at < m_text.size())
                add(m_text.at(m_at++));
            else
                add(c);
        }
        return false;
    }

    bool add(QChar c)
    {
        m_word += c;
        m_inWord = true;
        return true;
    }

    void endWord()
    {
        if (std::exchange(m_inWord, false))
            m_commands.last().append(std::exchange(m_word, {}));
    }

    const QString m_text;
    qsizetype m_at = 0;
    QList<QStringList> m_commands{QStringList()};
    QString m_word;
    bool m_inWord = false;
};

} // namespace

std::optional<QList<QStringList>> shellWords(const QByteArray &line)
{
    return Reader(QString::fromUtf8(line)).read();
}

} // namespace opsdeck::sim
