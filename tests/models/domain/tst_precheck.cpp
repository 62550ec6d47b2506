// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheckjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QtTest>

#include <functional>

using namespace opsdeck;

Q_DECLARE_METATYPE(opsdeck::PrecheckKind)
Q_DECLARE_METATYPE(opsdeck::Verdict)

namespace {

const Digest oldDigest = Digest::parse(QStringLiteral("sha256:") + QString(64, u'a'));
const Digest newDigest = Digest::parse(QStringLiteral("sha256:") + QString(64, u'b'));
const HostId one(QStringLiteral("one"));
const HostId two(QStringLiteral("two"));
const ModuleId cart(QStringLiteral("cart"));
const ModuleId web(QStringLiteral("web"));
const QString commit(40, u'c');
const qint64 giga = qint64(1) << 30;

HostChange changeOf(const HostId &host, const ModuleId &part)
{
    HostChange change;
    change.host = host;
    change.part = part;
    change.composeProject = part.text();
    change.directory = QStringLiteral("/srv/") + part.text();
    change.services = QStringList{part.text()};
    change.runningImage = QStringLiteral("reg/%1:2.4.0").arg(part.text());
    change.running = oldDigest;
    change.runningTag = QStringLiteral("2.4.0");
    change.wanted = *ImageRef::parse(QStringLiteral("reg.local/%1@%2").arg(part.text(), newDigest.text()));
    change.wantedTag = QStringLiteral("2.4.1");
    change.composeBefore = "before";
    change.composeAfter = "after";
    return change;
}

DeployPlan goodPlan()
{
    DeployPlan plan;
    plan.product = ProductId(QStringLiteral("shop"));
    plan.version = QStringLiteral("2.4.1");
    plan.changes = {changeOf(one, cart), changeOf(one, web), changeOf(two, cart)};
    return plan;
}

HostFacts goodHost(const HostId &id)
{
    HostFacts host;
    host.host = id;
    host.reachable = true;
    host.clockSkew = qint64(0);
    host.engineVersion = QStringLiteral("24.0.7");
    host.engineDisk = DiskSpace{50 * giga, 100 * giga, 900'000, 1'000'000};
    host.listening = QList<HostPorts>{{22, 22}};
    host.published = QList<ProjectPorts>();
    for (const ModuleId &part : {cart, web}) {
        const QString folder = QStringLiteral("/srv/") + part.text();
        host.directories.insert(folder, DiskSpace{giga, giga});
        host.paths.insert(folder + QStringLiteral("/conf"), true);
        host.keys[folder + QStringLiteral("/.env")].insert(QStringLiteral("DB_URL"), true);
        host.pullable.insert(changeOf(id, part).wanted.text(), true);
    }
    return host;
}

PartFacts goodPart(const ModuleId &id)
{
    PartFacts part;
    part.part = id;
    part.inRegistry = true;
    part.imageBytes = giga / 10;
    part.scan = ScanSummary{QStringLiteral("Success"), QStringLiteral("Medium"), 0, 0, 3, 1};
    part.commit = QString(commit);
    Pipeline pipeline;
    pipeline.id = 7;
    pipeline.sha = commit;
    pipeline.status = QStringLiteral("success");
    pipeline.jobs = {{1, QStringLiteral("test"), QStringLiteral("unit"), QStringLiteral("success")}};
    part.pipeline = pipeline;
    part.openCritical = QList<OpenAlert>();
    part.database = DatabaseChange::None;
    return part;
}

ChangeFacts goodChange(const HostChange &change)
{
    ChangeFacts facts;
    facts.host = change.host;
    facts.part = change.part;
    ComposeNeeds needs;
    const quint16 port = change.part == cart ? 8080 : 8081;
    needs.ports = {{port, port}};
    needs.files = QStringList{change.directory + QStringLiteral("/conf")};
    needs.variables = QStringList{QStringLiteral("DB_URL")};
    facts.needs = needs;
    facts.rollbackAvailable = true;
    return facts;
}

PrecheckFacts goodFacts()
{
    PrecheckFacts facts;
    facts.now = QDateTime(QDate(2026, 3, 4), QTime(10, 0), Qt::UTC); // a Wednesday
    facts.actor = QStringLiteral("li@desk");
    facts.hosts = {goodHost(one), goodHost(two)};
    facts.parts = {goodPart(cart), goodPart(web)};
    for (const HostChange &change : goodPlan().changes)
        facts.changes.append(goodChange(change));
    facts.freezes = QList<ActiveFreeze>();
    facts.lease = EnvironmentLease();
    facts.last = LastDeployment{RunState::Done, QStringLiteral("2.4.0"), {}};
    return facts;
}

PrecheckPolicy policy()
{
    PrecheckPolicy policy;
    OfficeHours hours;
    hours.zone = QTimeZone::utc();
    policy.officeHours = hours;
    policy.testJobs[cart] = QStringList{QStringLiteral("unit")};
    return policy;
}

/// All verdicts of a kind, in order.
QList<Verdict> verdicts(const QList<Precheck> &checks, PrecheckKind kind)
{
    QList<Verdict> found;
    for (const Precheck &check : checks) {
        if (check.kind == kind)
            found.append(check.verdict);
    }
    return found;
}

Precheck first(const QList<Precheck> &checks, PrecheckKind kind)
{
    for (const Precheck &check : checks) {
        if (check.kind == kind)
            return check;
    }
    return {};
}

using Edit = std::function<void(DeployPlan &, PrecheckFacts &)>;

struct Case
{
    const char *name;
    PrecheckKind kind;
    Verdict verdict;
    Edit edit;
};

QList<Case> hostCases()
{
    using K = PrecheckKind;
    using V = Verdict;
    const Phrase why(QStringLiteral("no answer"));
    return {
        {"no host", K::HostReachable, V::Block,
            [why](auto &, auto &f) {
                f.hosts[0].reachable = {false, why};
            }},
        {"host not asked", K::HostReachable, V::Unknown, [](auto &, auto &f) { f.hosts[0].reachable = {}; }},
        {"clock", K::HostReachable, V::Warn, [](auto &, auto &f) { f.hosts[0].clockSkew = qint64(-31'000); }},
        {"old engine", K::EngineVersion, V::Block,
            [](auto &, auto &f) { f.hosts[0].engineVersion = QStringLiteral("19.03.15"); }},
        {"odd engine", K::EngineVersion, V::Unknown,
            [](auto &, auto &f) { f.hosts[0].engineVersion = QStringLiteral("dev"); }},
        {"full disk", K::DiskSpace, V::Block, [](auto &, auto &f) { f.hosts[0].engineDisk.value->free = giga; }},
        {"room for the images, not for the reserve", K::DiskSpace, V::Block,
            [](auto &, auto &f) { f.hosts[0].engineDisk.value->free = 5 * giga + giga / 10; }},
        {"no inodes", K::DiskSpace, V::Block, [](auto &, auto &f) { f.hosts[0].engineDisk.value->freeInodes = 10; }},
        {"full folder", K::DiskSpace, V::Block,
            [](auto &, auto &f) {
                f.hosts[0].directories[QStringLiteral("/srv/web")] = DiskSpace{100, giga};
            }},
        {"folder not read", K::DiskSpace, V::Unknown, [](auto &, auto &f) { f.hosts[0].directories.clear(); }},
        {"size not told", K::DiskSpace, V::Warn, [](auto &, auto &f) { f.parts[0].imageBytes = {}; }},
        {"size below zero", K::DiskSpace, V::Warn, [](auto &, auto &f) { f.parts[0].imageBytes = qint64(-1); }},
        {"size without end", K::DiskSpace, V::Block,
            [](auto &, auto &f) { f.parts[0].imageBytes = std::numeric_limits<qint64>::max(); }},
        {"port taken", K::PortsFree, V::Block,
            [](auto &, auto &f) {
                f.hosts[0].listening.value->append({8080, 8080, QStringLiteral("tcp"), {}});
            }},
        {"port of another project", K::PortsFree, V::Block,
            [](auto &, auto &f) {
                f.hosts[0].published.value->append({QStringLiteral("other"), {8000, 8100}});
            }},
        {"port wanted twice", K::PortsFree, V::Block,
            [](auto &, auto &f) {
                f.changes[1].needs.value->ports = {{8080, 8080}};
            }},
        {"port not clear", K::PortsFree, V::Unknown,
            [why](auto &, auto &f) { f.changes[0].needs.value->unclear = {why}; }},
        {"ports not read", K::PortsFree, V::Unknown, [](auto &, auto &f) { f.hosts[0].listening = {}; }},
        {"mount missing", K::RequiredFiles, V::Block,
            [](auto &, auto &f) { f.hosts[0].paths[QStringLiteral("/srv/cart/conf")] = false; }},
        {"mount not read", K::RequiredFiles, V::Unknown, [](auto &, auto &f) { f.hosts[0].paths.clear(); }},
        {"key missing", K::RequiredFiles, V::Block,
            [](auto &, auto &f) {
                f.hosts[0].keys[QStringLiteral("/srv/cart/.env")][QStringLiteral("DB_URL")] = false;
            }},
        {"demanded key not asked for", K::RequiredFiles, V::Unknown,
            [](auto &, auto &f) { f.changes[0].requiredKeys[QStringLiteral("/etc/x")] << QStringLiteral("K"); }},
        {"not pullable", K::ImagePullable, V::Block,
            [why](auto &p, auto &f) {
                f.hosts[0].pullable[p.changes[0].wanted.text()] = {false, why};
            }},
        {"pull not tried", K::ImagePullable, V::Unknown, [](auto &, auto &f) { f.hosts[0].pullable.clear(); }},
        {"nothing ran before", K::RollbackTarget, V::Warn,
            [](auto &p, auto &) {
                p.changes[0].running = {};
                p.changes[0].runningImage.clear();
            }},
        {"what ran has no digest", K::RollbackTarget, V::Block, [](auto &p, auto &) { p.changes[0].running = {}; }},
        {"no file before", K::RollbackTarget, V::Block, [](auto &p, auto &) { p.changes[0].composeBefore.clear(); }},
        {"old image gone", K::RollbackTarget, V::Block,
            [](auto &, auto &f) { f.changes[0].rollbackAvailable = false; }},
        {"old image not asked for", K::RollbackTarget, V::Unknown,
            [](auto &, auto &f) { f.changes[0].rollbackAvailable = {}; }},
    };
}

QList<Case> otherCases()
{
    using K = PrecheckKind;
    using V = Verdict;
    const auto last = [](RunState state) {
        return [state](auto &, auto &f) { f.last = LastDeployment{state, QStringLiteral("2.4.0"), {}}; };
    };
    return {
        {"not in the registry", K::ImageInRegistry, V::Block, [](auto &, auto &f) { f.parts[0].inRegistry = false; }},
        {"registry silent", K::ImageInRegistry, V::Unknown, [](auto &, auto &f) { f.parts[0].inRegistry = {}; }},
        {"red pipeline", K::PipelineGreen, V::Block,
            [](auto &, auto &f) { f.parts[0].pipeline.value->status = QStringLiteral("failed"); }},
        {"test job missing", K::PipelineGreen, V::Block,
            [](auto &, auto &f) { f.parts[0].pipeline.value->jobs.clear(); }},
        {"test job red at its second run", K::PipelineGreen, V::Block,
            [](auto &, auto &f) {
                f.parts[0].pipeline.value->jobs.append({2, {}, QStringLiteral("unit"), QStringLiteral("failed")});
            }},
        {"pipeline of another commit", K::PipelineGreen, V::Unknown,
            [](auto &, auto &f) { f.parts[0].pipeline.value->sha = QString(40, u'd'); }},
        {"no commit", K::PipelineGreen, V::Unknown,
            [](auto &, auto &f) {
                f.parts[0].commit = QString();
                f.parts[0].pipeline.value->sha.clear();
            }},
        {"never scanned", K::ScanSeverity, V::Unknown, [](auto &, auto &f) { f.parts[0].scan = ScanSummary(); }},
        {"scan failed", K::ScanSeverity, V::Unknown,
            [](auto &, auto &f) { f.parts[0].scan.value->status = QStringLiteral("Error"); }},
        {"critical by its word", K::ScanSeverity, V::Block,
            [](auto &, auto &f) { f.parts[0].scan.value->severity = QStringLiteral("critical"); }},
        {"critical by its count", K::ScanSeverity, V::Block,
            [](auto &, auto &f) { f.parts[0].scan.value->critical = 1; }},
        {"unknown word", K::ScanSeverity, V::Unknown,
            [](auto &, auto &f) { f.parts[0].scan.value->severity = QStringLiteral("Terrible"); }},
        {"movable tag", K::TagPinned, V::Block,
            [](auto &p, auto &f) {
                p.changes[0].wanted.digest = {};
                f.parts[0].tagImmutable = false;
            }},
        {"tag not known", K::TagPinned, V::Unknown, [](auto &p, auto &) { p.changes[0].wanted.digest = {}; }},
        {"freeze", K::FreezeWindow, V::Block,
            [](auto &, auto &f) {
                f.freezes.value->append({QStringLiteral("year's end"), {}, {}});
            }},
        {"freeze not known", K::FreezeWindow, V::Unknown, [](auto &, auto &f) { f.freezes = {}; }},
        {"leased", K::EnvironmentLease, V::Block,
            [](auto &, auto &f) {
                f.lease = EnvironmentLease{QStringLiteral("wang"), f.now.addSecs(60)};
            }},
        {"leased to oneself", K::EnvironmentLease, V::Pass,
            [](auto &, auto &f) {
                f.lease = EnvironmentLease{f.actor, f.now.addSecs(60)};
            }},
        {"lease is over", K::EnvironmentLease, V::Pass,
            [](auto &, auto &f) {
                f.lease = EnvironmentLease{QStringLiteral("wang"), f.now};
            }},
        {"alerts", K::OpenCriticalAlerts, V::Warn,
            [](auto &, auto &f) {
                f.parts[0].openCritical.value->append({QStringLiteral("Down"), {}});
            }},
        {"alerts in production", K::OpenCriticalAlerts, V::Block,
            [](auto &, auto &f) {
                f.production = true;
                f.parts[0].openCritical.value->append({QStringLiteral("Down"), {}});
            }},
        {"no source of alerts", K::OpenCriticalAlerts, V::Warn,
            [](auto &, auto &f) { f.parts[0].openCritical.why = Phrase(QStringLiteral("nobody tells")); }},
        {"blind source", K::OpenCriticalAlerts, V::Unknown, [](auto &, auto &f) { f.parts[0].openCritical = {}; }},
        {"failed before", K::LastDeployment, V::Warn, last(RunState::Failed)},
        {"still runs", K::LastDeployment, V::Block, last(RunState::Running)},
        {"paused", K::LastDeployment, V::Block, last(RunState::Paused)},
        {"interrupted", K::LastDeployment, V::Block, last(RunState::Interrupted)},
        {"the first", K::LastDeployment, V::Pass, [](auto &, auto &f) { f.last = LastDeployment(); }},
        {"declared database", K::DatabaseChange, V::Pass,
            [](auto &, auto &f) { f.parts[0].database = DatabaseChange::Compatible; }},
        {"undeclared database", K::DatabaseChange, V::Block,
            [](auto &, auto &f) { f.parts[0].database = DatabaseChange::Undeclared; }},
        {"at night", K::OffHours, V::Warn, [](auto &, auto &f) { f.now = f.now.addSecs(12 * 3600); }},
        {"on a Saturday", K::OffHours, V::Warn, [](auto &, auto &f) { f.now = f.now.addDays(3); }},
        {"no time", K::OffHours, V::Unknown, [](auto &, auto &f) { f.now = {}; }},
    };
}

/// Facts that get worse one by one, in any order; a few of them become unknown before they turn out bad.
QList<Edit> worsenings(QRandomGenerator &random)
{
    QList<Edit> unknowns;
    QList<Edit> edits;
    for (const Case &entry : hostCases() + otherCases()) {
        if (entry.kind != PrecheckKind::TagPinned && entry.verdict != Verdict::Pass)
            (entry.verdict == Verdict::Unknown ? unknowns : edits).append(entry.edit);
    }
    std::shuffle(unknowns.begin(), unknowns.end(), random);
    edits += unknowns.mid(0, 3);
    std::shuffle(edits.begin(), edits.end(), random);
    return edits;
}

/// Edits change values in place: what is unknown gets its good value first.
template <typename T> void fill(Fact<T> &fact, const Fact<T> &good)
{
    if (!fact.isKnown())
        fact = good;
}

void fillIn(PrecheckFacts &facts)
{
    const PrecheckFacts good = goodFacts();
    fill(facts.hosts[0].engineDisk, good.hosts[0].engineDisk);
    fill(facts.hosts[0].listening, good.hosts[0].listening);
    fill(facts.hosts[0].published, good.hosts[0].published);
    fill(facts.parts[0].pipeline, good.parts[0].pipeline);
    fill(facts.parts[0].scan, good.parts[0].scan);
    fill(facts.parts[0].openCritical, good.parts[0].openCritical);
    fill(facts.changes[0].needs, good.changes[0].needs);
    fill(facts.freezes, good.freezes);
}

Precheck blockOf(PrecheckKind kind)
{
    Precheck check;
    check.kind = kind;
    check.host = one;
    check.verdict = Verdict::Block;
    check.reason = Phrase("reason of %1", {nameOf(kind)});
    check.blocks = true;
    return check;
}

Override overrideOf(PrecheckKind kind)
{
    return {kind, QStringLiteral("li"), QStringLiteral("the fix is in it"), goodFacts().now};
}

} // namespace

class PrecheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasALineForEachThingThatIsLookedAtInAFixedOrder()
    {
        const QList<Precheck> checks = prechecks(goodPlan(), goodFacts(), policy());
        QCOMPARE(checks.size(), 3 * 2 + 5 * 3 + 5 * 2 + 4); // hosts, changes, modules, the whole
        PrecheckKind before = PrecheckKind::HostReachable;
        for (const Precheck &check : checks) {
            QVERIFY2(check.verdict == Verdict::Pass, qPrintable(nameOf(check.kind) + check.reason.plain()));
            QVERIFY(!check.reason.isEmpty() && !check.blocks);
            QVERIFY(check.kind >= before);
            before = check.kind;
        }
        QCOMPARE(before, PrecheckKind::OffHours);
    }

    void warnsWhereARuleOfTheRegistryWouldRemoveTheWayBack()
    {
        PrecheckFacts facts = goodFacts();
        facts.production = true;
        const auto kept = [&facts] {
            QList<Precheck> lines = prechecks(goodPlan(), facts, policy());
            lines.removeIf([](const Precheck &check) { return check.kind != PrecheckKind::RollbackKept; });
            return lines;
        };
        QVERIFY(kept().isEmpty()); // its registry has no rules
        facts.changes[0].hasKeepingRules = true;
        facts.changes[0].rollbackKept = {false, Phrase(QStringLiteral("latestPushedK 1"))};
        QCOMPARE(kept().size(), 1);
        QCOMPARE(kept().first().verdict, Verdict::Warn);
        QVERIFY(!kept().first().blocks && !kept().first().remedy.isEmpty());
        QVERIFY(kept().first().reason.plain().contains(QStringLiteral("latestPushedK 1")));
        facts.changes[0].rollbackKept = true;
        QCOMPARE(kept().first().verdict, Verdict::Pass);
        facts.changes[0].rollbackKept = Fact<bool>::unknown(Phrase(QStringLiteral("no right")));
        QCOMPARE(kept().first().verdict, Verdict::Unknown);
        QVERIFY(!kept().first().blocks); // few accounts may read such rules
    }

    void nothingToGoBackToNeedsNoRule()
    {
        PrecheckFacts facts = goodFacts();
        DeployPlan plan = goodPlan();
        facts.changes[0].hasKeepingRules = true;
        plan.changes[0].running = {};
        for (const Precheck &check : prechecks(plan, facts, policy()))
            QVERIFY(check.kind != PrecheckKind::RollbackKept);
    }

    void neverPassesWhatNobodyRead()
    {
        PrecheckFacts nothing;
        nothing.production = true;
        const QSet<PrecheckKind> ofThePlan{PrecheckKind::TagPinned}; // stands in the plan itself
        for (const Precheck &check : prechecks(goodPlan(), nothing, policy())) {
            QCOMPARE(check.verdict == Verdict::Unknown, !ofThePlan.contains(check.kind));
            QCOMPARE(check.blocks, check.verdict == Verdict::Unknown);
            QVERIFY(!check.reason.isEmpty());
        }
    }

    void letsUnknownsPassOutsideOfProductionOrByPolicy()
    {
        PrecheckFacts facts = goodFacts();
        facts.freezes = Fact<QList<ActiveFreeze>>::unknown(QStringLiteral("calendar"));
        PrecheckPolicy rules = policy();
        QVERIFY(!first(prechecks(goodPlan(), facts, rules), PrecheckKind::FreezeWindow).blocks);
        facts.production = true;
        const Precheck blocked = first(prechecks(goodPlan(), facts, rules), PrecheckKind::FreezeWindow);
        QVERIFY(blocked.blocks);
        QCOMPARE(blocked.reason, Phrase(QStringLiteral("calendar")));
        rules.unknownBlocksInProduction = false;
        QVERIFY(!first(prechecks(goodPlan(), facts, rules), PrecheckKind::FreezeWindow).blocks);
    }

    void judgesEachFact_data()
    {
        QTest::addColumn<int>("number");
        const QList<Case> cases = hostCases() + otherCases();
        for (int i = 0; i < cases.size(); ++i)
            QTest::newRow(cases.at(i).name) << i;
    }
    void judgesEachFact()
    {
        QFETCH(int, number);
        const Case entry = (hostCases() + otherCases()).at(number);
        DeployPlan plan = goodPlan();
        PrecheckFacts facts = goodFacts();
        entry.edit(plan, facts);
        const QList<Precheck> checks = prechecks(plan, facts, policy());
        const Precheck check = first(checks, entry.kind);
        QCOMPARE(check.verdict, entry.verdict);
        QCOMPARE(check.blocks, entry.verdict == Verdict::Block);
        QVERIFY(!check.reason.isEmpty());
        QVERIFY(!check.reason.plain().contains(QRegularExpression(QStringLiteral("%[1-9]"))));
    }

    void looksOnlyAtChangesThatDoSomething()
    {
        DeployPlan plan = goodPlan();
        plan.changes[0].running = newDigest;
        plan.changes[0].composeBefore = plan.changes[0].composeAfter;
        const QList<Precheck> checks = prechecks(plan, goodFacts(), policy());
        QCOMPARE(verdicts(checks, PrecheckKind::PortsFree).size(), 2);
        QCOMPARE(verdicts(checks, PrecheckKind::HostReachable).size(), 2);
        plan.changes = {plan.changes[0]};
        for (const Precheck &check : prechecks(plan, goodFacts(), policy()))
            QVERIFY(check.host.isEmpty() && check.part.isEmpty());
    }

    void hasNoPipelineLineForWhatIsBuiltElsewhereAndNoHoursWithoutPolicy()
    {
        PrecheckFacts facts = goodFacts();
        facts.parts[0].hasPipeline = false;
        PrecheckPolicy rules = policy();
        rules.officeHours.reset();
        const QList<Precheck> checks = prechecks(goodPlan(), facts, rules);
        QCOMPARE(verdicts(checks, PrecheckKind::PipelineGreen).size(), 1);
        QVERIFY(verdicts(checks, PrecheckKind::OffHours).isEmpty());
    }

    void takesThePortsThatTheModuleHasNowAsItsOwn()
    {
        PrecheckFacts facts = goodFacts();
        facts.hosts[0].listening.value->append({8080, 8080, QStringLiteral("tcp"), {}});
        facts.hosts[0].published.value->append({QStringLiteral("cart"), {8080, 8080}});
        QCOMPARE(verdicts(prechecks(goodPlan(), facts, policy()), PrecheckKind::PortsFree).first(), Verdict::Pass);
    }

    void tellsPortsApartByAddressAndProtocol()
    {
        PrecheckFacts facts = goodFacts();
        facts.changes[0].needs.value->ports = {{8080, 8080, QStringLiteral("tcp"), QStringLiteral("10.0.0.1")}};
        facts.hosts[0].listening.value->append({8080, 8080, QStringLiteral("tcp"), QStringLiteral("127.0.0.1")});
        facts.hosts[0].listening.value->append({8080, 8080, QStringLiteral("udp"), {}});
        QCOMPARE(verdicts(prechecks(goodPlan(), facts, policy()), PrecheckKind::PortsFree).first(), Verdict::Pass);
        facts.hosts[0].listening.value->append({8080, 8080, QStringLiteral("tcp"), QStringLiteral("::")});
        QCOMPARE(verdicts(prechecks(goodPlan(), facts, policy()), PrecheckKind::PortsFree).first(), Verdict::Block);
    }

    void countsAnImageOnceThatSeveralModulesShare()
    {
        DeployPlan plan = goodPlan();
        PrecheckFacts facts = goodFacts();
        facts.parts[0].imageBytes = 10 * giga;
        facts.parts[1].imageBytes = 10 * giga; // the same digest: 30 GB on the host, not 60
        QCOMPARE(verdicts(prechecks(plan, facts, policy()), PrecheckKind::DiskSpace).first(), Verdict::Pass);
        plan.changes[1].wanted.digest = Digest::parse(QStringLiteral("sha256:") + QString(64, u'e'));
        QCOMPARE(verdicts(prechecks(plan, facts, policy()), PrecheckKind::DiskSpace).first(), Verdict::Block);
    }

    void knowsOfficeHoursThatGoOverMidnight()
    {
        OfficeHours night;
        night.days = {Qt::Monday};
        night.begins = QTime(22, 0);
        night.ends = QTime(6, 0);
        night.zone = QTimeZone("Asia/Shanghai");
        const auto at = [&night](int day, int hour) {
            return night.contain(QDateTime(QDate(2026, 3, day), QTime(hour, 0), night.zone).toUTC());
        };
        QVERIFY(at(2, 22) && at(3, 5)); // from Monday to Tuesday
        QVERIFY(!at(3, 6) && !at(2, 5) && !at(3, 22));
    }

    void runsWhereNothingBlocks()
    {
        QVERIFY(mayRun(prechecks(goodPlan(), goodFacts(), policy()), {}, policy(), Role::Releaser).has_value());
    }

    void namesEachBlockThatRemains()
    {
        const QList<Precheck> checks{blockOf(PrecheckKind::FreezeWindow), blockOf(PrecheckKind::DiskSpace)};
        const auto refused = mayRun(checks, {overrideOf(PrecheckKind::FreezeWindow)}, policy(), Role::Admin);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().detail.contains(u"one: reason of disk"));
        QVERIFY(!refused.error().detail.contains(u"reason of freeze"));
        QCOMPARE(remainingBlocks(checks, {}, policy(), Role::Admin).size(), 2);
    }

    void takesAnUnknownThatBlocksForABlock()
    {
        Precheck check = blockOf(PrecheckKind::FreezeWindow);
        check.verdict = Verdict::Unknown;
        QVERIFY(!mayRun({check}, {}, policy(), Role::Admin));
        QVERIFY(mayRun({check}, {overrideOf(check.kind)}, policy(), Role::Admin));
        check.blocks = false;
        QVERIFY(mayRun({check}, {}, policy(), Role::Admin));
    }

    void doesNotCountAndNamesAnOverride_data()
    {
        QTest::addColumn<PrecheckKind>("kind");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("role");
        QTest::addColumn<QString>("said");
        const QString li = QStringLiteral("li");
        const QString text = QStringLiteral("urgent");
        const int admin = static_cast<int>(Role::Admin);
        QTest::newRow("without text") << PrecheckKind::FreezeWindow << li << QStringLiteral(" \n") << admin
                                      << QStringLiteral("gives no reason");
        QTest::newRow("of nobody") << PrecheckKind::FreezeWindow << QString() << text << admin
                                   << QStringLiteral("nobody signed");
        QTest::newRow("role") << PrecheckKind::FreezeWindow << li << text << static_cast<int>(Role::Releaser)
                              << QStringLiteral("takes the role admin");
        QTest::newRow("kind") << PrecheckKind::DiskSpace << li << text << admin
                              << QStringLiteral("\"disk\" may not be overridden");
    }
    void doesNotCountAndNamesAnOverride()
    {
        QFETCH(PrecheckKind, kind);
        QFETCH(QString, by);
        QFETCH(QString, text);
        QFETCH(int, role);
        QFETCH(QString, said);
        const auto refused = mayRun({blockOf(kind)}, {Override{kind, by, text, {}}}, policy(), static_cast<Role>(role));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(said), qPrintable(refused.error().detail));
        QVERIFY(refused.error().detail.contains(u"reason of"));
    }

    void countsAGoodOverrideBesideABadOne()
    {
        Override bad = overrideOf(PrecheckKind::FreezeWindow);
        bad.text.clear();
        const auto may = mayRun({blockOf(bad.kind)}, {bad, overrideOf(bad.kind)}, policy(), Role::Admin);
        QVERIFY(may.has_value());
    }

    void hasNoRiskWhereNothingIsAtStake()
    {
        const Risk risk = riskOf(goodPlan(), goodFacts(), policy());
        QCOMPARE(risk.score, 0);
        QVERIFY(risk.reasons.isEmpty() && !risk.needsSecondPerson);
    }

    void namesWhatIsAtStake()
    {
        DeployPlan plan = goodPlan();
        PrecheckFacts facts = goodFacts();
        facts.production = true;
        facts.freezes.value->append(ActiveFreeze{QStringLiteral("x"), {}, {}});
        plan.changes[0].wantedTag = QStringLiteral("3.0.0");
        const RiskWeights weights;
        const Risk risk = riskOf(plan, facts, policy());
        QCOMPARE(risk.score, weights.production + weights.freeze + weights.bigJump + weights.finding);
        QCOMPARE(risk.reasons.size(), 4);
        QVERIFY(!risk.needsSecondPerson);
        PrecheckPolicy strict = policy();
        strict.riskLimit = risk.score - 1;
        QVERIFY(riskOf(plan, facts, strict).needsSecondPerson);
        strict.riskLimit = risk.score;
        QVERIFY(!riskOf(plan, facts, strict).needsSecondPerson);
    }

    void knowsABigJumpFromASmallOne_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("big");
        QTest::newRow("patch") << QStringLiteral("2.4.99") << false;
        QTest::newRow("two minors") << QStringLiteral("2.6.0") << false;
        QTest::newRow("three minors") << QStringLiteral("v2.7.0") << true;
        QTest::newRow("backwards") << QStringLiteral("1.9.0") << true;
        QTest::newRow("no version") << QStringLiteral("main-7f3") << false;
    }
    void knowsABigJumpFromASmallOne()
    {
        QFETCH(QString, to);
        QFETCH(bool, big);
        DeployPlan plan = goodPlan();
        plan.changes[0].wantedTag = to;
        QCOMPARE(riskOf(plan, goodFacts(), policy()).score, big ? RiskWeights().bigJump : 0);
    }

