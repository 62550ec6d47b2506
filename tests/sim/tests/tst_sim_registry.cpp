// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/harbor/harborsim.h"
#include "tests/sim/tests/ask.h"

#include <QCryptographicHash>

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SimRegistryTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SimClock> m_clock;
    std::unique_ptr<HarborSim> m_sim;
    Asker m_asker;
    const HttpHeader m_accept{
        "Accept", "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.v2+json"};

    Told ask(const QByteArray &target, const QList<HttpHeader> &headers)
    {
        return m_asker.get(m_sim->url() + target, headers);
    }
    HttpHeader tokenFor(const QByteArray &repository, const QList<HttpHeader> &headers = {})
    {
        const QByteArray scope = "repository:" + repository + ":pull";
        const Told told = ask("/service/token?service=harbor-registry&scope=" + scope, headers);
        return {"Authorization", "Bearer " + told.object()[u"token"_s].toString().toUtf8()};
    }

private slots:
    void init()
    {
        m_sim.reset();
        m_clock = std::make_unique<SimClock>();
        m_sim = std::make_unique<HarborSim>(*m_clock);
        QVERIFY(m_sim->start());
        m_sim->addProject(u"shop"_s, false);
        m_sim->addProject(u"library"_s, true);
        for (const QString &tag : {u"2.4.0"_s, u"2.4.1"_s, u"2.4.2"_s})
            m_sim->push(u"shop/cart"_s, harbor::makeArtifact(u"shop/cart"_s, {tag}, tag.toUtf8()));
        m_sim->push(u"library/redis"_s, harbor::makeArtifact(u"library/redis"_s, {u"7.2.5"_s}, {}));
    }

    void asksForATokenAndNamesWhereToGetIt()
    {
        const Told ping = ask("/v2/", {});
        QCOMPARE(ping.status, 401);
        QVERIFY(
            ping.headers.value("www-authenticate").startsWith("Bearer realm=\"" + m_sim->url() + "/service/token\""));
        const Told manifest = ask("/v2/shop/cart/manifests/2.4.1", {m_accept});
        QCOMPARE(manifest.status, 401);
        QVERIFY(manifest.headers.value("www-authenticate").contains("scope=\"repository:shop/cart:pull\""));
    }

    void anyoneMayPullFromAPublicProjectButNotFromAPrivateOne()
    {
        QCOMPARE(ask("/v2/library/redis/manifests/7.2.5", {m_accept, tokenFor("library/redis")}).status, 200);
        QCOMPARE(ask("/v2/shop/cart/manifests/2.4.1", {m_accept, tokenFor("shop/cart")}).status, 401);
        const HttpHeader admin = basicAuth("admin", "Harbor12345");
        QCOMPARE(ask("/v2/shop/cart/manifests/2.4.1", {m_accept, tokenFor("shop/cart", {admin})}).status, 200);
        QCOMPARE(ask("/v2/shop/cart/manifests/2.4.1", {m_accept, admin}).status, 200);
        QCOMPARE(ask("/service/token", {basicAuth("admin", "guess")}).status, 401);
    }

    void aTokenIsForOneRepositoryAndForAWhile()
    {
        const HttpHeader token = tokenFor("library/redis");
        QCOMPARE(ask("/v2/shop/cart/tags/list", {token}).status, 401);
        m_clock->advance(31min);
        QCOMPARE(ask("/v2/library/redis/tags/list", {token}).status, 401);
    }

    void theDigestIsTheHashOfTheManifestWhicheverWayItIsAskedFor()
    {
        const HttpHeader admin = basicAuth("admin", "Harbor12345");
        const Told byTag = ask("/v2/shop/cart/manifests/2.4.1", {m_accept, admin});
        const QByteArray digest = byTag.headers.value("docker-content-digest");
        QCOMPARE(digest, "sha256:" + QCryptographicHash::hash(byTag.body, QCryptographicHash::Sha256).toHex());
        QCOMPARE(ask("/v2/shop/cart/manifests/" + digest, {m_accept, admin}).body, byTag.body);
        const Told head = m_asker.send("HEAD", m_sim->url() + "/v2/shop/cart/manifests/2.4.1", {m_accept, admin});
        QCOMPARE(head.headers.value("docker-content-digest"), digest);
        QVERIFY(head.body.isEmpty());
        QCOMPARE(head.headers.value("content-type"), "application/vnd.docker.distribution.manifest.v2+json");
        const QByteArray config = byTag.object()[u"config"_s][u"digest"_s].toString().toUtf8();
        QCOMPARE(ask("/v2/shop/cart/blobs/" + config, {admin}).status, 200);
    }

    void aClientThatDoesNotSayWhatItReadsFindsNothing()
    {
        const HttpHeader admin = basicAuth("admin", "Harbor12345");
        const Told told = ask("/v2/shop/cart/manifests/2.4.1", {admin, {"Accept", "*/*"}});
        QCOMPARE(told.status, 404);
        QCOMPARE(told.object()[u"errors"_s][0][u"code"_s].toString(), u"MANIFEST_UNKNOWN"_s);
    }

    void everyTagComesOnceByFollowingTheRelativeLink()
    {
        const HttpHeader admin = basicAuth("admin", "Harbor12345");
        QStringList tags;
        QByteArray target = "/v2/shop/cart/tags/list?n=2";
        while (!target.isEmpty()) {
            const Told told = ask(target, {admin});
            QCOMPARE(told.status, 200);
            for (const QJsonValue &tag : told.object()[u"tags"_s].toArray())
                tags << tag.toString();
            target = told.link("next");
            QVERIFY(target.isEmpty() || target.startsWith("/v2/"));
        }
        QCOMPARE(tags, (QStringList{u"2.4.0"_s, u"2.4.1"_s, u"2.4.2"_s}));
    }

    void tagsAreNullWhenAllAreGone()
    {
        for (harbor::ArtifactRow &artifact : m_sim->projects()[u"shop"_s].repositories[u"cart"_s].artifacts)
            artifact.tags.clear();
        const Told told = ask("/v2/shop/cart/tags/list", {basicAuth("admin", "Harbor12345")});
        QVERIFY(told.object()[u"tags"_s].isNull());
    }

    void unknownNamesAreToldApartFromUnknownManifests()
    {
        const HttpHeader admin = basicAuth("admin", "Harbor12345");
        const auto code = [&](const QByteArray &target) {
            return ask(target, {m_accept, admin}).object()[u"errors"_s][0][u"code"_s].toString();
        };
        QCOMPARE(code("/v2/shop/none/manifests/1"), u"NAME_UNKNOWN"_s);
        QCOMPARE(code("/v2/shop/cart/manifests/9.9.9"), u"MANIFEST_UNKNOWN"_s);
    }
};

QTEST_GUILESS_MAIN(SimRegistryTest)
#include "tst_sim_registry.moc"
