// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/falcon/parse.h"
#include "models/ports/alertactions.h"
#include "tests/backends/http/connected.h"
#include "tests/sim/monitoring/falconsim.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::falcon;
using namespace Qt::StringLiterals;

namespace {

const SourceId Falcon(QStringLiteral("falcon"));

// As the vendor documents it.
const QByteArray Case
    = R"json({"closed_at":null,"closed_note":"","cond":"48.33759590792839 > 40","current_step":1,"endpoint":"agent4",
    "expression_id":0,"func":"all(#3)","id":"s_46_1ac4","metric":"df.used/fstype=ext4,mount=/home","note":"Disk  fills",
    "priority":1,"process_note":16907,"process_status":"in progress","status":"PROBLEM","step":1,"strategy_id":46,
    "template_id":126,"timestamp":"2016-08-01T06:25:00+08:00","tpl_creator":"root",
    "update_at":"2016-08-01T06:30:00+08:00","user_modified":0})json";

QList<Alert> alerts(const Result<SyncBatch> &batch)
{
    return batch && !batch->rows.isEmpty() ? std::get<Snapshot<Alert>>(batch->rows.first()).rows : QList<Alert>();
}

} // namespace

class FalconTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Source> source()
    {
        auto connection = m_there->connection(u"falcon"_s);
        connection.url = QString::fromUtf8(m_falcon->url());
        connection.user = u"root"_s;
        connection.secret = u"falcon"_s;
        return m_there->source(connection);
    }
    QDateTime ago(int seconds) const { return m_clock.now().addSecs(-seconds); }
    sim::FalconSim::CaseRow open(const QString &id, int secondsAgo = 60) const
    {
        sim::FalconSim::CaseRow row;
        row.id = id;
        row.timestamp = ago(secondsAgo);
        return row;
    }

    sim::SimClock m_clock;
    std::unique_ptr<sim::FalconSim> m_falcon; // reads the clock
    std::unique_ptr<testing::Connected> m_there;

