// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/maintaining.h"
#include "backends/zabbix/maintenances.h"
#include "models/domain/silencematch.h"
#include "tests/backends/http/connected.h"
#include "tests/sim/monitoring/zabbixsim.h"
#include "tests/support/run.h"

#include <QJsonArray>

using namespace opsdeck;
using namespace opsdeck::zabbix;
using namespace Qt::StringLiterals;
using sim::ZabbixSim;

namespace {

const SourceId zbx(u"zbx"_s);
const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0, 30), Qt::UTC);
const QList<Host> hosts{{1, u"cart-db-01"_s, u"Cart DB"_s, {u"Databases"_s, u"Linux"_s}},
    {2, u"cart-db-02"_s, u"Cart DB, standby"_s, {u"Databases"_s}}, {3, u"gw-01"_s, u"Gateway"_s, {u"Linux"_s}}};

Silence silenceOf(const QList<Silence::Matcher> &matchers)
{
    Silence silence{.source = zbx, .matchers = matchers};
    silence.createdBy = u"li@desk"_s;
    silence.comment = u"new disks"_s;
    silence.startsAt = noon;
    silence.endsAt = noon.addSecs(3600);
    return silence;
}

QStringList hostsIn(const Result<QJsonObject> &parameters)
{
    QStringList ids;
    if (parameters) {
        for (const QJsonValue &host : parameters->value(u"hosts"_s).toArray())
            ids.append(host[u"hostid"_s].toString());
    }
    return ids;
}

Result<QJsonObject> made(const QList<Silence::Matcher> &matchers)
{
    return maintenanceFor(silenceOf(matchers), hosts, Dialect{6, 0}, zbx);
}

} // namespace

