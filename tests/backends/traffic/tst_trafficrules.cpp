// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/envoyfile.h"
#include "backends/traffic/fileplan.h"
#include "backends/traffic/haproxylines.h"
#include "backends/traffic/nginxfile.h"
#include "backends/traffic/yamllines.h"
#include "models/domain/traffic.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

using Kind = Error::Kind;

const QByteArray State
    = "1\n"
      "# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight "
      "srv_of_a_newer_haproxy\n"
      "3 shop 1 a 10.0.0.1 2 0 8 1 x\n"
      "3 shop 2 b 10.0.0.2 2 0 2 1 x\n"
      "3 shop 3 c 10.0.0.3 2 8 2 1 x\n"
      "\n";
const QByteArray Stat = "# pxname,svname,qcur,qmax,scur,last_chk,bck,type,new_column,\n"
                        "shop,FRONTEND,,,9,,,0,,\n"
                        "shop,a,1,4,3,\"says \"\"ok\"\", twice\nand more\",0,2,,\n"
                        "other,a,0,0,7,,0,2,,\n"
                        "shop,spare,0,0,0,,1,2,,\n"
                        "shop,BACKEND,1,4,3,,1,1,,\n"
                        "\n";

const QByteArray Upstreams = R"(# upstream shop { server 10.9.9.9; }
upstream other { server 10.0.0.1:80 weight=7; }
upstream shop {
    zone "a;b{" 64k; # not } the end
    server 10.0.0.1:80 weight=3 max_fails=2;   # first
    server	10.0.0.2:80;server 10.0.0.3:80 down
        weight=5;
    server 10.0.0.9:80 backup;
}
map ${x}y $z { default "}"; }
)";

const QByteArray Routes = R"(# weighted_clusters:
resources:
- "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
  virtual_hosts:
  - name: shop
    domains: ["*",
      "weighted_clusters: {"]
    routes:
    - match: {prefix: "/"}
      route:
        weighted_clusters:
          total_weight: 100
          clusters:
          - name: shop-g0   # blue
            weight: 80      # most
            request_headers_to_add:
            - header: {key: a, value: b}
              weight: 1
          - weight: 20
            name: "shop-g2"
    - match: {prefix: "/text"}
      direct_response:
        body: |
          weighted_clusters:
            clusters:
            - name: shop-g0
              weight: 1
    - route:
        weighted_clusters:
          clusters:
            - name: else
              weight: 100
)";

TrafficPools twoPools()
{
    return {{u"G0"_s, {u"a"_s, u"b"_s}}, {u"G2"_s, {u"c"_s}}};
}

TrafficShare shareOfTwo(int first)
{
    return {{{u"G0"_s, first}, {u"G2"_s, 100 - first}}};
}

TrafficTarget haproxyTarget()
{
    TrafficTarget target;
    target.backend = u"shop"_s;
    target.socketPath = u"/run/haproxy.sock"_s;
    target.pools = twoPools();
    return target;
}

haproxy::Server serverOf(const QString &name, int adminState = 0, int runState = 2, int weight = 1)
{
    return {name, weight, 1, adminState, runState};
}

/// The parts of a hundred that somebody cuts off at random.
TrafficShare randomShare(QRandomGenerator &random, const QStringList &pools)
{
    TrafficShare share;
    int left = 100;
    for (const QString &pool : pools) {
        const int part = pool == pools.last() ? left : random.bounded(left + 1);
        share.percents.insert(pool, part);
        left -= part;
    }
    return share;
}

TrafficPools randomPools(QRandomGenerator &random)
{
    TrafficPools pools;
    const int count = 2 + random.bounded(4);
    for (int pool = 0; pool < count; ++pool) {
        QStringList servers;
        const int size = 1 + (random.bounded(4) == 0 ? random.bounded(60) : random.bounded(6));
        for (int i = 0; i < size; ++i)
            servers.append(u"s%1-%2"_s.arg(pool).arg(i));
        pools.insert(u"G%1"_s.arg(pool), servers);
    }
    return pools;
}

