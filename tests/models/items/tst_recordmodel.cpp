// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/recordmodel.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

struct Thing
{
    int id = 0;
    int value = 0;

    bool operator==(const Thing &) const = default;
};

class ThingModel : public RecordModel<Thing, int>
{
public:
    ThingModel()
        : RecordModel({{[] { return u"id"_s; }, [](const Thing &t) { return QString::number(t.id); }},
                          {[] { return u"value"_s; }, [](const Thing &t) { return QString::number(t.value); }}},
            &Thing::id, nullptr)
    { }
};

QList<Thing> randomThings(QRandomGenerator &random)
{
    QList<Thing> things;
    for (int id = 0; id < 24; ++id) {
        if (random.bounded(3) > 0)
            things.append({id, random.bounded(3)});
    }
    std::shuffle(things.begin(), things.end(), random);
    return things;
}

/// A list that differs as a refresh does: a few rows come, go, change or move.
QList<Thing> refreshed(QList<Thing> things, QRandomGenerator &random)
{
    for (int i = random.bounded(4); i > 0 && !things.isEmpty(); --i)
        things.removeAt(random.bounded(things.size()));
    for (int i = random.bounded(3); i > 0 && things.size() > 1; --i)
        things.move(random.bounded(things.size()), random.bounded(things.size()));
    if (!things.isEmpty())
        ++things[random.bounded(things.size())].value;
    things.insert(random.bounded(things.size() + 1), {100 + random.bounded(1000), 0});
    return things;
}

} // namespace

class RecordModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWithTheNewListAndPersistentIndexesFollowTheirKeys()
    {
        QRandomGenerator random(20261114);
        ThingModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (int round = 0; round < 600; ++round) {
            const auto before = uniqueRows(model.records(), &Thing::id);
            QHash<int, QPersistentModelIndex> held;
            for (int row = 0; row < model.rowCount(); ++row)
                held.insert(before.at(row).id, model.index(row, 0));
            const auto next = uniqueRows(round % 2 == 0 ? randomThings(random) : refreshed(before, random), &Thing::id);
            model.setRecords(next);
            QCOMPARE(model.records(), next);
            for (auto it = held.cbegin(); it != held.cend(); ++it)
                QCOMPARE(it->isValid() ? it->row() : -1, model.rowOf(it.key()));
        }
        QCOMPARE(resets.count(), 0);
    }

    void anUnchangedListCausesNoSignal()
    {
        ThingModel model;
        model.setRecords({{1, 1}, {2, 2}});
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        model.setRecords({{1, 1}, {2, 2}});
        QCOMPARE(changes.count() + inserts.count(), 0);
    }

    void changedNeighboursAreAnnouncedOnce()
    {
        ThingModel model;
        model.setRecords({{1, 1}, {2, 2}, {3, 3}, {4, 4}});
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRecords({{1, 1}, {2, 20}, {3, 30}, {4, 4}});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.first().at(0).toModelIndex(), model.index(1, 0));
        QCOMPARE(changes.first().at(1).toModelIndex(), model.index(2, 1));
    }

    void aMovedRowIsOneMove_data()
    {
        QTest::addColumn<QList<int>>("after");
        QTest::newRow("first to last") << QList<int>{2, 3, 4, 5, 1};
        QTest::newRow("last to first") << QList<int>{5, 1, 2, 3, 4};
        QTest::newRow("in the middle") << QList<int>{1, 3, 2, 4, 5};
    }
    void aMovedRowIsOneMove()
    {
        QFETCH(QList<int>, after);
        const auto edits = rowEdits(QList<int>{1, 2, 3, 4, 5}, after);
        QCOMPARE(edits.size(), 1);
        QCOMPARE(edits.first().kind, RowEdit::Kind::Move);
    }

    void goneAndNewNeighboursAreOneEditEach()
    {
        const QList<RowEdit> expected{{RowEdit::Kind::Remove, 1, 2, 0}, {RowEdit::Kind::Insert, 2, 3, 0}};
        QCOMPARE(rowEdits(QList<int>{1, 2, 3, 4}, QList<int>{1, 4, 5, 6, 7}), expected);
    }

    void ofRowsWithTheSameKeyTheFirstCounts()
    {
        ThingModel model;
        model.setRecords({{1, 1}, {1, 2}, {2, 0}});
        QCOMPARE(model.records(), (QList<Thing>{{1, 1}, {2, 0}}));
    }

    void answersNothingForForeignIndexes()
    {
        ThingModel model;
        model.setRecords({{1, 1}});
        QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
        QVERIFY(!model.index(1, 0).isValid());
        QVERIFY(!model.headerData(2, Qt::Horizontal, Qt::DisplayRole).isValid());
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"value"_s);
    }
};

QTEST_GUILESS_MAIN(RecordModelTest)
#include "tst_recordmodel.moc"
