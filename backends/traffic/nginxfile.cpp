// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/nginxfile.h"

#include <algorithm>

namespace opsdeck::nginx {

namespace {

struct Token
{
    enum class Kind
    {
        Word,
        Open,
        Close,
        End ///< ;
    };

    Kind kind = Kind::Word;
    QByteArray text; ///< without quotes and escapes
    qsizetype at = 0;
    qsizetype size = 0; ///< in the file
};

tl::unexpected<Error> wrong(const Phrase &phrase, Error::Kind kind = Error::Kind::Refused)
{
    return failure(kind, {}, phrase);
}

tl::unexpected<Error> unbalanced(const QByteArray &file, qsizetype at)
{
    return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "braces or quotes are not balanced at line %1"),
        {QString::number(file.left(at).count('\n') + 1)}));
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Words, braces and semicolons of a file, as nginx sees them.
class Scanner
{
public:
    explicit Scanner(QByteArray file)
        : m_file(std::move(file))
    { }

    Result<QList<Token>> tokens()
    {
        QList<Token> all;
        qsizetype depth = 0;
        for (skip(); m_at < m_file.size(); skip()) {
            const Token token = next();
            if (m_isBroken)
                return unbalanced(m_file, token.at);
            depth += token.kind == Token::Kind::Open ? 1 : 0;
            depth -= token.kind == Token::Kind::Close ? 1 : 0;
            if (depth < 0)
                return unbalanced(m_file, token.at);
            all.append(token);
        }
        if (depth > 0)
            return unbalanced(m_file, m_file.size());
        return all;
    }

private:
    /// Blanks and comments.
    void skip()
    {
        while (m_at < m_file.size() && (isSpace(m_file.at(m_at)) || m_file.at(m_at) == '#')) {
            if (m_file.at(m_at) == '#') {
                const qsizetype end = m_file.indexOf('\n', m_at);
                m_at = end < 0 ? m_file.size() : end;
            } else {
                ++m_at;
            }
        }
    }

    Token next()
    {
        Token token;
        token.at = m_at;
        const char c = m_file.at(m_at);
        if (c == '{' || c == '}' || c == ';') {
            token.kind = c == ';' ? Token::Kind::End : (c == '{' ? Token::Kind::Open : Token::Kind::Close);
            ++m_at;
        } else if (c == '"' || c == '\'') {
            token.text = quoted(c);
        } else {
            token.text = bare();
        }
        token.size = m_at - token.at;
        return token;
    }

    QByteArray quoted(char quote)
    {
        QByteArray text;
        for (++m_at; m_at < m_file.size() && m_file.at(m_at) != quote; ++m_at) {
            if (m_file.at(m_at) == '\\' && m_at + 1 < m_file.size())
                ++m_at;
            text += m_file.at(m_at);
        }
        m_isBroken = m_at >= m_file.size();
        ++m_at;
        return text;
    }

    QByteArray bare()
    {
        QByteArray text;
        for (; m_at < m_file.size(); ++m_at) {
            const char c = m_file.at(m_at);
            const bool isVariable = c == '{' && text.endsWith('$');
            if (isSpace(c) || c == ';' || (c == '{' && !isVariable))
                break;
            if (isVariable) { // ${name}: its braces are no block
                const qsizetype end = m_file.indexOf('}', m_at);
                m_isBroken = end < 0;
                if (m_isBroken)
                    break;
                text += m_file.mid(m_at, end - m_at + 1);
                m_at = end;
                continue;
            }
            if (c == '}' && text.isEmpty())
                break;
            if (c == '\\' && m_at + 1 < m_file.size())
                ++m_at;
            text += m_file.at(m_at);
        }
        return text;
    }

    const QByteArray m_file;
    qsizetype m_at = 0;
    bool m_isBroken = false;
};

using Directive = QList<Token>; ///< words without the semicolon

/// The directives right in the block of this upstream.
Result<QList<Directive>> directivesOf(const QByteArray &file, const QString &upstream)
{
    const auto tokens = Scanner(file).tokens();
    if (!tokens)
        return tl::unexpected(tokens.error());
    QList<Directive> found;
    Directive words;
    int blocks = 0;
    qsizetype depth = 0;
    qsizetype inside = -1; // the depth of the block, while in it
    for (const Token &token : *tokens) {
        if (token.kind == Token::Kind::Word) {
            words.append(token);
            continue;
        }
        if (token.kind == Token::Kind::Open) {
            ++depth;
            if (inside < 0 && words.size() == 2 && words.at(0).text == "upstream"
                && words.at(1).text == upstream.toUtf8()) {
                inside = depth;
                ++blocks;
            }
        } else if (token.kind == Token::Kind::Close) {
            if (depth-- == inside)
                inside = -1;
        } else if (depth == inside && !words.isEmpty()) {
            found.append(words);
        }
        words.clear();
    }
    if (blocks == 0)
        return wrong(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the file has no upstream %1"), {upstream}), Error::Kind::NotFound);
    if (blocks > 1)
        return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "the file has upstream %1 more than once"), {upstream}));
    return found;
}

