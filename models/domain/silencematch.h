// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"

#include <QRegularExpression>
#include <QSet>

#include <chrono>
#include <optional>

namespace opsdeck {

/// Matchers of a silence as Alertmanager applies them, compiled once: all have to hold, an expression holds of the
/// whole value, a label that is not there is empty.
class SilenceMatch
{
public:
    explicit SilenceMatch(const QList<Silence::Matcher> &matchers);

    /// False where an expression is none; then nothing matches.
    bool isValid() const { return m_isValid; }
    bool matches(const Labels &labels) const;
    /// True where it would mute alerts of any kind: no matcher, or only ones that nearly every value meets.
    bool catchesAll() const;

private:
    struct Rule
    {
        QString name;
        QString value;
        std::optional<QRegularExpression> expression;
        bool isEqual = true;

        bool holds(const QString &value) const;
    };

    QList<Rule> m_rules;
    bool m_isValid = true;
};

/// A silence, and how many of the alerts that are known now it hits.
struct SilenceView
{
    Silence silence; ///< as the first of its sources tells it
    int hits = 0;
    QList<SourceId> sources; ///< members of a cluster all know it; whom to ask first stands first

    QString key() const; ///< the same silence has the same key whoever tells it
    bool isUnmatched() const { return hits == 0; }
    bool endsWithin(std::chrono::hours span, const QDateTime &now) const;
    bool operator==(const SilenceView &) const = default;
};

/// Those that are not over, the one that ends first standing first. What a source that is `silent` told once counts
/// only where nobody else knows the silence.
QList<SilenceView> silenceViews(
    const QList<Silence> &silences, const QList<Alert> &alerts, const QSet<SourceId> &silent = {});

/// Matchers that hit this alert and nothing that differs in any label: where a person begins to leave some out.
QList<Silence::Matcher> matchersOf(const Labels &labels);

/// `service="cart", host=~"db.*"`
QString matchersText(const QList<Silence::Matcher> &matchers);

} // namespace opsdeck