/// Maintenance that is made in Zabbix from here: it holds for what was chosen, or is refused.
class ZabbixMaintenanceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<http::Client> m_client;
    std::unique_ptr<SecretStore> m_secrets;

    std::unique_ptr<Source> sourceOf(const ZabbixSim &zabbix, const QString &user)
    {
        Connection connection;
        connection.id = zbx;
        connection.kind = u"zabbix"_s;
        connection.url = QString::fromUtf8(zabbix.url());
        connection.user = user;
        connection.secret = u"env:OPSDECK_TEST_ZABBIX"_s;
        qputenv("OPSDECK_TEST_ZABBIX", zabbix.token().toUtf8());
        return makeSource({connection, *m_client, *m_secrets});
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_client = std::make_unique<http::Client>(std::chrono::milliseconds(40));
        m_secrets = std::make_unique<SecretStore>(m_folder->path());
    }
    void cleanup()
    {
        qunsetenv("OPSDECK_TEST_ZABBIX");
        m_secrets.reset();
        m_client.reset();
    }

    void itHoldsForTheHostsThatAreMeant_data()
    {
        QTest::addColumn<Silence::Matcher>("matcher");
        QTest::addColumn<QStringList>("ids");
        const auto row = [](const char *what, const Silence::Matcher &matcher, const QStringList &ids) {
            QTest::newRow(what) << matcher << ids;
        };
        row("one", {u"host"_s, u"cart-db-01"_s}, {u"1"_s});
        row("both of a problem", {u"host"_s, u"cart-db-01, gw-01"_s}, {u"1"_s, u"3"_s});
        row("a rule", {u"host"_s, u"cart-.*"_s, true}, {u"1"_s, u"2"_s});
        row("all but one", {u"host"_s, u"gw-01"_s, false, false}, {u"1"_s, u"2"_s});
        row("a visible name with a comma", {u"instance"_s, u"Cart DB, standby"_s}, {u"1"_s, u"2"_s});
        row("a group", {u"hostgroup"_s, u"Linux"_s}, {u"3"_s});
        row("its groups in another order", {u"hostgroup"_s, u"Linux, Databases"_s}, {u"1"_s, u"2"_s, u"3"_s});
    }
    void itHoldsForTheHostsThatAreMeant()
    {
        QFETCH(Silence::Matcher, matcher);
        QFETCH(QStringList, ids);
        QCOMPARE(hostsIn(made({matcher})), ids);
    }

    void allThatChooseHostsHaveToHold()
    {
        QCOMPARE(
            hostsIn(made({{u"host"_s, u"cart-.*"_s, true}, {u"hostgroup"_s, u"Databases"_s}})), QStringList{u"2"_s});
        const auto none = made({{u"host"_s, u"gw-01"_s}, {u"instance"_s, u"Cart DB"_s}});
        QCOMPARE(none.error().kind, Error::Kind::Refused);
        QVERIFY(none.error().detail.contains(u"gw-01"_s));
    }

    void whatZabbixCannotSayIsRefusedAndNotLeftOut()
    {
        const Silence::Matcher host{u"host"_s, u"gw-01"_s};
        for (const Silence::Matcher &other : QList<Silence::Matcher>{
                 {u"env"_s, u"prod.*"_s, true}, {u"env"_s, u"test"_s, false, false}, {u"env"_s, u"a, b"_s}}) {
            const auto refused = made({host, other});
            QCOMPARE(refused.error().kind, Error::Kind::Refused);
            QVERIFY2(refused.error().detail.contains(u"env"_s), qPrintable(refused.error().detail));
        }
        QCOMPARE(made({{u"env"_s, u"prod"_s}}).error().kind, Error::Kind::Refused); // for no host at all
        QCOMPARE(made({}).error().kind, Error::Kind::Refused);
    }

    void otherLabelsAreTagsAsZabbixCallsThem()
    {
        const auto parameters = made(
            {{u"host"_s, u"gw-01"_s}, {u"Service"_s, u"cart"_s}, {u"service"_s, u"cart"_s}, {u"tag_host"_s, u"x"_s}});
        QJsonArray tags = parameters->value(u"tags"_s).toArray();
        QCOMPARE(tags.size(), 2); // the label that repeats a tag is none
        QCOMPARE(tags.at(0)[u"tag"_s].toString(), u"Service"_s);
        QCOMPARE(tags.at(1)[u"tag"_s].toString(), u"host"_s);
        QVERIFY(!made({{u"host"_s, u"gw-01"_s}})->contains(u"tags_evaltype"_s));
    }

    void itTakesWholeMinutesAndNothingIsCutOff()
    {
        const auto parameters = made({{u"host"_s, u"gw-01"_s}});
        const qint64 since = parameters->value(u"active_since"_s).toInteger();
        const qint64 till = parameters->value(u"active_till"_s).toInteger();
        QCOMPARE(since % 60 + till % 60, 0);
        QVERIFY(since <= noon.toSecsSinceEpoch() && till >= noon.addSecs(3600).toSecsSinceEpoch());
        QCOMPARE(parameters->value(u"timeperiods"_s)[0][u"period"_s].toInteger(), till - since);
        Silence endless = silenceOf({{u"host"_s, u"gw-01"_s}});
        endless.comment = QString(5000, u'x');
        const auto longest = maintenanceFor(endless, hosts, Dialect{7, 2}, zbx);
        QVERIFY(longest->value(u"name"_s).toString().size() <= 128);
        QVERIFY(longest->value(u"description"_s).toString().contains(endless.comment)); // whole here
    }

    void olderVersionsAreToldIdsAndNewerOnesObjects()
    {
        const auto old = maintenanceFor(silenceOf({{u"host"_s, u"gw-01"_s}}), hosts, Dialect{5, 0}, zbx);
        QCOMPARE(old->value(u"hostids"_s).toArray(), (QJsonArray{u"3"_s}));
        QVERIFY(!old->contains(u"hosts"_s));
        QVERIFY(!made({{u"host"_s, u"gw-01"_s}})->contains(u"hostids"_s));
    }

    void aMaintenanceMadeHereKeepsTheProblemQuiet_data()
    {
        QTest::addColumn<int>("major");
        QTest::addColumn<int>("minor");
        QTest::addColumn<QString>("user");
        for (const auto &[major, minor] : QList<std::pair<int, int>>{{5, 0}, {6, 0}, {6, 2}, {6, 4}, {7, 2}}) {
            QTest::addRow("%d.%d, password", major, minor) << major << minor << u"ops"_s;
            if (major > 5)
                QTest::addRow("%d.%d, token", major, minor) << major << minor << QString();
        }
    }
    void aMaintenanceMadeHereKeepsTheProblemQuiet()
    {
        QFETCH(int, major);
        QFETCH(int, minor);
        QFETCH(QString, user);
        sim::SimClock clock;
        ZabbixSim zabbix(clock, major, minor);
        QVERIFY(zabbix.start());
        ZabbixSim::TriggerRow trigger;
        trigger.description = u"Queue backlog"_s;
        trigger.hosts = {{u"cart-db-01"_s, u"Cart DB"_s, {u"Databases"_s}, true}};
        const qint64 first = zabbix.raise(zabbix.addTrigger(trigger), {}, {{u"Service"_s, u"cart"_s}});
        trigger.hosts = {{u"gw-01"_s, u"Gateway"_s, {u"Edge"_s}, true}};
        const qint64 other = zabbix.raise(zabbix.addTrigger(trigger));

        const auto source = sourceOf(zabbix, user);
        QVERIFY(source->silenceActions() == nullptr); // before it is known what it may
        QVERIFY(testing::wait(source->probe({})));
        QVERIFY(source->silenceActions() != nullptr);
        const auto batch = testing::wait(source->fetch({}, {}));
        QVERIFY(batch);
        const Alert alert = std::get<Snapshot<Alert>>(batch->rows.first()).rows.first();
        Silence silence = silenceOf(matchersOf(alert.labels)); // as the dialog begins
        silence.startsAt = {};
        silence.endsAt = QDateTime::currentDateTimeUtc().addSecs(3600);
        const auto id = testing::wait(source->silenceActions()->put(silence, {}));
        QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
        QCOMPARE(zabbix.planned().size(), 1);
        QCOMPARE(QString::number(zabbix.planned().first().id), *id);
        QCOMPARE(zabbix.planned().first().hosts, QStringList{u"cart-db-01"_s});
        QVERIFY(zabbix.problem(first)->isSuppressed);
        QVERIFY(!zabbix.problem(other)->isSuppressed);

        const auto after = testing::wait(source->fetch(batch->cursor, {}));
        const auto listed = std::get<Snapshot<Silence>>(after.value().rows.last()).rows;
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.first().id, *id);
        QCOMPARE(listed.first().createdBy, u"li@desk"_s);
        QCOMPARE(listed.first().comment, u"new disks"_s);
        QCOMPARE(listed.first().state, u"active"_s);
        QCOMPARE(silenceViews(listed, {alert}).first().hits, 1);
        const auto same = testing::wait(source->fetch(after->cursor, {}));
        QVERIFY(same.value().rows.isEmpty());
        QVERIFY(testing::wait(source->silenceActions()->expire(*id, {})));
        const auto ended = testing::wait(source->fetch(after->cursor, {}));
        QVERIFY(std::get<Snapshot<Silence>>(ended.value().rows.last()).rows.isEmpty());
        QVERIFY(!zabbix.problem(first)->isSuppressed);
    }

    void whatIsPlannedInZabbixIsListedWithWhatItHits()
    {
        const QDateTime now = noon;
        zabbix::Maintenance rack{u"17"_s, u"Move of rack A"_s, now.addSecs(-60), now.addSecs(3600), false,
            {u"a.b"_s, u"c"_s}, {u"Linux servers"_s}, {}};
        zabbix::Maintenance later{u"18"_s, u"Later"_s, now.addSecs(60), now.addSecs(3600), true, {u"c"_s}, {},
            {{u"service"_s, u"cart"_s, false}, {u"env"_s, u"prod"_s, true}}};
        zabbix::Maintenance over = later;
        over.id = u"19"_s;
        over.till = now;
        const auto all = silencesOf({rack, later, over}, zbx, now);
        QStringList ids;
        for (const Silence &silence : all)
            ids.append(silence.id);
        QCOMPARE(ids, (QStringList{u"17"_s, u"17:1"_s, u"18"_s, u"18:1"_s}));
        QCOMPARE(maintenanceOf(u"17:1"_s), u"17"_s);
        QCOMPARE(all.at(0).state, u"active"_s);
        QCOMPARE(all.at(2).state, u"pending"_s);
        QCOMPARE(all.at(0).comment, u"Move of rack A"_s);
        QVERIFY(all.at(0).createdBy.isEmpty());
        const auto hits
            = [&](int number, const Labels &labels) { return SilenceMatch(all.at(number).matchers).matches(labels); };
        QVERIFY(hits(0, {{u"host"_s, u"a.b"_s}}));
        QVERIFY(!hits(0, {{u"host"_s, u"aab"_s}}));
        QVERIFY(hits(1, {{u"hostgroup"_s, u"Databases, Linux servers"_s}}));
        QVERIFY(!hits(1, {{u"hostgroup"_s, u"Linux servers (old)"_s}}));
        QVERIFY(hits(2, {{u"host"_s, u"c"_s}, {u"env"_s, u"preprod"_s}})
            != hits(3, {{u"host"_s, u"c"_s}, {u"env"_s, u"preprod"_s}}));
        QVERIFY(hits(3, {{u"host"_s, u"c"_s}, {u"service"_s, u"cart"_s}})
            != hits(2, {{u"host"_s, u"c"_s}, {u"service"_s, u"cart"_s}}));
    }

    void whatBeginsWithoutAnotherAnswerIsSeen()
    {
        sim::SimClock clock;
        ZabbixSim zabbix(clock, 7, 2);
        QVERIFY(zabbix.start());
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        zabbix.plan({.id = 5,
            .name = u"soon"_s,
            .description = {},
            .since = now + 1,
            .till = now + 600,
            .hosts = {u"gw-01"_s},
            .tags = {}});
        const auto source = sourceOf(zabbix, {});
        QVERIFY(testing::wait(source->probe({})));
        const auto before = testing::wait(source->fetch({}, {}));
        QCOMPARE(std::get<Snapshot<Silence>>(before.value().rows.last()).rows.first().state, u"pending"_s);
        const auto begun = [&] {
            const auto batch = testing::wait(source->fetch(before->cursor, {}));
            return batch && !batch->rows.isEmpty()
                && std::get<Snapshot<Silence>>(batch->rows.last()).rows.first().state == u"active";
        };
        QTRY_VERIFY(begun());
    }

    void whoMayNotSeeThemDoesWithout()
    {
        sim::SimClock clock;
        ZabbixSim zabbix(clock, 6, 4);
        QVERIFY(zabbix.start());
        zabbix.deny({u"maintenance.get"_s});
        const auto source = sourceOf(zabbix, {});
        QVERIFY(testing::wait(source->probe({})));
        const auto batch = testing::wait(source->fetch({}, {}));
        QVERIFY(batch);
        for (const auto &rows : batch->rows)
            QVERIFY(!std::holds_alternative<Snapshot<Silence>>(rows));
    }

    void whoseRoleMayNotIsNotOfferedIt()
    {
        sim::SimClock clock;
        ZabbixSim zabbix(clock, 7, 2);
        QVERIFY(zabbix.start());
        zabbix.deny({u"edit_maintenance"_s});
        const auto source = sourceOf(zabbix, {});
        QVERIFY(testing::wait(source->probe({})));
        QVERIFY(source->silenceActions() == nullptr);
        QVERIFY(source->vitals().rights.contains(Phrase("may not plan maintenance")));
    }

    void whatZabbixSaysAgainstItIsPassedOn()
    {
        sim::SimClock clock;
        ZabbixSim zabbix(clock, 6, 0);
        QVERIFY(zabbix.start());
        ZabbixSim::TriggerRow trigger;
        trigger.hosts = {{u"gw-01"_s, u"Gateway"_s, {}, true}};
        zabbix.addTrigger(trigger);
        const auto source = sourceOf(zabbix, {});
        QVERIFY(testing::wait(source->probe({})));
        SilenceActions &actions = *source->silenceActions();
        Silence brief = silenceOf({{u"host"_s, u"gw-01"_s}});
        brief.endsAt = brief.startsAt.addSecs(60);
        const auto refused = testing::wait(actions.put(brief, {}));
        QVERIFY(!refused && refused.error().detail.contains(u"period"_s));
        brief.endsAt = {};
        QCOMPARE(testing::wait(actions.put(brief, {})).error().kind, Error::Kind::Usage);
        brief.id = u"7"_s;
        QCOMPARE(testing::wait(actions.put(brief, {})).error().kind, Error::Kind::Refused);
        QVERIFY(zabbix.planned().isEmpty());
        QVERIFY(!testing::wait(actions.expire(u"99"_s, {})));
    }

    void hostileAnswersAreErrors()
    {
        QCOMPARE(parseMaintenanceId(R"({"result":{"maintenanceids":[]}})", zbx).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(parseMaintenanceId(R"({"result":[]})", zbx).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(parseMaintenanceId(R"({"result":{"maintenanceids":["3"]}})", zbx).value(), u"3"_s);
        QCOMPARE(parseHosts(R"({"result":[{"host":"a"}]})", zbx).error().kind, Error::Kind::BadAnswer);
        const auto read = parseHosts(
            R"({"result":[{"hostid":"7","host":"a","name":"A","hostgroups":[{"name":"g"}]},{"hostid":"8","host":"b"}]})",
            zbx);
        QCOMPARE(read->size(), 2);
        QCOMPARE(read->first().groups, QStringList{u"g"_s});
    }
};

QTEST_GUILESS_MAIN(ZabbixMaintenanceTest)
#include "tst_zabbixmaintenance.moc"
