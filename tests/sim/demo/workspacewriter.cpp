// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/demo/workspacewriter.h"

#include "tests/sim/demo/demobills.h"
#include "tests/sim/demo/demotraffic.h"
#include "tests/sim/demo/demoworld.h"

#include <QDir>
#include <QSaveFile>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

const QFile::Permissions onlyOwner = QFile::ReadOwner | QFile::WriteOwner;

QByteArray resource(const QString &name)
{
    QFile file(u":/opsdeck/demo/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The demo is not compiled in: %s", qPrintable(file.fileName()));
    return file.readAll();
}

/// The first thing that could not be written ends it; the rest is skipped.
class Folder
{
public:
    explicit Folder(const QString &path)
        : m_dir(QDir::cleanPath(QDir::current().absoluteFilePath(path)))
    { }

    QString path(const QString &name = {}) const { return name.isEmpty() ? m_dir.path() : m_dir.filePath(name); }
    QString error() const { return m_error; }
    void fail(const QString &name) { m_error = u"Cannot write "_s + path(name); }

    void write(const QString &name, const QByteArray &content, QFile::Permissions permissions = {})
    {
        if (!m_error.isEmpty())
            return;
        QSaveFile file(path(name));
        const bool good = QDir().mkpath(QFileInfo(path(name)).path()) && file.open(QIODevice::WriteOnly)
            && (!permissions || file.setPermissions(permissions)) && file.write(content) == content.size()
            && file.commit();
        if (!good)
            m_error = u"Cannot write %1: %2"_s.arg(path(name), file.errorString());
    }

private:
    QDir m_dir;
    QString m_error;
};

QString hostBlock(DemoWorld &world)
{
    QString text;
    for (const Story::HostRow &row : world.story().hosts()) {
        text += u"  - name: %1\n    address: %2\n    port: %3\n    user: deploy\n    identity: keys/id_ed25519\n"
                "    known-hosts: known_hosts\n    environment: %4\n    poll: 10s\n"_s.arg(row.name, row.address)
                    .arg(world.ssh().host(row.name)->port())
                    .arg(row.environment);
    }
    return text;
}

QString moduleBlock(const Story &story, const ServiceRow &service, const QString &registry)
{
    QString text = u"      - name: %1\n        component: %1\n        project: %2\n        image: %3/%2\n"
                   "        compose: compose/%1.yml\n        directory: /srv/%1\n        services: [%1]\n"
                   "        placements:\n"_s.arg(service.name, service.repository(), registry);
    for (const QString &environment : story.environments()) {
        const QString hosts = story.hostsOf(service, environment).join(u", "_s);
        text += u"          - environment: %1\n            hosts: [%2]\n"_s.arg(environment, hosts);
    }
    return text;
}

QString productBlock(const Story &story, const QString &registry)
{
    QString text;
    for (const ProductRow &product : story.company().products) {
        text += u"  - name: %1\n    title: %2\n    modules:\n"_s.arg(product.name, product.title);
        for (const ServiceRow &service : story.company().services) {
            if (service.product == product.name)
                text += moduleBlock(story, service, registry);
        }
        text += u"    versions:\n"_s;
        for (const TrainRow &train : product.trains) {
            QStringList tags;
            for (const QString &service : product.trains.first().services)
                tags << service + u": "_s + product.tagOf(service, train.version);
            text += u"      - version: %1\n        tags: { %2 }\n"_s.arg(train.version, tags.join(u", "_s));
        }
    }
    return text;
}

QByteArray workspaceFile(DemoWorld &world, const QString &folder)
{
    const QString registry = QString::fromLatin1(world.harbor().authority());
    QByteArray text = resource(u"opsdeck.yaml.in"_s);
    text.replace("@GITLAB_URL@", world.gitlab().url());
    text.replace("@HARBOR_URL@", world.harbor().url());
    text.replace("@ALERTMANAGER_URL@", world.alertmanager().url());
    text.replace("@PROMETHEUS_URL@", world.prometheus().url());
    text.replace("@FOLDER@", folder.toUtf8());
    text.replace("@HOSTS@\n", hostBlock(world).toUtf8());
    text.replace("@TRAFFIC@\n", trafficBlock(world.story()).toUtf8());
    return text.replace("@PRODUCTS@\n", productBlock(world.story(), registry).toUtf8());
}

void writeComposeFiles(Folder &folder, DemoWorld &world)
{
    const QString registry = QString::fromLatin1(world.harbor().authority());
    for (const ServiceRow &service : world.story().company().services) {
        const ProductRow &product = world.story().company().product(service.product);
        const QString tag = product.tagOf(service.name, Company::running(product.name, u"staging"_s));
        const QString image = u"%1/%2:%3"_s.arg(registry, service.repository(), tag);
        folder.write(u"compose/%1.yml"_s.arg(service.name), composeFile(service, image, registry));
    }
}

void writeProductVersions(Folder &folder, DemoWorld &world)
{
    const QString registry = QString::fromLatin1(world.harbor().authority());
    for (const WorkspaceFile &file : productVersionFiles(world.story(), registry, world.clock().now()))
        folder.write(file.path, file.content);
    const WorkspaceFile sites = sitesFile();
    folder.write(sites.path, sites.content);
}

} // namespace

QString writeWorkspace(DemoWorld &world, const QString &path)
{
    Folder folder(path);
    folder.write(u"keys/gitlab-token"_s, world.gitlab().token().toUtf8(), onlyOwner);
    folder.write(u"keys/harbor-password"_s, world.harbor().password(u"admin"_s).toUtf8(), onlyOwner);
    if (folder.error().isEmpty() && !world.ssh().writeClientKey(folder.path(u"keys/id_ed25519"_s)))
        folder.fail(u"keys/id_ed25519"_s);
    folder.write(u"known_hosts"_s, world.ssh().knownHosts());
    const QStringList catalog = QDir(u":/opsdeck/demo/catalog"_s).entryList(QDir::Files);
    for (const QString &name : catalog)
        folder.write(u"catalog/"_s + name, resource(u"catalog/"_s + name));
    writeComposeFiles(folder, world);
    writeProductVersions(folder, world);
    // Last: whoever sees it finds everything that it speaks of.
    folder.write(u"opsdeck.yaml"_s, workspaceFile(world, folder.path()));
    return folder.error();
}

} // namespace opsdeck::sim