bool isWeight(const Token &token)
{
    return token.text.startsWith("weight=");
}

struct ServerLine
{
    TrafficServer server;
    bool isBackup = false;
    Directive words;
};

Result<ServerLine> serverLine(const Directive &words)
{
    ServerLine line;
    line.words = words;
    line.server.name = QString::fromUtf8(words.value(1).text);
    for (const Token &word : words.mid(2)) {
        line.isBackup |= word.text == "backup";
        line.server.isOut |= word.text == "down";
        if (!isWeight(word))
            continue;
        bool ok = false;
        line.server.weight = word.text.mid(7).toInt(&ok);
        if (!ok || line.server.weight < 1)
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no weight that can be read: %2"),
                {line.server.name, QString::fromUtf8(word.text)}));
    }
    return line;
}

Result<QList<ServerLine>> serverLines(const QByteArray &file, const QString &upstream)
{
    const auto directives = directivesOf(file, upstream);
    if (!directives)
        return tl::unexpected(directives.error());
    QList<ServerLine> lines;
    QSet<QString> seen;
    for (const Directive &words : *directives) {
        if (words.first().text == "include")
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "upstream %1 includes another file"), {upstream}));
        if (words.first().text != "server")
            continue;
        const auto line = serverLine(words);
        if (!line)
            return tl::unexpected(line.error());
        if (seen.contains(line->server.name))
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "server %1 is named twice"), {line->server.name}));
        seen.insert(line->server.name);
        lines.append(*line);
    }
    return lines;
}

struct Edit
{
    qsizetype at = 0;
    qsizetype size = 0;
    QByteArray text;
};

/// A word and the blanks before it.
Edit removal(const QByteArray &file, const Token &word)
{
    qsizetype from = word.at;
    while (from > 0 && (file.at(from - 1) == ' ' || file.at(from - 1) == '\t'))
        --from;
    return {from, word.at + word.size - from, {}};
}

QList<Edit> editsOf(const QByteArray &file, const ServerLine &line, const TrafficServer &wanted)
{
    QList<Edit> edits;
    const QByteArray weight = "weight=" + QByteArray::number(wanted.weight);
    bool hasWeight = false;
    for (const Token &word : line.words.mid(2)) {
        hasWeight |= isWeight(word);
        if (isWeight(word) && line.server.weight != wanted.weight)
            edits.append({word.at, word.size, weight});
        if (word.text == "down" && !wanted.isOut)
            edits.append(removal(file, word));
    }
    const auto endOf = [](const Token &word) { return word.at + word.size; };
    if (!hasWeight && wanted.weight != 1) // without a word it is 1
        edits.append({endOf(line.words.at(1)), 0, ' ' + weight});
    if (wanted.isOut && !line.server.isOut)
        edits.append({endOf(line.words.last()), 0, " down"});
    return edits;
}

} // namespace

Result<QList<TrafficServer>> parseUpstream(const QByteArray &file, const QString &upstream)
{
    const auto lines = serverLines(file, upstream);
    if (!lines)
        return tl::unexpected(lines.error());
    QList<TrafficServer> servers;
    for (const ServerLine &line : *lines) {
        if (!line.isBackup)
            servers.append(line.server);
    }
    return servers;
}

Result<QByteArray> rewriteUpstream(const QByteArray &file, const QString &upstream, const QList<TrafficServer> &servers)
{
    const auto lines = serverLines(file, upstream);
    if (!lines)
        return tl::unexpected(lines.error());
    QList<Edit> edits;
    for (const TrafficServer &wanted : servers) {
        if (wanted.weight < 1)
            return wrong(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is no weight in nginx"), {QString::number(wanted.weight)}));
        const auto line = std::find_if(lines->cbegin(), lines->cend(),
            [&](const ServerLine &one) { return one.server.name == wanted.name && !one.isBackup; });
        if (line == lines->cend())
            return wrong(Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no server %2"), {upstream, wanted.name}),
                Error::Kind::NotFound);
        edits += editsOf(file, *line, wanted);
    }
    // From the end, so that the places before stay where they are. At one place what is there is changed before
    // anything is inserted in front of it; of two insertions the first stands in front.
    std::stable_sort(edits.begin(), edits.end(),
        [](const Edit &a, const Edit &b) { return std::pair(a.at, a.size) < std::pair(b.at, b.size); });
    QByteArray changed = file;
    for (auto edit = edits.crbegin(); edit != edits.crend(); ++edit)
        changed.replace(edit->at, edit->size, edit->text);
    return changed;
}

} // namespace opsdeck::nginx
