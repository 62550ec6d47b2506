// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/promotion.h"
#include "models/domain/workspace.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const Digest a = Digest::parse(u"sha256:"_s + QString(64, u'a'));
const Digest b = Digest::parse(u"sha256:"_s + QString(64, u'b'));
const Digest none;

PromotionItem item(const Digest &frozen)
{
    return {{u"dev.example"_s, u"shop/cart"_s, u"v1"_s, frozen}, {u"prod.example"_s, u"shop/cart"_s, u"v1"_s, {}}};
}

Result<Digest> missing()
{
    return failure(Error::Kind::NotFound, u"prod"_s, u"shop/cart:v1"_s);
}

Result<Digest> broken()
{
    return failure(Error::Kind::Network, u"prod"_s, u"connection refused"_s);
}

Product shop()
{
    ProductModule cart;
    cart.id = ModuleId(u"cart"_s);
    cart.image = *ImageRef::parse(u"dev.example/shop/cart"_s);
    ProductModule pay = cart;
    pay.id = ModuleId(u"pay"_s);
    pay.image = *ImageRef::parse(u"dev.example/shop/pay"_s);
    Product product;
    product.id = ProductId(u"shop"_s);
    product.modules = {cart, pay};
    product.versions = {{u"2.4.1"_s, {{ModuleId(u"pay"_s), u"1.9"_s}}}};
    return product;
}

} // namespace

class PromotionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provesByDigestAlone_data()
    {
        QTest::addColumn<Digest>("frozen");
        QTest::addColumn<Result<Digest>>("source");
        QTest::addColumn<Result<Digest>>("target");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<bool>("hasReason");
        const auto row = [](const char *name, const Digest &frozen, const Result<Digest> &source,
                             const Result<Digest> &target, const char *verdict, bool hasReason) {
            QTest::newRow(name) << frozen << source << target << QString::fromUtf8(verdict) << hasReason;
        };
        row("arrived", a, a, a, "equal", false);
        row("another image", a, a, b, "different", true);
        row("not there", a, a, missing(), "missing", true);
        row("target silent", a, a, broken(), "unknown", true);
        row("source silent, but frozen", a, broken(), a, "equal", false);
        row("source silent, nothing frozen", none, broken(), a, "unknown", true);
        row("source gone, nothing frozen", none, missing(), a, "unknown", true);
        row("nothing frozen", none, a, a, "equal", false);
        row("tag moved after it arrived", a, b, a, "equal", true);
        row("tag moved before it was copied", a, b, b, "different", true);
        row("two empty digests are not equal", none, none, none, "unknown", true);
        row("an empty one at the target", a, a, none, "unknown", true);
    }
    void provesByDigestAlone()
    {
        QFETCH(Digest, frozen);
        QFETCH(Result<Digest>, source);
        QFETCH(Result<Digest>, target);
        QFETCH(QString, verdict);
        QFETCH(bool, hasReason);
        const TagProof proof = prove(item(frozen), source, target);
        QCOMPARE(nameOf(proof.verdict), verdict);
        QCOMPARE(!proof.reason.isEmpty(), hasReason);
        QCOMPARE(isProved({proof}), verdict == u"equal"_s);
    }

    void oneBadTagSpoilsAllAndNothingProvesNothing()
    {
        const TagProof good = prove(item(a), a, a);
        const TagProof bad = prove(item(a), a, missing());
        QVERIFY(isProved({good, good}));
        QVERIFY(!isProved({good, bad}));
        QVERIFY(!isProved({}));
    }

    void takesTheTagsOfAVersion()
    {
        const auto items = promotionItems(shop(), u"2.4.1"_s, nullptr, u"dev.example"_s, u"prod.example"_s);
        QCOMPARE(items->size(), 2);
        QCOMPARE(items->at(0).source.text(), u"dev.example/shop/cart:2.4.1"_s);
        QCOMPARE(items->at(1).target.text(), u"prod.example/shop/pay:1.9"_s);
    }

    void holdsAVersionToTheDigestsOfItsBill()
    {
        Bill bill;
        for (const ProductModule &part : shop().modules)
            bill.modules.append({part.id, {}, u"v7"_s, {}, part.image, a});
        const auto items = promotionItems(shop(), u"2.4.1"_s, &bill, u"dev.example"_s, u"prod.example"_s);
        QCOMPARE(items->at(1).source.text(), u"dev.example/shop/pay:v7@"_s + a.text());
        bill.modules.removeLast();
        const auto half = promotionItems(shop(), u"2.4.1"_s, &bill, u"dev.example"_s, u"prod.example"_s);
        QCOMPARE(half.error().kind, Error::Kind::Usage);
    }

    void refusesImagesThatCannotBePromoted_data()
    {
        QTest::addColumn<QStringList>("images");
        QTest::newRow("no tag") << QStringList{u"shop/cart"_s};
        QTest::newRow("no image") << QStringList{u"shop/Cart:v1"_s};
        QTest::newRow("option") << QStringList{u"--help:v1"_s};
        QTest::newRow("another registry") << QStringList{u"other.example/shop/cart:v1"_s};
        QTest::newRow("nothing") << QStringList();
    }
    void refusesImagesThatCannotBePromoted()
    {
        QFETCH(QStringList, images);
        QCOMPARE(promotionItems(images, u"dev.example"_s, u"prod.example"_s).error().kind, Error::Kind::Usage);
    }

    void namesAnImageOnce()
    {
        const QStringList twice{u"shop/cart:v1"_s, u"dev.example/shop/cart:v1"_s};
        QCOMPARE(promotionItems(twice, u"dev.example"_s, u"prod.example"_s)->size(), 1);
    }

    void renamesAsHarborDoes_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<int>("replaced");
        QTest::addColumn<QString>("name"); // empty: none
        QTest::newRow("stays") << QString() << 1 << u"a/b/c"_s;
        QTest::newRow("all but the last") << u"ns"_s << -1 << u"ns/c"_s;
        QTest::newRow("in front") << u"ns"_s << 0 << u"ns/a/b/c"_s;
        QTest::newRow("one") << u"ns/x"_s << 1 << u"ns/x/b/c"_s;
        QTest::newRow("as many as there are") << u"ns"_s << 3 << QString();
    }
    void renamesAsHarborDoes()
    {
        QFETCH(QString, destination);
        QFETCH(int, replaced);
        QFETCH(QString, name);
        ReplicationPolicy policy;
        policy.destinationNamespace = destination;
        policy.replacedParts = replaced;
        QCOMPARE(replicatedName(policy, u"a/b/c"_s).value_or(QString()), name);
    }

    void takesNoUnknownWordForAnEnd()
    {
        ReplicationExecution execution;
        execution.state = replicationState(u"Done"_s);
        QVERIFY(!execution.isOver());
        execution.state = replicationState(u"Succeed"_s);
        QVERIFY(execution.isOver());
        QCOMPARE(nameOf(replicationTrigger(u"hourly"_s)), u"other"_s);
    }
};

QTEST_GUILESS_MAIN(PromotionTest)
#include "tst_promotion.moc"
