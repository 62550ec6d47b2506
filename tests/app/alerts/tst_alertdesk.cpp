// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/alerts/alertdesk.h"
#include "app/alerts/localalertservice.h"
#include "app/sync/outside.h"
#include "app/sync/syncservice.h"
#include "backends/store/stores.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
const SourceId zabbix(u"zabbix"_s);
const SourceId mute(u"alertmanager"_s);
const SourceId deaf(u"prometheus"_s);
const SourceId twin(u"alertmanager-2"_s);

/// What it was asked to do, in words.
class FakeSource : public Source, public AlertActions, public SilenceActions
{
public:
    QStringList m_heard;
    AlertActs m_acts;
    bool m_silences = false;
    SilenceCluster m_cluster;
    std::optional<Error> m_refusal;

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token) override { co_return SourceIdentity(); }
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray, std::stop_token) override { co_return SyncBatch(); }
    AlertActions *alertActions() override { return m_acts ? this : nullptr; }
    SilenceActions *silenceActions() override { return m_silences ? this : nullptr; }

    AlertActs acts() const override { return m_acts; }
    QCoro::Task<Result<void>> act(QList<Alert> alerts, AlertAct what, AlertWord word, std::stop_token) override
    {
        for (const Alert &alert : std::as_const(alerts))
            m_heard.append(u"%1 %2 %3: %4"_s.arg(int(what)).arg(alert.key.fingerprint, word.by, word.text));
        co_return answer();
    }
    QCoro::Task<Result<QString>> put(Silence silence, std::stop_token) override
    {
        m_heard.append(u"silence %1 until %2: %3"_s.arg(
            silence.matchers.value(0).value, silence.endsAt.toString(u"hh:mm"), silence.comment));
        if (m_refusal)
            co_return tl::unexpected(*m_refusal);
        co_return u"new-id"_s;
    }
    QCoro::Task<Result<void>> expire(QString id, std::stop_token) override
    {
        m_heard.append(u"expire "_s + id);
        co_return answer();
    }
    SilenceCluster cluster() const override { return m_cluster; }

private:
    Result<void> answer() const { return m_refusal ? Result<void>(tl::unexpected(*m_refusal)) : Result<void>(); }
};

Alert told(const SourceId &source)
{
    return {.key = {source, u"7"_s}, .labels = {{u"alertname"_s, u"DiskFull"_s}}};
}

AlertTarget target(const QList<Alert> &alerts)
{
    return {u"DiskFull\x1f"
            u"db"_s,
        u"DiskFull db"_s, u"production"_s, alerts};
}

AlertDeed deed(AlertDeed::Kind kind)
{
    return {.kind = kind, .by = u"li@desk"_s, .note = u"on it"_s, .at = noon};
}

} // namespace

