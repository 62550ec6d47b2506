// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/imagepresence.h"
#include "tests/support/sampledeploy.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

ExecResult said(const QByteArray &out, const QByteArray &err, int status)
{
    ExecResult result;
    result.out = out;
    result.err = err;
    result.exitStatus = status;
    return result;
}

} // namespace

/// What an engine says of the images that it has.
class ImagePresenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anImageOfThatDigestIsThere()
    {
        const QList<ImageRef> wanted{samplePlan().changes.first().wanted};
        QCOMPARE(imagesInspected(said("[" + wanted.first().text().toUtf8() + "]\n", {}, 0), wanted).first(),
            Fact<bool>(true));
        QVERIFY(!imagesInspected(said("[]\n", {}, 0), wanted).first().isKnown());
    }

    void aDeadEngineIsNoMissingImage()
    {
        const QList<ImageRef> wanted{samplePlan().changes.first().wanted};
        const auto dead = imagesInspected(said({}, "Cannot connect to the Docker daemon\n", 1), wanted);
        QVERIFY(!dead.first().isKnown() && dead.first().why.plain().contains(u"Cannot connect"));
        const auto other = imagesInspected(said({}, "No such image: x@" + QByteArray(9, 'b'), 1), wanted);
        QVERIFY(!other.first().isKnown());
    }

    void aComplaintAboutAnotherImageIsNoMissingImage_data()
    {
        QTest::addColumn<QByteArray>("complaint");
        QTest::addColumn<bool>("isMissing");
        const QByteArray image = "shop/cart:1";
        QTest::newRow("docker") << "Error response from daemon: No such image: " + image << true;
        QTest::newRow("podman") << "Error: " + image + ": image not known" << true;
        QTest::newRow("in quotes") << "Error: no such object: \"" + image + "\"" << true;
        QTest::newRow("a sentence") << "No such image: " + image + ". Pull it" << true;
        QTest::newRow("a longer tag") << "Error: No such image: " + image + "0" << false;
        QTest::newRow("a dotted tag") << "Error: No such image: " + image + ".2" << false;
        QTest::newRow("another registry") << "Error: No such image: reg.example/" + image << false;
        QTest::newRow("both") << "Error: No such image: reg.example/" + image + ", no such image: " + image << true;
    }

    void aComplaintAboutAnotherImageIsNoMissingImage()
    {
        QFETCH(QByteArray, complaint);
        QFETCH(bool, isMissing);
        const QList<ImageRef> wanted{ImageRef::parse(u"shop/cart:1"_s).value()};
        const Fact<bool> found = imagesInspected(said({}, complaint + "\n", 1), wanted).first();
        QCOMPARE(found.isKnown(), isMissing);
        QVERIFY(!found.isKnown() || !*found);
    }
};

QTEST_GUILESS_MAIN(ImagePresenceTest)
#include "tst_imagepresence.moc"
