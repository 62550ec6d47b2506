// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/retention.h"

#include <QRegularExpression>

namespace opsdeck {

namespace {

constexpr qsizetype LongestPattern = 1000;
constexpr qsizetype LongestText = 4000;

/// One step of a path as a regular expression.
class StepReader
{
public:
    explicit StepReader(const QString &step)
        : m_step(step)
    { }

    std::optional<QString> read()
    {
        while (m_at < m_step.size()) {
            if (!readOne())
                return std::nullopt;
        }
        return m_depth == 0 ? std::optional(m_made) : std::nullopt;
    }

private:
    bool readOne()
    {
        const QChar c = m_step.at(m_at++);
        switch (c.unicode()) {
        case u'*':
            while (m_at < m_step.size() && m_step.at(m_at) == u'*')
                ++m_at;
            m_made += QStringLiteral("[^/]*");
            return true;
        case u'?':
            m_made += QStringLiteral("[^/]");
            return true;
        case u'[':
            return readClass();
        case u'{':
            ++m_depth;
            m_made += QStringLiteral("(?:");
            return true;
        case u'}':
            m_made += m_depth > 0 ? QStringLiteral(")") : QStringLiteral("\\}");
            m_depth = std::max(0, m_depth - 1);
            return true;
        case u',':
            m_made += m_depth > 0 ? QStringLiteral("|") : QStringLiteral(",");
            return true;
        case u'\\':
            if (m_at >= m_step.size())
                return false;
            m_made += QRegularExpression::escape(m_step.mid(m_at++, 1));
            return true;
        default:
            m_made += QRegularExpression::escape(QString(c));
            return true;
        }
    }

    /// [abc], [a-z], [^…] or [!…]
    bool readClass()
    {
        const qsizetype end = m_step.indexOf(u']', m_at + 1);
        if (end < 0)
            return false;
        QString inside = m_step.mid(m_at, end - m_at);
        const bool isNot = inside.startsWith(u'^') || inside.startsWith(u'!');
        if (isNot)
            inside.remove(0, 1);
        if (inside.isEmpty() || inside.startsWith(u'-') || inside.endsWith(u'-') || inside.contains(u'\\'))
            return false;
        m_at = end + 1;
        inside.replace(u'[', QStringLiteral("\\[")).replace(u'^', QStringLiteral("\\^"));
        m_made += (isNot ? QStringLiteral("[^/") : QStringLiteral("[")) + inside + u']';
        return true;
    }

    const QString m_step;
    qsizetype m_at = 0;
    int m_depth = 0;
    QString m_made;
};

/// Nothing where the pattern cannot be read: a slash within braces divides it in the middle.
std::optional<QString> expressionFor(const QString &pattern)
{
    const QStringList steps = pattern.split(u'/');
    QString made;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const bool isLast = i + 1 == steps.size();
        if (steps.at(i) == u"**") {
            made += isLast ? QStringLiteral(".*") : QStringLiteral("(?:[^/]*/)*");
            continue;
        }
        const auto step = StepReader(steps.at(i)).read();
        if (!step)
            return std::nullopt;
        made += isLast ? *step : *step + u'/';
    }
    return made;
}

} // namespace

std::optional<bool> doublestarMatches(const QString &pattern, const QString &text)
{
    if (pattern.isEmpty())
        return true;
    if (pattern.size() > LongestPattern || text.size() > LongestText)
        return std::nullopt;
    const auto made = expressionFor(pattern);
    if (!made)
        return std::nullopt;
    const QRegularExpression expression(
        QRegularExpression::anchoredPattern(*made), QRegularExpression::DotMatchesEverythingOption);
    if (!expression.isValid())
        return std::nullopt;
    const QRegularExpressionMatch match = expression.match(text);
    // A pattern that takes too many steps ends without an answer, and that is no "no".
    return match.isValid() ? std::optional(match.hasMatch()) : std::nullopt;
}

} // namespace opsdeck
