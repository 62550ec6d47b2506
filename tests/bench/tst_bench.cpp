// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report.h"

#include <QJsonDocument>
#include <QtTest>

#include <cmath>

using namespace opsdeck::bench;
using namespace Qt::StringLiterals;

class BenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMedianIsTheMiddleOfTheSortedValues()
    {
        QCOMPARE(median({9, 1, 5}), 5.0);
        QCOMPARE(median({4, 1, 3, 2}), 2.5);
        QVERIFY(std::isnan(median({})));
    }

    void aRatioIsTheMedianOfItsRoundsAndNotTheRatioOfTheMedians()
    {
        const Report report = compared(u"x"_s, u"s"_s, {1, 2, 9}, {2, 8, 9}, 0.5);
        QCOMPARE(report.ratio, std::optional(0.5));
        QCOMPARE(report.value, 2.0);
        QCOMPARE(report.baseline, std::optional(8.0));
        QVERIFY(report.ok());
        QVERIFY(!compared(u"x"_s, u"s"_s, {1, 2, 9}, {2, 8, 9}, 0.49).ok());
    }

    void anAbsoluteBarIsJudgedByTheLeastRun()
    {
        QVERIFY(bounded(u"x"_s, u"ms"_s, {40, 29, 35}, 30, 80).ok());
        QVERIFY(!bounded(u"x"_s, u"ms"_s, {40, 31, 35}, 30, 80).ok());
    }

    void aFigureThatIsMissingMissesItsBar()
    {
        QVERIFY(!bounded(u"x"_s, u"ms"_s, {}, 30, 80).ok());
        QVERIFY(!compared(u"x"_s, u"ms"_s, {1}, {}, 30).ok());
        QVERIFY(!compared(u"x"_s, u"ms"_s, {1}, {0}, 30).ok());
    }

    void aLineIsOneJsonObjectWithTheKeysThatWerePromised()
    {
        const QByteArray line = bounded(u"g3.first"_s, u"ms"_s, {13, 12}, 30, 80).line();
        QVERIFY(!line.contains('\n'));
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.value(u"name").toString(), u"g3.first"_s);
        QCOMPARE(object.value(u"value").toDouble(), 12.0);
        QCOMPARE(object.value(u"unit").toString(), u"ms"_s);
        QVERIFY(object.value(u"baseline").isNull());
        QVERIFY(object.value(u"ratio").isNull());
        QCOMPARE(object.value(u"bar").toDouble(), 30.0);
        QCOMPARE(object.value(u"ok").toBool(), true);
        QCOMPARE(object.value(u"floorMs").toDouble(), 80.0);
    }
};

QTEST_GUILESS_MAIN(BenchTest)
#include "tst_bench.moc"
