// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

#include <QStringMatcher>

#include <tuple>

namespace opsdeck {

/// What a person types to see fewer alerts. All terms must hold; case does not count.
///   cart                 somewhere in name, service, text, labels or the business system
///   severity:critical    also severity>=warning
///   service:cart  source:prom  env:production  LABEL:text
///   owner:li             who has it
///   is:acked             also unacked, silenced, pending, blind, folded, flapping, symptom, maintenance
///   since:2h             began within that time; s, m, h, d
///   "queue depth"        words that belong together; also name:"queue depth"
///   -service:cart        all but these
class AlertFilter
{
public:
    /// A time span counts back from `now`.
    static AlertFilter parse(const QString &text, const QDateTime &now = QDateTime::currentDateTimeUtc());

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const AlertRow &row, const QString &groupTitle) const;

    bool operator==(const AlertFilter &) const = default;

private:
    enum class Field
    {
        Name, ///< those that cost least come first
        Severity,
        Service,
        Environment,
        Owner,
        Since,
        Is,
        Source,
        Label,
        Anywhere
    };

    struct Term
    {
        Term(QString fieldOf, const QString &textOf, bool isOrWorse = false)
            : field(std::move(fieldOf))
            , kind(kindOf(field))
            , text(textOf)
            , orWorse(isOrWorse)
            , anywhere(field.isEmpty() ? textOf : field + u':' + textOf, Qt::CaseInsensitive)
            , inField(textOf, Qt::CaseInsensitive)
        { }

        static Field kindOf(const QString &field);

        QString field; ///< empty = anywhere
        Field kind;
        QString text;
        bool orWorse = false;
        bool isExcluding = false; ///< holds of all others
        QDateTime since; ///< of a time span
        QStringMatcher anywhere; ///< for what was typed, prepared once for thousands of rows
        QStringMatcher inField;

        bool operator==(const Term &other) const
        {
            return std::tie(field, text, orWorse, isExcluding, since)
                == std::tie(other.field, other.text, other.orWorse, other.isExcluding, other.since);
        }
    };

    static Term termOf(QString word, const QDateTime &now);
    static bool holds(const Term &term, const AlertRow &row, const QString &groupTitle);

    QList<Term> m_terms;
};

} // namespace opsdeck
