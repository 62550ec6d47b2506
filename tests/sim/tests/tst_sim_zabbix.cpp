// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/zabbixsim.h"
#include "tests/sim/tests/ask.h"

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;

/// Held against a real 6.0 where it says 6.0.
class SimZabbixTest : public QObject
{
    Q_OBJECT

private:
    SimClock m_clock;
    std::unique_ptr<ZabbixSim> m_sim;
    Asker m_asker;

    void start(int major, int minor)
    {
        m_sim = std::make_unique<ZabbixSim>(m_clock, major, minor);
        QVERIFY(m_sim->start());
    }
    Told post(const QByteArray &body, const QList<HttpHeader> &headers = {{"Content-Type", "application/json-rpc"}})
    {
        return m_asker.send("POST", m_sim->url() + "/api_jsonrpc.php", headers, body);
    }
    QJsonObject call(const QString &method, const QJsonObject &parameters, const QString &auth = {},
        const QByteArray &authorization = {})
    {
        QJsonObject body{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"params"_s, parameters}, {u"id"_s, 1}};
        if (!auth.isEmpty())
            body.insert(u"auth"_s, auth);
        QList<HttpHeader> headers{{"Content-Type", "application/json"}};
        if (!authorization.isEmpty())
            headers.append({"Authorization", authorization});
        return post(QJsonDocument(body).toJson(), headers).object();
    }
    QString refusal(const QJsonObject &answer) const { return answer[u"error"_s][u"data"_s].toString(); }

private slots:
    void wantsItsOwnContentTypes()
    {
        start(6, 0);
        QCOMPARE(post("{}", {{"Content-Type", "text/plain"}}).status, 412);
        QCOMPARE(post("{}").object()[u"error"_s][u"code"_s].toInt(), -32600);
        QCOMPARE(post("nonsense").object()[u"error"_s][u"code"_s].toInt(), -32700);
    }

    void tellsItsVersionToNobodyWhoProvesWhoHeIs()
    {
        start(6, 4);
        QCOMPARE(call(u"apiinfo.version"_s, {})[u"result"_s].toString(), u"6.4.14"_s);
        QVERIFY(refusal(call(u"apiinfo.version"_s, {}, m_sim->token())).contains(u"without the \"auth\""_s));
        QVERIFY(refusal(call(u"apiinfo.version"_s, {}, {}, "Bearer x")).contains(u"without authorization"_s));
    }

    void takesTheProofWhereItsVersionDoes_data()
    {
        QTest::addColumn<int>("major");
        QTest::addColumn<int>("minor");
        QTest::addColumn<bool>("inBody");
        QTest::addColumn<bool>("inHeader");
        QTest::newRow("6.0") << 6 << 0 << true << false;
        QTest::newRow("6.4") << 6 << 4 << true << true;
        QTest::newRow("7.2") << 7 << 2 << false << true;
    }
    void takesTheProofWhereItsVersionDoes()
    {
        QFETCH(int, major);
        QFETCH(int, minor);
        QFETCH(bool, inBody);
        QFETCH(bool, inHeader);
        start(major, minor);
        QCOMPARE(call(u"problem.get"_s, {}, m_sim->token()).contains(u"result"_s), inBody);
        QCOMPARE(call(u"problem.get"_s, {}, {}, "Bearer " + m_sim->token().toUtf8()).contains(u"result"_s), inHeader);
        QCOMPARE(refusal(call(u"problem.get"_s, {})), u"Not authorized."_s);
    }

    void theLoginParameterHasTwoNames()
    {
        start(5, 0);
        const QJsonObject old{{u"user"_s, u"ops"_s}, {u"password"_s, m_sim->token()}};
        const QJsonObject now{{u"username"_s, u"ops"_s}, {u"password"_s, m_sim->token()}};
        QVERIFY(refusal(call(u"user.login"_s, now)).contains(u"username"_s));
        const QString session = call(u"user.login"_s, old)[u"result"_s].toString();
        QVERIFY(call(u"problem.get"_s, {}, session).contains(u"result"_s));
        m_sim->endSessions();
        QCOMPARE(refusal(call(u"problem.get"_s, {}, session)), u"Session terminated, re-login, please."_s);
    }
};

QTEST_GUILESS_MAIN(SimZabbixTest)
#include "tst_sim_zabbix.moc"
