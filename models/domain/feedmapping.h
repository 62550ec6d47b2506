// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <functional>
#include <optional>

namespace opsdeck {

/// Text with places to be filled in, as in "{rack}-{sensor}"; "{{" and "}}" are braces.
class FeedTemplate
{
public:
    /// The value of a field of one row; nothing where the row has none.
    using Lookup = std::function<std::optional<QString>(const QString &field)>;

    FeedTemplate() = default;
    /// Nothing where a brace has no other end, or a place has no name.
    static std::optional<FeedTemplate> parse(const QString &text);

    bool isEmpty() const { return m_parts.isEmpty(); }
    QStringList fields() const;
    /// On one line. Empty where no field of it has a value, so that "> {limit}" never becomes a lone ">".
    QString filled(const Lookup &lookup) const;
    /// As filled, but nothing where any of the fields is missing or empty: for what identifies a row.
    std::optional<QString> whole(const Lookup &lookup) const;

    bool operator==(const FeedTemplate &) const = default;

private:
    struct Part
    {
        QString text; ///< or a field's name
        bool isField = false;

        bool operator==(const Part &) const = default;
    };

    QList<Part> m_parts;
};

/// What a row has to say, or must not say, to be an alert.
struct FeedCondition
{
    QString field;
    QStringList oneOf; ///< empty = as the pattern says
    QRegularExpression pattern;

    bool holds(const FeedTemplate::Lookup &lookup) const;

    bool operator==(const FeedCondition &) const = default;
};

/// Where in a table or JSON document alerts stand, as a mapping file declares it (resources/handbook/json-source.md).
struct FeedMapping
{
    enum class Format
    {
        Json,
        JsonLines,
        Csv
    };
    enum class TimeForm
    {
        Iso,
        Seconds, ///< since 1970
        Milliseconds,
        Pattern ///< QDateTime's
    };

    Format format = Format::Json;
    QString list; ///< JSON: dotted path to the rows; empty = the document itself
    QChar delimiter = u',';
    QString encoding; ///< of a table; empty = UTF-8
    FeedTemplate key;
    FeedTemplate name;
    FeedTemplate severity;
    QMap<QString, Severity> severities; ///< by word in lower case; others by severityFromText
    FeedTemplate state;
    QMap<QString, AlertState> states; ///< by word in lower case; others are firing
    FeedTemplate summary;
    FeedTemplate value;
    FeedTemplate threshold;
    FeedTemplate link;
    FeedTemplate start;
    TimeForm timeForm = TimeForm::Iso;
    QString timePattern;
    QTimeZone zone = QTimeZone::utc(); ///< of times that do not tell theirs
    QMap<QString, FeedTemplate> labels;
    QList<FeedCondition> only; ///< all of them hold
    QList<FeedCondition> except; ///< none of them holds
    QStringList fields() const; ///< all that are named anywhere

    QByteArray digest; ///< of the file's content: another one means that rows have to be read again

    bool operator==(const FeedMapping &) const = default;
};

} // namespace opsdeck
