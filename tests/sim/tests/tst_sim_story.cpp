// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/story/story.h"

#include <QFile>
#include <QtTest>

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

class SimStoryTest : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now{QDate(2026, 11, 20), QTime(15, 3, 22), Qt::UTC};
    const Story m_story{7, m_now};

    QSet<QString> digestsOf(const QString &service, const QString &environment) const
    {
        QSet<QString> digests;
        for (const Story::RunningRow &row : m_story.running()) {
            if (row.service == service && row.environment == environment)
                digests.insert(row.digest);
        }
        return digests;
    }
    QString latestDigest(const QString &repository, const QString &tag) const
    {
        QString digest;
        for (const Story::ImageRow &image : m_story.images()) {
            if (image.repository == repository && image.artifact.tags.contains(tag))
                digest = image.artifact.digest();
        }
        return digest;
    }

private slots:
    void theSameSeedTellsTheSameStory()
    {
        QVERIFY(m_story.toJson() == Story(7, m_now).toJson());
        QVERIFY(m_story.toJson() != Story(8, m_now).toJson());
        QVERIFY(m_story.toJson() != Story(7, m_now.addSecs(60)).toJson());
    }

    void theCompanyHasThreeProductsAndTwentyServices()
    {
        QCOMPARE(m_story.company().products.size(), 3);
        QCOMPARE(m_story.company().services.size(), 20);
        QCOMPARE(m_story.projects().size(), 20);
        QCOMPARE(m_story.hosts().size(), 6);
    }

    void hostsAreSpreadOverTheEnvironments()
    {
        const auto count = [](const Story &story, const QString &environment) {
            const auto &hosts = story.hosts();
            return std::count_if(
                hosts.cbegin(), hosts.cend(), [&](const auto &host) { return host.environment == environment; });
        };
        QCOMPARE(count(m_story, u"dev"_s), 1);
        QCOMPARE(count(m_story, u"staging"_s), 2);
        QCOMPARE(count(m_story, u"production"_s), 3);
        const Story small(7, m_now, 3);
        QCOMPARE(small.hosts().size(), 3);
        const Story big(7, m_now, 600);
        QSet<QString> addresses;
        for (const Story::HostRow &host : big.hosts())
            addresses.insert(host.address);
        QCOMPARE(addresses.size(), 600);
    }

    void everyServiceRunsInEveryEnvironmentOnAnImageThatExists()
    {
        QSet<QString> known;
        for (const Story::ImageRow &image : m_story.images())
            known.insert(image.artifact.digest());
        for (const ServiceRow &service : m_story.company().services) {
            for (const QString &environment : m_story.environments())
                QVERIFY2(!digestsOf(service.name, environment).isEmpty(), qPrintable(service.name));
        }
        for (const Story::RunningRow &row : m_story.running())
            QVERIFY2(known.contains(row.digest), qPrintable(row.service + row.tag));
    }

    void oneServiceDriftsOnOneProductionHostAndNoOther()
    {
        for (const ServiceRow &service : m_story.company().services) {
            const qsizetype expected = service.name == u"trading-gateway" ? 2 : 1;
            QCOMPARE(digestsOf(service.name, u"production"_s).size(), expected);
        }
    }

    void oneTagWasMovedAfterStagingHadTakenIt()
    {
        const QString now = latestDigest(u"monitor/collector"_s, u"1.9.0"_s);
        QVERIFY(!digestsOf(u"collector"_s, u"staging"_s).contains(now));
        QVERIFY(digestsOf(u"collector"_s, u"dev"_s).contains(now));
    }

    void theNextGoodVersionIsBuiltButRunsNowhere()
    {
        const QString next = latestDigest(u"shop/checkout"_s, u"2.4.2"_s);
        QVERIFY(!next.isEmpty());
        for (const Story::RunningRow &row : m_story.running())
            QVERIFY(row.digest != next);
        const auto &projects = m_story.projects();
        const auto checkout = std::find_if(
            projects.cbegin(), projects.cend(), [](const auto &row) { return row.path == u"shop/checkout"; });
        const auto &releases = checkout->releases;
        QVERIFY(std::any_of(releases.cbegin(), releases.cend(), [](const auto &row) { return row.tag == u"2.4.2"; }));
    }

    void onlyOneVersionNeverBecomesHealthy()
    {
        QStringList sick;
        for (const Story::ImageRow &image : m_story.images()) {
            if (!image.healthy)
                sick << image.repository + u':' + image.artifact.tags.value(0);
        }
        QCOMPARE(sick, (QStringList{u"shop/search:2.5.0-rc.1"_s}));
    }

    void theIncidentRingsAfterTheBadDeployAndReachesTheNeighbours()
    {
        QSet<QString> services;
        int critical = 0;
        for (const Story::AlertRow &alert : m_story.alerts()) {
            for (const QString &label : {u"service"_s, u"system"_s, u"environment"_s, u"severity"_s, u"instance"_s})
                QVERIFY2(alert.labels.contains(label), qPrintable(label));
            services.insert(alert.labels.value(u"service"_s));
            critical += alert.labels.value(u"severity"_s) == u"critical";
            QVERIFY(alert.startsAt < m_now);
        }
        QCOMPARE(critical, 4);
        QVERIFY(services.contains({u"checkout"_s, u"cart"_s, u"payment"_s, u"storefront"_s}));
        QVERIFY(m_story.badDeployAt() < m_story.incidentAt());
    }

    void historyGrowsWithTimeAndNothingIsInTheFuture()
    {
        QSet<qint64> ids;
        for (const gitlab::ProjectRow &project : m_story.projects()) {
            QDateTime before;
            for (const gitlab::PipelineRow &pipeline : project.pipelines) {
                QVERIFY(!before.isValid() || pipeline.createdAt >= before);
                QVERIFY2(pipeline.updatedAt <= m_now, qPrintable(project.path));
                QVERIFY(pipeline.updatedAt >= pipeline.createdAt);
                QVERIFY(!ids.contains(pipeline.id));
                QCOMPARE(pipeline.jobs.size(), 5);
                ids.insert(pipeline.id);
                before = pipeline.createdAt;
            }
            QVERIFY(project.pipelines.size() > 10);
            for (const gitlab::MergeRequestRow &request : project.mergeRequests)
                QVERIFY(request.updatedAt <= m_now);
            for (const gitlab::DeploymentRow &row : project.deployments)
                QVERIFY(row.updatedAt <= m_now);
        }
    }

    void theDemoIsCompiledIn()
    {
        for (const char *name : {"opsdeck.yaml.in", "compose/service.yml.in", "compose/service-with-cache.yml.in",
                 "catalog/people.yaml", "catalog/systems.yaml", "catalog/resources.yaml", "catalog/shop.yaml"}) {
            QFile file(u":/opsdeck/demo/"_s + QString::fromLatin1(name));
            QVERIFY2(file.open(QIODevice::ReadOnly), name);
            QVERIFY(file.size() > 100);
        }
    }
};

QTEST_GUILESS_MAIN(SimStoryTest)
#include "tst_sim_story.moc"
