// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/freezereader.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray exchange = "calendars:\n- name: sse\n  timezone: Asia/Shanghai\n"
                            "  sessions: [09:30-11:30, 13:00-15:00]\n"
                            "  holidays: [2026-01-01, 2026-10-01..2026-10-07]\n  extra-days: [2026-10-10]\n";
const QByteArray head = "freeze:\n- title: t\n  reason: r\n  ";

struct Read
{
    FreezeRules rules;
    QStringList faults;
};

Read read(const QByteArray &yaml)
{
    Diagnostics diagnostics;
    Read read;
    const QList<Environment> environments{
        {EnvironmentId(u"production"_s), {}, true}, {EnvironmentId(u"uat"_s), {}, {}}};
    for (const YAML::Node &node : parseYaml(yaml, u"opsdeck.yaml"_s, diagnostics)) {
        YamlMap root(node, u"opsdeck.yaml"_s, diagnostics);
        read.rules = readFreezes(root, environments);
        root.finish();
    }
    for (const Diagnostic &diagnostic : diagnostics)
        read.faults.append(diagnostic.text());
    return read;
}

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

} // namespace

class FreezeReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkspaceWithoutFreezesIsWhole()
    {
        const Read none = read("{}");
        QVERIFY(none.rules.isWhole);
        QCOMPARE(none.faults, QStringList());
        QCOMPARE(none.rules, FreezeRules());
    }

    void readsACalendarAndItsWindow()
    {
        const Read one
            = read(exchange + head + "environments: [uat, production]\n  during: sse\n  before: 30m\n  after: 90s\n");
        QCOMPARE(one.faults, QStringList());
        QVERIFY(one.rules.isWhole);
        const TradingCalendar &calendar = one.rules.calendars.first();
        QCOMPARE(calendar.zone, QTimeZone("Asia/Shanghai"));
        QCOMPARE(calendar.sessions, (QList<TradingCalendar::Session>{{{9, 30}, {11, 30}}, {{13, 0}, {15, 0}}}));
        QCOMPARE(calendar.holidays.size(), 8);
        QVERIFY(calendar.isTradingDay(QDate(2026, 10, 10)));
        QVERIFY(!calendar.isTradingDay(QDate(2026, 10, 7)));
        const FreezeWindow &window = one.rules.windows.first();
        QCOMPARE(window.environments, (QList<EnvironmentId>{EnvironmentId(u"uat"_s), EnvironmentId(u"production"_s)}));
        QCOMPARE(std::get<FreezeWindow::InSessions>(window.when), (FreezeWindow::InSessions{u"sse"_s, 30min, 2min}));
    }

    void readsTheOtherKinds()
    {
        const Read once
            = read(head + "from: 2026-12-24 22:00\n  until: 2026-12-26T22:00:00Z\n  timezone: Asia/Shanghai\n");
        QCOMPARE(once.faults, QStringList());
        QCOMPARE(std::get<FreezeWindow::Once>(once.rules.windows.first().when),
            (FreezeWindow::Once{utc(u"2026-12-24T14:00:00Z"_s), utc(u"2026-12-26T22:00:00Z"_s)}));
        const Read weekly = read(head + "weekly: Friday saturday 23:00-2:00\n  timezone: UTC\n");
        QCOMPARE(weekly.faults, QStringList());
        QCOMPARE(std::get<FreezeWindow::Weekly>(weekly.rules.windows.first().when),
            (FreezeWindow::Weekly{{Qt::Friday, Qt::Saturday}, {23, 0}, {2, 0}, QTimeZone("UTC")}));
        const Read cron
            = read(head + "freeze-start: 0 23 * * 5\n  freeze-end: 0 7 * * mon\n  timezone: Europe/Berlin\n");
        QCOMPARE(cron.faults, QStringList());
        QCOMPARE(std::get<FreezeWindow::CronPair>(cron.rules.windows.first().when),
            (FreezeWindow::CronPair{
                *CronRule::parse(u"0 23 * * fri"_s), *CronRule::parse(u"0 7 * * 1"_s), QTimeZone("Europe/Berlin")}));
    }

    /// And nobody takes what is left for the whole.
    void whatIsWrongIsToldAndTheRulesAreNotWhole_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const QByteArray &yaml, const char *fault) {
            QTest::newRow(name) << yaml << QString::fromUtf8(fault);
        };
        const QByteArray day = "weekly: daily 1:00-2:00\n";
        row("no title", "freeze:\n- reason: r\n  " + day, "title");
        row("no reason", "freeze:\n- title: t\n  " + day, "reason");
        row("no time", head + "environments: uat\n", "when it is");
        row("two times", head + "during: sse\n  " + day + exchange, "in one way");
        row("no end", head + "from: 2026-12-24 22:00\n", "until");
        row("a bad time", head + "from: 2026-12-24\n  until: 2026-12-26 22:00\n", "no time");
        row("ends before", head + "from: 2026-12-24 22:00\n  until: 2026-12-24 22:00\n", "before it begins");
        row("a bad day", head + "weekly: someday 1:00-2:00\n", "no day");
        row("a bad hour", head + "weekly: daily 24:00-25:00\n", "no time of a week");
        row("a bad zone", head + day + "  timezone: Mars\n", "no time zone");
        row("an empty zone", head + day + "  timezone:\n", "no time zone");
        row("a strange environment", head + day + "  environments: [prodution]\n", "Did you mean \"production\"");
        row("no environment", head + day + "  environments: []\n", "names nothing");
        row("a strange calendar", exchange + head + "during: szse\n", "names nothing that exists");
        row("much before", exchange + head + "during: sse\n  before: 25h\n", "around a session");
        row("nothing before", exchange + head + "during: sse\n  before:\n", "around a session");
        row("a bad rule", head + "freeze-start: 0 25 * * *\n  freeze-end: 0 7 * * 1\n", "no hour of a cron rule");
        row("no rule", head + "freeze-start: 0 23 * * *\n", "freeze-end");
        row("never", head + "freeze-start: 0 23 * * *\n  freeze-end: 0 0 31 2 *\n", "never comes");
        row("the same", head + "freeze-start: 0 0 * * 7\n  freeze-end: 0 0 * * sun\n", "ends when it begins");
        row("no list", "freeze: yes\n", "holds no window");
        row("no dash", "freeze: {title: t}\n", "holds no window");
        row("empty", "freeze: []\n", "holds no window");
        row("no mapping", "freeze: [x]\n", "mapping");
        row("no zone", "calendars:\n- name: a\n  sessions: [1:00-2:00]\n", "timezone");
        row("no sessions", "calendars:\n- name: a\n  timezone: UTC\n", "needs sessions");
        row("a bad session", "calendars:\n- name: a\n  timezone: UTC\n  sessions: [9-11]\n", "no session");
        row("an empty session", "calendars:\n- name: a\n  timezone: UTC\n  sessions: [9:00-9:00]\n", "no session");
        row("a bad holiday",
            exchange
                + "  days: monday\n- name: b\n  timezone: UTC\n  sessions: [1:00-2:00]\n"
                  "  holidays: [2026-02-30]\n",
            "no date");
        row("a long holiday",
            "calendars:\n- name: b\n  timezone: UTC\n  sessions: [1:00-2:00]\n"
            "  holidays: [0001-01-01..9999-12-31]\n",
            "no date");
        row("both",
            "calendars:\n- name: b\n  timezone: UTC\n  sessions: [1:00-2:00]\n"
            "  holidays: [2026-02-01]\n  extra-days: [2026-02-01]\n",
            "is in \"holidays\"");
        row("twice", exchange + "- name: sse\n  timezone: UTC\n  sessions: [1:00-2:00]\n", "already a calendar");
    }
    void whatIsWrongIsToldAndTheRulesAreNotWhole()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, fault);
        const Read one = read(yaml);
        QVERIFY(!one.rules.isWhole);
        QVERIFY2(one.faults.join(u'\n').contains(fault), qPrintable(one.faults.join(u'\n')));
        QVERIFY(one.rules.windows.isEmpty());
        QVERIFY(one.faults.first().startsWith(u"opsdeck.yaml:"_s));
    }
};

QTEST_GUILESS_MAIN(FreezeReaderTest)
#include "tst_freezereader.moc"
