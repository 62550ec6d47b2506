// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/versionmatrix.h"

/// A believable company for the tests of pages: made through the rules, never by hand.
namespace opsdeck::testing {

inline QString str(const char *text)
{
    return QString::fromUtf8(text);
}

inline QDateTime sampleNow()
{
    return QDateTime::fromString(str("2026-11-14T06:03:22Z"), Qt::ISODate);
}

inline Entity system(const char *name, const char *owner)
{
    Entity entity{.id = entityId(EntityKind::System, str(name)), .kind = EntityKind::System, .name = str(name)};
    entity.owner = entityId(EntityKind::Group, str(owner));
    return entity;
}

inline Entity component(const char *name, const char *systemName, const char *owner)
{
    Entity entity{.id = entityId(EntityKind::Component, str(name)), .kind = EntityKind::Component, .name = str(name)};
    entity.system = entityId(EntityKind::System, str(systemName));
    entity.owner = entityId(EntityKind::Group, str(owner));
    return entity;
}

inline Catalog sampleCatalog()
{
    QList<Entity> all{system("checkout", "payments"), system("trading-gateway", "trading core"),
        system("settlement", "clearing"), system("member-portal", "web"), system("reporting", "data")};
    for (const auto &[name, owner] : {std::pair{"search", "shop"}, {"notify", "web"}, {"pricing", "trading core"}})
        all.append(system(name, owner));
    for (const auto &[name, home, owner] :
        {std::tuple{"checkout-app", "checkout", "payments"}, {"checkout-mq", "checkout", "payments"},
            {"checkout-db", "checkout", "payments"}, {"gw-03.dc2", "trading-gateway", "trading core"},
            {"order-router", "trading-gateway", "trading core"}, {"settlement", "settlement", "clearing"},
            {"portal", "member-portal", "web"}, {"reports", "reporting", "data"}})
        all.append(component(name, home, owner));
    return Catalog(all);
}

inline SourceRecord source(const char *id, const char *kind, int answeredSecondsAgo)
{
    SourceRecord record{.id = SourceId(str(id)), .kind = str(kind)};
    record.lastAttempt = sampleNow().addSecs(-2);
    record.lastSuccess = sampleNow().addSecs(-answeredSecondsAgo);
    return record;
}

inline Alert alert(const char *from, const char *name, const char *service, Severity severity, const char *summary,
    const char *value, int minutes)
{
    Alert one{.key = {SourceId(str(from)), str(name) + str(service)}, .severity = severity, .name = str(name)};
    one.summary = str(summary);
    one.value = str(value);
    one.labels
        = {{str("alertname"), str(name)}, {str("service"), str(service)}, {str("environment"), str("production")}};
    one.startsAt = sampleNow().addSecs(-60 * minutes);
    one.updatedAt = sampleNow().addSecs(-20);
    return one;
}

inline AlertRule ruleFor(const char *from, const char *service)
{
    return {.source = SourceId(str(from)), .name = str("any"), .labels = {{str("service"), str(service)}}};
}

/// A night with one incident; zabbix-dc2, which watches settlement only, has been silent for 22 minutes.
inline AlertWallInput sampleWallInput()
{
    using S = Severity;
    AlertWallInput input;
    input.now = sampleNow();
    input.catalog = sampleCatalog();
    input.sources = {source("prometheus", "prometheus", 4), source("alertmanager", "alertmanager", 6),
        source("zabbix-dc2", "zabbix", 22 * 60)};
    input.rules = {ruleFor("zabbix-dc2", "settlement")};
    input.versions = {{entityId(EntityKind::System, str("checkout")), str("2.4.1")},
        {entityId(EntityKind::System, str("trading-gateway")), str("5.12.0")}};
    input.alerts
        = {alert("prometheus", "HighErrorRate", "checkout-app", S::Critical, "5xx 7.3 % over 2 %", "7.3 %", 12),
            alert("alertmanager", "HighErrorRate", "checkout-app", S::Critical, "5xx 7.3 % over 2 %", "7.3 %", 11),
            alert("alertmanager", "QueueBacklog", "checkout-mq", S::Critical, "messages over 10 000", "41 200", 9),
            alert("prometheus", "SlowQueries", "checkout-db", S::Warning, "p95 1.8 s over 800 ms", "1.8 s", 8),
            alert("alertmanager", "HostDown", "gw-03.dc2", S::Critical, "no answer on 22, 443, 9100", "", 21),
            alert("prometheus", "OrderLatency", "order-router", S::Warning, "p99 84 ms over 60 ms", "84 ms", 17),
            alert("prometheus", "DiskFillingUp", "order-router", S::Warning, "full in 9 h at this rate", "9 h", 48),
            alert("zabbix-dc2", "BatchLate", "settlement", S::Warning, "end of day batch 14 min late", "14 min", 64),
            alert("alertmanager", "CertificateExpires", "portal", S::Warning, "TLS in 6 days", "6 days", 125),
            alert("prometheus", "ReportSlow", "reports", S::Info, "nightly report takes 51 min", "51 min", 300),
            alert("prometheus", "Watchdog", "blackbox", S::Info, "", "", 9000)};
    Alert silenced = alert("alertmanager", "ErrorBudget", "portal", S::Warning, "budget 12 % left", "12 %", 190);
    silenced.state = AlertState::Suppressed;
    silenced.silencedBy = {str("s1")};
    input.alerts.append(silenced);
    input.silences = {{.source = SourceId(str("alertmanager")),
        .id = str("s1"),
        .state = str("active"),
        .createdBy = str("li.na"),
        .comment = str("known, fixed with 2.4.2"),
        .startsAt = sampleNow().addSecs(-3600),
        .endsAt = sampleNow().addSecs(7200)}};
    return input;
}

inline Digest digest(char fill)
{
    return Digest::parse(str("sha256:") + QString(64, QLatin1Char(fill)));
}

/// Three environments, four hosts, modules in every state: agreeing, drifting, moved, missing, silent, not placed.
struct SampleMatrix
{
    VersionMatrixInput input;

