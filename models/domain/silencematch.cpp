// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/silencematch.h"

#include <algorithm>

namespace opsdeck {

namespace {

/// No alert has these by accident: whoever matches them all matches anything.
const QStringList &improbableValues()
{
    static const QStringList values{QStringLiteral("q7#zz-0193"), QStringLiteral("Ünlikely 值"), QStringLiteral("x")};
    return values;
}

QString signOf(const Silence::Matcher &matcher)
{
    if (matcher.isRegex)
        return matcher.isEqual ? QStringLiteral("=~") : QStringLiteral("!~");
    return matcher.isEqual ? QStringLiteral("=") : QStringLiteral("!=");
}

/// One of each, with whoever knows it.
QList<SilenceView> viewsOf(QList<Silence> silences, const QSet<SourceId> &silent)
{
    const auto isHeard = [&silent](const Silence &silence) { return !silent.contains(silence.source); };
    std::ranges::stable_partition(silences, isHeard);
    QList<SilenceView> views;
    QHash<QString, qsizetype> places;
    for (const Silence &silence : std::as_const(silences)) {
        const SilenceView view{silence, 0, {silence.source}};
        const auto known = places.constFind(view.key());
        if (known != places.cend()) {
            views[*known].sources.append(silence.source);
            continue;
        }
        places.insert(view.key(), views.size());
        views.append(view);
    }
    return views;
}

/// An alert that several members of a cluster tell is one.
int hitsOf(const SilenceView &view, const QList<Alert> &alerts)
{
    const SilenceMatch match(view.silence.matchers);
    QSet<QString> hit;
    for (const Alert &alert : alerts) {
        if (view.sources.contains(alert.key.source) && alert.state != AlertState::Resolved
            && match.matches(alert.labels))
            hit.insert(alert.key.fingerprint);
    }
    return static_cast<int>(hit.size());
}

} // namespace

bool SilenceMatch::Rule::holds(const QString &text) const
{
    const bool same = expression ? expression->match(text).hasMatch() : text == value;
    return same == isEqual;
}

SilenceMatch::SilenceMatch(const QList<Silence::Matcher> &matchers)
{
    for (const Silence::Matcher &matcher : matchers) {
        Rule rule{matcher.name, matcher.value, {}, matcher.isEqual};
        if (matcher.isRegex) {
            rule.expression = QRegularExpression(QRegularExpression::anchoredPattern(matcher.value));
            m_isValid &= rule.expression->isValid();
        }
        m_rules.append(rule);
    }
}

bool SilenceMatch::matches(const Labels &labels) const
{
    return m_isValid && !m_rules.isEmpty()
        && std::ranges::all_of(m_rules, [&labels](const Rule &rule) { return rule.holds(labels.value(rule.name)); });
}

bool SilenceMatch::catchesAll() const
{
    return std::ranges::all_of(m_rules, [](const Rule &rule) {
        return std::ranges::all_of(improbableValues(), [&rule](const QString &value) { return rule.holds(value); });
    });
}

bool SilenceView::endsWithin(std::chrono::hours span, const QDateTime &now) const
{
    return silence.endsAt.isValid() && silence.endsAt <= now.addDuration(span);
}

QString SilenceView::key() const
{
    return silence.id + QChar(0x1f) + matchersText(silence.matchers);
}

QList<SilenceView> silenceViews(
    const QList<Silence> &silences, const QList<Alert> &alerts, const QSet<SourceId> &silent)
{
    QList<SilenceView> views = viewsOf(silences, silent);
    views.removeIf([](const SilenceView &view) { return view.silence.state == QStringLiteral("expired"); });
    for (SilenceView &view : views)
        view.hits = hitsOf(view, alerts);
    std::ranges::stable_sort(views, {}, [](const SilenceView &view) { return view.silence.endsAt; });
    return views;
}

QList<Silence::Matcher> matchersOf(const Labels &labels)
{
    QList<Silence::Matcher> matchers;
    for (auto label = labels.cbegin(); label != labels.cend(); ++label)
        matchers.append({label.key(), label.value(), false, true});
    return matchers;
}

QString matchersText(const QList<Silence::Matcher> &matchers)
{
    QStringList parts;
    for (const Silence::Matcher &matcher : matchers)
        parts.append(matcher.name + signOf(matcher) + u'"' + matcher.value + u'"');
    return parts.join(QStringLiteral(", "));
}

} // namespace opsdeck
