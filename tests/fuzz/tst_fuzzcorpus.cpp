// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck::testing;

/// S7: the corpus that fuzzing has gathered, again on every test run, and cheap mutations of it. The sanitizers are
/// what fails here.
class FuzzCorpusTest : public QObject
{
    Q_OBJECT

    static QList<QByteArray> corpus(const QString &target)
    {
        QList<QByteArray> inputs;
        QDirIterator files(QStringLiteral(OPSDECK_TESTS_DIR "/fuzz/corpus/") + target, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                inputs.append(file.readAll());
        }
        return inputs;
    }

    static void targets()
    {
        QTest::addColumn<QString>("target");
        for (const auto &[name, fn] : fuzzTargets())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

private Q_SLOTS:
    void everyTargetSurvivesItsCorpus_data() { targets(); }
    void everyTargetSurvivesItsCorpus()
    {
        QFETCH(QString, target);
        const auto inputs = corpus(target);
        QVERIFY2(!inputs.isEmpty(), "a target without a seed finds nothing");
        for (const QByteArray &input : inputs)
            fuzzTargets().at(target.toStdString())(input);
    }

    void everyTargetSurvivesBrokenBytes_data() { targets(); }
    void everyTargetSurvivesBrokenBytes()
    {
        QFETCH(QString, target);
        const auto &run = fuzzTargets().at(target.toStdString());
        QRandomGenerator random(20);
        const int rounds = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 2000 : 40;
        for (const QByteArray &seed : corpus(target)) {
            for (int round = 0; round < rounds; ++round) {
                QByteArray bytes = seed.left(random.bounded(seed.size() + 1));
                for (int i = random.bounded(6); i > 0 && !bytes.isEmpty(); --i)
                    bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
                run(bytes);
            }
        }
    }

    void depthAndNumberBombsEndSoon_data() { targets(); }
    void depthAndNumberBombsEndSoon()
    {
        QFETCH(QString, target);
        const auto &run = fuzzTargets().at(target.toStdString());
        QElapsedTimer timer;
        timer.start();
        run(QByteArray(100'000, '['));
        run(QByteArray("{\"a\":").repeated(20'000));
        run("[" + QByteArray("9").repeated(50'000) + "]");
        run(QByteArray("- ").repeated(2'000));
        run(QByteArray(1'000'000, '\0'));
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(FuzzCorpusTest)
#include "tst_fuzzcorpus.moc"
