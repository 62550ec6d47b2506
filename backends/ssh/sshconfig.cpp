// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/sshconfig.h"

#include "backends/ssh/pattern.h"

#include <optional>

namespace opsdeck {

namespace {

constexpr qsizetype MaxLine = 64 * 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

// The words of a line: blanks part them, quotes hold them together, # outside of quotes begins a comment. Nothing where
// a quote is never closed.
std::optional<QByteArrayList> words(QByteArrayView text)
{
    QByteArrayList found;
    QByteArray word;
    bool inWord = false;
    char quote = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escapes = c == '\\' && i + 1 < text.size()
            && (text[i + 1] == '"' || text[i + 1] == '\'' || text[i + 1] == '\\' || (quote == 0 && text[i + 1] == ' '));
        if (escapes) {
            word += text[++i];
            inWord = true;
        } else if (quote != 0 ? c == quote : (c == '"' || c == '\'')) {
            quote = quote != 0 ? '\0' : c;
            inWord = true;
        } else if (quote == 0 && isBlank(c)) {
            if (std::exchange(inWord, false))
                found.append(std::exchange(word, {}));
        } else if (quote == 0 && c == '#' && !inWord) {
            break;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quote != 0)
        return std::nullopt;
    if (inWord)
        found.append(word);
    return found;
}

Result<std::optional<SshDirective>> parseLine(QByteArrayView line, const QString &place)
{
    const auto wrong = [&](const char *why) { return failure(Error::Kind::Usage, place, QString::fromLatin1(why)); };
    const QByteArray text = line.toByteArray().trimmed();
    if (text.isEmpty() || text.startsWith('#'))
        return std::nullopt;
    if (text.size() > MaxLine || text.contains('\0'))
        return wrong("The line is too long or holds a NUL");
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return isBlank(c) || c == '='; });
    SshDirective directive;
    directive.keyword = text.left(std::distance(text.begin(), end)).toLower();
    directive.place = place;
    QByteArray rest = text.mid(directive.keyword.size()).trimmed();
    if (rest.startsWith('='))
        rest = rest.mid(1).trimmed();
    if (directive.keyword == "proxycommand") {
        directive.arguments = {rest};
        return directive;
    }
    const auto split = words(rest);
    if (!split)
        return wrong("A quote is not closed");
    if (split->isEmpty())
        return wrong("A keyword without a value");
    directive.arguments = *split;
    return directive;
}

/// Decides one Match line. Criteria are looked at in order and only as long as all matched, which is what keeps `exec`
/// from being asked needlessly.
class MatchLine
{
public:
    MatchLine(const SshDirective &directive, const SshQuery &query, const SshSettings &soFar)
        : m_directive(directive)
        , m_query(query)
        , m_settings(soFar)
    { }

    Result<bool> decide() const;

private:
    Result<bool> holds(const QByteArray &criterion, const QByteArray &argument) const;
    tl::unexpected<Error> wrong(const QString &why) const
    {
        return failure(Error::Kind::Usage, m_directive.place, why);
    }

    const SshDirective &m_directive;
    const SshQuery &m_query;
    const SshSettings &m_settings;
};

Result<bool> MatchLine::decide() const
{
    const QByteArrayList &arguments = m_directive.arguments;
    bool matches = true;
    for (qsizetype i = 0; i < arguments.size() && matches; ++i) {
        const bool negated = arguments.at(i).startsWith('!');
        const QByteArray criterion = arguments.at(i).mid(negated ? 1 : 0).toLower();
        const bool takesArgument = criterion != "all" && criterion != "canonical" && criterion != "final";
        if (takesArgument && ++i == arguments.size())
            return wrong(QStringLiteral("Match %1 lacks its value").arg(QString::fromUtf8(criterion)));
        const auto held = holds(criterion, takesArgument ? arguments.at(i) : QByteArray());
        if (!held)
            return held;
        matches = *held != negated;
    }
    return matches;
}

