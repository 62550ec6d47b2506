// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/delivery.h"
#include "models/domain/notify.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QTimeZone Shanghai("Asia/Shanghai");
const SourceId Source(u"am"_s);

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}

} // namespace

/// What people are told, step by step, by a clock of the test's own.
class NotifyTest : public QObject
{
    Q_OBJECT

private:
    QDateTime m_now;
    NotifyRule m_rule;
    NotifyState m_state;
    QDateTime m_next;
    QMap<QString, AlertRow> m_rows;
    QMap<QString, AlertRow> m_resting; ///< come and go, and are gone at the moment
    AlertFilter m_view;
    QTimeZone m_zone{Shanghai};
    bool m_isHeard = true; ///< every source answered since we began

    AlertRow &fire(const QString &name, Severity severity = Severity::Critical, int secondsAgo = 0)
    {
        AlertRow row{.key = name, .severity = severity, .name = name.section(u' ', 0, 0), .service = u"cart"_s};
        row.instance = name.section(u' ', 1);
        row.startsAt = m_now.addSecs(-secondsAgo);
        return m_rows[name] = row;
    }

    AlertWall wall() const
    {
        AlertGroup group{.kind = AlertGroup::Kind::System, .title = u"Shop"_s};
        for (const AlertRow &row : m_rows)
            group.rows.append(row);
        for (const AlertRow &row : m_resting)
            group.resting.append(row);
        AlertWall all;
        all.groups = {group};
        all.sources = {{Source, Freshness::Live, m_isHeard ? m_now : QDateTime()}};
        return all;
    }

    QList<Notification> step()
    {
        const NotifyStep step = notifyStep(m_state, wall(), {m_rule}, m_view, m_now, m_zone);
        m_state = step.state;
        m_next = step.next;
        return step.tell;
    }

    /// Time goes on, with a look as often as the rule asks for one.
    QList<Notification> wait(std::chrono::seconds length)
    {
        const QDateTime end = m_now.addDuration(length);
        QList<Notification> all = step();
        while (m_next.isValid() && m_next <= end) {
            const QDateTime before = m_now;
            m_now = std::max(m_next, m_now);
            all += step();
            if (m_now == before && m_next == before)
                qFatal("The rule wants to look again without end");
        }
        m_now = end;
        return all + step();
    }

    static QStringList namesIn(const QList<Notification> &all)
    {
        QStringList names;
        for (const Notification &one : all) {
            for (const NotifiedAlert &alert : one.alerts)
                names.append(alert.name);
        }
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_now = utc("2026-11-30T06:00:00Z"); // a Monday, 14:00 in Shanghai
        m_rule = NotifyRule{.name = u"r"_s, .outlets = {u"desktop"_s}};
        m_state = {};
        m_rows.clear();
        m_resting.clear();
        m_view = {};
        m_zone = Shanghai;
        m_isHeard = true;
        QCOMPARE(step(), QList<Notification>()); // begins with an empty wall
    }

