// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/deployrunmodel.h"
#include "models/items/planmodel.h"
#include "models/items/runlistmodel.h"
#include "tests/support/sampledeploy.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start = QDateTime::fromString(u"2026-11-20T05:45:00Z"_s, Qt::ISODate);

DeployRun run(const QString &id)
{
    return startRun(RunId(id), samplePlan(), start);
}

QStringList ids(const RunListModel &model)
{
    QStringList found;
    for (const DeployRun &known : model.runs())
        found.append(known.id.text());
    return found;
}

} // namespace

class DeployModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanShowsWhatRunsAndWhatWillRun()
    {
        PlanModel model;
        const QAbstractItemModelTester tester(&model);
        model.setPlan(samplePlan());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0, PlanModel::Host).data().toString(), u"app-01"_s);
        QCOMPARE(model.index(0, PlanModel::Now).data().toString(), u"2.4.0 · aaaaaaaa"_s);
        QCOMPARE(model.index(0, PlanModel::After).data().toString(), u"2.4.1 · bbbbbbbb"_s);
        QCOMPARE(model.index(0, PlanModel::Change).data().toString(), u"compose file +1 −1"_s);
        QVERIFY(!model.index(0, 0).data(PlanModel::NoopRole).toBool());
        QCOMPARE(model.index(1, PlanModel::Change).data().toString(), u"unchanged"_s);
        QVERIFY(model.index(1, 0).data(PlanModel::NoopRole).toBool());
    }

    void aModuleThatDoesNotRunYetSaysSo()
    {
        PlanModel model;
        DeployPlan plan = samplePlan();
        plan.changes.first().running = {};
        plan.changes.first().runningImage.clear();
        model.setPlan(plan);
        QCOMPARE(model.index(0, PlanModel::Now).data().toString(), u"nothing"_s);
        model.setPlan({});
        QCOMPARE(model.rowCount(), 0);
    }

    void anEventChangesOnlyItsLane()
    {
        DeployRunModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRun(run(u"r"_s));
        QSignalSpy changed(&model, &DeployRunModel::dataChanged);
        QSignalSpy reset(&model, &DeployRunModel::modelReset);
        EventScript script(RunId(u"r"_s), start);
        model.append(script.step(samplePlan().changes.at(2), DeployStep::Pull, StepState::Running));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 2);
        QCOMPARE(reset.size(), 0);
        model.append(script.output(samplePlan().changes.at(2), DeployStep::Pull, u"pulling"_s));
        QCOMPARE(changed.size(), 1);
    }

    void aLaneIsAsBadAsItsWorstStep_data()
    {
        using enum StepState;
        QTest::addColumn<QList<StepState>>("steps");
        QTest::addColumn<StepState>("overall");
        QTest::newRow("untouched") << QList{Waiting, Waiting, Waiting, Waiting, Waiting} << Waiting;
        QTest::newRow("running") << QList{Done, Running, Waiting, Waiting, Waiting} << Running;
        QTest::newRow("between steps") << QList{Done, Done, Waiting, Waiting, Waiting} << Running;
        QTest::newRow("failed") << QList{Done, Done, Done, Failed, Waiting} << Failed;
        QTest::newRow("unknown") << QList{Done, Unknown, Waiting, Waiting, Waiting} << Unknown;
        QTest::newRow("done") << QList{Done, Skipped, Done, Done, Done} << Done;
        QTest::newRow("skipped") << QList{Skipped, Skipped, Skipped, Skipped, Skipped} << Skipped;
    }

    void aLaneIsAsBadAsItsWorstStep()
    {
        QFETCH(QList<StepState>, steps);
        QFETCH(StepState, overall);
        DeployRun::Lane lane;
        lane.steps.fill(StepState::Absent);
        std::ranges::copy(steps, lane.steps.begin());
        QCOMPARE(overallState(lane), overall);
    }

    void anotherRunReplacesTheLanesAndTheSameRunUpdatesThem()
    {
        DeployRunModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy inserted(&model, &DeployRunModel::rowsInserted);
        model.setRun(run(u"r"_s));
        DeployRun later = run(u"r"_s);
        later.lanes[1].steps[0] = StepState::Failed;
        QSignalSpy changed(&model, &DeployRunModel::dataChanged);
        model.setRun(later);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 1);
        model.setRun(run(u"other"_s));
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(model.index(1, 0).data(DeployRunModel::StateRole).toInt(), static_cast<int>(StepState::Waiting));
    }

    void aNewListOfRunsIsMergedByRun()
    {
        RunListModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy reset(&model, &RunListModel::modelReset);
        model.setRuns({run(u"b"_s), run(u"a"_s)});
        const QPersistentModelIndex a = model.index(1, RunListModel::What);
        model.setRuns({run(u"d"_s), run(u"c"_s), run(u"a"_s)});
        QCOMPARE(ids(model), QStringList({u"d"_s, u"c"_s, u"a"_s}));
        QCOMPARE(a.row(), 2);
        model.setRuns({run(u"a"_s), run(u"d"_s)});
        QCOMPARE(ids(model), QStringList({u"a"_s, u"d"_s}));
        QCOMPARE(a.row(), 0);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(a.data().toString(), u"shop 2.4.1 → production"_s);
        QCOMPARE(model.index(0, RunListModel::By).data().toString(), u"li.na@desk-7"_s);
    }
};

QTEST_GUILESS_MAIN(DeployModelsTest)
#include "tst_deploymodels.moc"
