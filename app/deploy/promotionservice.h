// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/promotion.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// What is to be promoted, and who carries it.
struct PromotionOrder
{
    QString subject; ///< for people: "shop 2.4.1"
    QString from; ///< registry, host and port
    QString to;
    QList<PromotionItem> items; ///< with digests once prepared
    SourceId harbor; ///< whose policy carries them; empty = they are copied from here
    QString policy; ///< its name

    bool operator==(const PromotionOrder &) const = default;
};

enum class PromotionOutcome
{
    Done, ///< every tag is proved
    Failed,
    Cancelled,
};

/// How a promotion ended.
struct PromotionReport
{
    QString id; ///< as in the ledger
    PromotionOrder order;
    PromotionOutcome outcome = PromotionOutcome::Failed;
    QList<TagProof> proofs; ///< one an item
    qint64 sent = 0; ///< bytes that were copied from here because the target did not have them
    std::optional<ReplicationExecution> execution; ///< as Harbor told it last
    Phrase failure; ///< of the carrying; the proofs have their own reasons

    bool operator==(const PromotionReport &) const = default;
};

/// How far a promotion is.
struct PromotionNews
{
    Phrase text;
    QString image; ///< the target that is worked on; empty = all of them
    qint64 done = 0; ///< bytes of that image; tasks where Harbor does it
    qint64 total = 0;

    bool operator==(const PromotionNews &) const = default;
};

struct PolicyState
{
    ReplicationPolicy policy;
    std::optional<ReplicationExecution> last; ///< nothing = it never ran

    bool operator==(const PolicyState &) const = default;
};

struct ReplicationLog
{
    ReplicationTask task;
    QString text;
    Phrase fault; ///< why there is no text

    bool operator==(const ReplicationLog &) const = default;
};

/// Stable words of --json and ledger: done, failed, cancelled.
QString nameOf(PromotionOutcome outcome);

/// Promotions as window and command line see them. GUI thread; the work happens on the I/O thread.
class PromotionService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Freezes the digests of the source and the names at the target. Writes nothing, neither here nor there. Refused
    /// where a tag is not any more what the version says.
    virtual QFuture<Result<PromotionOrder>> prepare(PromotionOrder order) = 0;
    /// Carries a prepared order out and proves each tag. One at a time. An error where nothing was begun; whatever
    /// happened later stands in the report and in the ledger.
    virtual QFuture<Result<PromotionReport>> promote(PromotionOrder order) = 0;
    /// Ends what runs; the report says so.
    virtual void cancel() = 0;

    virtual QFuture<Result<QList<PolicyState>>> policies(SourceId harbor) = 0;
    /// Every task of an execution with its log.
    virtual QFuture<Result<QList<ReplicationLog>>> logs(SourceId harbor, qint64 execution) = 0;

Q_SIGNALS:
    void newsHappened(const opsdeck::PromotionNews &news);
};

} // namespace opsdeck
