// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/image.h"
#include "models/domain/phrase.h"

#include <QList>

#include <optional>

namespace opsdeck {

/// Whether something is so, as far as the rules tell.
enum class Certainty
{
    No,
    Maybe, ///< it cannot be told
    Yes
};

/// One selector of a registry's rule: takes what its pattern matches, or all else.
struct KeepSelector
{
    bool isKnown = true; ///< false = a kind or a decoration that we do not know
    bool excludes = false;
    QString pattern; ///< doublestar; empty = everything
    bool takesUntagged = true; ///< of images without any tag

    bool operator==(const KeepSelector &) const = default;
};

/// What a rule is about: of these repositories (without project) those images. Selectors narrow one after the other.
struct KeepScope
{
    QList<KeepSelector> repositories;
    QList<KeepSelector> tags;

    bool operator==(const KeepScope &) const = default;
};

/// One rule of a retention policy. It says what stays.
struct RetentionRule
{
    enum class Template
    {
        Always,
        LatestPushed, ///< the `amount` that were pushed last
        LatestPulled,
        DaysSincePush, ///< pushed within the last `amount` days
        DaysSincePull,
        Other ///< one that we do not know
    };

    Template what = Template::Other;
    QString word; ///< as the registry names the template
    std::optional<int> amount; ///< nothing = it has one that cannot be read
    bool disabled = false;
    KeepScope scope;

    bool operator==(const RetentionRule &) const = default;
};

/// What of a project stays when its rules are applied. What no rule keeps is removed, in the repositories that any
/// rule is about.
struct ImageRetention
{
    QList<RetentionRule> rules;
    bool isKnown = true; ///< false = its algorithm or what it is about is not what we know
    bool isScheduled = false; ///< else only a person applies it

    bool operator==(const ImageRetention &) const = default;
};

/// Tags that nobody can move or remove.
struct ImmutableRule
{
    bool disabled = false;
    KeepScope scope;

    bool operator==(const ImmutableRule &) const = default;
};

struct KeptImage
{
    Digest digest;
    QStringList tags;
    QDateTime pushedAt;
    QDateTime pulledAt; ///< invalid = never

    bool operator==(const KeptImage &) const = default;
};

/// What a registry does to the images of one repository by itself.
struct KeepingRules
{
    QString project;
    QString repository; ///< without project
    std::optional<ImageRetention> policy; ///< nothing = nothing is removed; or it could not be read:
    Phrase policyUnread;
    QList<ImmutableRule> immutable;
    Phrase immutableUnread; ///< why these are not known
    QList<KeptImage> images; ///< read where there is a policy
    bool isWhole = true; ///< of the images: all of them

    bool operator==(const KeepingRules &) const = default;
};

/// What the rules would do to one image.
struct RetentionOutlook
{
    Certainty kept = Certainty::Maybe;
    Phrase reason;

    bool operator==(const RetentionOutlook &) const = default;
};

/// Whether an image is still there after the rules are applied at that time.
RetentionOutlook outlookOf(const KeepingRules &rules, const Digest &digest, const QDateTime &now);
/// Whether nobody can move this tag of the repository.
Certainty isImmutable(const KeepingRules &rules, const QString &tag);

/// As the doublestar library that Harbor uses: * within a path's step, ** over several, ?, […], {a,b}, \ before a
/// character. Nothing where the pattern is none, or is too much for us.
std::optional<bool> doublestarMatches(const QString &pattern, const QString &text);

} // namespace opsdeck
