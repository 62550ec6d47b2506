// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ports/alertactions.h"
#include "tests/backends/http/connected.h"
#include "tests/sim/monitoring/zabbixsim.h"
#include "tests/support/run.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using sim::ZabbixSim;

namespace {

/// A simulated Zabbix, and what a source needs to talk to it.
struct Desk
{
    sim::SimClock clock;
    ZabbixSim zabbix;
    QTemporaryDir folder;
    http::Client client{std::chrono::milliseconds(40)};
    SecretStore secrets{folder.path()};

    Desk(int major, int minor)
        : zabbix(clock, major, minor)
    {
        clock.freezeAt(QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC));
        zabbix.start();
    }

    std::unique_ptr<Source> source(const QString &user = {})
    {
        Connection connection;
        connection.id = SourceId(u"zbx"_s);
        connection.kind = u"zabbix"_s;
        connection.url = QString::fromUtf8(zabbix.url());
        connection.user = user;
        connection.secret = u"env:OPSDECK_TEST_ZABBIX"_s;
        qputenv("OPSDECK_TEST_ZABBIX", zabbix.token().toUtf8());
        return makeSource({connection, client, secrets});
    }

    qint64 trigger(const QString &description = u"Queue backlog"_s)
    {
        ZabbixSim::TriggerRow row;
        row.description = description;
        row.expression = u"last(/cart-db-01/queue)>100"_s;
        row.priority = 4;
        row.hosts = {{u"cart-db-01"_s, u"Cart DB"_s, {u"Databases"_s}, true}};
        return zabbix.addTrigger(row);
    }
};

/// Nothing where the source had nothing new.
std::optional<QList<Alert>> alertsIn(const Result<SyncBatch> &batch)
{
    if (!batch || batch->rows.isEmpty())
        return std::nullopt;
    return std::get<Snapshot<Alert>>(batch->rows.first()).rows;
}

QList<Alert> fetched(Source &source)
{
    return alertsIn(testing::wait(source.fetch({}, {}))).value_or(QList<Alert>());
}

Result<void> acted(Source &source, const QList<Alert> &alerts, AlertAct act, const AlertWord &word)
{
    return testing::wait(source.alertActions()->act(alerts, act, word, {}));
}

void versions()
{
    QTest::addColumn<int>("major");
    QTest::addColumn<int>("minor");
    QTest::newRow("5.0") << 5 << 0;
    QTest::newRow("6.0") << 6 << 0;
    QTest::newRow("6.4") << 6 << 4;
    QTest::newRow("7.2") << 7 << 2;
}

} // namespace

class ZabbixSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("OPSDECK_TEST_ZABBIX"); }

    void readsProblemsOfEveryVersionWithAPassword_data() { versions(); }
    void readsProblemsOfEveryVersionWithAPassword()
    {
        QFETCH(int, major);
        QFETCH(int, minor);
        Desk desk(major, minor);
        desk.zabbix.raise(desk.trigger(), {}, {{u"service"_s, u"cart"_s}});
        const auto source = desk.source(u"ops"_s);
        QCOMPARE(testing::wait(source->probe({})).value(),
            (SourceIdentity{u"Zabbix"_s, u"%1.%2.14"_s.arg(major).arg(minor)}));
        const auto alerts = fetched(*source);
        QCOMPARE(alerts.size(), 1);
        QCOMPARE(alerts[0].labels.value(u"service"_s), u"cart"_s);
        QCOMPARE(alerts[0].labels.value(u"hostgroup"_s), u"Databases"_s);
        QCOMPARE(source->vitals().rights.value(0).arguments.value(0), u"ops"_s);
        QCOMPARE(desk.zabbix.sessions(), 1);
    }

    void readsProblemsOfEveryVersionWithAToken_data() { versions(); }
    void readsProblemsOfEveryVersionWithAToken()
    {
        QFETCH(int, major);
        QFETCH(int, minor);
        Desk desk(major, minor);
        desk.zabbix.raise(desk.trigger());
        const auto source = desk.source();
        const auto probed = testing::wait(source->probe({}));
        if (major == 5) { // has none
            QCOMPARE(probed.error().kind, Error::Kind::Usage);
            return;
        }
        QVERIFY2(probed, qPrintable(probed ? QString() : probed.error().detail));
        QCOMPARE(fetched(*source).size(), 1);
        QCOMPARE(desk.zabbix.sessions(), 0);
        QCOMPARE(source->vitals().rights.value(1).arguments, QStringList{u"2033-05-18"_s});
    }

    void logsInAgainOnceWhenItsSessionWasEnded()
    {
        Desk desk(6, 0);
        const auto source = desk.source(u"ops"_s);
        QVERIFY(testing::wait(source->fetch({}, {})));
        desk.zabbix.endSessions();
        desk.zabbix.forgetCalls();
        QVERIFY(testing::wait(source->fetch({}, {})));
        QCOMPARE(desk.zabbix.calls(),
            (QStringList{u"problem.get"_s, u"user.login"_s, u"problem.get"_s, u"maintenance.get"_s}));
    }

    void doesNotInsistOnAWrongPassword()
    {
        Desk desk(6, 0);
        const auto source = desk.source(u"ops"_s);
        qputenv("OPSDECK_TEST_ZABBIX", "wrong-password");
        const auto batch = testing::wait(source->fetch({}, {}));
        QCOMPARE(batch.error().kind, Error::Kind::Unauthorised);
        QVERIFY(batch.error().detail.contains(u"Incorrect user name"_s));
        QCOMPARE(desk.zabbix.calls(), (QStringList{u"apiinfo.version"_s, u"user.login"_s}));
    }

    void takesAReplacedTokenWithoutARestart()
    {
        Desk desk(6, 4);
        const auto source = desk.source();
        QVERIFY(testing::wait(source->fetch({}, {})));
        desk.zabbix.setToken(QString(64, u'b'));
        const auto refused = testing::wait(source->fetch({}, {}));
        QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
        QVERIFY(refused.error().detail.contains(u"SetEnvIf"_s));
        qputenv("OPSDECK_TEST_ZABBIX", desk.zabbix.token().toUtf8());
        QVERIFY(testing::wait(source->fetch({}, {})));
    }

    void followsAnUpgradeThatChangesHowItProvesWhoItIs()
    {
        Desk desk(6, 0);
        desk.zabbix.raise(desk.trigger());
        const auto source = desk.source();
        QCOMPARE(fetched(*source).size(), 1);
        desk.zabbix.setVersion(7, 2);
        (void)testing::wait(source->fetch({}, {})); // asks in part as the old one, and finds out
        QCOMPARE(fetched(*source).size(), 1);
    }

    void endsItsSessionWhenItGoes()
    {
        Desk desk(7, 2);
        auto source = desk.source(u"ops"_s);
        QVERIFY(testing::wait(source->fetch({}, {})));
        QCOMPARE(desk.zabbix.sessions(), 1);
        source.reset();
        QTRY_COMPARE(desk.zabbix.sessions(), 0);
    }

    void neitherSessionNorSecretLeavesItInErrors()
    {
        testing::Connected liar;
        auto connection = liar.connection(u"zabbix"_s);
        connection.user = u"ops"_s;
        connection.secret = u"env:OPSDECK_TEST_ZABBIX"_s;
        qputenv("OPSDECK_TEST_ZABBIX", "a-password-of-ops");
        liar.server.answerWith([](const testing::FaultServer::Seen &request) {
            const QString method = QJsonDocument::fromJson(request.body)[u"method"_s].toString();
            if (method == u"apiinfo.version")
                return testing::FaultServer::ok(R"({"result":"6.0.1"})");
            if (method == u"user.login")
                return testing::FaultServer::ok(R"({"result":{"sessionid":"0123456789abcdef"}})");
            return testing::FaultServer::ok(
                R"({"error":{"code":-32603,"data":"0123456789abcdef and a-password-of-ops"}})");
        });
        const auto source = liar.source(connection);
        const auto batch = testing::wait(source->fetch({}, {}));
        QVERIFY(!batch.error().detail.contains(u"0123456789abcdef"_s));
        QVERIFY(!batch.error().detail.contains(u"a-password"_s));
        QVERIFY(!source->vitals().rawAnswer.contains("0123456789abcdef"));
    }

    void saysNothingNewWhereNothingChanged()
    {
        Desk desk(6, 0);
        const auto event = desk.zabbix.raise(desk.trigger());
        const auto source = desk.source();
        const auto first = testing::wait(source->fetch({}, {}));
        QCOMPARE(alertsIn(first).value().size(), 1);
        QVERIFY(!alertsIn(testing::wait(source->fetch(first->cursor, {}))));
        QVERIFY(!alertsIn(testing::wait(desk.source()->fetch(first->cursor, {})))); // after a restart
        desk.zabbix.triggers()[0].comments = u"now with a runbook"_s;
        const auto second = testing::wait(source->fetch(first->cursor, {}));
        QCOMPARE(alertsIn(second).value()[0].summary, u"now with a runbook"_s);
        desk.zabbix.recover(event);
        const auto third = testing::wait(source->fetch(second->cursor, {}));
        QVERIFY(alertsIn(third).value().isEmpty());
    }

    void readsAllPagesAlsoWhileProblemsComeAndGo()
    {
        Desk desk(6, 0);
        const auto trigger = desk.trigger();
        desk.zabbix.triggers()[0].severalProblems = true;
        for (int i = 0; i < 2500; ++i)
            desk.zabbix.raise(trigger, u"Problem %1"_s.arg(i));
        const auto source = desk.source();
        QVERIFY(testing::wait(source->probe({})));
        desk.zabbix.forgetCalls();
        QCOMPARE(fetched(*source).size(), 2500);
        QCOMPARE(desk.zabbix.calls().count(u"problem.get"_s), 3);
        // What is gone moves no other to a page that was read already.
        const auto running = testing::wait(source->fetch({}, {}));
        for (int i = 0; i < 10; ++i)
            desk.zabbix.recover(desk.zabbix.problems().first().event);
        desk.zabbix.raise(trigger, u"New"_s);
        QCOMPARE(alertsIn(testing::wait(source->fetch(running->cursor, {}))).value().size(), 2491);
    }

    void refusesAServerThatTurnsInCircles_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("the same again") << QByteArray("7");
        QTest::newRow("nothing can follow") << QByteArray("9223372036854775807");
        QTest::newRow("before the first") << QByteArray("-1");
    }
    void refusesAServerThatTurnsInCircles()
    {
        QFETCH(QByteArray, event);
        testing::Connected liar;
        auto connection = liar.connection(u"zabbix"_s);
        connection.secret = u"env:OPSDECK_TEST_ZABBIX"_s;
        qputenv("OPSDECK_TEST_ZABBIX", "a-token");
        const QByteArray row
            = "{\"eventid\":" + event + ",\"objectid\":\"1\",\"clock\":\"1\",\"severity\":\"1\",\"name\":\"x\"},";
        const QByteArray page = "{\"result\":[" + row.repeated(1000).chopped(1) + "]}";
        liar.server.answerWith([page](const testing::FaultServer::Seen &request) {
            const bool asksVersion = request.body.contains("apiinfo");
            return testing::FaultServer::ok(asksVersion ? QByteArray(R"({"result":"6.0.1"})") : page);
        });
        const auto batch = testing::wait(liar.source(connection)->fetch({}, {}));
        QCOMPARE(batch.error().kind, Error::Kind::BadAnswer);
        QVERIFY(batch.error().detail.contains(u"out of order"_s));
    }

    void saysWhatIsWrongWithTheAddress_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("html") << testing::FaultServer::ok("<html>nginx</html>") << Error::Kind::BadAnswer;
        QTest::newRow("412") << testing::FaultServer::status(412) << Error::Kind::BadAnswer;
        QTest::newRow("404") << testing::FaultServer::status(404, "no") << Error::Kind::NotFound;
        QTest::newRow("other JSON") << testing::FaultServer::ok("{\"status\":\"success\"}") << Error::Kind::BadAnswer;
        QTest::newRow("old") << testing::FaultServer::ok("{\"result\":\"4.4.1\"}") << Error::Kind::Refused;
        QTest::newRow("no version") << testing::FaultServer::ok("{\"result\":\"x\"}") << Error::Kind::BadAnswer;
    }
    void saysWhatIsWrongWithTheAddress()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Error::Kind, kind);
        testing::Connected liar;
        liar.server.answer({answer});
        const auto probed = testing::wait(liar.source(liar.connection(u"zabbix"_s))->probe({}));
        QCOMPARE(probed.error().kind, kind);
        QVERIFY(!probed.error().detail.isEmpty());
    }

    void acknowledgesManyInOneCallAndSaysWhoDidIt()
    {
        Desk desk(6, 0);
        const auto one = desk.zabbix.raise(desk.trigger());
        const auto two = desk.zabbix.raise(desk.trigger(u"Disk full"_s));
        const auto source = desk.source();
        const auto alerts = fetched(*source);
        desk.zabbix.forgetCalls();
        QVERIFY(acted(*source, alerts, AlertAct::Acknowledge, {u"li"_s, u"on it"_s, {}}));
        QCOMPARE(desk.zabbix.calls(), QStringList{u"event.acknowledge"_s});
        for (const qint64 event : {one, two}) {
            QVERIFY(desk.zabbix.problem(event)->isAcknowledged);
            QCOMPARE(desk.zabbix.problem(event)->acks.last().message, u"li: on it"_s);
            QCOMPARE(desk.zabbix.problem(event)->acks.last().action, 6);
        }
        const auto again = fetched(*source);
        QVERIFY(again[0].acknowledged);
        const AlertNote note{AlertNote::Kind::Acknowledged, u"ops"_s, u"li: on it"_s, desk.clock.now()};
        QCOMPARE(again[0].notes, QList<AlertNote>{note});
    }

    void commentsUnacknowledgesAndCloses()
    {
        Desk desk(6, 0);
        const auto event = desk.zabbix.raise(desk.trigger());
        const auto source = desk.source();
        const auto alerts = fetched(*source);
        QVERIFY(acted(*source, alerts, AlertAct::Comment, {u"li"_s, u"hm"_s, {}}));
        QCOMPARE(desk.zabbix.problem(event)->acks.last().action, 4);
        QVERIFY(acted(*source, alerts, AlertAct::Acknowledge, {{}, {}, {}}));
        QCOMPARE(desk.zabbix.problem(event)->acks.last().action, 2);
        QVERIFY(acted(*source, alerts, AlertAct::Unacknowledge, {u"li"_s, {}, {}}));
        QVERIFY(!desk.zabbix.problem(event)->isAcknowledged);
        QCOMPARE(desk.zabbix.problem(event)->acks.last().message, u"li"_s);
        QVERIFY(acted(*source, alerts, AlertAct::Close, {u"li"_s, {}, {}}));
        QVERIFY(fetched(*source).isEmpty());
    }

    void passesZabbixRefusalToCloseOn()
    {
        Desk desk(6, 0);
        const auto event = desk.zabbix.raise(desk.trigger());
        desk.zabbix.triggers()[0].manualClose = false;
        const auto source = desk.source();
        const auto answer = acted(*source, fetched(*source), AlertAct::Close, {u"li"_s, {}, {}});
        QCOMPARE(answer.error().kind, Error::Kind::Refused);
        QVERIFY(answer.error().detail.contains(u"does not allow manual closing"_s));
        QVERIFY(desk.zabbix.problem(event));
    }

    void suppressesUntilATimeWhereTheVersionCan()
    {
        Desk desk(6, 4);
        const auto event = desk.zabbix.raise(desk.trigger());
        const auto source = desk.source();
        const auto alerts = fetched(*source);
        const QDateTime until = desk.clock.now().addSecs(3600);
        QVERIFY(acted(*source, alerts, AlertAct::Suppress, {u"li"_s, u"works"_s, until}));
        QCOMPARE(desk.zabbix.problem(event)->suppressedUntil, until.toSecsSinceEpoch());
        QCOMPARE(fetched(*source).value(0).state, AlertState::Suppressed);

        desk.zabbix.setVersion(6, 0);
        QVERIFY(testing::wait(source->probe({})));
        QVERIFY(!source->alertActions()->acts().testFlag(AlertAct::Suppress));
        desk.zabbix.forgetCalls();
        QCOMPARE(acted(*source, alerts, AlertAct::Suppress, {u"li"_s, {}, until}).error().kind, Error::Kind::Refused);
        QVERIFY(!desk.zabbix.calls().contains(u"event.acknowledge"_s));
    }

    void aProblemInMaintenanceIsSuppressedAndSaysByWhich_data() { versions(); }
    void aProblemInMaintenanceIsSuppressedAndSaysByWhich()
    {
        QFETCH(int, major);
        QFETCH(int, minor);
        Desk desk(major, minor);
        const auto event = desk.zabbix.raise(desk.trigger());
        desk.zabbix.problem(event)->isSuppressed = true;
        desk.zabbix.problem(event)->maintenance = 12;
        desk.zabbix.problem(event)->suppressedUntil = 1795239000;
        desk.zabbix.setMaintenance(12, u"Move of rack A"_s);
        const auto source = desk.source(u"ops"_s);
        const Alert alert = fetched(*source).value(0);
        QCOMPARE(alert.state, AlertState::Suppressed);
        QCOMPARE(alert.silencedBy, QStringList{u"maintenance Move of rack A"_s});
        QCOMPARE(alert.annotations.value(u"maintenance"_s), u"Move of rack A"_s);
        QCOMPARE(alert.annotations.value(u"suppressed until"_s), u"2026-11-21T05:30:00Z"_s);
        desk.zabbix.forgetCalls();
        QCOMPARE(fetched(*source).size(), 1);
        QCOMPARE(desk.zabbix.calls().count(u"maintenance.get"_s), 1); // all at once; that one is known by name
    }

    void whoMayNotSeeMaintenancesIsToldOfThemByNumber()
    {
        Desk desk(6, 0);
        const auto event = desk.zabbix.raise(desk.trigger());
        desk.zabbix.problem(event)->isSuppressed = true;
        desk.zabbix.problem(event)->maintenance = 12;
        desk.zabbix.deny({u"maintenance.get"_s});
        const auto source = desk.source();
        const Alert alert = fetched(*source).value(0);
        QCOMPARE(alert.state, AlertState::Suppressed);
        QCOMPARE(alert.silencedBy, QStringList{u"maintenance 12"_s});
        QVERIFY(!alert.annotations.contains(u"suppressed until"_s)); // it has no end
    }

    void manyProblemsLeaveTheThreadFreeForOthers()
    {
        Desk desk(6, 0);
        const auto trigger = desk.trigger();
        desk.zabbix.triggers()[0].severalProblems = true;
        for (int i = 0; i < 3000; ++i)
            desk.zabbix.raise(trigger, u"Problem %1 "_s.arg(i) + QString(300, u'x'));
        const auto source = desk.source();
        const auto first = testing::wait(source->fetch({}, {}));
        QCOMPARE(alertsIn(first).value().size(), 3000);
        const auto before = alertsIn(first).value();
        desk.zabbix.recover(desk.zabbix.problems().last().event);
        const auto second = alertsIn(testing::wait(source->fetch(first->cursor, {}))).value();
        QCOMPARE(second, before.mid(0, 2999)); // pages that are as they were were only recognised
        std::stop_source stop;
        QTimer::singleShot(0, [&stop] { stop.request_stop(); });
        QCOMPARE(testing::wait(source->fetch({}, stop.get_token())).error().kind, Error::Kind::Cancelled);
    }

    void offersWhatTheRoleAllows()
    {
        Desk desk(7, 2);
        desk.zabbix.deny({u"acknowledge_problems"_s, u"close_problems"_s});
        const auto source = desk.source();
        QVERIFY(!source->alertActions()->acts());
        QVERIFY(testing::wait(source->probe({})));
        QCOMPARE(source->alertActions()->acts(), AlertActs(AlertAct::Comment | AlertAct::Suppress));
    }

    void writesToItsOwnProblemsOnly()
    {
        Desk desk(6, 0);
        desk.zabbix.raise(desk.trigger());
        const auto source = desk.source();
        Alert other = fetched(*source).value(0);
        other.key.source = SourceId(u"other"_s);
        QCOMPARE(acted(*source, {other}, AlertAct::Close, {}).error().kind, Error::Kind::Refused);
        Alert nameless = fetched(*source).value(0);
        nameless.occurrence = u"7]}"_s;
        QCOMPARE(acted(*source, {nameless}, AlertAct::Close, {}).error().kind, Error::Kind::Refused);
        QVERIFY(!desk.zabbix.calls().contains(u"event.acknowledge"_s));
    }

    void hostsThatAreNotMonitoredAreLeftOut()
    {
        Desk desk(6, 0);
        desk.zabbix.raise(desk.trigger());
        desk.zabbix.triggers()[0].hosts[0].isMonitored = false;
        QVERIFY(fetched(*desk.source()).isEmpty());
    }

    void stopsWhenItIsToldTo()
    {
        testing::Connected liar;
        liar.server.hold();
        std::stop_source stop;
        const auto source = liar.source(liar.connection(u"zabbix"_s));
        QTimer::singleShot(20, [&stop] { stop.request_stop(); });
        QCOMPARE(testing::wait(source->fetch({}, stop.get_token())).error().kind, Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ZabbixSourceTest)
#include "tst_zabbixsource.moc"
