// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/rolloutreader.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

struct Read
{
    Rollout pace;
    Product product;
    QStringList faults;
};

/// The text as an environment's `rollout`, and as a product.
Read read(const QByteArray &yaml)
{
    Diagnostics faults;
    Diagnostics others;
    Read read;
    for (const YAML::Node &node : parseYaml(yaml, u"opsdeck.yaml"_s, faults)) {
        YamlMap map(node, u"opsdeck.yaml"_s, yaml.contains("gates") ? faults : others);
        readAround(map, read.product);
        read.pace = readPace(YamlMap(node, u"opsdeck.yaml"_s, yaml.contains("gates") ? others : faults));
    }
    for (const Diagnostic &fault : faults)
        read.faults.append(fault.text());
    return read;
}

} // namespace

class RolloutReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHowCarefullyAnEnvironmentIsDeployedTo()
    {
        const Read one = read("batch: 25%\nparallel: 4\nwait: 30s\npause-after-first: true\n");
        QCOMPARE(one.faults, QStringList());
        QCOMPARE(one.pace,
            (Rollout{.batch = {1, 25}, .parallel = 4, .wait = std::chrono::seconds(30), .pauseAfterFirst = true}));
    }

    void whatCannotBeReadIsDoneOneHostAfterTheOther()
    {
        for (const QByteArray &batch : {QByteArray("0"), QByteArray("200%"), QByteArray("all"), QByteArray("-3")}) {
            const Read one = read("batch: '" + batch + "'\n");
            QCOMPARE(one.faults.size(), 1);
            QCOMPARE(one.pace.batch, BatchSize());
        }
        QCOMPARE(read("parallel: 0\n").faults.size(), 1);
        QCOMPARE(read("pase-after-first: true\n").faults.size(), 1);
    }

    void readsWhatHappensAroundAHost()
    {
        const Read one = read("drain: [/opt/out, '{host}']\nundrain: /opt/in\ngates:\n"
                              "  - {name: health, url: 'http://{address}:8080/health', timeout: 30s, hold: 5s}\n"
                              "  - {name: smoke, command: [/opt/smoke, --quick]}\n");
        QCOMPARE(one.faults, QStringList());
        QCOMPARE(one.product.drain, (QStringList{u"/opt/out"_s, u"{host}"_s}));
        QCOMPARE(one.product.undrain, QStringList{u"/opt/in"_s});
        QCOMPARE(one.product.gates.size(), 2);
        QCOMPARE(one.product.gates.at(0).hold, std::chrono::seconds(5));
        QCOMPARE(one.product.gates.at(1).command, (QStringList{u"/opt/smoke"_s, u"--quick"_s}));
    }

    void aGateWithAFaultIsLeftOutAndTold()
    {
        for (const QByteArray &gate : {QByteArray("{name: a}"), QByteArray("{name: a, url: 'http://x', command: [y]}"),
                 QByteArray("{name: a, url: 'ftp://x'}"), QByteArray("{name: a, url: 'http://'}"),
                 QByteArray("{url: 'tcp://{address}:80'}")}) {
            const Read one = read("gates:\n  - " + gate + '\n');
            QVERIFY2(one.faults.size() == 1, gate);
            QVERIFY(one.product.gates.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(RolloutReaderTest)
#include "tst_rolloutreader.moc"