Result<bool> MatchLine::holds(const QByteArray &criterion, const QByteArray &argument) const
{
    const QByteArrayList patterns = argument.split(',');
    if (criterion == "all")
        return true;
    if (criterion == "canonical" || criterion == "final")
        return false; // of a second pass, which only follows where ssh makes names canonical
    if (criterion == "originalhost")
        return matchesPatterns(m_query.alias.toLower(), patterns);
    if (criterion == "localuser")
        return matchesPatterns(m_query.localUser, patterns);
    if (criterion == "host") {
        QByteArray host = m_settings.has("hostname") ? m_settings.text("hostname") : m_query.alias;
        host.replace("%h", m_query.alias);
        return matchesPatterns(host.toLower(), patterns);
    }
    if (criterion == "user") {
        const QByteArray fallback = m_settings.has("user") ? m_settings.text("user") : m_query.localUser;
        return matchesPatterns(m_query.user.isEmpty() ? fallback : m_query.user, patterns);
    }
    if (criterion == "exec" && m_query.exec)
        return m_query.exec(argument, m_directive.place);
    if (criterion == "exec")
        return wrong(
            QStringLiteral("\"Match exec\" would run a program on this computer, which Opsdeck does not do unasked"));
    return wrong(QStringLiteral("Match does not know \"%1\"").arg(QString::fromUtf8(criterion)));
}

bool matchesHost(const SshDirective &directive, const SshQuery &query)
{
    QByteArrayList patterns = directive.arguments;
    for (QByteArray &pattern : patterns)
        pattern = pattern.toLower();
    return matchesPatterns(query.alias.toLower(), patterns);
}

Result<void> walk(const SshConfig &config, const SshQuery &query, SshSettings *settings)
{
    bool active = true;
    for (const SshDirective &directive : config) {
        if (directive.keyword == "host") {
            active = matchesHost(directive, query);
        } else if (directive.keyword == "match") {
            const auto decided = MatchLine(directive, query, *settings).decide();
            if (!decided)
                return tl::unexpected(decided.error());
            active = *decided;
        } else if (active && directive.keyword == "include") {
            if (const auto walked = walk(directive.included, query, settings); !walked)
                return walked;
        } else if (active) {
            settings->take(directive);
        }
    }
    return {};
}

} // namespace

Result<SshConfig> parseSshConfig(const QByteArray &text, const QString &file)
{
    SshConfig config;
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        auto directive = parseLine(line, file + u':' + QString::number(++number));
        if (!directive)
            return tl::unexpected(directive.error());
        if (*directive)
            config.push_back(std::move(**directive));
    }
    return config;
}

QByteArray SshSettings::textOrNone(const char *keyword) const
{
    const QByteArray value = text(keyword);
    return value.toLower() == "none" ? QByteArray() : value;
}

Result<int> SshSettings::number(const char *keyword, int fallback, int least, int most) const
{
    if (!has(keyword) || textOrNone(keyword).isEmpty())
        return fallback;
    bool isNumber = false;
    const int value = text(keyword).toInt(&isNumber);
    if (!isNumber || value < least || value > most)
        return failure(Error::Kind::Usage, QStringLiteral("ssh_config"),
            QStringLiteral("%1 %2").arg(QString::fromLatin1(keyword), QString::fromUtf8(text(keyword))));
    return value;
}

void SshSettings::take(const SshDirective &directive)
{
    static const QByteArrayList used{"hostname", "user", "port", "identityagent", "identitiesonly", "proxyjump",
        "proxycommand", "hostkeyalias", "userknownhostsfile", "globalknownhostsfile", "hashknownhosts",
        "connecttimeout", "serveraliveinterval", "serveralivecountmax"};
    if (directive.keyword == "identityfile") {
        if (!m_identityFiles.contains(directive.arguments.first()))
            m_identityFiles.append(directive.arguments.first());
        return;
    }
    // A jump and a command exclude each other: whichever comes first.
    const bool isSecondProxy = (directive.keyword == "proxycommand" && has("proxyjump"))
        || (directive.keyword == "proxyjump" && has("proxycommand"));
    if (used.contains(directive.keyword) && !m_values.contains(directive.keyword) && !isSecondProxy)
        m_values.insert(directive.keyword, directive.arguments);
}

Result<SshSettings> sshSettings(const SshConfig &config, const SshQuery &query)
{
    SshSettings settings;
    if (const auto walked = walk(config, query, &settings); !walked)
        return tl::unexpected(walked.error());
    return settings;
}

} // namespace opsdeck
