// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bill.h"
#include "models/domain/container.h"

namespace opsdeck {

/// Where products run for a customer, as people write it down: Opsdeck need not reach it.
struct Site
{
    QString id;
    QString title;
    QString customer;
    QMap<ProductId, QString> versions;
    QString note;

    bool operator==(const Site &) const = default;
};

/// Everything that contains one image.
struct DigestPlaces
{
    struct InBill
    {
        ProductId product;
        QString version;
        ModuleId part;

        bool operator==(const InBill &) const = default;
    };
    struct OnHost
    {
        HostId host;
        EnvironmentId environment; ///< empty where the workspace does not have the host
        QString container;
        QString state; ///< the engine's word; a container that does not run counts too

        bool operator==(const OnHost &) const = default;
    };
    struct AtSite
    {
        QString site;
        QString customer;
        ProductId product;
        QString version;

        bool operator==(const AtSite &) const = default;
    };

    QList<InBill> bills;
    QList<OnHost> hosts;
    QList<AtSite> sites;
    QList<AtSite> unknownSites; ///< they run a version without a bill, so nothing tells what it contains

    bool operator==(const DigestPlaces &) const = default;
};

struct DigestPlacesInput
{
    QList<Bill> bills;
    QList<Container> containers;
    QList<HostSpec> hosts;
    QList<Site> sites;
};

/// Nothing for an empty digest.
DigestPlaces placesOf(const Digest &digest, const DigestPlacesInput &input);

/// The sites that run one version of a product.
struct VersionSites
{
    QString version;
    QList<Site> sites;

    bool operator==(const VersionSites &) const = default;
};

/// Newest version first.
QList<VersionSites> sitesByVersion(const QList<Site> &sites, const ProductId &product);

enum class Standing
{
    Behind,
    Same,
    Ahead,
    Unknown, ///< the two versions cannot be compared
};

struct SiteStanding
{
    Site site;
    QString version;
    Standing standing = Standing::Unknown;

    bool operator==(const SiteStanding &) const = default;
};

/// How each site that has the product stands to a version: oldest first, incomparable ones at the end.
QList<SiteStanding> standingsOf(const QList<Site> &sites, const ProductId &product, const QString &version);
/// Those that are surely behind; what cannot be compared is in `standingsOf` alone.
QList<SiteStanding> sitesBehind(const QList<Site> &sites, const ProductId &product, const QString &version);

} // namespace opsdeck
