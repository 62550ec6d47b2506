// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/checkpoint.h"
#include "app/deploy/ledgerentries.h"
#include "tests/support/run.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const HostId appHost(u"app-01"_s);
const ModuleId cart(u"cart"_s);
const Digest digest = Digest::parse(u"sha256:"_s + QString(64, u'b'));

class GivenFacts : public DeployFacts
{
public:
    PrecheckFacts facts;
    int asked = 0;

    QCoro::Task<Result<PrecheckFacts>> read(DeployPlan, QString, std::stop_token) override
    {
        ++asked;
        const PrecheckFacts answer = facts;
        co_return answer;
    }
};

} // namespace

/// Whether a person's consent is enough to begin in spite of what was found.
class CheckpointTest : public QObject
{
    Q_OBJECT

private:
    Workspace m_workspace;
    GivenFacts m_facts;
    DeployPlan m_plan;

    Result<StartRecord> pass(const StartConsent &consent = {})
    {
        Checkpoint checkpoint(m_workspace, m_facts, u"li@desk"_s, Role::Admin);
        return wait(checkpoint.pass(m_plan, consent, {}));
    }
    static StartConsent answeringFor(PrecheckKind kind, const QString &reason = u"the cure"_s)
    {
        StartConsent consent;
        consent.overrides = {{kind, u"li"_s, reason, QDateTime::currentDateTimeUtc()}};
        return consent;
    }
    void addCriticalAlert()
    {
        m_facts.facts.parts[0].openCritical
            = QList<OpenAlert>{{u"HighErrorRate"_s, QDateTime::currentDateTimeUtc().addSecs(-60)}};
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = {};
        m_workspace.policies.checks.officeHours.reset();
        m_workspace.policies.checks.unknownBlocksInProduction = false;
        m_workspace.policies.checks.riskLimit = 100;
        m_plan = {};
        m_plan.product = ProductId(u"shop"_s);
        m_plan.version = u"2.4.1"_s;
        m_plan.environment = EnvironmentId(u"staging"_s);
        HostChange change;
        change.host = appHost;
        change.part = cart;
        change.wanted = ImageRef::parse(u"127.0.0.1:5000/shop/cart"_s)->pinned(digest);
        m_plan.changes = {change};
        m_facts.asked = 0;
        m_facts.facts = {};
        m_facts.facts.production = true;
        m_facts.facts.now = QDateTime::currentDateTimeUtc();
        m_facts.facts.parts = {PartFacts{.part = cart}};
        m_facts.facts.parts[0].openCritical = QList<OpenAlert>();
    }

    void whatIsUnknownDoesNotBlockOutsideOfProduction()
    {
        m_workspace.policies.checks.unknownBlocksInProduction = true;
        m_facts.facts.production = false;
        QVERIFY(pass());
        m_facts.facts.production = true;
        QVERIFY(!pass());
    }

    void ablockIsRefusedUnlessSomebodyAnswersForIt()
    {
        addCriticalAlert();
        const auto refused = pass();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(
            refused.error().said().plain().contains(u"HighErrorRate"_s), qPrintable(refused.error().said().plain()));

        const auto passed = pass(answeringFor(PrecheckKind::OpenCriticalAlerts));
        QVERIFY(passed);
        QCOMPARE(passed->before.overrides.first().text, u"the cure"_s);
        QVERIFY(!pass(answeringFor(PrecheckKind::OpenCriticalAlerts, u"  "_s)));
        QVERIFY(!pass(answeringFor(PrecheckKind::LastDeployment)));
    }

    void itIsLookedAtAgainWhenTheRunBegins()
    {
        Checkpoint checkpoint(m_workspace, m_facts, u"li@desk"_s, Role::Admin);
        const auto report = wait(checkpoint.check(m_plan, {}));
        QVERIFY(report && standingInTheWay(*report, {}).isEmpty());
        addCriticalAlert(); // meanwhile
        QVERIFY(!wait(checkpoint.pass(m_plan, {}, {})));
        QCOMPARE(m_facts.asked, 2);
    }

    void moreHostsThanOnePersonMayTakeNeedASecond()
    {
        m_workspace.policies.checks.mostHostsAlone = 1;
        HostChange other = m_plan.changes.first();
        other.host = HostId(u"app-02"_s);
        m_plan.changes.append(other);
        QVERIFY(!pass());
        QVERIFY(!pass({{}, u"li"_s})); // nobody is his own second
        const auto passed = pass({{}, u"wang"_s});
        QVERIFY(passed);
        QCOMPARE(passed->confirmedBy, u"wang"_s);
        m_workspace.roles.restricted = true;
        m_workspace.roles.people
            = {{u"li"_s, Role::Releaser}, {u"wang"_s, Role::Operator}, {u"zhao"_s, Role::Releaser}};
        QVERIFY(!pass({{}, u"wang"_s})); // who may not deploy cannot confirm it
        QVERIFY(pass({{}, u"zhao"_s}));
    }

    void aWayBackIsNotHeldUp()
    {
        addCriticalAlert();
        m_facts.facts.production = true;
        m_workspace.policies.checks.mostHostsAlone = 1;
        m_facts.facts.hosts = {HostFacts{.host = appHost, .reachable = true}};
        m_plan.undoes = RunId(u"r"_s);
        m_facts.facts.lease = EnvironmentLease{};
        const auto passed = pass();
        if (!passed)
            QVERIFY2(!passed.error().said().plain().contains(u"HighErrorRate"_s), "the alert holds up the rollback");
        m_facts.facts.hosts[0].reachable = {false, Phrase(u"no route to host"_s)};
        QVERIFY(!pass());
    }

    void allOfItStandsInTheLedger()
    {
        addCriticalAlert();
        StartConsent consent = answeringFor(PrecheckKind::OpenCriticalAlerts);
        const auto passed = pass(consent);
        QVERIFY(passed);
        const LedgerEntry entry = intentEntry(m_plan, RunId(u"r"_s), u"li@desk"_s, 0, &*passed);
        const QJsonObject before = QJsonDocument::fromJson(entry.detail).object().value(u"before"_s).toObject();
        const auto read = precheckRecordFromJson(QJsonDocument(before).toJson(QJsonDocument::Compact));
        QVERIFY(read);
        QCOMPARE(read->checks, passed->before.checks);
        QCOMPARE(read->risk, passed->before.risk);
        QCOMPARE(read->overrides.first().text, u"the cure"_s);
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "tst_checkpoint.moc"
