// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/yamllines.h"

namespace opsdeck {

namespace {

class Reader
{
public:
    explicit Reader(QByteArray file)
        : m_file(std::move(file))
    { }

    Result<QList<YamlLine>> lines()
    {
        QList<YamlLine> all;
        while (m_at < m_file.size()) {
            ++m_number;
            YamlLine line;
            line.number = m_number;
            const bool isFine = read(line);
            if (!isFine)
                return failure(Error::Kind::Refused, {},
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "line %1 is no YAML that can be changed safely"),
                        {QString::number(line.number)}));
            if (line.column >= 0 || line.marks > 0)
                all.append(line);
        }
        return all;
    }

private:
    char peek() const { return m_at < m_file.size() ? m_file.at(m_at) : '\n'; }
    bool atEnd() const { return peek() == '\n' || (peek() == '\r' && m_file.mid(m_at + 1, 1) == "\n"); }
    void toNextLine()
    {
        const qsizetype end = m_file.indexOf('\n', m_at);
        m_at = end < 0 ? m_file.size() : end + 1;
    }
    void blanks()
    {
        while (peek() == ' ')
            ++m_at;
    }

    /// Leaves at the start of the next line.
    bool read(YamlLine &line)
    {
        m_start = m_at;
        blanks();
        if (peek() == '\t')
            return false;
        line.indent = m_at - m_start;
        if (atEnd() || peek() == '#') {
            toNextLine();
            return true;
        }
        while (peek() == '-' && (m_file.mid(m_at + 1, 1) == " " || QByteArray("\r\n").contains(after()))) {
            ++line.marks;
            ++m_at;
            blanks();
        }
        if (atEnd() || peek() == '#') {
            toNextLine();
            return true;
        }
        line.column = m_at - m_start;
        readKey(line);
        return readValue(line);
    }
    char after() const { return m_at + 1 < m_file.size() ? m_file.at(m_at + 1) : '\n'; }

    void readKey(YamlLine &line)
    {
        const qsizetype begin = m_at;
        const char quote = peek() == '"' || peek() == '\'' ? peek() : '\0';
        if (quote != '\0') {
            ++m_at;
            while (!atEnd() && peek() != quote)
                ++m_at;
            ++m_at;
        } else {
            while (!atEnd() && !(peek() == ':' && (after() == ' ' || after() == '\r' || after() == '\n'))
                && !QByteArray("{[\"'#").contains(peek()))
                ++m_at;
        }
        const bool isKey = m_at < m_file.size() && peek() == ':';
        if (!isKey) { // an element of a list, or a document mark
            m_at = begin;
            return;
        }
        line.key = unquotedYaml(m_file.mid(begin, m_at - begin));
        ++m_at;
        blanks();
    }

    bool readValue(YamlLine &line)
    {
        line.valueAt = m_at;
        const char first = peek();
        if (first == '|' || first == '>') {
            toNextLine();
            skipText(line.column);
            return true;
        }
        if (first == '"' || first == '\'' || first == '{' || first == '[') {
            if (!skipFlow())
                return false;
        } else {
            while (!atEnd() && !(peek() == '#' && m_file.at(m_at - 1) == ' '))
                ++m_at;
        }
        line.value = m_file.mid(line.valueAt, m_at - line.valueAt).trimmed();
        m_number += line.value.count('\n');
        toNextLine();
        return true;
    }

    /// Lines of a text block: blank, or further in than its key.
    void skipText(qsizetype column)
    {
        while (m_at < m_file.size()) {
            m_start = m_at;
            blanks();
            const bool isText = atEnd() || m_at - m_start > column;
            m_at = m_start;
            if (!isText)
                return;
            toNextLine();
            ++m_number;
        }
    }

    /// A quoted text, or a flow collection with all that it holds; false where it does not end.
    bool skipFlow()
    {
        qsizetype depth = 0;
        do {
            const char c = peek();
            if (c == '"' || c == '\'') {
                if (!skipQuoted(c))
                    return false;
                continue;
            }
            if (c == '#' && QByteArray(" \n").contains(m_file.at(m_at - 1))) {
                toNextLine();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            ++m_at;
        } while (depth > 0 && m_at < m_file.size());
        return depth == 0;
    }

    bool skipQuoted(char quote)
    {
        for (++m_at; m_at < m_file.size(); ++m_at) {
            if (quote == '"' && peek() == '\\')
                ++m_at;
            else if (peek() == quote && quote == '\'' && after() == '\'')
                ++m_at;
            else if (peek() == quote) {
                ++m_at;
                return true;
            }
        }
        return false;
    }

    const QByteArray m_file;
    qsizetype m_at = 0;
    qsizetype m_start = 0; ///< of the line
    qsizetype m_number = 0;
};

} // namespace

Result<QList<YamlLine>> yamlLines(const QByteArray &file)
{
    return Reader(file).lines();
}

QByteArray unquotedYaml(const QByteArray &text)
{
    const bool isQuoted
        = text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    return isQuoted ? text.mid(1, text.size() - 2) : text;
}

} // namespace opsdeck
