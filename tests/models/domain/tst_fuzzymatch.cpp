// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/fuzzymatch.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

class FuzzyMatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWordFitsWhereItsCharactersComeInOrder_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("nothing asked") << u""_s << u"checkout"_s << true;
        QTest::newRow("nothing there") << u"a"_s << u""_s << false;
        QTest::newRow("subsequence") << u"ckt"_s << u"checkout"_s << true;
        QTest::newRow("wrong order") << u"tkc"_s << u"checkout"_s << false;
        QTest::newRow("any case") << u"DEPLOY"_s << u"Deploy shop"_s << true;
        QTest::newRow("every word") << u"shop depl"_s << u"Deploy shop 2.4.1"_s << true;
        QTest::newRow("one word missing") << u"shop wms"_s << u"Deploy shop 2.4.1"_s << false;
        QTest::newRow("Chinese") << u"告警"_s << u"打开告警"_s << true;
    }

    void aWordFitsWhereItsCharactersComeInOrder()
    {
        QFETCH(QString, query);
        QFETCH(QString, text);
        QFETCH(bool, fits);
        QCOMPARE(fuzzyScore(query, text).has_value(), fits);
    }

    void startsOfWordsAndUnbrokenStretchesComeFirst()
    {
        const QStringList texts{u"xcartoon"_s, u"c-a-r-t"_s, u"shop cart"_s, u"cart"_s, u"unrelated"_s, u"carton"_s};
        QCOMPARE(bestMatches(u"cart"_s, texts, 10).mid(0, 2), (QList<qsizetype>{3, 5}));
        QCOMPARE(bestMatches(u"cart"_s, texts, 10).size(), 5);
        QCOMPARE(bestMatches(u"sc"_s, {u"cascade"_s, u"shop cart"_s}, 10), (QList<qsizetype>{1, 0}));
    }

    void equalOnesKeepTheirOrderAndTheLimitHolds()
    {
        const QStringList texts{u"app-01"_s, u"app-02"_s, u"app-03"_s};
        QCOMPARE(bestMatches(u"app"_s, texts, 2), (QList<qsizetype>{0, 1}));
        QCOMPARE(bestMatches(u""_s, texts, 9), (QList<qsizetype>{0, 1, 2}));
    }

    void fiveThousandTextsAreSearchedBetweenTwoKeys()
    {
        QStringList texts;
        for (int i = 0; i < 5000; ++i)
            texts.append(u"HighErrorRate checkout-%1 on app-%2"_s.arg(i).arg(i % 97));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(bestMatches(u"check 4999"_s, texts, 30).first(), 4999);
        qInfo("%lld ms for 5000 texts", timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(FuzzyMatchTest)
#include "tst_fuzzymatch.moc"