    void aNewAlertIsToldOnceWithItsSourcesTime()
    {
        m_now = m_now.addSecs(10);
        fire(u"DiskFull db-01"_s, Severity::Critical, 4);
        const auto told = wait(30min);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().fresh, 1);
        QCOMPARE(told.first().worst(), std::optional(Severity::Critical));
        QCOMPARE(told.first().alerts.first().system, u"Shop"_s);
        QCOMPARE(told.first().first.msecsTo(told.first().at), 14'000); // four at the source, ten of the window
        const auto delay = deliveryOf(OutgoingMessage{told.first(), {}, {}}, u"x"_s, told.first().at).delay;
        QCOMPARE(delay, std::optional(14'000ms));
    }

    void whoHasItOrIsSilencedIsNotTold_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("acknowledged") << 0;
        QTest::newRow("suppressed") << 1;
        QTest::newRow("pending") << 2;
        QTest::newRow("another severity") << 3;
        QTest::newRow("another service") << 4;
        QTest::newRow("a symptom") << 5;
        QTest::newRow("flapping") << 6;
    }
    void whoHasItOrIsSilencedIsNotTold()
    {
        QFETCH(int, what);
        AlertRow &row = fire(u"A"_s);
        m_rule.severities = {Severity::Critical};
        m_rule.filter = u"service:cart"_s;
        if (what == 0)
            row.care.acknowledgement = Acknowledgement{.by = u"li"_s};
        row.suppressed = what == 1;
        row.pending = what == 2;
        row.severity = what == 3 ? Severity::Warning : Severity::Critical;
        row.service = what == 4 ? u"mail"_s : u"cart"_s;
        if (what > 4)
            row.noise = RowNoise{.fold = what == 5 ? RowNoise::Fold::Symptom : RowNoise::Fold::Flapping};
        QCOMPARE(wait(1h), QList<Notification>());
        row = fire(u"A"_s);
        QCOMPARE(wait(1h).size(), 1); // once it is none of these
    }

    void aWorseSeverityIsToldAgainABetterOneNot()
    {
        fire(u"A"_s, Severity::Info);
        QCOMPARE(wait(1min).size(), 1);
        m_rows[u"A"_s].severity = Severity::Critical;
        const auto raised = wait(1min);
        QCOMPARE(raised.size(), 1);
        QCOMPARE(raised.first().raised, 1);
        m_rows[u"A"_s].severity = Severity::Warning;
        QCOMPARE(wait(1h), QList<Notification>());
    }

    void repeatsUntilSomebodyHasIt()
    {
        m_rule.repeat = 15min;
        fire(u"A"_s);
        const auto told = wait(50min);
        QCOMPARE(told.size(), 4); // at once and after 15, 30 and 45 minutes, each with its window
        QCOMPARE(told.last().again, 1);
        QCOMPARE(told.last().fresh, 0);
        m_rows[u"A"_s].care.acknowledgement = Acknowledgement{.by = u"li"_s};
        QCOMPARE(wait(2h), QList<Notification>());
        m_rows[u"A"_s].care.acknowledgement.reset(); // given back
        QCOMPARE(wait(1min).size(), 1);
    }

    void aResolvedAlertIsToldOnlyWhereTheRuleWantsIt()
    {
        fire(u"A"_s);
        wait(1min);
        m_rows.clear();
        QCOMPARE(wait(10min), QList<Notification>());
        m_rule.resolved = true;
        fire(u"A"_s);
        wait(1min);
        m_rows.clear();
        const auto told = wait(10min);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().resolved, 1);
        QCOMPARE(told.first().counts.total(), 0);
        QVERIFY(m_state.rules.cbegin()->told.isEmpty());
    }

    void whatComesAndGoesIsOneMessage()
    {
        m_rule.resolved = true;
        QList<Notification> told;
        for (int i = 0; i < 40; ++i) {
            fire(u"A"_s);
            told += wait(30s);
            m_rows.clear();
            told += wait(60s);
        }
        QCOMPARE(told.size(), 1);
        QCOMPARE(wait(10min).first().resolved, 1);
    }

    void whatRestsForAWhileHasNotGone()
    {
        m_rule.resolved = true;
        fire(u"A"_s);
        QCOMPARE(wait(1min).size(), 1);
        m_resting = std::exchange(m_rows, {});
        QCOMPARE(wait(30min).size(), 0);
        m_rows = std::exchange(m_resting, {});
        QCOMPARE(wait(30min).size(), 0);
        m_rows.clear();
        QCOMPARE(wait(30min).size(), 1);
    }

    void whatEndsWithinTheWindowIsNotTold()
    {
        fire(u"A"_s);
        QCOMPARE(step(), QList<Notification>());
        m_now = m_now.addSecs(5);
        m_rows.clear();
        QCOMPARE(wait(1h), QList<Notification>());
    }

