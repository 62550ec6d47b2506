// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/billplaces.h"

#include "models/domain/versionorder.h"

#include <algorithm>

namespace opsdeck {

namespace {

using VersionKey = std::pair<ProductId, QString>;

Standing standingOf(const QString &version, const QString &reference)
{
    const auto order = compareVersions(version, reference);
    if (order == std::partial_ordering::unordered)
        return Standing::Unknown;
    return order < 0 ? Standing::Behind : order > 0 ? Standing::Ahead : Standing::Same;
}

void addSites(DigestPlaces &places, const DigestPlacesInput &input)
{
    QSet<VersionKey> known;
    for (const Bill &bill : input.bills)
        known.insert({bill.product, bill.version});
    QSet<VersionKey> holding;
    for (const DigestPlaces::InBill &place : std::as_const(places.bills))
        holding.insert({place.product, place.version});
    for (const Site &site : input.sites) {
        for (auto it = site.versions.cbegin(); it != site.versions.cend(); ++it) {
            const DigestPlaces::AtSite place{site.id, site.customer, it.key(), it.value()};
            if (holding.contains({it.key(), it.value()}))
                places.sites.append(place);
            else if (!known.contains({it.key(), it.value()}))
                places.unknownSites.append(place);
        }
    }
}

} // namespace

DigestPlaces placesOf(const Digest &digest, const DigestPlacesInput &input)
{
    DigestPlaces places;
    if (digest.isEmpty())
        return places;
    for (const Bill &bill : input.bills) {
        for (const BillModule &module : bill.modules) {
            if (module.digest == digest || module.image.digest == digest)
                places.bills.append({bill.product, bill.version, module.part});
        }
    }
    QHash<HostId, EnvironmentId> environments;
    for (const HostSpec &host : input.hosts)
        environments.insert(host.id, host.environment);
    for (const Container &container : input.containers) {
        if (container.digest == digest)
            places.hosts.append({container.host, environments.value(container.host), container.name, container.state});
    }
    addSites(places, input);
    return places;
}

QList<VersionSites> sitesByVersion(const QList<Site> &sites, const ProductId &product)
{
    QMap<QString, QList<Site>> byVersion;
    for (const Site &site : sites) {
        if (site.versions.contains(product))
            byVersion[site.versions.value(product)].append(site);
    }
    QList<VersionSites> all;
    for (auto it = byVersion.cbegin(); it != byVersion.cend(); ++it)
        all.append({it.key(), it.value()});
    std::stable_sort(all.begin(), all.end(),
        [](const VersionSites &a, const VersionSites &b) { return isLowerVersion(b.version, a.version); });
    return all;
}

QList<SiteStanding> standingsOf(const QList<Site> &sites, const ProductId &product, const QString &version)
{
    QList<SiteStanding> standings;
    for (const Site &site : sites) {
        if (const QString there = site.versions.value(product); !there.isEmpty())
            standings.append({site, there, standingOf(there, version)});
    }
    std::stable_sort(standings.begin(), standings.end(), [](const SiteStanding &a, const SiteStanding &b) {
        const bool unknownA = a.standing == Standing::Unknown;
        const bool unknownB = b.standing == Standing::Unknown;
        return unknownA != unknownB ? unknownB : isLowerVersion(a.version, b.version);
    });
    return standings;
}

QList<SiteStanding> sitesBehind(const QList<Site> &sites, const ProductId &product, const QString &version)
{
    QList<SiteStanding> standings = standingsOf(sites, product, version);
    standings.removeIf([](const SiteStanding &standing) { return standing.standing != Standing::Behind; });
    return standings;
}

} // namespace opsdeck
