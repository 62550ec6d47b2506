// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/listswap.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace opsdeck;

namespace {

struct Row
{
    int key = 0;
    int content = 0;

    bool operator==(const Row &) const = default;
};

ListSwap<Row> swapOf(const QList<Row> &before, const QList<Row> &after)
{
    return listSwap(before, after, &Row::key, std::equal_to<>());
}

QList<Row> rows(const QList<int> &keys)
{
    QList<Row> rows;
    for (const int key : keys)
        rows.append({key, 0});
    return rows;
}

/// What a view would show that only hears the announcements: old rows move and go, new ones are read.
QList<Row> replayed(QList<Row> shown, const ListSwap<Row> &swap)
{
    shown = listswap::permuted(shown, swap.plan.parting).first(swap.plan.kept);
    shown += swap.joined.mid(swap.plan.kept);
    shown = listswap::permuted(shown, swap.plan.placing);
    for (const auto &[first, last] : swap.changed) {
        for (int row = first; row <= last; ++row)
            shown[row] = swap.after.at(row);
    }
    return shown;
}

} // namespace

class ListSwapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomes_data()
    {
        QTest::addColumn<QList<int>>("before");
        QTest::addColumn<QList<int>>("after");
        QTest::addColumn<RowPlan>("plan");
        QTest::newRow("the same") << QList<int>{1, 2, 3} << QList<int>{1, 2, 3} << RowPlan{{}, 3, {}};
        QTest::newRow("first ones") << QList<int>{} << QList<int>{1, 2} << RowPlan{{}, 0, {}};
        QTest::newRow("none left") << QList<int>{1, 2} << QList<int>{} << RowPlan{{}, 0, {}};
        QTest::newRow("last one goes") << QList<int>{1, 2} << QList<int>{1} << RowPlan{{}, 1, {}};
        QTest::newRow("first one goes") << QList<int>{1, 2} << QList<int>{2} << RowPlan{{1, 0}, 1, {}};
        QTest::newRow("one comes last") << QList<int>{1} << QList<int>{1, 2} << RowPlan{{}, 1, {}};
        QTest::newRow("one comes first") << QList<int>{1} << QList<int>{2, 1} << RowPlan{{}, 1, {1, 0}};
        QTest::newRow("moved") << QList<int>{1, 2, 3} << QList<int>{3, 1, 2} << RowPlan{{}, 3, {1, 2, 0}};
        QTest::newRow("all at once") << QList<int>{1, 2, 3} << QList<int>{3, 4, 2} << RowPlan{{2, 0, 1}, 2, {2, 0, 1}};
    }
    void becomes()
    {
        QFETCH(QList<int>, before);
        QFETCH(QList<int>, after);
        const auto swap = swapOf(rows(before), rows(after));
        QTEST(swap.plan, "plan");
        QCOMPARE(replayed(rows(before), swap), rows(after));
        QCOMPARE(swap.isEmpty(), before == after);
    }

    void tellsRunsOfRowsWhoseContentChanged()
    {
        QList<Row> after = rows({1, 2, 3, 4, 5});
        for (const int row : {0, 1, 3})
            after[row].content = 7;
        const auto swap = swapOf(rows({1, 2, 3, 4, 5}), after);
        QCOMPARE(swap.changed, (QList<std::pair<int, int>>{{0, 1}, {3, 3}}));
        QVERIFY(!swap.isEmpty());
    }

    void anyListBecomesAnyOther()
    {
        std::mt19937 random(7);
        const int rounds = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 100'000 : 2'000;
        QList<Row> before;
        for (int round = 0; round < rounds; ++round) {
            QList<Row> after = before;
            after.removeIf([&](const Row &) { return random() % 4 == 0; });
            for (int i = int(random() % 5); i > 0; --i)
                after.append({int(random() % 40), 0}); // the same key may be there already
            for (Row &row : after)
                row.content += random() % 5 == 0;
            if (random() % 3 == 0)
                std::shuffle(after.begin(), after.end(), random);
            const auto swap = swapOf(before, after);
            QCOMPARE(replayed(before, swap), after);
            QCOMPARE(swap.after, after);
            before = after;
        }
    }
};

QTEST_GUILESS_MAIN(ListSwapTest)
#include "tst_listswap.moc"
