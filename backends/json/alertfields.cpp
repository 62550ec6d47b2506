// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/json/alertfields.h"

#include <QSet>

#include <algorithm>

namespace opsdeck::json {

namespace {

constexpr qsizetype LongestSummary = 500;

/// The text itself where it is one line already, so that nothing is copied.
QString oneLine(const QString &text)
{
    const auto isOdd = [](QChar c, QChar next) { return c.isSpace() && (c != u' ' || next.isSpace()); };
    bool isPlain = text.size() <= LongestSummary && !text.startsWith(u' ') && !text.isEmpty();
    for (qsizetype i = 0; isPlain && i < text.size(); ++i)
        isPlain = !isOdd(text.at(i), i + 1 < text.size() ? text.at(i + 1) : QChar(u' '));
    return isPlain ? text : text.simplified().left(LongestSummary);
}

} // namespace

void describe(Alert &alert)
{
    static const QString name = QStringLiteral("alertname");
    static const QString severity = QStringLiteral("severity");
    static const QStringList saying{
        QStringLiteral("summary"), QStringLiteral("description"), QStringLiteral("message")};
    alert.name = alert.labels.value(name);
    alert.severityText = alert.labels.value(severity);
    alert.severity = severityFromText(alert.severityText);
    for (const QString &key : saying) {
        if (alert.summary.isEmpty())
            alert.summary = oneLine(alert.annotations.value(key));
    }
}

void dropRepeated(QList<Alert> &alerts)
{
    const auto follows = [](const Alert &a, const Alert &b) { return a.key.fingerprint >= b.key.fingerprint; };
    if (std::adjacent_find(alerts.cbegin(), alerts.cend(), follows) == alerts.cend())
        return; // in order, as an Alertmanager tells them: none is there twice
    QSet<AlertKey> seen;
    seen.reserve(alerts.size());
    alerts.removeIf([&seen](const Alert &alert) {
        const auto before = seen.size();
        seen.insert(alert.key);
        return seen.size() == before;
    });
}

} // namespace opsdeck::json
