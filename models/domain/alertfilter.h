// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

namespace opsdeck {

/// What a person types to see fewer alerts. All terms must hold; case does not count.
///   cart                 somewhere in name, service, text, labels or the business system
///   severity:critical    also severity>=warning
///   service:cart  source:prom  env:production  LABEL:text
class AlertFilter
{
public:
    static AlertFilter parse(const QString &text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const AlertRow &row, const QString &groupTitle) const;

    bool operator==(const AlertFilter &) const = default;

private:
    struct Term
    {
        QString field; ///< empty = anywhere
        QString text;
        bool orWorse = false;

        bool operator==(const Term &) const = default;
    };

    static bool holds(const Term &term, const AlertRow &row, const QString &groupTitle);

    QList<Term> m_terms;
};

} // namespace opsdeck
