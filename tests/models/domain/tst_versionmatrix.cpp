// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/changehistory.h"
#include "tests/widgets/pages/samples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const QStringList three{u"app-01"_s, u"app-02"_s, u"app-03"_s};

/// One module "cart", tagged 1.0 = a and 2.0 = b, running 1.0 on every host.
SampleMatrix agreeing()
{
    SampleMatrix m;
    m.addModule("cart", three);
    m.tag("cart", "1.0", 'a');
    m.tag("cart", "2.0", 'b');
    m.runEverywhere("cart", "1.0", 'a');
    return m;
}

Container &on(SampleMatrix &m, const char *host)
{
    for (Container &container : m.input.containers) {
        if (container.host.text() == QLatin1String(host))
            return container;
    }
    qFatal("no such container");
}

MatrixCell production(const SampleMatrix &m)
{
    return versionMatrix(m.input).rows.first().cells.at(2);
}

void dropContainersOf(SampleMatrix &m, const char *host)
{
    m.input.containers.removeIf([&](const Container &c) { return c.host.text() == QLatin1String(host); });
}

} // namespace

class VersionMatrixTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreeingHostsShowTheTagOfTheirDigest()
    {
        const MatrixCell cell = production(agreeing());
        QCOMPARE(cell.main.tag, u"1.0"_s);
        QCOMPARE(cell.hostCount, 3);
        QVERIFY(!cell.hasDrift());
        QCOMPARE(cell.freshness, Freshness::Live);
        QCOMPARE(cell.health, Health::Healthy);
        QCOMPARE(cell.since, sampleNow().addSecs(-6 * 3600));
    }

    void anUnknownDigestHasNoTag()
    {
        SampleMatrix m = agreeing();
        m.input.artifacts.clear();
        const MatrixCell cell = production(m);
        QCOMPARE(cell.main.tag, QString());
        QCOMPARE(cell.main.digest, digest('a'));
        QVERIFY(!cell.hasDrift());
    }

    void anotherDigestOnOneHostIsDrift()
    {
        SampleMatrix m = agreeing();
        on(m, "app-02").digest = digest('b');
        on(m, "app-02").image = u"harbor.example/shop/cart:2.0"_s;
        const MatrixCell cell = production(m);
        QCOMPARE(cell.differing, 1);
        QCOMPARE(cell.main.digest, digest('a'));
        QVERIFY(!cell.tagMoved);
        QCOMPARE(versionMatrix(m.input).drifts, 1);
    }

    void imagesWithoutRegistryDigestAreComparedByImageId()
    {
        SampleMatrix m = agreeing();
        for (const char *host : {"app-01", "app-02", "app-03"})
            on(m, host).digest = Digest();
        QCOMPARE(production(m).differing, 0);
        on(m, "app-03").imageId = u"sha256:other"_s;
        QCOMPARE(production(m).differing, 1);
    }

    void aTagThatWasPushedAgainIsDrift()
    {
        SampleMatrix m = agreeing();
        m.input.artifacts.clear();
        m.tag("cart", "1.0", 'c');
        const MatrixCell cell = production(m);
        QVERIFY(cell.tagMoved);
        QCOMPARE(cell.main.tag, QString());
        QCOMPARE(cell.main.digest, digest('a'));
    }

    void anImagePinnedByDigestHasNoTagThatCouldMove()
    {
        SampleMatrix m = agreeing();
        m.input.artifacts.clear();
        m.tag("cart", "1.0", 'c');
        for (Container &container : m.input.containers)
            container.image = u"harbor.example/shop/cart@"_s + digest('a').text();
        QVERIFY(!production(m).tagMoved);
    }

    void aHostWithoutTheContainerIsMissing_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("missing");
        QTest::newRow("no container") << "" << 1;
        QTest::newRow("exited") << "exited" << 1;
        QTest::newRow("created") << "created" << 1;
        QTest::newRow("restarting") << "restarting" << 0;
        QTest::newRow("running") << "running" << 0;
    }
    void aHostWithoutTheContainerIsMissing()
    {
        QFETCH(QString, state);
        SampleMatrix m = agreeing();
        if (state.isEmpty())
            dropContainersOf(m, "app-02");
        else
            on(m, "app-02").state = state;
        QTEST(production(m).missing, "missing");
        QCOMPARE(production(m).main.tag, u"1.0"_s);
    }

    void aSilentHostIsUnknownNotMissing()
    {
        SampleMatrix m = agreeing();
        dropContainersOf(m, "app-02");
        m.silence("app-02", 600);
        const MatrixCell cell = production(m);
        QCOMPARE(cell.missing, 0);
        QCOMPARE(cell.freshness, Freshness::Stale);
        QCOMPARE(cell.hosts.at(1).presence, HostVersion::Presence::Unknown);
        QCOMPARE(cell.blindSince, sampleNow().addSecs(-600));
    }

    void aSilentHostKeepsWhatWasLastKnown()
    {
        SampleMatrix m = agreeing();
        m.silence("app-02", 600);
        const MatrixCell cell = production(m);
        QCOMPARE(cell.hosts.at(1).presence, HostVersion::Presence::Running);
        QCOMPARE(cell.freshness, Freshness::Stale);
        QCOMPARE(versionMatrix(m.input).liveHosts, 4);
    }

    void aSilentRegistryMakesEveryCellStale()
    {
        SampleMatrix m = agreeing();
        m.input.sources.first().lastSuccess = sampleNow().addSecs(-900);
        const MatrixCell cell = production(m);
        QCOMPARE(cell.freshness, Freshness::Stale);
        QCOMPARE(cell.blindSince, sampleNow().addSecs(-900));
    }

    void aHostThatWasNeverPolledIsNotGreen()
    {
        SampleMatrix m = agreeing();
        m.input.sources.removeLast();
        QCOMPARE(production(m).freshness, Freshness::Never);
    }

    void artifactsOfAnotherRegistryDoNotCount()
    {
        SampleMatrix m = agreeing();
        for (Artifact &artifact : m.input.artifacts)
            artifact.source = SourceId(u"elsewhere"_s);
        QCOMPARE(production(m).main.tag, QString());
    }

    void theWorstHealthOfTheHostsCounts()
    {
        SampleMatrix m = agreeing();
        on(m, "app-01").health = Health::Starting;
        QCOMPARE(production(m).health, Health::Starting);
        on(m, "app-02").health = Health::Unhealthy;
        QCOMPARE(production(m).health, Health::Unhealthy);
    }

    void containersOfOtherProjectsAreNotOurs()
    {
        SampleMatrix m = agreeing();
        on(m, "app-01").composeProject = u"other"_s;
        QCOMPARE(production(m).missing, 1);
        on(m, "app-01").composeProject.clear();
        QCOMPARE(production(m).missing, 0); // started without compose, found by its image
    }

    void whereItIsNotPlacedThereIsNothingToSay()
    {
        SampleMatrix m;
        m.addModule("cart", {});
        const MatrixCell cell = production(m);
        QVERIFY(!cell.placed);
        QVERIFY(!cell.hasDrift());
    }

    void differencesBetweenEnvironmentsAreNoDrift()
    {
        SampleMatrix m = agreeing();
        QVERIFY(!versionMatrix(m.input).rows.first().hasDifferences());
        on(m, "tst-01").digest = digest('b');
        on(m, "tst-01").image = u"harbor.example/shop/cart:2.0"_s;
        QVERIFY(versionMatrix(m.input).rows.first().hasDifferences());
        QVERIFY(!versionMatrix(m.input).rows.first().hasDrift());
    }

    void productionVersionsBySystemNewestFirst()
    {
        SampleMatrix m = sampleMatrix();
        const auto versions = productionVersions(versionMatrix(m.input));
        QCOMPARE(versions.value(entityId(EntityKind::System, u"checkout"_s)), QStringList{u"2.4.1"_s});
        QCOMPARE(versions.value(entityId(EntityKind::System, u"trading-gateway"_s)), QStringList{u"5.12.0"_s});
        QVERIFY(!versions.contains(entityId(EntityKind::System, u"search"_s)));
    }

    void theTagThatSaysMostIsShown_data()
    {
        QTest::addColumn<QStringList>("tags");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("best");
        QTest::newRow("none") << QStringList{} << ""
                              << "";
        QTest::newRow("asked for") << QStringList{u"latest"_s, u"2.4.1"_s} << "latest"
                                   << "latest";
        QTest::newRow("version over word") << QStringList{u"2.4.1"_s, u"latest"_s, u"stable"_s} << ""
                                           << "2.4.1";
        QTest::newRow("numbers, not letters") << QStringList{u"2.10.0"_s, u"2.9.1"_s} << ""
                                              << "2.10.0";
        QTest::newRow("release over candidate") << QStringList{u"v2.4.1"_s, u"v2.4.1-rc2"_s} << "gone"
                                                << "v2.4.1";
    }
    void theTagThatSaysMostIsShown()
    {
        QFETCH(QStringList, tags);
        QFETCH(QString, asked);
        QTEST(bestTag(tags, asked), "best");
        std::reverse(tags.begin(), tags.end());
        QTEST(bestTag(tags, asked), "best");
    }

    void historyIsWhatWentThereNewestFirst()
    {
        ChangeHistoryInput input{.part = ModuleId(u"cart"_s), .environment = EnvironmentId(u"production"_s)};
        DeployRun run;
        run.state = RunState::Done;
        run.startedAt = sampleNow();
        run.plan.product = ProductId(u"shop"_s);
        run.plan.version = u"2.4.1"_s;
        run.plan.environment = input.environment;
        run.plan.changes = {{.part = input.part}};
        DeployRun elsewhere = run;
        elsewhere.plan.environment = EnvironmentId(u"test"_s);
        DeployRun otherModule = run;
        otherModule.plan.changes = {{.part = ModuleId(u"pay"_s)}};
        input.runs = {run, elsewhere, otherModule};
        input.deployments = {{.environment = u"production"_s, .ref = u"v1"_s, .createdAt = sampleNow().addSecs(-50)},
            {.environment = u"test"_s, .ref = u"v2"_s, .createdAt = sampleNow()}};
        input.pipelines = {{.id = 7, .ref = u"main"_s, .status = u"failed"_s, .createdAt = sampleNow().addSecs(-20)}};
        QStringList subjects;
        for (const ChangeEvent &event : changeHistory(input))
            subjects.append(event.subject);
        QCOMPARE(subjects, (QStringList{u"shop 2.4.1"_s, u"#7 main"_s, u"v1"_s}));
        QVERIFY(isFailure(u"failed"_s) && isSuccess(u"done"_s) && !isSuccess(u"running"_s) && !isFailure(u"running"_s));
    }
};

QTEST_GUILESS_MAIN(VersionMatrixTest)
#include "tst_versionmatrix.moc"
