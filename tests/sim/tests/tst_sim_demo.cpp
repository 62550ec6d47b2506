// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/billfile.h"
#include "app/workspace/sitesfile.h"
#include "app/workspace/workspaceloader.h"
#include "tests/sim/demo/demoworld.h"
#include "tests/sim/demo/workspacewriter.h"
#include "tests/sim/tests/ask.h"

#include <QDir>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <yaml-cpp/yaml.h>

#include <csignal>

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

class SimDemoTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString path(const QString &name) const { return m_folder.filePath(name); }

    static QByteArray read(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static QString program() { return qEnvironmentVariable("OPSDECK_BINARY_DIR") + u"/bin/opsdeck-sim"_s; }

    /// Starts the program and waits until its workspace is there.
    bool startUntilReady(QProcess &process)
    {
        process.start(program(), {u"--workspace"_s, m_folder.path(), u"--seed"_s, u"3"_s});
        return QTest::qWaitFor([&] { return process.canReadLine(); }, 30'000)
            && process.readLine().trimmed() == "ready " + m_folder.path().toUtf8();
    }
    static bool ends(QProcess &process)
    {
        return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20'000);
    }

private slots:
    void writesAWorkspaceThatNamesOnlyWhatExists()
    {
        DemoWorld world;
        QVERIFY2(world.start(), qPrintable(world.errorText()));
        QCOMPARE(writeWorkspace(world, m_folder.path()), QString());

        const YAML::Node file = YAML::Load(read(path(u"opsdeck.yaml"_s)).toStdString());
        QCOMPARE(file["connections"].size(), 4u);
        QCOMPARE(file["hosts"].size(), 6u);
        QCOMPARE(file["products"].size(), 3u);
        QSet<QString> hosts;
        for (const YAML::Node &host : file["hosts"])
            hosts.insert(QString::fromStdString(host["name"].Scalar()));
        int modules = 0;
        for (const YAML::Node &product : file["products"]) {
            for (const YAML::Node &part : product["modules"]) {
                ++modules;
                QVERIFY(QFile::exists(path(QString::fromStdString(part["compose"].Scalar()))));
                for (const YAML::Node &placement : part["placements"]) {
                    for (const YAML::Node &host : placement["hosts"])
                        QVERIFY(hosts.contains(QString::fromStdString(host.Scalar())));
                }
            }
        }
        QCOMPARE(modules, 20);
    }

    void theWorkspaceIsReadWithoutAFaultWhateverTheNumberOfHosts_data()
    {
        QTest::addColumn<int>("hosts");
        for (const int hosts : {3, 4, 6, 40})
            QTest::addRow("%d", hosts) << hosts;
    }

    void theWorkspaceIsReadWithoutAFaultWhateverTheNumberOfHosts()
    {
        QFETCH(int, hosts);
        const QTemporaryDir folder;
        DemoWorld world(7, hosts);
        QVERIFY2(world.start(), qPrintable(world.errorText()));
        QCOMPARE(writeWorkspace(world, folder.path()), QString());
        const opsdeck::LoadedWorkspace loaded = opsdeck::loadWorkspace(folder.path());
        QStringList faults;
        for (const opsdeck::Diagnostic &diagnostic : loaded.diagnostics)
            faults.append(diagnostic.text());
        QCOMPARE(faults, QStringList());
        QCOMPARE(loaded.workspace.traffic.size(), 2);
        QCOMPARE(loaded.workspace.traffic.at(0).strategy, opsdeck::TrafficStrategy::Gray);
        QCOMPARE(loaded.workspace.traffic.at(0).target.pools.keys(), (QStringList{u"G0"_s, u"G1"_s, u"G2"_s}));
        QVERIFY(loaded.workspace.traffic.at(0).tenants.size() > 3);
        QCOMPARE(loaded.workspace.traffic.at(1).strategy, opsdeck::TrafficStrategy::Canary);
    }

    void productVersionsNameOnlyWhatTheServersHave()
    {
        DemoWorld world;
        QVERIFY(world.start());
        QCOMPARE(writeWorkspace(world, m_folder.path()), QString());
        opsdeck::Diagnostics faults;
        const QList<opsdeck::Bill> bills = opsdeck::loadBills(m_folder.path(), faults);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.value(0).text()));
        QCOMPARE(bills.size(), 5);
        QStringList moved;
        for (const opsdeck::Bill &bill : bills) {
            QVERIFY(!bill.note.isEmpty() && bill.createdAt.isValid());
            for (const opsdeck::BillModule &part : bill.modules) {
                auto &repository = world.harbor()
                                       .projects()[part.project.section(u'/', 0, 0)]
                                       .repositories[part.project.section(u'/', 1)];
                QVERIFY2(repository.find(part.digest.text()), qPrintable(part.project));
                if (repository.find(part.image.tag)->digest() != part.digest.text())
                    moved << bill.version + u' ' + part.part.text();
                const auto &tags = world.gitlab().projects()[part.project].tags;
                QVERIFY(std::any_of(tags.begin(), tags.end(),
                    [&](const auto &tag) { return tag.name == part.tag && tag.commit == part.commit; }));
            }
        }
        QCOMPARE(moved, QStringList{u"1.9.0 collector"_s});
        const QList<opsdeck::Site> sites = opsdeck::loadSites(m_folder.path(), faults);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.value(0).text()));
        QCOMPARE(sites.size(), 3);
        for (const opsdeck::Site &site : sites) {
            for (auto use = site.versions.cbegin(); use != site.versions.cend(); ++use)
                QVERIFY(std::any_of(bills.begin(), bills.end(), [&](const opsdeck::Bill &bill) {
                    return bill.product == use.key() && bill.version == use.value();
                }));
        }
    }

    void theCatalogHangsTogether()
    {
        QSet<QString> known;
        QStringList named;
        const QDir catalog(u":/opsdeck/demo/catalog"_s);
        for (const QString &name : catalog.entryList(QDir::Files)) {
            for (const YAML::Node &entity : YAML::LoadAll(read(catalog.filePath(name)).toStdString())) {
                const auto text = [](const YAML::Node &node) { return QString::fromStdString(node.Scalar()); };
                known.insert(text(entity["kind"]).toLower() + u':' + text(entity["metadata"]["name"]));
                const YAML::Node spec = entity["spec"];
                if (spec["owner"])
                    named << text(spec["owner"]);
                if (spec["system"])
                    named << u"system:"_s + text(spec["system"]);
                for (const YAML::Node &other : spec["dependsOn"])
                    named << text(other);
                for (const YAML::Node &member : spec["members"])
                    named << u"user:"_s + text(member);
            }
        }
        for (const QString &reference : named)
            QVERIFY2(known.contains(reference), qPrintable(reference));
        QVERIFY(known.size() > 60);
    }

    void secretsAreForTheOwnerOnlyAndNotInTheWorkspaceFile()
    {
        DemoWorld world;
        QVERIFY(world.start());
        QCOMPARE(writeWorkspace(world, m_folder.path()), QString());
        for (const QString &name : {u"id_ed25519"_s, u"gitlab-token"_s, u"harbor-password"_s}) {
            const QFileInfo info(path(u"keys/"_s + name));
            QVERIFY2(info.exists(), qPrintable(name));
            QVERIFY2(
                !(info.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther)), qPrintable(name));
        }
        QCOMPARE(read(path(u"keys/gitlab-token"_s)), world.gitlab().token().toUtf8());
        QVERIFY(!read(path(u"opsdeck.yaml"_s)).contains(world.gitlab().token().toUtf8()));
        QCOMPARE(read(path(u"known_hosts"_s)).count('\n'), 6);
    }

    void hostsRunWhatTheStorySays()
    {
        DemoWorld world;
        QVERIFY(world.start());
        QMap<QString, QStringList> digests;
        for (FakeHost *host : world.ssh().hosts()) {
            QMap<QString, QStringList> ofImage;
            for (const FakeEngine::Image &image : host->engine().images())
                ofImage[image.id] = image.digests;
            for (const FakeEngine::Container &container : host->engine().containers()) {
                const QString service = container.labels.value(u"com.docker.compose.service"_s);
                digests[host->name() + u'/' + service] = ofImage.value(container.imageId);
            }
        }
        for (const Story::RunningRow &row : world.story().running()) {
            const QStringList found = digests.value(row.host + u'/' + row.service);
            QVERIFY2(found.join(u' ').contains(row.digest), qPrintable(row.host + u'/' + row.service));
            const QString compose = u"/srv/%1/docker-compose.yml"_s.arg(row.service);
            QVERIFY2(world.ssh().host(row.host)->file(compose).has_value(), qPrintable(compose));
        }
    }

    void aHostPullsWhatTheRegistryMeansByATagNow()
    {
        DemoWorld world;
        QVERIFY(world.start());
        const QString image = QString::fromLatin1(world.harbor().authority()) + u"/monitor/collector:1.9.0"_s;
        const QString digest
            = world.harbor().projects()[u"monitor"_s].repositories[u"collector"_s].find(u"1.9.0"_s)->digest();
        QString error;
        const auto pulled = world.ssh().host(u"stg-01"_s)->engine().pull(image, &error);
        QVERIFY2(pulled.has_value(), qPrintable(error));
        QVERIFY(pulled->digests.join(u' ').contains(digest));
    }

    void theServersTellTheStory()
    {
        DemoWorld world;
        QVERIFY(world.start());
        Asker asker;
        const HttpHeader token{"PRIVATE-TOKEN", world.gitlab().token().toUtf8()};
        QCOMPARE(asker.get(world.gitlab().url() + "/api/v4/projects", {token}).array().size(), 20);
        const QByteArray harbor = world.harbor().url() + "/api/v2.0/projects";
        QCOMPARE(asker.get(harbor, {basicAuth("admin", "Harbor12345")}).array().size(), 4);
        const QJsonArray alerts = asker.get(world.alertmanager().url() + "/api/v2/alerts").array();
        QCOMPARE(alerts.size(), world.story().alerts().size());
        QCOMPARE(asker.get(world.alertmanager().url() + "/api/v2/alerts?active=false").array().size(), 1);
    }

    void theProgramEndsWhenItsInputCloses()
    {
        QProcess process;
        QVERIFY2(startUntilReady(process), process.readAllStandardError().constData());
        QVERIFY(QFile::exists(path(u"opsdeck.yaml"_s)));
        QCOMPARE(process.state(), QProcess::Running);
        const YAML::Node file = YAML::Load(read(path(u"opsdeck.yaml"_s)).toStdString());
        QTcpSocket ssh;
        ssh.connectToHost(
            QString::fromStdString(file["hosts"][0]["address"].Scalar()), file["hosts"][0]["port"].as<quint16>());
        QTRY_VERIFY(ssh.canReadLine());
        QVERIFY(ssh.readLine().startsWith("SSH-2.0-"));

        process.closeWriteChannel();
        QVERIFY(ends(process));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }

    void theProgramEndsOnSigterm()
    {
        QProcess process;
        QVERIFY(startUntilReady(process));
        process.terminate();
        QVERIFY(ends(process));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    }

    void theProgramSaysHowItIsUsed()
    {
        QProcess process;
        process.start(program(), {u"--hosts"_s, u"many"_s});
        QVERIFY(ends(process));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("--help"));
        process.start(program(), {u"--workspace"_s, u"/proc/none"_s});
        QVERIFY(ends(process));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("/proc/none"));
    }
};

QTEST_GUILESS_MAIN(SimDemoTest)
#include "tst_sim_demo.moc"
