// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspacereader.h"

#include "app/workspace/checkpolicyreader.h"
#include "app/workspace/freezereader.h"
#include "app/workspace/leaseplace.h"
#include "app/workspace/maintenancereader.h"
#include "app/workspace/notifyreader.h"
#include "app/workspace/rolesreader.h"
#include "app/workspace/rolloutreader.h"
#include "app/workspace/wallsreader.h"
#include "app/workspace/words.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace opsdeck {

namespace {

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

template <typename T> QStringList idsOf(const QList<T> &items)
{
    QStringList ids;
    for (const T &item : items)
        ids.append(item.id.text());
    return ids;
}

QStringList moduleNames(const QList<Product> &products)
{
    QStringList names;
    for (const Product &product : products) {
        for (const ProductModule &part : product.modules)
            names.append(part.id.text());
    }
    return names;
}

} // namespace

WorkspaceReader::WorkspaceReader(QString folder, const Catalog &catalog)
    : m_folder(std::move(folder))
{
    m_workspace.folder = m_folder;
    m_workspace.catalog = catalog;
}

Workspace WorkspaceReader::read(YamlMap root)
{
    m_workspace.name = root.name();
    m_workspace.title = root.text(key("title"));
    m_poll = root.duration(key("poll"), m_poll);
    for (const YamlMap &map : root.maps(key("connections")))
        readConnection(map);
    for (const YamlMap &map : root.maps(key("checks")))
        readCheck(map);
    for (const YamlMap &map : root.maps(key("environments")))
        readEnvironment(map);
    for (const YamlMap &map : root.maps(key("hosts")))
        readHost(map);
    checkFeedHosts();
    for (const YamlMap &map : root.maps(key("products")))
        readProduct(map);
    for (const YamlMap &map : root.maps(key("views")))
        readView(map);
    if (const auto map = root.map(key("policies")))
        m_workspace.policies = readPolicies(*map);
    if (const auto map = root.map(key("notify")))
        NotifyReader([this](YamlMap &target, Connection &way) { readWay(target, way); }).read(*map, m_workspace);
    for (const YamlMap &map : root.maps(key("maintenance"))) {
        if (const auto window = readMaintenance(map))
            m_workspace.maintenance.append(*window);
    }
    m_workspace.freezes = readFreezes(root, m_workspace.environments);
    if (const auto map = root.map(key("roles")))
        m_workspace.roles = readRoles(*map);
    else
        m_workspace.roles.restricted = root.has(key("roles")); // unreadable: nobody gets a right from it
    m_workspace.walls = readWalls(root.maps(key("walls")), m_workspace);
    root.ignore(key("traffic")); // see readTraffic
    root.finish();
    return m_workspace;
}

void WorkspaceReader::readEnvironment(YamlMap map)
{
    Environment environment;
    const QString name = map.name();
    environment.id = EnvironmentId(name);
    environment.title = map.text(key("title"));
    environment.production = map.boolean(key("production"), false);
    if (const auto pace = map.map(key("rollout")))
        environment.pace = readPace(*pace);
    map.finish();
    if (environment.title.isEmpty())
        environment.title = name;
    if (!name.isEmpty() && isNew(map, key("environment"), name))
        m_workspace.environments.append(environment);
}

void WorkspaceReader::readHost(YamlMap map)
{
    HostSpec host;
    const QString name = map.name();
    host.id = HostId(name);
    host.address = map.requiredText(key("address"));
    host.port = map.integer(key("port"), 0, 1, 65535);
    host.user = map.text(key("user"));
    host.identity = path(map.text(key("identity")));
    host.secret = map.text(key("secret"));
    host.knownHosts = path(map.text(key("known-hosts")));
    if (const QString socket = map.text(key("docker")); !socket.isEmpty())
        host.dockerSocket = socket;
    const QString environment = map.requiredText(key("environment"));
    host.environment = EnvironmentId(environment);
    host.poll = map.duration(key("poll"), m_poll);
    host.jump = map.text(key("jump"));
    host.connectTimeout = map.duration(key("connect-timeout"), host.connectTimeout);
    map.finish();
    refuseSecretValue(map, key("secret"), host.secret);

    bool usable = !name.isEmpty() && isNew(map, key("host"), name);
    if (!environment.isEmpty())
        usable &= leadsSomewhere(map, key("environment"), environment, idsOf(m_workspace.environments));
    if (usable && !host.address.isEmpty())
        m_workspace.hosts.append(host);
}

