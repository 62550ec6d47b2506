// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/freeze.h"
#include "models/domain/workspace.h"
#include "models/domain/zonetime.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QTimeZone shanghai("Asia/Shanghai");
const QTimeZone berlin("Europe/Berlin");
const Environment production{EnvironmentId(u"production"_s), u"Production"_s, true};
const Environment staging{EnvironmentId(u"staging"_s), u"Staging"_s, false};

QDateTime utc(const QString &text)
{
    const QDateTime at = QDateTime::fromString(text + u":00Z"_s, Qt::ISODate);
    if (!at.isValid())
        qFatal("no time: %s", qPrintable(text));
    return at;
}

/// By the clock of a zone where it is neither left out nor there twice.
QDateTime in(const QTimeZone &zone, const QString &text)
{
    const QDateTime clock = utc(text);
    return QDateTime(clock.date(), clock.time(), zone).toUTC();
}

CronRule cron(const QString &text)
{
    const auto rule = CronRule::parse(text);
    if (!rule)
        qFatal("no rule: %s", qPrintable(text));
    return *rule;
}

FreezeWindow window(decltype(FreezeWindow::when) when, const QString &title = u"Freeze"_s)
{
    return {title, u"because"_s, {}, std::move(when)};
}

TradingCalendar exchange()
{
    TradingCalendar calendar;
    calendar.name = u"sse"_s;
    calendar.zone = shanghai;
    calendar.sessions = {{{9, 30}, {11, 30}}, {{13, 0}, {15, 0}}};
    for (int day = 1; day <= 7; ++day)
        calendar.holidays.insert(QDate(2026, 10, day));
    calendar.extraDays = {QDate(2026, 10, 10)}; // a Saturday
    return calendar;
}

FreezeWindow trading(std::chrono::minutes before = 0min, std::chrono::minutes after = 0min)
{
    return window(FreezeWindow::InSessions{u"sse"_s, before, after}, u"Trading"_s);
}

std::optional<ActiveFreeze> at(const QList<FreezeWindow> &windows, const QDateTime &now)
{
    return freezeAt(windows, {exchange()}, production, now);
}

QDateTime nextAt(const QList<FreezeWindow> &windows, const QDateTime &now)
{
    const auto next = nextFreeze(windows, {exchange()}, production, now);
    return next ? next->from : QDateTime();
}

/// The rules as a person would check them: minute after minute. What the clock of the zone has shown for the first time
/// in a minute has happened in it, in that order.
class SlowClock
{
public:
    SlowClock(const QTimeZone &zone, const QDateTime &begin)
        : m_zone(zone)
        , m_now(begin)
        , m_seen(shown(begin))
    { }

    const QDateTime &now() const { return m_now; }

    /// One minute on; the times by the clock that are new.
    QList<QDateTime> step()
    {
        m_now = m_now.addSecs(60);
        QList<QDateTime> fresh;
        const QDateTime clock = shown(m_now);
        while (m_seen < clock) {
            m_seen = m_seen.addSecs(60);
            fresh.append(m_seen);
        }
        return fresh;
    }

private:
    QDateTime shown(const QDateTime &moment) const
    {
        const QDateTime local = moment.toTimeZone(m_zone);
        return QDateTime(local.date(), local.time(), Qt::UTC);
    }

    QTimeZone m_zone;
    QDateTime m_now;
    QDateTime m_seen; ///< the latest time that the clock has shown
};

struct SlowField
{
    int least;
    int most;
};

/// What a random field lets through, kept as a plain list beside its text.
struct RandomField
{
    QString text;
    QSet<int> values;
    bool isAll = false;
};

