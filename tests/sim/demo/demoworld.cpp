// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/demo/demoworld.h"

#include "tests/sim/demo/demotraffic.h"
#include "tests/sim/story/storyparts.h"

#include <QFile>

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

const QString cacheImage = u"library/redis:7.2.5"_s;

/// What a build of the company writes into its images.
QMap<QString, QString> builtFrom(const QString &repository, const QString &tag)
{
    return {{u"org.opencontainers.image.revision"_s, story::commitOf(repository, tag)}};
}

} // namespace

QByteArray composeFile(const ServiceRow &service, const QString &image, const QString &registry)
{
    QFile file(u":/opsdeck/demo/compose/%1.yml.in"_s.arg(service.ownCache ? u"service-with-cache"_s : u"service"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The demo's compose template is not compiled in: %s", qPrintable(file.fileName()));
    QByteArray text = file.readAll();
    text.replace("@SERVICE@", service.name.toUtf8());
    text.replace("@IMAGE@", image.toUtf8());
    return text.replace("@REGISTRY@", registry.toUtf8());
}

DemoWorld::DemoWorld(quint32 seed, int hosts)
    : m_story(seed, m_clock.now(), hosts)
    , m_gitlab(m_clock)
    , m_harbor(m_clock)
    , m_alertmanager(m_clock)
    , m_prometheus(m_clock)
    , m_ssh(&m_clock)
{
    fillGitLab();
    fillHarbor();
    fillMonitoring();
}

bool DemoWorld::start()
{
    SimServer *const servers[] = {&m_gitlab, &m_harbor, &m_alertmanager, &m_prometheus};
    for (SimServer *server : servers) {
        if (!server->start()) {
            m_error = u"No free port on 127.0.0.1"_s;
            return false;
        }
    }
    // Images are named by the registry's port, so hosts come last.
    if (!fillHosts())
        return false;
    m_ssh.start();
    return true;
}

void DemoWorld::fillGitLab()
{
    for (const gitlab::ProjectRow &project : m_story.projects())
        m_gitlab.projects().insert(project.path, project);
}

void DemoWorld::fillHarbor()
{
    for (const ProductRow &product : m_story.company().products)
        m_harbor.addProject(product.name, false);
    m_harbor.addProject(u"library"_s, true);
    for (const Story::ImageRow &image : m_story.images())
        m_harbor.push(image.repository, image.artifact);
}

void DemoWorld::fillMonitoring()
{
    for (const Story::AlertRow &alert : m_story.alerts()) {
        m_alertmanager.fire(alert.labels, alert.annotations, alert.startsAt);
        if (alert.metric)
            m_prometheus.alerts().append({alert.labels, alert.annotations, u"firing"_s, alert.startsAt, alert.value});
    }
    AlertmanagerSim::SilenceRow silence;
    silence.matchers = {{u"alertname"_s, u"SessionCacheEvictions"_s}, {u"service"_s, u"member"_s}};
    silence.startsAt = m_clock.now().addSecs(-3600);
    silence.endsAt = m_clock.now().addSecs(7 * 3600);
    silence.createdBy = u"zhou.min"_s;
    silence.comment = u"已知问题，周五扩容 — known, more memory on Friday"_s;
    m_alertmanager.addSilence(silence);
    m_prometheus.rules() = m_story.rules();
    m_prometheus.loads() = m_story.loads();
}

bool DemoWorld::fillHosts()
{
    for (const Story::HostRow &row : m_story.hosts()) {
        FakeHost *host = m_ssh.addHost(row.name, row.address);
        if (host == nullptr) {
            m_error = m_ssh.errorText();
            return false;
        }
        fillHost(*host);
    }
    for (const BalancerFile &file : balancerFiles(m_story))
        m_ssh.host(file.host)->setFile(file.path, file.content);
    return true;
}

void DemoWorld::fillHost(FakeHost &host)
{
    const QString registry = QString::fromLatin1(m_harbor.authority());
    FakeEngine &engine = host.engine();
    const QList<ServiceRow> &services = m_story.company().services;
    for (const Story::RunningRow &row : m_story.running()) {
        if (row.host != host.name())
            continue;
        const auto service = std::find_if(
            services.cbegin(), services.cend(), [&](const ServiceRow &known) { return known.name == row.service; });
        const QString image = u"%1/%2:%3"_s.arg(registry, service->repository(), row.tag);
        host.setFile(u"/srv/%1/docker-compose.yml"_s.arg(row.service), composeFile(*service, image, registry));
        engine.publish(image, row.digest);
        engine.setImageLabels(row.digest, builtFrom(service->repository(), row.tag));
        engine.seed(row.service, row.service, image);
        if (service->ownCache)
            engine.seed(row.service, row.service + u"-cache"_s, registry + u'/' + cacheImage);
    }
    // From here on the host pulls what the registry means by a tag now.
    for (const Story::ImageRow &image : m_story.images()) {
        const QString name = registry + u'/' + image.repository;
        engine.publish(name + u':' + image.artifact.tags.value(0), image.artifact.digest());
        engine.setImageLabels(image.artifact.digest(), builtFrom(image.repository, image.artifact.tags.value(0)));
        if (!image.healthy)
            engine.setFate(image.artifact.digest(), FakeEngine::Fate::NeverHealthy);
    }
}

} // namespace opsdeck::sim
