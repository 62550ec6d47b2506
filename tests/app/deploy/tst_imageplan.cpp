// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/imageplan.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const Digest oldDigest = Digest::parse(u"sha256:"_s + QString(64, u'a'));
const Digest newDigest = Digest::parse(u"sha256:"_s + QString(64, u'b'));

class OneDigest : public ImageResolver
{
public:
    QCoro::Task<Result<Digest>> resolve(ImageRef, std::stop_token) override { co_return newDigest; }
    QCoro::Task<Result<QStringList>> tags(ImageRef, std::stop_token) override { co_return QStringList(); }
};

Container containerOf(const QString &image, const QString &service)
{
    Container container;
    container.name = u"shop_"_s + service;
    container.image = image;
    container.digest = oldDigest;
    container.state = u"running"_s;
    container.composeProject = u"shop"_s;
    container.composeService = service;
    container.labels = {{u"com.docker.compose.project.working_dir"_s, u"/srv/shop"_s},
        {u"com.docker.compose.project.config_files"_s, u"/srv/shop/docker-compose.yml"_s}};
    return container;
}

} // namespace

/// Deploying without a workspace: hosts and images by hand.
class ImagePlanTest : public QObject
{
    Q_OBJECT

private:
    FakeHost m_host;
    FakeHostPool m_pool;
    OneDigest m_registry;
    Workspace m_workspace;

    Result<DeployPlan> plan(const QStringList &images)
    {
        QList<ImageRef> wanted;
        for (const QString &image : images)
            wanted.append(*ImageRef::parse(image));
        return wait(makeImagePlan(&m_workspace, &m_pool, &m_registry, wanted, u"li@desk"_s, {}));
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = workspaceOfHosts({u"env-1.test"_s}, {}).value();
        m_pool.hosts = {{HostId(u"env-1.test"_s), &m_host}};
        m_host.running = {containerOf(u"harbor/c1:v0"_s, u"one"_s), containerOf(u"harbor/c2:v0"_s, u"two"_s),
            containerOf(u"harbor/c3:v0"_s, u"three"_s)};
        m_host.files.insert(u"/srv/shop/docker-compose.yml"_s,
            "services:\n  one:\n    image: harbor/c1:v0 # here\n  two:\n    image: harbor/c2:v0\n"
            "  three:\n    image: harbor/c3:v0\n");
    }

    void eachImageReplacesTheOneOfItsName()
    {
        const auto made = plan({u"harbor/c1:v1"_s, u"harbor/c2:v2"_s});
        QVERIFY2(made, made ? "" : qPrintable(made.error().said().plain()));
        QCOMPARE(made->changes.size(), 2);
        const HostChange &first = made->changes.first();
        QCOMPARE(first.services, QStringList{u"one"_s});
        QCOMPARE(first.directory, u"/srv/shop"_s);
        QCOMPARE(first.running, oldDigest);
        QCOMPARE(first.wanted.digest, newDigest);
        QCOMPARE(first.wantedTag, u"v1"_s);
        // both write the same file, with both images, and leave the third and the comment alone
        QCOMPARE(made->changes.last().composeAfter, first.composeAfter);
        QVERIFY(first.composeAfter.contains("harbor/c1@" + newDigest.text().toUtf8()));
        QVERIFY(first.composeAfter.contains("harbor/c2@" + newDigest.text().toUtf8()));
        QVERIFY(first.composeAfter.contains("image: harbor/c3:v0\n"));
        QVERIFY(first.composeAfter.contains("# here"));
    }

    void whatRunsNowhereIsRefused()
    {
        const auto made = plan({u"harbor/c1:v1"_s, u"harbor/other:v1"_s});
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Refused);
        QVERIFY(made.error().said().plain().contains(u"harbor/other"_s));
    }

    void whatWasStartedFromOtherFilesIsRefused()
    {
        m_host.running[0].labels[u"com.docker.compose.project.config_files"_s]
            = u"/srv/shop/docker-compose.yml,/srv/shop/override.yml"_s;
        const auto made = plan({u"harbor/c1:v1"_s});
        QVERIFY(!made);
        QVERIFY(made.error().said().plain().contains(u"shop_one"_s));
    }

    void hostsAreReadAsSshWritesThem()
    {
        HostSpec common;
        common.identity = u"/k"_s;
        common.knownHosts = u"/known"_s;
        common.dockerSocket = u"/run/user/1000/docker.sock"_s;
        const auto workspace = workspaceOfHosts({u"root@10.0.0.1:2222"_s, u"[fe80::1]:22"_s, u"app-01"_s}, common);
        QVERIFY(workspace);
        QCOMPARE(workspace->hosts.size(), 3);
        QCOMPARE(workspace->hosts.at(0).user, u"root"_s);
        QCOMPARE(workspace->hosts.at(0).address, u"10.0.0.1"_s);
        QCOMPARE(workspace->hosts.at(0).port, 2222);
        for (const HostSpec &host : workspace->hosts) {
            QCOMPARE(host.identity, u"/k"_s);
            QCOMPARE(host.knownHosts, u"/known"_s);
            QCOMPARE(host.dockerSocket, u"/run/user/1000/docker.sock"_s);
        }
        QCOMPARE(workspaceOfHosts({u"app-01"_s}, {})->hosts.first().dockerSocket, u"/var/run/docker.sock"_s);
        QCOMPARE(workspace->hosts.at(1).address, u"fe80::1"_s);
        for (const char *bad : {"", "-oProxyCommand=x", "a b", "a:99999", "@a", "a;b", "root@-x"})
            QVERIFY2(!workspaceOfHosts({QString::fromLatin1(bad)}, {}), bad);
    }
};

QTEST_GUILESS_MAIN(ImagePlanTest)
#include "tst_imageplan.moc"
