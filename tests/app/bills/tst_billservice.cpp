// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/bills/billworld.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace opsdeck;
using namespace opsdeck::testing;

class BillServiceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<BillWorld> m_world;
    std::unique_ptr<IoThread> m_io;
    std::unique_ptr<LocalBillService> m_service;

    BillProposal propose(const BillOrder &order)
    {
        const auto proposal = wait(m_service->propose(order));
        if (!proposal)
            qWarning("%s", qPrintable(proposal.error().detail));
        return proposal.value_or(BillProposal());
    }

    Result<BillWritten> create(const BillOrder &order) { return wait(m_service->create(propose(order))); }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<BillWorld>();
        m_io = std::make_unique<IoThread>();
        m_service = std::make_unique<LocalBillService>(
            m_world->workspace, *m_io, m_world->stores->cache(), m_world->stores->ledger(), u"li@desk"_s);
    }
    void cleanup()
    {
        m_service.reset();
        m_io.reset();
        m_world.reset();
    }

    void aProposalWritesNothing()
    {
        const BillProposal proposal = propose(orderFromTag(u"1.0"_s, u"v1.0.0"_s));
        QCOMPARE(proposal.path, u"versions/shop/1.0.yaml"_s);
        QCOMPARE(proposal.draft.gaps.size(), 0);
        QCOMPARE(proposal.draft.bill.modules.size(), 2);
        QCOMPARE(proposal.draft.bill.modules.first().commit, commitOf('a'));
        QCOMPARE(proposal.draft.bill.modules.first().digest, digest('1'));
        QVERIFY(!proposal.exists);
        QVERIFY(!QDir(m_world->workspace.folder + u"/versions"_s).exists());
        QCOMPARE(m_world->ledger().size(), 0);
    }

    void whatIsWrittenIsInTheLedgerBeforeAndAfter()
    {
        QSignalSpy changed(m_service.get(), &BillService::changed);
        const auto written = create(orderFromTag(u"1.0"_s, u"v1.0.0"_s));
        QVERIFY(written);
        QCOMPARE(*written, (BillWritten{u"versions/shop/1.0.yaml"_s, true}));
        QTRY_COMPARE(changed.size(), 1);
        const QList<LedgerEntry> entries = m_world->ledger(); // newest first
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(1).action, u"bill.intent"_s);
        QCOMPARE(entries.at(1).outcome, QString());
        QVERIFY(entries.at(1).detail.contains(digest('1').text().toUtf8()));
        QCOMPARE(entries.at(0).action, u"bill.result"_s);
        QCOMPARE(entries.at(0).outcome, u"done"_s);
        QCOMPARE(entries.at(0).actor, u"li@desk"_s);
        QCOMPARE(entries.at(0).reference, entries.at(1).reference);
        const auto bill = wait(m_service->bill(shop, u"1.0"_s));
        QVERIFY(bill);
        QCOMPARE(bill->createdBy, u"li@desk"_s);
        QVERIFY(bill->createdAt.isValid());
    }

    void theSameAgainIsLeftAsItIsWithItsComments()
    {
        QVERIFY(create(orderFromTag(u"1.0"_s, u"v1.0.0"_s)));
        const QByteArray commented = "# approved by the board\n" + m_world->read(u"versions/shop/1.0.yaml"_s);
        m_world->write(u"versions/shop/1.0.yaml"_s, commented);
        const auto again = create(orderFromTag(u"1.0"_s, u"v1.0.0"_s));
        QVERIFY(again);
        QVERIFY(!again->isNew);
        QCOMPARE(m_world->read(u"versions/shop/1.0.yaml"_s), commented);
    }

    void anotherContentIsRefusedAndTheFileStays()
    {
        QVERIFY(create(orderFromTag(u"1.0"_s, u"v1.0.0"_s)));
        const QByteArray before = m_world->read(u"versions/shop/1.0.yaml"_s);
        m_world->tellGit(u"success"_s);
        const BillProposal other = propose(orderFromTag(u"1.0"_s, u"v1.1.0"_s));
        QVERIFY(other.exists);
        const auto written = wait(m_service->create(other));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Refused);
        QCOMPARE(m_world->read(u"versions/shop/1.0.yaml"_s), before);
        QCOMPARE(m_world->ledger().first().outcome, u"refused"_s);
    }

    void aRedPipelineIsRefusedUnlessWantedAnyway()
    {
        BillOrder order = orderFromTag(u"1.1"_s, u"v1.1.0"_s);
        const auto refused = create(order);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().detail.contains(u"sql"_s), qPrintable(refused.error().detail));
        QCOMPARE(m_world->ledger().size(), 0);
        order.anyway = true;
        QVERIFY(create(order));
        const auto detail = QJsonDocument::fromJson(m_world->ledger().at(1).detail).object();
        QVERIFY(!detail[u"anyway"_s].isUndefined());
    }

    void whatHasChangedSinceItWasShownIsRefused()
    {
        m_world->tellGit(u"success"_s);
        const BillProposal seen = propose(orderFromTag(u"1.1"_s, u"v1.1.0"_s));
        QVERIFY(seen.draft.isComplete());
        m_world->tellRegistry({u"somethingelse"_s});
        const auto written = wait(m_service->create(seen));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Refused);
        QVERIFY2(written.error().detail.contains(u"has changed since"_s), qPrintable(written.error().detail));
        QCOMPARE(m_world->read(u"versions/shop/1.1.yaml"_s), QByteArray());
    }

    void aBranchGivesTheNewestTagOnIt()
    {
        const BillProposal proposal = propose({shop, u"1.x"_s, BillOrder::From::Branch, u"release/1"_s, {}, {}, false});
        QCOMPARE(proposal.draft.bill.modules.first().tag, u"v1.1.0"_s);
        const BillProposal none = propose({shop, u"1.x"_s, BillOrder::From::Branch, u"no/such"_s, {}, {}, false});
        QCOMPARE(none.draft.gaps.size(), 2);
        QVERIFY(!wait(m_service->create(none)));
    }

    void aModuleThatTheProductDoesNotHaveIsNoMatterOfWanting()
    {
        BillOrder order{shop, u"1.0"_s, BillOrder::From::Tags, {},
            {{ModuleId(u"cart"_s), u"v1.0.0"_s}, {ModuleId(u"catr"_s), u"v1.0.0"_s}}, {}, true};
        const auto written = create(order);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Usage);
    }

    void whoMayNotDeployMayNotMakeVersions()
    {
        const BillProposal proposal = propose(orderFromTag(u"1.0"_s, u"v1.0.0"_s));
        m_world->workspace.roles.restricted = true;
        m_world->workspace.roles.people = {{currentUser(), Role::Operator}};
        const auto refused = wait(m_service->create(proposal));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QCOMPARE(m_world->ledger().size(), 0);
        m_world->workspace.roles.people = {{currentUser(), Role::Releaser}};
        QVERIFY(wait(m_service->create(proposal)));
    }

    void aHostileNameWritesNothing_data()
    {
        QTest::addColumn<QString>("version");
        for (const QString &bad : {u"../../etc/passwd"_s, u".hidden"_s, u""_s, u"a\nb"_s, u"a\u202Eb"_s, u" 1"_s})
            QTest::addRow("%s", QUrl::toPercentEncoding(bad).constData()) << bad;
    }
    void aHostileNameWritesNothing()
    {
        QFETCH(QString, version);
        const auto proposal = wait(m_service->propose(orderFromTag(version, u"v1.0.0"_s)));
        QVERIFY(!proposal);
        QCOMPARE(proposal.error().kind, Error::Kind::Usage);
        BillProposal made;
        made.order = orderFromTag(version, u"v1.0.0"_s);
        QVERIFY(!wait(m_service->create(made)));
        QVERIFY(!QDir(m_world->workspace.folder + u"/versions"_s).exists());
    }

    void aFolderThatCannotBeWrittenIsAFailureInTheLedger()
    {
        m_world->write(u"versions"_s, "a file where a folder should be");
        const auto written = create(orderFromTag(u"1.0"_s, u"v1.0.0"_s));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Storage);
        QCOMPARE(m_world->ledger().first().outcome, u"failed"_s);
    }

    void listsTheNewestFirstAndTellsFaults()
    {
        for (const QString &version : {u"1.9"_s, u"1.10"_s, u"1.2"_s})
            QVERIFY(create(orderFromTag(version, u"v1.0.0"_s)));
        m_world->write(u"versions/shop/9.yaml"_s, "product: shop\nversion: 9\nmodules: {}\n");
        const auto list = wait(m_service->bills());
        QVERIFY(list);
        QStringList versions;
        for (const Bill &bill : list->bills)
            versions.append(bill.version);
        QCOMPARE(versions, (QStringList{u"1.10"_s, u"1.9"_s, u"1.2"_s}));
        QVERIFY(!list->faults.isEmpty());
        const auto faulty = wait(m_service->bill(shop, u"9"_s));
        QCOMPARE(faulty.error().kind, Error::Kind::Usage);
        const auto missing = wait(m_service->bill(shop, u"8"_s));
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    }

    void checksWhatStandsInTheFile()
    {
        QVERIFY(create(orderFromTag(u"1.0"_s, u"v1.0.0"_s)));
        const auto check = wait(m_service->check(shop, u"1.0"_s));
        QVERIFY(check);
        QCOMPARE(check->verdictOf(ModuleId(u"cart"_s)), BillVerdict::Pass);
        QCOMPARE(check->verdictOf(ModuleId(u"sql"_s)), BillVerdict::Unknown); // no image says its commit
    }

    void comparesWithTheMergeRequestsBetween()
    {
        QVERIFY(create(orderFromTag(u"1.0"_s, u"v1.0.0"_s)));
        m_world->tellGit(u"success"_s);
        QVERIFY(create(orderFromTag(u"1.1"_s, u"v1.1.0"_s)));
        const auto comparison = wait(m_service->compare(shop, u"1.0"_s, u"1.1"_s));
        QVERIFY(comparison);
        QCOMPARE(comparison->count(ModuleDifference::Kind::Changed), 2);
        QCOMPARE(comparison->modules.first().mergeRequests.size(), 1);
        QCOMPARE(comparison->modules.first().mergeRequests.first().iid, 7);
        QVERIFY(wait(m_service->compare(shop, u"1.1"_s, u"1.0"_s))->modules.first().isBackwards);
        QVERIFY(!wait(m_service->compare(shop, u"1.0"_s, u"7"_s)));
    }

    void findsADigestEverywhereAndSaysWhatCouldNotBeLookedAt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("digest") << digest('1').text();
        QTest::newRow("its digits") << QString(8, u'1');
        QTest::newRow("image and tag") << u"harbor.example/shop/cart:v1.0.0"_s;
        QTest::newRow("without registry") << u" shop/cart:v1.0.0 "_s;
        QTest::newRow("pinned") << u"harbor.example/shop/cart@"_s + digest('1').text();
    }
    void findsADigestEverywhereAndSaysWhatCouldNotBeLookedAt()
    {
        QFETCH(QString, text);
        QVERIFY(create(orderFromTag(u"1.0"_s, u"v1.0.0"_s)));
        m_world->write(u"sites.yaml"_s,
            "sites:\n  - site: gz\n    customer: Guangzhou\n    versions:\n      shop: \"1.0\"\n"
            "  - site: sz\n    versions:\n      shop: \"0.1\"\n");
        const auto search = wait(m_service->find(text));
        QVERIFY2(search, search ? "" : qPrintable(search.error().detail));
        QCOMPARE(search->found.size(), 1);
        const DigestPlaces &places = search->found.first().second;
        QCOMPARE(places.bills.size(), 1);
        QCOMPARE(places.hosts.size(), 1);
        QCOMPARE(places.hosts.first().environment, EnvironmentId(u"prod"_s));
        QCOMPARE(places.sites.size(), 1);
        QCOMPARE(places.unknownSites.size(), 1);
        QCOMPARE(search->blind, QList<HostId>{HostId(u"app-02"_s)});
    }

    void aMovedTagIsFoundUnderBothItsDigests()
    {
        QVERIFY(create(orderFromTag(u"1.0"_s, u"v1.0.0"_s)));
        m_world->tellRegistry({u"v1.0.0"_s, u"v1.1.0"_s});
        const auto search = wait(m_service->find(u"harbor.example/shop/cart:v1.0.0"_s));
        QVERIFY(search);
        QCOMPARE(search->found.size(), 2);
    }

    void whatCannotBeFoundSaysWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("nothing") << u"  "_s << Error::Kind::Usage;
        QTest::newRow("no image name") << u"Not An Image!"_s << Error::Kind::Usage;
        QTest::newRow("bad digest") << u"sha256:xyz"_s << Error::Kind::Usage;
        QTest::newRow("digits of none") << u"sha256:abcdef"_s << Error::Kind::NotFound;
        QTest::newRow("image of nobody") << u"shop/nobody:1"_s << Error::Kind::NotFound;
        QTest::newRow("a megabyte") << QString(1024 * 1024, u'!') << Error::Kind::Usage;
    }
    void whatCannotBeFoundSaysWhy()
    {
        QFETCH(QString, text);
        QFETCH(Error::Kind, kind);
        const auto search = wait(m_service->find(text));
        QVERIFY(!search);
        QCOMPARE(search.error().kind, kind);
        QVERIFY(!search.error().detail.isEmpty());
        QVERIFY(search.error().detail.size() < 1000);
    }

    void tellsWhereAVersionRuns()
    {
        QVERIFY(create(orderFromTag(u"1.0"_s, u"v1.0.0"_s)));
        const auto use = wait(m_service->use(shop, u"1.0"_s));
        QVERIFY(use);
        QCOMPARE(use->hosts.value(ModuleId(u"cart"_s)).size(), 1);
        QVERIFY(use->hosts.value(ModuleId(u"sql"_s)).isEmpty());
        QCOMPARE(use->blind, QList<HostId>{HostId(u"app-02"_s)});
    }

    void offersTagsThatEveryModuleHas()
    {
        const auto choices = wait(m_service->choices(shop));
        QVERIFY(choices);
        QCOMPARE(choices->tags, (QStringList{u"v1.1.0"_s, u"v1.0.0"_s}));
        QVERIFY(choices->branches.contains(u"release/1"_s));
        QVERIFY(choices->branches.contains(u"main"_s));
        QVERIFY(!choices->branches.contains(u"v1.0.0"_s));
        QVERIFY(!wait(m_service->choices(ProductId(u"nobody"_s))));
    }
};

QTEST_GUILESS_MAIN(BillServiceTest)
#include "tst_billservice.moc"
