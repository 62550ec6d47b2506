// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/retention.h"

#include <algorithm>
#include <limits>

namespace opsdeck {

namespace {

using Template = RetentionRule::Template;

Certainty both(Certainty a, Certainty b)
{
    return std::min(a, b);
}

Certainty toldBy(const std::optional<bool> &matched, bool excludes)
{
    if (!matched)
        return Certainty::Maybe;
    return *matched != excludes ? Certainty::Yes : Certainty::No;
}

/// Every selector has to take the repository.
Certainty takesRepository(const QList<KeepSelector> &selectors, const QString &repository)
{
    Certainty takes = Certainty::Yes;
    for (const KeepSelector &selector : selectors) {
        const Certainty one = selector.isKnown
            ? toldBy(doublestarMatches(selector.pattern, repository), selector.excludes)
            : Certainty::Maybe;
        takes = both(takes, one);
    }
    return takes;
}

/// An image is taken by any of its tags; one without tags by what the selector says of those.
Certainty takesTags(const KeepSelector &selector, const QStringList &tags)
{
    if (!selector.isKnown)
        return Certainty::Maybe;
    if (tags.isEmpty())
        return selector.takesUntagged ? Certainty::Yes : Certainty::No;
    Certainty takes = Certainty::No;
    for (const QString &tag : tags)
        takes = std::max(takes, toldBy(doublestarMatches(selector.pattern, tag), selector.excludes));
    return takes;
}

/// A rule without a selector of tags takes none.
Certainty takesImage(const QList<KeepSelector> &selectors, const QStringList &tags)
{
    Certainty takes = selectors.isEmpty() ? Certainty::No : Certainty::Yes;
    for (const KeepSelector &selector : selectors)
        takes = both(takes, takesTags(selector, tags));
    return takes;
}

bool isByPull(Template what)
{
    return what == Template::LatestPulled || what == Template::DaysSincePull;
}

/// Seconds; what never was, was before everything else.
qint64 timeOf(const KeptImage &image, Template what)
{
    const QDateTime &time = isByPull(what) ? image.pulledAt : image.pushedAt;
    return time.isValid() ? time.toSecsSinceEpoch() : std::numeric_limits<qint64>::min();
}

/// Whether it is among the `amount` newest of those that the rule takes. Who has the same time may come first.
Certainty isAmongNewest(const RetentionRule &rule, const KeptImage &target, const KeepingRules &rules)
{
    int surelyNewer = 0;
    int maybeNewer = 0;
    for (const KeptImage &other : rules.images) {
        if (other.digest == target.digest)
            continue;
        const Certainty takes = takesImage(rule.scope.tags, other.tags);
        const qint64 time = timeOf(other, rule.what);
        surelyNewer += takes == Certainty::Yes && time > timeOf(target, rule.what) ? 1 : 0;
        maybeNewer += takes != Certainty::No && time >= timeOf(target, rule.what) ? 1 : 0;
    }
    if (surelyNewer >= *rule.amount)
        return Certainty::No;
    return rules.isWhole && maybeNewer < *rule.amount ? Certainty::Yes : Certainty::Maybe;
}

Certainty isRecent(const RetentionRule &rule, const KeptImage &target, const QDateTime &now)
{
    return timeOf(target, rule.what) >= now.addDays(-qint64(*rule.amount)).toSecsSinceEpoch() ? Certainty::Yes
                                                                                              : Certainty::No;
}

Certainty keeps(const RetentionRule &rule, const KeptImage &target, const KeepingRules &rules, const QDateTime &now)
{
    const Certainty takes
        = both(takesRepository(rule.scope.repositories, rules.repository), takesImage(rule.scope.tags, target.tags));
    if (takes == Certainty::No || rule.what == Template::Always)
        return takes;
    if (rule.what == Template::Other || !rule.amount)
        return Certainty::Maybe;
    const bool isCount = rule.what == Template::LatestPushed || rule.what == Template::LatestPulled;
    return both(takes, isCount ? isAmongNewest(rule, target, rules) : isRecent(rule, target, now));
}

/// "latestPushedK 10 (release-*)"
QString wordsOf(const RetentionRule &rule)
{
    QStringList patterns;
    for (const KeepSelector &selector : rule.scope.tags)
        patterns.append((selector.excludes ? QStringLiteral("!") : QString()) + selector.pattern.left(100));
    const bool hasAmount = rule.amount && rule.what != Template::Always;
    return rule.word.left(100) + (hasAmount ? u' ' + QString::number(*rule.amount) : QString())
        + QStringLiteral(" (%1)").arg(patterns.join(QStringLiteral(", ")));
}

/// Rules that say anything about this repository, and whether that is sure.
struct Concerning
{
    QList<RetentionRule> rules;
    Certainty any = Certainty::No;
};

Concerning concerning(const KeepingRules &rules)
{
    Concerning found;
    for (const RetentionRule &rule : rules.policy->rules) {
        // A rule without a selector of tags is passed over.
        const Certainty takes = rule.disabled || rule.scope.tags.isEmpty()
            ? Certainty::No
            : takesRepository(rule.scope.repositories, rules.repository);
        if (takes != Certainty::No)
            found.rules.append(rule);
        found.any = std::max(found.any, takes);
    }
    return found;
}

RetentionOutlook unclear(const Phrase &reason)
{
    return {Certainty::Maybe, reason};
}

/// No rule keeps it; a tag that cannot be removed does.
RetentionOutlook afterRemoval(const KeepingRules &rules, const KeptImage &target, const QStringList &words)
{
    Certainty immutable = Certainty::No;
    for (const QString &tag : target.tags)
        immutable = std::max(immutable, isImmutable(rules, tag));
    if (immutable == Certainty::Yes)
        return {Certainty::Yes,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no retention rule keeps it, but its tag is immutable"))};
    if (immutable == Certainty::Maybe)
        return unclear(rules.immutableUnread.isEmpty()
                ? Phrase(QT_TRANSLATE_NOOP("Phrase", "it cannot be told whether its tag is immutable"))
                : rules.immutableUnread);
    const QString said = words.join(QStringLiteral("; "));
    if (rules.policy->isScheduled)
        return {Certainty::No,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no retention rule of project %1 keeps it: %2"), {rules.project, said})};
    return {Certainty::No,
        Phrase(QT_TRANSLATE_NOOP("Phrase",
                   "no retention rule of project %1 keeps it once somebody applies them, for they have no schedule: "
                   "%2"),
            {rules.project, said})};
}

} // namespace

RetentionOutlook outlookOf(const KeepingRules &rules, const Digest &digest, const QDateTime &now)
{
    if (!rules.policyUnread.isEmpty())
        return unclear(rules.policyUnread);
    const Phrase nothing(QT_TRANSLATE_NOOP("Phrase", "no retention rule removes images of this repository"));
    if (!rules.policy || rules.policy->rules.isEmpty())
        return {Certainty::Yes, nothing};
    if (!rules.policy->isKnown)
        return unclear(Phrase(QT_TRANSLATE_NOOP("Phrase", "the retention policy is of a kind that is not known")));
    const Concerning about = concerning(rules);
    if (about.any == Certainty::No)
        return {Certainty::Yes, nothing};
    const auto target = std::find_if(
        rules.images.cbegin(), rules.images.cend(), [&digest](const KeptImage &one) { return one.digest == digest; });
    if (target == rules.images.cend())
        return unclear(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "%1 is not among the images that the registry lists"), {digest.shortText()}));
    QStringList words;
    bool isSure = about.any == Certainty::Yes;
    for (const RetentionRule &rule : about.rules) {
        const Certainty kept = keeps(rule, *target, rules, now);
        if (kept == Certainty::Yes)
            return {
                Certainty::Yes, Phrase(QT_TRANSLATE_NOOP("Phrase", "a retention rule keeps it: %1"), {wordsOf(rule)})};
        isSure = isSure && kept == Certainty::No;
        words.append(wordsOf(rule));
    }
    if (!isSure)
        return unclear(Phrase(QT_TRANSLATE_NOOP("Phrase", "it cannot be told whether a retention rule keeps it: %1"),
            {words.join(QStringLiteral("; "))}));
    return afterRemoval(rules, *target, words);
}

Certainty isImmutable(const KeepingRules &rules, const QString &tag)
{
    if (!rules.immutableUnread.isEmpty())
        return Certainty::Maybe;
    Certainty any = Certainty::No;
    for (const ImmutableRule &rule : rules.immutable) {
        // A rule that names no repositories is passed over.
        if (rule.disabled || rule.scope.repositories.isEmpty())
            continue;
        const Certainty takes
            = both(takesRepository(rule.scope.repositories, rules.repository), takesImage(rule.scope.tags, {tag}));
        any = std::max(any, takes);
    }
    return any;
}

} // namespace opsdeck
