// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/feedmapping.h"

namespace opsdeck {

std::optional<FeedTemplate> FeedTemplate::parse(const QString &text)
{
    FeedTemplate made;
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isBrace = c == u'{' || c == u'}';
        if (isBrace && i + 1 < text.size() && text.at(i + 1) == c) {
            plain += c;
            ++i;
        } else if (c == u'{') {
            const qsizetype end = text.indexOf(u'}', i);
            const QString field = end < 0 ? QString() : text.mid(i + 1, end - i - 1).trimmed();
            if (field.isEmpty() || field.contains(u'{'))
                return {};
            if (!plain.isEmpty())
                made.m_parts.append({std::exchange(plain, {}), false});
            made.m_parts.append({field, true});
            i = end;
        } else if (c == u'}') {
            return {};
        } else {
            plain += c;
        }
    }
    if (!plain.isEmpty())
        made.m_parts.append({plain, false});
    return made;
}

QStringList FeedTemplate::fields() const
{
    QStringList names;
    for (const Part &part : m_parts) {
        if (part.isField)
            names.append(part.text);
    }
    return names;
}

QString FeedTemplate::filled(const Lookup &lookup) const
{
    QString text;
    bool hasField = false;
    bool hasValue = false;
    for (const Part &part : m_parts) {
        const QString value = part.isField ? lookup(part.text).value_or(QString()) : part.text;
        hasField |= part.isField;
        hasValue |= part.isField && !value.isEmpty();
        text += value;
    }
    return hasField && !hasValue ? QString() : text.simplified();
}

std::optional<QString> FeedTemplate::whole(const Lookup &lookup) const
{
    for (const Part &part : m_parts) {
        if (part.isField && lookup(part.text).value_or(QString()).isEmpty())
            return {};
    }
    const QString text = filled(lookup);
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

bool FeedCondition::holds(const FeedTemplate::Lookup &lookup) const
{
    const auto value = lookup(field);
    if (!value)
        return false;
    return oneOf.isEmpty() ? pattern.match(*value).hasMatch() : oneOf.contains(*value);
}

QStringList FeedMapping::fields() const
{
    QStringList names;
    for (const FeedTemplate *part : {&key, &name, &severity, &state, &summary, &value, &threshold, &link, &start})
        names += part->fields();
    for (const FeedTemplate &label : labels)
        names += label.fields();
    for (const auto *conditions : {&only, &except}) {
        for (const FeedCondition &condition : *conditions)
            names.append(condition.field);
    }
    names.removeDuplicates();
    return names;
}

} // namespace opsdeck
