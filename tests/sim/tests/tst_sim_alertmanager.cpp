// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/monitoring/alertmanagersim.h"
#include "tests/sim/tests/ask.h"

using namespace opsdeck::sim;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SimAlertmanagerTest : public QObject
{
    Q_OBJECT

private:
    SimClock m_clock;
    std::unique_ptr<AlertmanagerSim> m_sim;
    Asker m_asker;
    const LabelSet m_labels{{u"alertname"_s, u"HighErrorRate"_s}, {u"service"_s, u"checkout"_s}};

    Told get(const QByteArray &target) { return m_asker.get(m_sim->url() + target); }
    Told post(const QByteArray &target, const QJsonDocument &body)
    {
        return m_asker.send("POST", m_sim->url() + target, {{"Content-Type", "application/json"}}, body.toJson());
    }
    QString at(std::chrono::seconds offset) const { return isoTime(m_clock.now().addSecs(offset.count())); }

    QJsonObject silence(
        std::chrono::seconds from, std::chrono::seconds to, const QString &service = u"checkout"_s) const
    {
        const QJsonObject matcher{{u"name"_s, u"service"_s}, {u"value"_s, service}, {u"isRegex"_s, false}};
        return {{u"matchers"_s, QJsonArray{matcher}}, {u"startsAt"_s, at(from)}, {u"endsAt"_s, at(to)},
            {u"createdBy"_s, u"li.na"_s}, {u"comment"_s, u"rolling back"_s}};
    }
    QString store(QJsonObject body, const QString &id = {})
    {
        if (!id.isEmpty())
            body.insert(u"id"_s, id);
        return post("/api/v2/silences", QJsonDocument(body)).object()[u"silenceID"_s].toString();
    }
    QString stateOf(const QString &id)
    {
        return get("/api/v2/silence/" + id.toUtf8()).object()[u"status"_s][u"state"_s].toString();
    }

private slots:
    void init()
    {
        m_clock.freezeAt(QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC));
        m_sim = std::make_unique<AlertmanagerSim>(m_clock);
        QVERIFY(m_sim->start());
    }

    void tellsStatusAndReadiness()
    {
        QCOMPARE(get("/api/v2/status").object()[u"versionInfo"_s][u"version"_s].toString(), u"0.25.0"_s);
        QCOMPARE(get("/-/ready").status, 200);
        m_sim->setReady(false);
        QCOMPARE(get("/-/ready").status, 503);
        QCOMPARE(get("/api/v1/alerts").status, 410);
    }

    void fingerprintsAreTheOnesThatPrometheusComputes()
    {
        QCOMPARE(alertFingerprint({}), u"cbf29ce484222325"_s);
        QVERIFY(alertFingerprint(m_labels) != alertFingerprint({{u"alertname"_s, u"HighErrorRate"_s}}));
    }

    void alertsAreFilteredByLabelsAndState()
    {
        m_sim->fire(m_labels, {{u"summary"_s, u"5xx 7.3 %"_s}});
        m_sim->fire({{u"alertname"_s, u"SlowQueries"_s}, {u"service"_s, u"payment"_s}}, {});
        QCOMPARE(get("/api/v2/alerts").array().size(), 2);
        QCOMPARE(get("/api/v2/alerts?filter=service%3D%22checkout%22").array().size(), 1);
        QCOMPARE(get("/api/v2/alerts?filter=service%3D~%22check.%2A%22&filter=alertname%21%3DX").array().size(), 1);
        QCOMPARE(get("/api/v2/alerts?filter=nonsense").status, 400);

        store(silence(0s, 3600s));
        QCOMPARE(get("/api/v2/alerts?silenced=false").array().size(), 1);
        const QJsonArray suppressed = get("/api/v2/alerts?active=false").array();
        QCOMPARE(suppressed.size(), 1);
        QCOMPARE(suppressed[0][u"status"_s][u"state"_s].toString(), u"suppressed"_s);
        QCOMPARE(suppressed[0][u"status"_s][u"silencedBy"_s].toArray().size(), 1);
    }

    void anInhibitedAlertIsHiddenOnRequest()
    {
        m_sim->fire(m_labels, {});
        m_sim->alerts()[0].inhibitedBy = {u"0123456789abcdef"_s};
        QCOMPARE(get("/api/v2/alerts?inhibited=false").array().size(), 0);
        QCOMPARE(get("/api/v2/alerts").array()[0][u"status"_s][u"state"_s].toString(), u"suppressed"_s);
    }

    void anAlertEndsFiveMinutesAfterItWasLastHeardOf()
    {
        const QJsonObject alert{{u"labels"_s, QJsonObject{{u"alertname"_s, u"A"_s}}}};
        QCOMPARE(post("/api/v2/alerts", QJsonDocument(QJsonArray{alert})).status, 200);
        QCOMPARE(get("/api/v2/alerts").array()[0][u"startsAt"_s].toString(), u"2026-11-20T08:00:00.000Z"_s);
        m_clock.advance(301s);
        QCOMPARE(get("/api/v2/alerts").array().size(), 0);
    }

    void goodAlertsAreKeptWhenTheCallIsRefusedForOthers()
    {
        const QJsonObject good{{u"labels"_s, QJsonObject{{u"alertname"_s, u"A"_s}}}};
        const Told told = post("/api/v2/alerts", QJsonDocument(QJsonArray{good, QJsonObject{}}));
        QCOMPARE(told.status, 400);
        QVERIFY(told.body.startsWith('"'));
        QCOMPARE(get("/api/v2/alerts").array().size(), 1);
    }

    void prolongingAnActiveSilenceKeepsItsId()
    {
        const QString id = store(silence(0s, 600s));
        QVERIFY(!id.isEmpty());
        QCOMPARE(store(silence(0s, 1200s), id), id);
        QCOMPARE(get("/api/v2/silences").array().size(), 1);
    }

    void changingTheMatchersExpiresTheOldSilenceAndGivesANewId()
    {
        const QString id = store(silence(0s, 600s));
        const QString next = store(silence(0s, 600s, u"payment"_s), id);
        QVERIFY(!next.isEmpty());
        QVERIFY(next != id);
        QCOMPARE(stateOf(id), u"expired"_s);
        QCOMPARE(stateOf(next), u"active"_s);
    }

    void aPendingSilenceMayMoveItsStart()
    {
        const QString id = store(silence(600s, 1200s));
        QCOMPARE(stateOf(id), u"pending"_s);
        QCOMPARE(store(silence(300s, 1200s), id), id);
        QVERIFY(store(silence(-300s, 1200s), id) != id);
    }

    void anExpiredSilenceIsNeverRevived()
    {
        const QString id = store(silence(0s, 600s));
        QCOMPARE(m_asker.send("DELETE", m_sim->url() + "/api/v2/silence/" + id.toUtf8()).status, 200);
        QCOMPARE(stateOf(id), u"expired"_s);
        const QString next = store(silence(0s, 600s), id);
        QVERIFY(!next.isEmpty() && next != id);
        QCOMPARE(stateOf(id), u"expired"_s);
    }

    void aStartInThePastIsRaisedToNow()
    {
        const QString id = store(silence(-600s, 600s));
        QCOMPARE(get("/api/v2/silence/" + id.toUtf8()).object()[u"startsAt"_s].toString(), at(0s));
    }

    void badSilencesAreRefusedWithABareString_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QByteArray>("text");
        m_clock.freezeAt(QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC));
        QJsonObject empty = silence(0s, 600s);
        empty[u"matchers"_s]
            = QJsonArray{QJsonObject{{u"name"_s, u"x"_s}, {u"value"_s, u".*"_s}, {u"isRegex"_s, true}}};
        QTest::newRow("backwards") << silence(600s, 300s) << QByteArray("\"start time must be before end time\"");
        QTest::newRow("past") << silence(-600s, -300s) << QByteArray("\"end time can't be in the past\"");
        QTest::newRow("matches everything") << empty << QByteArray("\"invalid silence: ");
    }

    void badSilencesAreRefusedWithABareString()
    {
        QFETCH(QJsonObject, body);
        QFETCH(QByteArray, text);
        const Told told = post("/api/v2/silences", QJsonDocument(body));
        QCOMPARE(told.status, 400);
        QVERIFY2(told.body.startsWith(text), told.body.constData());
    }

    void refusalsOfTheFrameworkAreObjects()
    {
        const QByteArray url = m_sim->url() + "/api/v2/silences";
        const QByteArray body = QJsonDocument(silence(0s, 600s)).toJson();
        QCOMPARE(m_asker.send("POST", url, {{"Content-Type", "application/octet-stream"}}, body).status, 415);
        QJsonObject incomplete = silence(0s, 600s);
        incomplete.remove(u"comment"_s);
        QCOMPARE(post("/api/v2/silences", QJsonDocument(incomplete)).object()[u"code"_s].toInt(), 422);
        QCOMPARE(get("/api/v2/silence/no-uuid").status, 422);
        QCOMPARE(get("/api/v2/silence/11111111-2222-4333-8444-555555555555").status, 404);
        const QString unknown = u"11111111-2222-4333-8444-555555555555"_s;
        QJsonObject update = silence(0s, 600s);
        update.insert(u"id"_s, unknown);
        QCOMPARE(post("/api/v2/silences", QJsonDocument(update)).status, 404);
    }

    void silencesAreListedActiveThenPendingThenExpired()
    {
        const QString expired = store(silence(0s, 60s, u"a"_s));
        m_clock.advance(120s);
        const QString pending = store(silence(600s, 1200s, u"b"_s));
        const QString late = store(silence(0s, 7200s, u"c"_s));
        const QString soon = store(silence(0s, 600s, u"d"_s));
        QStringList ids;
        for (const QJsonValue &row : get("/api/v2/silences").array())
            ids << row[u"id"_s].toString();
        QCOMPARE(ids, (QStringList{soon, late, pending, expired}));
        QCOMPARE(get("/api/v2/silences?filter=service%3D%22c%22").array().size(), 1);
    }

    void wantsThePasswordWhereOneIsSet()
    {
        m_sim->setUser(u"ops"_s, u"secret"_s);
        QCOMPARE(get("/api/v2/alerts").status, 401);
        QCOMPARE(m_asker.get(m_sim->url() + "/api/v2/alerts", {basicAuth("ops", "secret")}).status, 200);
    }
};

QTEST_GUILESS_MAIN(SimAlertmanagerTest)
#include "tst_sim_alertmanager.moc"
