// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/promotecommand.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

template <typename T> QFuture<Result<T>> ready(Result<T> value)
{
    return QtFuture::makeReadyFuture(std::move(value));
}

/// Answers what a test writes down.
class FakeService : public PromotionService
{
public:
    ProofVerdict verdict = ProofVerdict::Equal;
    PromotionOutcome outcome = PromotionOutcome::Done;
    std::optional<Error> refusal;
    int promoted = 0;
    QList<SourceId> asked;

    QFuture<Result<PromotionOrder>> prepare(PromotionOrder order) override
    {
        if (refusal)
            return ready<PromotionOrder>(tl::unexpected(*refusal));
        return ready<PromotionOrder>(order);
    }
    QFuture<Result<PromotionReport>> promote(PromotionOrder order) override
    {
        ++promoted;
        PromotionReport report;
        report.order = order;
        report.outcome = outcome;
        for (const PromotionItem &item : order.items)
            report.proofs.append({item, {}, {}, verdict, {}});
        return ready<PromotionReport>(report);
    }
    void cancel() override { }
    QFuture<Result<QList<PolicyState>>> policies(SourceId harbor) override
    {
        asked.append(harbor);
        return ready<QList<PolicyState>>(QList<PolicyState>());
    }
    QFuture<Result<QList<ReplicationLog>>> logs(SourceId, qint64) override
    {
        ReplicationLog log;
        log.fault = Phrase(u"no such log"_s);
        return ready<QList<ReplicationLog>>(QList{log});
    }
};

Connection connection(const QString &name, const QString &kind, const QString &url)
{
    Connection made;
    made.id = SourceId(name);
    made.kind = kind;
    made.url = url;
    return made;
}

} // namespace

class PromoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_workspace = {};
        m_workspace.folder = m_folder.path();
        m_workspace.connections = {connection(u"dev"_s, u"harbor"_s, u"https://dev.example"_s),
            connection(u"prod"_s, u"registry"_s, u"https://prod.example:8443/base"_s),
            connection(u"git"_s, u"gitlab"_s, u"https://git.example"_s)};
        ProductModule cart;
        cart.id = ModuleId(u"cart"_s);
        cart.image = *ImageRef::parse(u"dev.example/shop/cart"_s);
        Product shop;
        shop.id = ProductId(u"shop"_s);
        shop.modules = {cart};
        m_workspace.products = {shop};
    }

    void understandsConnectionsAndHosts_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("host");
        QTest::newRow("connection") << u"dev"_s << u"dev.example"_s;
        QTest::newRow("connection with port") << u"prod"_s << u"prod.example:8443"_s;
        QTest::newRow("host") << u"other.example:5000"_s << u"other.example:5000"_s;
        QTest::newRow("this machine") << u"localhost"_s << u"localhost"_s;
        QTest::newRow("no registry") << u"git"_s << QString();
        QTest::newRow("a path") << u"dev.example/shop"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("hostile") << u"a.b;rm -rf"_s << QString();
    }
    void understandsConnectionsAndHosts()
    {
        QFETCH(QString, name);
        QFETCH(QString, host);
        QCOMPARE(registryNamed(name, m_workspace.connections), host);
    }

    void takesAProductAndItsVersionOrImages()
    {
        const auto version = promotionOrder(options({u"shop"_s, u"2.4.1"_s}), m_workspace);
        QCOMPARE(version->items.first().source.text(), u"dev.example/shop/cart:2.4.1"_s);
        QCOMPARE(version->items.first().target.text(), u"prod.example:8443/shop/cart:2.4.1"_s);
        const auto images = promotionOrder(options({u"shop/cart:v1"_s, u"shop/pay:v2"_s}), m_workspace);
        QCOMPARE(images->items.last().target.text(), u"prod.example:8443/shop/pay:v2"_s);
        QVERIFY(images->harbor.isEmpty());
    }

    void refusesWhatMeansNothing_data()
    {
        QTest::addColumn<QStringList>("what");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("policy");
        QTest::newRow("no such product") << QStringList{u"shoe"_s, u"1"_s} << u"prod"_s << QString();
        QTest::newRow("three words") << QStringList{u"shop"_s, u"1"_s, u"2"_s} << u"prod"_s << QString();
        QTest::newRow("a product and an image") << QStringList{u"shop"_s, u"x:1"_s, u"y:1"_s} << u"prod"_s << QString();
        QTest::newRow("no registry") << QStringList{u"shop"_s, u"1"_s} << u"git"_s << QString();
    }
    void refusesWhatMeansNothing()
    {
        QFETCH(QStringList, what);
        QFETCH(QString, to);
        QFETCH(QString, policy);
        auto asked = options(what);
        asked.to = to;
        asked.policy = policy;
        QCOMPARE(promotionOrder(asked, m_workspace).error().kind, Error::Kind::Usage);
        FakeService service;
        QCOMPARE(run(asked, service), ExitCode::Usage);
        QCOMPARE(service.promoted, 0);
    }

    void findsTheHarborThatHasThePolicy()
    {
        auto asked = options({u"shop"_s, u"1"_s});
        asked.policy = u"dev2prod"_s;
        QCOMPARE(promotionOrder(asked, m_workspace)->harbor.text(), u"dev"_s);
        m_workspace.connections[0].kind = u"registry"_s;
        QCOMPARE(promotionOrder(asked, m_workspace).error().kind, Error::Kind::Usage);
    }

    void succeedsOnlyWhereEveryTagIsProved_data()
    {
        QTest::addColumn<ProofVerdict>("verdict");
        QTest::addColumn<PromotionOutcome>("outcome");
        QTest::addColumn<ExitCode>("code");
        QTest::newRow("proved") << ProofVerdict::Equal << PromotionOutcome::Done << ExitCode::Done;
        QTest::newRow("missing") << ProofVerdict::Missing << PromotionOutcome::Failed << ExitCode::Failed;
        QTest::newRow("unknown, called done") << ProofVerdict::Unknown << PromotionOutcome::Done << ExitCode::Failed;
        QTest::newRow("cancelled") << ProofVerdict::Unknown << PromotionOutcome::Cancelled << ExitCode::Cancelled;
    }
    void succeedsOnlyWhereEveryTagIsProved()
    {
        QFETCH(ProofVerdict, verdict);
        QFETCH(PromotionOutcome, outcome);
        QFETCH(ExitCode, code);
        FakeService service;
        service.verdict = verdict;
        service.outcome = outcome;
        for (const bool json : {false, true}) {
            auto asked = options({u"shop"_s, u"1"_s});
            asked.json = json;
            QCOMPARE(run(asked, service), code);
        }
        QCOMPARE(service.promoted, 2);
    }

    void promotesNothingThatWasRefused()
    {
        FakeService service;
        service.refusal = Error{Error::Kind::Refused, u"dev"_s, u"the tag moved"_s, 0, {}, {}};
        QCOMPARE(run(options({u"shop"_s, u"1"_s}), service), ExitCode::Refused);
        QCOMPARE(service.promoted, 0);
    }

    void listsThePoliciesOfEveryHarbor()
    {
        m_workspace.connections.append(connection(u"second"_s, u"harbor"_s, u"https://second.example"_s));
        FakeService service;
        PromoteOptions asked;
        asked.list = true;
        QCOMPARE(run(asked, service), ExitCode::Done);
        QCOMPARE(service.asked, (QList{SourceId(u"dev"_s), SourceId(u"second"_s)}));
    }

    void failsWhereALogIsMissing()
    {
        FakeService service;
        PromoteOptions asked;
        asked.log = 17;
        QCOMPARE(run(asked, service), ExitCode::Failed);
    }

private:
    static PromoteOptions options(const QStringList &what)
    {
        PromoteOptions made;
        made.what = what;
        made.from = u"dev"_s;
        made.to = u"prod"_s;
        return made;
    }

    ExitCode run(const PromoteOptions &asked, FakeService &service)
    {
        PromoteCommand command(asked, m_workspace, service);
        std::optional<ExitCode> code;
        connect(&command, &PromoteCommand::finished, this, [&code](ExitCode ended) { code = ended; });
        command.start();
        if (!QTest::qWaitFor([&code] { return code.has_value(); }))
            qFatal("the command did not end");
        return *code;
    }

    QTemporaryDir m_folder;
    Workspace m_workspace;
};

QTEST_GUILESS_MAIN(PromoteTest)
#include "tst_promote.moc"
