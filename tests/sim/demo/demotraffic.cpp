// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/demo/demotraffic.h"

#include <algorithm>

namespace opsdeck::sim {

using namespace Qt::StringLiterals;

namespace {

const QString nginxPath = u"/etc/nginx/conf.d/shop.conf"_s;
const QString envoyPath = u"/etc/envoy/routes.yaml"_s;

struct ServerRow
{
    int pool = 0; ///< G0, G1, G2
    QString name; ///< as the balancer calls it
    QString host;
};

QList<Story::HostRow> hostsIn(const Story &story, const QString &environment)
{
    QList<Story::HostRow> hosts;
    for (const Story::HostRow &host : story.hosts()) {
        if (host.environment == environment)
            hosts.append(host);
    }
    return hosts;
}

/// A pool has a port of its own, so that a company with a single host has three pools too.
QList<ServerRow> shopServers(const Story &story)
{
    constexpr qsizetype pools = 3;
    constexpr qsizetype most = 8;
    const QList<Story::HostRow> hosts = hostsIn(story, u"production"_s);
    const qsizetype count = std::clamp(hosts.size(), pools, most);
    QList<ServerRow> servers;
    for (qsizetype i = 0; i < count; ++i) {
        const Story::HostRow &host = hosts.at(i % hosts.size());
        const int pool = static_cast<int>(std::max<qsizetype>(0, pools - count + i));
        servers.append({pool, u"%1:%2"_s.arg(host.address).arg(8080 + pool), host.name});
    }
    return servers;
}

QByteArray nginxFile(const Story &story)
{
    QString lines;
    for (const ServerRow &server : shopServers(story))
        lines += u"    server %1 weight=10%2; # G%3\n"_s.arg(server.name, server.pool == 0 ? QString() : u" down"_s)
                     .arg(server.pool);
    const QString text = u"# Who sells: the pools of the shop.\nupstream shop {\n    zone shop 64k;\n%1}\n"
                         "server {\n    listen 80;\n    location / {\n        proxy_pass http://shop;\n    }\n}\n"_s;
    return text.arg(lines).toUtf8();
}

QByteArray envoyFile()
{
    return R"(# Who routes orders. Envoy follows this file by itself.
resources:
- "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
  name: trading
  virtual_hosts:
  - name: order-router
    domains: ["*"]
    routes:
    - match: {prefix: "/orders"}
      route:
        weighted_clusters:
          clusters:
          - name: order-router-stable
            weight: 90
          - name: order-router-canary
            weight: 10
)";
}

/// At most that share of a service's requests fails.
QString gateBlock(const QString &service, const QString &environment)
{
    const QString labels = u"{service=\"%1\",environment=\"%2\"}"_s.arg(service, environment);
    return u"    gates:\n      - name: %1 errors\n"
           "        query: 'sum(rate(http_requests_errors_total%2[5m])) / sum(rate(http_requests_total%2[5m]))'\n"
           "        source: prometheus\n        at-most: 0.05\n        hold: 10s\n"_s.arg(service, labels);
}

QString grayBlock(const Story &story)
{
    QString pools;
    for (int pool = 0; pool <= 2; ++pool) {
        pools += u"      G%1:\n        servers:\n"_s.arg(pool);
        for (const ServerRow &server : shopServers(story)) {
            if (server.pool == pool)
                pools += u"          \"%1\": %2\n"_s.arg(server.name, server.host);
        }
    }
    return u"  - name: shop-gray\n    product: shop\n    environment: production\n    strategy: gray\n"
           "    balancer: nginx\n    host: %1\n    file: %2\n    backend: shop\n    reload: [nginx, -s, reload]\n"
           "    pools:\n%3    from: G0\n    to: G2\n    steps: [5, 20, 100]\n    hold: 30s\n    ask: true\n%4"
           "    tenants:\n      - {name: \"员工内购 Staff\", tier: 0}\n      - {name: \"深圳门店 Shenzhen\", tier: 1}\n"
           "      - {name: \"广州门店 Guangzhou\", tier: 1}\n      - {name: \"香港门店 Hong Kong\", tier: 2}\n"
           "      - {name: \"线上旗舰店 Online\", tier: 3}\n"_s.arg(hostsIn(story, u"production"_s).first().name,
               nginxPath, pools, gateBlock(u"storefront"_s, u"production"_s));
}

QString canaryBlock(const Story &story)
{
    const QList<Story::HostRow> hosts = hostsIn(story, u"staging"_s);
    return u"  - name: order-router-canary\n    product: trading\n    environment: staging\n    strategy: canary\n"
           "    balancer: envoy\n    host: %1\n    file: %2\n    pools:\n"
           "      stable: {servers: {order-router-stable: %1}}\n      canary: {servers: {order-router-canary: %3}}\n"
           "    from: stable\n    to: canary\n    steps: [10, 50, 100]\n    hold: 20s\n%4"_s.arg(
               hosts.first().name, envoyPath, hosts.last().name, gateBlock(u"order-router"_s, u"staging"_s));
}

} // namespace

QList<BalancerFile> balancerFiles(const Story &story)
{
    return {{hostsIn(story, u"production"_s).first().name, nginxPath, nginxFile(story)},
        {hostsIn(story, u"staging"_s).first().name, envoyPath, envoyFile()}};
}

QString trafficBlock(const Story &story)
{
    return grayBlock(story) + canaryBlock(story);
}

} // namespace opsdeck::sim
