// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/everysource.h"

#include "models/ports/handover.h"
#include "tests/sim/monitoring/falconsim.h"
#include "tests/sim/monitoring/grafanasim.h"
#include "tests/sim/monitoring/prometheussim.h"
#include "tests/sim/monitoring/zabbixsim.h"
#include "tests/stack/process.h"

namespace opsdeck::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int Services = 20;

constexpr char Mapping[] = R"(list: alarms
key: "{id}"
name: "{name}"
severity: "{level}"
start: "{since}"
labels: {service: "{service}", instance: "{machine}"}
)";

/// Whatever prints a list.
class ListSim : public sim::SimServer
{
public:
    using SimServer::SimServer;

    QJsonArray m_rows;

protected:
    sim::HttpAnswer answer(const sim::HttpRequest &) override
    {
        return sim::HttpAnswer::json(QJsonObject{{u"alarms"_s, m_rows}});
    }
};

QString wordOf(Severity severity)
{
    return severity == Severity::Critical ? u"critical"_s : severity == Severity::Warning ? u"warning"_s : u"info"_s;
}

sim::LabelSet labelsOf(const QString &name, const QString &service, const QString &machine, Severity severity)
{
    return {
        {u"alertname"_s, name}, {u"service"_s, service}, {u"instance"_s, machine}, {u"severity"_s, wordOf(severity)}};
}

} // namespace

struct EverySource::Servers
{
    explicit Servers(sim::SimClock &clock)
        : alertmanager(clock)
        , prometheus(clock)
        , zabbix(clock, 6, 0)
        , grafana(clock)
        , falcon(clock)
        , list(clock)
    {
        // One a severity, so that its problems differ in their names.
        for (const int priority : {5, 3, 1}) {
            sim::ZabbixSim::TriggerRow trigger;
            trigger.description = u"Storm"_s;
            trigger.priority = priority;
            trigger.severalProblems = true;
            trigger.hosts = {{u"db-1"_s, u"db-1"_s, {u"Databases"_s}}};
            triggers.append(zabbix.addTrigger(trigger));
        }
        for (sim::SimServer *server : all())
            server->start();
    }

    QList<sim::SimServer *> all() { return {&alertmanager, &prometheus, &zabbix, &grafana, &falcon, &list}; }
    sim::SimServer &of(const QString &kind) { return *all().at(kinds().indexOf(kind)); }

    sim::AlertmanagerSim alertmanager;
    sim::PrometheusSim prometheus;
    sim::ZabbixSim zabbix;
    sim::GrafanaSim grafana;
    sim::FalconSim falcon;
    ListSim list;
    QList<qint64> triggers;
};

QStringList EverySource::kinds()
{
    return {u"alertmanager"_s, u"prometheus"_s, u"zabbix"_s, u"grafana"_s, u"falcon"_s, u"json"_s};
}

EverySource::EverySource()
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
    callIn(&m_there, [this] { m_servers = std::make_unique<Servers>(m_clock); });
}

