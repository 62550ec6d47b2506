// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/matrixfiltermodel.h"
#include "models/items/matrixmodel.h"
#include "models/items/matrixtext.h"
#include "tests/widgets/pages/samples.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

class ItemModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
