// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/leaseplace.h"
#include "app/workspace/workspaceloader.h"
#include "app/workspace/yamlmap.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

QByteArray data(const char *name)
{
    QFile file(QStringLiteral(OPSDECK_TESTS_DIR "/app/workspace/data/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class WorkspaceTest : public QObject
{
    Q_OBJECT

private:
    void write(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    LoadedWorkspace load(const QByteArray &workspace, const QByteArray &catalog = data("catalog.yaml"))
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(QStringLiteral("opsdeck.yaml"), workspace);
        write(QStringLiteral("catalog/all.yaml"), catalog);
        write(QStringLiteral("compose/cart.yml"),
            "services:\n  cart: {image: x, depends_on: [cart-db]}\n  cart-db: {image: y}\n");
        return loadWorkspace(m_folder->path());
    }

    static QStringList texts(const Diagnostics &diagnostics)
    {
        QStringList all;
        for (const Diagnostic &diagnostic : diagnostics)
            all.append(diagnostic.text());
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void readsAWholeWorkspace()
    {
        const LoadedWorkspace loaded = load(data("good.yaml"));
        QCOMPARE(texts(loaded.diagnostics), QStringList());
        const Workspace &w = loaded.workspace;
        QCOMPARE(w.connections.size(), 2);
        QCOMPARE(w.connections.at(0).poll, std::chrono::milliseconds(500));
        QCOMPARE(w.connections.at(0).url, QStringLiteral("http://127.0.0.1:9093"));
        QCOMPARE(w.connections.at(1).poll, std::chrono::milliseconds(20'000));
        QCOMPARE(w.connections.at(1).secret, QStringLiteral("gitlab-token"));
        QVERIFY(w.environment(EnvironmentId(QStringLiteral("production")))->production);
        QCOMPARE(w.hosts.at(0).identity, m_folder->filePath(QStringLiteral("keys/id")));
        const Product &shop = w.products.at(0);
        const ProductModule &cart = shop.modules.at(0);
        QCOMPARE(cart.services, QStringList{QStringLiteral("cart")});
        QCOMPARE(cart.hostsIn(EnvironmentId(QStringLiteral("production"))), QList{HostId(QStringLiteral("app-01"))});
        QCOMPARE(shop.tagOf(cart.id, QStringLiteral("2.4.1")), QStringLiteral("2.4.1-hotfix"));
        QCOMPARE(shop.tagOf(cart.id, QStringLiteral("9")), QStringLiteral("9"));
        QCOMPARE(w.policies.healthTimeout.count(), 30);
        QVERIFY(w.policies.acknowledgeBySilence);
        QCOMPARE(w.policies.acknowledgementSilence, std::chrono::minutes(45));
        QCOMPARE(w.policies.changeWindow, std::chrono::hours(2));
        QCOMPARE(
            w.views, (QList<SavedView>{{QStringLiteral("on call"), QStringLiteral("severity>=warning -is:acked")}}));
        const EntityId component(QStringLiteral("component:cart"));
        QCOMPARE(w.catalog.find(component)->owner, EntityId(QStringLiteral("group:payments")));
        QCOMPARE(w.composeLinks.value(component), QList{EntityId(QStringLiteral("resource:cart-db"))});
    }

    void readsHowAConnectionIsReached()
    {
        const LoadedWorkspace loaded
            = load("name: demo\nconnections:\n  - name: git\n    kind: gitlab\n    url: https://git.example\n"
                   "    ca: lab.pem\n    client-certificate: tls/me.pem\n    client-key: tls/me.key\n"
                   "    client-key-secret: me-key\n    proxy: http://proxy.example:3128\n    proxy-user: me\n"
                   "    proxy-secret: proxy-password\n    max-connections: 2\n    max-rate: 5\n    fingerprint: "
                + QByteArray(64, 'a') + "\n  - {name: lab, kind: harbor, url: http://a, proxy: none}\n");
        QCOMPARE(texts(loaded.diagnostics), QStringList());
        const Connection &git = loaded.workspace.connections.at(0);
        QCOMPARE(git.clientCertificate, m_folder->filePath(QStringLiteral("tls/me.pem")));
        QCOMPARE(git.clientKey, m_folder->filePath(QStringLiteral("tls/me.key")));
        QCOMPARE(git.clientKeySecret, QStringLiteral("me-key"));
        QCOMPARE(git.proxy, QStringLiteral("http://proxy.example:3128"));
        QCOMPARE(git.proxyUser, QStringLiteral("me"));
        QCOMPARE(git.proxySecret, QStringLiteral("proxy-password"));
        QCOMPARE(git.fingerprint, QString(64, u'a'));
        QCOMPARE(git.maxConnections, 2);
        QCOMPARE(git.maxRate, 5);
        QCOMPARE(loaded.workspace.connections.at(1).proxy, QStringLiteral("none"));
        QCOMPARE(loaded.workspace.connections.at(1).maxConnections, 4);
    }

    void aZabbixMayStandBehindAWebServerThatAsksForBasic()
    {
        const LoadedWorkspace loaded
            = load("name: demo\nconnections:\n  - name: zabbix\n    kind: zabbix\n    url: https://zabbix.example\n"
                   "    secret: zabbix-token\n    basic: {user: gate, secret: gate-password}\n");
        QCOMPARE(texts(loaded.diagnostics), QStringList());
        QCOMPARE(loaded.workspace.connections.first().basicUser, QStringLiteral("gate"));
        QCOMPARE(loaded.workspace.connections.first().basicSecret, QStringLiteral("gate-password"));
        QCOMPARE(loaded.workspace.connections.first().secret, QStringLiteral("zabbix-token"));
        const LoadedWorkspace faulty
            = load("name: demo\nconnections:\n"
                   "  - {name: a, kind: zabbix, url: http://a, basic: {user: gate}}\n"
                   "  - {name: b, kind: zabbix, url: http://a, basic: {user: gate, secret: glpat-x}}\n"
                   "  - {name: c, kind: harbor, url: http://a, basic: {user: gate, secret: x}}\n");
        const QStringList faults = texts(faulty.diagnostics);
        QCOMPARE(faults.size(), 3); // half of it, the secret itself, and not of this kind
        for (qsizetype i = 0; i < faults.size(); ++i)
            QVERIFY2(faults.at(i).startsWith(QStringLiteral("opsdeck.yaml:%1:").arg(i + 3)), qPrintable(faults.at(i)));
    }

    void refusesWaysThatLeadNowhereOrHoldSecrets()
    {
        const LoadedWorkspace loaded = load("name: demo\nconnections:\n"
                                            "  - {name: a, kind: harbor, url: http://a, proxy: proxy.example}\n"
                                            "  - {name: b, kind: harbor, url: http://a, proxy: 'http://me:pw@p'}\n"
                                            "  - {name: c, kind: harbor, url: https://a, fingerprint: abc}\n"
                                            "  - {name: d, kind: harbor, url: http://a, fingerprint: "
            + QByteArray(64, 'a') + "}\n  - {name: e, kind: harbor, url: http://a, proxy-secret: glpat-x}\n");
        const QStringList faults = texts(loaded.diagnostics);
        QCOMPARE(faults.size(), 5);
        for (qsizetype i = 0; i < faults.size(); ++i)
            QVERIFY2(faults.at(i).startsWith(QStringLiteral("opsdeck.yaml:%1:").arg(i + 3)), qPrintable(faults.at(i)));
        // A pin that cannot be read is not left out: the connection would trust for another reason.
        QCOMPARE(loaded.workspace.connections.at(2).fingerprint, QStringLiteral("abc"));
    }

    void namesEveryFaultAtOnceWithItsPlace()
    {
        const LoadedWorkspace loaded = load(data("faulty.yaml"));
        const QStringList expected{
            QStringLiteral(
                "opsdeck.yaml:4:22: \"kind\" names nothing that exists: alertmanger (Did you mean \"alertmanager\"?)"),
            QStringLiteral("opsdeck.yaml:5:42: \"ftp://a\" is no web address. (http://… or https://…)"),
            QStringLiteral(
                "opsdeck.yaml:6:51: \"poll\" has the wrong type. (Expected a duration like 500ms, 15s, 2m or 1h)"),
            QStringLiteral(
                "opsdeck.yaml:7:12: There is already a connection called \"gl\". (Names are unique in a workspace)"),
            QStringLiteral("opsdeck.yaml:11:36: \"production\" has the wrong type. (Expected true or false)"),
            QStringLiteral("opsdeck.yaml:9:62: \"port\" has the wrong type. (Expected a whole number from 1 to 65535)"),
            QStringLiteral("opsdeck.yaml:9:50: \"environment\" names nothing that exists: prod (Known: production)"),
            QStringLiteral("opsdeck.yaml:2:1: \"conections\" is not a known key here. (Did you mean \"connections\"?)"),
        };
        QCOMPARE(texts(loaded.diagnostics), expected);
        // What is valid is there all the same.
        QCOMPARE(loaded.workspace.connections.size(), 1);
        QCOMPARE(loaded.workspace.environments.size(), 1);
    }

    void leasesAreInAFolderHereOrOnAHost()
    {
        const QByteArray hosts = "name: demo\nenvironments: [{name: staging}]\n"
                                 "hosts: [{name: app-01, address: 10.0.0.1, environment: staging}]\n";
        const auto leasesOf
            = [&](const QByteArray &text) { return load(hosts + "policies: {leases: '" + text + "'}\n"); };
        const LoadedWorkspace here = leasesOf("../leases");
        QCOMPARE(here.workspace.policies.leases, QDir::cleanPath(m_folder->filePath(u"../leases"_s)));
        QVERIFY(leasePlaceOf(here.workspace.policies.leases).host.isEmpty());
        const LoadedWorkspace there = leasesOf("ssh://app-01/srv/my leases");
        QCOMPARE(texts(there.diagnostics), QStringList());
        QCOMPARE(leasePlaceOf(there.workspace.policies.leases), (LeasePlace{HostId(u"app-01"_s), u"/srv/my leases"_s}));
        QVERIFY(texts(leasesOf("ssh://app-1/srv").diagnostics).first().contains(u"Did you mean \"app-01\"?"_s));
        for (const char *nowhere : {"ssh://app-01", "ssh://app-01/"})
            QVERIFY(texts(leasesOf(nowhere).diagnostics).first().contains(u"names no folder of that host"_s));
    }

    void namesDanglingAndDoubledEntities()
    {
        const LoadedWorkspace loaded = load("name: demo\n",
            "kind: Component\nmetadata: {name: cart}\nspec: {owner: payment, typo: 1}\n---\n"
            "kind: Group\nmetadata: {name: payments}\n---\nkind: Group\nmetadata: {name: Payments}\n");
        const QStringList expected{
            QStringLiteral("catalog/all.yaml:3:24: \"typo\" is not a known key here. (Did you mean \"type\"?)"),
            QStringLiteral("catalog/all.yaml:8:1: group:payments is described twice. (The first stands in "
                           "catalog/all.yaml, line 5)"),
            QStringLiteral(
                "catalog/all.yaml:3:15: component:cart refers to group:payment, which no catalog file describes. "
                "(Did you mean \"group:payments\"?)"),
        };
        QCOMPARE(texts(loaded.diagnostics), expected);
    }

    void saysWhereTheYamlBreaks()
    {
        const LoadedWorkspace loaded = load("name: demo\nhosts:\n  - {name: a\n");
        QVERIFY(!loaded.isUsable());
        QCOMPARE(loaded.diagnostics.size(), 1);
        QVERIFY(loaded.diagnostics.first().line >= 3);
    }

    void survivesHostileFiles()
    {
        for (const char *text :
            {"", "~", "[]", "42", "name: [1,2]\nhosts: 3\n", "name: {a: b}\n", "hosts: [1, [2], {}]\n",
                "name: x\nproducts: [{modules: [{placements: {a: 1}}]}]\n", "\xff\xfe", "name: \"\\0\"\n"}) {
            const LoadedWorkspace loaded = load(text);
            QVERIFY2(!loaded.diagnostics.isEmpty() || !loaded.isUsable(), text);
        }
    }

    void saysSoWhenAKeyStandsTwice()
    {
        const LoadedWorkspace loaded = load("name: demo\nname: other\n");
        QCOMPARE(texts(loaded.diagnostics),
            QStringList{QStringLiteral("opsdeck.yaml:2:1: \"name\" stands here twice. (Remove one of the two)")});
    }

    void refusesASecretInTheFile()
    {
        const LoadedWorkspace loaded
            = load("name: demo\nconnections: [{name: g, kind: gitlab, url: http://a, secret: glpat-abcdefghij}]\n");
        QCOMPARE(loaded.diagnostics.size(), 1);
        QVERIFY(loaded.diagnostics.first().message.contains(QStringLiteral("secret itself")));
        QVERIFY(!loaded.diagnostics.first().text().contains(QStringLiteral("abcdefghij")));
    }

    void findsTheNearestWord()
    {
        const QStringList known{QStringLiteral("environment"), QStringLiteral("hosts")};
        QCOMPARE(nearestWord(QStringLiteral("enviroment"), known), QStringLiteral("environment"));
        QCOMPARE(nearestWord(QStringLiteral("zzzzzz"), known), QString());
    }
};

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