EverySource::~EverySource()
{
    callIn(&m_there, [this] { m_servers.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void EverySource::writeWorkspace(const QString &folder, std::chrono::milliseconds poll) const
{
    qputenv("OPSDECK_EVERY_ZABBIX", m_servers->zabbix.token().toUtf8());
    qputenv("OPSDECK_EVERY_GRAFANA", "glsa_sim");
    qputenv("OPSDECK_EVERY_FALCON", "falcon-pw");
    const QHash<QString, QString> more{{u"zabbix"_s, u", secret: 'env:OPSDECK_EVERY_ZABBIX'"_s},
        {u"grafana"_s, u", secret: 'env:OPSDECK_EVERY_GRAFANA'"_s},
        {u"falcon"_s, u", user: root, secret: 'env:OPSDECK_EVERY_FALCON'"_s}, {u"json"_s, u", mapping: list.yaml"_s}};
    QString yaml = u"name: every\npoll: %1ms\nconnections:\n"_s.arg(poll.count());
    for (const QString &kind : kinds())
        yaml += u"  - {name: %1, kind: %1, url: '%2'%3}\n"_s.arg(
            kind, QString::fromLatin1(m_servers->of(kind).url()), more.value(kind));
    writeFile(folder + u"/opsdeck.yaml"_s, yaml.toUtf8());
    writeFile(folder + u"/list.yaml"_s, Mapping);
    QString catalog;
    for (int i = 0; i < Services; ++i) {
        if (i % 4 == 0)
            catalog
                += u"---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: system-%1}\nspec: {}\n"_s
                       .arg(i / 4);
        catalog += u"---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: service-%1}\n"
                   "spec: {type: service, system: system-%2}\n"_s.arg(i)
                       .arg(i / 4);
    }
    writeFile(folder + u"/catalog/all.yaml"_s, catalog.toUtf8());
}

void EverySource::stop(const QString &kind)
{
    callIn(&m_there, [&] { m_servers->of(kind).stop(); });
}

bool EverySource::start(const QString &kind)
{
    bool started = false;
    callIn(&m_there, [&] { started = m_servers->of(kind).start(); });
    return started;
}

void EverySource::storm(const QString &kind, int alerts)
{
    constexpr Severity turns[] = {Severity::Critical, Severity::Warning, Severity::Info};
    const bool isZabbix = kind == u"zabbix"; // one machine for all, so that each needs a name
    QList<Told> all;
    for (int i = 0; i < alerts; ++i)
        all.append({isZabbix ? u"Storm %1"_s.arg(i) : u"Storm of %1 %2"_s.arg(kind).arg(i % 4),
            u"service-%1"_s.arg(i % Services), u"machine-%1"_s.arg(i), turns[i % 3]});
    tell(kind, all);
}

void EverySource::fire(const QString &kind, const QString &name, Severity severity)
{
    tell(kind, {{name, u"service-0"_s, u"db-1"_s, severity}});
}

QString EverySource::keyOf(const QString &name)
{
    return QStringList{name, u"service-0"_s, u"db-1"_s, QString()}.join(QChar(0x1f));
}

void EverySource::tell(const QString &kind, const QList<Told> &alerts)
{
    callIn(&m_there, [&] {
        Servers &servers = *m_servers;
        const QDateTime now = m_clock.now();
        for (const Told &each : alerts) {
            const auto labels = labelsOf(each.name, each.service, each.machine, each.severity);
            const int grade = int(each.severity); // 0 is critical
            if (kind == u"alertmanager" || kind == u"grafana") {
                auto &server = kind == u"grafana" ? servers.grafana : servers.alertmanager;
                server.alerts().append({labels, {{u"summary"_s, u"It is so"_s}}, now, now.addDays(1), now, {}, {}});
            } else if (kind == u"prometheus") {
                servers.prometheus.alerts().append({labels, {}, u"firing"_s, now, 1});
            } else if (kind == u"zabbix") {
                servers.zabbix.raise(servers.triggers.at(grade), each.name, {{u"service"_s, each.service}});
            } else if (kind == u"falcon") {
                sim::FalconSim::CaseRow row;
                row.id = u"s_%1_%2"_s.arg(servers.falcon.cases().size()).arg(each.machine);
                row.endpoint = each.machine;
                row.metric = each.name + u"/service="_s + each.service;
                row.priority = 2 * grade;
                row.timestamp = now.addSecs(-(servers.falcon.cases().size() / 100)); // its answers end within a second
                servers.falcon.cases().append(row);
            } else {
                servers.list.m_rows.append(QJsonObject{{u"id"_s, servers.list.m_rows.size()}, {u"name"_s, each.name},
                    {u"level"_s, wordOf(each.severity)}, {u"since"_s, now.toString(Qt::ISODate)},
                    {u"service"_s, each.service}, {u"machine"_s, each.machine}});
            }
        }
    });
}

} // namespace opsdeck::testing
