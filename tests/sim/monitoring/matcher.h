// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QRegularExpression>
#include <QString>

#include <optional>

namespace opsdeck::sim {

using LabelSet = QMap<QString, QString>;

/// One label matcher of Prometheus and Alertmanager. A label that is absent equals an empty one; regular expressions
/// are anchored.
struct LabelMatcher
{
    QString name;
    QString value;
    bool isRegex = false;
    bool isEqual = true;

    bool matches(const LabelSet &labels) const;
    bool operator==(const LabelMatcher &) const = default;

    /// `name="v"`, `!=`, `=~`, `!~`; quotes may be left out. Nothing where the text is no matcher.
    static std::optional<LabelMatcher> parse(const QString &text);
};

/// Every `{…}` part of a query, flattened: enough to know which series a query means.
QList<LabelMatcher> matchersIn(const QString &query);
bool allMatch(const QList<LabelMatcher> &matchers, const LabelSet &labels);

/// Alertmanager's own fingerprint: FNV-1a over the sorted labels, 16 hex digits.
QString alertFingerprint(const LabelSet &labels);

} // namespace opsdeck::sim
