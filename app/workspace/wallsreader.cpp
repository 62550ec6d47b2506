// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/wallsreader.h"

#include "app/workspace/words.h"
#include "widgets/wall/wallscenes.h"

namespace opsdeck {

namespace {

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

QStringList kindNames()
{
    QStringList names;
    for (const WallSceneKind &kind : wallSceneKinds())
        names.append(kind.name);
    return names;
}

void reportUnknown(YamlMap &map, const QString &where, const QString &name, const QStringList &known)
{
    const QString meant = nearestWord(name, known);
    map.report(map.placeOf(where), WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(where, name),
        meant.isEmpty() ? WorkspaceText::tr("Known: %1").arg(known.mid(0, 12).join(QStringLiteral(", ")))
                        : WorkspaceText::tr("Did you mean \"%1\"?").arg(meant));
}

/// What an option may be: names as a person writes them, and what they stand for.
QMap<QString, QString> valuesOf(WallOption option, const Workspace &workspace)
{
    QMap<QString, QString> values;
    switch (option) {
    case WallOption::System:
        for (const Entity &entity : workspace.catalog.entities()) {
            const EntityId &system = entity.kind == EntityKind::System ? entity.id : entity.system;
            if (!system.isEmpty())
                values.insert(system.text().section(u':', 1), system.text());
        }
        break;
    }
    return values;
}

std::optional<WallSceneSpec> readScene(YamlMap map, const Workspace &workspace)
{
    WallSceneSpec scene;
    scene.kind = map.requiredText(key("kind"));
    scene.dwell = map.duration(key("dwell"), scene.dwell);
    const WallSceneKind *kind = wallSceneKind(scene.kind);
    if (!kind) {
        if (!scene.kind.isEmpty())
            reportUnknown(map, key("kind"), scene.kind, kindNames());
        return std::nullopt; // which keys there are, nobody knows
    }
    bool usable = true;
    for (auto option = kind->options.cbegin(); option != kind->options.cend(); ++option) {
        const QString written = map.text(option.key());
        if (written.isEmpty())
            continue;
        const auto values = valuesOf(*option, workspace);
        if (values.contains(written))
            scene.options.insert(option.key(), values.value(written));
        else
            reportUnknown(map, option.key(), written, values.keys());
        usable &= values.contains(written);
    }
    map.finish();
    return usable ? std::optional(scene) : std::nullopt;
}

WallSet readSet(YamlMap map, const Workspace &workspace)
{
    WallSet set;
    set.name = map.name();
    set.screen = map.text(key("screen"));
    set.pixelShift = map.boolean(key("pixel-shift"), set.pixelShift);
    set.hold = map.duration(key("hold"), set.hold);
    set.shift = map.text(key("shift"));
    for (const YamlMap &scene : map.maps(key("scenes"))) {
        if (const auto read = readScene(scene, workspace))
            set.scenes.append(*read);
    }
    map.finish();
    if (set.scenes.isEmpty())
        set.scenes = defaultWallSet().scenes;
    return set;
}

} // namespace

QList<WallSet> readWalls(const QList<YamlMap> &maps, const Workspace &workspace)
{
    QList<WallSet> sets;
    QStringList names;
    for (YamlMap map : maps) {
        const WallSet set = readSet(map, workspace);
        if (names.contains(set.name)) {
            map.report(map.placeOf(key("name")),
                WorkspaceText::tr("There is already a %1 called \"%2\".").arg(key("wall"), set.name),
                WorkspaceText::tr("Names are unique in a workspace"));
        } else if (!set.name.isEmpty()) {
            names.append(set.name);
            sets.append(set);
        }
    }
    return sets;
}

} // namespace opsdeck
