// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/cardlayout.h"

#include <QtTest>

using namespace opsdeck;

namespace {

constexpr int headHeight = 50;
constexpr int rowHeight = 30;
constexpr int lineHeight = 20;

using Place = CardLayout::Place;

CardLayout sample()
{
    return {{{2, true}, {3, false}, {0, true}, {1, true}}, {headHeight, rowHeight, lineHeight}};
}

} // namespace

class CardLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsWhere_data()
    {
        QTest::addColumn<int>("y");
        QTest::addColumn<int>("group");
        QTest::addColumn<int>("row");
        QTest::newRow("above all") << -1 << -1 << -1;
        QTest::newRow("first head") << 0 << 0 << -1;
        QTest::newRow("its last line") << 49 << 0 << -1;
        QTest::newRow("first row") << 50 << 0 << 0;
        QTest::newRow("second row") << 109 << 0 << 1;
        QTest::newRow("closed") << 110 << 1 << -1;
        QTest::newRow("without rows") << 160 << 2 << -1;
        QTest::newRow("last head") << 210 << 3 << -1;
        QTest::newRow("last row") << 289 << 3 << 0;
        QTest::newRow("below all") << 290 << -1 << -1;
    }
    void standsWhere()
    {
        QFETCH(int, y);
        const Place place = sample().at(y);
        QTEST(place.group, "group");
        QTEST(place.row, "row");
    }

    void aTallRowMovesWhatIsBelowIt()
    {
        const CardLayout cards(
            {{5, true, {1, 3}}, {2, false, {0}}, {1, true, {0}}}, {headHeight, rowHeight, lineHeight});
        QCOMPARE(cards.height(),
            headHeight + 5 * rowHeight + 2 * lineHeight + headHeight + headHeight + rowHeight + lineHeight);
        int y = 0;
        for (int number = 0; number < cards.places(); ++number) {
            const Place place = cards.place(number);
            const bool isTall = place == Place{0, 1} || place == Place{0, 3} || place == Place{2, 0};
            QCOMPARE(cards.isTall(place), isTall);
            QCOMPARE(cards.top(place), y);
            QCOMPARE(cards.at(y), place);
            y += cards.heightOf(place);
            QCOMPARE(cards.at(y - 1), place);
        }
        QCOMPARE(y, cards.height());
        QVERIFY(!cards.isTall({1, 0})); // closed
    }

    void placesAreNumberedFromTopToBottomAndFoundByNumber()
    {
        const CardLayout cards = sample();
        QCOMPARE(cards.height(), 290);
        QCOMPARE(cards.places(), 7);
        int y = 0;
        for (int number = 0; number < cards.places(); ++number) {
            const Place place = cards.place(number);
            QVERIFY(cards.isVisible(place));
            QCOMPARE(cards.number(place), number);
            QCOMPARE(cards.top(place), y);
            QCOMPARE(cards.at(y), place);
            y += cards.heightOf(place);
        }
        QVERIFY(!cards.place(-1).isValid());
        QVERIFY(!cards.place(cards.places()).isValid());
    }

    void rowsOfClosedGroupsAndThoseThatAreNotThereAreNotVisible()
    {
        const CardLayout cards = sample();
        for (const Place &place : {Place{1, 0}, Place{0, 2}, Place{4, -1}, Place{}}) {
            QVERIFY(!cards.isVisible(place));
            QCOMPARE(cards.number(place), -1);
        }
        QCOMPARE(CardLayout().places(), 0);
        QVERIFY(!CardLayout().at(0).isValid());
    }
};

QTEST_APPLESS_MAIN(CardLayoutTest)
#include "tst_cardlayout.moc"
