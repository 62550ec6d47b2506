// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "backends/sourcekinds.h"
#include "models/ports/alertactions.h"
#include "tests/stack/realzabbix.h"
#include "tests/support/run.h"

#include <QJsonArray>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// What the simulator claims, held against a real Zabbix 6.0, started once for all of it.
class RealZabbixTest : public QObject
{
    Q_OBJECT

    static constexpr int PatienceMs = 20'000;

    QList<Alert> fetched()
    {
        const auto batch = wait(m_source->fetch({}, {}));
        if (!batch)
            qWarning("%s", qPrintable(batch.error().detail));
        return batch ? std::get<Snapshot<Alert>>(batch->rows.first()).rows : QList<Alert>();
    }

    Alert named(const QString &name)
    {
        for (const Alert &alert : fetched()) {
            if (alert.name == name)
                return alert;
        }
        return {};
    }

    bool isTold(const QString &name) { return named(name).name == name; }

    Connection connection() const
    {
        Connection made;
        made.id = SourceId(u"zabbix"_s);
        made.kind = u"zabbix"_s;
        made.url = m_zabbix->url();
        made.user = m_zabbix->user();
        made.secret = u"env:OPSDECK_TEST_ZABBIX"_s;
        return made;
    }

    QJsonObject trigger(const QString &name, int above, bool manualClose) const
    {
        const QJsonObject tag{{u"tag"_s, u"service"_s}, {u"value"_s, u"cart"_s}};
        return {{u"description"_s, name}, {u"expression"_s, u"last(/cart-db-01/queue)>%1"_s.arg(above)},
            {u"priority"_s, 4}, {u"manual_close"_s, manualClose ? 1 : 0}, {u"opdata"_s, u"now {ITEM.LASTVALUE1}"_s},
            {u"comments"_s, u"See {HOST.NAME}"_s}, {u"tags"_s, QJsonArray{tag}}};
    }

