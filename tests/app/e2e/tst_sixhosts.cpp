// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspaceloader.h"
#include "backends/store/stores.h"
#include "tests/app/e2e/dockerview.h"
#include "tests/app/e2e/program.h"
#include "tests/stack/imagebuilder.h"
#include "tests/support/run.h"

#include <QDir>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr size_t HostCount = 6;
constexpr size_t Sick = 2; // the third

/// A host whose .env says so never becomes healthy, whatever the version.
constexpr char Compose[] = R"(version: '2.4'
services:
  cart:
    image: cart
    network_mode: host
    environment: {SICK: '${SICK:-no}'}
    healthcheck: {test: ['CMD-SHELL', 'test "$$SICK" = no'], interval: 1s, timeout: 3s, retries: 2}
)";

QByteArray hostYaml(const QString &name, const HostSpec &spec)
{
    return QStringLiteral("  - {name: %1, environment: staging, address: %2, port: %3, user: %4, identity: '%5', "
                          "known-hosts: '%6', docker: '%7'}\n")
        .arg(name, spec.address)
        .arg(spec.port)
        .arg(spec.user, spec.identity, spec.knownHosts, spec.dockerSocket)
        .toUtf8();
}

} // namespace

/// Six Docker hosts behind six sshd, and a third one that is ill: who is touched by a failed deployment, by a retry, by
/// going on and by the way back. The engines themselves are asked when each container was started.
class SixHostsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!RealDockerHost::available(&why) || !RealRegistry::available(&why) || !ImageBuilder::available(&why))
            QSKIP(qPrintable(why));
        QVERIFY2(m_registry.start(), m_registry.log());
        QList<RealDockerHost *> all{&m_builder};
        for (RealDockerHost &host : m_hosts)
            all.append(&host);
        QVERIFY2(RealDockerHost::startAll(all), m_builder.log());
        ImageBuilder images(m_builder, m_registry);
        for (const QString &version : {u"1.0"_s, u"2.0"_s}) {
            m_digests.insert(version, images.push(u"shop/cart"_s, version));
            QVERIFY2(!m_digests[version].isEmpty(), qPrintable(images.error()));
        }
        // What is only a beginning may go to all at once; what is to be seen goes to one after the other.
        writeWorkspace("{batch: 6, parallel: 6}");
        Program first(m_home.path());
        first.start(deploy(u"1.0"_s));
        QVERIFY2(first.end(150'000) == 0, first.err() + first.out());
        QCOMPARE(digests(whatRuns()), QStringList(HostCount, m_digests[u"1.0"_s]));
        m_former = whatRuns();
        writeWorkspace("{batch: 1}");
    }

    void stopsAtTheThirdAndLeavesTheFourthToTheSixthUntouched()
    {
        makeSick(true);
        Program program(m_home.path());
        program.start(deploy(u"2.0"_s));
        QCOMPARE(program.end(150'000), 1);
        QVERIFY(program.saidOnlyJson());
        const QJsonObject result = program.line(u"result"_s);
        QCOMPARE(result[u"outcome"_s].toString(), u"paused"_s);
        const QString failure = result[u"failure"_s].toString();
        QVERIFY2(failure.startsWith(u"app-03, cart, health: "_s), qPrintable(failure));
        QCOMPARE(program.touchedHosts(), names({0, 1, 2}));
        m_run = result[u"run"_s].toString();

        const Seen after = whatRuns();
        expectUntouched(after, m_former, {3, 4, 5});
        QCOMPARE(after[0].digest, m_digests[u"2.0"_s]);
        QCOMPARE(after[1].digest, m_digests[u"2.0"_s]);
        expectStatus(u"paused"_s);
    }

    void goingOnIsRefusedWhileTheThirdIsBroken()
    {
        const Seen before = whatRuns();
        Program program(m_home.path());
        program.start(about("resume"));
        QCOMPARE(program.end(), 3);
        QVERIFY(program.touchedHosts().isEmpty());
        expectUntouched(whatRuns(), before, {0, 1, 2, 3, 4, 5});
    }

    void aRetryTouchesTheThirdAlone()
    {
        const Seen before = whatRuns();
        makeSick(false);
        Program program(m_home.path());
        program.start(about("retry"));
        QCOMPARE(program.end(), 1); // paused again: the others wait for a word
        QCOMPARE(program.line(u"result"_s)[u"outcome"_s].toString(), u"paused"_s);
        QCOMPARE(program.touchedHosts(), names({Sick}));
        QVERIFY(!program.event(u"app-03"_s, u"verify"_s, u"done"_s).isEmpty());
        const Seen after = whatRuns();
        expectUntouched(after, before, {0, 1, 3, 4, 5});
        expectUntouched(after, m_former, {3, 4, 5});
        QCOMPARE(after[Sick].digest, m_digests[u"2.0"_s]);
        QCOMPARE(m_hosts[Sick].health(u"cart_cart_1"_s), u"healthy"_s);
        expectStatus(u"paused"_s);
    }

    void goingOnTouchesTheRest()
    {
        const Seen before = whatRuns();
        Program program(m_home.path());
        program.start(about("resume"));
        QVERIFY2(program.end(150'000) == 0, program.err() + program.out());
        QCOMPARE(program.touchedHosts(), names({3, 4, 5}));
        const Seen after = whatRuns();
        expectUntouched(after, before, {0, 1, 2});
        QCOMPARE(digests(after), QStringList(HostCount, m_digests[u"2.0"_s]));
        expectStatus(u"done"_s);
    }

    void theWayBackGivesEveryHostItsFormerDigest()
    {
        writeWorkspace("{batch: 6, parallel: 6}"); // things are bad: all at once
        Program program(m_home.path());
        program.start(about("rollback", {u"--reason"_s, u"cart loses items"_s}));
        QVERIFY2(program.end(150'000) == 0, program.err() + program.out());
        const Seen after = whatRuns();
        QCOMPARE(digests(after), digests(m_former));
        for (size_t i = 0; i < HostCount; ++i) {
            QVERIFY(!program.event(names({i}).first(), u"verify"_s, u"done"_s).isEmpty());
            QVERIFY(readFile(m_hosts[i].folder() + u"/srv/cart/docker-compose.yml"_s)
                        .contains(m_digests[u"1.0"_s].toUtf8()));
        }
        const auto stores = open();
        QVERIFY(stores);
        const LedgerEntry intent = wait(stores->ledger().entries(0, 2)).value().last();
        QCOMPARE(intent.action, u"deploy.intent"_s);
        QVERIFY(intent.detail.contains("cart loses items") && intent.detail.contains(m_run.toUtf8()));
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
    }

private:
    using Seen = std::array<SeenContainer, HostCount>;

    static QStringList names(std::initializer_list<size_t> hosts)
    {
        QStringList all;
        for (const size_t host : hosts)
            all.append(u"app-0%1"_s.arg(host + 1));
        return all;
    }

    QString workspace() const { return m_home.filePath(u"ws"_s); }

    QStringList deploy(const QString &version) const
    {
        return {u"deploy"_s, workspace(), u"--product"_s, u"shop"_s, u"--version"_s, version, u"--env"_s, u"staging"_s,
            u"--json"_s};
    }
    QStringList about(const char *command, const QStringList &more = {}) const
    {
        return QStringList{QString::fromLatin1(command), workspace(), u"--run"_s, m_run, u"--json"_s} + more;
    }

    void writeWorkspace(const QByteArray &rollout)
    {
        QByteArray yaml = "name: six\npolicies: {health-timeout: 60s, checks: {risk-limit: 100}}\nenvironments: "
                          "[{name: staging, rollout: "
            + rollout + "}]\nproducts:\n  - name: shop\n    modules:\n      - name: cart\n        image: "
            + m_registry.host().toUtf8() + "/shop/cart\n        compose: cart.yml\n        directory: /srv/cart\n"
            + "        placements: [{environment: staging, hosts: [" + names({0, 1, 2, 3, 4, 5}).join(u", ").toUtf8()
            + "]}]\nhosts:\n";
        for (size_t i = 0; i < HostCount; ++i)
            yaml += hostYaml(names({i}).first(), m_hosts[i].spec());
        QVERIFY(writeFile(workspace() + u"/opsdeck.yaml"_s, yaml));
        QVERIFY(writeFile(workspace() + u"/cart.yml"_s, Compose));
        const LoadedWorkspace loaded = loadWorkspace(workspace());
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            qWarning().noquote() << diagnostic.text();
        QVERIFY(loaded.isUsable() && loaded.diagnostics.isEmpty());
    }

    void makeSick(bool isSick) const
    {
        QVERIFY(writeFile(m_hosts[Sick].folder() + u"/srv/cart/.env"_s, isSick ? "SICK=yes\n" : "SICK=no\n"));
    }

    /// A host without the one container has an empty one here.
    Seen whatRuns() const
    {
        Seen all;
        for (size_t i = 0; i < HostCount; ++i)
            all[i] = containersOn(m_hosts[i]).value(u"cart_cart_1"_s);
        return all;
    }

    static QStringList digests(const Seen &seen)
    {
        QStringList all;
        for (const SeenContainer &container : seen)
            all.append(container.digest);
        return all;
    }

    /// The same containers, started at the same time.
    static void expectUntouched(const Seen &now, const Seen &before, std::initializer_list<size_t> hosts)
    {
        for (const size_t host : hosts) {
            QVERIFY(!now[host].startedAt.isEmpty());
            QCOMPARE(now[host].startedAt, before[host].startedAt);
            QCOMPARE(now[host].id, before[host].id);
            QCOMPARE(now[host].digest, before[host].digest);
        }
    }

    void expectStatus(const QString &state) const
    {
        Program status(m_home.path());
        status.start({u"status"_s, workspace(), u"--json"_s});
        QCOMPARE(status.end(), 0);
        const QJsonObject newest = status.line(u"run"_s);
        QCOMPARE(newest[u"run"_s].toString(), m_run);
        QCOMPARE(newest[u"state"_s].toString(), state);
    }

    std::unique_ptr<Stores> open() const
    {
        const QDir data(m_home.filePath(u"data"_s));
        const QStringList folders = data.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        auto stores = openStores(data.filePath(folders.value(0)));
        return stores && folders.size() == 1 ? std::move(*stores) : nullptr;
    }

    QTemporaryDir m_home;
    SshKey m_key;
    RealRegistry m_registry;
    RealDockerHost m_builder{60, m_key};
    std::array<RealDockerHost, HostCount> m_hosts{
        {{61, m_key}, {62, m_key}, {63, m_key}, {64, m_key}, {65, m_key}, {66, m_key}}};
    QMap<QString, QString> m_digests; ///< by version
    Seen m_former; ///< before version 2
    QString m_run; ///< the one that failed
};

QTEST_GUILESS_MAIN(SixHostsTest)
#include "tst_sixhosts.moc"
