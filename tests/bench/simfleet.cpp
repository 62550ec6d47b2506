// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/simfleet.h"

#include "tests/bench/company.h"
#include "tests/bench/goals.h"
#include "tests/sim/harbor/harborsim.h"
#include "tests/sim/ssh/sshworld.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 120'000;
const QStringList versions{u"1"_s, u"2"_s};
const ProductId product(u"shop"_s);
const EnvironmentId environment(u"staging"_s);

QString moduleName(int module)
{
    return u"module-%1"_s.arg(module);
}

QByteArray composeOf(const QString &module, const QString &image)
{
    return "services:\n  " + module.toUtf8() + ":\n    image: " + image.toUtf8()
        + "\n    restart: unless-stopped\n    healthcheck:\n      test: [CMD, wget, -q, -O-, "
          "\"http://127.0.0.1:8080/health\"]\n";
}

/// Its modules run in version 1.
void fillHost(sim::FakeHost *host, const QString &registry, const QMap<QString, QString> &digests, int modules)
{
    host->setStepDelay(std::chrono::milliseconds(0));
    host->setComposePlugin(true);
    host->engine().setHealthDelay(std::chrono::milliseconds(0));
    for (auto it = digests.cbegin(); it != digests.cend(); ++it)
        host->engine().publish(registry + u'/' + it.key(), it.value());
    for (int i = 0; i < modules; ++i) {
        const QString name = moduleName(i);
        const QString image = u"%1/shop/%2:1"_s.arg(registry, name);
        host->setFile(u"/srv/%1/docker-compose.yml"_s.arg(name), composeOf(name, image));
        host->engine().seed(name, name, image);
    }
}

/// The digests by "repository:tag".
QMap<QString, QString> fillRegistry(sim::HarborSim *harbor, int modules)
{
    QMap<QString, QString> digests;
    harbor->addProject(u"shop"_s, true);
    for (int i = 0; i < modules; ++i) {
        const QString repository = u"shop/"_s + moduleName(i);
        for (const QString &version : versions)
            digests.insert(repository + u':' + version,
                harbor->push(repository, sim::harbor::makeArtifact(repository, {version}, version.toUtf8())));
    }
    return digests;
}

QJsonObject read(const QString &path)
{
    QFile file(path);
    const QJsonObject object
        = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    if (object.isEmpty())
        qFatal("The simulated hosts left no word in %s", qPrintable(path));
    return object;
}

QList<HostSpec> specsOf(const QJsonObject &fleet, const QString &folder)
{
    QList<HostSpec> specs;
    for (const QJsonValue row : fleet.value(u"hosts").toArray()) {
        HostSpec spec;
        spec.id = HostId(row[u"name"].toString());
        spec.address = row[u"address"].toString();
        spec.port = row[u"port"].toInt();
        spec.user = u"deploy"_s;
        spec.identity = folder + u"/user"_s;
        spec.knownHosts = folder + u"/known_hosts"_s;
        spec.environment = environment;
        specs.append(spec);
    }
    return specs;
}

ProductModule moduleOf(int number, const QString &registry, const QString &folder, const QList<HostSpec> &specs)
{
    ProductModule part;
    const QString name = moduleName(number);
    part.id = ModuleId(name);
    part.image = *ImageRef::parse(u"%1/shop/%2"_s.arg(registry, name));
    part.compose = u"%1/compose/%2.yml"_s.arg(folder, name);
    part.directory = u"/srv/"_s + name;
    part.composeProject = name;
    part.services = QStringList{name};
    ProductModule::Placement placement{environment, {}};
    for (const HostSpec &spec : specs)
        placement.hosts.append(spec.id);
    part.placements = {placement};
    return part;
}

} // namespace

SimFleet::SimFleet(int hosts, int modules)
    : m_server(partCommand(u"simfleet"_s, {m_dir.path(), QString::number(hosts), QString::number(modules)}), "ready")
{ }

SimFleetClient::SimFleetClient(const QString &folder)
{
    const QJsonObject fleet = read(folder + u"/fleet.json"_s);
    const QString registry = fleet.value(u"registry").toString();
    m_workspace.folder = folder;
    m_workspace.hosts = specsOf(fleet, folder);
    Environment where{environment, u"Staging"_s, false};
    where.pace.batch.percent = 100;
    where.pace.parallel = HostsAtATime;
    m_workspace.environments = {where};
    Product what;
    what.id = product;
    for (int i = 0; i < fleet.value(u"modules").toInt(); ++i)
        what.modules.append(moduleOf(i, registry, folder, m_workspace.hosts));
    m_workspace.products = {what};
    m_client = std::make_unique<testing::HostClient>(m_workspace.hosts);
    m_images = std::make_unique<registry::Resolver>(QList<Connection>(), m_client->http, m_client->secrets);
}

DeployPlan SimFleetClient::plan(const QString &version, HostPool *hosts)
{
    const DeployOrder order{product, version, environment, u"bench"_s};
    const auto made = testing::wait(
        makePlan(&m_workspace, hosts ? hosts : m_client->pool.get(), m_images.get(), order, {}), waitMs);
    if (!made)
        qFatal("No plan: %s, %s", qPrintable(made.error().origin), qPrintable(made.error().detail));
    return *made;
}

/// A folder, how many hosts, how many modules on each. Runs until it is ended.
int runSimFleet(const QStringList &arguments)
{
    const QString folder = arguments.at(0);
    const int modules = arguments.at(2).toInt();
    sim::SimClock clock;
    sim::HarborSim harbor(clock);
    sim::SshWorld world(&clock);
    if (!harbor.start() || !world.writeClientKey(folder + u"/user"_s))
        qFatal("The simulated hosts cannot start");
    const QString registry = QString::fromLatin1(harbor.authority());
    const QMap<QString, QString> digests = fillRegistry(&harbor, modules);
    QJsonArray hosts;
    for (int i = 0; i < arguments.at(1).toInt(); ++i) {
        const QString address = u"127.30.%1.%2"_s.arg(i / 250).arg(i % 250 + 1);
        sim::FakeHost *host = world.addHost(u"app-%1"_s.arg(i + 1, 3, 10, QLatin1Char('0')), address);
        if (!host)
            qFatal("%s", qPrintable(world.errorText()));
        fillHost(host, registry, digests, modules);
        hosts.append(QJsonObject{{u"name"_s, host->name()}, {u"address"_s, address}, {u"port"_s, host->port()}});
    }
    for (int i = 0; i < modules; ++i)
        writeFile(u"%1/compose/%2.yml"_s.arg(folder, moduleName(i)), composeOf(moduleName(i), u"shop:latest"_s));
    writeFile(folder + u"/known_hosts"_s, world.knownHosts());
    const QJsonObject fleet{{u"registry"_s, registry}, {u"modules"_s, modules}, {u"hosts"_s, hosts}};
    writeFile(folder + u"/fleet.json"_s, QJsonDocument(fleet).toJson());
    world.start();
    std::printf("ready\n");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace opsdeck::bench