    void aFloodIsOneMessage()
    {
        for (int i = 0; i < 20'000; ++i)
            fire(u"Down host-%1"_s.arg(i), Severity::Warning, i % 7);
        const auto told = wait(4min);
        QCOMPARE(told.size(), 1);
        QVERIFY(told.first().isStorm());
        QCOMPARE(told.first().fresh, 20'000);
        QCOMPARE(told.first().counts.warning, 20'000);
        QCOMPARE(told.first().alerts.size(), Notification::MostListed);
        QCOMPARE(told.first().first.secsTo(told.first().last), 6);
    }

    void aStormThatGoesOnIsToldNowAndThenAndWhatIsWorseAtOnce()
    {
        QList<Notification> told;
        for (int i = 0; i < 240; ++i) { // a minute by the second second, for eight minutes
            for (int k = 0; k < 20; ++k)
                fire(u"Down host-%1-%2"_s.arg(i).arg(k), Severity::Warning);
            told += wait(2s);
        }
        QCOMPARE(told.size(), 2); // at first, and after five minutes
        fire(u"DatabaseGone db-01"_s, Severity::Critical);
        const auto worse = wait(15s);
        QCOMPARE(worse.size(), 1);
        QCOMPARE(worse.first().alerts.first().name, u"DatabaseGone"_s);
        fire(u"Fire room-1"_s, Severity::Critical); // as bad, of another name
        QCOMPARE(wait(15s).size(), 1);
        fire(u"Fire room-2"_s, Severity::Critical);
        QCOMPARE(wait(15s).size(), 0);
        QCOMPARE(wait(6min).size(), 1); // in the end nothing was kept back
        QVERIFY(m_state.rules.cbegin()->told.size() == 240 * 20 + 3);
    }

    void whatBurntBeforeIsOneSummary()
    {
        m_state = {};
        m_isHeard = false;
        for (int i = 0; i < 500; ++i)
            fire(u"Old %1"_s.arg(i), Severity::Critical, 3600 + i);
        QCOMPARE(step(), QList<Notification>());
        m_now = m_now.addSecs(20);
        for (int i = 500; i < 700; ++i)
            fire(u"Old %1"_s.arg(i), Severity::Critical, 3600 + i); // the first poll brings more
        fire(u"New one"_s, Severity::Warning);
        m_isHeard = true;
        const auto told = wait(1h);
        QCOMPARE(told.size(), 2);
        QVERIFY(told.first().atStart);
        QCOMPARE(told.first().fresh, 700);
        QVERIFY(!told.first().heard); // without a sound
        QVERIFY(!deliveryOf(OutgoingMessage{told.first(), {}, {}}, u"x"_s, m_now).delay);
        QCOMPARE(namesIn({told.last()}), QStringList{u"New"_s}); // no storm keeps it back
    }

    void aSilentSourceDoesNotHoldTheStartUpForEver()
    {
        m_state = {};
        m_isHeard = false;
        fire(u"Old"_s, Severity::Critical, 3600);
        const auto told = wait(2min);
        QCOMPARE(told.size(), 1);
        QVERIFY(told.first().atStart);
    }

    void onlyWhatPassesTheViewIsHeard()
    {
        m_view = AlertFilter::parse(u"service:mail"_s);
        fire(u"A"_s, Severity::Critical);
        QVERIFY(!wait(1min).first().heard);
        fire(u"B"_s, Severity::Critical);
        fire(u"C"_s, Severity::Warning).service = u"mail"_s;
        const auto told = wait(1min);
        QCOMPARE(told.first().worst(), std::optional(Severity::Critical));
        QCOMPARE(told.first().heard, std::optional(Severity::Warning));
    }

    void quietHoursHoldBackAndTellInTheEnd()
    {
        m_rule.quiet = {{{}, QTime(22, 0), QTime(7, 0)}};
        m_now = utc("2026-11-30T15:00:00Z"); // 23:00
        fire(u"W"_s, Severity::Warning);
        fire(u"C"_s, Severity::Critical);
        const auto atNight = wait(7h);
        QCOMPARE(namesIn(atNight), QStringList{u"C"_s});
        fire(u"Gone by then"_s, Severity::Warning);
        wait(10min);
        m_rows.remove(u"Gone by then"_s);
        m_rule.criticalPasses = false;
        fire(u"C2"_s, Severity::Critical);
        const auto untilNine = wait(2h + 50min);
        QCOMPARE(untilNine.size(), 1);
        QCOMPARE(namesIn(untilNine), (QStringList{u"C2"_s, u"W"_s}));
        QCOMPARE(untilNine.first().at, utc("2026-11-30T23:00:10Z"));
    }

    void quietHoursBelongToTheDayOnWhichTheyBegin()
    {
        const QuietHours friday{{5}, QTime(22, 0), QTime(7, 0)};
        const auto isQuiet = [&friday](const char *at) { return friday.endAround(utc(at), Shanghai).isValid(); };
        QVERIFY(!isQuiet("2026-12-03T15:00:00Z")); // Thursday 23:00
        QVERIFY(!isQuiet("2026-12-03T22:00:00Z")); // Friday 06:00
        QVERIFY(isQuiet("2026-12-04T14:00:00Z")); // Friday 22:00
        QVERIFY(isQuiet("2026-12-04T22:59:59Z")); // Saturday 06:59:59
        QVERIFY(!isQuiet("2026-12-04T23:00:00Z"));
        const QuietHours noon{{}, QTime(12, 0), QTime(13, 0)};
        QCOMPARE(noon.endAround(utc("2026-12-04T04:30:00Z"), Shanghai), utc("2026-12-04T05:00:00Z"));
        QVERIFY(!noon.endAround(utc("2026-12-04T05:00:00Z"), Shanghai).isValid());
        const QuietHours always{{}, QTime(0, 0), QTime(0, 0)};
        QVERIFY(always.endAround(utc("2026-12-04T04:30:00Z"), Shanghai).isValid());
    }

    void quietHoursAreOnePieceWhereTheClocksChange_data()
    {
        QTest::addColumn<QString>("noon");
        QTest::addColumn<int>("hours");
        QTest::newRow("an ordinary night") << u"2026-06-10T10:00:00Z"_s << 9;
        QTest::newRow("an hour is left out") << u"2026-03-28T11:00:00Z"_s << 8;
        QTest::newRow("an hour comes twice") << u"2026-10-24T10:00:00Z"_s << 10;
    }
    void quietHoursAreOnePieceWhereTheClocksChange()
    {
        QFETCH(QString, noon);
        QFETCH(int, hours);
        const QTimeZone berlin("Europe/Berlin");
        const QuietHours night{{}, QTime(22, 0), QTime(7, 0)};
        int quiet = 0;
        int changes = 0;
        bool was = false;
        for (int minute = 0; minute < 24 * 60; ++minute) {
            const QDateTime at = QDateTime::fromString(noon, Qt::ISODate).addSecs(60 * minute);
            const bool is = night.endAround(at, berlin).isValid();
            quiet += is;
            changes += is != was;
            was = is;
        }
        QCOMPARE(changes, 2);
        QCOMPARE(quiet, hours * 60);
        // Hours that end within the one that comes twice are over once.
        const QuietHours early{{}, QTime(22, 0), QTime(2, 30)};
        changes = 0;
        for (int minute = 0; minute < 24 * 60; ++minute) {
            const bool is
                = early.endAround(QDateTime::fromString(noon, Qt::ISODate).addSecs(60 * minute), berlin).isValid();
            changes += is != std::exchange(was, is);
        }
        QCOMPARE(changes, 2);
    }

    /// Whatever happens: nothing that burns unowned for ten minutes is left untold, nobody is told of what they have,
    /// and there are never more messages than the windows allow.
    void noStoryLeavesAnythingUntoldOrFloods()
    {
        QRandomGenerator random(4711);
        for (int story = 0; story < 30; ++story) {
            init();
            QHash<QString, int> untold; // seconds
            int messages = 0;
            constexpr int steps = 400;
            for (int i = 0; i < steps; ++i) {
                const QString name = u"Alert%1 x"_s.arg(random.bounded(30));
                const int what = random.bounded(4);
                if (what < 2)
                    fire(name, static_cast<Severity>(random.bounded(3)));
                else if (what == 2)
                    m_rows.remove(name);
                else if (m_rows.contains(name))
                    m_rows[name].care.acknowledgement = Acknowledgement{.by = u"li"_s};
                const auto told = wait(3s);
                messages += static_cast<int>(told.size());
                for (const Notification &one : told) {
                    for (const NotifiedAlert &alert : one.alerts)
                        QVERIFY(m_rows.contains(alert.key) && !m_rows[alert.key].care.acknowledgement);
                }
                const auto &known = m_state.rules.value(u"r"_s).told;
                for (const AlertRow &row : m_rows) {
                    const bool isTold = known.contains(row.key) || row.care.acknowledgement;
                    untold[row.key] = isTold ? 0 : untold[row.key] + 3;
                    QVERIFY2(untold[row.key] < 600, qPrintable(row.key));
                }
            }
            QVERIFY(messages <= steps * 3 / 10 + 1);
        }
    }

    void theSameMessageHasTheSameId()
    {
        fire(u"A"_s);
        const NotifyState before = m_state;
        const auto once = wait(1min);
        m_state = before;
        m_now = m_now.addSecs(-60);
        QCOMPARE(wait(1min), once);
        fire(u"B"_s);
        QVERIFY(wait(1min).first().id != once.first().id);
    }

    void theDeskHasARuleOfItsOwnForWhatNoRuleNames()
    {
        NotifyPolicy policy;
        QCOMPARE(rulesOf(policy).first().outlets, (QStringList{u"desktop"_s, u"sound"_s}));
        policy.rules = {NotifyRule{.name = u"a"_s, .outlets = {u"sound"_s, u"oncall"_s}}};
        QCOMPARE(rulesOf(policy).size(), 2);
        QCOMPARE(rulesOf(policy).last().outlets, QStringList{u"desktop"_s});
    }

    void onlyTheNamedDesksTell()
    {
        NotifyPolicy policy;
        QVERIFY(mayTell(policy, u"li@desk-01"_s));
        policy.from = {u"desk-02"_s, u"wang@desk-03"_s};
        QVERIFY(!mayTell(policy, u"li@desk-01"_s));
        QVERIFY(mayTell(policy, u"li@desk-02"_s));
        QVERIFY(mayTell(policy, u"wang@desk-03"_s));
        QVERIFY(!mayTell(policy, u"li@desk-03"_s));
    }

    void aDeliveryComesBackFromTheLedger()
    {
        const Delivery sent{.at = m_now,
            .id = u"abc"_s,
            .rule = u"r"_s,
            .outlet = u"oncall"_s,
            .title = u"1 new"_s,
            .alerts = 3,
            .delay = 1234ms,
            .attempts = 2,
            .outcome = Delivery::Outcome::Failed,
            .error = u"no"_s};
        QCOMPARE(deliveryOf(entryOf(sent, u"li@desk"_s)), std::optional(sent));
        QCOMPARE(entryOf(sent, u"li@desk"_s).actor, u"li@desk"_s);
        LedgerEntry other = entryOf(sent, u"li@desk"_s);
        other.action = u"alert.acknowledged"_s;
        QVERIFY(!deliveryOf(other));
    }

    void hostileTextIsOneShortLine()
    {
        QCOMPARE(oneLine(u"a\n\tb  c"_s, 80), u"a b c"_s);
        QCOMPARE(oneLine(u"\u202Etxt.exe\u2066 \u200Bx"_s, 80), u"txt.exe x"_s);
        QCOMPARE(oneLine(QString(1'000'000, u'x'), 10), u"xxxxxxxxx…"_s);
        QCOMPARE(oneLine(u"<b>bold</b>"_s, 80), u"<b>bold</b>"_s);
    }
};

QTEST_GUILESS_MAIN(NotifyTest)
#include "tst_notify.moc"
