// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/docker/parse.h"
#include "tests/backends/ssh/sshfixture.h"
#include "tests/sim/ssh/sshworld.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;

namespace {

template <typename T> QList<T> rowsOf(const SyncBatch &batch)
{
    for (const SyncRows &rows : batch.rows)
        if (const auto *found = std::get_if<Snapshot<T>>(&rows))
            return found->rows;
    return {};
}

const HostId AppHost(QStringLiteral("app-01"));

} // namespace

/// The Engine API: parsing by itself, and the source against a simulated host.
class DockerTest : public QObject
{
    Q_OBJECT

private:
    sim::SimClock m_clock;
    QTemporaryDir m_dir;
    std::unique_ptr<sim::SshWorld> m_world;
    sim::FakeHost *m_host = nullptr;
    HostSpec m_spec;

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<sim::SshWorld>(&m_clock);
        m_host = m_world->addHost(AppHost.text(), QStringLiteral("127.0.1.1"));
        QVERIFY(m_host);
        m_spec = HostSpec{AppHost, m_host->address(), m_host->port(), QStringLiteral("deploy")};
        m_spec.identity = m_dir.filePath(QStringLiteral("key"));
        m_spec.knownHosts = m_dir.filePath(QStringLiteral("known_hosts"));
        QVERIFY(m_world->writeClientKey(m_spec.identity));
        QFile knownHosts(m_spec.knownHosts);
        QVERIFY(knownHosts.open(QIODevice::WriteOnly));
        knownHosts.write(m_world->knownHosts());
        m_world->start();
    }

    void tellsContainersImagesAndEngineOfAHost()
    {
        m_host->engine().publish(
            QStringLiteral("reg:5000/shop/cart:2.4"), sim::FakeEngine::digestOf(QStringLiteral("a")));
        m_host->engine().seed(QStringLiteral("cart"), QStringLiteral("cart"), QStringLiteral("reg:5000/shop/cart:2.4"));
        m_host->engine().seed(QStringLiteral("cart"), QStringLiteral("db"), QStringLiteral("postgres:15"), false);
        HostClient client({m_spec});
        const auto source = makeDockerSource(m_spec, *client.pool);
        const auto identity = wait(source->probe({}));
        QVERIFY2(identity.has_value(), identity ? "" : qPrintable(identity.error().detail));
        QCOMPARE(*identity, (SourceIdentity{QStringLiteral("Docker Engine"), QStringLiteral("24.0.7")}));

        const auto batch = wait(source->fetch({}, {}));
        QVERIFY2(batch.has_value(), batch ? "" : qPrintable(batch.error().detail));
        const auto containers = rowsOf<Container>(*batch);
        QCOMPARE(containers.size(), 2);
        const Container cart = containers.last();
        QCOMPARE(cart.host, AppHost);
        QCOMPARE(cart.name, QStringLiteral("cart_cart_1"));
        QCOMPARE(cart.image, QStringLiteral("reg:5000/shop/cart:2.4"));
        QCOMPARE(cart.digest.text(), sim::FakeEngine::digestOf(QStringLiteral("a")));
        QCOMPARE(cart.state, QStringLiteral("running"));
        QCOMPARE(cart.health, Health::Healthy);
        QCOMPARE(cart.composeProject, QStringLiteral("cart"));
        QCOMPARE(cart.composeService, QStringLiteral("cart"));
        QVERIFY(cart.createdAt.isValid());
        QCOMPARE(containers.first().health, Health::None);
        QCOMPARE(rowsOf<HostImage>(*batch).size(), 2);
        const auto engine = rowsOf<EngineInfo>(*batch).value(0);
        QCOMPARE(engine.apiVersion, QStringLiteral("1.43"));
        QCOMPARE(engine.cpus, 4);
        QCOMPARE(engine.memory, 8'330'264'576);
    }

    void g6_givesNoRowsWhereAnEngineHasNothingNew()
    {
        m_clock.freezeAt(QDateTime::currentDateTimeUtc()); // containers tell how long they have been up
        m_host->engine().seed(QStringLiteral("cart"), QStringLiteral("cart"), QStringLiteral("cart:1"));
        HostClient client({m_spec});
        const auto source = makeDockerSource(m_spec, *client.pool);
        const auto first = wait(source->fetch({}, {}));
        QVERIFY2(first.has_value(), first ? "" : qPrintable(first.error().detail));
        QCOMPARE(first->rows.size(), 3);
        const auto second = wait(source->fetch(first->cursor, {}));
        QCOMPARE(second->rows.size(), 0);
        QCOMPARE(second->cursor, first->cursor);
        const auto otherRun = makeDockerSource(m_spec, *client.pool);
        QCOMPARE(wait(otherRun->fetch(first->cursor, {}))->rows.size(), 0);
        QCOMPARE(wait(otherRun->fetch("a cursor of another version", {}))->rows.size(), 3);
    }

    void givesAllRowsWhereAContainerOrAnImageCame()
    {
        m_clock.freezeAt(QDateTime::currentDateTimeUtc());
        HostClient client({m_spec});
        const auto source = makeDockerSource(m_spec, *client.pool);
        QByteArray cursor = wait(source->fetch({}, {}))->cursor;
        m_host->engine().seed(QStringLiteral("cart"), QStringLiteral("cart"), QStringLiteral("cart:1"));
        const auto seeded = wait(source->fetch(cursor, {}));
        QCOMPARE(rowsOf<Container>(*seeded).size(), 1);
        QCOMPARE(rowsOf<EngineInfo>(*seeded).value(0).containers, 1);
        m_clock.advance(48h);
        QCOMPARE(rowsOf<Container>(*wait(source->fetch(seeded->cursor, {}))).size(), 1);
    }

    void asksTheEngineAgainWhereAPersonWantsToKnow()
    {
        m_clock.freezeAt(QDateTime::currentDateTimeUtc());
        HostClient client({m_spec});
        const auto source = makeDockerSource(m_spec, *client.pool);
        const auto first = wait(source->fetch({}, {}));
        source->lookClosely();
        const auto second = wait(source->fetch(first->cursor, {}));
        QCOMPARE(second->rows.size(), 1);
        QCOMPARE(rowsOf<EngineInfo>(*second).value(0).cpus, 4);
    }

    void speaksAVersionThatBothKnow_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("minimum");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("older engine") << QStringLiteral("1.40") << QStringLiteral("1.12") << QStringLiteral("1.40");
        QTest::newRow("newer engine") << QStringLiteral("1.55") << QStringLiteral("1.40") << QStringLiteral("1.44");
        QTest::newRow("too new") << QStringLiteral("1.60") << QStringLiteral("1.50") << QString();
    }
    void speaksAVersionThatBothKnow()
    {
        QFETCH(QString, api);
        QFETCH(QString, minimum);
        QFETCH(QString, spoken);
        m_host->engine().setVersion(QStringLiteral("x"), api, minimum);
        HostClient client({m_spec});
        const auto batch = wait(makeDockerSource(m_spec, *client.pool)->fetch({}, {}));
        QCOMPARE(batch.has_value(), !spoken.isEmpty());
        if (batch)
            QCOMPARE(rowsOf<EngineInfo>(*batch).value(0).apiVersion, spoken);
        else
            QVERIFY2(batch.error().detail.contains(QStringLiteral("too old")), qPrintable(batch.error().detail));
    }

    void goesOnAfterTheConnectionWasLost()
    {
        m_host->engine().seed(QStringLiteral("cart"), QStringLiteral("cart"), QStringLiteral("cart:1"));
        HostClient client({m_spec});
        QCOMPARE(wait(client.host("app-01")->containers({}))->size(), 1);
        m_world->dropConnections(AppHost.text());
        QTRY_VERIFY(wait(client.host("app-01")->containers({})).has_value());
        QTRY_COMPARE(m_host->logins(), 2);
    }

    void anUnknownHostIsAnError()
    {
        HostClient client({});
        QCOMPARE(client.host("app-01"), nullptr);
        const auto source = makeDockerSource(m_spec, *client.pool);
        QCOMPARE(wait(source->fetch({}, {})).error().kind, Error::Kind::Usage);
    }

    void readsHealthFromTheStatusLine_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<Health>("health");
        QTest::newRow("none") << QStringLiteral("Up 2 hours") << Health::None;
        QTest::newRow("healthy") << QStringLiteral("Up 2 hours (healthy)") << Health::Healthy;
        QTest::newRow("unhealthy") << QStringLiteral("Up 2 hours (unhealthy)") << Health::Unhealthy;
        QTest::newRow("starting") << QStringLiteral("Up 1 second (health: starting)") << Health::Starting;
        QTest::newRow("paused") << QStringLiteral("Up 2 hours (Paused)") << Health::None;
    }
    void readsHealthFromTheStatusLine()
    {
        QFETCH(QString, status);
        QTEST(docker::healthFromStatus(status), "health");
    }

    void brokenAnswersAreErrorsNotCrashes_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body :
            {"", "null", "{}", "[1]", "[{\"Id\":5}]", "[{\"Id\":\"a\",\"Image\":\"b\",\"Names\":\"c\"}]",
                "[{\"Id\":\"a\",\"Image\":\"b\",\"Created\":\"x\"}]", "[{\"Id\":\"a\",\"Image\":\"b\"", "\xff\xfe"})
            QTest::newRow(body) << QByteArray(body);
    }
    void brokenAnswersAreErrorsNotCrashes()
    {
        QFETCH(QByteArray, body);
        const auto containers = docker::parseContainers(body, AppHost);
        QVERIFY(!containers);
        QCOMPARE(containers.error().kind, Error::Kind::BadAnswer);
        QVERIFY(!docker::parseEngine(body, body, AppHost));
    }

    void picksTheDigestOfTheImageThatRuns()
    {
        const QString digest = sim::FakeEngine::digestOf(QStringLiteral("x"));
        Container pinned;
        pinned.digest = Digest::parse(sim::FakeEngine::digestOf(QStringLiteral("pinned")));
        pinned.imageId = QStringLiteral("id");
        Container tagged;
        tagged.imageId = QStringLiteral("id");
        Container local;
        local.imageId = QStringLiteral("built here");
        HostImage image;
        image.id = QStringLiteral("id");
        image.digests = {Digest::parse(digest)};
        QList<Container> containers{pinned, tagged, local};
        docker::fillDigests(containers, {image});
        QCOMPARE(containers.at(0).digest, pinned.digest);
        QCOMPARE(containers.at(1).digest.text(), digest);
        QVERIFY(containers.at(2).digest.isEmpty());
    }

    void comparesApiVersionsAsNumbers()
    {
        QCOMPARE(docker::lowerApiVersion(QStringLiteral("1.44"), QStringLiteral("1.9")), QStringLiteral("1.9"));
        QCOMPARE(docker::lowerApiVersion(QStringLiteral("1.44"), QStringLiteral("1.100")), QStringLiteral("1.44"));
        QCOMPARE(docker::lowerApiVersion(QStringLiteral("1.44"), QStringLiteral("nginx")), QString());
    }
};

QTEST_GUILESS_MAIN(DockerTest)
#include "tst_docker.moc"
