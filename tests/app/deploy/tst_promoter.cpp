// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/promoter.h"
#include "app/people/permission.h"
#include "backends/harbor/replicationparse.h"
#include "backends/secrets/secretstore.h"
#include "backends/sourcekinds.h"
#include "backends/store/stores.h"
#include "tests/backends/registry/littleregistry.h"
#include "tests/support/run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Api = "/api/v2.0/replication/";

/// A Harbor that replicates from one registry to another, as far as it can be believed.
class FakeHarbor
{
public:
    LittleRegistry *from = nullptr;
    LittleRegistry *to = nullptr;
    QByteArray dropped; ///< the tag that it forgets
    QByteArray says = "Succeed";
    QByteArray policies
        = R"([{"id":7,"name":"dev2prod","enabled":true,"src_registry":{"id":0,"name":"Local"},)"
          R"("dest_registry":{"id":3,"name":"prod"},"trigger":{"type":"scheduled","trigger_settings":)"
          R"({"cron":"0 0 2 * * *"}},"dest_namespace_replace_count":-1,"filters":[{"type":"tag","value":"v*"}]},)"
          R"({"id":8,"name":"dev2prod-all","enabled":false,"trigger":{"type":"event_based"}}])";
    int busyPolls = 2; ///< so often it still works
    int silentPolls = 0; ///< so often it answers 502 before
    int started = 0;
    int stopped = 0;

    FakeHarbor()
    {
        server.answerWith([this](const FaultServer::Seen &request) { return answer(request); });
    }

    FaultServer server;

private:
    QByteArray answer(const FaultServer::Seen &request)
    {
        const QByteArray path = request.path().mid(Api.size());
        if (path == "policies")
            return FaultServer::ok(policies);
        if (path == "executions" && request.method == "POST")
            return start(request);
        if (path == "executions")
            return FaultServer::ok('[' + execution("Succeed") + ']');
        if (path == "executions/17" && request.method == "PUT")
            return ++stopped, FaultServer::ok({});
        if (path == "executions/17")
            return poll();
        if (path == "executions/17/tasks")
            return FaultServer::ok(
                R"([{"id":1,"execution_id":17,"status":"Succeed","src_resource":"shop/cart:[v1,v2]"},)"
                R"({"id":2,"execution_id":17,"status":"Failed","src_resource":"shop/pay:[v1]"}])");
        if (path == "executions/17/tasks/1/log")
            return FaultServer::ok("copying\ndone\n");
        return FaultServer::status(404, R"({"errors":[{"code":"NOT_FOUND","message":"no such log"}]})");
    }

    QByteArray start(const FaultServer::Seen &request)
    {
        if (request.body != R"({"policy_id":7})")
            return FaultServer::status(400);
        ++started;
        for (const auto &[key, manifest] : from->manifests.asKeyValueRange()) {
            if (!key.endsWith(':' + dropped))
                to->manifests.insert(key, manifest);
        }
        return FaultServer::status(201, {}, "Location: /api/v2.0/replication/executions/17\r\n");
    }

    QByteArray poll()
    {
        if (silentPolls-- > 0)
            return FaultServer::status(502, "<html><title>Bad Gateway</title></html>");
        return FaultServer::ok(execution(busyPolls-- > 0 ? "InProgress" : says));
    }

    static QByteArray execution(const QByteArray &status)
    {
        return R"({"id":17,"policy_id":7,"status":")" + status
            + R"(","trigger":"manual","total":3,"succeed":2,"failed":1,"in_progress":0,)"
              R"("start_time":"2026-03-01T10:00:00Z","end_time":"0001-01-01T00:00:00Z"})";
    }
};

} // namespace

class PromoterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_from = std::make_unique<LittleRegistry>();
        m_to = std::make_unique<LittleRegistry>();
        m_harbor = std::make_unique<FakeHarbor>();
        m_harbor->from = m_from.get();
        m_harbor->to = m_to.get();
        for (const char *tag : {"v1", "v2", "v3"})
            m_from->addImage("shop/cart", tag, QByteArray("layer of ") + tag);
        m_folder = std::make_unique<QTemporaryDir>();
        m_stores = *openStores(m_folder->path());
        m_http = std::make_unique<http::Client>(std::chrono::milliseconds(20));
        m_secrets = std::make_unique<SecretStore>(m_folder->path());
        Connection harbor;
        harbor.id = SourceId(u"dev"_s);
        harbor.kind = u"harbor"_s;
        harbor.url = QString::fromUtf8(m_harbor->server.baseUrl());
        m_images = makeImageResolver({harbor}, *m_http, *m_secrets);
        const PromotionTools tools{{harbor}, *m_http, *m_secrets, *m_images, m_stores->ledger()};
        const auto tell = [this](const PromotionNews &news) {
            m_news.append(news);
            if (m_onNews)
                m_onNews(news);
        };
        m_promoter = std::make_unique<Promoter>(tools, tell, std::chrono::milliseconds(5));
        m_news.clear();
        m_onNews = {};
    }
    void cleanup()
    {
        m_promoter.reset();
        m_images.reset();
        m_http.reset();
        m_stores.reset();
        m_harbor.reset();
        m_from.reset();
        m_to.reset();
    }

    void namesTheTagThatHarborDroppedAlthoughItSaysSucceed()
    {
        m_harbor->dropped = "v2";
        const auto report = promote(byPolicy({u"v1"_s, u"v2"_s, u"v3"_s}));
        QVERIFY(report.has_value());
        QCOMPARE(report->execution->stateWord, u"Succeed"_s);
        QCOMPARE(report->outcome, PromotionOutcome::Failed);
        QCOMPARE(verdicts(*report), u"equal missing equal"_s);
        const TagProof &lost = report->proofs.at(1);
        QVERIFY2(lost.reason.plain().contains(m_to->host() + u"/shop/cart:v2"_s), qPrintable(lost.reason.plain()));
        const auto entry = result();
        QCOMPARE(entry.outcome, u"failed"_s);
        const auto detail = QJsonDocument::fromJson(entry.detail).object();
        QCOMPARE(detail.value(u"carrierSays"_s).toString(), u"Succeed"_s);
        QCOMPARE(detail.value(u"tags"_s).toArray().at(1).toObject().value(u"verdict"_s).toString(), u"missing"_s);
    }

    void namesTheTagThatHoldsAnOlderImage()
    {
        m_to->addImage("shop/cart", "v2", "an old layer");
        m_harbor->dropped = "v2";
        const auto report = promote(byPolicy({u"v1"_s, u"v2"_s}));
        QCOMPARE(verdicts(*report), u"equal different"_s);
        QCOMPARE(report->outcome, PromotionOutcome::Failed);
    }

    void isDoneWhereEveryTagIsProvedWhateverHarborSays()
    {
        m_harbor->says = "Failed";
        const auto report = promote(byPolicy({u"v1"_s}));
        QCOMPARE(report->outcome, PromotionOutcome::Done);
        QVERIFY(report->failure.plain().contains(u"Failed"_s)); // told, although the tag is there
    }

    void bearsAHarborThatIsSilentForAWhile()
    {
        m_harbor->silentPolls = 2;
        QCOMPARE(promote(byPolicy({u"v1"_s}))->outcome, PromotionOutcome::Done);
        QCOMPARE(m_harbor->started, 1);
    }

    void writesTheIntentBeforeAndTheResultAfter()
    {
        QString order;
        m_onNews = [&](const PromotionNews &) {
            if (order.isEmpty())
                order = wait(m_stores->ledger().entries(0, 10))->first().action;
        };
        const auto report = promote(byCopy({u"v1"_s}));
        QCOMPARE(order, u"promote.intent"_s);
        const auto entries = *wait(m_stores->ledger().entries(0, 10));
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0).action, u"promote.result"_s);
        QCOMPARE(entries.at(0).outcome, u"done"_s);
        QCOMPARE(entries.at(0).reference, report->id);
        QCOMPARE(entries.at(1).reference, report->id);
        QCOMPARE(entries.at(1).actor, u"li@desk"_s);
    }

    void copiesWhereThereIsNoPolicy()
    {
        const auto report = promote(byCopy({u"v1"_s, u"v3"_s}));
        QCOMPARE(verdicts(*report), u"equal equal"_s);
        QVERIFY(m_to->hasTag("shop/cart", "v3"));
        QVERIFY(!m_to->hasTag("shop/cart", "v2"));
        QCOMPARE(m_harbor->started, 0);
    }

    void goesOnWithTheOthersWhereOneCannotBeCopied()
    {
        const auto order = prepared(byCopy({u"v1"_s, u"v3"_s}));
        m_from->blobs.remove("shop/cart@" + LittleRegistry::digestOf("layer of v1"));
        const auto report = wait(m_promoter->run(order, u"li@desk"_s, {}));
        QCOMPARE(verdicts(*report), u"missing equal"_s);
        QVERIFY(!report->proofs.first().reason.isEmpty());
        QVERIFY(!m_to->hasTag("shop/cart", "v1"));
    }

    void bringsWhatWasFrozenAndNotWhatTheTagBecame()
    {
        const auto order = prepared(byCopy({u"v1"_s}));
        m_from->addImage("shop/cart", "v1", "pushed meanwhile");
        const auto report = wait(m_promoter->run(order, u"li@desk"_s, {}));
        QCOMPARE(verdicts(*report), u"equal"_s);
        QCOMPARE(report->proofs.first().target, order.items.first().source.digest);
        QVERIFY(report->proofs.first().reason.plain().contains(u"moved"_s));
    }

    void refusesATagThatIsNotWhatTheVersionSays()
    {
        auto order = byCopy({u"v1"_s});
        order.items.first().source.digest = Digest::parse(u"sha256:"_s + QString(64, u'a'));
        QCOMPARE(wait(m_promoter->prepare(order, {})).error().kind, Error::Kind::Refused);
        QVERIFY(wait(m_stores->ledger().entries(0, 10))->isEmpty());
    }

    void refusesBeforeAnythingIsWritten_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("no such policy") << u"dev2pro"_s << Error::Kind::NotFound;
        QTest::newRow("switched off") << u"dev2prod-all"_s << Error::Kind::Refused;
    }
    void refusesBeforeAnythingIsWritten()
    {
        QFETCH(QString, policy);
        QFETCH(Error::Kind, kind);
        auto order = byPolicy({u"v1"_s});
        order.policy = policy;
        QCOMPARE(wait(m_promoter->prepare(order, {})).error().kind, kind);
        QCOMPARE(m_harbor->started, 0);
        QVERIFY(wait(m_stores->ledger().entries(0, 10))->isEmpty());
    }

    void endsHarborsWorkWhenCancelledAndSaysSoInTheLedger()
    {
        m_harbor->busyPolls = 1'000'000;
        m_onNews = [this](const PromotionNews &news) {
            if (news.total > 0)
                m_promoter->cancel();
        };
        const auto report = promote(byPolicy({u"v1"_s}));
        QCOMPARE(report->outcome, PromotionOutcome::Cancelled);
        QCOMPARE(m_harbor->stopped, 1);
        QCOMPARE(verdicts(*report), u"unknown"_s);
        QCOMPARE(result().outcome, u"cancelled"_s);
    }

    void listsPoliciesWithScheduleAndLastExecution()
    {
        const auto all = wait(m_promoter->policies(SourceId(u"dev"_s), {}));
        QCOMPARE(all->size(), 2);
        const ReplicationPolicy &first = all->first().policy;
        QCOMPARE(first.cron, u"0 0 2 * * *"_s);
        QCOMPARE(first.trigger, ReplicationTrigger::Scheduled);
        QCOMPARE(first.from, QString());
        QCOMPARE(first.to, u"prod"_s);
        QCOMPARE(all->first().last->stateWord, u"Succeed"_s);
        QVERIFY(!all->first().last->endedAt.isValid());
        QCOMPARE(all->last().policy.trigger, ReplicationTrigger::Event);
    }

    void showsTheLogOfEachTaskAndWhichOneIsMissing()
    {
        const auto logs = wait(m_promoter->logs(SourceId(u"dev"_s), 17, {}));
        QCOMPARE(logs->size(), 2);
        QCOMPARE(logs->at(0).text, u"copying\ndone\n"_s);
        QVERIFY(logs->at(1).fault.plain().contains(u"no such log"_s));
    }

    void refusesWhatIsNoAnswerOfHarbor_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("html") << QByteArray("<html>");
        QTest::newRow("object") << QByteArray("{}");
        QTest::newRow("no id") << QByteArray(R"([{"name":"a","status":"x"}])");
        QTest::newRow("id is text") << QByteArray(R"([{"id":"x","name":"a","status":"x"}])");
        QTest::newRow("a number in it") << QByteArray("[5]");
    }
    void refusesWhatIsNoAnswerOfHarbor()
    {
        QFETCH(QByteArray, body);
        const SourceId source(u"dev"_s);
        QCOMPARE(harbor::parseReplicationPolicies(body, source).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(harbor::parseReplicationExecutions(body, source).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(harbor::parseReplicationTasks(body, source).error().kind, Error::Kind::BadAnswer);
    }

    void findsTheExecutionInItsAddress_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<qint64>("id"); // 0: none
        QTest::newRow("path") << QByteArray("/api/v2.0/replication/executions/17") << qint64(17);
        QTest::newRow("address") << QByteArray("https://h/api/v2.0/replication/executions/17?x=1") << qint64(17);
        QTest::newRow("nothing") << QByteArray() << qint64(0);
        QTest::newRow("another thing") << QByteArray("/api/v2.0/projects/17") << qint64(0);
        QTest::newRow("no number") << QByteArray("/replication/executions/17x") << qint64(0);
        QTest::newRow("negative") << QByteArray("/replication/executions/-1") << qint64(0);
    }
    void findsTheExecutionInItsAddress()
    {
        QFETCH(QByteArray, location);
        QFETCH(qint64, id);
        QCOMPARE(harbor::executionIn(location).value_or(0), id);
    }

private:
    PromotionOrder byCopy(const QStringList &tags) const
    {
        PromotionOrder order;
        order.subject = u"shop"_s;
        order.from = m_from->host();
        order.to = m_to->host();
        for (const QString &tag : tags)
            order.items.append(
                PromotionItem{{order.from, u"shop/cart"_s, tag, {}}, {order.to, u"shop/cart"_s, tag, {}}});
        return order;
    }
    PromotionOrder byPolicy(const QStringList &tags) const
    {
        PromotionOrder order = byCopy(tags);
        order.harbor = SourceId(u"dev"_s);
        order.policy = u"dev2prod"_s;
        return order;
    }
    PromotionOrder prepared(const PromotionOrder &order)
    {
        const auto ready = wait(m_promoter->prepare(order, {}));
        if (!ready)
            qFatal("%s", qPrintable(ready.error().detail));
        return *ready;
    }
    Result<PromotionReport> promote(const PromotionOrder &order)
    {
        return wait(m_promoter->run(prepared(order), u"li@desk"_s, {}));
    }
    LedgerEntry result() { return wait(m_stores->ledger().entries(0, 1))->first(); }
    static QString verdicts(const PromotionReport &report)
    {
        QStringList all;
        for (const TagProof &proof : report.proofs)
            all.append(nameOf(proof.verdict));
        return all.join(u' ');
    }

    std::unique_ptr<LittleRegistry> m_from;
    std::unique_ptr<LittleRegistry> m_to;
    std::unique_ptr<FakeHarbor> m_harbor;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<ImageResolver> m_images;
    std::unique_ptr<Promoter> m_promoter;
    QList<PromotionNews> m_news;
    std::function<void(const PromotionNews &)> m_onNews;
};

QTEST_GUILESS_MAIN(PromoterTest)
#include "tst_promoter.moc"
