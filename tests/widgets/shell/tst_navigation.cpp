// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/navigation.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

Address at(const QString &place)
{
    return {u"shop"_s, u"alerts"_s, place};
}

} // namespace

class NavigationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressSurvivesTextAndBack_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("text");
        QTest::newRow("page") << QString() << u"opsdeck://shop/alerts"_s;
        QTest::newRow("plain") << u"checkout"_s << u"opsdeck://shop/alerts/checkout"_s;
        QTest::newRow("two levels") << u"service/checkout"_s << u"opsdeck://shop/alerts/service/checkout"_s;
        QTest::newRow("odd characters") << u"a b?#%"_s << u"opsdeck://shop/alerts/a%20b%3F%23%25"_s;
    }

    void anAddressSurvivesTextAndBack()
    {
        QFETCH(QString, place);
        QFETCH(QString, text);
        QCOMPARE(at(place).text(), text);
        QCOMPARE(Address::parse(text), at(place));
    }

    void whatIsNoAddressIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("web") << u"https://shop/alerts"_s;
        QTest::newRow("no page") << u"opsdeck://shop"_s;
        QTest::newRow("empty page") << u"opsdeck://shop/"_s;
        QTest::newRow("empty workspace") << u"opsdeck:///alerts"_s;
        QTest::newRow("endless") << u"opsdeck://shop/alerts/"_s + QString(5000, u'x');
    }

    void whatIsNoAddressIsRefused()
    {
        QFETCH(QString, text);
        QCOMPARE(Address::parse(text), std::nullopt);
    }

    void backAndForwardWalkThePlacesVisited()
    {
        History history;
        QVERIFY(!history.canGoBack());
        history.visit(at(u"a"_s));
        history.visit(at(u"a"_s));
        QVERIFY(!history.canGoBack());
        history.visit(at(u"b"_s));
        history.visit(at(u"c"_s));
        QCOMPARE(history.goBack(), at(u"b"_s));
        QCOMPARE(history.goBack(), at(u"a"_s));
        QCOMPARE(history.goBack(), std::nullopt);
        QCOMPARE(history.goForward(), at(u"b"_s));
    }

    void aNewVisitForgetsWhatWasAhead()
    {
        History history;
        for (const QString &place : {u"a"_s, u"b"_s, u"c"_s})
            history.visit(at(place));
        history.goBack();
        history.visit(at(u"d"_s));
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.goBack(), at(u"b"_s));
    }

    void aLongHistoryForgetsItsOldestPlaces()
    {
        History history;
        for (int i = 0; i < History::MaxPlaces + 50; ++i)
            history.visit(at(QString::number(i)));
        int steps = 0;
        std::optional<Address> oldest;
        while (auto place = history.goBack()) {
            oldest = place;
            ++steps;
        }
        QCOMPARE(steps, History::MaxPlaces - 1);
        QCOMPARE(oldest, at(u"50"_s));
    }
};

QTEST_GUILESS_MAIN(NavigationTest)
#include "tst_navigation.moc"
