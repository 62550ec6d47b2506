// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/versionmatrix.h"

#include <QUrl>
#include <QVersionNumber>

#include <algorithm>

namespace opsdeck {

namespace {

/// What the registry knows about one module's repository.
struct RegistryView
{
    QList<Artifact> artifacts;
    Freshness freshness = Freshness::Live;
    QDateTime lastSuccess;
    bool isConnected = false;
};

QString authorityOf(const QString &url)
{
    const QUrl parsed(url);
    const QString port = parsed.port() < 0 ? QString() : u':' + QString::number(parsed.port());
    return parsed.host().toLower() + port;
}

QDateTime earlier(const QDateTime &a, const QDateTime &b)
{
    if (!a.isValid() || !b.isValid())
        return a.isValid() ? a : b;
    return std::min(a, b);
}

Health worseHealth(Health a, Health b)
{
    const auto rank = [](Health h) {
        switch (h) {
        case Health::None:
            return 0;
        case Health::Healthy:
            return 1;
        case Health::Starting:
            return 2;
        case Health::Unhealthy:
            return 3;
        }
        return 0;
    };
    return rank(a) >= rank(b) ? a : b;
}

bool belongsTo(const Container &container, const ProductModule &part)
{
    if (!container.composeProject.isEmpty()) {
        const QString project = part.composeProject.isEmpty() ? part.id.text() : part.composeProject;
        const QStringList services = part.services.isEmpty() ? QStringList{part.id.text()} : part.services;
        return container.composeProject == project && services.contains(container.composeService);
    }
    const auto image = ImageRef::parse(container.image);
    return image && image->name() == part.image.name();
}

class MatrixMaker
{
public:
    explicit MatrixMaker(const VersionMatrixInput &input)
        : m_input(input)
    {
        for (const SourceRecord &record : input.sources)
            m_records.insert(record.id, &record);
        for (const Container &container : input.containers)
            m_containers[container.host].append(&container);
    }

    MatrixRow row(const Product &product, const ProductModule &part) const
    {
        MatrixRow row{.product = product.id, .part = part.id, .component = part.component, .image = part.image};
        const Catalog &catalog = m_input.workspace.catalog;
        row.title = part.component.isEmpty() ? part.id.text() : catalog.titleOf(part.component);
        if (const Entity *entity = catalog.find(part.component)) {
            row.system = entity->system;
            row.owner = entity->owner.isEmpty() ? QString() : catalog.titleOf(entity->owner);
        }
        const RegistryView registry = registryOf(part.image);
        for (const Environment &environment : m_input.workspace.environments)
            row.cells.append(cell(part, environment.id, registry));
        for (const Artifact &artifact : registry.artifacts) {
            if (runsSomewhere(row, artifact.digest))
                row.artifacts.append(artifact);
        }
        return row;
    }

    Freshness freshnessOfHost(const HostId &host) const { return freshnessOfSource(sourceOf(host)); }

private:
    Freshness freshnessOfSource(const SourceId &id) const
    {
        const SourceRecord *record = m_records.value(id);
        return record ? freshnessOf(*record, m_input.now) : Freshness::Never;
    }

    static bool runsSomewhere(const MatrixRow &row, const Digest &digest)
    {
        return std::any_of(row.cells.cbegin(), row.cells.cend(), [&](const MatrixCell &cell) {
            return std::any_of(cell.hosts.cbegin(), cell.hosts.cend(),
                [&](const HostVersion &version) { return version.digest == digest; });
        });
    }