void WorkspaceReader::readProduct(YamlMap map)
{
    Product product;
    const QString name = map.name();
    product.id = ProductId(name);
    product.title = map.text(key("title"));
    if (product.title.isEmpty())
        product.title = name;
    for (const YamlMap &part : map.maps(key("modules"))) {
        if (auto read = readModule(part))
            product.modules.append(*read);
    }
    for (const YamlMap &version : map.maps(key("versions")))
        product.versions.append(readVersion(version, product));
    readAround(map, product);
    if (const auto git = map.map(key("gitlab")))
        product.git = readGitDelivery(*git, product.modules);
    map.finish();
    if (!name.isEmpty() && isNew(map, key("product"), name))
        m_workspace.products.append(product);
}

std::optional<ProductModule> WorkspaceReader::readModule(YamlMap map)
{
    ProductModule part;
    const QString name = map.name();
    part.id = ModuleId(name);
    const QString component = map.text(key("component"));
    part.component = entityId(EntityKind::Component, component.isEmpty() ? name : component);
    part.project = map.text(key("project"));
    const QString image = map.requiredText(key("image"));
    part.compose = path(map.requiredText(key("compose")));
    part.directory = map.requiredText(key("directory"));
    part.composeProject = map.text(key("compose-project"));
    part.services = map.texts(key("services"));
    for (const YamlMap &placement : map.maps(key("placements"))) {
        if (const auto read = readPlacement(placement))
            part.placements.append(*read);
    }
    part.hasDatabase = map.boolean(key("database"), false);
    for (YamlMap &required : map.maps(key("requires"))) {
        const QString file = required.requiredText(key("file"));
        part.requiredKeys[file] += required.texts(key("keys"));
        required.finish();
    }
    map.finish();
    if (part.composeProject.isEmpty())
        part.composeProject = name.toLower();
    if (part.services.isEmpty())
        part.services = QStringList{name};

    bool usable = !name.isEmpty() && isNew(map, key("module"), name);
    if (!component.isEmpty() && !m_workspace.catalog.find(part.component)) {
        leadsSomewhere(
            map, key("component"), part.component.text(), idsOf(m_workspace.catalog.ofKind(EntityKind::Component)));
    }
    const auto ref = ImageRef::parse(image);
    if (!image.isEmpty() && (!ref || !ref->tag.isEmpty() || !ref->digest.isEmpty())) {
        map.report(map.placeOf(key("image")), WorkspaceText::tr("\"%1\" is no image name.").arg(image),
            WorkspaceText::tr("registry/repository, without tag: the version gives it"));
        usable = false;
    }
    part.image = ref.value_or(ImageRef{});
    if (!part.directory.isEmpty() && !part.directory.startsWith(u'/')) {
        map.report(map.placeOf(key("directory")), WorkspaceText::tr("\"%1\" is not absolute.").arg(part.directory),
            WorkspaceText::tr("Start with \"/\""));
        usable = false;
    }
    return usable && ref && !part.directory.isEmpty() ? std::optional(part) : std::nullopt;
}

std::optional<ProductModule::Placement> WorkspaceReader::readPlacement(YamlMap map)
{
    ProductModule::Placement placement;
    const QString environment = map.requiredText(key("environment"));
    placement.environment = EnvironmentId(environment);
    const QStringList hosts = map.texts(key("hosts"));
    map.finish();
    for (const QString &host : hosts) {
        if (leadsSomewhere(map, key("hosts"), host, idsOf(m_workspace.hosts)))
            placement.hosts.append(HostId(host));
    }
    const bool known = !environment.isEmpty()
        && leadsSomewhere(map, key("environment"), environment, idsOf(m_workspace.environments));
    return known ? std::optional(placement) : std::nullopt;
}

ProductVersion WorkspaceReader::readVersion(YamlMap map, const Product &product)
{
    ProductVersion version;
    version.version = map.requiredText(key("version"));
    const auto tags = map.textMap(key("tags"));
    const QString database = map.text(key("database"));
    version.database = databaseChangeFromName(database);
    if (!database.isEmpty() && !version.database)
        map.report(map.placeOf(key("database")),
            WorkspaceText::tr("\"%1\" says nothing about a database.").arg(database),
            WorkspaceText::tr("none, compatible or incompatible"));
    map.finish();
    for (auto it = tags.cbegin(); it != tags.cend(); ++it) {
        if (leadsSomewhere(map, key("tags"), it.key(), idsOf(product.modules)))
            version.tags.insert(ModuleId(it.key()), it.value());
    }
    return version;
}

void WorkspaceReader::readView(YamlMap map)
{
    const SavedView view{map.requiredText(key("name")), map.requiredText(key("filter"))};
    map.finish();
    if (!view.name.isEmpty() && !view.filter.isEmpty() && isNew(map, key("view"), view.name))
        m_workspace.views.append(view);
}

