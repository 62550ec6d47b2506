// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertcare.h"
#include "models/domain/relatedalerts.h"
#include "models/domain/whatchanged.h"

#include <QTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ChangeEvent::Kind;

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
const SourceId git(u"git"_s);
const SourceId am(u"am"_s);

QDateTime at(int minutes)
{
    return noon.addSecs(minutes * 60);
}

EntityId component(const QString &name)
{
    return entityId(EntityKind::Component, name);
}

Entity entity(const QString &name, const QList<EntityId> &dependsOn = {})
{
    return {.id = component(name), .name = name, .dependsOn = dependsOn};
}

/// cart uses payment by the catalog and stock by its compose file; the portal uses cart; search is a stranger.
Workspace company()
{
    Workspace workspace;
    workspace.catalog = Catalog({entity(u"cart"_s, {component(u"payment"_s)}), entity(u"payment"_s), entity(u"stock"_s),
        entity(u"portal"_s, {component(u"cart"_s)}), entity(u"search"_s)});
    workspace.composeLinks = {{component(u"cart"_s), {component(u"stock"_s)}}};
    workspace.environments = {{EnvironmentId(u"prod"_s), u"Production"_s, true}, {EnvironmentId(u"test"_s), u"Test"_s}};
    Product product{.id = ProductId(u"shop"_s)};
    for (const QString &name : {u"cart"_s, u"payment"_s, u"stock"_s, u"portal"_s, u"search"_s}) {
        ProductModule part{.id = ModuleId(name + u"-module"_s), .component = component(name)};
        part.project = u"shop/"_s + name;
        product.modules.append(part);
    }
    workspace.products = {product};
    return workspace;
}

DeployRun runOf(const QStringList &components, int minute, const QString &environment = u"prod"_s)
{
    DeployRun run{.id = RunId(u"run-%1"_s.arg(minute))};
    run.plan.product = ProductId(u"shop"_s);
    run.plan.version = u"2.4.1"_s;
    run.plan.environment = EnvironmentId(environment);
    run.plan.createdBy = u"wang@desk"_s;
    run.startedAt = at(minute);
    run.state = RunState::Done;
    for (const QString &name : components)
        run.plan.changes.append({.part = ModuleId(name + u"-module"_s), .composeAfter = "new"});
    return run;
}

AlertRow alertOn(const QString &service, int minute)
{
    AlertRow row{.name = u"HighErrorRate"_s, .component = component(service), .service = service};
    row.environment = u"production"_s;
    row.startsAt = at(minute);
    row.key = row.name + QChar(0x1f) + service;
    return row;
}

QStringList subjects(const QList<Change> &changes)
{
    QStringList all;
    for (const Change &change : changes)
        all.append(change.event.subject + u'@' + change.component.text().section(u':', 1));
    return all;
}

} // namespace

/// What was done to a service and to its direct neighbours around the time an alert began.
class WhatChangedTest : public QObject
{
    Q_OBJECT

    ChangeIndexInput m_input;

    QList<Change> changesFor(const AlertRow &row, std::chrono::seconds window = 1h)
    {
        return ChangeIndex(m_input).changesFor(row, window, at(10));
    }

private Q_SLOTS:
    void init() { m_input = {.workspace = company()}; }

    void changesOfTheServiceAndItsDirectNeighboursAreFoundNewestFirst()
    {
        m_input.runs
            = {runOf({u"cart"_s}, -20), runOf({u"payment"_s}, -10), runOf({u"stock"_s}, -30), runOf({u"portal"_s}, -5)};
        QCOMPARE(subjects(changesFor(alertOn(u"cart"_s, 0))),
            QStringList(
                {u"shop 2.4.1@portal"_s, u"shop 2.4.1@payment"_s, u"shop 2.4.1@cart"_s, u"shop 2.4.1@stock"_s}));
    }

    void unrelatedServicesDoNotAppear()
    {
        m_input.runs = {runOf({u"search"_s}, -5)};
        QCOMPARE(changesFor(alertOn(u"cart"_s, 0)).size(), 0);
        QCOMPARE(changesFor(alertOn(u"search"_s, 0)).size(), 1);
        // A neighbour's neighbour is none: payment and portal only meet at cart.
        m_input.runs = {runOf({u"portal"_s}, -5)};
        QCOMPARE(changesFor(alertOn(u"payment"_s, 0)).size(), 0);
    }

