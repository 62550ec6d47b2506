// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/rolloutreader.h"

#include "app/workspace/words.h"

#include <QUrl>

namespace opsdeck {

namespace {

constexpr int MostParallel = 1000;

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

std::chrono::seconds secondsOf(YamlMap &map, const char *name, std::chrono::seconds fallback)
{
    return std::chrono::duration_cast<std::chrono::seconds>(map.duration(key(name), fallback));
}

/// With the placeholders taken for a host's name.
bool isAddress(const QString &text)
{
    static const QStringList schemes{key("http"), key("https"), key("tcp"), key("tls")};
    const QUrl url(withHost({text}, HostId(key("host")), key("host")).first(), QUrl::StrictMode);
    return schemes.contains(url.scheme()) && !url.host().isEmpty();
}

std::optional<RolloutGate> readGate(YamlMap map)
{
    RolloutGate gate;
    gate.name = map.requiredText(key("name"));
    gate.url = map.text(key("url"));
    gate.command = map.texts(key("command"));
    gate.timeout = secondsOf(map, "timeout", gate.timeout);
    gate.hold = secondsOf(map, "hold", gate.hold);
    map.finish();
    if (gate.url.isEmpty() == gate.command.isEmpty()) {
        map.report(map.place(), WorkspaceText::tr("A gate has either a url or a command."));
        return {};
    }
    if (!gate.url.isEmpty() && !isAddress(gate.url)) {
        map.report(map.placeOf(key("url")), WorkspaceText::tr("\"%1\" is no address.").arg(gate.url),
            WorkspaceText::tr("For example http://{address}:8080/health or tcp://{address}:5432"));
        return {};
    }
    return gate.name.isEmpty() ? std::nullopt : std::optional(gate);
}

} // namespace

Rollout readPace(YamlMap map)
{
    Rollout pace;
    const QString batch = map.text(key("batch"));
    const auto size = BatchSize::parse(batch);
    if (!batch.isEmpty() && !size)
        map.report(map.placeOf(key("batch")), WorkspaceText::tr("\"%1\" is no number of hosts.").arg(batch),
            WorkspaceText::tr("A number from 1 on, or a share such as 25%"));
    pace.batch = size.value_or(BatchSize());
    pace.parallel = map.integer(key("parallel"), pace.parallel, 1, MostParallel);
    pace.wait = secondsOf(map, "wait", pace.wait);
    pace.pauseAfterFirst = map.boolean(key("pause-after-first"), false);
    map.finish();
    return pace;
}

void readAround(YamlMap &map, Product &product)
{
    product.drain = map.texts(key("drain"));
    product.undrain = map.texts(key("undrain"));
    for (const YamlMap &gate : map.maps(key("gates"))) {
        if (auto read = readGate(gate))
            product.gates.append(*read);
    }
}

} // namespace opsdeck
