// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/phrase.h"
#include "models/domain/workspace.h"

namespace opsdeck {

class BillIndex;

/// What one module is in a product version.
struct BillModule
{
    ModuleId part;
    QString project; ///< GitLab path; empty = none
    QString tag; ///< empty = not known
    QString commit; ///< empty = not known
    ImageRef image; ///< registry and repository; its tag only where the registry has it
    Digest digest; ///< what is deployed; empty = not known

    bool operator==(const BillModule &) const = default;
};

/// A product version as a bill of materials: which module in which state. Once written it is frozen.
struct Bill
{
    ProductId product;
    QString version;
    QList<BillModule> modules;
    QString createdBy;
    QDateTime createdAt;
    QString note;

    const BillModule *module(const ModuleId &part) const;
    /// Whether the two say the same, whoever made them and when.
    bool hasContentOf(const Bill &other) const;

    bool operator==(const Bill &) const = default;
};

/// Something that a bill leaves open, and why.
struct BillGap
{
    enum class What
    {
        Module, ///< a module was named that the product does not have
        Tag,
        Commit,
        Digest,
    };

    ModuleId part;
    What what = What::Tag;
    Phrase reason;

    bool operator==(const BillGap &) const = default;
};

/// A bill as far as what is known makes it. It has every module of the product; whatever is empty in them stands in
/// `gaps`: nothing is guessed. Who made it and when is for the caller to fill in.
struct BillDraft
{
    Bill bill;
    QList<BillGap> gaps;

    bool isComplete() const { return gaps.isEmpty(); }
    bool operator==(const BillDraft &) const = default;
};

/// Every module by the same tag.
BillDraft billFromTag(const Product &product, const QString &version, const QString &tag, const BillIndex &index);
/// Every module by the newest tag on this branch of its project, as far as the rows tell.
BillDraft billFromBranch(const Product &product, const QString &version, const QString &branch, const BillIndex &index);
/// Each module by the tag that a person gave it.
BillDraft billFromTags(
    const Product &product, const QString &version, const QMap<ModuleId, QString> &tags, const BillIndex &index);

} // namespace opsdeck
