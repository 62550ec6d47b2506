// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/catalogfiles.h"

#include "app/workspace/words.h"
#include "app/workspace/yamlmap.h"

#include <QDir>

namespace opsdeck {

namespace {

struct Reference
{
    EntityId from;
    EntityId to;
    YamlPlace place;
};

/// Everything read so far; references are checked when all files are read, because order does not matter.
struct Reading
{
    Diagnostics &diagnostics;
    QList<Entity> entities;
    QHash<EntityId, YamlPlace> places;
    QList<Reference> references;
};

std::optional<EntityKind> kindFromText(const QString &text)
{
    static const QHash<QString, EntityKind> kinds{
        {QStringLiteral("component"), EntityKind::Component},
        {QStringLiteral("resource"), EntityKind::Resource},
        {QStringLiteral("system"), EntityKind::System},
        {QStringLiteral("group"), EntityKind::Group},
        {QStringLiteral("user"), EntityKind::User},
    };
    const auto it = kinds.constFind(text.toLower());
    return it == kinds.cend() ? std::nullopt : std::optional(*it);
}

/// "component:default/cart", "group:payments" or, where the kind is implied, "payments".
EntityId parseReference(const QString &text, EntityKind implied)
{
    const QString kindText = text.contains(u':') ? text.section(u':', 0, 0) : QString();
    const QString rest = text.contains(u':') ? text.section(u':', 1) : text;
    const auto kind = kindText.isEmpty() ? std::optional(implied) : kindFromText(kindText);
    return kind ? entityId(*kind, rest.section(u'/', -1)) : EntityId();
}

EntityId refer(
    Reading &reading, YamlMap &map, const QString &key, const QString &text, const Entity &from, EntityKind implied)
{
    if (text.isEmpty())
        return {};
    const EntityId to = parseReference(text, implied);
    if (to.isEmpty())
        return {}; // a kind that Opsdeck has no use for
    reading.references.append({from.id, to, map.placeOf(key)});
    return to;
}

void readMetadata(YamlMap metadata, Entity &entity)
{
    entity.name = metadata.name();
    entity.title = metadata.text(QStringLiteral("title"));
    entity.description = metadata.text(QStringLiteral("description"));
    entity.tags = metadata.texts(QStringLiteral("tags"));
    for (const char *key : {"namespace", "annotations", "labels", "links"})
        metadata.ignore(QString::fromLatin1(key));
    metadata.finish();
}

void readSpec(Reading &reading, YamlMap spec, Entity &entity)
{
    entity.type = spec.text(QStringLiteral("type"));
    const QString owner = QStringLiteral("owner");
    entity.owner = refer(reading, spec, owner, spec.text(owner), entity, EntityKind::Group);
    const QString system = QStringLiteral("system");
    entity.system = refer(reading, spec, system, spec.text(system), entity, EntityKind::System);
    const QString dependsOn = QStringLiteral("dependsOn");
    for (const QString &text : spec.texts(dependsOn)) {
        if (const EntityId to = refer(reading, spec, dependsOn, text, entity, EntityKind::Component); !to.isEmpty())
            entity.dependsOn.append(to);
    }
    entity.members = spec.texts(QStringLiteral("members"));
    for (const char *key : {"lifecycle", "domain", "profile", "parent", "children", "memberOf", "providesApis",
             "consumesApis", "subcomponentOf", "dependencyOf"})
        spec.ignore(QString::fromLatin1(key));
    spec.finish();
}

void readEntity(Reading &reading, YamlMap map)
{
    map.ignore(QStringLiteral("apiVersion"));
    const QString kindText = map.requiredText(QStringLiteral("kind"));
    const auto kind = kindFromText(kindText);
    if (!kind)
        return;
    Entity entity{.kind = *kind};
    auto metadata = map.map(QStringLiteral("metadata"));
    if (!metadata) {
        map.report(map.place(), WorkspaceText::tr("\"%1\" is missing.").arg(QStringLiteral("metadata")),
            WorkspaceText::tr("Add \"metadata: {name: …}\""));
        return;
    }
    readMetadata(*metadata, entity);
    if (entity.name.isEmpty())
        return;
    entity.id = entityId(*kind, entity.name);
    if (auto spec = map.map(QStringLiteral("spec")))
        readSpec(reading, *spec, entity);
    map.finish();
    if (const auto first = reading.places.constFind(entity.id); first != reading.places.cend()) {
        map.report(map.place(), WorkspaceText::tr("%1 is described twice.").arg(entity.id.text()),
            WorkspaceText::tr("The first stands in %1, line %2").arg(first->file).arg(first->line));
        return;
    }
    reading.places.insert(entity.id, map.place());
    reading.entities.append(entity);
}

void reportDanglingReferences(Reading &reading)
{
    QStringList known;
    for (const Entity &entity : reading.entities)
        known.append(entity.id.text());
    for (const Reference &reference : reading.references) {
        if (reading.places.contains(reference.to))
            continue;
        const QString meant = nearestWord(reference.to.text(), known);
        reading.diagnostics.append({reference.place.file, reference.place.line, reference.place.column,
            WorkspaceText::tr("%1 refers to %2, which no catalog file describes.")
                .arg(reference.from.text(), reference.to.text()),
            meant.isEmpty() ? QString() : WorkspaceText::tr("Did you mean \"%1\"?").arg(meant)});
    }
}

} // namespace

Catalog parseCatalog(const QMap<QString, QByteArray> &files, Diagnostics &diagnostics)
{
    Reading reading{diagnostics, {}, {}, {}};
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        for (const YAML::Node &document : parseYaml(file.value(), file.key(), diagnostics)) {
            if (!document.IsNull())
                readEntity(reading, YamlMap(document, file.key(), diagnostics));
        }
    }
    reportDanglingReferences(reading);
    return Catalog(reading.entities);
}

Catalog loadCatalog(const QString &workspaceFolder, Diagnostics &diagnostics)
{
    QMap<QString, QByteArray> files;
    const QDir folder(workspaceFolder + QStringLiteral("/catalog"));
    for (const QString &file :
        folder.entryList({QStringLiteral("*.yaml"), QStringLiteral("*.yml")}, QDir::Files, QDir::Name)) {
        const QString shownAs = QStringLiteral("catalog/") + file;
        if (const auto bytes = readSmallFile(folder.filePath(file), shownAs, diagnostics))
            files.insert(shownAs, *bytes);
    }
    return parseCatalog(files, diagnostics);
}

} // namespace opsdeck