    void theWindowReachesFromBeforeTheAlertBeganUntilNow_data()
    {
        QTest::addColumn<int>("minute");
        QTest::addColumn<int>("window");
        QTest::addColumn<int>("found");
        QTest::newRow("just inside") << -60 << 60 << 1;
        QTest::newRow("just outside") << -61 << 60 << 0;
        QTest::newRow("another policy") << -61 << 120 << 1;
        QTest::newRow("after it began") << 5 << 60 << 1;
        QTest::newRow("now") << 10 << 60 << 1;
        QTest::newRow("not yet") << 11 << 60 << 0;
    }
    void theWindowReachesFromBeforeTheAlertBeganUntilNow()
    {
        QFETCH(int, minute);
        QFETCH(int, window);
        QFETCH(int, found);
        m_input.runs = {runOf({u"cart"_s}, minute)};
        QCOMPARE(changesFor(alertOn(u"cart"_s, 0), std::chrono::minutes(window)).size(), found);
    }

    void aDeploymentOfSeveralServicesStandsOnceAtTheAlertsOwn()
    {
        m_input.runs = {runOf({u"payment"_s, u"cart"_s, u"stock"_s}, -3)};
        const auto changes = changesFor(alertOn(u"cart"_s, 0));
        QCOMPARE(subjects(changes), QStringList{u"shop 2.4.1@cart"_s});
        QCOMPARE(changes.first().page, u"deploy"_s);
        QCOMPARE(changes.first().place, u"run/run--3"_s);
    }

    void aRunThatChangesNothingOfAServiceIsNoChange()
    {
        DeployRun run = runOf({u"cart"_s}, -3);
        run.plan.changes.first().composeAfter.clear();
        m_input.runs = {run};
        QVERIFY(run.plan.changes.first().isNoop());
        QCOMPARE(changesFor(alertOn(u"cart"_s, 0)).size(), 0);
    }

    void anotherEnvironmentsDeploymentsAreLeftOutWhereBothAreKnown()
    {
        m_input.runs = {runOf({u"cart"_s}, -3, u"test"_s), runOf({u"cart"_s}, -4, u"elsewhere"_s)};
        QCOMPARE(changesFor(alertOn(u"cart"_s, 0)).size(), 1); // "elsewhere" may be anything
        AlertRow nowhere = alertOn(u"cart"_s, 0);
        nowhere.environment.clear();
        QCOMPARE(changesFor(nowhere).size(), 2);
    }

    void pipelinesCountOnTheDefaultBranchOnly()
    {
        m_input.projects = {{git, 7, u"shop/cart"_s, u"cart"_s, u"main"_s, {}, {}}};
        Pipeline pipeline{.source = git, .project = 7, .id = 1, .ref = u"main"_s, .status = u"success"_s};
        pipeline.createdAt = at(-2);
        Pipeline branch = pipeline;
        branch.id = 2;
        branch.ref = u"feature"_s;
        Pipeline stranger = pipeline;
        stranger.project = 8;
        m_input.pipelines = {pipeline, branch, stranger};
        const auto changes = changesFor(alertOn(u"cart"_s, 0));
        QCOMPARE(subjects(changes), QStringList{u"#1 main@cart"_s});
        QCOMPARE(changes.first().page + u'/' + changes.first().place, u"releases/cart-module"_s);
    }

    void aDeploymentThatGitLabKnowsLeadsToItsEnvironment()
    {
        m_input.projects = {{git, 7, u"shop/cart"_s, u"cart"_s, u"main"_s, {}, {}}};
        m_input.deployments = {{git, 7, 3, u"prod"_s, u"v2.4.1"_s, u"abc"_s, u"success"_s, u"wang"_s, at(-3), at(-2)},
            {git, 7, 4, u"test"_s, u"v2.4.2"_s, u"abd"_s, u"success"_s, u"wang"_s, at(-3), at(-2)}};
        const auto changes = changesFor(alertOn(u"cart"_s, 0));
        QCOMPARE(subjects(changes), QStringList{u"v2.4.1@cart"_s});
        QCOMPARE(changes.first().place, u"cart-module/prod"_s);
    }