RandomField randomField(QRandomGenerator &random, const SlowField &field, int starsOf10)
{
    RandomField made;
    if (int(random.bounded(10)) < starsOf10) {
        made.text = u"*"_s;
        for (int i = field.least; i <= field.most; ++i)
            made.values.insert(i);
        made.isAll = true;
        return made;
    }
    QStringList elements;
    for (int count = random.bounded(1, 4); count > 0; --count) {
        const int from = random.bounded(field.least, field.most + 1);
        const int to = random.bounded(from, field.most + 1);
        const int step = random.bounded(1, 6);
        switch (random.bounded(4)) {
        case 0:
            elements.append(QString::number(from));
            made.values.insert(from);
            break;
        case 1:
            elements.append(u"%1-%2"_s.arg(from).arg(to));
            for (int i = from; i <= to; ++i)
                made.values.insert(i);
            break;
        case 2:
            elements.append(u"%1-%2/%3"_s.arg(from).arg(to).arg(step));
            for (int i = from; i <= to; i += step)
                made.values.insert(i);
            break;
        default:
            elements.append(u"*/%1"_s.arg(step));
            for (int i = field.least; i <= field.most; i += step)
                made.values.insert(i);
        }
    }
    made.text = elements.join(u',');
    made.isAll = made.values.size() == field.most - field.least + 1;
    return made;
}

struct RandomRule
{
    std::array<RandomField, 5> fields;

    explicit RandomRule(QRandomGenerator &random)
    {
        constexpr std::array<SlowField, 5> ranges{{{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 6}}};
        constexpr std::array<int, 5> stars{1, 2, 5, 7, 5};
        for (size_t i = 0; i < fields.size(); ++i)
            fields[i] = randomField(random, ranges[i], stars[i]);
    }

    QString text() const
    {
        QStringList texts;
        for (const RandomField &field : fields)
            texts.append(field.text);
        return texts.join(u' ');
    }

    bool matches(const QDateTime &clock) const
    {
        const bool byDay = fields[2].values.contains(clock.date().day());
        const bool byWeekday = fields[4].values.contains(clock.date().dayOfWeek() % 7);
        const bool isEither = !fields[2].isAll && !fields[4].isAll;
        return fields[0].values.contains(clock.time().minute()) && fields[1].values.contains(clock.time().hour())
            && fields[3].values.contains(clock.date().month()) && (isEither ? byDay || byWeekday : byDay && byWeekday);
    }
};

} // namespace

class FreezeTest : public QObject
{
    Q_OBJECT

private:
    qsizetype m_changes = 0;