    void neverLowersTheRiskByABadFact()
    {
        QRandomGenerator random(20260304);
        PrecheckPolicy rules = policy(); // small points, so that the cap hides nothing
        rules.weights = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 40};
        for (int round = 0; round < 10; ++round) {
            DeployPlan plan = goodPlan();
            PrecheckFacts facts = goodFacts();
            int before = 0;
            int applied = 0;
            for (const Edit &edit : worsenings(random)) {
                DeployPlan nextPlan = plan;
                PrecheckFacts nextFacts = facts;
                if (!makesNothingBetter(edit, nextPlan, nextFacts))
                    continue;
                plan = nextPlan;
                facts = nextFacts;
                ++applied;
                const Risk risk = riskOf(plan, facts, rules);
                QVERIFY2(risk.score >= before, qPrintable(QString::number(round)));
                QCOMPARE(riskOf(plan, facts, rules), risk);
                before = risk.score;
                int sum = 0;
                for (const Risk::Reason &reason : risk.reasons)
                    sum += reason.points;
                QCOMPARE(sum, risk.score);
                QVERIFY(risk.score >= 0 && risk.score <= 100);
            }
            QVERIFY(applied > 15 && before > 50 && before < 100);
        }
    }

    /// Also step by step: what was unknown and turns out bad, of each kind that has points of its own.
    void neverLowersTheRiskWhereAnUnknownTurnsOutBad()
    {
        PrecheckFacts facts = goodFacts();
        for (PartFacts &part : facts.parts)
            part.openCritical = {};
        int before = riskOf(goodPlan(), facts, policy()).score;
        for (PartFacts &part : facts.parts) {
            part.openCritical = QList<OpenAlert>{{QStringLiteral("Down"), {}}};
            const int now = riskOf(goodPlan(), facts, policy()).score;
            QVERIFY(now >= before);
            before = now;
        }
        for (HostFacts &host : facts.hosts) // a kind without points of its own
            host.engineVersion = {};
        before = riskOf(goodPlan(), facts, policy()).score;
        facts.hosts[0].engineVersion = QStringLiteral("1.2");
        QCOMPARE(riskOf(goodPlan(), facts, policy()).score, before);
    }

    void saysWhereTheScoreIsCapped()
    {
        PrecheckPolicy rules = policy();
        rules.weights.production = 90;
        rules.weights.freeze = 1000; // no weight counts more than the whole
        PrecheckFacts facts = goodFacts();
        facts.production = true;
        facts.freezes.value->append(ActiveFreeze{});
        const Risk risk = riskOf(goodPlan(), facts, rules);
        QCOMPARE(risk.score, 100);
        QCOMPARE(risk.reasons.last().points, 100 - 100 - 90 - rules.weights.finding);
        QVERIFY(risk.reasons.last().reason.plain().contains(u"100"));
        rules.weights = {-5, -5, -5, -5, -5, -5, -5, -5, -5, -5, -5};
        QCOMPARE(riskOf(goodPlan(), facts, rules).score, 0);
    }

    void isTheSameAfterItWasStored()
    {
        PrecheckFacts facts = goodFacts();
        facts.production = true;
        facts.hosts[0].engineVersion = {};
        facts.freezes.value->append(ActiveFreeze{QStringLiteral("100 % \"frozen\" 冻结"), {}, facts.now});
        const PrecheckRecord record{prechecks(goodPlan(), facts, policy()), {overrideOf(PrecheckKind::FreezeWindow)},
            riskOf(goodPlan(), facts, policy())};
        const QByteArray json = toJson(record);
        const auto read = precheckRecordFromJson(json);
        QVERIFY(read.has_value());
        QCOMPARE(*read, record);
        QCOMPARE(toJson(*read), json);
        QVERIFY(precheckRecordFromJson(toJson(PrecheckRecord())).has_value());
    }

    void refusesWhatIsNoWholeRecord_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("unknown kind") << QByteArray("\"kind\":\"freeze\"") << QByteArray("\"kind\":\"breeze\"");
        QTest::newRow("unknown verdict") << QByteArray("\"verdict\":\"block\"") << QByteArray("\"verdict\":\"fine\"");
        QTest::newRow("a block that passes")
            << QByteArray("\"verdict\":\"block\"") << QByteArray("\"verdict\":\"pass\"");
        QTest::newRow("a block that does not") << QByteArray("\"blocks\":true") << QByteArray("\"blocks\":false");
        QTest::newRow("a word for a flag") << QByteArray("\"blocks\":true") << QByteArray("\"blocks\":\"true\"");
        QTest::newRow("another score") << QByteArray("\"score\":") << QByteArray("\"score\":1");
        QTest::newRow("half a point") << QByteArray("\"points\":30") << QByteArray("\"points\":30.5");
        QTest::newRow("a huge number") << QByteArray("\"points\":30") << QByteArray("\"points\":1e300");
        QTest::newRow("no list") << QByteArray("\"overrides\":[") << QByteArray("\"overrides\":{\"a\":[");
        QTest::newRow("no date") << QByteArray("\"at\":\"2026") << QByteArray("\"at\":\"soon");
        QTest::newRow("no text") << QByteArray("\"by\":\"li\"") << QByteArray("\"by\":7");
        QTest::newRow("arguments") << QByteArray("\"arguments\":[") << QByteArray("\"arguments\":[null,");
        QTest::newRow("key gone") << QByteArray("\"remedy\"") << QByteArray("\"remedi\"");
    }
    void refusesWhatIsNoWholeRecord()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        PrecheckFacts facts = goodFacts();
        facts.freezes.value->append(ActiveFreeze{QStringLiteral("x"), {}, facts.now});
        const PrecheckRecord record{prechecks(goodPlan(), facts, policy()), {overrideOf(PrecheckKind::FreezeWindow)},
            riskOf(goodPlan(), facts, policy())};
        QByteArray json = toJson(record);
        QVERIFY(json.contains(from));
        json.replace(json.indexOf(from), from.size(), to);
        QVERIFY(!precheckRecordFromJson(json));
    }

    void refusesNoise()
    {
        const QByteArray json = toJson(PrecheckRecord());
        for (const QByteArray &text : {QByteArray(), QByteArray("[]"), QByteArray("null"), QByteArray("{}"),
                 json.chopped(1), json + "x", QByteArray(100'000, '[')})
            QVERIFY(!precheckRecordFromJson(text));
    }

    void keepsItsNames()
    {
        for (int i = 0; i <= static_cast<int>(PrecheckKind::OffHours); ++i) {
            const auto kind = static_cast<PrecheckKind>(i);
            QVERIFY(!nameOf(kind).isEmpty());
            QVERIFY(precheckKindFromName(nameOf(kind)) == kind);
        }
        QVERIFY(!precheckKindFromName(QString()));
        QVERIFY(!verdictFromName(QStringLiteral("Pass")));
    }

private:
    static int rank(Verdict verdict)
    {
        switch (verdict) {
        case Verdict::Pass:
            return 0;
        case Verdict::Unknown:
            return 1;
        case Verdict::Warn:
        case Verdict::Block:
            break;
        }
        return 2;
    }

    /// Applies the edit; true where no line got better by it, as an unknown fact that replaces a bad one would.
    static bool makesNothingBetter(const Edit &edit, DeployPlan &plan, PrecheckFacts &facts)
    {
        const QList<Precheck> before = prechecks(plan, facts, policy());
        fillIn(facts);
        edit(plan, facts);
        const QList<Precheck> after = prechecks(plan, facts, policy());
        for (qsizetype i = 0; i < before.size(); ++i) {
            if (rank(after.at(i).verdict) < rank(before.at(i).verdict))
                return false;
        }
        return true;
    }
};

QTEST_APPLESS_MAIN(PrecheckTest)
#include "tst_precheck.moc"
