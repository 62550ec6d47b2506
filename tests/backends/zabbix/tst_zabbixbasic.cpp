// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ports/alertactions.h"
#include "tests/backends/http/connected.h"
#include "tests/sim/monitoring/zabbixsim.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace Qt::StringLiterals;
using sim::ZabbixSim;

namespace {

/// A simulated Zabbix behind a web server that asks for HTTP Basic.
struct Guarded
{
    sim::SimClock clock;
    ZabbixSim zabbix;
    QTemporaryDir folder;
    http::Client client{std::chrono::milliseconds(40)};
    SecretStore secrets{folder.path()};

    Guarded(int major, int minor)
        : zabbix(clock, major, minor)
    {
        zabbix.setWeb(u"gate"_s, u"open sesame"_s);
        zabbix.start();
        qputenv("OPSDECK_TEST_ZABBIX", zabbix.token().toUtf8());
        qputenv("OPSDECK_TEST_GATE", "open sesame");
    }

    std::unique_ptr<Source> source(const QString &user, bool knowsTheGate = true)
    {
        Connection connection;
        connection.id = SourceId(u"zbx"_s);
        connection.kind = u"zabbix"_s;
        connection.url = QString::fromUtf8(zabbix.url());
        connection.user = user;
        connection.secret = u"env:OPSDECK_TEST_ZABBIX"_s;
        if (knowsTheGate) {
            connection.basicUser = u"gate"_s;
            connection.basicSecret = u"env:OPSDECK_TEST_GATE"_s;
        }
        return makeSource({connection, client, secrets});
    }
};

} // namespace

/// Two accounts on one way: HTTP Basic for who stands before Zabbix, and Zabbix' own, which must not meet in one
/// header.
class ZabbixBasicTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("OPSDECK_TEST_ZABBIX");
        qunsetenv("OPSDECK_TEST_GATE");
    }

    void bothGoTogetherWhereTheProofMayStandInTheBody_data()
    {
        QTest::addColumn<int>("major");
        QTest::addColumn<int>("minor");
        QTest::addColumn<QString>("user");
        QTest::newRow("5.0, password") << 5 << 0 << u"ops"_s;
        QTest::newRow("6.0, password") << 6 << 0 << u"ops"_s;
        QTest::newRow("6.0, token") << 6 << 0 << QString();
        QTest::newRow("6.4, password") << 6 << 4 << u"ops"_s;
        QTest::newRow("6.4, token") << 6 << 4 << QString();
        QTest::newRow("7.0, token") << 7 << 0 << QString();
    }
    void bothGoTogetherWhereTheProofMayStandInTheBody()
    {
        QFETCH(int, major);
        QFETCH(int, minor);
        QFETCH(QString, user);
        Guarded room(major, minor);
        ZabbixSim::TriggerRow trigger;
        trigger.description = u"Queue backlog"_s;
        trigger.hosts = {{u"cart-db-01"_s, u"Cart DB"_s, {u"Databases"_s}, true}};
        const qint64 event = room.zabbix.raise(room.zabbix.addTrigger(trigger));
        auto source = room.source(user);
        const auto probed = testing::wait(source->probe({}));
        QVERIFY2(probed, qPrintable(probed ? QString() : probed.error().detail));
        const auto batch = testing::wait(source->fetch({}, {}));
        QVERIFY(batch);
        const QList<Alert> alerts = std::get<Snapshot<Alert>>(batch->rows.first()).rows;
        QCOMPARE(alerts.size(), 1);
        const AlertWord word{u"li"_s, u"on it"_s, {}};
        QVERIFY(testing::wait(source->alertActions()->act(alerts, AlertAct::Acknowledge, word, {})));
        QVERIFY(room.zabbix.problem(event)->isAcknowledged);
        source.reset();
        QTRY_COMPARE(room.zabbix.sessions(), 0); // it can log out, too
    }

    void fromSevenTwoOnItSaysThatTheyCannotAndSendsNoToken()
    {
        Guarded room(7, 2);
        const auto source = room.source({});
        const auto probed = testing::wait(source->probe({}));
        QCOMPARE(probed.error().kind, Error::Kind::Usage);
        QVERIFY2(probed.error().detail.contains(u"HTTP Basic"_s), qPrintable(probed.error().detail));
        QVERIFY(!probed.error().phrase.isEmpty()); // in any language
        QCOMPARE(testing::wait(source->fetch({}, {})).error().kind, Error::Kind::Usage);
        const QStringList calls = room.zabbix.calls();
        QCOMPARE(calls.count(u"apiinfo.version"_s), calls.size());
    }

    void anUpgradeThatForbidsItIsSaid()
    {
        Guarded room(7, 0);
        const auto source = room.source({});
        QVERIFY(testing::wait(source->probe({})));
        room.zabbix.setVersion(7, 2);
        QCOMPARE(testing::wait(source->fetch({}, {})).error().kind, Error::Kind::Usage);
    }

    void whatTheWebServerRefusesIsToldFromWhatZabbixRefuses()
    {
        Guarded room(6, 0);
        const auto without = testing::wait(room.source({}, false)->probe({}));
        QCOMPARE(without.error().kind, Error::Kind::Unauthorised);
        QVERIFY2(without.error().detail.contains(u"\"basic\""_s), qPrintable(without.error().detail));
        qputenv("OPSDECK_TEST_GATE", "closed");
        const auto wrong = testing::wait(room.source({})->probe({}));
        QCOMPARE(wrong.error().kind, Error::Kind::Unauthorised);
        QVERIFY2(wrong.error().detail.contains(u"does not take"_s), qPrintable(wrong.error().detail));
        QVERIFY(!wrong.error().detail.contains(u"closed"_s));
        QCOMPARE(room.zabbix.calls(), QStringList());
    }
};

QTEST_GUILESS_MAIN(ZabbixBasicTest)
#include "tst_zabbixbasic.moc"