    /// The key is made by the wall, so that the two cannot drift apart.
    void whatSomebodyDidAboutAnAlertBelongsToTheAlertsService()
    {
        AlertWallInput input{
            .alerts = {{.key = {am, u"1"_s}, .name = u"Slow"_s}}, .catalog = m_input.workspace.catalog};
        input.alerts.first().labels = {{u"service"_s, u"payment"_s}, {u"instance"_s, u"pay-01"_s}};
        input.now = noon;
        const AlertWall wall = alertWall(input);
        QString key;
        for (const AlertGroup &group : wall.groups) {
            for (const AlertRow &row : group.rows)
                key = row.key;
        }
        QVERIFY(!key.isEmpty());
        LedgerEntry entry
            = entryOf({.kind = AlertDeed::Kind::Acknowledged, .alert = key, .by = u"li@desk"_s, .at = at(-4)},
                u"Slow pay-01"_s, u"production"_s);
        entry.number = 12;
        m_input.entries = {entry};
        const auto changes = changesFor(alertOn(u"cart"_s, 0));
        QCOMPARE(subjects(changes), QStringList{u"Slow pay-01@payment"_s});
        QCOMPARE(changes.first().event.kind, Kind::Care);
        QCOMPARE(changes.first().page + u'/' + changes.first().place, u"ledger/12"_s);
    }