/// What people do about alerts: in the ledger first, then with every source that can hear it.
class AlertDeskTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Stores> m_stores;
    QMap<SourceId, std::shared_ptr<FakeSource>> m_sources;
    QList<SourceId> m_woken;

    FakeSource &source(const SourceId &id) { return *m_sources[id]; }

    AlertDesk desk(const Policies &policies = {})
    {
        return AlertDesk([this](const SourceId &id) -> Source * { return m_sources.value(id).get(); },
            [this](const SourceId &id) { m_woken.append(id); }, m_stores->cache(), m_stores->ledger(), policies);
    }

    QStringList actions()
    {
        QStringList words;
        const auto entries = wait(m_stores->ledger().entries(0, 100));
        for (const LedgerEntry &entry : *entries)
            words.prepend((entry.action + u' ' + entry.outcome).trimmed());
        return words;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_stores = std::move(*openStores(m_dir->path(), {}));
        m_woken.clear();
        m_sources.clear();
        for (const SourceId &id : {zabbix, mute, deaf, twin})
            m_sources.insert(id, std::make_shared<FakeSource>());
        source(zabbix).m_acts = AlertAct::Acknowledge | AlertAct::Comment | AlertAct::Unacknowledge;
        source(mute).m_silences = true;
    }

    /// Both in one cluster, and acknowledgements are silences there.
    Policies pair()
    {
        source(twin).m_silences = true;
        source(mute).m_cluster = {u"01A"_s, {u"01A"_s, u"01B"_s}};
        source(twin).m_cluster = {u"01B"_s, {u"01B"_s}}; // asked before it met the other
        Policies policies;
        policies.acknowledgeBySilence = true;
        policies.acknowledgementSilence = std::chrono::minutes(45);
        return policies;
    }

    void cleanup() { m_stores.reset(); }

    void anAcknowledgementIsInTheLedgerAndAtEverySourceThatCanHearIt()
    {
        AlertDesk desk = this->desk();
        const auto outcome = wait(
            desk.tend({target({told(zabbix), told(mute), told(deaf)})}, deed(AlertDeed::Kind::Acknowledged), {}));
        QVERIFY(outcome);
        QCOMPARE(outcome->written, QList{zabbix});
        QCOMPARE(outcome->refused.size(), 0);
        QCOMPARE(source(zabbix).m_heard, QStringList{u"1 7 li@desk: on it"_s});
        QCOMPARE(source(mute).m_heard, QStringList()); // policy: local
        QCOMPARE(actions(), (QStringList{u"alert.acknowledged done"_s, u"alert.told done"_s}));
        QCOMPARE(m_woken, QList{zabbix});
        const auto deeds = deedsByAlert(*wait(m_stores->ledger().entriesAbout(u"alert"_s, noon)));
        QCOMPARE(deeds.value(target({}).key).size(), 1);
    }

    void itHoldsHereThoughASourceRefuses()
    {
        source(zabbix).m_refusal = Error{.kind = Error::Kind::Forbidden, .detail = u"No permissions"_s};
        AlertDesk desk = this->desk();
        const auto outcome = wait(desk.tend({target({told(zabbix)})}, deed(AlertDeed::Kind::Acknowledged), {}));
        QCOMPARE(outcome->written.size(), 0);
        QCOMPARE(outcome->refused.value(0).detail, u"No permissions"_s);
        QCOMPARE(actions(), (QStringList{u"alert.acknowledged done"_s, u"alert.told failed"_s}));
    }

    void nothingIsToldThatTheLedgerDoesNotHold()
    {
        auto second = std::move(*openStores(m_dir->path(), {})); // read-only: the first holds the folder
        AlertDesk desk([this](const SourceId &id) -> Source * { return m_sources.value(id).get(); },
            [](const SourceId &) {}, second->cache(), second->ledger(), {});
        const auto outcome = wait(desk.tend({target({told(zabbix)})}, deed(AlertDeed::Kind::Acknowledged), {}));
        QVERIFY(!outcome);
        QCOMPARE(source(zabbix).m_heard, QStringList());
        QVERIFY(!wait(desk.silence({.source = mute}, u"li@desk"_s, {})));
        QCOMPARE(source(mute).m_heard, QStringList());
    }

    void whatCannotBeClosedIsNotSaidToBe()
    {
        AlertDesk desk = this->desk();
        const auto outcome = wait(desk.tend({target({told(zabbix), told(deaf)})}, deed(AlertDeed::Kind::Closed), {}));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Error::Kind::Refused);
        QCOMPARE(actions(), QStringList());
    }

    void byPolicyASilenceSaysItWhereThereAreNoAcknowledgements()
    {
        Policies policies;
        policies.acknowledgeBySilence = true;
        policies.acknowledgementSilence = std::chrono::minutes(45);
        AlertDesk desk = this->desk(policies);
        QVERIFY(wait(desk.tend({target({told(mute)})}, deed(AlertDeed::Kind::Acknowledged), {})));
        AlertDeed until = deed(AlertDeed::Kind::Acknowledged);
        until.until = noon.addSecs(300);
        QVERIFY(wait(desk.tend({target({told(mute)})}, until, {})));
        QCOMPARE(source(mute).m_heard,
            (QStringList{u"silence DiskFull until 12:45: ACK! li@desk: on it"_s,
                u"silence DiskFull until 12:05: ACK! li@desk: on it"_s}));
    }

    void takingItBackEndsOnlyTheSilencesThatStoodForIt()
    {
        Policies policies;
        policies.acknowledgeBySilence = true;
        SyncBatch batch;
        batch.rows.append(Snapshot<Silence>{{{.source = mute, .id = u"ours"_s, .comment = u"ACK! li@desk"_s},
            {.source = mute, .id = u"theirs"_s, .comment = u"maintenance"_s},
            {.source = mute, .id = u"of another"_s, .comment = u"ACK! li@desk"_s}}});
        QVERIFY(wait(m_stores->cache().commit({.id = mute, .kind = u"alertmanager"_s}, batch)));
        Alert alert = told(mute);
        alert.silencedBy = {u"ours"_s, u"theirs"_s};
        AlertDesk desk = this->desk(policies);
        const auto outcome = wait(desk.tend({target({alert})}, deed(AlertDeed::Kind::Unacknowledged), {}));
        QCOMPARE(outcome->written, QList{mute});
        QCOMPARE(source(mute).m_heard, QStringList{u"expire ours"_s});
    }

    void aClusterGetsOneSilenceNotOneForEachMember()
    {
        AlertDesk desk = this->desk(pair());
        Alert other = told(twin); // which the first member has not heard of yet
        other.key.fingerprint = u"8"_s;
        other.labels = {{u"alertname"_s, u"Late"_s}};
        const auto outcome
            = wait(desk.tend({target({told(mute), told(twin), other})}, deed(AlertDeed::Kind::Acknowledged), {}));
        QCOMPARE(outcome->written, QList{mute});
        QCOMPARE(outcome->refused.size(), 0);
        QCOMPARE(source(mute).m_heard,
            (QStringList{u"silence DiskFull until 12:45: ACK! li@desk: on it"_s,
                u"silence Late until 12:45: ACK! li@desk: on it"_s}));
        QCOMPARE(source(twin).m_heard, QStringList());
        QCOMPARE(actions(), (QStringList{u"alert.acknowledged done"_s, u"alert.told done"_s}));
        QCOMPARE(m_woken, QList{mute});
    }

    void whoIsInNoClusterGetsItsOwnSilence()
    {
        const Policies policies = pair();
        source(mute).m_cluster = {};
        source(twin).m_cluster = {};
        AlertDesk desk = this->desk(policies);
        const auto outcome
            = wait(desk.tend({target({told(mute), told(twin)})}, deed(AlertDeed::Kind::Acknowledged), {}));
        QCOMPARE(outcome->written, (QList{mute, twin}));
        QCOMPARE(source(mute).m_heard.size(), 1);
        QCOMPARE(source(twin).m_heard.size(), 1);
    }

    void theNextMemberIsAskedWhereOneIsDown()
    {
        AlertDesk desk = this->desk(pair());
        source(mute).m_refusal = Error{.kind = Error::Kind::Network, .detail = u"refused"_s};
        const QList<AlertTarget> alerts{target({told(mute), told(twin)})};
        const auto outcome = wait(desk.tend(alerts, deed(AlertDeed::Kind::Acknowledged), {}));
        QCOMPARE(outcome->written, QList{twin});
        QCOMPARE(outcome->refused.size(), 0); // it was done
        QCOMPARE(source(twin).m_heard, QStringList{u"silence DiskFull until 12:45: ACK! li@desk: on it"_s});
        QCOMPARE(actions(), (QStringList{u"alert.acknowledged done"_s, u"alert.told failed"_s, u"alert.told done"_s}));
        source(twin).m_refusal = Error{.kind = Error::Kind::Timeout, .detail = u"silent"_s};
        const auto none = wait(desk.tend(alerts, deed(AlertDeed::Kind::Acknowledged), {}));
        QCOMPARE(none->written.size(), 0);
        QCOMPARE(none->refused.size(), 2); // what each of them answered
    }

    void aMemberThatSaysNoIsNotGoneRound()
    {
        AlertDesk desk = this->desk(pair());
        source(mute).m_refusal = Error{.kind = Error::Kind::Forbidden, .detail = u"no"_s, .status = 403};
        const auto outcome
            = wait(desk.tend({target({told(mute), told(twin)})}, deed(AlertDeed::Kind::Acknowledged), {}));
        QCOMPARE(outcome->refused.size(), 1);
        QCOMPARE(source(twin).m_heard, QStringList());
    }

    void aSilenceThatAClusterSharesIsTakenBackOnce()
    {
        SyncBatch batch;
        batch.rows.append(Snapshot<Silence>{{{.source = mute, .id = u"ours"_s, .comment = u"ACK! li@desk"_s}}});
        QVERIFY(wait(m_stores->cache().commit({.id = mute, .kind = u"alertmanager"_s}, batch)));
        SyncBatch same;
        same.rows.append(Snapshot<Silence>{{{.source = twin, .id = u"ours"_s, .comment = u"ACK! li@desk"_s}}});
        QVERIFY(wait(m_stores->cache().commit({.id = twin, .kind = u"alertmanager"_s}, same)));
        Alert first = told(mute);
        Alert second = told(twin);
        first.silencedBy = second.silencedBy = {u"ours"_s};
        AlertDesk desk = this->desk(pair());
        QVERIFY(wait(desk.tend({target({first, second})}, deed(AlertDeed::Kind::Unacknowledged), {})));
        QCOMPARE(source(mute).m_heard, QStringList{u"expire ours"_s});
        QCOMPARE(source(twin).m_heard, QStringList());
    }

    void manyAlertsAreToldInOneCall()
    {
        QList<AlertTarget> all;
        for (int i = 0; i < 30; ++i) {
            Alert alert = told(zabbix);
            alert.key.fingerprint = QString::number(i);
            all.append({QString::number(i), {}, {}, {alert}});
        }
        AlertDesk desk = this->desk();
        QVERIFY(wait(desk.tend(all, deed(AlertDeed::Kind::Commented), {})));
        QCOMPARE(source(zabbix).m_heard.size(), 30);
        QCOMPARE(actions().count(u"alert.commented done"_s), 30);
        QCOMPARE(actions().count(u"alert.told done"_s), 1);
    }

    void aSilenceIsInTheLedgerBeforeAndAfter()
    {
        AlertDesk desk = this->desk();
        const Silence silence{.source = mute,
            .matchers = {{u"service"_s, u"cart"_s}, {u"host"_s, u"db.*"_s, true, false}},
            .comment = u"move"_s,
            .endsAt = noon};
        const auto made = wait(desk.silence(silence, u"li@desk"_s, {}));
        QCOMPARE(made.value_or(QString()), u"new-id"_s);
        QCOMPARE(actions(), (QStringList{u"silence.intent"_s, u"silence.result done"_s}));
        const auto entries = wait(m_stores->ledger().entries(0, 1));
        QCOMPARE(entries->first().subject, u"service=\"cart\", host!~\"db.*\""_s);
        QCOMPARE(entries->first().reference, u"new-id"_s);
        QVERIFY(wait(desk.expire({.source = mute, .id = u"new-id"_s}, u"li@desk"_s, {})));
        QCOMPARE(source(mute).m_heard.last(), u"expire new-id"_s);
    }

    void aSourceWithoutSilencesRefuses()
    {
        AlertDesk desk = this->desk();
        QCOMPARE(wait(desk.silence({.source = zabbix}, u"li@desk"_s, {})).error().kind, Error::Kind::Refused);
        QCOMPARE(wait(desk.expire({.source = deaf}, u"li@desk"_s, {})).error().kind, Error::Kind::Refused);
        QCOMPARE(actions(), QStringList());
    }

    void whoMayOnlyLookIsRefused()
    {
        Workspace workspace;
        workspace.roles.restricted = true; // and names nobody
        IoThread io;
        std::unique_ptr<Outside> outside;
        std::unique_ptr<SyncService> sync;
        io.call([&] {
            outside = std::make_unique<Outside>(workspace, m_dir->path());
            sync = std::make_unique<SyncService>(workspace, *outside, m_stores->cache());
        });
        {
            LocalAlertService service(workspace, io, *sync, m_stores->cache(), m_stores->ledger(), u"li@desk"_s);
            QCOMPARE(wait(service.tend({target({})}, deed(AlertDeed::Kind::Acknowledged))).error().kind,
                Error::Kind::Refused);
            QCOMPARE(wait(service.silence({})).error().kind, Error::Kind::Refused);
            QCOMPARE(wait(service.expire({})).error().kind, Error::Kind::Refused);
        }
        io.call([&] {
            sync.reset();
            outside.reset();
        });
        QCOMPARE(actions(), QStringList());
    }
};

QTEST_GUILESS_MAIN(AlertDeskTest)
#include "tst_alertdesk.moc"