double percentOf(const QMap<QString, int> &weights, const QStringList &pool)
{
    qint64 mine = 0;
    qint64 all = 0;
    for (const int weight : weights)
        all += weight;
    for (const QString &server : pool)
        mine += weights.value(server);
    return 100.0 * double(mine) / double(all);
}

} // namespace

class TrafficTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOnlyPlainNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("plain") << u"web-1.shop_a:80"_s << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("semicolon") << u"a;shutdown"_s << false;
        QTest::newRow("line break") << u"a\nquit"_s << false;
        QTest::newRow("line break at the end") << u"a\n"_s << false;
        QTest::newRow("carriage return") << u"a\rb"_s << false;
        QTest::newRow("NUL") << u"a\0b"_s << false;
        QTest::newRow("slash") << u"a/b"_s << false;
        QTest::newRow("blank") << u"a b"_s << false;
        QTest::newRow("not ASCII") << u"ä"_s << false;
        QTest::newRow("digits of another script") << u"a\u0661"_s << false;
        QTest::newRow("an option") << u"-rf"_s << false;
        QTest::newRow("shell") << u"$(id)"_s << false;
    }
    void takesOnlyPlainNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, isFine);
        QCOMPARE(isTrafficName(name), isFine);
        QCOMPARE(haproxy::setWeight(u"shop"_s, name, 1).has_value(), isFine);
        QCOMPARE(haproxy::setWeight(name, u"a"_s, 1).has_value(), isFine);
        QCOMPARE(haproxy::setState(u"shop"_s, name, haproxy::State::Drain).has_value(), isFine);
        QCOMPARE(haproxy::showServersState(name).has_value(), isFine);
    }

    void refusesSharesThatCannotBe_data()
    {
        QTest::addColumn<TrafficShare>("share");
        QTest::newRow("none") << TrafficShare{};
        QTest::newRow("too much") << TrafficShare{{{u"G0"_s, 80}, {u"G2"_s, 30}}};
        QTest::newRow("too little") << TrafficShare{{{u"G0"_s, 80}, {u"G2"_s, 10}}};
        QTest::newRow("negative") << TrafficShare{{{u"G0"_s, 120}, {u"G2"_s, -20}}};
        QTest::newRow("overflow") << TrafficShare{{{u"G0"_s, INT_MAX}, {u"G2"_s, INT_MIN}}};
        QTest::newRow("a pool is missing") << TrafficShare{{{u"G0"_s, 100}}};
        QTest::newRow("a pool too many") << TrafficShare{{{u"G0"_s, 50}, {u"G2"_s, 50}, {u"G9"_s, 0}}};
    }
    void refusesSharesThatCannotBe()
    {
        QFETCH(TrafficShare, share);
        QVERIFY(!checkShare(share, twoPools()));
        QCOMPARE(trafficWeights(share, twoPools(), 256).error().kind, Kind::Usage);
        QCOMPARE(percentWeights(share, twoPools()).error().kind, Kind::Usage);
    }

    void refusesAShareForAPoolWithoutServers()
    {
        const TrafficPools pools{{u"G0"_s, {u"a"_s}}, {u"G2"_s, {}}};
        QVERIFY(!trafficWeights(shareOfTwo(80), pools, 256));
        QCOMPARE(*trafficWeights(shareOfTwo(100), pools, 256), (QMap<QString, int>{{u"a"_s, 1}}));
    }

    void choosesSmallEvenWeights()
    {
        const QMap<QString, int> wanted{{u"a"_s, 2}, {u"b"_s, 2}, {u"c"_s, 1}};
        QCOMPARE(*trafficWeights(shareOfTwo(80), twoPools(), 256), wanted);
        const QMap<QString, int> none{{u"a"_s, 1}, {u"b"_s, 1}, {u"c"_s, 0}};
        QCOMPARE(*trafficWeights(shareOfTwo(100), twoPools(), 256), none);
    }

    void hitsEveryShareWithinOnePoint()
    {
        QRandomGenerator random(20);
        for (int round = 0; round < 1000; ++round) {
            const TrafficPools pools = randomPools(random);
            const TrafficShare share = randomShare(random, pools.keys());
            const auto weights = trafficWeights(share, pools, haproxy::MostWeight);
            QVERIFY2(weights, qPrintable(share.text()));
            for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool) {
                const int wanted = share.percents.value(pool.key());
                QVERIFY2(std::abs(percentOf(*weights, *pool) - wanted) <= 1, qPrintable(share.text()));
                int least = INT_MAX;
                int most = 0;
                for (const QString &server : *pool) {
                    least = qMin(least, weights->value(server, -1));
                    most = qMax(most, weights->value(server, -1));
                }
                QVERIFY(least >= 0 && most <= haproxy::MostWeight && most - least <= 1);
                QCOMPARE(most > 0, wanted > 0);
            }
            QVERIFY(isNear(shareOf(*weights, pools), share));
        }
    }

    void dividesAHundredExactly()
    {
        QRandomGenerator random(21);
        int divided = 0;
        for (int round = 0; round < 1000; ++round) {
            const TrafficPools pools = randomPools(random);
            const TrafficShare share = randomShare(random, pools.keys());
            const auto weights = percentWeights(share, pools);
            if (!weights)
                continue;
            ++divided;
            QCOMPARE(shareOf(*weights, pools), share);
        }
        QVERIFY(divided > 300);
        QCOMPARE(percentWeights(shareOfTwo(1), twoPools()).error().kind, Kind::Refused);
    }

    void saysSharesThatAreAHundredTogether()
    {
        const TrafficPools three{{u"x"_s, {u"a"_s}}, {u"y"_s, {u"b"_s}}, {u"z"_s, {u"c"_s}}};
        const auto share = shareOf({{u"a"_s, 1}, {u"b"_s, 1}, {u"c"_s, 1}, {u"stranger"_s, 5}}, three);
        QCOMPARE(share.text(), u"x 34 %, y 33 %, z 33 %"_s);
        QCOMPARE(shareOf({}, three).text(), u"x 0 %, y 0 %, z 0 %"_s);
    }

    void fillsCommandsInOnePass()
    {
        const QStringList words{u"set"_s, u"{pool}={percent}%"_s, u"{server}{"_s, u"{{.ID}}"_s};
        QCOMPARE(filledCommand(words, u"{percent}"_s, u"20"_s, u"a;b"_s),
            (QStringList{u"set"_s, u"{percent}=20%"_s, u"a;b{"_s, u"{{.ID}}"_s}));
    }

    void checksTargets()
    {
        TrafficTarget target = haproxyTarget();
        QVERIFY(checkTarget(target));
        target.pools[u"G2"_s].append(u"a"_s);
        QVERIFY2(checkTarget(target).error().detail.contains(u"named twice"), "a server of two pools");
        target = haproxyTarget();
        target.backend = u"shop;quit"_s;
        QVERIFY(!checkTarget(target));
        target = haproxyTarget();
        target.socketPath.clear();
        QVERIFY(!checkTarget(target));
        target.address = u"127.0.0.1"_s;
        target.port = 9999;
        QVERIFY(checkTarget(target));
        target.pools.insert(u"G3"_s, {u"a b"_s});
        QVERIFY(!checkTarget(target));
        target = haproxyTarget();
        target.kind = BalancerKind::Nginx;
        target.file = u"/etc/nginx/conf.d/shop.conf"_s;
        QVERIFY2(!checkTarget(target), "no command that reloads");
        target.reloadCommand = {u"nginx"_s, u"-s"_s, u"reload"_s};
        target.pools[u"G2"_s] = {u"[::1]:80"_s, u"unix:/run/a.sock"_s};
        QVERIFY(checkTarget(target));
        target.kind = BalancerKind::Command;
        QVERIFY(!checkTarget(target));
        target.commands.setShare = {u"set"_s};
        target.commands.readShare = {u"get"_s};
        QVERIFY(checkTarget(target));
        target.commands.drain = {u"drain"_s};
        QVERIFY2(!checkTarget(target), "nobody could see whether it drains");
    }

    // HAProxy

    void buildsItsLines()
    {
        QCOMPARE(*haproxy::setWeight(u"shop"_s, u"a"_s, 256), QByteArray("set server shop/a weight 256\n"));
        QCOMPARE(*haproxy::setState(u"shop"_s, u"a"_s, haproxy::State::Maint),
            QByteArray("set server shop/a state maint\n"));
        QCOMPARE(*haproxy::showServersState(u"shop"_s), QByteArray("show servers state shop\n"));
        QVERIFY(!haproxy::setWeight(u"shop"_s, u"a"_s, 257));
        QVERIFY(!haproxy::setWeight(u"shop"_s, u"a"_s, -1));
    }

    void readsServersByColumnName()
    {
        const auto servers = haproxy::parseServersState(State, u"shop"_s);
        QVERIFY(servers);
        QCOMPARE(servers->size(), 3);
        QCOMPARE(servers->at(0), serverOf(u"a"_s, 0, 2, 8));
        QVERIFY(servers->at(0).takesTraffic());
        QVERIFY(servers->at(2).isDraining() && !servers->at(2).isInMaint() && !servers->at(2).takesTraffic());
    }

    void refusesServersThatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("nothing") << QByteArray() << Kind::Refused;
        QTest::newRow("its own words") << QByteArray("Can't find backend.\n\n") << Kind::NotFound;
        QTest::newRow("not allowed") << QByteArray("Permission denied\n\n") << Kind::Forbidden;
        QTest::newRow("another version") << QByteArray(State).replace(0, 1, "2") << Kind::BadAnswer;
        QTest::newRow("no header") << QByteArray("1\n3 shop 1 a\n\n") << Kind::BadAnswer;
        QTest::newRow("a column less") << QByteArray(State).replace("srv_uweight", "x") << Kind::BadAnswer;
        QTest::newRow("another backend") << QByteArray(State).replace("3 shop 2", "4 cart 2") << Kind::BadAnswer;
        QTest::newRow("no number") << QByteArray(State).replace("2 0 8 1", "2 0 ? 1") << Kind::BadAnswer;
        QTest::newRow("negative") << QByteArray(State).replace("2 0 8 1", "2 0 -8 1") << Kind::BadAnswer;
        QTest::newRow("a row too short") << QByteArray(State).replace(" 2 8 2 1 x\n", "\n") << Kind::BadAnswer;
        QTest::newRow("cut off") << State.left(State.size() - 2) << Kind::BadAnswer;
    }
    void refusesServersThatCannotBeRead()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Kind, kind);
        const auto servers = haproxy::parseServersState(answer, u"shop"_s);
        QVERIFY(!servers);
        QCOMPARE(servers.error().kind, kind);
    }

    void readsSessionsOfOneBackend()
    {
        const auto loads = haproxy::parseStat(Stat, u"shop"_s);
        QVERIFY(loads);
        QCOMPARE(*loads, (QList<haproxy::Load>{{u"a"_s, 3, 1, false}, {u"spare"_s, 0, 0, true}}));
        QCOMPARE(haproxy::parseStat(Stat, u"none"_s).error().kind, Kind::NotFound);
        QCOMPARE(haproxy::parseStat("Permission denied\n", u"shop"_s).error().detail, u"Permission denied"_s);
        QCOMPARE(haproxy::parseStat(Stat.left(Stat.size() - 1), u"shop"_s).error().kind, Kind::BadAnswer);
        QVERIFY(!haproxy::parseStat(QByteArray(Stat).replace(",scur,", ",x,"), u"shop"_s));
        QVERIFY(!haproxy::parseStat(QByteArray(Stat).replace("a,1,4,3", "a,1,4,"), u"shop"_s));
    }

    void takesOnlyABlankAnswerForYes()
    {
        QVERIFY(haproxy::parseSet("\n"));
        const auto missing = haproxy::parseSet("No such server.\n\n");
        QCOMPARE(missing.error().kind, Kind::NotFound);
        QCOMPARE(missing.error().detail, u"No such server."_s);
        QCOMPARE(haproxy::parseSet("Backend is using a static LB algorithm\n").error().kind, Kind::Refused);
    }

    void leavesDrainedServersOutOfTheShares()
    {
        const QList<haproxy::Server> servers{serverOf(u"a"_s), serverOf(u"b"_s, 8), serverOf(u"c"_s)};
        const auto weights = haproxy::planWeights(servers, {}, haproxyTarget(), shareOfTwo(50));
        QVERIFY(weights);
        // a and c share alone; b gets the weight of its pool for later.
        QCOMPARE(*weights, (QMap<QString, int>{{u"a"_s, 1}, {u"b"_s, 1}, {u"c"_s, 1}}));
    }

    void givesNoShareWhereNobodyWouldAnswer_data()
    {
        QTest::addColumn<QList<haproxy::Server>>("servers");
        QTest::addColumn<bool>("isBackup");
        const auto a = serverOf(u"a"_s);
        const auto b = serverOf(u"b"_s);
        QTest::newRow("down") << QList{a, b, serverOf(u"c"_s, 0, 0)} << false;
        QTest::newRow("in maintenance") << QList{a, b, serverOf(u"c"_s, 1)} << false;
        QTest::newRow("stopping") << QList{a, b, serverOf(u"c"_s, 0, 3)} << false;
        QTest::newRow("not there") << QList{a, b} << false;
        QTest::newRow("a backup") << QList{a, b, serverOf(u"c"_s)} << true;
        QTest::newRow("a stranger takes some") << QList{a, b, serverOf(u"c"_s), serverOf(u"d"_s)} << false;
    }
    void givesNoShareWhereNobodyWouldAnswer()
    {
        QFETCH(QList<haproxy::Server>, servers);
        QFETCH(bool, isBackup);
        const QList<haproxy::Load> loads{{u"c"_s, 0, 0, isBackup}};
        QVERIFY(!haproxy::planWeights(servers, loads, haproxyTarget(), shareOfTwo(80)));
    }

    // nginx

    void readsAnUpstream()
    {
        const auto servers = nginx::parseUpstream(Upstreams, u"shop"_s);
        QVERIFY2(servers, servers ? "" : qPrintable(servers.error().detail));
        QCOMPARE(*servers,
            (QList<TrafficServer>{
                {u"10.0.0.1:80"_s, 3, false}, {u"10.0.0.2:80"_s, 1, false}, {u"10.0.0.3:80"_s, 5, true}}));
    }

    void changesWeightsAndLeavesEveryOtherByte()
    {
        const auto changed = nginx::rewriteUpstream(Upstreams, u"shop"_s,
            {{u"10.0.0.1:80"_s, 3, true}, {u"10.0.0.2:80"_s, 12, false}, {u"10.0.0.3:80"_s, 4, false}});
        QVERIFY(changed);
        QByteArray wanted = Upstreams;
        wanted.replace("weight=3 max_fails=2;", "weight=3 max_fails=2 down;");
        wanted.replace("10.0.0.2:80;", "10.0.0.2:80 weight=12;")
            .replace(" down\n        weight=5", "\n        weight=4");
        QCOMPARE(*changed, wanted);
        const auto servers = nginx::parseUpstream(Upstreams, u"shop"_s);
        QCOMPARE(*nginx::rewriteUpstream(Upstreams, u"shop"_s, *servers), Upstreams);
    }

    void addsWeightAndDownAtOnePlace()
    {
        const auto changed = nginx::rewriteUpstream("upstream u { server \"a\"; }", u"u"_s, {{u"a"_s, 2, true}});
        QCOMPARE(*changed, QByteArray("upstream u { server \"a\" weight=2 down; }"));
        const auto back = nginx::rewriteUpstream("upstream u { server a down; }", u"u"_s, {{u"a"_s, 2, false}});
        QCOMPARE(*back, QByteArray("upstream u { server a weight=2; }"));
    }

    void refusesAnUpstreamThatIsNotClear_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<Kind>("kind");
        const QByteArray fine = "upstream u { server a; }\n";
        QTest::newRow("empty") << QByteArray() << Kind::NotFound;
        QTest::newRow("another") << QByteArray("upstream v { server a; }") << Kind::NotFound;
        QTest::newRow("no such server") << QByteArray("upstream u { server b; }") << Kind::NotFound;
        QTest::newRow("only a backup") << QByteArray("upstream u { server a backup; }") << Kind::NotFound;
        QTest::newRow("in a comment") << QByteArray("upstream u { # server a;\n }") << Kind::NotFound;
        QTest::newRow("in a text") << QByteArray("log_format x 'upstream u { server a; }';") << Kind::NotFound;
        QTest::newRow("in a block of it") << QByteArray("upstream u { x { server a; } }") << Kind::NotFound;
        QTest::newRow("not closed") << QByteArray("upstream u { server a;") << Kind::Refused;
        QTest::newRow("closed twice") << QByteArray(fine + "}") << Kind::Refused;
        QTest::newRow("a quote without end") << QByteArray(fine + "x \"") << Kind::Refused;
        QTest::newRow("a variable without end") << QByteArray(fine + "x ${y;") << Kind::Refused;
        QTest::newRow("twice") << QByteArray(fine + fine) << Kind::Refused;
        QTest::newRow("a server twice") << QByteArray("upstream u { server a; server a; }") << Kind::Refused;
        QTest::newRow("servers elsewhere") << QByteArray("upstream u { server a; include x; }") << Kind::Refused;
        QTest::newRow("no weight") << QByteArray("upstream u { server a weight=x; }") << Kind::Refused;
        QTest::newRow("weight 0") << QByteArray("upstream u { server a weight=0; }") << Kind::Refused;
        QTest::newRow("much too heavy") << QByteArray("upstream u { server a weight=99999999999; }") << Kind::Refused;
    }
    void refusesAnUpstreamThatIsNotClear()
    {
        QFETCH(QByteArray, file);
        QFETCH(Kind, kind);
        const auto changed = nginx::rewriteUpstream(file, u"u"_s, {{u"a"_s, 2, false}});
        QVERIFY(!changed);
        QCOMPARE(changed.error().kind, kind);
    }

    // Envoy

    void readsAndChangesClusters()
    {
        const QStringList clusters{u"shop-g0"_s, u"shop-g2"_s};
        const auto servers = envoy::parseClusters(Routes, clusters);
        QVERIFY2(servers, servers ? "" : qPrintable(servers.error().detail));
        QCOMPARE(*servers, (QList<TrafficServer>{{u"shop-g0"_s, 80, false}, {u"shop-g2"_s, 20, false}}));
        const auto changed = envoy::rewriteClusters(Routes, {{u"shop-g0"_s, 0}, {u"shop-g2"_s, 100}});
        QVERIFY(changed);
        QByteArray wanted = Routes;
        wanted.replace("weight: 80 ", "weight: 0 ").replace("weight: 20", "weight: 100");
        QCOMPARE(*changed, wanted);
        const auto after = envoy::parseClusters(*changed, clusters);
        QCOMPARE(after->first(), (TrafficServer{u"shop-g0"_s, 0, true}));
        const auto back = envoy::rewriteClusters(*changed, {{u"shop-g0"_s, 80}, {u"shop-g2"_s, 20}});
        QCOMPARE(*back, Routes);
    }

    void changesEveryListOfTheClusters()
    {
        const QByteArray list
            = "- weighted_clusters:\r\n    clusters:\r\n    -\r\n      name: a\r\n      weight: 60\r\n"
              "    - name: 'b'\r\n      weight: 40\r\n";
        const auto changed = envoy::rewriteClusters(list + list, {{u"a"_s, 5}, {u"b"_s, 95}});
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().detail));
        const QByteArray wanted = QByteArray(list).replace("60", "5").replace("40", "95");
        QCOMPARE(*changed, wanted + wanted);
        QVERIFY2(!envoy::parseClusters(list + wanted, {u"a"_s, u"b"_s}), "two truths");
    }

    void refusesListsThatAreNotClear_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray fine = "r:\n  weighted_clusters:\n    clusters:\n    - name: a\n      weight: 60\n    - name: "
                                "b\n      weight: 40\n";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no list") << QByteArray("a: b\n");
        QTest::newRow("one is missing") << QByteArray(fine).replace("name: b", "name: c");
        QTest::newRow("twice") << QByteArray(fine).replace("name: b", "name: a");
        QTest::newRow("weight twice") << QByteArray(fine).replace("weight: 40", "weight: 1\n      weight: 39");
        QTest::newRow("no weight") << QByteArray(fine).replace("      weight: 40\n", "");
        QTest::newRow("an alias") << QByteArray(fine).replace("weight: 40", "weight: *w");
        QTest::newRow("negative") << QByteArray(fine).replace("weight: 40", "weight: -4");
        QTest::newRow("a total of its own")
            << QByteArray(fine).replace("    clusters:", "    total_weight: 10\n    clusters:");
        QTest::newRow("flow") << QByteArray(
            "weighted_clusters: {clusters: [{name: a, weight: 1}, {name: b, weight: 2}]}\n");
        QTest::newRow("flow of clusters")
            << QByteArray("weighted_clusters:\n  clusters: [{name: a, weight: 1}, {name: b, weight: 2}]\n");
        QTest::newRow("flow of one") << QByteArray(
            "weighted_clusters:\n  clusters:\n  - {name: a, weight: 1}\n  - {name: b, weight: 2}\n");
        QTest::newRow("an anchor") << QByteArray(fine).replace("clusters:\n    -", "clusters: &a\n    -");
        QTest::newRow("tabs") << QByteArray(fine).replace("      weight", "\tweight");
        QTest::newRow("a quote without end") << QByteArray(fine + "x: \"\n");
        QTest::newRow("a bracket without end") << QByteArray(fine + "x: [\n");
        QTest::newRow("only in a text") << QByteArray("x: \"\n" + fine + "\"\n");
        QTest::newRow("only in a block of text")
            << QByteArray("x: |-\n" + QByteArray("  " + fine).replace("\n", "\n  "));
    }
    void refusesListsThatAreNotClear()
    {
        QFETCH(QByteArray, file);
        QVERIFY(!envoy::rewriteClusters(file, {{u"a"_s, 1}, {u"b"_s, 99}}));
    }

    void survivesFilesThatAreCutAnywhere()
    {
        for (qsizetype size = 0; size < Routes.size(); ++size)
            (void)envoy::rewriteClusters(Routes.left(size), {{u"shop-g0"_s, 1}, {u"shop-g2"_s, 99}});
        for (qsizetype size = 0; size < Upstreams.size(); ++size)
            (void)nginx::rewriteUpstream(Upstreams.left(size), u"shop"_s, {{u"10.0.0.1:80"_s, 9, true}});
        for (qsizetype size = 0; size < Stat.size(); ++size)
            QVERIFY(!haproxy::parseStat(Stat.left(size), u"shop"_s));
        for (qsizetype size = 0; size < State.size(); ++size)
            QVERIFY(!haproxy::parseServersState(State.left(size), u"shop"_s));
    }

    void survivesNoise()
    {
        QRandomGenerator random(22);
        const QByteArray letters = "weighted_clusters: name{}[]\"'#|>-&*\\;$\n\r\t  \xff,1";
        for (int round = 0; round < 3000; ++round) {
            QByteArray noise;
            for (int i = random.bounded(80); i > 0; --i)
                noise += letters.at(random.bounded(int(letters.size())));
            (void)envoy::parseClusters("weighted_clusters:\n clusters:\n" + noise, {u"a"_s});
            (void)nginx::parseUpstream("upstream u { " + noise, u"u"_s);
            (void)haproxy::parseStat("# " + noise + "\n\n", u"a"_s);
            (void)haproxy::parseServersState("1\n# " + noise + "\n\n", u"a"_s);
        }
    }

    // What a file shall say

    void keepsServersOutThatSomebodyTookOut()
    {
        TrafficTarget target = haproxyTarget();
        target.kind = BalancerKind::Nginx;
        const QList<TrafficServer> now{{u"a"_s, 1, false}, {u"b"_s, 7, true}, {u"c"_s, 1, true}};
        const auto planned = planShares(target, now, {}, shareOfTwo(50));
        QVERIFY(planned);
        QCOMPARE(*planned, (QList<TrafficServer>{{u"a"_s, 1, false}, {u"b"_s, 1, true}, {u"c"_s, 1, false}}));
        const auto none = planShares(target, *planned, {}, shareOfTwo(0));
        QVERIFY(none->at(0).isOut && none->at(1).isOut && !none->at(2).isOut);
        QVERIFY2(!planShares(target, now, {u"c"_s}, shareOfTwo(50)), "its only server is drained");
    }

    void refusesToPlanForStrangers()
    {
        TrafficTarget target = haproxyTarget();
        target.kind = BalancerKind::Envoy;
        QList<TrafficServer> now{{u"a"_s, 40, false}, {u"b"_s, 40, false}};
        QCOMPARE(planShares(target, now, {}, shareOfTwo(80)).error().kind, Kind::NotFound);
        now.append({u"c"_s, 10, false});
        QVERIFY(planShares(target, now, {}, shareOfTwo(80)));
        now.append({u"d"_s, 10, false});
        QCOMPARE(planShares(target, now, {}, shareOfTwo(80)).error().kind, Kind::Refused);
    }

    void drainsWithinAPoolOfClusters()
    {
        TrafficTarget target = haproxyTarget();
        target.kind = BalancerKind::Envoy;
        const QList<TrafficServer> now{{u"a"_s, 41, false}, {u"b"_s, 40, false}, {u"c"_s, 19, false}};
        const auto drained = planDrain(target, now, u"a"_s);
        QVERIFY(drained);
        QCOMPARE(drained->at(0).effectiveWeight(), 0);
        QCOMPARE(drained->at(1).effectiveWeight(), 81);
        QCOMPARE(planDrain(target, *drained, u"b"_s).error().kind, Kind::Refused);
        QCOMPARE(planDrain(target, now, u"c"_s).error().kind, Kind::Refused);
        QCOMPARE(planDrain(target, now, u"x"_s).error().kind, Kind::NotFound);
        const auto back = planUndrain(target, *drained, u"a"_s);
        QVERIFY(isAsPlanned(now, *back));
        QVERIFY(!isAsPlanned(now, *drained));
    }

    void bringsNobodyBackIntoAPoolWithoutAShare()
    {
        TrafficTarget target = haproxyTarget();
        target.kind = BalancerKind::Nginx;
        const QList<TrafficServer> now{{u"a"_s, 1, false}, {u"b"_s, 1, false}, {u"c"_s, 1, true}};
        QCOMPARE(*planUndrain(target, now, u"c"_s), now);
        QCOMPARE(*planDrain(target, now, u"c"_s), now);
    }
};

QTEST_GUILESS_MAIN(TrafficTest)
#include "tst_trafficrules.moc"