    std::unique_ptr<RealZabbix> m_zabbix;
    QTemporaryDir m_folder;
    http::Client m_client;
    SecretStore m_secrets{m_folder.path()};
    std::unique_ptr<Source> m_source;

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!RealZabbix::available(&why))
            QSKIP(qPrintable(why));
        m_zabbix = std::make_unique<RealZabbix>();
        QVERIFY2(m_zabbix->start(), m_zabbix->log());
        qputenv("OPSDECK_TEST_ZABBIX", m_zabbix->password().toUtf8());
        m_source = makeSource({connection(), m_client, m_secrets});

        const QJsonObject host{{u"host"_s, u"cart-db-01"_s}, {u"name"_s, u"Cart <b>DB</b>"_s},
            {u"groups"_s, QJsonArray{QJsonObject{{u"groupid"_s, u"2"_s}}}}};
        const QString id = m_zabbix->make(u"host.create"_s, host);
        const QJsonObject item{{u"name"_s, u"queue"_s}, {u"key_"_s, u"queue"_s}, {u"hostid"_s, id}, {u"type"_s, 2},
            {u"value_type"_s, 3}, {u"delay"_s, u"0"_s}};
        QVERIFY(!m_zabbix->make(u"item.create"_s, item).isEmpty());
        QVERIFY(!m_zabbix->make(u"trigger.create"_s, trigger(u"Queue backlog"_s, 100, true)).isEmpty());
        QVERIFY(!m_zabbix->make(u"trigger.create"_s, trigger(u"Queue flood"_s, 200, false)).isEmpty());
        // The server reads its configuration once a second, and may know the item before it knows both triggers.
        QTRY_VERIFY_WITH_TIMEOUT(m_zabbix->send(u"cart-db-01"_s, u"queue"_s, u"250"_s) && isTold(u"Queue backlog"_s)
                && isTold(u"Queue flood"_s),
            PatienceMs);
    }

    void cleanupTestCase()
    {
        m_source.reset();
        m_zabbix.reset();
    }

    void tellsWhoItIsAndWhatWeMay()
    {
        const auto identity = wait(m_source->probe({}));
        QVERIFY2(identity, qPrintable(identity ? QString() : identity.error().detail));
        QCOMPARE(identity->product, u"Zabbix"_s);
        QVERIFY(identity->version.startsWith(u"6."_s));
        QCOMPARE(m_source->vitals().rights.value(0).arguments, (QStringList{u"Admin"_s, u"Super admin role"_s}));
        QVERIFY(!m_source->alertActions()->acts().testFlag(AlertAct::Suppress)); // since 6.2
    }

    void aProblemAppearsAsAnAlert()
    {
        QTRY_VERIFY_WITH_TIMEOUT(isTold(u"Queue backlog"_s), PatienceMs);
        const Alert alert = named(u"Queue backlog"_s);
        QCOMPARE(alert.severityText, u"high"_s);
        QCOMPARE(alert.value, u"now 250"_s);
        QCOMPARE(alert.threshold, u"> 100"_s);
        QCOMPARE(alert.annotations.value(u"description"_s), u"See Cart <b>DB</b>"_s);
        QCOMPARE(alert.labels,
            (Labels{{u"host"_s, u"cart-db-01"_s}, {u"instance"_s, u"Cart <b>DB</b>"_s},
                {u"hostgroup"_s, u"Linux servers"_s}, {u"service"_s, u"cart"_s}}));
        QVERIFY(qAbs(alert.startsAt.secsTo(QDateTime::currentDateTimeUtc())) < 120);
    }

    void whatHasNotChangedIsNotToldAgain()
    {
        const auto first = wait(m_source->fetch({}, {}));
        QVERIFY(wait(m_source->fetch(first->cursor, {}))->rows.isEmpty());
    }

    void anAcknowledgementIsFoundInZabbix()
    {
        const Alert alert = named(u"Queue backlog"_s);
        const AlertWord word{u"li"_s, u"on it"_s, {}};
        const auto done = wait(m_source->alertActions()->act({alert}, AlertAct::Acknowledge, word, {}));
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        const QJsonObject query{{u"eventids"_s, alert.occurrence}, {u"select_acknowledges"_s, u"extend"_s}};
        const auto event = m_zabbix->call(u"event.get"_s, query)[u"result"_s].toArray().first().toObject();
        QCOMPARE(event[u"acknowledged"_s].toString(), u"1"_s);
        QCOMPARE(event[u"acknowledges"_s].toArray().first()[u"message"_s].toString(), u"li: on it"_s);
        const Alert after = named(u"Queue backlog"_s);
        QVERIFY(after.acknowledged);
        QCOMPARE(after.notes.value(0).by, u"Admin"_s);
        QCOMPARE(after.notes.value(0).kind, AlertNote::Kind::Acknowledged);
        QVERIFY(wait(m_source->alertActions()->act({alert}, AlertAct::Unacknowledge, word, {})));
        QVERIFY(!named(u"Queue backlog"_s).acknowledged);
    }

    void onlyWhatMayBeClosedIsClosed()
    {
        const AlertWord word{u"li"_s, {}, {}};
        const auto refused = wait(m_source->alertActions()->act({named(u"Queue flood"_s)}, AlertAct::Close, word, {}));
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().detail.contains(u"manual"_s));
        QVERIFY(wait(m_source->alertActions()->act({named(u"Queue backlog"_s)}, AlertAct::Close, word, {})));
        QTRY_VERIFY_WITH_TIMEOUT(!isTold(u"Queue backlog"_s), PatienceMs);
        QVERIFY(isTold(u"Queue flood"_s));
    }

    void aProblemInMaintenanceIsSuppressedAndSaysByWhich()
    {
        QVERIFY(isTold(u"Queue flood"_s));
        const QJsonObject which{
            {u"output"_s, QJsonArray{u"hostid"_s}}, {u"filter"_s, QJsonObject{{u"host"_s, u"cart-db-01"_s}}}};
        const QJsonValue host = m_zabbix->call(u"host.get"_s, which)[u"result"_s].toArray().first()[u"hostid"_s];
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const QJsonObject once{{u"timeperiod_type"_s, 0}, {u"start_date"_s, now - 1800}, {u"period"_s, 7200}};
        const QJsonObject maintenance{{u"name"_s, u"Move of rack A"_s}, {u"active_since"_s, now - 3600},
            {u"active_till"_s, now + 7200}, {u"hosts"_s, QJsonArray{QJsonObject{{u"hostid"_s, host}}}},
            {u"timeperiods"_s, QJsonArray{once}}};
        QVERIFY(!m_zabbix->make(u"maintenance.create"_s, maintenance).isEmpty());
        // The server looks once a minute which of them are on.
        const auto state = [this] { return named(u"Queue flood"_s).state; };
        QTRY_COMPARE_WITH_TIMEOUT(state(), AlertState::Suppressed, 150'000);
        const Alert alert = named(u"Queue flood"_s);
        QCOMPARE(alert.silencedBy, QStringList{u"maintenance Move of rack A"_s});
        const auto until = QDateTime::fromString(alert.annotations.value(u"suppressed until"_s), Qt::ISODate);
        QVERIFY2(until > QDateTime::currentDateTimeUtc(), qPrintable(until.toString()));
    }

    void aRecoveredProblemIsGone()
    {
        QVERIFY(m_zabbix->send(u"cart-db-01"_s, u"queue"_s, u"1"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!isTold(u"Queue flood"_s), PatienceMs);
    }

    void aTokenOpensItToo()
    {
        const QString id = m_zabbix->make(u"token.create"_s, {{u"name"_s, u"opsdeck"_s}, {u"userid"_s, u"1"_s}});
        const auto made = m_zabbix->call(u"token.generate"_s, QJsonArray{id})[u"result"_s].toArray().first();
        qputenv("OPSDECK_TEST_ZABBIX", made[u"token"_s].toString().toUtf8());
        Connection byToken = connection();
        byToken.user.clear();
        const auto source = makeSource({byToken, m_client, m_secrets});
        const auto identity = wait(source->probe({}));
        QVERIFY2(identity, qPrintable(identity ? QString() : identity.error().detail));
        qputenv("OPSDECK_TEST_ZABBIX", QByteArray(64, 'a'));
        const auto other = makeSource({byToken, m_client, m_secrets});
        QCOMPARE(wait(other->probe({})).error().kind, Error::Kind::Unauthorised);
    }

    void itsSessionEndsWithIt()
    {
        qputenv("OPSDECK_TEST_ZABBIX", m_zabbix->password().toUtf8());
        auto source = makeSource({connection(), m_client, m_secrets});
        const int before = m_zabbix->sessions();
        QVERIFY(wait(source->fetch({}, {})));
        QCOMPARE(m_zabbix->sessions(), before + 1);
        source.reset();
        QTRY_COMPARE(m_zabbix->sessions(), before);
    }

    void aMaintenanceMadeHereIsFoundThere()
    {
        qputenv("OPSDECK_TEST_ZABBIX", m_zabbix->password().toUtf8());
        const auto source = makeSource({connection(), m_client, m_secrets});
        QVERIFY(wait(source->probe({})));
        QVERIFY(source->silenceActions() != nullptr);
        Silence silence{.matchers = {{u"host"_s, u"cart-.*"_s, true}, {u"service"_s, u"cart"_s}}};
        silence.createdBy = u"li@desk"_s;
        silence.comment = u"新硬盘"_s;
        silence.endsAt = QDateTime::currentDateTimeUtc().addSecs(1800);
        const auto id = wait(source->silenceActions()->put(silence, {}));
        QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
        const auto there = [&] {
            const QJsonObject which{{u"maintenanceids"_s, QJsonArray{*id}}, {u"output"_s, u"extend"_s},
                {u"selectHosts"_s, QJsonArray{u"host"_s}}, {u"selectTags"_s, u"extend"_s}};
            return m_zabbix->call(u"maintenance.get"_s, which)[u"result"_s].toArray().at(0).toObject();
        };
        const QJsonObject made = there();
        QVERIFY2(made[u"name"_s].toString().startsWith(u"新硬盘"_s), qPrintable(made[u"name"_s].toString()));
        QCOMPARE(made[u"hosts"_s].toArray().size(), 1);
        QCOMPARE(made[u"hosts"_s].toArray().at(0)[u"host"_s].toString(), u"cart-db-01"_s);
        QCOMPARE(made[u"tags"_s].toArray().at(0)[u"tag"_s].toString(), u"service"_s);
        QVERIFY(made[u"active_till"_s].toString().toLongLong() >= silence.endsAt.toSecsSinceEpoch());
        const auto listed = [&] {
            const auto batch = wait(source->fetch({}, {}));
            QStringList ids;
            for (const Silence &row : std::get<Snapshot<Silence>>(batch.value().rows.last()).rows)
                ids.append(row.id);
            return ids;
        };
        QVERIFY(listed().contains(*id));
        silence.endsAt = silence.endsAt.addSecs(-1740);
        QVERIFY(!wait(source->silenceActions()->put(silence, {}))); // less than it takes
        QVERIFY(wait(source->silenceActions()->expire(*id, {})));
        QVERIFY(there()[u"active_till"_s].toString().toLongLong() <= QDateTime::currentSecsSinceEpoch());
        QTRY_VERIFY_WITH_TIMEOUT(!listed().contains(*id), 70'000); // it ends with its minute
    }
};

QTEST_GUILESS_MAIN(RealZabbixTest)
#include "tst_realzabbix.moc"
