// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertfilter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

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

/// Words between blanks; quotes keep blanks together.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    for (const QChar c : text) {
        if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (c.isSpace() && !isQuoted) {
            words.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    words.append(word);
    words.removeAll(QString());
    return words;
}

/// "90s", "15m", "2h", "3d"; nothing where it is none.
std::optional<std::chrono::seconds> spanOf(const QString &text)
{
    bool isNumber = false;
    const qint64 count = text.chopped(std::min<qsizetype>(1, text.size())).toLongLong(&isNumber);
    constexpr qint64 most = 100'000;
    if (!isNumber || count < 0 || count > most)
        return {};
    switch (text.back().toLower().unicode()) {
    case u's':
        return std::chrono::seconds(count);
    case u'm':
        return std::chrono::minutes(count);
    case u'h':
        return std::chrono::hours(count);
    case u'd':
        return std::chrono::hours(24 * count);
    }
    return {};
}

/// What a row can be, by word; while the word is typed, its beginning counts.
bool isSo(const QString &text, const AlertRow &row)
{
    const std::pair<QStringView, bool> states[] = {{u"acked", row.care.acknowledgement.has_value()},
        {u"unacked", !row.care.acknowledgement}, {u"silenced", row.suppressed}, {u"pending", row.pending},
        {u"blind", row.blind}, {u"folded", row.noise->isFolded()}, {u"flapping", row.noise->isFlapping()},
        {u"symptom", row.noise->isSymptom()}, {u"maintenance", !row.maintenance.isDefault()}};
    const auto state
        = std::ranges::find_if(states, [&](const auto &s) { return s.first.startsWith(text, Qt::CaseInsensitive); });
    return state != std::end(states) && state->second;
}

} // namespace

AlertFilter::Term AlertFilter::termOf(QString word, const QDateTime &now)
{
    const bool isExcluding = word.size() > 1 && word.startsWith(u'-');
    if (isExcluding)
        word.remove(0, 1);
    const auto atLeast = word.indexOf(QStringLiteral(">="));
    const auto colon = word.indexOf(u':');
    Term term({}, word);
    if (atLeast > 0)
        term = Term(word.left(atLeast).toLower(), word.mid(atLeast + 2), true);
    else if (colon > 0)
        term = Term(word.left(colon).toLower(), word.mid(colon + 1));
    term.isExcluding = isExcluding;
    if (const auto span = term.field == u"since" ? spanOf(term.text) : std::nullopt)
        term.since = now.addDuration(-*span);
    return term;
}

AlertFilter AlertFilter::parse(const QString &text, const QDateTime &now)
{
    AlertFilter filter;
    for (const QString &word : wordsOf(text))
        filter.m_terms.append(termOf(word, now));
    std::ranges::stable_sort(filter.m_terms, {}, &Term::kind); // all must hold, so what is dear is asked of fewer
    return filter;
}

bool AlertFilter::matches(const AlertRow &row, const QString &groupTitle) const
{
    return std::all_of(m_terms.cbegin(), m_terms.cend(),
        [&](const Term &term) { return term.text.isEmpty() || holds(term, row, groupTitle) != term.isExcluding; });
}

AlertFilter::Field AlertFilter::Term::kindOf(const QString &field)
{
    static const std::array<std::pair<QStringView, Field>, 9> fields{
        {{u"name", Field::Name}, {u"severity", Field::Severity}, {u"service", Field::Service},
            {u"env", Field::Environment}, {u"environment", Field::Environment}, {u"owner", Field::Owner},
            {u"since", Field::Since}, {u"is", Field::Is}, {u"source", Field::Source}}};
    if (field.isEmpty())
        return Field::Anywhere;
    const auto known = std::ranges::find(fields, QStringView(field), &std::pair<QStringView, Field>::first);
    return known == fields.end() ? Field::Label : known->second;
}

bool AlertFilter::holds(const Term &term, const AlertRow &row, const QString &groupTitle)
{
    switch (term.kind) {
    case Field::Name:
        return has(row.name, term.inField);
    case Field::Severity:
        return isSeverity(term.text, row.severity, term.orWorse);
    case Field::Service:
        return has(row.service, term.inField);
    case Field::Environment:
        return has(row.environment, term.inField);
    case Field::Owner:
        return row.care.acknowledgement && has(row.care.acknowledgement->by, term.inField);
    case Field::Since:
        return !term.since.isValid() || row.startsAt >= term.since;
    case Field::Is:
        return isSo(term.text, row);
    case Field::Source:
        return std::any_of(row.sources.cbegin(), row.sources.cend(),
            [&](const SourceView &source) { return has(source.id.text(), term.inField); });
    case Field::Label: {
        // "10.0.0.1:9100" is no label term but something to look for.
        const auto label = row.labels.constFind(term.field);
        return label != row.labels.cend() ? has(*label, term.inField) : hasAnywhere(term.anywhere, row, groupTitle);
    }
    case Field::Anywhere:
        return hasAnywhere(term.anywhere, row, groupTitle);
    }
    return false;
}

} // namespace opsdeck
