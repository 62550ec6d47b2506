// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/billcheck.h"
#include "models/domain/billcompare.h"
#include "models/domain/billplaces.h"
#include "models/domain/diagnostic.h"

namespace opsdeck {

// What the page of product versions is told and what it asks for.

struct BillKey
{
    ProductId product;
    QString version;

    bool isEmpty() const { return version.isEmpty(); }
    bool operator==(const BillKey &) const = default;
};

/// A new version as a person wants it.
struct BillWish
{
    enum class From
    {
        Branch, ///< every module by the newest tag on it
        Tag, ///< every module by the same tag
        Tags, ///< each module by its own
    };

    BillKey key;
    From from = From::Branch;
    QString name; ///< of the branch or tag
    QMap<ModuleId, QString> tags;
    QString note;

    bool operator==(const BillWish &) const = default;
};

/// What would be written for a wish.
struct BillPreview
{
    BillWish wish;
    BillDraft draft;
    BillCheck check;
    QString path;
    bool exists = false; ///< a file stands there already
};

/// What can be chosen from when a version is made.
struct BillNames
{
    QStringList branches;
    QStringList tags;
    QMap<ModuleId, QStringList> tagsOf;
};

struct BillUsage
{
    QMap<ModuleId, QList<DigestPlaces::OnHost>> hosts;
    QList<Site> sites;
    QList<HostId> blind; ///< what they run now is not known
};

struct FoundImages
{
    QString text; ///< what was looked for
    QList<std::pair<Digest, DigestPlaces>> found;
    QList<HostId> blind;
    Diagnostics faults;
};

} // namespace opsdeck