Policies WorkspaceReader::readPolicies(YamlMap map)
{
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    Policies policies;
    policies.healthTimeout = duration_cast<seconds>(map.duration(key("health-timeout"), policies.healthTimeout));
    policies.commandTimeout = duration_cast<seconds>(map.duration(key("command-timeout"), policies.commandTimeout));
    policies.confirmProduction = map.boolean(key("confirm-production"), policies.confirmProduction);
    policies.acknowledgeBySilence = map.boolean(key("acknowledge-by-silence"), policies.acknowledgeBySilence);
    policies.acknowledgementSilence
        = duration_cast<seconds>(map.duration(key("acknowledgement-silence"), policies.acknowledgementSilence));
    if (const auto noise = map.map(key("noise")))
        policies.noise = readNoisePolicy(*noise);
    if (const auto checks = map.map(key("checks")))
        policies.checks = readCheckPolicy(*checks, moduleNames(m_workspace.products));
    policies.leases = readLeases(map);
    policies.changeWindow = duration_cast<seconds>(map.duration(key("change-window"), policies.changeWindow));
    map.finish();
    return policies;
}

QString WorkspaceReader::readLeases(YamlMap &map)
{
    const QString text = map.text(key("leases"));
    const LeasePlace place = leasePlaceOf(text);
    if (place.host.isEmpty())
        return path(text);
    if (!leadsSomewhere(map, key("leases"), place.host.text(), idsOf(m_workspace.hosts)))
        return {};
    if (place.folder.size() < 2)
        map.report(map.placeOf(key("leases")), WorkspaceText::tr("\"%1\" names no folder of that host").arg(text),
            WorkspaceText::tr("Write it as ssh://HOST/FOLDER"));
    return text;
}

bool WorkspaceReader::isNew(YamlMap &map, const QString &group, const QString &name)
{
    if (m_names[group].contains(name)) {
        map.report(map.placeOf(key("name")), WorkspaceText::tr("There is already a %1 called \"%2\".").arg(group, name),
            WorkspaceText::tr("Names are unique in a workspace"));
        return false;
    }
    m_names[group].insert(name);
    return true;
}

bool WorkspaceReader::leadsSomewhere(YamlMap &map, const QString &where, const QString &name, const QStringList &known)
{
    if (known.contains(name))
        return true;
    const QString meant = nearestWord(name, known);
    map.report(map.placeOf(where), WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(where, name),
        meant.isEmpty() ? WorkspaceText::tr("Known: %1").arg(known.mid(0, 12).join(QStringLiteral(", ")))
                        : WorkspaceText::tr("Did you mean \"%1\"?").arg(meant));
    return false;
}

void WorkspaceReader::refuseSecretValue(YamlMap &map, const QString &where, const QString &secret)
{
    const bool looksLikeToken = secret.startsWith(u"glpat-") || secret.size() > 128 || secret.contains(u'\n')
        || secret.startsWith(u"-----BEGIN");
    if (looksLikeToken)
        map.report(map.placeOf(where), WorkspaceText::tr("This looks like the secret itself."),
            WorkspaceText::tr(
                "Name an entry of the keyring, env:VARIABLE or file:PATH; then change the secret: it was in a file"));
}

/// True where there is none, too: what has to be there is reported elsewhere.
bool WorkspaceReader::isAddress(
    YamlMap &map, const QString &where, const QString &address, const QStringList &schemes, bool mayAsk)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!address.isEmpty() && (!url.isValid() || !schemes.contains(url.scheme()) || url.host().isEmpty())) {
        map.report(map.placeOf(where), WorkspaceText::tr("\"%1\" is no web address.").arg(address),
            where == u"proxy" ? WorkspaceText::tr("http://…, https://…, socks5h://… or none")
                              : WorkspaceText::tr("http://… or https://…"));
        return false;
    }
    if (url.userInfo().isEmpty() && (mayAsk || !url.hasQuery()) && !url.hasFragment())
        return true;
    map.report(map.placeOf(where), WorkspaceText::tr("An address must not hold user, password, query or fragment."),
        where == u"proxy" ? WorkspaceText::tr("Use \"proxy-user\" and \"proxy-secret\"")
                          : WorkspaceText::tr("Use \"user\" and \"secret\""));
    return false;
}

QString WorkspaceReader::path(const QString &text) const
{
    if (text.isEmpty())
        return {};
    if (text.startsWith(u"~/"))
        return QDir::cleanPath(QDir::homePath() + text.mid(1));
    return QDir::cleanPath(QDir(m_folder).absoluteFilePath(text));
}

} // namespace opsdeck
