// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/rolloutreader.h"

#include "app/workspace/words.h"

#include <QUrl>

#include <algorithm>
#include <cmath>

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

std::optional<double> readBound(YamlMap &map, const char *name)
{
    const QString text = map.text(key(name));
    bool isNumber = false;
    const double bound = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(bound))
        return bound;
    if (!text.isEmpty())
        map.report(map.placeOf(key(name)), WorkspaceText::tr("\"%1\" is no number.").arg(text));
    return {};
}

bool isWholeQuery(YamlMap &map, const RolloutGate &gate)
{
    if (gate.query.isEmpty() || (!gate.source.isEmpty() && (gate.atLeast || gate.atMost)))
        return true;
    map.report(map.placeOf(key("query")), WorkspaceText::tr("A query needs a source and a bound."),
        WorkspaceText::tr("For example source: prometheus and at-most: 0.02"));
    return false;
}

std::optional<RolloutGate> readGate(YamlMap map)
{
    RolloutGate gate;
    gate.name = map.requiredText(key("name"));
    gate.url = map.text(key("url"));
    gate.command = map.texts(key("command"));
    gate.query = map.text(key("query"));
    gate.source = SourceId(map.text(key("source")));
    gate.atLeast = readBound(map, "at-least");
    gate.atMost = readBound(map, "at-most");
    gate.timeout = secondsOf(map, "timeout", gate.timeout);
    gate.hold = secondsOf(map, "hold", gate.hold);
    map.finish();
    if (int(!gate.url.isEmpty()) + int(!gate.command.isEmpty()) + int(!gate.query.isEmpty()) != 1) {
        map.report(map.place(), WorkspaceText::tr("A gate has either a url or a command or a query."));
        return {};
    }
    if (!isWholeQuery(map, gate))
        return {};
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
    product.balancer = map.text(key("balancer"));
    product.drain = map.texts(key("drain"));
    product.undrain = map.texts(key("undrain"));
    for (const YamlMap &gate : map.maps(key("gates"))) {
        if (auto read = readGate(gate))
            product.gates.append(*read);
    }
}

GitDelivery readGitDelivery(YamlMap map, const QList<ProductModule> &modules)
{
    GitDelivery git;
    git.source = SourceId(map.requiredText(key("source")));
    git.project = map.requiredText(key("project"));
    if (map.has(key("branch")))
        git.branch = map.text(key("branch"));
    if (map.has(key("tag")))
        git.tagPattern = map.text(key("tag"));
    const auto files = map.textMap(key("files"));
    map.finish();
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const bool isKnown = std::any_of(modules.cbegin(), modules.cend(),
            [&file](const ProductModule &part) { return part.id.text() == file.key(); });
        if (!isKnown)
            map.report(map.placeOf(key("files")), WorkspaceText::tr("There is no module \"%1\".").arg(file.key()));
        git.files.insert(ModuleId(file.key()), file.value());
    }
    if (git.project.isEmpty() || git.branch.isEmpty() || git.files.isEmpty())
        return {};
    return git;
}

} // namespace opsdeck
