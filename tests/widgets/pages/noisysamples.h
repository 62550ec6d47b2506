// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/pages/samples.h"

#include <QRandomGenerator>

/// A company on a bad night: many alike, what comes and goes, hosts that are down with what runs on them.
namespace opsdeck::testing {

inline HostSpec hostNamed(const char *name, const char *address)
{
    return {.id = HostId(str(name)), .address = str(address), .environment = EnvironmentId(str("production"))};
}

/// checkout-app runs on app-01, checkout-db on app-02, order-router on both; checkout-app depends on checkout-db,
/// portal on checkout-app.
inline AlertWallInput noisyCompany()
{
    AlertWallInput input = sampleWallInput();
    input.alerts.clear();
    input.silences.clear();
    input.hosts = {hostNamed("app-01", "10.0.0.1"), hostNamed("app-02", "10.0.0.2")};
    QList<Entity> entities = sampleCatalog().entities();
    for (Entity &entity : entities) {
        if (entity.name == str("checkout-app"))
            entity.dependsOn = {entityId(EntityKind::Component, str("checkout-db"))};
        if (entity.name == str("portal"))
            entity.dependsOn = {entityId(EntityKind::Component, str("checkout-app"))};
    }
    input.catalog = Catalog(entities);
    Product product{.id = ProductId(str("shop"))};
    const auto place = [&](const char *name, const QList<HostId> &hosts) {
        ProductModule part{.id = ModuleId(str(name)), .component = entityId(EntityKind::Component, str(name))};
        part.placements = {{EnvironmentId(str("production")), hosts}};
        product.modules.append(part);
    };
    place("checkout-app", {HostId(str("app-01"))});
    place("checkout-db", {HostId(str("app-02"))});
    place("order-router", {HostId(str("app-01")), HostId(str("app-02"))});
    input.products = {product};
    return input;
}

inline AlertTrace traceOf(const Alert &alert, int changes, bool isThere)
{
    AlertTrace trace{.key = alert.key, .name = alert.name, .labels = alert.labels};
    for (int i = changes; i >= 0; --i) {
        const bool isTold = (i % 2 == 0) == isThere;
        trace.moments.append(
            {sampleNow().addSecs(-60 - i * 120), isTold ? AlertState::Firing : AlertState::Resolved, alert.severity});
    }
    return trace;
}

/// Each alert of that night is itself at every moment: it is there, or it is not.
inline AlertWallInput noisyMoment(QRandomGenerator &random, int alerts = 90)
{
    AlertWallInput input = noisyCompany();
    constexpr std::array names{"HighErrorRate", "SlowQueries", "HostDown", "ServiceDown", "DiskFull"};
    constexpr std::array services{"checkout-app", "checkout-db", "order-router", "portal", "unknown", ""};
    constexpr std::array hosts{"app-01:9100", "10.0.0.2:9100", "elsewhere", ""};
    for (int i = 0; i < alerts; ++i) {
        const bool isMany = i % 3 != 0;
        const auto severity = static_cast<Severity>(isMany ? 1 + i % 2 : i % 3 + (i / 3) % 2);
        Alert one = alert(i % 4 == 0 ? "zabbix-dc2" : "prometheus", names.at(isMany ? 0 : size_t(i / 3) % names.size()),
            services.at(isMany ? 0 : size_t(i / 2) % services.size()), severity, "burns", "", i % 20);
        one.key.fingerprint = QString::number(i);
        one.labels.insert(str("pod"), str("pod-%1").arg(isMany ? i : i % 5));
        one.labels.insert(str("instance"), isMany ? str("pod-%1").arg(i) : str(hosts.at(size_t(i) % hosts.size())));
        const bool isThere = random.bounded(5) != 0;
        if (i % 11 == 0)
            input.timeline.traces.append(traceOf(one, random.bounded(12), isThere));
        if (random.bounded(12) == 0)
            one.state = AlertState::Suppressed;
        if (isThere)
            input.alerts.append(one);
    }
    for (SourceRecord &record : input.sources)
        record.lastSuccess = sampleNow().addSecs(random.bounded(6) == 0 ? -900 : -5);
    return input;
}

} // namespace opsdeck::testing
