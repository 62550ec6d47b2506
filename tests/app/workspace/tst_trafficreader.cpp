// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/trafficreader.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray good = "traffic:\n- name: shop\n  product: shop\n  environment: production\n  strategy: gray\n"
                        "  balancer: haproxy\n  host: lb-01\n  socket: /run/admin\n  backend: shop\n"
                        "  pools: {G0: {servers: {s1: app-01, s2: app-02}}, G2: {servers: {s3: app-02}}}\n"
                        "  from: G0\n  to: G2\n  steps: [5, {share: 20, hold: 1h}, 100]\n  hold: 10m\n  ask: true\n"
                        "  gates: [{name: health, url: 'http://{address}/health', hold: 30s}]\n"
                        "  tenants: [{name: demo}, {name: bank, tier: 9}]\n";

struct Read
{
    QList<TrafficRoute> routes;
    QStringList faults;
};

Read read(const QByteArray &yaml)
{
    Workspace workspace;
    workspace.environments = {{EnvironmentId(u"production"_s), {}, true, {}}};
    Product product;
    product.id = ProductId(u"shop"_s);
    workspace.products = {product};
    for (const QString &name : {u"lb-01"_s, u"app-01"_s, u"app-02"_s}) {
        HostSpec host;
        host.id = HostId(name);
        workspace.hosts.append(host);
    }
    Read read;
    Diagnostics diagnostics;
    for (const YAML::Node &root : parseYaml(yaml, u"opsdeck.yaml"_s, diagnostics))
        read.routes += readTraffic(root, u"opsdeck.yaml"_s, workspace, diagnostics);
    for (const Diagnostic &diagnostic : diagnostics)
        read.faults.append(diagnostic.text());
    return read;
}

} // namespace

class TrafficReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARoute()
    {
        const Read one = read(good);
        QCOMPARE(one.faults, QStringList());
        const TrafficRoute &route = one.routes.first();
        QCOMPARE(route.strategy, TrafficStrategy::Gray);
        QCOMPARE(route.target.pools, (TrafficPools{{u"G0"_s, {u"s1"_s, u"s2"_s}}, {u"G2"_s, {u"s3"_s}}}));
        QCOMPARE(route.hosts.value(u"s3"_s), HostId(u"app-02"_s));
        QCOMPARE(route.steps, (QList<TrafficStep>{{5, 600s}, {20, 3600s}, {100, 600s}}));
        QCOMPARE(route.gates.first().hold, 30s);
        QCOMPARE(route.tenants, (QList<Tenant>{{u"demo"_s, 0}, {u"bank"_s, 9}}));
        QVERIFY(route.asks);
        QVERIFY(read("name: x\n").routes.isEmpty());
        QVERIFY(read("name: x\n").faults.isEmpty());
    }

    void readsTheOtherBalancers()
    {
        const QByteArray start = "traffic:\n- name: shop\n  product: shop\n  environment: production\n  host: lb-01\n"
                                 "  strategy: blue-green\n  from: blue\n  to: green\n"
                                 "  pools: {blue: {servers: ['10.0.0.1:80']}, green: {servers: '10.0.0.2:80'}}\n";
        const Read nginx = read(start
            + "  balancer: nginx\n  file: /etc/nginx/shop.conf\n  backend: shop\n"
              "  reload: [systemctl, reload, nginx]\n");
        QCOMPARE(nginx.faults, QStringList());
        QCOMPARE(nginx.routes.first().steps, (QList<TrafficStep>{{100, 0s}}));
        QCOMPARE(nginx.routes.first().target.testCommand, (QStringList{u"nginx"_s, u"-t"_s}));
        const Read envoy = read(start + "  balancer: envoy\n  file: /etc/envoy/routes.yaml\n");
        QCOMPARE(envoy.faults, QStringList());
        const Read command = read(start
            + "  balancer: command\n  commands: {set-share: [lb, set, '{pool}', '{percent}'],"
              " read-share: [lb, get, '{pool}']}\n");
        QCOMPARE(command.faults, QStringList());
        QCOMPARE(command.routes.first().target.commands.readShare, (QStringList{u"lb"_s, u"get"_s, u"{pool}"_s}));
    }

    void whatIsWrongIsToldWithItsLineAndTheRouteIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const char *before, const char *after, const char *fault) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(fault);
        };
        row("a strategy", "strategy: gray", "strategy: grey", ":5:13: \"strategy\" names nothing that exists: grey");
        row("a strange strategy", "strategy: gray", "strategy: x", "Known: canary, blue-green, gray");
        row("a balancer", "balancer: haproxy", "balancer: f5", "Known: haproxy, nginx, envoy, command");
        row("no host", "  host: lb-01\n", "", "\"host\" is missing");
        row("a strange host", "s1: app-01", "s1: app-09", "s1");
        row("a strange product", "product: shop", "product: shoq", "Did you mean \"shop\"");
        row("no pools", "pools: {G0: {servers: {s1: app-01, s2: app-02}}, G2: {servers: {s3: app-02}}}", "pools: {}",
            "needs pools");
        row("pools in a list", "pools: {G0: {servers: {s1: app-01, s2: app-02}}, G2: {servers: {s3: app-02}}}",
            "pools: [G0]", "needs pools");
        row("a pool that is a text", "G2: {servers: {s3: app-02}}", "G2: s3", "mapping");
        row("no step", "steps: [5, {share: 20, hold: 1h}, 100]", "steps: []", "needs a list of steps");
        row("a step of words", "steps: [5,", "steps: [few,", "no share of traffic");
        row("a step without a share", "{share: 20, hold: 1h}", "{hold: 1h}", "\"share\" is missing");
        row("steps descend", "steps: [5,", "steps: [50,", "steps ascend");
        row("a long hold", "hold: 10m", "hold: 800h", "30 days");
        row("a key", "ask: true", "aks: true", "Did you mean \"ask\"");
        row("a tier", "tier: 9", "tier: -1", "whole number");
        row("a gate", "name: health, url: 'http://{address}/health'", "name: health", "either a url or a command");
        row("a socket and a port", "backend: shop", "backend: shop\n  address: 127.0.0.1", "not both");
        row("a hostile server", "s1: app-01", "\"s1;quit\": app-01", "cannot be the name of a server");
        row("no list", "traffic:\n-", "traffic:\n ", "holds no route");
    }

    void whatIsWrongIsToldWithItsLineAndTheRouteIsLeftOut()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, fault);
        QVERIFY(good.contains(before));
        const Read one = read(QByteArray(good).replace(before, after));
        QVERIFY(one.routes.isEmpty());
        QVERIFY2(one.faults.join(u'\n').contains(fault), qPrintable(one.faults.join(u'\n')));
        QVERIFY(one.faults.first().startsWith(u"opsdeck.yaml:"));
    }

    void aHostThatIsNotThereIsToldOnceAndWithItsPlace()
    {
        const Read one = read(QByteArray(good).replace("s1: app-01", "s1: app-09"));
        QCOMPARE(one.faults.size(), 1);
        QVERIFY2(one.faults.first().startsWith(u"opsdeck.yaml:10:30:"), qPrintable(one.faults.first()));
        QVERIFY(one.faults.first().contains(u"names nothing that exists: app-09"));
    }

    void aNameIsUnique()
    {
        const Read two = read(good + good.mid(good.indexOf("- name")));
        QCOMPARE(two.routes.size(), 1);
        QCOMPARE(two.faults.size(), 1);
        QVERIFY(two.faults.first().contains(u"already a route"));
    }
};

QTEST_APPLESS_MAIN(TrafficReaderTest)
#include "tst_trafficreader.moc"