    void aSilenceBelongsToTheServiceThatItNamesAndLeadsToItsEntry()
    {
        Silence silence{.source = am, .id = u"s1"_s, .matchers = {{u"service"_s, u"cart"_s}}, .createdBy = u"li"_s};
        silence.startsAt = at(-6);
        Silence any = silence;
        any.id = u"s2"_s;
        any.matchers = {{u"service"_s, u"ca.*"_s, true}};
        Silence others = silence;
        others.id = u"s3"_s;
        others.matchers = {{u"service"_s, u"cart"_s, false, false}};
        m_input.silences = {silence, any, others};
        m_input.entries = {{.number = 5, .at = at(-6), .action = u"silence.result"_s, .reference = u"s1"_s}};
        const auto changes = changesFor(alertOn(u"cart"_s, 0));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().event.kind, Kind::Silence);
        QCOMPARE(changes.first().place, u"5"_s);
        m_input.entries.clear();
        QCOMPARE(changesFor(alertOn(u"cart"_s, 0)).first().page, QString());
    }

    void whatWasMarkedBelongsToWhatItsTagsName()
    {
        const auto marked = [this](const QString &text, const QStringList &tags) {
            Annotation annotation{.source = SourceId(u"grafana"_s), .text = text, .tags = tags, .by = u"li"_s};
            annotation.at = at(-6);
            m_input.annotations.append(annotation);
        };
        marked(u"by name"_s, {u"deploy"_s, u"cart"_s});
        marked(u"by label"_s, {u"service:cart"_s, u"cart"_s});
        marked(u"of another"_s, {u"service:search"_s});
        marked(u"of nobody"_s, {u"deploy"_s});
        QStringList texts;
        for (const Change &change : changesFor(alertOn(u"cart"_s, 0))) {
            QCOMPARE(change.event.kind, ChangeEvent::Kind::Annotation);
            QCOMPARE(change.event.by, u"li"_s);
            texts.append(change.event.subject);
        }
        texts.sort();
        QCOMPARE(texts, (QStringList{u"by label"_s, u"by name"_s}));
    }

    void configurationAndRunbooksBelongToWhatTheirEntriesName()
    {
        m_input.entries = {{.number = 8,
                               .at = at(-2),
                               .actor = u"zhou@desk"_s,
                               .action = u"config.changed"_s,
                               .subject = u"prefetch 50 → 500"_s,
                               .detail = R"({"component":"component:cart"})"},
            {.number = 9,
                .at = at(-1),
                .action = u"runbook.run"_s,
                .subject = u"restart"_s,
                .outcome = u"done"_s,
                .detail = R"({"components":["component:search","component:stock"]})"},
            {.number = 10, .at = at(-1), .action = u"runbook.run"_s, .detail = "[broken"},
            {.number = 11, .at = at(-1), .action = u"deploy.intent"_s, .detail = R"({"component":"component:cart"})"}};
        QCOMPARE(subjects(changesFor(alertOn(u"cart"_s, 0))),
            QStringList({u"restart@stock"_s, u"prefetch 50 → 500@cart"_s}));
    }

    void theSuspectIsTheLastDeliveryToTheServiceItselfBeforeTheAlert()
    {
        const auto suspect = [this](int minute) {
            const auto found = ChangeIndex(m_input).suspectFor(alertOn(u"cart"_s, minute), 1h, at(10));
            return found ? found->place : QString();
        };
        m_input.runs = {runOf({u"cart"_s}, -30), runOf({u"cart"_s}, -3), runOf({u"payment"_s}, -1)};
        m_input.projects = {{git, 7, u"shop/cart"_s, u"cart"_s, u"main"_s, {}, {}}};
        m_input.pipelines = {{.source = git, .project = 7, .id = 1, .ref = u"main"_s, .createdAt = at(-1)}};
        QCOMPARE(suspect(0), u"run/run--3"_s);
        QCOMPARE(suspect(-10), u"run/run--30"_s);
        QCOMPARE(suspect(-31), QString());
    }

    /// A wall of a hundred thousand asks for every row that is painted.
    void manyAlertsAndChangesCostLittle()
    {
        for (int i = 0; i < 2000; ++i)
            m_input.runs.append(runOf({u"cart"_s}, -i));
        const ChangeIndex index(m_input);
        const std::array rows{alertOn(u"search"_s, 0), alertOn(u"unknown"_s, 0)};
        QElapsedTimer timer;
        timer.start();
        qsizetype found = 0;
        for (size_t i = 0; i < 100'000; ++i)
            found += index.suspectFor(rows.at(i % 2), 1h, at(10)) ? 1 : 0;
        QCOMPARE(found, 0);
        qInfo("100 000 alerts without a change: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 2000);
    }

    void relatedAlertsStandInTheNearestListOnlyTheWorstFirst()
    {
        const auto rowOf = [](const QString &name, const QString &service, Severity severity) {
            AlertRow row = alertOn(service, 0);
            row.name = name;
            row.severity = severity;
            row.key = name + service;
            return row;
        };
        const AlertRow row = rowOf(u"Errors"_s, u"cart"_s, Severity::Critical);
        AlertWall wall;
        wall.groups = {
            {.rows = {row, rowOf(u"Slow"_s, u"cart"_s, Severity::Info), rowOf(u"Down"_s, u"cart"_s, Severity::Critical),
                 rowOf(u"Errors"_s, u"payment"_s, Severity::Warning)}},
            {.rows = {
                 rowOf(u"Errors"_s, u"search"_s, Severity::Warning), rowOf(u"Other"_s, u"search"_s, Severity::Info)}}};
        const RelatedAlerts related = relatedAlerts(wall, row, Neighbours(company()));
        const auto names = [](const RelatedAlerts::Part &part) {
            QStringList all;
            for (const AlertRow &one : part.rows)
                all.append(one.key);
            return all;
        };
        QCOMPARE(names(related.same), QStringList({u"Downcart"_s, u"Slowcart"_s}));
        QCOMPARE(names(related.near), QStringList{u"Errorspayment"_s});
        QCOMPARE(names(related.alike), QStringList{u"Errorssearch"_s});
    }

    void manyRelatedAlertsAreCountedAndTheWorstAreShown()
    {
        AlertWall wall{.groups = {AlertGroup()}};
        for (int i = 0; i < 100; ++i) {
            AlertRow row = alertOn(u"cart"_s, -i);
            row.key = QString::number(i);
            row.severity = i == 90 ? Severity::Critical : Severity::Warning;
            wall.groups.first().rows.append(row);
        }
        AlertRow row = alertOn(u"cart"_s, 0);
        row.key = u"own"_s;
        const RelatedAlerts related = relatedAlerts(wall, row, Neighbours(company()));
        QCOMPARE(related.same.count, 100);
        QCOMPARE(related.same.rows.size(), MostRelated);
        QCOMPARE(related.same.rows.first()->key, u"90"_s);
        QCOMPARE(related.same.rows.at(1)->key, u"0"_s);
    }
};

QTEST_GUILESS_MAIN(WhatChangedTest)
#include "tst_whatchanged.moc"
