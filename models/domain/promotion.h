// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bill.h"
#include "models/domain/error.h"
#include "models/domain/image.h"

namespace opsdeck {

// Images on their way from one registry to another, and how it is proved that they arrived. Who carried them, and what
// it says of that, counts for nothing here: only what both registries hold.

/// One tag that is promoted.
struct PromotionItem
{
    ImageRef source; ///< with tag; with the digest once that is frozen
    ImageRef target; ///< with tag, no digest

    bool operator==(const PromotionItem &) const = default;
};

enum class ProofVerdict
{
    Equal, ///< the target's tag stands for what was promoted
    Different,
    Missing, ///< the target has no such tag
    Unknown, ///< one of the registries did not tell
};

/// Whether one tag arrived.
struct TagProof
{
    PromotionItem item;
    Digest source; ///< what was promoted
    Digest target; ///< what the target's tag stands for now; empty = missing or unknown
    ProofVerdict verdict = ProofVerdict::Unknown;
    Phrase reason; ///< why it is not equal, or what is worth knowing although it is

    bool operator==(const TagProof &) const = default;
};

/// Holds what the registries say now against what was frozen. Without a frozen digest what the source says now counts.
TagProof prove(const PromotionItem &item, const Result<Digest> &source, const Result<Digest> &target);
/// A tag of which nothing is known, and why.
TagProof unproved(const PromotionItem &item, const Phrase &reason);
/// Nothing proves nothing: false without a proof.
bool isProved(const QList<TagProof> &proofs);

/// What a product version consists of, as tags of registry `from` that go to `to` (host and port each). By its bill
/// where there is one, and then with the bill's digests; else by the tags that the workspace names. Usage where a
/// module has no image or no tag.
Result<QList<PromotionItem>> promotionItems(
    const Product &product, const QString &version, const Bill *bill, const QString &from, const QString &to);
/// Images as a person named them; a registry in the name must be `from`, which may be empty then.
Result<QList<PromotionItem>> promotionItems(const QStringList &images, const QString &from, const QString &to);

enum class ReplicationTrigger
{
    Manual,
    Scheduled,
    Event,
    Other, ///< a word that we do not know
};

struct ReplicationFilter
{
    QString type; ///< name, tag, label, resource
    QString value; ///< as Harbor writes it; several labels with commas
    bool excludes = false;

    bool operator==(const ReplicationFilter &) const = default;
};

/// A rule of a Harbor that copies images to or from another registry.
struct ReplicationPolicy
{
    SourceId source; ///< the Harbor that has it
    qint64 id = 0;
    QString name;
    QString description;
    QString from; ///< the registry's name there; empty = that Harbor itself
    QString to;
    QString destinationNamespace; ///< empty = the names stay
    qint64 replacedParts = -1; ///< how many parts of a name the namespace takes the place of; -1 = all but the last
    ReplicationTrigger trigger = ReplicationTrigger::Manual;
    QString triggerWord; ///< as Harbor says it
    QString cron; ///< six fields, in UTC; of Scheduled
    QList<ReplicationFilter> filters;
    bool enabled = false;
    bool overrides = false; ///< replaces a tag that the target has already

    bool operator==(const ReplicationPolicy &) const = default;
};

/// How the repository is called where the policy brings it; nothing where it has too few parts for the policy.
std::optional<QString> replicatedName(const ReplicationPolicy &policy, const QString &repository);

enum class ReplicationState
{
    InProgress,
    Succeeded,
    Failed,
    Stopped,
    Other, ///< a word that we do not know: not over, as far as we know
};

/// One run of a policy, as Harbor tells it: what it says of success is a claim.
struct ReplicationExecution
{
    qint64 id = 0;
    qint64 policy = 0;
    ReplicationState state = ReplicationState::Other;
    QString stateWord; ///< as Harbor says it
    QString words; ///< its own explanation
    QString trigger; ///< what started it
    QDateTime startedAt; ///< UTC
    QDateTime endedAt; ///< UTC; invalid while it runs
    qint64 total = 0; ///< tasks, as the four that follow
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 stopped = 0;
    qint64 inProgress = 0;

    bool isOver() const;
    bool operator==(const ReplicationExecution &) const = default;
};

struct ReplicationTask
{
    qint64 id = 0;
    qint64 execution = 0;
    ReplicationState state = ReplicationState::Other;
    QString stateWord;
    QString operation; ///< copy, deletion
    QString resourceType;
    QString source; ///< as Harbor writes it: shop/cart:[v1,v2]
    QString target;
    QDateTime startedAt; ///< UTC
    QDateTime endedAt;

    bool operator==(const ReplicationTask &) const = default;
};

ReplicationState replicationState(const QString &word);
ReplicationTrigger replicationTrigger(const QString &word);

/// Stable words of --json and ledger: equal, different, missing, unknown.
QString nameOf(ProofVerdict verdict);
QString nameOf(ReplicationTrigger trigger); ///< manual, scheduled, event, other
QString nameOf(ReplicationState state); ///< running, succeeded, failed, stopped, other

} // namespace opsdeck
