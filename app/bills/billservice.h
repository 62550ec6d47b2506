// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/billcheck.h"
#include "models/domain/billcompare.h"
#include "models/domain/billplaces.h"
#include "models/domain/diagnostic.h"
#include "models/domain/error.h"

#include <QFuture>
#include <QObject>

namespace opsdeck {

/// What a new product version is to be made of.
struct BillOrder
{
    enum class From
    {
        Tags, ///< each module by a tag of its own
        Tag, ///< every module by the same tag
        Branch, ///< every module by the newest tag on this branch
    };

    ProductId product;
    QString version;
    From from = From::Tags;
    QString name; ///< of the tag or the branch
    QMap<ModuleId, QString> tags; ///< for From::Tags
    QString note;
    bool anyway = false; ///< although something is left open, or does not hold

    bool operator==(const BillOrder &) const = default;
};

/// What would be written, held against what is known; nothing is written yet.
struct BillProposal
{
    BillOrder order;
    BillDraft draft;
    BillCheck check;
    QString path; ///< where it would stand, relative to the workspace
    bool exists = false; ///< a file stands there already; it is never replaced

    bool operator==(const BillProposal &) const = default;
};

struct BillWritten
{
    QString path; ///< relative to the workspace
    bool isNew = false; ///< false: the same stood there already, and was not touched

    bool operator==(const BillWritten &) const = default;
};

struct BillList
{
    QList<Bill> bills; ///< by product; within it the newest version first
    Diagnostics faults; ///< why a file is missing in it

    bool operator==(const BillList &) const = default;
};

struct SiteList
{
    QList<Site> sites;
    Diagnostics faults;

    bool operator==(const SiteList &) const = default;
};

/// Where a product version is in use, by digest.
struct BillUse
{
    QMap<ModuleId, QList<DigestPlaces::OnHost>> hosts;
    QList<Site> sites; ///< that say they run it
    QList<HostId> blind; ///< hosts that are silent: what they run now is not known

    bool operator==(const BillUse &) const = default;
};

/// Where images are, and what could not be looked at.
struct BillSearch
{
    QList<std::pair<Digest, DigestPlaces>> found; ///< several where a tag was moved
    QList<HostId> blind;
    Diagnostics faults; ///< of bills and sites that could not be read

    bool operator==(const BillSearch &) const = default;
};

/// What rows know to choose from when a version is made; the newest first.
struct BillChoices
{
    QStringList tags; ///< that every module with a project has
    QStringList branches; ///< that any module's project has, as far as pipelines and merge requests tell
    QMap<ModuleId, QStringList> tagsOf;

    bool operator==(const BillChoices &) const = default;
};

/// Product versions as window and command line see them. GUI thread; the work happens elsewhere. Reads files of the
/// workspace and what was synced last; asks no source.
class BillService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QFuture<Result<BillList>> bills() = 0;
    /// NotFound where there is none; Usage where its file has a fault.
    virtual QFuture<Result<Bill>> bill(ProductId product, QString version) = 0;
    virtual QFuture<Result<SiteList>> sites() = 0;
    virtual QFuture<Result<BillChoices>> choices(ProductId product) = 0;

    /// Drafts and checks. Writes nothing.
    virtual QFuture<Result<BillProposal>> propose(BillOrder order) = 0;
    /// Writes exactly what was proposed. Refused where the rows have come to say something else since, where another
    /// content stands there, where this person may not, and without `anyway` where something is open or does not hold.
    /// The intent is in the ledger before the file is written, the outcome after.
    virtual QFuture<Result<BillWritten>> create(BillProposal proposal) = 0;

    virtual QFuture<Result<BillCheck>> check(ProductId product, QString version) = 0;
    virtual QFuture<Result<BillUse>> use(ProductId product, QString version) = 0;
    virtual QFuture<Result<BillComparison>> compare(ProductId product, QString before, QString after) = 0;
    /// `text` is a digest or how one begins, or an image with or without its tag.
    virtual QFuture<Result<BillSearch>> find(QString text) = 0;

Q_SIGNALS:
    void changed(); ///< a version was written from here
};

} // namespace opsdeck
