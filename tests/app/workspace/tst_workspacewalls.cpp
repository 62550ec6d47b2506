// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspaceloader.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a workspace says about the screens of a room.
class WorkspaceWallsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(QDir().mkpath(QFileInfo(file.fileName()).path()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

    LoadedWorkspace load(const QByteArray &walls)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(u"catalog/all.yaml"_s,
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: checkout}\nspec: {owner: group:x}\n");
        write(u"opsdeck.yaml"_s, "name: demo\n" + walls);
        return loadWorkspace(m_folder->path());
    }

    static QString faultsOf(const LoadedWorkspace &loaded)
    {
        QStringList all;
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            all.append(diagnostic.text());
        return all.join(u'\n');
    }

private Q_SLOTS:
    void readsASet()
    {
        const auto loaded = load("walls:\n"
                                 "  - name: noc\n"
                                 "    screen: HDMI-1\n"
                                 "    pixel-shift: false\n"
                                 "    hold: 5m\n"
                                 "    shift: shift B · li.na\n"
                                 "    scenes:\n"
                                 "      - {kind: alerts, dwell: 60s}\n"
                                 "      - {kind: topology, system: checkout, dwell: 15s}\n"
                                 "      - {kind: versions}\n"
                                 "      - {kind: changes}\n"
                                 "      - {kind: clock}\n");
        QCOMPARE(loaded.workspace.walls.size(), 1);
        const WallSet &set = loaded.workspace.walls.first();
        QCOMPARE(set.name, u"noc"_s);
        QCOMPARE(set.screen, u"HDMI-1"_s);
        QVERIFY(!set.pixelShift);
        QCOMPARE(set.hold, 300s);
        QCOMPARE(set.shift, u"shift B · li.na"_s);
        QCOMPARE(set.scenes.size(), 5);
        QCOMPARE(set.scenes.at(0).dwell, 60s);
        QCOMPARE(set.scenes.at(1).options, (QMap<QString, QString>{{u"system"_s, u"system:checkout"_s}}));
        QCOMPARE(set.scenes.at(2).dwell, 30s);
        QVERIFY2(!faultsOf(loaded).contains(u"walls"_s) && !faultsOf(loaded).contains(u"kind"_s),
            qPrintable(faultsOf(loaded)));
    }

    void namesEveryFaultAndKeepsTheRest_data()
    {
        QTest::addColumn<QByteArray>("scene");
        QTest::addColumn<QString>("fault");
        QTest::newRow("kind") << QByteArray("{kind: alert}") << u"opsdeck.yaml:5:"_s;
        QTest::newRow("nearest kind") << QByteArray("{kind: alert}") << u"Did you mean \"alerts\"?"_s;
        QTest::newRow("no kind") << QByteArray("{dwell: 5s}") << u"kind"_s;
        QTest::newRow("system") << QByteArray("{kind: topology, system: checkuot}") << u"Did you mean \"checkout\"?"_s;
        QTest::newRow("option of another kind") << QByteArray("{kind: clock, system: checkout}") << u"system"_s;
        QTest::newRow("dwell") << QByteArray("{kind: clock, dwell: soon}") << u"a duration like"_s;
    }
    void namesEveryFaultAndKeepsTheRest()
    {
        QFETCH(QByteArray, scene);
        QFETCH(QString, fault);
        const auto loaded
            = load("walls:\n  - name: noc\n    scenes:\n      - " + scene + "\n      - {kind: versions}\n");
        const QString faults = faultsOf(loaded);
        QVERIFY2(faults.contains(fault), qPrintable(faults));
        QCOMPARE(loaded.workspace.walls.size(), 1);
        QCOMPARE(loaded.workspace.walls.first().scenes.last().kind, u"versions"_s);
    }

    void aSetWithoutScenesHasTheDefaultOnes()
    {
        const auto loaded = load("walls:\n  - name: noc\n");
        QCOMPARE(loaded.workspace.walls.first().scenes, defaultWallSet().scenes);
        QCOMPARE(loaded.workspace.walls.first().scenes.first().kind, u"alerts"_s);
    }

    void twoSetsCannotHaveOneName()
    {
        const auto loaded = load("walls:\n  - name: noc\n  - name: noc\n");
        QCOMPARE(loaded.workspace.walls.size(), 1);
        QVERIFY2(faultsOf(loaded).contains(u"noc"_s), qPrintable(faultsOf(loaded)));
    }

    void withoutTheSectionThereIsNone() { QVERIFY(load("").workspace.walls.isEmpty()); }
};

QTEST_GUILESS_MAIN(WorkspaceWallsTest)
#include "tst_workspacewalls.moc"
