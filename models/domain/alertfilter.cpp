// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertfilter.h"

#include <algorithm>
#include <array>

namespace opsdeck {

namespace {

bool has(const QString &text, const QStringMatcher &part)
{
    return part.indexIn(text) >= 0;
}

bool hasAnywhere(const QStringMatcher &part, const AlertRow &row, const QString &groupTitle)
{
    const bool inFields = has(row.name, part) || has(row.service, part) || has(row.instance, part)
        || has(row.summary, part) || has(row.value, part) || has(groupTitle, part);
    return inFields
        || std::any_of(row.labels.cbegin(), row.labels.cend(), [&](const QString &v) { return has(v, part); });
}

bool isSeverity(const QString &text, Severity severity, bool orWorse)
{
    constexpr std::array<QStringView, 3> words{u"critical", u"warning", u"info"};
    for (size_t i = 0; i < words.size(); ++i) {
        // While it is being typed, "severity:crit" already counts.
        if (words.at(i).startsWith(text, Qt::CaseInsensitive))
            return orWorse ? static_cast<size_t>(severity) <= i : static_cast<size_t>(severity) == i;
    }
    return false;
}

} // namespace

AlertFilter AlertFilter::parse(const QString &text)
{
    AlertFilter filter;
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        const auto atLeast = word.indexOf(QStringLiteral(">="));
        const auto colon = word.indexOf(u':');
        if (atLeast > 0)
            filter.m_terms.append(Term(word.left(atLeast).toLower(), word.mid(atLeast + 2), true));
        else if (colon > 0)
            filter.m_terms.append(Term(word.left(colon).toLower(), word.mid(colon + 1), false));
        else
            filter.m_terms.append(Term({}, word, false));
    }
    return filter;
}

bool AlertFilter::matches(const AlertRow &row, const QString &groupTitle) const
{
    return std::all_of(
        m_terms.cbegin(), m_terms.cend(), [&](const Term &term) { return holds(term, row, groupTitle); });
}

bool AlertFilter::holds(const Term &term, const AlertRow &row, const QString &groupTitle)
{
    if (term.text.isEmpty())
        return true;
    if (term.field.isEmpty())
        return hasAnywhere(term.anywhere, row, groupTitle);
    if (term.field == u"severity")
        return isSeverity(term.text, row.severity, term.orWorse);
    if (term.field == u"service")
        return has(row.service, term.inField);
    if (term.field == u"env" || term.field == u"environment")
        return has(row.environment, term.inField);
    if (term.field == u"source") {
        return std::any_of(row.sources.cbegin(), row.sources.cend(),
            [&](const SourceView &source) { return has(source.id.text(), term.inField); });
    }
    // "10.0.0.1:9100" is no label term but something to look for.
    const auto label = row.labels.constFind(term.field);
    return label != row.labels.cend() ? has(*label, term.inField) : hasAnywhere(term.anywhere, row, groupTitle);
}

} // namespace opsdeck
