// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connect/localconnectservice.h"
#include "app/workspace/workspaceloader.h"
#include "backends/secrets/secretfile.h"
#include "tests/sim/gitlab/gitlabsim.h"
#include "tests/sim/monitoring/prometheussim.h"
#include "tests/sim/ssh/sshworld.h"
#include "tests/stack/process.h"
#include "tests/support/everysource.h"
#include "tests/support/run.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

/// "Connect my …" without its window: what is tried, and what is written.
class ConnectServiceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<LocalConnectService> m_service;

    QString folder() const { return m_home->filePath(u"ops"_s); }
    QString config() const { return m_home->filePath(u"config"_s); }

    QByteArray file(const QString &name) const
    {
        QFile file(QDir(folder()).filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static ConnectDraft gitlab(const QString &url, const QString &token)
    {
        Connection connection;
        connection.id = SourceId(u"gitlab"_s);
        connection.kind = u"gitlab"_s;
        connection.url = url;
        connection.secret = u"gitlab-token"_s;
        return {connection, token};
    }

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no keyring of whoever runs the test
        m_home = std::make_unique<QTemporaryDir>();
        m_service = std::make_unique<LocalConnectService>(config());
    }
    void cleanup() { m_service.reset(); }

    void theTypedTokenIsTriedAndNothingIsWritten()
    {
        SimClock clock;
        GitLabSim sim(clock);
        QVERIFY(sim.start());
        const QString url = QString::fromLatin1(sim.url());
        const auto right = wait(m_service->test(gitlab(url, sim.token())));
        QVERIFY(right && right->identity);
        QCOMPARE(right->identity->version, u"17.5.2-ee"_s);
        const auto wrong = wait(m_service->test(gitlab(url, u"glpat-mistyped"_s)));
        QVERIFY(wrong && !wrong->identity);
        QCOMPARE(wrong->identity.error().kind, Error::Kind::Unauthorised);
        QVERIFY(!QFile::exists(folder()));
        QVERIFY(!QFile::exists(config()));
    }

    void aPrometheusIsToldFromAnAlertmanager()
    {
        SimClock clock;
        PrometheusSim sim(clock);
        QVERIFY(sim.start());
        Connection connection;
        connection.id = SourceId(u"am"_s);
        connection.kind = u"alertmanager"_s;
        connection.url = QString::fromLatin1(sim.url());
        const auto answer = wait(m_service->test({connection, {}}));
        QVERIFY(answer && !answer->identity);
        QVERIFY2(
            answer->identity.error().detail.contains(u"Prometheus"_s), qPrintable(answer->identity.error().detail));
    }

    void everySourceOfAlertsIsTriedAndWrittenSoThatItCanBeRead_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : EverySource::kinds())
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void everySourceOfAlertsIsTriedAndWrittenSoThatItCanBeRead()
    {
        QFETCH(QString, kind);
        EverySource servers;
        const QString elsewhere = m_home->filePath(u"every"_s);
        servers.writeWorkspace(elsewhere, std::chrono::seconds(30));
        const auto all = loadWorkspace(elsewhere).workspace.connections;
        const auto known = std::ranges::find(all, kind, &Connection::kind);
        QVERIFY(known != all.end());
        Connection connection = *known;
        connection.feed = {}; // the form knows the file only
        connection.poll = Connection().poll;
        const auto answer = wait(m_service->test({connection, {}}));
        QVERIFY(answer);
        QVERIFY2(answer->identity, qPrintable(answer->identity ? QString() : answer->identity.error().detail));
        QVERIFY(wait(m_service->add(folder(), {connection, {}})).has_value());
        const LoadedWorkspace written = loadWorkspace(folder());
        QCOMPARE(written.diagnostics, Diagnostics());
        Connection read = written.workspace.connections.value(0);
        read.feed = {};
        QCOMPARE(read, connection);
    }

    void aListWhoseMappingIsWrongSaysWhere()
    {
        QVERIFY(QDir().mkpath(folder()));
        const QString mapping = folder() + u"/list.yaml"_s;
        QVERIFY(writeFile(mapping, "list: alarms\nname: x\n"));
        Connection connection;
        connection.id = SourceId(u"list"_s);
        connection.kind = u"json"_s;
        connection.url = u"file:"_s + mapping;
        connection.mapping = mapping;
        const auto answer = wait(m_service->test({connection, {}}));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Usage);
        QVERIFY2(answer.error().detail.contains(u"list.yaml"_s), qPrintable(answer.error().detail));
    }

    void aCheckedAddressIsTriedByKnocking()
    {
        SimClock clock;
        PrometheusSim sim(clock);
        QVERIFY(sim.start());
        Connection check;
        check.id = SourceId(u"check/metrics"_s);
        check.kind = u"check"_s;
        check.url = u"tcp://"_s + QString::fromLatin1(sim.authority());
        const auto right = wait(m_service->test({check, {}}));
        QVERIFY(right && right->identity);
        QCOMPARE(right->identity->product, check.url);
        QVERIFY(wait(m_service->add(folder(), {check, {}})).has_value());
        const LoadedWorkspace written = loadWorkspace(folder());
        QCOMPARE(written.diagnostics, Diagnostics());
        QCOMPARE(written.workspace.connections.value(0).id, check.id);
        QCOMPARE(written.workspace.connections.value(0).url, check.url);
        sim.stop();
        const auto wrong = wait(m_service->test({check, {}}));
        QVERIFY(wrong && !wrong->identity);
        QVERIFY(!wrong->identity.error().detail.isEmpty());
    }

    void aHostThatNobodyKnowsIsAskedAboutOnce()
    {
        SimClock clock;
        SshWorld world(&clock);
        FakeHost *app = world.addHost(u"app-01"_s, u"127.0.1.61"_s);
        QVERIFY(app);
        const QString key = m_home->filePath(u"id"_s);
        QVERIFY(world.writeClientKey(key));
        world.start();
        HostSpec spec;
        spec.id = HostId(u"app-01"_s);
        spec.address = u"127.0.1.61"_s;
        spec.port = app->port();
        spec.user = u"deploy"_s;
        spec.identity = key;
        spec.knownHosts = m_home->filePath(u"known_hosts"_s);
        const ConnectDraft draft{spec, {}};

        const auto first = wait(m_service->test(draft));
        QVERIFY(first && !first->identity && first->unknownKey);
        QCOMPARE(first->unknownKey->fingerprint, world.fingerprint());
        QVERIFY(!QFile::exists(spec.knownHosts));
        QVERIFY(wait(m_service->trust(draft, *first->unknownKey)).has_value());
        const auto second = wait(m_service->test(draft));
        QVERIFY(second && !second->unknownKey);
        QVERIFY2(
            second->identity.has_value(), qPrintable(second->identity ? QString() : second->identity.error().detail));
        QCOMPARE(second->identity->product, u"Docker Engine"_s);
    }

    void aWorkspaceIsBegunWhereThereIsNone()
    {
        QVERIFY(wait(m_service->add(folder(), gitlab(u"https://git.example"_s, u"glpat-x"_s))).has_value());
        const LoadedWorkspace loaded = loadWorkspace(folder());
        QVERIFY(loaded.isUsable());
        QCOMPARE(loaded.diagnostics, Diagnostics());
        QCOMPARE(loaded.workspace.name, u"ops"_s);
        QCOMPARE(loaded.workspace.connections.size(), 1);
        QVERIFY(!file(u"opsdeck.yaml"_s).contains("glpat-x"));
        // Without a keyring the secret is in a file that is ours alone.
        const QString secret = config() + u"/secrets/gitlab-token"_s;
        QCOMPARE(*readSecretFile(secret), std::optional(u"glpat-x"_s));
        QCOMPARE(QFile::permissions(secret) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(
            QFile::permissions(config() + u"/secrets"_s) & (QFile::ReadGroup | QFile::ExeOther), QFile::Permissions());
    }

    void whatAPersonWroteStays()
    {
        QVERIFY(QDir().mkpath(folder()));
        const QByteArray written = "# ours\nname: ops   # short\n\nhosts: []   # none yet\npoll: 20s\n";
        QFile yaml(QDir(folder()).filePath(u"opsdeck.yaml"_s));
        QVERIFY(yaml.open(QIODevice::WriteOnly) && yaml.write(written) == written.size());
        yaml.close();
        QVERIFY(wait(m_service->add(folder(), gitlab(u"https://git.example"_s, {}))).has_value());
        const QByteArray now = file(u"opsdeck.yaml"_s);
        QVERIFY2(now.startsWith(written), now.constData());
        QVERIFY(now.contains("url: \"https://git.example\"") || now.contains("url: https://git.example"));

        const auto again = wait(m_service->add(folder(), gitlab(u"https://git.example"_s, {})));
        QCOMPARE(again.error().kind, Error::Kind::Usage); // the name is taken
        QCOMPARE(file(u"opsdeck.yaml"_s), now);
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        const auto added = wait(m_service->add(u"/proc/opsdeck"_s, gitlab(u"https://git.example"_s, {})));
        QCOMPARE(added.error().kind, Error::Kind::Storage);
        QCOMPARE(added.error().origin, u"/proc/opsdeck"_s);
    }
};

QTEST_GUILESS_MAIN(ConnectServiceTest)
#include "tst_connectservice.moc"