    /// Artifacts of the registry that the image names; of all registries where none of them has that address.
    RegistryView registryOf(const ImageRef &image) const
    {
        QSet<SourceId> named;
        for (const Connection &connection : m_input.workspace.connections) {
            const bool isRegistry = connection.kind == u"harbor" || connection.kind == u"registry";
            if (isRegistry && authorityOf(connection.url) == image.registry.toLower())
                named.insert(connection.id);
        }
        RegistryView view;
        for (const Artifact &artifact : m_input.artifacts) {
            if (artifact.repository == image.repository && (named.isEmpty() || named.contains(artifact.source)))
                view.artifacts.append(artifact);
        }
        for (const SourceId &id : std::as_const(named)) {
            if (!m_records.contains(id) && view.artifacts.isEmpty())
                continue; // a plain registry is asked on demand and never polled
            view.isConnected = true;
            view.freshness = worse(view.freshness, freshnessOfSource(id));
            if (const SourceRecord *record = m_records.value(id))
                view.lastSuccess = earlier(view.lastSuccess, record->lastSuccess);
        }
        return view;
    }

    HostVersion versionOf(const Container &container, const RegistryView &registry) const
    {
        HostVersion version{.host = container.host, .presence = HostVersion::Presence::Running};
        version.container = container.name;
        version.image = container.image;
        version.imageId = container.imageId;
        version.digest = container.digest;
        version.health = container.health;
        version.createdAt = container.createdAt;
        const auto asked = ImageRef::parse(container.image).value_or(ImageRef{});
        for (const Artifact &artifact : registry.artifacts) {
            if (!container.digest.isEmpty() && artifact.digest == container.digest)
                version.tag = bestTag(artifact.tags, asked.tag);
            else if (!container.digest.isEmpty() && !asked.tag.isEmpty() && artifact.tags.contains(asked.tag))
                version.tagMoved = true;
        }
        return version;
    }

    QList<HostVersion> versionsOn(const HostId &host, const ProductModule &part, const RegistryView &registry) const
    {
        QList<HostVersion> versions;
        for (const Container *container : m_containers.value(host)) {
            if (belongsTo(*container, part) && (container->state == u"running" || container->state == u"restarting"))
                versions.append(versionOf(*container, registry));
        }
        const Freshness freshness = freshnessOfHost(host);
        if (versions.isEmpty()) {
            using Presence = HostVersion::Presence;
            versions.append({.host = host, .presence = isBlind(freshness) ? Presence::Unknown : Presence::Missing});
        }
        const SourceRecord *record = m_records.value(sourceOf(host));
        for (HostVersion &version : versions) {
            version.freshness = freshness;
            version.lastSuccess = record ? record->lastSuccess : QDateTime();
        }
        return versions;
    }

    MatrixCell cell(const ProductModule &part, const EnvironmentId &environment, const RegistryView &registry) const
    {
        MatrixCell cell;
        const QList<HostId> hosts = part.hostsIn(environment);
        cell.placed = !hosts.isEmpty();
        cell.hostCount = static_cast<int>(hosts.size());
        if (!cell.placed)
            return cell;
        for (const HostId &host : hosts)
            cell.hosts += versionsOn(host, part, registry);
        addFreshness(cell, registry);
        summarise(cell);
        return cell;
    }

    static void addFreshness(MatrixCell &cell, const RegistryView &registry)
    {
        for (const HostVersion &version : std::as_const(cell.hosts)) {
            cell.freshness = worse(cell.freshness, version.freshness);
            if (isBlind(version.freshness))
                cell.blindSince = earlier(cell.blindSince, version.lastSuccess);
        }
        if (!registry.isConnected)
            return;
        cell.freshness = worse(cell.freshness, registry.freshness);
        if (isBlind(registry.freshness))
            cell.blindSince = earlier(cell.blindSince, registry.lastSuccess);
    }