    void compareWithMinutes(const FreezeWindow::CronPair &pair, const RandomRule &start, const RandomRule &end,
        const QDateTime &begin, const QString &rules)
    {
        const QList<FreezeWindow> windows{window(pair)};
        SlowClock slow(pair.zone, begin);
        bool isOn = freezeAt(windows, {}, production, begin).has_value();
        QList<std::pair<QDateTime, bool>> changes;
        const QDateTime last = begin.addDays(4);
        while (slow.now() < last) {
            bool now = isOn;
            for (const QDateTime &clock : slow.step()) {
                // The end of one window does not end the one that begins with it.
                now = start.matches(clock) || (now && !end.matches(clock));
            }
            if (now != isOn)
                changes.append({slow.now(), now});
            isOn = now;
        }
        m_changes += changes.size();
        QDateTime from = begin;
        bool state = freezeAt(windows, {}, production, begin).has_value();
        for (const auto &[moment, becomes] : changes) {
            QVERIFY2(freezeAt(windows, {}, production, moment.addMSecs(-1)).has_value() == state, qPrintable(rules));
            const auto freeze = freezeAt(windows, {}, production, moment);
            QVERIFY2(freeze.has_value() == becomes, qPrintable(rules));
            if (becomes) {
                const auto next = nextFreeze(windows, {}, production, from);
                QVERIFY2(next && next->from == moment, qPrintable(rules));
            } else if (const auto before = freezeAt(windows, {}, production, from)) {
                QVERIFY2(before->until == moment, qPrintable(rules));
            }
            state = becomes;
            from = moment;
        }
    }

private Q_SLOTS:
    void readsCronRules_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDateTime>("after");
        QTest::addColumn<QDateTime>("next");
        const auto row = [](const char *text, const char *after, const char *next) {
            QTest::newRow(text) << QString::fromLatin1(text) << utc(QString::fromLatin1(after))
                                << utc(QString::fromLatin1(next));
        };
        row("* * * * *", "2026-11-30T10:00", "2026-11-30T10:01");
        row("0 23 * * 5", "2026-11-30T10:00", "2026-12-04T23:00");
        row("0 23 * * FRI", "2026-12-04T23:00", "2026-12-11T23:00");
        row("*/20 8-10/2 * * mon-fri", "2026-11-28T09:00", "2026-11-30T08:00");
        row("5/20 8 * * *", "2026-11-30T08:05", "2026-11-30T08:25");
        row("0 0 1 jan,Jul *", "2026-11-30T10:00", "2027-01-01T00:00");
        row("0 0 29 2 *", "2026-11-30T10:00", "2028-02-29T00:00");
        row("59 23 31 12 *", "2026-12-31T23:59", "2027-12-31T23:59");
        row("0 0 * * 7", "2026-11-30T10:00", "2026-12-06T00:00");
        row("0 0 * * sat-sun", "2026-12-05T00:00", "2026-12-06T00:00");
        row("0 0 13 * 5", "2026-11-30T10:00", "2026-12-04T00:00"); // the 13th, or a Friday
        row("0 0 31 2 mon", "2026-11-30T10:00", "2027-02-01T00:00");
        row("0 0 13 * */1", "2026-11-30T10:00", "2026-12-13T00:00"); // every weekday restricts nothing
        row("  0\t0  13 *   *", "2026-11-30T10:00", "2026-12-13T00:00");
    }
    void readsCronRules()
    {
        QFETCH(QString, text);
        QFETCH(QDateTime, after);
        QFETCH(QDateTime, next);
        const auto rule = CronRule::parse(text);
        QVERIFY(rule);
        QCOMPARE(rule->next(after).value_or(QDateTime()), next);
        QVERIFY(rule->matches(next));
        QCOMPARE(rule->last(next).value_or(QDateTime()), next);
        QVERIFY(rule->last(next.addSecs(-60)).value_or(QDateTime()) <= after);
    }

    void refusesWhatIsNoCronRule_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *",
                 "* * * 13 *", "* * * 0 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *", "*/-1 * * * *", "*/99 * * * *",
                 "1,,2 * * * *", ", * * * *", "a * * * *", "mon * * * *", "* * * mon *", "* * * * jan", "1- * * * *",
                 "-1 * * * *", "1/ * * * *", "1/2/3 * * * *", "1-2-3 * * * *", "+1 * * * *", "1.5 * * * *", "@daily",
                 "* * L * *", "* * * * mon#1", "99999999999999999999 * * * *", "0x1 * * * *", "* * * * monday"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("other digits") << u"\u0661 * * * *"_s;
        QTest::newRow("a line") << u"\n* * * * *\n"_s;
        QTest::newRow("a NUL") << QString(QChar(u'\0')) + u" * * * *"_s;
        QTest::newRow("long") << QString(1'000'000, u'1') + u" * * * *"_s;
        QTest::newRow("a long list") << u"1"_s + u",1"_s.repeated(200) + u" * * * *"_s;
    }
    void refusesWhatIsNoCronRule()
    {
        QFETCH(QString, text);
        const auto rule = CronRule::parse(text);
        QVERIFY(!rule);
        QCOMPARE(rule.error().kind, Error::Kind::Usage);
        QVERIFY(!rule.error().phrase.isEmpty());
    }

    void aDayThatNeverComesIsToldAtOnce()
    {
        for (const QString &text : {u"0 0 31 2 *"_s, u"0 0 30 feb *"_s, u"0 0 31 4,6,9,11 *"_s}) {
            QElapsedTimer timer;
            timer.start();
            QVERIFY(!cron(text).next(utc(u"2026-11-30T10:00"_s)));
            QVERIFY(!cron(text).last(utc(u"2026-11-30T10:00"_s)));
            QVERIFY(timer.elapsed() < 1000);
        }
        // Neither is there one around 2100, but for eight years.
        QCOMPARE(cron(u"0 0 29 2 *"_s).next(utc(u"2096-03-01T00:00"_s)), utc(u"2104-02-29T00:00"_s));
        QCOMPARE(cron(u"0 0 29 2 *"_s).last(utc(u"2104-02-28T00:00"_s)), utc(u"2096-02-29T00:00"_s));
    }

    void cronAgreesWithAMinuteByMinuteCheck()
    {
        QRandomGenerator random(20261130);
        for (int round = 0; round < 300; ++round) {
            const RandomRule slow(random);
            const auto rule = CronRule::parse(slow.text());
            QVERIFY2(rule, qPrintable(slow.text()));
            const QDateTime begin = utc(u"2026-01-01T00:00"_s).addSecs(60 * qint64(random.bounded(3 * 365 * 1440)));
            QDateTime expected = begin;
            QDateTime end = begin.addDays(10);
            do
                expected = expected.addSecs(60);
            while (expected < end && !slow.matches(expected));
            const auto next = rule->next(begin);
            if (expected < end)
                QVERIFY2(next == expected, qPrintable(slow.text()));
            else
                QVERIFY2(!next || *next >= end, qPrintable(slow.text()));
            end = begin.addDays(-10);
            for (expected = begin; expected > end && !slow.matches(expected);)
                expected = expected.addSecs(-60);
            const auto last = rule->last(begin.addSecs(random.bounded(60)));
            if (expected > end)
                QVERIFY2(last == expected, qPrintable(slow.text()));
            else
                QVERIFY2(!last || *last <= end, qPrintable(slow.text()));
        }
    }

    void whatTheClockLeavesOutOrShowsTwiceHappensOnce()
    {
        // Berlin: 2026-03-29 02:00 → 03:00, 2026-10-25 03:00 → 02:00.
        QCOMPARE(momentOf(utc(u"2026-03-29T01:59"_s), berlin), utc(u"2026-03-29T00:59"_s));
        QCOMPARE(momentOf(utc(u"2026-03-29T02:30"_s), berlin), utc(u"2026-03-29T01:00"_s));
        QCOMPARE(momentOf(utc(u"2026-03-29T03:00"_s), berlin), utc(u"2026-03-29T01:00"_s));
        QCOMPARE(momentOf(utc(u"2026-10-25T02:30"_s), berlin), utc(u"2026-10-25T00:30"_s));
        QCOMPARE(momentOf(utc(u"2026-10-25T03:00"_s), berlin), utc(u"2026-10-25T02:00"_s));
        QCOMPARE(clockAt(utc(u"2026-10-25T00:59"_s), berlin), utc(u"2026-10-25T02:59"_s));
        QVERIFY(clockAt(utc(u"2026-10-25T01:30"_s), berlin) < utc(u"2026-10-25T03:00"_s));
        QVERIFY(clockAt(utc(u"2026-10-25T01:30"_s), berlin) >= utc(u"2026-10-25T02:59"_s));
        // Samoa had no 30 December 2011.
        const QTimeZone samoa("Pacific/Apia");
        QCOMPARE(momentOf(utc(u"2011-12-30T12:00"_s), samoa), utc(u"2011-12-30T10:00"_s));
        QCOMPARE(momentOf(utc(u"2011-12-31T00:00"_s), samoa), utc(u"2011-12-30T10:00"_s));
        // Lord Howe leaps by half an hour.
        const QTimeZone lordHowe("Australia/Lord_Howe");
        QCOMPARE(momentOf(utc(u"2026-10-04T02:10"_s), lordHowe), utc(u"2026-10-03T15:30"_s));
        QCOMPARE(momentOf(utc(u"2026-10-04T02:10"_s), QTimeZone()), utc(u"2026-10-04T02:10"_s));
        QVERIFY(!momentOf(QDateTime(), berlin).isValid());
    }

    void whatIsLaterByTheClockIsNeverEarlierInTruth()
    {
        for (const char *name : {"Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Asia/Shanghai", "UTC",
                 "Pacific/Apia", "America/Sao_Paulo"}) {
            const QTimeZone zone(name);
            const QDateTime begin = utc(name == QByteArray("Pacific/Apia") ? u"2011-12-25T00:00"_s
                    : name == QByteArray("America/Sao_Paulo")              ? u"2018-10-30T00:00"_s
                                                                           : u"2026-01-01T00:00"_s);
            QDateTime before = momentOf(begin, zone);
            for (QDateTime clock = begin; clock < begin.addDays(365); clock = clock.addSecs(47 * 60)) {
                const QDateTime now = momentOf(clock, zone);
                QVERIFY(now >= before);
                QVERIFY(clockAt(now, zone) >= clock);
                QVERIFY(clockAt(now.addMSecs(-1), zone) < clock);
                before = now;
            }
        }
    }

    void aCronFreezeAgreesWithAMinuteByMinuteCheck_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QDateTime>("begin");
        QTest::newRow("spring") << QByteArray("Europe/Berlin") << utc(u"2026-03-27T00:00"_s);
        QTest::newRow("autumn") << QByteArray("Europe/Berlin") << utc(u"2026-10-23T00:00"_s);
        QTest::newRow("half an hour") << QByteArray("Australia/Lord_Howe") << utc(u"2026-10-02T00:00"_s);
        QTest::newRow("and back") << QByteArray("Australia/Lord_Howe") << utc(u"2026-04-03T00:00"_s);
        QTest::newRow("midnight left out") << QByteArray("America/Sao_Paulo") << utc(u"2018-11-02T00:00"_s);
        QTest::newRow("a day left out") << QByteArray("Pacific/Apia") << utc(u"2011-12-28T00:00"_s);
        QTest::newRow("no leaps") << QByteArray("Asia/Shanghai") << utc(u"2026-11-27T00:00"_s);
    }
    void aCronFreezeAgreesWithAMinuteByMinuteCheck()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QDateTime, begin);
        QRandomGenerator random(4711);
        for (int round = 0; round < 8; ++round) {
            const RandomRule start(random);
            const RandomRule end(random);
            const FreezeWindow::CronPair pair{cron(start.text()), cron(end.text()), QTimeZone(zone)};
            const QString rules = start.text() + u" → "_s + end.text();
            compareWithMinutes(pair, start, end, begin, rules);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void andThoseCronFreezesCameAndWent() { QVERIFY2(m_changes > 200, qPrintable(QString::number(m_changes))); }

    void aLeapThatHoldsStartAndEndLeavesNoFreezeBehind()
    {
        const QList<FreezeWindow> windows{
            window(FreezeWindow::CronPair{cron(u"10 2 * * *"_s), cron(u"50 2 * * *"_s), berlin})};
        QVERIFY(!at(windows, utc(u"2026-03-29T01:00"_s)));
        QVERIFY(!at(windows, utc(u"2026-03-29T12:00"_s)));
        QCOMPARE(nextAt(windows, utc(u"2026-03-28T12:00"_s)), in(berlin, u"2026-03-30T02:10"_s));
        const QList<FreezeWindow> weekly{window(FreezeWindow::Weekly{{Qt::Sunday}, {2, 10}, {2, 50}, berlin})};
        QVERIFY(!at(weekly, utc(u"2026-03-29T01:00"_s)));
        QCOMPARE(nextAt(weekly, utc(u"2026-03-28T12:00"_s)), in(berlin, u"2026-04-05T02:10"_s));
    }

    void aWindowThatIsOnceIsOnFromItsFirstMomentToBeforeItsLast()
    {
        const QList<FreezeWindow> windows{
            window(FreezeWindow::Once{utc(u"2026-12-24T10:00"_s), utc(u"2028-12-24T10:00"_s)}, u"Year-end"_s)};
        QVERIFY(!at(windows, utc(u"2026-12-24T09:59"_s)));
        const auto freeze = at(windows, utc(u"2026-12-24T10:00"_s));
        QVERIFY(freeze);
        QCOMPARE(*freeze, (ActiveFreeze{u"Year-end"_s, u"because"_s, utc(u"2028-12-24T10:00"_s)}));
        QVERIFY(!at(windows, utc(u"2028-12-24T10:00"_s)));
        QCOMPARE(nextAt(windows, utc(u"2026-12-24T09:20"_s)), utc(u"2026-12-24T10:00"_s));
        QVERIFY(!nextAt(windows, utc(u"2026-12-24T10:00"_s)).isValid());
        for (const auto &bad : {FreezeWindow::Once{}, FreezeWindow::Once{utc(u"2026-12-24T10:00"_s), {}},
                 FreezeWindow::Once{utc(u"2026-12-24T10:00"_s), utc(u"2026-12-24T10:00"_s)}}) {
            QVERIFY(!at({window(bad)}, utc(u"2026-12-24T10:00"_s)));
            QVERIFY(!nextAt({window(bad)}, utc(u"2026-12-01T10:00"_s)).isValid());
        }
    }

    void aWeeklyWindowGoesIntoTheNextDay()
    {
        const QList<FreezeWindow> windows{window(FreezeWindow::Weekly{{Qt::Saturday}, {23, 0}, {2, 0}, shanghai})};
        QCOMPARE(nextAt(windows, in(shanghai, u"2026-11-30T12:00"_s)), in(shanghai, u"2026-12-05T23:00"_s));
        const auto freeze = at(windows, in(shanghai, u"2026-12-06T01:59"_s));
        QVERIFY(freeze);
        QCOMPARE(freeze->until, in(shanghai, u"2026-12-06T02:00"_s));
        QVERIFY(!at(windows, in(shanghai, u"2026-12-06T02:00"_s)));
        QVERIFY(!at(windows, in(shanghai, u"2026-12-05T22:59"_s)));
    }

    void freezesWhileTheExchangeTrades()
    {
        const QList<FreezeWindow> windows{trading(30min, 15min)};
        const auto isOn = [&](const QString &text) { return at(windows, in(shanghai, text)).has_value(); };
        QVERIFY(!isOn(u"2026-11-30T08:59"_s));
        QVERIFY(isOn(u"2026-11-30T09:00"_s));
        QVERIFY(isOn(u"2026-11-30T11:44"_s));
        QVERIFY(!isOn(u"2026-11-30T11:45"_s));
        QVERIFY(isOn(u"2026-11-30T12:30"_s));
        QVERIFY(!isOn(u"2026-11-30T15:15"_s));
        QVERIFY(!isOn(u"2026-11-28T10:00"_s)); // a Saturday
        QVERIFY(!isOn(u"2026-10-01T10:00"_s)); // a Thursday, the national day
        QVERIFY(isOn(u"2026-10-10T10:00"_s)); // a Saturday that makes up for it
        QCOMPARE(nextAt(windows, in(shanghai, u"2026-09-30T15:15"_s)), in(shanghai, u"2026-10-08T09:00"_s));
        QCOMPARE(nextAt(windows, in(shanghai, u"2026-11-30T10:00"_s)), in(shanghai, u"2026-11-30T12:30"_s));
        QCOMPARE(nextAt(windows, in(shanghai, u"2026-11-27T20:00"_s)), in(shanghai, u"2026-11-30T09:00"_s));
    }

    void sessionsThatMeetAreOneFreeze()
    {
        const QList<FreezeWindow> windows{trading(45min, 45min)};
        const auto freeze = at(windows, in(shanghai, u"2026-11-30T09:00"_s));
        QVERIFY(freeze);
        QCOMPARE(freeze->until, in(shanghai, u"2026-11-30T15:45"_s)); // 12:15 meets 12:15
        const QList<FreezeWindow> wide{trading(24h, 24h)};
        QCOMPARE(at(wide, in(shanghai, u"2026-11-29T12:00"_s))->until, in(shanghai, u"2026-12-05T15:00"_s));
        QCOMPARE(nextAt(wide, in(shanghai, u"2026-12-05T15:00"_s)), in(shanghai, u"2026-12-06T09:30"_s));
    }

    void nightSessionsEndOnTheNextDay()
    {
        TradingCalendar futures = exchange();
        futures.sessions = {{{21, 0}, {2, 30}}};
        const auto on = [&](const QString &text) {
            return freezeAt({trading()}, {futures}, production, in(shanghai, text)).has_value();
        };
        QVERIFY(on(u"2026-11-28T02:29"_s)); // Friday's
        QVERIFY(!on(u"2026-11-28T02:30"_s));
        QVERIFY(!on(u"2026-11-28T21:00"_s));
    }

    void aCalendarThatNobodyKnowsOpensNothing()
    {
        const auto freeze = freezeAt({trading()}, {}, production, utc(u"2026-11-28T10:00"_s));
        QVERIFY(freeze);
        QVERIFY(!freeze->until.isValid());
        QVERIFY(!nextFreeze({trading()}, {}, production, utc(u"2026-11-28T10:00"_s)));
    }

    void concernsProductionWhereNothingElseIsSaid()
    {
        const FreezeWindow::Once once{utc(u"2026-12-24T10:00"_s), utc(u"2026-12-26T10:00"_s)};
        FreezeWindow one = window(once);
        const QDateTime now = utc(u"2026-12-25T10:00"_s);
        QVERIFY(freezeAt({one}, {}, production, now));
        QVERIFY(!freezeAt({one}, {}, staging, now));
        one.environments = {staging.id};
        QVERIFY(!freezeAt({one}, {}, production, now));
        QVERIFY(freezeAt({one}, {}, staging, now));
        QVERIFY(!nextFreeze({one}, {}, production, once.from.addSecs(-1)));
    }

    void windowsThatFollowEachOtherAreOneFreeze()
    {
        const FreezeWindow::Once first{utc(u"2026-12-24T10:00"_s), utc(u"2026-12-25T10:00"_s)};
        const FreezeWindow::Once second{utc(u"2026-12-24T12:00"_s), utc(u"2026-12-26T10:00"_s)};
        const FreezeWindow::Once third{utc(u"2026-12-26T10:00"_s), utc(u"2026-12-27T10:00"_s)};
        const QList<FreezeWindow> windows{window(third, u"c"_s), window(first, u"a"_s), window(second, u"b"_s)};
        QCOMPARE(*at(windows, first.from), (ActiveFreeze{u"a"_s, u"because"_s, third.until}));
        QCOMPARE(at(windows, second.from)->title, u"b"_s);
        QVERIFY(!nextFreeze(windows, {}, production, first.from));
        QCOMPARE(*nextFreeze(windows, {}, production, first.from.addSecs(-40 * 60)),
            (NextFreeze{u"a"_s, u"because"_s, first.from}));
    }

    void aFreezeWithoutEndIsToldQuickly()
    {
        QElapsedTimer timer;
        timer.start();
        const QList<FreezeWindow> halves{
            window(FreezeWindow::CronPair{cron(u"*/2 * * * *"_s), cron(u"1/2 * * * *"_s), berlin}),
            window(FreezeWindow::CronPair{cron(u"1/2 * * * *"_s), cron(u"*/2 * * * *"_s), berlin})};
        const auto always = at(halves, utc(u"2026-11-30T10:00"_s));
        QVERIFY(always && !always->until.isValid());
        QVERIFY(!nextAt(halves, utc(u"2026-11-30T10:00"_s)).isValid());
        const QList<FreezeWindow> endless{
            window(FreezeWindow::CronPair{cron(u"0 23 * * *"_s), cron(u"0 0 31 2 *"_s), shanghai})};
        QVERIFY(at(endless, utc(u"2026-11-30T10:00"_s)));
        QVERIFY(!at(endless, utc(u"2026-11-30T10:00"_s))->until.isValid());
        const QList<FreezeWindow> never{
            window(FreezeWindow::CronPair{cron(u"0 0 31 2 *"_s), cron(u"0 0 * * *"_s), shanghai})};
        QVERIFY(!at(never, utc(u"2026-11-30T10:00"_s)));
        QVERIFY(!nextAt(never, utc(u"2026-11-30T10:00"_s)).isValid());
        const QList<FreezeWindow> days{window(FreezeWindow::Weekly{
            {Qt::Monday, Qt::Tuesday, Qt::Wednesday, Qt::Thursday, Qt::Friday, Qt::Saturday, Qt::Sunday}, {0, 0},
            {0, 0}, berlin})};
        QVERIFY(!at(days, utc(u"2026-11-30T10:00"_s))->until.isValid());
        QVERIFY2(timer.elapsed() < 5'000, "one answer may not hold up a window");
    }
};

QTEST_GUILESS_MAIN(FreezeTest)
#include "tst_freeze.moc"
