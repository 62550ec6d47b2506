// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/matcher.h"

#include "tests/sim/stablehash.h"

#include <algorithm>

namespace opsdeck::sim {

bool LabelMatcher::matches(const LabelSet &labels) const
{
    const QString actual = labels.value(name);
    const bool same = isRegex ? QRegularExpression(QRegularExpression::anchoredPattern(value)).match(actual).hasMatch()
                              : actual == value;
    return same == isEqual;
}

std::optional<LabelMatcher> LabelMatcher::parse(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(
        "^\\s*\"?([a-zA-Z_:][a-zA-Z0-9_:.]*)\"?\\s*(=~|!~|!=|=)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\"]*))\\s*$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString sign = match.captured(2);
    QString value = match.captured(3) + match.captured(4);
    value.replace(QStringLiteral("\\\""), QStringLiteral("\"")).replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
    const LabelMatcher matcher{match.captured(1), value, sign.endsWith(u'~'), sign.startsWith(u'=')};
    if (matcher.isRegex && !QRegularExpression(value).isValid())
        return std::nullopt;
    return matcher;
}

QList<LabelMatcher> matchersIn(const QString &query)
{
    static const QRegularExpression braces(QStringLiteral("\\{([^}]*)\\}"));
    static const QRegularExpression part(
        QStringLiteral("[a-zA-Z_][a-zA-Z0-9_]*\\s*(?:=~|!~|!=|=)\\s*\"(?:[^\"\\\\]|\\\\.)*\""));
    QList<LabelMatcher> matchers;
    for (auto brace = braces.globalMatch(query); brace.hasNext();) {
        const QString inner = brace.next().captured(1);
        for (auto it = part.globalMatch(inner); it.hasNext();) {
            const auto matcher = LabelMatcher::parse(it.next().captured());
            if (matcher && !matchers.contains(*matcher))
                matchers.append(*matcher);
        }
    }
    return matchers;
}

bool allMatch(const QList<LabelMatcher> &matchers, const LabelSet &labels)
{
    return std::all_of(
        matchers.cbegin(), matchers.cend(), [&](const auto &matcher) { return matcher.matches(labels); });
}

QString alertFingerprint(const LabelSet &labels)
{
    QByteArray text;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it) {
        text += it.key().toUtf8() + '\xff' + it.value().toUtf8() + '\xff';
    }
    return QStringLiteral("%1").arg(stableHash(text), 16, 16, QLatin1Char('0'));
}

} // namespace opsdeck::sim