    static void summarise(MatrixCell &cell)
    {
        QMap<QString, QSet<HostId>> hostsByContent;
        for (const HostVersion &version : std::as_const(cell.hosts)) {
            if (version.presence == HostVersion::Presence::Missing)
                ++cell.missing;
            if (version.presence != HostVersion::Presence::Running)
                continue;
            hostsByContent[version.contentId()].insert(version.host);
            cell.tagMoved = cell.tagMoved || version.tagMoved;
            cell.health = worseHealth(cell.health, version.health);
            if (!cell.since.isValid() || version.createdAt > cell.since)
                cell.since = version.createdAt;
        }
        QString most;
        for (auto it = hostsByContent.cbegin(); it != hostsByContent.cend(); ++it) {
            if (!hostsByContent.contains(most) || it->size() > hostsByContent.value(most).size())
                most = it.key();
        }
        QSet<HostId> others;
        for (const HostVersion &version : std::as_const(cell.hosts)) {
            if (version.presence != HostVersion::Presence::Running)
                continue;
            if (version.contentId() != most)
                others.insert(version.host);
            else if (cell.main.presence != HostVersion::Presence::Running)
                cell.main = version;
        }
        cell.differing = static_cast<int>(others.size());
    }

    const VersionMatrixInput &m_input;
    QHash<SourceId, const SourceRecord *> m_records;
    QHash<HostId, QList<const Container *>> m_containers;
};

/// True where `a` is the lower version, or says less: "latest" < "2.4.1-rc1" < "2.4.1" < "2.10.0".
bool isLowerTag(const QString &a, const QString &b)
{
    const auto orderOf = [](const QString &tag) {
        const QString rest = tag.startsWith(u'v') ? tag.mid(1) : tag;
        qsizetype suffix = 0;
        const QVersionNumber number = QVersionNumber::fromString(rest, &suffix);
        return std::tuple(number, !number.isNull() && suffix == rest.size(), tag);
    };
    return orderOf(a) < orderOf(b);
}

} // namespace

bool MatrixRow::hasDrift() const
{
    return std::any_of(cells.cbegin(), cells.cend(), [](const MatrixCell &cell) { return cell.hasDrift(); });
}

bool MatrixRow::hasDifferences() const
{
    QSet<QString> contents;
    for (const MatrixCell &cell : cells) {
        if (cell.placed)
            contents.insert(cell.main.contentId());
    }
    return contents.size() > 1 || hasDrift();
}

VersionMatrix versionMatrix(const VersionMatrixInput &input)
{
    const MatrixMaker maker(input);
    VersionMatrix matrix{.environments = input.workspace.environments};
    for (const Product &product : input.workspace.products) {
        for (const ProductModule &part : product.modules) {
            matrix.rows.append(maker.row(product, part));
            for (const MatrixCell &cell : std::as_const(matrix.rows.last().cells))
                matrix.drifts += cell.hasDrift() ? 1 : 0;
        }
    }
    matrix.hosts = static_cast<int>(input.workspace.hosts.size());
    for (const HostSpec &host : input.workspace.hosts)
        matrix.liveHosts += isBlind(maker.freshnessOfHost(host.id)) ? 0 : 1;
    return matrix;
}

QMap<EntityId, QStringList> productionVersions(const VersionMatrix &matrix)
{
    QMap<EntityId, QStringList> versions;
    for (const MatrixRow &row : matrix.rows) {
        for (int i = 0; i < row.cells.size() && i < matrix.environments.size(); ++i) {
            const QString tag = row.cells.at(i).main.tag;
            const bool counts = matrix.environments.at(i).production && !row.system.isEmpty() && !tag.isEmpty();
            if (counts && !versions.value(row.system).contains(tag))
                versions[row.system].append(tag);
        }
    }
    for (QStringList &tags : versions)
        std::sort(tags.begin(), tags.end(), [](const QString &a, const QString &b) { return isLowerTag(b, a); });
    return versions;
}

QString bestTag(const QStringList &tags, const QString &askedFor)
{
    if (!askedFor.isEmpty() && tags.contains(askedFor))
        return askedFor;
    const auto best = std::max_element(tags.cbegin(), tags.cend(), isLowerTag);
    return best == tags.cend() ? QString() : *best;
}

} // namespace opsdeck
