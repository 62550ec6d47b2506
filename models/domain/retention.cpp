// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/retention.h"

#include <algorithm>
#include <limits>

namespace opsdeck {

namespace {

using Template = RetentionRule::Template;

Told both(Told a, Told b)
{
    return std::min(a, b);
}

Told toldBy(const std::optional<bool> &matched, bool excludes)
{
    if (!matched)
        return Told::Maybe;
    return *matched != excludes ? Told::Yes : Told::No;
}

/// Every selector has to take the repository.
Told takesRepository(const QList<KeepSelector> &selectors, const QString &repository)
{
    Told takes = Told::Yes;
    for (const KeepSelector &selector : selectors) {
        const Told one = selector.isKnown ? toldBy(doublestarMatches(selector.pattern, repository), selector.excludes)
                                          : Told::Maybe;
        takes = both(takes, one);
    }
    return takes;
}

/// An image is taken by any of its tags; one without tags by what the selector says of those.
Told takesTags(const KeepSelector &selector, const QStringList &tags)
{
    if (!selector.isKnown)
        return Told::Maybe;
    if (tags.isEmpty())
        return selector.takesUntagged ? Told::Yes : Told::No;
    Told takes = Told::No;
    for (const QString &tag : tags)
        takes = std::max(takes, toldBy(doublestarMatches(selector.pattern, tag), selector.excludes));
    return takes;
}

/// A rule without a selector of tags takes none.
Told takesImage(const QList<KeepSelector> &selectors, const QStringList &tags)
{
    Told takes = selectors.isEmpty() ? Told::No : Told::Yes;
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
Told isAmongNewest(const RetentionRule &rule, const KeptImage &target, const KeepingRules &rules)
{
    int surelyNewer = 0;
    int maybeNewer = 0;
    for (const KeptImage &other : rules.images) {
        if (other.digest == target.digest)
            continue;
        const Told takes = takesImage(rule.scope.tags, other.tags);
        const qint64 time = timeOf(other, rule.what);
        surelyNewer += takes == Told::Yes && time > timeOf(target, rule.what) ? 1 : 0;
        maybeNewer += takes != Told::No && time >= timeOf(target, rule.what) ? 1 : 0;
    }
    if (surelyNewer >= *rule.amount)
        return Told::No;
    return rules.isWhole && maybeNewer < *rule.amount ? Told::Yes : Told::Maybe;
}

Told isRecent(const RetentionRule &rule, const KeptImage &target, const QDateTime &now)
{
    return timeOf(target, rule.what) >= now.addDays(-qint64(*rule.amount)).toSecsSinceEpoch() ? Told::Yes : Told::No;
}

Told keeps(const RetentionRule &rule, const KeptImage &target, const KeepingRules &rules, const QDateTime &now)
{
    const Told takes
        = both(takesRepository(rule.scope.repositories, rules.repository), takesImage(rule.scope.tags, target.tags));
    if (takes == Told::No || rule.what == Template::Always)
        return takes;
    if (rule.what == Template::Other || !rule.amount)
        return Told::Maybe;
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
    Told any = Told::No;
};

Concerning concerning(const KeepingRules &rules)
{
    Concerning found;
    for (const RetentionRule &rule : rules.policy->rules) {
        // A rule without a selector of tags is passed over.
        const Told takes = rule.disabled || rule.scope.tags.isEmpty()
            ? Told::No
            : takesRepository(rule.scope.repositories, rules.repository);
        if (takes != Told::No)
            found.rules.append(rule);
        found.any = std::max(found.any, takes);
    }
    return found;
}

RetentionOutlook unclear(const Phrase &reason)
{
    return {Told::Maybe, reason};
}

/// No rule keeps it; a tag that cannot be removed does.
RetentionOutlook afterRemoval(const KeepingRules &rules, const KeptImage &target, const QStringList &words)
{
    Told immutable = Told::No;
    for (const QString &tag : target.tags)
        immutable = std::max(immutable, isImmutable(rules, tag));
    if (immutable == Told::Yes)
        return {Told::Yes, Phrase(QT_TRANSLATE_NOOP("Phrase", "no retention rule keeps it, but its tag is immutable"))};
    if (immutable == Told::Maybe)
        return unclear(rules.immutableUnread.isEmpty()
                ? Phrase(QT_TRANSLATE_NOOP("Phrase", "it cannot be told whether its tag is immutable"))
                : rules.immutableUnread);
    const QString said = words.join(QStringLiteral("; "));
    if (rules.policy->isScheduled)
        return {Told::No,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "no retention rule of project %1 keeps it: %2"), {rules.project, said})};
    return {Told::No,
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
        return {Told::Yes, nothing};
    if (!rules.policy->isKnown)
        return unclear(Phrase(QT_TRANSLATE_NOOP("Phrase", "the retention policy is of a kind that is not known")));
    const Concerning about = concerning(rules);
    if (about.any == Told::No)
        return {Told::Yes, nothing};
    const auto target = std::find_if(
        rules.images.cbegin(), rules.images.cend(), [&digest](const KeptImage &one) { return one.digest == digest; });
    if (target == rules.images.cend())
        return unclear(Phrase(
            QT_TRANSLATE_NOOP("Phrase", "%1 is not among the images that the registry lists"), {digest.shortText()}));
    QStringList words;
    bool isSure = about.any == Told::Yes;
    for (const RetentionRule &rule : about.rules) {
        const Told kept = keeps(rule, *target, rules, now);
        if (kept == Told::Yes)
            return {Told::Yes, Phrase(QT_TRANSLATE_NOOP("Phrase", "a retention rule keeps it: %1"), {wordsOf(rule)})};
        isSure = isSure && kept == Told::No;
        words.append(wordsOf(rule));
    }
    if (!isSure)
        return unclear(Phrase(QT_TRANSLATE_NOOP("Phrase", "it cannot be told whether a retention rule keeps it: %1"),
            {words.join(QStringLiteral("; "))}));
    return afterRemoval(rules, *target, words);
}

Told isImmutable(const KeepingRules &rules, const QString &tag)
{
    if (!rules.immutableUnread.isEmpty())
        return Told::Maybe;
    Told any = Told::No;
    for (const ImmutableRule &rule : rules.immutable) {
        // A rule that names no repositories is passed over.
        if (rule.disabled || rule.scope.repositories.isEmpty())
            continue;
        const Told takes
            = both(takesRepository(rule.scope.repositories, rules.repository), takesImage(rule.scope.tags, {tag}));
        any = std::max(any, takes);
    }
    return any;
}

} // namespace opsdeck
