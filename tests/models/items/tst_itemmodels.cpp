// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/alertfiltermodel.h"
#include "models/items/alerttext.h"
#include "models/items/alerttreemodel.h"
#include "models/items/matrixfiltermodel.h"
#include "models/items/matrixmodel.h"
#include "models/items/matrixtext.h"
#include "models/items/rowexport.h"
#include "tests/widgets/pages/samples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QList<QString> keysUnder(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QList<QString> keys;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        keys.append(index.data(AlertTreeModel::KeyRole).toString());
        keys += keysUnder(model, index);
    }
    return keys;
}

QList<QString> keysOf(const AlertWall &wall)
{
    QList<QString> keys;
    for (const AlertGroup &group : wall.groups) {
        keys.append(group.key());
        for (const AlertRow &row : group.rows)
            keys.append(row.key);
    }
    return keys;
}

/// Another moment of the same night: some alerts come, go, or change their severity, some sources fall silent.
AlertWallInput randomMoment(QRandomGenerator &random)
{
    AlertWallInput input = sampleWallInput();
    input.alerts.removeIf([&](const Alert &) { return random.bounded(3) == 0; });
    for (Alert &one : input.alerts)
        one.severity = static_cast<Severity>(random.bounded(3));
    for (SourceRecord &record : input.sources)
        record.lastSuccess = sampleNow().addSecs(random.bounded(4) == 0 ? -900 : -5);
    return input;
}

void checkPersistent(const AlertTreeModel &model, const QHash<QString, QPersistentModelIndex> &held)
{
    for (auto it = held.cbegin(); it != held.cend(); ++it) {
        // An alert that moved to another group, or whose group went, may lose its index; it must never point elsewhere.
        if (it->isValid())
            QCOMPARE(it->data(AlertTreeModel::KeyRole).toString(), it.key());
        else
            QVERIFY(!model.indexOf(it.key()).isValid() || model.indexOf(it.key()).parent().isValid());
    }
}

} // namespace

class ItemModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyWallFollowsAnyOtherWithoutReset()
    {
        QRandomGenerator random(41);
        AlertTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        AlertFilterModel filtered;
        filtered.setSourceModel(&model);
        filtered.setFilter(AlertFilter::parse(u"severity>=warning"_s));
        QAbstractItemModelTester filterTester(&filtered, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (int round = 0; round < 80; ++round) {
            QHash<QString, QPersistentModelIndex> held;
            for (const QString &key : keysUnder(model))
                held.insert(key, model.indexOf(key));
            const AlertWall wall = alertWall(randomMoment(random));
            model.setWall(wall, sampleNow());
            QCOMPARE(keysUnder(model), keysOf(wall));
            checkPersistent(model, held);
        }
        QCOMPARE(resets.count(), 0);
    }

    void theSameWallAgainCausesNoSignal()
    {
        AlertTreeModel model;
        model.setWall(alertWall(sampleWallInput()), sampleNow());
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy moves(&model, &QAbstractItemModel::rowsMoved);
        model.setWall(alertWall(sampleWallInput()), sampleNow());
        QCOMPARE(changes.count() + inserts.count() + moves.count(), 0);
    }

    void theClockAnnouncesOnlyAgesWhoseTextChanges()
    {
        AlertTreeModel model;
        model.setWall(alertWall(sampleWallInput()), sampleNow());
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setNow(sampleNow().addSecs(1));
        QCOMPARE(changes.count(), 0);
        model.setNow(sampleNow().addSecs(60));
        QVERIFY(changes.count() > 0);
        for (const auto &change : changes) {
            QCOMPARE(change.at(0).toModelIndex().column(), int(AlertTreeModel::AgeColumn));
            QCOMPARE(change.at(1).toModelIndex().column(), int(AlertTreeModel::AgeColumn));
        }
    }

    void agesThatChangeTogetherAreAnnouncedAtOnce()
    {
        AlertGroup group{.kind = AlertGroup::Kind::Unmapped};
        for (int i = 0; i < 4; ++i) {
            AlertRow row;
            row.key = QString::number(i);
            row.startsAt = sampleNow().addSecs(i == 2 ? -90 : -60); // the third is out of step
            group.rows.append(row);
        }
        AlertTreeModel model;
        model.setWall(AlertWall{.groups = {group}}, sampleNow());
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setNow(sampleNow().addSecs(59));
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 2);
        model.setNow(sampleNow().addSecs(60));
        QCOMPARE(changes.count(), 3);
        QCOMPARE(changes.at(1).at(0).toModelIndex().row(), 0);
        QCOMPARE(changes.at(1).at(1).toModelIndex().row(), 1);
        QCOMPARE(changes.at(2).at(0).toModelIndex().row(), 3);
    }

    void alertsSayWhatIsKnown()
    {
        AlertTreeModel model;
        model.setWall(alertWall(sampleWallInput()), sampleNow());
        const QModelIndex first = model.index(0, 0, model.index(0, 0));
        const auto text = [&](int column) { return first.siblingAtColumn(column).data().toString(); };
        QCOMPARE(text(AlertTreeModel::NameColumn), u"HighErrorRate"_s);
        QCOMPARE(text(AlertTreeModel::ServiceColumn), u"checkout-app"_s);
        QCOMPARE(text(AlertTreeModel::AgeColumn), u"12 min"_s);
        QCOMPARE(text(AlertTreeModel::SourcesColumn), u"alertmanager · prometheus"_s);
        QCOMPARE(text(AlertTreeModel::StateColumn), u"firing"_s);
        QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(u"5xx 7.3 % over 2 %"_s));
    }

    void aBlindGroupSaysSinceWhenAndWhatWasLastKnown()
    {
        const AlertWall wall = alertWall(sampleWallInput());
        const auto settlement = std::find_if(wall.groups.cbegin(), wall.groups.cend(),
            [](const AlertGroup &group) { return group.title == u"settlement"; });
        const QString text = detailText(*settlement, sampleNow());
        QVERIFY2(text.contains(u"zabbix-dc2"_s) && text.contains(u"13:41"_s) && text.contains(u"1 warning"_s),
            qPrintable(text));
        QCOMPARE(stateText(settlement->rows.first(), sampleNow()), u"last known 13:41"_s);
    }

    void silencedAlertsSayByWhomAndUntilWhen()
    {
        AlertTreeModel model;
        model.setWall(alertWall(sampleWallInput()), sampleNow());
        const auto hits = model.match(
            model.index(0, 0), Qt::AccessibleTextRole, u"ErrorBudget"_s, 1, Qt::MatchContains | Qt::MatchRecursive);
        QCOMPARE(hits.size(), 1);
        const QString state = hits.first().siblingAtColumn(AlertTreeModel::StateColumn).data().toString();
        QCOMPARE(state, u"silenced by li.na until 16:03"_s);
    }

    void aFilterShowsHitsInTheirGroupsOnly()
    {
        AlertTreeModel model;
        model.setWall(alertWall(sampleWallInput()), sampleNow());
        AlertFilterModel filtered;
        filtered.setSourceModel(&model);
        QCOMPARE(filtered.rowCount(), model.rowCount());
        filtered.setFilter(AlertFilter::parse(u"service:portal"_s));
        QCOMPARE(filtered.rowCount(), 1);
        QCOMPARE(filtered.rowCount(filtered.index(0, 0)), 2);
        filtered.setFilter(AlertFilter::parse({}));
        QCOMPARE(filtered.rowCount(), model.rowCount());
    }

    void exportsOneLineAnAlert()
    {
        AlertTreeModel model;
        model.setWall(alertWall(sampleWallInput()), sampleNow());
        const QByteArray csv = toCsv(model, {AlertTreeModel::SeverityColumn, AlertTreeModel::NameColumn});
        QCOMPARE(csv.count("\r\n"), model.wall().counts.total() + 1);
        QVERIFY(csv.contains("critical,HighErrorRate\r\n"));
    }

    void theMatrixIsATableOfServicesByEnvironment()
    {
        const SampleMatrix sample = sampleMatrix();
        MatrixModel model(sample.input.workspace.environments);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMatrix(versionMatrix(sample.input), sampleNow());
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(), u"Production"_s);
        QVERIFY(model.headerData(3, Qt::Horizontal, MatrixModel::EnvironmentRole).value<Environment>().production);
        QCOMPARE(model.index(0, 3).data().toString(), u"2.4.1 · aaaaaaaa · 6 h"_s);
    }

    void cellsSayTheirDrift_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("text");
        QTest::newRow("tag moved") << 1 << u"≠ tag moved"_s;
        QTest::newRow("another digest") << 2 << u"≠ 1 of 3 hosts"_s;
        QTest::newRow("missing") << 3 << u"missing on 1 of 3 hosts"_s;
        QTest::newRow("none") << 0 << QString();
        QTest::newRow("silent") << 6 << QString();
    }
    void cellsSayTheirDrift()
    {
        QFETCH(int, row);
        const SampleMatrix sample = sampleMatrix();
        const MatrixCell cell = versionMatrix(sample.input).rows.at(row).cells.at(2);
        QTEST(driftText(cell), "text");
        QCOMPARE(blindText(cell, sampleNow()), row == 6 ? u"since 13:41"_s : QString());
    }

    void theMatrixNarrowsDown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("differences");
        QTest::addColumn<bool>("drift");
        QTest::addColumn<int>("rows");
        QTest::newRow("all") << "" << false << false << 7;
        QTest::newRow("service") << "checkout" << false << false << 2;
        QTest::newRow("two words") << "checkout 2.4.1" << false << false << 1;
        QTest::newRow("digest") << "sha256:1111" << false << false << 1;
        QTest::newRow("differences") << "" << true << false << 5;
        QTest::newRow("drift") << "" << false << true << 4;
        QTest::newRow("nothing") << "no such" << false << false << 0;
    }
    void theMatrixNarrowsDown()
    {
        QFETCH(QString, text);
        QFETCH(bool, differences);
        QFETCH(bool, drift);
        const SampleMatrix sample = sampleMatrix();
        MatrixModel model(sample.input.workspace.environments);
        model.setMatrix(versionMatrix(sample.input), sampleNow());
        MatrixFilterModel filtered;
        filtered.setSourceModel(&model);
        filtered.setText(text);
        filtered.setOnlyDifferences(differences);
        filtered.setOnlyDrift(drift);
        QTEST(filtered.rowCount(), "rows");
    }
};

QTEST_GUILESS_MAIN(ItemModelsTest)
#include "tst_itemmodels.moc"