    SampleMatrix()
    {
        Workspace &w = input.workspace;
        input.now = sampleNow();
        w.catalog = sampleCatalog();
        w.environments = {{EnvironmentId(str("test")), str("Test")}, {EnvironmentId(str("staging")), str("Staging")},
            {EnvironmentId(str("production")), str("Production"), true}};
        w.connections = {{.id = SourceId(str("harbor")), .kind = str("harbor"), .url = str("https://harbor.example")}};
        w.products = {{.id = ProductId(str("shop")), .title = str("Shop")}};
        input.sources = {source("harbor", "harbor", 3)};
        addHost("tst-01", "test", 3);
        addHost("stg-01", "staging", 3);
        for (const char *host : {"app-01", "app-02", "app-03"})
            addHost(host, "production", 3);
    }

    void addHost(const char *name, const char *environment, int answeredSecondsAgo)
    {
        HostSpec host{.id = HostId(str(name)), .address = str(name), .environment = EnvironmentId(str(environment))};
        input.workspace.hosts.append(host);
        SourceRecord record = source("", "docker", answeredSecondsAgo);
        record.id = sourceOf(host.id);
        input.sources.append(record);
    }

    void silence(const char *host, int forSeconds)
    {
        for (SourceRecord &record : input.sources) {
            if (record.id == sourceOf(HostId(str(host))))
                record.lastSuccess = sampleNow().addSecs(-forSeconds);
        }
    }

    void addModule(const char *name, const QStringList &productionHosts)
    {
        ProductModule part{.id = ModuleId(str(name)), .component = entityId(EntityKind::Component, str(name))};
        part.image = *ImageRef::parse(str("harbor.example/shop/") + str(name));
        part.placements = {{EnvironmentId(str("test")), {HostId(str("tst-01"))}},
            {EnvironmentId(str("staging")), {HostId(str("stg-01"))}}};
        QList<HostId> hosts;
        for (const QString &host : productionHosts)
            hosts.append(HostId(host));
        if (!hosts.isEmpty())
            part.placements.append({EnvironmentId(str("production")), hosts});
        input.workspace.products.first().modules.append(part);
    }

    void tag(const char *module, const char *tagName, char fill)
    {
        Artifact artifact{.source = SourceId(str("harbor")), .repository = str("shop/") + str(module)};
        artifact.digest = digest(fill);
        artifact.tags = {str(tagName)};
        artifact.size = 118'000'000;
        artifact.pushedAt = sampleNow().addDays(-2);
        artifact.scan = {.status = str("Success"), .severity = str("High"), .high = 2, .total = 9, .fixable = 2};
        input.artifacts.append(artifact);
    }

    Container &run(const char *host, const char *module, const char *tagName, char fill, int hours = 6)
    {
        Container container{.host = HostId(str(host)), .name = str(module) + str("-1")};
        container.id = str(host) + str(module);
        container.image = str("harbor.example/shop/") + str(module) + u':' + str(tagName);
        container.digest = digest(fill);
        container.imageId = str("sha256:local") + QLatin1Char(fill);
        container.state = str("running");
        container.health = Health::Healthy;
        container.composeProject = str(module);
        container.composeService = str(module);
        container.createdAt = sampleNow().addSecs(-3600 * hours);
        input.containers.append(container);
        return input.containers.last();
    }

    void runEverywhere(const char *module, const char *tagName, char fill, int hours = 6)
    {
        for (const char *host : {"tst-01", "stg-01", "app-01", "app-02", "app-03"})
            run(host, module, tagName, fill, hours);
    }
};

inline SampleMatrix sampleMatrix()
{
    SampleMatrix m;
    const QStringList all{str("app-01"), str("app-02"), str("app-03")};
    for (const char *name : {"checkout-app", "checkout-mq", "portal", "order-router", "reports"})
        m.addModule(name, all);
    m.addModule("search", {});
    m.addModule("settlement", {str("app-04")});
    m.addHost("app-04", "production", 22 * 60);
    m.tag("checkout-app", "2.4.1", 'a');
    m.tag("checkout-app", "2.4.2", 'b');
    m.runEverywhere("checkout-app", "2.4.1", 'a');
    m.input.containers[0].digest = digest('b');
    m.input.containers[0].image = str("harbor.example/shop/checkout-app:2.4.2");
    m.tag("checkout-mq", "2.4.0", 'c');
    m.runEverywhere("checkout-mq", "2.4.0", 'd', 200);
    m.tag("portal", "2.4.3", 'e');
    m.tag("portal", "2.4.2", 'f');
    m.runEverywhere("portal", "2.4.3", 'e', 1);
    m.input.containers.last().digest = digest('f');
    m.input.containers.last().image = str("harbor.example/shop/portal:2.4.2");
    m.tag("order-router", "5.12.0", '1');
    for (const char *host : {"tst-01", "stg-01", "app-01", "app-03"})
        m.run(host, "order-router", "5.12.0", '1', 72);
    m.tag("reports", "1.9.4", '2');
    m.runEverywhere("reports", "1.9.4", '2', 30);
    m.input.containers.last().health = Health::Unhealthy;
    m.tag("search", "3.0.1", '3');
    m.run("tst-01", "search", "3.0.1", '3').health = Health::Starting;
    m.tag("settlement", "4.4.4", '4');
    for (const char *host : {"tst-01", "stg-01", "app-04"})
        m.run(host, "settlement", "4.4.4", '4', 300);
    return m;
}

} // namespace opsdeck::testing
