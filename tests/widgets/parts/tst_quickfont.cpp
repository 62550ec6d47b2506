// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/quickfont.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

/// Text that rows measure and paint without the rules of the font, where nothing but kerning is lost.
class QuickFontTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lettersThatJoinNeedTheRulesOfTheFont_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("needs");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("English") << u"HighErrorRate on checkout-12: 95 % → 5 %"_s << false;
        QTest::newRow("Chinese") << u"订单服务：错误率过高（95％）"_s << false;
        QTest::newRow("Japanese") << u"サーバーが応答しません"_s << false;
        QTest::newRow("Korean") << u"서버가 응답하지 않습니다"_s << false;
        QTest::newRow("Russian") << u"Сервер не отвечает"_s << false;
        QTest::newRow("Polish") << u"Żółw"_s << false;
        QTest::newRow("Arabic") << u"الخادم لا يستجيب"_s << true;
        QTest::newRow("Hindi") << u"सर्वर"_s << true;
        QTest::newRow("Thai") << u"เซิร์ฟเวอร์"_s << true;
        QTest::newRow("Hebrew") << u"השרת"_s << true;
        QTest::newRow("an accent that combines") << u"cafe\u0301"_s << true;
        QTest::newRow("a joiner") << u"a\u200db"_s << true;
        QTest::newRow("an emoji") << u"up 👍🏽"_s << true;
        QTest::newRow("Arabic at the end of English") << u"host of السيد"_s << true;
        QTest::newRow("half a letter") << QString(QChar(0xd83d)) << true;
        QTest::newRow("the edges of a range") << u"\u0300"_s << true;
        QTest::newRow("before it") << u"\u02ff"_s << false;
        QTest::newRow("the last one") << u"\uffff"_s << false;
    }

    void lettersThatJoinNeedTheRulesOfTheFont()
    {
        QFETCH(QString, text);
        QFETCH(bool, needs);
        QCOMPARE(needsShaping(text), needs);
        const QFont font = quickFont(QFont(), text);
        QCOMPARE(font.styleStrategy() == QFont::PreferNoShaping, !needs);
    }

    void aTextIsAsWideAsItWasButForKerning()
    {
        const Theme theme(ThemeKind::Dark);
        for (const QString &text : {u"HighErrorRate on checkout-12: 95 % of requests fail"_s, u"订单服务不可用"_s}) {
            const QFont quick = quickFont(theme.bodyFont(), text);
            const double exact = QFontMetricsF(theme.bodyFont()).horizontalAdvance(text);
            const double found = QFontMetricsF(quick).horizontalAdvance(text);
            QVERIFY2(qAbs(found - exact) <= exact * 0.02, qPrintable(u"%1 %2"_s.arg(found).arg(exact)));
        }
    }
};

QTEST_MAIN(QuickFontTest)
#include "tst_quickfont.moc"
