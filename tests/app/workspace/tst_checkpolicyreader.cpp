// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/checkpolicyreader.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

struct Read
{
    PrecheckPolicy policy;
    QStringList faults;
};

Read read(const QByteArray &yaml)
{
    Diagnostics diagnostics;
    Read read;
    for (const YAML::Node &node : parseYaml(yaml, u"opsdeck.yaml"_s, diagnostics)) {
        const YamlMap map(node, u"opsdeck.yaml"_s, diagnostics);
        read.policy = readCheckPolicy(map, {u"cart"_s, u"checkout"_s});
    }
    for (const Diagnostic &diagnostic : diagnostics)
        read.faults.append(diagnostic.text());
    return read;
}

/// Every key, each with a value that is not the usual one.
const QByteArray everything = R"(engine: 24.0
disk-reserve: 500MB
disk-reserve-percent: 10
inode-reserve-percent: 0
unpack-factor: 4
clock-skew: 1500ms
worst-scan: Medium
test-jobs:
  cart: [unit, end-to-end]
  checkout: smoke
office-hours:
  days: [Monday, sunday]
  hours: 22:00-6:30
  timezone: Europe/Berlin
override:
  scan: nobody
  host: admin
  pipeline: releaser
unknown-blocks-production: false
risk-limit: 0
many-hosts: 12
big-jump: 2
weights: {freeze: 1, open-critical: 2, last-failed: 3, no-rollback: 4, database-change: 5, off-hours: 6, many-hosts: 7,
  production: 8, big-jump: 9, finding: 0, findings-most: 100}
)";

} // namespace

class CheckPolicyReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotWrittenIsAsUsual()
    {
        const Read none = read("{}");
        QCOMPARE(none.faults, QStringList());
        QCOMPARE(none.policy, PrecheckPolicy());
    }

    void readsEveryField()
    {
        const Read all = read(everything);
        QCOMPARE(all.faults, QStringList());
        PrecheckPolicy wanted;
        wanted.leastEngine = QVersionNumber(24, 0);
        wanted.diskReserve = 500'000'000;
        wanted.diskReservePercent = 10;
        wanted.inodeReservePercent = 0;
        wanted.unpackFactor = 4;
        wanted.worstClockSkew = std::chrono::seconds(2); // never stricter than written
        wanted.worstScan = ScanSeverity::Medium;
        wanted.testJobs
            = {{ModuleId(u"cart"_s), {u"unit"_s, u"end-to-end"_s}}, {ModuleId(u"checkout"_s), {u"smoke"_s}}};
        wanted.officeHours
            = OfficeHours{{Qt::Monday, Qt::Sunday}, QTime(22, 0), QTime(6, 30), QTimeZone("Europe/Berlin")};
        wanted.overridable.remove(PrecheckKind::ScanSeverity);
        wanted.overridable.insert(PrecheckKind::HostReachable, Role::Admin);
        wanted.overridable.insert(PrecheckKind::PipelineGreen, Role::Releaser);
        wanted.unknownBlocksInProduction = false;
        wanted.riskLimit = 0;
        wanted.manyHosts = 12;
        wanted.bigJumpMinors = 2;
        wanted.weights = RiskWeights{1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 100};
        QVERIFY(all.policy == wanted);
    }

    void readsSizesInBothKindsOfUnits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("kB") << QByteArray("7kB") << qint64(7000);
        QTest::newRow("KiB") << QByteArray("7 KiB") << qint64(7168);
        QTest::newRow("GB") << QByteArray("2gb") << qint64(2'000'000'000);
        QTest::newRow("GiB") << QByteArray("2GiB") << qint64(2) * 1024 * 1024 * 1024;
        QTest::newRow("most") << QByteArray("999999TiB") << qint64(999'999) * 1024 * 1024 * 1024 * 1024;
        QTest::newRow("none") << QByteArray("0MB") << qint64(0);
    }
    void readsSizesInBothKindsOfUnits()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, bytes);
        const Read one = read("disk-reserve: " + text + '\n');
        QCOMPARE(one.faults, QStringList());
        QCOMPARE(one.policy.diskReserve, bytes);
    }

    void officeHoursBeginWithTheUsualOnes()
    {
        const Read one = read("office-hours: {hours: 08:00-20:00}\n");
        QCOMPARE(one.faults, QStringList());
        OfficeHours wanted;
        wanted.begins = QTime(8, 0);
        wanted.ends = QTime(20, 0);
        QVERIFY(one.policy.officeHours == std::optional(wanted));
    }

    /// In its line, with what is allowed; and nothing becomes laxer by it.
    void whatIsWrongIsTold_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const QByteArray &yaml, const char *fault) {
            QTest::newRow(name) << yaml << QString::fromUtf8(fault);
        };
        row("a strange key", "disk-reserv: 1GB\n", "Did you mean \"disk-reserve\"");
        row("twice", "risk-limit: 60\nrisk-limit: 60\n", "stands here twice");
        row("no version", "engine: newest\n", "20.10");
        row("a long version", "engine: 1.2.3.4.5\n", "no version");
        row("no size", "disk-reserve: 2\n", "GiB");
        row("a negative size", "disk-reserve: -2GB\n", "no size");
        row("a large size", "disk-reserve: 1000000TiB\n", "no size");
        row("an empty size", "disk-reserve: \"\"\n", "names nothing");
        row("much percent", "disk-reserve-percent: 91\n", "from 0 to 90");
        row("no factor", "unpack-factor: 0\n", "from 1 to 100");
        row("no duration", "clock-skew: 30\n", "a duration like");
        row("no number", "risk-limit: high\n", "from 0 to 100");
        row("many points", "weights: {freeze: 101}\n", "from 0 to 100");
        row("a strange weight", "weights: {frieze: 1}\n", "Did you mean \"freeze\"");
        row("no truth", "unknown-blocks-production: perhaps\n", "true or false");
        row("a strange module", "test-jobs: {card: [unit]}\n", "Did you mean \"cart\"");
        row("no jobs", "test-jobs: {cart: []}\n", "names nothing");
        row("jobs that are none", "test-jobs: {cart: {unit: yes}}\n", "list of texts");
        row("no day", "office-hours: {days: [moonday]}\n", "Known: monday");
        row("no days", "office-hours: {days: []}\n", "names nothing");
        row("no hours", "office-hours: {hours: 9-18}\n", "09:00-18:00");
        row("an impossible hour", "office-hours: {hours: 09:00-25:00}\n", "no time of a day");
        row("an empty day", "office-hours: {hours: 09:00-09:00}\n", "no time of a day");
        row("no zone", "office-hours: {timezone: Mars}\n", "no time zone");
        row("no mapping", "weights: 5\n", "mapping");
    }
    void whatIsWrongIsTold()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, fault);
        const Read one = read("many-hosts: 3\n" + yaml);
        QVERIFY2(one.faults.join(u'\n').contains(fault), qPrintable(one.faults.join(u'\n')));
        QVERIFY(one.faults.first().startsWith(
            yaml.startsWith("risk-limit: 60") ? u"opsdeck.yaml:3"_s : u"opsdeck.yaml:2"_s));
        PrecheckPolicy usual = one.policy;
        usual.officeHours.reset();
        usual.testJobs.clear();
        QVERIFY(usual == PrecheckPolicy());
    }

    void whatNobodyCanReadAllowsNothing()
    {
        for (const QByteArray &word : {QByteArray("hihg"), QByteArray(), QByteArray("[high]")}) {
            const Read one = read("worst-scan: " + word + '\n');
            QVERIFY(!one.faults.isEmpty());
            QVERIFY(one.policy.worstScan == ScanSeverity::None);
        }
        QVERIFY(read("worst-scan: hihg\n").faults.first().contains(u"negligible, low, medium"_s));
        for (const QByteArray &word : {QByteArray("amdin"), QByteArray(), QByteArray("[admin]")}) {
            const Read one = read("override: {scan: " + word + "}\n");
            QVERIFY(!one.faults.isEmpty());
            QVERIFY(!one.policy.overridable.contains(PrecheckKind::ScanSeverity));
            QVERIFY(one.policy.overridable.contains(PrecheckKind::EngineVersion));
        }
        QVERIFY(read("override: {scan: amdin}\n").faults.first().contains(u"releaser, admin, nobody"_s));
        QVERIFY(read("override: {scans: admin}\n").faults.first().contains(u"Did you mean \"scan\""_s));
    }
};

QTEST_GUILESS_MAIN(CheckPolicyReaderTest)
#include "tst_checkpolicyreader.moc"
