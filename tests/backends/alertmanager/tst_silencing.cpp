// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/alertmanager/silencing.h"
#include "tests/backends/http/connected.h"
#include "tests/sim/monitoring/alertmanagersim.h"
#include "tests/stack/realmonitoring.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::alertmanager;
using namespace Qt::StringLiterals;

namespace {

Silence diskFull(int minutes)
{
    Silence silence;
    silence.matchers = {{u"alertname"_s, u"Disk \"full\""_s, false, true}, {u"env"_s, u"prod.*"_s, true, false}};
    silence.createdBy = u"李"_s;
    silence.comment = u"works"_s;
    silence.endsAt = QDateTime::currentDateTimeUtc().addSecs(60 * minutes);
    return silence;
}

/// The silence of that id as the source tells it.
std::optional<Silence> told(Source &source, const QString &id)
{
    const auto batch = testing::wait(source.fetch({}, {}));
    if (!batch)
        return {};
    for (const Silence &silence : std::get<Snapshot<Silence>>(batch->rows.last()).rows) {
        if (silence.id == id)
            return silence;
    }
    return {};
}

/// Makes, lengthens, changes, ends and revives a silence; the same against the simulator and the real thing.
void lead(Source &source)
{
    SilenceActions &actions = *source.silenceActions();
    const auto id = testing::wait(actions.put(diskFull(30), {}));
    QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
    auto silence = told(source, *id);
    QVERIFY(silence);
    QCOMPARE(silence->state, u"active"_s);
    QCOMPARE(silence->createdBy, u"李"_s);
    QCOMPARE(silence->matchers, diskFull(30).matchers);

    silence->endsAt = silence->endsAt.addSecs(3600);
    const auto same = testing::wait(actions.put(*silence, {}));
    QCOMPARE(same.value(), *id);
    QCOMPARE(told(source, *id)->endsAt, silence->endsAt);

    silence->matchers.removeLast();
    const auto other = testing::wait(actions.put(*silence, {}));
    QVERIFY(other && *other != *id);
    QCOMPARE(told(source, *id)->state, u"expired"_s);

    QVERIFY(testing::wait(actions.expire(*other, {})));
    const auto ended = told(source, *other);
    QCOMPARE(ended->state, u"expired"_s);
    auto again = *ended;
    again.endsAt = QDateTime::currentDateTimeUtc().addSecs(600);
    const auto revived = testing::wait(actions.put(again, {}));
    QVERIFY(revived && *revived != *other);
    QCOMPARE(told(source, *revived)->state, u"active"_s);
    QVERIFY(told(source, *revived)->startsAt >= ended->endsAt.addSecs(-1));
}

} // namespace

class SilencingTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Source> sourceAt(const QString &url)
    {
        m_client = std::make_unique<testing::Connected>();
        auto connection = m_client->connection(u"alertmanager"_s);
        connection.url = url;
        return m_client->source(connection);
    }

    std::unique_ptr<testing::Connected> m_client;