private Q_SLOTS:
    void init()
    {
        m_falcon = std::make_unique<sim::FalconSim>(m_clock);
        QVERIFY(m_falcon->start());
        m_there = std::make_unique<testing::Connected>();
        m_there->secrets.lend(u"falcon"_s, u"falcon-pw"_s);
    }

    void readsACaseAsDocumented()
    {
        const auto cases = parseCases('[' + Case + ']', Falcon);
        QVERIFY2(cases, qPrintable(cases ? QString() : cases.error().detail));
        const Alert &alert = cases->open.first();
        QCOMPARE(alert.key, (AlertKey{Falcon, u"s_46_1ac4"_s}));
        QCOMPARE(alert.occurrence, u"s_46_1ac4"_s);
        QCOMPARE(alert.name, u"df.used"_s);
        QCOMPARE(alert.labels.value(u"mount"_s), u"/home"_s);
        QCOMPARE(alert.labels.value(u"host"_s), u"agent4"_s);
        QCOMPARE(alert.value, u"48.3376"_s);
        QCOMPARE(alert.threshold, u"> 40"_s);
        QCOMPARE(alert.severity, Severity::Critical);
        QCOMPARE(alert.severityText, u"P1"_s);
        QCOMPARE(alert.summary, u"Disk fills"_s);
        QVERIFY(alert.acknowledged);
        QCOMPARE(alert.startsAt.toString(Qt::ISODate), u"2016-07-31T22:25:00Z"_s);
        QCOMPARE(cases->oldest, alert.startsAt);
    }

    void doesNotShowWhatRecoveredOrWasClosed()
    {
        QByteArray recovered = Case;
        recovered.replace("PROBLEM", "OK");
        QByteArray closed = Case;
        closed.replace("in progress", "resolved");
        const auto cases = parseCases('[' + recovered + ',' + closed + ']', Falcon);
        QVERIFY(cases);
        QVERIFY(cases->open.isEmpty());
        QCOMPARE(cases->rows, 2);
    }

    void refusesWhatIsNoList_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"", "{}", "[1]", "[{}]", R"([{"id":5,"metric":"m"}])", "<html>",
                 R"([{"id":"a","metric":"m","timestamp":"soon"}])", R"([{"id":"a","metric":"m","priority":"x"}])"})
            QTest::addRow("%s", body) << QByteArray(body);
    }
    void refusesWhatIsNoList()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(parseCases(body, Falcon).error().kind, Error::Kind::BadAnswer);
    }

    void logsInOnceAndAgainOnlyWhenItsSessionHasEnded()
    {
        m_falcon->cases() = {open(u"a"_s)};
        const auto falcon = source();
        QCOMPARE(testing::wait(falcon->probe({})).value().product, u"open-falcon"_s);
        QCOMPARE(alerts(testing::wait(falcon->fetch({}, {}))).size(), 1);
        QCOMPARE(m_falcon->logins(), 1);
        m_falcon->endSessions();
        QVERIFY(testing::wait(falcon->fetch({}, {})));
        QCOMPARE(m_falcon->logins(), 2);
    }

    void saysThatThePasswordIsWrongWithoutInsisting()
    {
        m_falcon->setUser(u"root"_s, u"other"_s);
        const auto refused = testing::wait(source()->probe({}));
        QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
        QVERIFY(refused.error().detail.contains(u"password error"_s));
        QCOMPARE(m_falcon->logins(), 0);
    }

    void keepsItsSignatureToItself()
    {
        const auto falcon = source();
        QVERIFY(testing::wait(falcon->probe({})));
        QVERIFY(!m_there->secrets.redaction().clean(u"sig 9d791331c0ea11e690c5001500c60001"_s).contains(u"9d791331"_s));
    }

    void storesNothingAgainThatHasNotChanged()
    {
        m_falcon->cases() = {open(u"a"_s)};
        const auto falcon = source();
        const auto first = testing::wait(falcon->fetch({}, {}));
        const auto second = testing::wait(falcon->fetch(first->cursor, {}));
        QVERIFY(second && second->rows.isEmpty());
        m_falcon->notes().append({u"a"_s, u"looking"_s, u"comment"_s, u"li"_s, ago(5)});
        const auto third = testing::wait(falcon->fetch(second->cursor, {}));
        QCOMPARE(alerts(third).first().notes.size(), 1);
    }

    void readsMoreThanOneAnswerHolds()
    {
        for (int i = 0; i < 4100; ++i)
            m_falcon->cases().append(open(u"c%1"_s.arg(i), i + 10));
        const auto falcon = source();
        QCOMPARE(alerts(testing::wait(falcon->fetch({}, {}))).size(), 4100);
        QVERIFY(falcon->vitals().remarks.isEmpty());
    }

    void saysSoWhereOlderCasesCannotBeReached()
    {
        // All of the same second: no time leads past them.
        m_clock.freezeAt(QDateTime::currentDateTimeUtc());
        for (int i = 0; i < 2100; ++i)
            m_falcon->cases().append(open(u"c%1"_s.arg(i), 60));
        const auto falcon = source();
        QCOMPARE(alerts(testing::wait(falcon->fetch({}, {}))).size(), 2000);
        QCOMPARE(falcon->vitals().remarks.size(), 1);
        QVERIFY(falcon->vitals().remarks.first().plain().contains(u"2000"_s));
    }

    void readsWhatPeopleNotedOldestFirst()
    {
        m_falcon->cases() = {open(u"a"_s, 600), open(u"b"_s, 30)};
        for (int i = 0; i < 70; ++i)
            m_falcon->notes().append({i == 0 ? u"a"_s : u"b"_s, u"n%1"_s.arg(i), u"comment"_s, u"li"_s, ago(300 - i)});
        m_falcon->notes().append({u"a"_s, u"mine"_s, u"in progress"_s, u"wang"_s, ago(2)});
        const auto rows = alerts(testing::wait(source()->fetch({}, {})));
        const auto a = std::find_if(rows.begin(), rows.end(), [](const Alert &row) { return row.occurrence == u"a"; });
        QCOMPARE(a->notes.size(), 2);
        QCOMPARE(a->notes.first().text, u"n0"_s);
        QCOMPARE(a->notes.last().kind, AlertNote::Kind::Acknowledged);
        QCOMPARE(a->notes.last().by, u"wang"_s);
    }

    void writesBackWhatPeopleDecide()
    {
        m_falcon->cases() = {open(u"a"_s), open(u"b"_s)};
        const auto falcon = source();
        AlertActions &actions = *falcon->alertActions();
        auto rows = alerts(testing::wait(falcon->fetch({}, {})));
        QVERIFY(testing::wait(actions.act(rows, AlertAct::Acknowledge, {u"li"_s, u"mine"_s, {}}, {})));
        QCOMPARE(m_falcon->cases().first().processStatus, u"in progress"_s);
        QCOMPARE(m_falcon->notes().first().note, u"li: mine"_s);
        QCOMPARE(m_falcon->notes().size(), 2);
        rows = alerts(testing::wait(falcon->fetch({}, {})));
        QVERIFY(rows.first().acknowledged);
        QVERIFY(testing::wait(actions.act(rows, AlertAct::Unacknowledge, {}, {})));
        QVERIFY(!alerts(testing::wait(falcon->fetch({}, {}))).first().acknowledged);
        QVERIFY(testing::wait(actions.act(rows.mid(0, 1), AlertAct::Close, {u"li"_s, {}, {}}, {})));
        QCOMPARE(alerts(testing::wait(falcon->fetch({}, {}))).size(), 1);
        QVERIFY(testing::wait(actions.act(rows.mid(1), AlertAct::Suppress, {}, {})));
        QCOMPARE(alerts(testing::wait(falcon->fetch({}, {}))).first().state, AlertState::Suppressed);
        QCOMPARE(testing::wait(actions.act(rows, AlertAct::Suppress, {{}, {}, m_clock.now()}, {})).error().kind,
            Error::Kind::Refused);
    }

    void saysWhichAlertsWereNotTaken()
    {
        m_falcon->cases() = {open(u"a"_s)};
        const auto falcon = source();
        auto rows = alerts(testing::wait(falcon->fetch({}, {})));
        Alert nameless = rows.first();
        nameless.occurrence.clear();
        nameless.name = u"broken"_s;
        rows.append(nameless);
        const auto some
            = testing::wait(falcon->alertActions()->act(rows, AlertAct::Comment, {u"li"_s, u"x"_s, {}}, {}));
        QVERIFY(some.error().detail.contains(u"Not taken: broken"_s));
        QCOMPARE(m_falcon->notes().size(), 1);
    }
};

QTEST_GUILESS_MAIN(FalconTest)
#include "tst_falcon.moc"
