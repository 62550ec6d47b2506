// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/composefile.h"

#include <QtTest>

using namespace opsdeck;

namespace {

const ImageRef pinned = *ImageRef::parse(QStringLiteral("127.0.0.1:5000/shop/cart@sha256:") + QString(64, u'b'));

QMap<QString, ImageRef> cartOnly()
{
    return {{QStringLiteral("cart"), pinned}};
}

} // namespace

class ComposeFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsServicesAndBothFormsOfDependsOn()
    {
        const auto services
            = parseCompose("services:\n"
                           "  cart: {image: a/cart, depends_on: [db, mq]}\n"
                           "  web:\n    image: a/web\n    depends_on:\n      cart: {condition: service_healthy}\n",
                QStringLiteral("test"));
        QVERIFY(services.has_value());
        QCOMPARE(services->size(), 2);
        QCOMPARE(services->at(0).dependsOn, (QStringList{QStringLiteral("db"), QStringLiteral("mq")}));
        QCOMPARE(services->at(1).dependsOn, QStringList{QStringLiteral("cart")});
    }

    void replacesOnlyTheImageOfTheNamedService_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("plain") << QByteArray(
            "# ours\nservices:\n  cart:\n    image: IMAGE # pinned later\n    ports: ['1:1']\n"
            "  db: {image: \"redis:7\"}\n");
        QTest::newRow("flow") << QByteArray("services: {cart: {image: IMAGE, restart: always}, db: {image: redis}}\n");
        QTest::newRow("utf-8 before it") << QByteArray("# 购物车\nservices:\n  cart: {image: IMAGE}\n");
        QTest::newRow("windows lines") << QByteArray("services:\r\n  cart:\r\n    image: IMAGE\r\n    tty: true\r\n");
    }
    void replacesOnlyTheImageOfTheNamedService()
    {
        QFETCH(QByteArray, before);
        for (const QByteArray form : {"shop/cart", "'shop/cart:2.4.0'", "\"shop/cart:2.4.0\""}) {
            const QByteArray text = QByteArray(before).replace("IMAGE", form);
            const QByteArray expected = QByteArray(before).replace("IMAGE", pinned.text().toUtf8());
            const auto after = withImages(text, cartOnly(), QStringLiteral("test"));
            QVERIFY2(after.has_value(), after ? "" : qPrintable(after.error().detail));
            QCOMPARE(*after, expected);
        }
    }

    void isStableWhenAppliedTwice()
    {
        const QByteArray text = "services:\n  cart:\n    image: shop/cart:1\n";
        const auto once = withImages(text, cartOnly(), {});
        QCOMPARE(withImages(*once, cartOnly(), {}), once);
    }

    void refusesWhatItCannotEdit_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("not yaml") << QByteArray("services: [");
        QTest::newRow("no services") << QByteArray("version: '3'\n");
        QTest::newRow("service missing") << QByteArray("services:\n  other: {image: a}\n");
        QTest::newRow("no image") << QByteArray("services:\n  cart: {build: .}\n");
        QTest::newRow("anchor") << QByteArray("x: &img shop/cart\nservices:\n  cart: {image: *img}\n");
        QTest::newRow("escapes") << QByteArray("services:\n  cart: {image: \"shop\\x2fcart\"}\n");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a list") << QByteArray("- 1\n");
    }
    void refusesWhatItCannotEdit()
    {
        QFETCH(QByteArray, text);
        const auto after = withImages(text, cartOnly(), QStringLiteral("compose/cart.yml"));
        QVERIFY(!after.has_value());
        QCOMPARE(after.error().kind, Error::Kind::Usage);
        QCOMPARE(after.error().origin, QStringLiteral("compose/cart.yml"));
    }
};

QTEST_GUILESS_MAIN(ComposeFileTest)
#include "tst_composefile.moc"
