// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/maintenancereader.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

struct Read
{
    std::optional<MaintenanceWindow> window;
    QStringList faults;
};

Read read(const QByteArray &yaml)
{
    Diagnostics diagnostics;
    Read read;
    for (const YAML::Node &node : parseYaml(yaml, u"opsdeck.yaml"_s, diagnostics))
        read.window = readMaintenance(YamlMap(node, u"opsdeck.yaml"_s, diagnostics));
    for (const Diagnostic &diagnostic : diagnostics)
        read.faults.append(diagnostic.text());
    return read;
}

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

} // namespace

class MaintenanceReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAWindowThatIsOnce()
    {
        const Read one = read("what: service=cart\nfrom: 2026-11-14 22:00\nuntil: 2026-11-15T01:00:00Z\n"
                              "timezone: Asia/Shanghai\ncomment: move of the database\n");
        QCOMPARE(one.faults, QStringList());
        QVERIFY(one.window);
        QCOMPARE(one.window->matchers, (QList<Silence::Matcher>{{u"service"_s, u"cart"_s, false, true}}));
        QCOMPARE(one.window->from, utc(u"2026-11-14T14:00:00Z"_s));
        QCOMPARE(one.window->until, utc(u"2026-11-15T01:00:00Z"_s));
        QCOMPARE(one.window->comment, u"move of the database"_s);
        QVERIFY(one.window->days.isEmpty());
    }

    void readsAWindowOfEveryWeek()
    {
        const Read one = read("what: ['service=~\"cart.*\"', env!=dev]\nweekly: Saturday sunday 23:00-2:00\n"
                              "comment: backup\n");
        QCOMPARE(one.faults, QStringList());
        QVERIFY(one.window);
        QCOMPARE(one.window->matchers,
            (QList<Silence::Matcher>{{u"service"_s, u"cart.*"_s, true, true}, {u"env"_s, u"dev"_s, false, false}}));
        QCOMPARE(one.window->days, (QList<Qt::DayOfWeek>{Qt::Saturday, Qt::Sunday}));
        QCOMPARE(one.window->begins, QTime(23, 0));
        QCOMPARE(one.window->ends, QTime(2, 0));
        QCOMPARE(read("what: a=b\nweekly: daily 04:00-04:30\ncomment: c\n").window->days.size(), 7);
    }

    /// A window that is half right hides nothing.
    void whatIsWrongIsToldAndTheWindowLeftOut_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const char *yaml, const char *fault) {
            QTest::newRow(name) << QByteArray(yaml) << QString::fromUtf8(fault);
        };
        row("no matcher", "weekly: daily 1:00-2:00\ncomment: c\n", "needs to say what");
        row("nonsense as a matcher", "what: cart\nweekly: daily 1:00-2:00\ncomment: c\n", "no matcher");
        row("a bad expression", "what: a=~(\nweekly: daily 1:00-2:00\ncomment: c\n", "no regular expression");
        row("everything", "what: a=~.*\nweekly: daily 1:00-2:00\ncomment: c\n", "every alert");
        row("no reason", "what: a=b\nweekly: daily 1:00-2:00\n", "comment");
        row("no time", "what: a=b\ncomment: c\n", "from");
        row("a bad time", "what: a=b\nfrom: tomorrow\nuntil: 2026-11-15 01:00\ncomment: c\n", "no time");
        row("a day is no time", "what: a=b\nfrom: 2026-11-14\nuntil: 2026-11-15 01:00\ncomment: c\n", "no time");
        row("ends before", "what: a=b\nfrom: 2026-11-15 02:00\nuntil: 2026-11-15 01:00\ncomment: c\n", "before it");
        row("a bad day", "what: a=b\nweekly: someday 1:00-2:00\ncomment: c\n", "no day");
        row("a bad hour", "what: a=b\nweekly: daily 25:00-26:00\ncomment: c\n", "no time of a week");
        row("both", "what: a=b\nweekly: daily 1:00-2:00\nfrom: 2026-11-15 02:00\ncomment: c\n", "not both");
        row("a bad zone", "what: a=b\nweekly: daily 1:00-2:00\ntimezone: Mars\ncomment: c\n", "no time zone");
    }
    void whatIsWrongIsToldAndTheWindowLeftOut()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, fault);
        const Read one = read(yaml);
        QVERIFY(!one.window);
        QVERIFY2(one.faults.join(u'\n').contains(fault), qPrintable(one.faults.join(u'\n')));
        QVERIFY(one.faults.first().startsWith(u"opsdeck.yaml:"_s));
    }

    void anUnknownKeyIsToldAndNothingElseHappens()
    {
        const Read one = read("what: a=b\nweekly: daily 1:00-2:00\ncomment: c\ncolour: red\n");
        QVERIFY(one.window);
        QCOMPARE(one.faults.size(), 1);
    }

    void readsWhatANoiseIs()
    {
        Diagnostics diagnostics;
        const auto nodes = parseYaml("{storm: 20, storm-within: 2m, flapping: 4, flapping-within: 30m, symptom-hops: 0,"
                                     " symptom-before: 1m, causes: [gone, kaputt]}",
            u"f"_s, diagnostics);
        const NoisePolicy policy = readNoisePolicy(YamlMap(nodes.front(), u"f"_s, diagnostics));
        QVERIFY(diagnostics.isEmpty());
        using namespace std::chrono_literals;
        QCOMPARE(policy, (NoisePolicy{20, 2min, 4, 30min, 0, 1min, {u"gone"_s, u"kaputt"_s}}));
        QCOMPARE(readNoisePolicy(YamlMap(YAML::Load("{}"), u"f"_s, diagnostics)), NoisePolicy());
    }
};

QTEST_GUILESS_MAIN(MaintenanceReaderTest)
#include "tst_maintenancereader.moc"
