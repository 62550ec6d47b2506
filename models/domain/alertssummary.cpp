// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertssummary.h"

#include <algorithm>

namespace opsdeck {

namespace {

constexpr qsizetype MostValues = 50; ///< of one label; more is no list that a person reads

/// As RE2 and PCRE both take it: a backslash before everything that could mean something.
QString escaped(const QString &value)
{
    QString text;
    for (const QChar c : value) {
        if (QStringView(u"\\.+*?()|[]{}^$").contains(c))
            text += u'\\';
        text += c;
    }
    return text;
}

} // namespace

void AlertsSummary::add(const AlertRow &row)
{
    if (row.suppressed)
        ++counts.suppressed;
    else if (row.severity == Severity::Critical)
        ++counts.critical;
    else
        ++(row.severity == Severity::Warning ? counts.warning : counts.info);
    acknowledged += row.care.acknowledgement ? 1 : 0;
    if (row.startsAt.isValid() && (!oldest.isValid() || row.startsAt < oldest))
        oldest = row.startsAt;
}

std::optional<Severity> AlertsSummary::worst() const
{
    if (counts.critical > 0)
        return Severity::Critical;
    if (counts.warning > 0)
        return Severity::Warning;
    return counts.info > 0 ? std::optional(Severity::Info) : std::nullopt;
}

QList<Silence::Matcher> matchersOfAll(const QList<Labels> &alerts)
{
    QList<Silence::Matcher> matchers;
    const Labels first = alerts.value(0);
    for (auto label = first.cbegin(); label != first.cend(); ++label) {
        QStringList values;
        const bool haveAll = std::all_of(alerts.cbegin(), alerts.cend(), [&](const Labels &labels) {
            const QString value = labels.value(label.key());
            if (!values.contains(value) && values.size() <= MostValues)
                values.append(value);
            return !value.isEmpty();
        });
        if (!haveAll || values.size() > MostValues)
            continue;
        if (values.size() == 1) {
            matchers.append({label.key(), *label});
            continue;
        }
        QStringList alternatives;
        for (const QString &value : std::as_const(values))
            alternatives.append(escaped(value));
        alternatives.sort();
        matchers.append({label.key(), alternatives.join(u'|'), true});
    }
    return matchers;
}

} // namespace opsdeck
