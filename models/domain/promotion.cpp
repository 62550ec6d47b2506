// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/promotion.h"

#include "models/domain/workspace.h"

namespace opsdeck {

namespace {

ImageRef at(const QString &registry, const QString &repository, const QString &tag)
{
    return {registry, repository, tag, {}};
}

tl::unexpected<Error> usage(const QString &origin, const char *pattern, const QStringList &values)
{
    return failure(Error::Kind::Usage, origin, Phrase(pattern, values));
}

/// Two images that go to the same tag would prove each other wrong; the same one twice is once.
Result<QList<PromotionItem>> withoutRepeats(const QList<PromotionItem> &items)
{
    QList<PromotionItem> all;
    for (const PromotionItem &item : items) {
        const auto same = std::find_if(
            all.cbegin(), all.cend(), [&item](const PromotionItem &other) { return other.target == item.target; });
        if (same == all.cend())
            all.append(item);
        else if (same->source != item.source)
            return usage(
                item.target.text(), QT_TRANSLATE_NOOP("Phrase", "two images are to become %1"), {item.target.text()});
    }
    return all;
}

/// Of one module; the bill's own words where it has them.
Result<PromotionItem> itemOf(const ProductModule &part, const QString &version, const Product &product,
    const BillModule *billed, const QString &from, const QString &to)
{
    const ImageRef &image = billed ? billed->image : part.image;
    QString tag = billed ? billed->image.tag : product.tagOf(part.id, version);
    if (billed && tag.isEmpty())
        tag = billed->tag;
    if (image.repository.isEmpty())
        return usage(part.id.text(), QT_TRANSLATE_NOOP("Phrase", "%1 has no image"), {part.id.text()});
    if (tag.isEmpty())
        return usage(part.id.text(), QT_TRANSLATE_NOOP("Phrase", "%1 has no tag in this version"), {part.id.text()});
    PromotionItem item{at(from, image.repository, tag), at(to, image.repository, tag)};
    if (billed)
        item.source.digest = billed->digest;
    return item;
}

} // namespace

TagProof unproved(const PromotionItem &item, const Phrase &reason)
{
    return {item, item.source.digest, {}, ProofVerdict::Unknown, reason};
}

TagProof prove(const PromotionItem &item, const Result<Digest> &source, const Result<Digest> &target)
{
    TagProof proof = unproved(item, {});
    if (proof.source.isEmpty() && source)
        proof.source = *source;
    if (!target && target.error().kind == Error::Kind::NotFound) {
        proof.verdict = ProofVerdict::Missing;
        proof.reason = Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has not arrived"), {item.target.text()});
        return proof;
    }
    if (!target || target->isEmpty() || proof.source.isEmpty()) {
        proof.reason = !target ? target.error().said() : !source ? source.error().said() : Phrase();
        if (proof.reason.isEmpty())
            proof.reason = Phrase(QT_TRANSLATE_NOOP("Phrase", "the registry gave no reason"));
        return proof;
    }
    proof.target = *target;
    proof.verdict = proof.source == proof.target ? ProofVerdict::Equal : ProofVerdict::Different;
    const bool moved = source && *source != proof.source;
    if (proof.verdict == ProofVerdict::Different) {
        const char *pattern = moved && *source == proof.target
            ? QT_TRANSLATE_NOOP("Phrase", "%1 holds %2 and not %3: the tag was moved at the source meanwhile")
            : QT_TRANSLATE_NOOP("Phrase", "%1 holds %2 and not %3");
        proof.reason = Phrase(pattern, {item.target.text(), proof.target.shortText(), proof.source.shortText()});
    } else if (moved) {
        proof.reason = Phrase(
            QT_TRANSLATE_NOOP("Phrase", "the tag was moved at the source meanwhile, to %1"), {source->shortText()});
    }
    return proof;
}

bool isProved(const QList<TagProof> &proofs)
{
    return !proofs.isEmpty() && std::all_of(proofs.cbegin(), proofs.cend(), [](const TagProof &proof) {
        return proof.verdict == ProofVerdict::Equal;
    });
}

Result<QList<PromotionItem>> promotionItems(
    const Product &product, const QString &version, const Bill *bill, const QString &from, const QString &to)
{
    QList<PromotionItem> items;
    for (const ProductModule &part : product.modules) {
        const BillModule *billed = bill ? bill->module(part.id) : nullptr;
        if (bill && !billed)
            return usage(product.id.text(), QT_TRANSLATE_NOOP("Phrase", "the bill of %1 has no module %2"),
                {version, part.id.text()});
        const auto item = itemOf(part, version, product, billed, from, to);
        if (!item)
            return tl::unexpected(item.error());
        items.append(*item);
    }
    if (items.isEmpty())
        return usage(product.id.text(), QT_TRANSLATE_NOOP("Phrase", "%1 has no modules"), {product.id.text()});
    return withoutRepeats(items);
}

Result<QList<PromotionItem>> promotionItems(const QStringList &images, const QString &from, const QString &to)
{
    QList<PromotionItem> items;
    for (const QString &text : images) {
        const auto image = ImageRef::parse(text);
        if (!image || image->tag.isEmpty())
            return usage(text, QT_TRANSLATE_NOOP("Phrase", "%1 is no image with a tag"), {text});
        if (!from.isEmpty() && !image->registry.isEmpty() && image->registry != from)
            return usage(text, QT_TRANSLATE_NOOP("Phrase", "%1 is not in the registry %2"), {text, from});
        ImageRef source = *image;
        source.registry = image->registry.isEmpty() ? from : image->registry;
        if (source.registry.isEmpty())
            return usage(text, QT_TRANSLATE_NOOP("Phrase", "%1 names no registry to take it from"), {text});
        items.append({source, at(to, source.repository, source.tag)});
    }
    if (items.isEmpty())
        return usage({}, QT_TRANSLATE_NOOP("Phrase", "nothing was chosen to be promoted"), {});
    return withoutRepeats(items);
}

std::optional<QString> replicatedName(const ReplicationPolicy &policy, const QString &repository)
{
    if (policy.destinationNamespace.isEmpty())
        return repository;
    const QStringList parts = repository.split(u'/');
    const qsizetype replaced = policy.replacedParts < 0 ? parts.size() - 1 : policy.replacedParts;
    if (replaced >= parts.size())
        return std::nullopt;
    return (QStringList{policy.destinationNamespace} + parts.mid(replaced)).join(u'/');
}

bool ReplicationExecution::isOver() const
{
    return state == ReplicationState::Succeeded || state == ReplicationState::Failed
        || state == ReplicationState::Stopped;
}

ReplicationState replicationState(const QString &word)
{
    // Tasks of some versions speak the words of the job service.
    if (word == u"InProgress" || word == u"Pending" || word == u"Running" || word == u"Scheduled"
        || word == u"Initialized")
        return ReplicationState::InProgress;
    if (word == u"Succeed" || word == u"Success")
        return ReplicationState::Succeeded;
    if (word == u"Failed" || word == u"Error")
        return ReplicationState::Failed;
    return word == u"Stopped" ? ReplicationState::Stopped : ReplicationState::Other;
}

ReplicationTrigger replicationTrigger(const QString &word)
{
    if (word == u"manual" || word.isEmpty())
        return ReplicationTrigger::Manual;
    if (word == u"scheduled")
        return ReplicationTrigger::Scheduled;
    return word == u"event_based" ? ReplicationTrigger::Event : ReplicationTrigger::Other;
}

QString nameOf(ProofVerdict verdict)
{
    switch (verdict) {
    case ProofVerdict::Equal:
        return QStringLiteral("equal");
    case ProofVerdict::Different:
        return QStringLiteral("different");
    case ProofVerdict::Missing:
        return QStringLiteral("missing");
    case ProofVerdict::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QString nameOf(ReplicationTrigger trigger)
{
    switch (trigger) {
    case ReplicationTrigger::Manual:
        return QStringLiteral("manual");
    case ReplicationTrigger::Scheduled:
        return QStringLiteral("scheduled");
    case ReplicationTrigger::Event:
        return QStringLiteral("event");
    case ReplicationTrigger::Other:
        break;
    }
    return QStringLiteral("other");
}

QString nameOf(ReplicationState state)
{
    switch (state) {
    case ReplicationState::InProgress:
        return QStringLiteral("running");
    case ReplicationState::Succeeded:
        return QStringLiteral("succeeded");
    case ReplicationState::Failed:
        return QStringLiteral("failed");
    case ReplicationState::Stopped:
        return QStringLiteral("stopped");
    case ReplicationState::Other:
        break;
    }
    return QStringLiteral("other");
}

} // namespace opsdeck