private Q_SLOTS:
    void leadsASilenceThroughItsLifeInTheSimulator()
    {
        sim::SimClock clock;
        sim::AlertmanagerSim alertmanager(clock);
        QVERIFY(alertmanager.start());
        lead(*sourceAt(QString::fromUtf8(alertmanager.url())));
    }

    void leadsASilenceThroughItsLifeInARealAlertmanager()
    {
        QString why;
        if (!testing::RealAlertmanager::available(&why))
            QSKIP(qPrintable(why));
        testing::RealAlertmanager alertmanager;
        QVERIFY2(alertmanager.start(), alertmanager.log());
        lead(*sourceAt(alertmanager.url()));
        const auto source = sourceAt(alertmanager.url());
        auto late = diskFull(-5);
        const auto refused = testing::wait(source->silenceActions()->put(late, {}));
        QCOMPARE(refused.error().status, 400);
        QVERIFY2(refused.error().detail.contains(u"start time must be before end time"_s)
                || refused.error().detail.contains(u"past"_s),
            qPrintable(refused.error().detail));
        const QString nobody = u"5e0a0bd4-2ab3-4d5b-9bd5-0c1a5d9d9a11"_s;
        QVERIFY(!testing::wait(source->silenceActions()->expire(nobody, {})));
        late = diskFull(5);
        late.id = nobody;
        QVERIFY(!testing::wait(source->silenceActions()->put(late, {})));
    }

    void membersOfAClusterKnowThatTheyShareTheirSilences()
    {
        sim::SimClock clock;
        sim::AlertmanagerSim one(clock);
        sim::AlertmanagerSim other(clock);
        sim::AlertmanagerSim alone(clock);
        QVERIFY(one.start() && other.start() && alone.start());
        other.join(one);
        testing::Connected clients;
        const auto sourceOf = [&clients](const sim::AlertmanagerSim &member) {
            auto connection = clients.connection(u"alertmanager"_s);
            connection.url = QString::fromUtf8(member.url());
            return clients.source(connection);
        };
        const auto first = sourceOf(one);
        const auto second = sourceOf(other);
        const auto third = sourceOf(alone);
        QCOMPARE(first->silenceActions()->cluster(), SilenceCluster()); // not asked yet
        for (Source *source : {first.get(), second.get(), third.get()})
            QVERIFY(testing::wait(source->probe({})));
        const auto clusterOf = [](Source &source) { return source.silenceActions()->cluster(); };
        QVERIFY(clusterOf(*first).sharesWith(clusterOf(*second)));
        QVERIFY(!clusterOf(*first).sharesWith(clusterOf(*third)));
        const auto made = testing::wait(first->silenceActions()->put(diskFull(5), {}));
        QVERIFY(made && told(*second, *made));
    }

    void aRealPairKnowsThatItSharesItsSilences()
    {
        QString why;
        if (!testing::RealAlertmanager::available(&why))
            QSKIP(qPrintable(why));
        testing::RealAlertmanager a;
        testing::RealAlertmanager b;
        testing::RealAlertmanager::join(a, b);
        QVERIFY2(a.start(), a.log());
        QVERIFY2(b.start(), b.log());
        QTRY_VERIFY_WITH_TIMEOUT(a.seesPeers(2) && b.seesPeers(2), 30'000);
        testing::Connected clients;
        QList<SilenceCluster> clusters;
        for (const testing::RealAlertmanager *member : {&a, &b}) {
            auto connection = clients.connection(u"alertmanager"_s);
            connection.url = member->url();
            const auto source = clients.source(connection);
            QVERIFY(testing::wait(source->probe({})));
            clusters.append(source->silenceActions()->cluster());
        }
        QCOMPARE(clusters.at(0).members.size(), 2);
        QVERIFY(clusters.at(0).sharesWith(clusters.at(1)));
    }

    void saysWhatTheServerRefusesWhateverShapeItsWordsHave()
    {
        testing::Connected am;
        am.server.answer({testing::FaultServer::status(400, "\"end time can't be in the past\""),
            testing::FaultServer::status(400, "invalid silence: too large"), testing::FaultServer::status(404)});
        const auto source = am.source(am.connection(u"alertmanager"_s));
        SilenceActions &actions = *source->silenceActions();
        QCOMPARE(testing::wait(actions.put(diskFull(1), {})).error().detail, u"end time can't be in the past"_s);
        QCOMPARE(testing::wait(actions.put(diskFull(1), {})).error().detail, u"invalid silence: too large"_s);
        QCOMPARE(testing::wait(actions.expire(u"x"_s, {})).error().kind, Error::Kind::NotFound);
    }

    void sendsAChangeOnceAndKeepsAnIdToOneSegment()
    {
        testing::Connected am;
        am.server.answer({testing::FaultServer::status(503, "busy")});
        const auto source = am.source(am.connection(u"alertmanager"_s));
        QVERIFY(!testing::wait(source->silenceActions()->put(diskFull(1), {})));
        QCOMPARE(am.server.seen().size(), 1);
        QCOMPARE(am.server.seen().first().header("content-type"), "application/json");
        QVERIFY(!testing::wait(source->silenceActions()->expire(u"../silences"_s, {})));
        QCOMPARE(am.server.seen().size(), 2);
        QCOMPARE(am.server.seen().last().target, "/api/v2/silence/..%2Fsilences");
    }

    void refusesAnAnswerWithoutAnId()
    {
        testing::Connected am;
        am.server.answer({testing::FaultServer::ok("{}"), testing::FaultServer::ok("{\"silenceID\":\"\"}"),
            testing::FaultServer::ok("<html>")});
        const auto source = am.source(am.connection(u"alertmanager"_s));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(
                testing::wait(source->silenceActions()->put(diskFull(1), {})).error().kind, Error::Kind::BadAnswer);
    }

    void wantsAnEndBeforeAnythingIsSent()
    {
        testing::Connected am;
        const auto source = am.source(am.connection(u"alertmanager"_s));
        auto endless = diskFull(1);
        endless.endsAt = {};
        QCOMPARE(testing::wait(source->silenceActions()->put(endless, {})).error().kind, Error::Kind::Usage);
        QCOMPARE(am.server.connections(), 0);
    }

    void startsByTheServersClockWhereNoStartIsGiven()
    {
        testing::Connected am;
        am.server.answer({testing::FaultServer::ok(R"({"silenceID":"a"})")});
        const auto source = am.source(am.connection(u"alertmanager"_s));
        QVERIFY(testing::wait(source->silenceActions()->put(diskFull(1), {})));
        const auto body = QJsonDocument::fromJson(am.server.seen().first().body).object();
        const auto start = QDateTime::fromString(body[u"startsAt"_s].toString(), Qt::ISODateWithMs);
        QVERIFY(std::abs(start.secsTo(QDateTime::currentDateTimeUtc())) < 10);
        QVERIFY(!body.contains(u"id"_s));
    }
};

QTEST_GUILESS_MAIN(SilencingTest)
#include "tst_silencing.moc"
