// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspaceloader.h"

#include "app/workspace/billfile.h"
#include "app/workspace/catalogfiles.h"
#include "app/workspace/composefile.h"
#include "app/workspace/feedmappingreader.h"
#include "app/workspace/trafficreader.h"
#include "app/workspace/words.h"
#include "app/workspace/workspacereader.h"
#include "models/items/errortext.h"

#include <QDir>
#include <QFile>

namespace opsdeck {

namespace {

/// Which component each compose service stands for, so that depends_on becomes links of the topology.
QHash<QString, EntityId> componentOfService(const Workspace &workspace)
{
    QHash<QString, EntityId> map;
    for (const Product &product : workspace.products) {
        for (const ProductModule &part : product.modules) {
            for (const QString &service : part.services)
                map.insert(service, part.component);
        }
    }
    return map;
}

EntityId entityOfService(const QString &service, const QHash<QString, EntityId> &components, const Catalog &catalog)
{
    if (const auto it = components.constFind(service); it != components.cend())
        return *it;
    for (const EntityKind kind : {EntityKind::Component, EntityKind::Resource}) {
        if (const EntityId id = entityId(kind, service); catalog.find(id))
            return id;
    }
    return {};
}

void readComposeFile(Workspace &workspace, const ProductModule &part, const QHash<QString, EntityId> &components,
    Diagnostics &diagnostics)
{
    const QString shownAs = QDir(workspace.folder).relativeFilePath(part.compose);
    QFile file(part.compose);
    if (!file.open(QIODevice::ReadOnly)) {
        diagnostics.append({shownAs, 0, 0,
            WorkspaceText::tr("The compose file of module \"%1\" cannot be read: %2")
                .arg(part.id.text(), file.errorString()),
            WorkspaceText::tr("\"compose\" is relative to the workspace")});
        return;
    }
    const auto services = parseCompose(file.readAll(), shownAs);
    if (!services) {
        diagnostics.append({shownAs, 0, 0, services.error().detail, {}});
        return;
    }
    QStringList names;
    for (const ComposeService &service : *services) {
        names.append(service.name);
        const EntityId from = entityOfService(service.name, components, workspace.catalog);
        for (const QString &dependency : service.dependsOn) {
            const EntityId to = entityOfService(dependency, components, workspace.catalog);
            if (!from.isEmpty() && !to.isEmpty() && !workspace.composeLinks[from].contains(to))
                workspace.composeLinks[from].append(to);
        }
    }
    for (const QString &wanted : part.services) {
        if (!names.contains(wanted))
            diagnostics.append({shownAs, 0, 0,
                WorkspaceText::tr("Module \"%1\" names the service \"%2\", which is not here.")
                    .arg(part.id.text(), wanted),
                WorkspaceText::tr("Known: %1").arg(names.join(QStringLiteral(", ")))});
    }
}

/// A host that nobody takes out of its balancer would be changed under load.
void expectBalancer(const Workspace &workspace, const Product &product, Diagnostics &diagnostics)
{
    QStringList names;
    for (const TrafficRoute &route : workspace.traffic)
        names.append(route.name);
    if (product.balancer.isEmpty() || names.contains(product.balancer))
        return;
    diagnostics.append({QStringLiteral("opsdeck.yaml"), 0, 0,
        WorkspaceText::tr("Product \"%1\" names the balancer \"%2\", which is no route under \"traffic\".")
            .arg(product.id.text(), product.balancer),
        WorkspaceText::tr("Known: %1").arg(names.join(QStringLiteral(", ")))});
}

/// A bill of materials is a version that can be deployed, with its digests.
void addBills(Workspace &workspace, Diagnostics &diagnostics)
{
    for (const Bill &bill : loadBills(workspace.folder, diagnostics)) {
        const auto product = std::find_if(workspace.products.begin(), workspace.products.end(),
            [&bill](const Product &one) { return one.id == bill.product; });
        if (product == workspace.products.end())
            continue; // told where bills are looked at
        auto version = std::find_if(product->versions.begin(), product->versions.end(),
            [&bill](const ProductVersion &one) { return one.version == bill.version; });
        if (version == product->versions.end())
            version = product->versions.insert(product->versions.end(), ProductVersion{.version = bill.version});
        for (const BillModule &part : bill.modules) {
            if (!part.tag.isEmpty())
                version->tags.insert(part.part, part.tag);
            if (!part.digest.isEmpty())
                version->digests.insert(part.part, part.digest);
        }
    }
}

} // namespace

LoadedWorkspace loadWorkspace(const QString &folder)
{
    LoadedWorkspace loaded;
    const QString absolute = QDir(folder).absolutePath();
    const QString shownAs = QStringLiteral("opsdeck.yaml");
    const Catalog catalog = loadCatalog(absolute, loaded.diagnostics);
    const auto bytes = readSmallFile(absolute + u'/' + shownAs, shownAs, loaded.diagnostics);
    const auto documents = bytes ? parseYaml(*bytes, shownAs, loaded.diagnostics) : std::vector<YAML::Node>();
    if (documents.empty())
        return loaded;
    loaded.workspace = WorkspaceReader(absolute, catalog).read(YamlMap(documents.front(), shownAs, loaded.diagnostics));
    addBills(loaded.workspace, loaded.diagnostics);
    loaded.workspace.traffic = readTraffic(documents.front(), shownAs, loaded.workspace, loaded.diagnostics);
    for (const Product &product : loaded.workspace.products)
        expectBalancer(loaded.workspace, product, loaded.diagnostics);
    loadFeedMappings(loaded.workspace, loaded.diagnostics);
    const auto components = componentOfService(loaded.workspace);
    for (const Product &product : loaded.workspace.products) {
        for (const ProductModule &part : product.modules)
            readComposeFile(loaded.workspace, part, components, loaded.diagnostics);
    }
    return loaded;
}

} // namespace opsdeck
