// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/contractproxy.h"
#include "tests/sim/demo/demoworld.h"
#include "tests/sim/demo/workspacewriter.h"
#include "tests/sim/tests/ask.h"
#include "tests/stack/process.h"

#include <QTemporaryDir>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int SuiteMs = 120'000;
const QString SelfTest = u"selftest-"_s;

/// Poses as a vendor and answers what it is told to.
class Impostor final : public sim::SimServer
{
public:
    Impostor(sim::SimClock &clock, QByteArray vendor)
        : SimServer(clock)
        , m_vendor(std::move(vendor))
    { }

    sim::HttpAnswer wanted;

protected:
    sim::HttpAnswer answer(const sim::HttpRequest &) override { return wanted; }
    QByteArray vendor() const override { return m_vendor; }

private:
    const QByteArray m_vendor;
};

} // namespace

/// The simulators behind a proxy that holds every exchange against the vendor's published contract, while the clients'
/// and the simulators' own suites run. What the contracts get wrong themselves stands in known.json.
class ContractTest : public QObject
{
    Q_OBJECT

private:
    ContractProxy m_proxy;
    QTemporaryDir m_folder;
    std::unique_ptr<sim::DemoWorld> m_world;
    QProcess m_sync; ///< the program's first sync of the world, beside the suites

    /// A list of one alert. Apostrophes stand for quotation marks: moc loses its way in raw strings.
    static QByteArray alert(const QByteArray &state, const QByteArray &more = {})
    {
        return quoted("[{'annotations':{},'labels':{},'fingerprint':'f','receivers':[{'name':'r'}],"
                      "'startsAt':'2026-11-20T10:00:00.000Z','updatedAt':'2026-11-20T10:00:00.000Z',"
            + more + "'endsAt':'2026-11-20T10:00:00.000Z','status':{'state':'" + state
            + "','silencedBy':[],'inhibitedBy':[]}}]");
    }
    static QByteArray quoted(QByteArray text) { return text.replace('\'', '"'); }

    static QString told(const QJsonObject &violation)
    {
        const auto text = [&](const QString &name) { return violation[name].toString(); };
        return u"%1: %2: %3 %4: %5, seen %6 %7 [%8 times; %9]"_s.arg(text(u"vendor"_s), text(u"operation"_s),
            text(u"side"_s), text(u"at"_s), text(u"rule"_s), text(u"seen"_s), text(u"detail"_s),
            QString::number(violation[u"times"_s].toInt()), text(u"example"_s));
    }

    /// What broke a contract: in suites that begin like this, or in all others.
    QStringList violations(const QString &suite, bool inIt) const
    {
        QStringList found;
        const QJsonArray all = m_proxy.report()[u"violations"_s].toArray();
        for (const QJsonValue &violation : all) {
            if (violation[u"suite"_s].toString().startsWith(suite) == inIt)
                found.append(told(violation.toObject()));
        }
        return found;
    }

    QProcessEnvironment environment(const QString &suite, ContractProxy::Requests requests) const
    {
        QProcessEnvironment made = QProcessEnvironment::systemEnvironment();
        made.insert(u"OPSDECK_CONTRACT_PROXY"_s, m_proxy.address(suite, requests));
        made.remove(u"OPSDECK_TORTURE"_s); // how often a suite does something proves nothing here
        made.insert(u"OPSDECK_DATA_HOME"_s, m_folder.filePath(u"data"_s));
        made.insert(u"OPSDECK_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
        return made;
    }

    static QString built(const QString &program) { return qEnvironmentVariable("OPSDECK_BINARY_DIR") + u'/' + program; }

    static bool ends(QProcess &process)
    {
        spinUntil([&] { return process.state() == QProcess::NotRunning; }, SuiteMs);
        return process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit;
    }

    /// Runs a program to its end; what it said where that was not its good end.
    QByteArray complaint(const QString &program, const QStringList &arguments, const QProcessEnvironment &with) const
    {
        QProcess process;
        process.setProcessEnvironment(with);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(built(program), arguments, QIODevice::ReadOnly);
        if (ends(process) && process.exitCode() == 0)
            return {};
        return program.toUtf8() + " failed:\n" + process.readAll().right(800); // QtTest cuts what is longer
    }

    QString workspace() const { return m_folder.filePath(u"workspace"_s); }

    bool rewriteWorkspace(const QString &pattern, const QString &text) const
    {
        const QString path = workspace() + u"/opsdeck.yaml"_s;
        const QString before = QString::fromUtf8(readFile(path));
        const QString after = QString(before).replace(QRegularExpression(pattern), text);
        return after != before && writeFile(path, after.toUtf8());
    }

    /// Simulators that are started in this process from now on stand behind the proxy.
    void use(const QString &suite) const
    {
        qputenv("OPSDECK_CONTRACT_PROXY", m_proxy.address(suite, ContractProxy::Requests::Judged).toUtf8());
    }

    /// What is wrong with asking a vendor this and being answered that.
    QStringList judged(const QByteArray &vendor, const QByteArray &target, const sim::HttpAnswer &answer) const
    {
        const QString suite = SelfTest + QString::fromLatin1(QTest::currentDataTag()).remove(u' ');
        use(suite);
        sim::SimClock clock;
        Impostor impostor(clock, vendor);
        impostor.wanted = answer;
        if (!impostor.start() || sim::Asker().get(impostor.url() + target).body != answer.body)
            return {u"The proxy changed what passed through it"_s};
        return violations(suite, true);
    }

    bool wasAsked(const QByteArray &path, const QByteArray &parameter) const
    {
        const QByteArrayList all = m_world->gitlab().faults().requests();
        return std::any_of(all.begin(), all.end(),
            [&](const QByteArray &line) { return line.contains(path) && line.contains(parameter); });
    }

    QByteArray complaintOfProgram(const QStringList &arguments) const
    {
        return complaint(u"bin/opsdeck"_s, arguments, m_sync.processEnvironment());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!m_proxy.isPossible(&why))
            QSKIP(qPrintable(why));
        QVERIFY2(m_proxy.start(), m_proxy.log());
        use(u"program"_s);
        m_world = std::make_unique<sim::DemoWorld>();
        // The jobs of a whole month would say the same a thousand times.
        for (sim::gitlab::ProjectRow &project : m_world->gitlab().projects())
            project.pipelines = project.pipelines.mid(qMax(0, project.pipelines.size() - 5));
        QVERIFY2(m_world->start(), qPrintable(m_world->errorText()));
        QCOMPARE(sim::writeWorkspace(*m_world, workspace()), QString());
        // On however slow a machine: nothing is to be stale before the last source has been read.
        QVERIFY(rewriteWorkspace(u"poll: \\d+s"_s, u"poll: 600s"_s));
        m_sync.setProcessEnvironment(environment(u"program"_s, ContractProxy::Requests::Judged));
        m_sync.start(built(u"bin/opsdeck"_s), {u"sync"_s, workspace()}, QIODevice::ReadOnly);
    }

    void cleanupTestCase() { m_world.reset(); }

    void seesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("vendor");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("seen"); ///< empty = nothing is wrong
        const auto row
            = [](const char *name, const QByteArray &vendor, const QByteArray &target, const QByteArray &body,
                  const QString &seen) { QTest::newRow(name) << vendor << target << body << seen; };
        const QByteArray am = "alertmanager";
        const QByteArray alerts = "/api/v2/alerts";
        const QByteArray good = alert("active");
        row("nothing", am, alerts + "?active=true&filter=a%3Db", good, {});
        row("state", am, alerts, alert("burning"), u"response /*/status/state: enum, seen burning"_s);
        row("extra field", am, alerts, alert("active", "'severity':1,"), u"/*/severity: undeclared"_s);
        row("type", am, alerts, alert("active", "'generatorURL':7,"), u"/*/generatorURL: type"_s);
        row("missing field", am, alerts, quoted("[{'labels':{}}]"), u"/*/fingerprint: required"_s);
        row("an object for a list", am, alerts, "{}", u"response : type, seen object"_s);
        row("nothing at all", am, alerts, {}, u"required, seen an empty body"_s);
        row("no JSON", am, alerts, "[", u"media type, seen no JSON"_s);
        row("unknown parameter", am, alerts + "?colour=red", good, u"query colour: undeclared, seen red"_s);
        row("parameter's type", am, alerts + "?silenced=maybe", good, u"query silenced: type, seen string"_s);
        row("twice", am, alerts + "?silenced=true&silenced=false", good, u"query silenced: repeated"_s);
        row("path", am, "/api/v2/silence/no-uuid", "{}", u"path silenceID: format"_s);
        row("operation", am, "/api/v2/alarms", "{}", u"operation, seen GET /api/v2/alarms"_s);
        row("page size", "harbor", "/api/v2.0/projects?page_size=101", "[]", u"query page_size: maximum, seen 101"_s);
        row("version", "docker", "/v1.43/containers/json?all=1", "[]", u"query all: type"_s);
        row("one of a list that is declared as an object", "gitlab", "/api/v4/projects/1/merge_requests",
            quoted("[{'iid':1},{'iid':'2'}]"), u"response /*/iid: type, seen string"_s);
    }

    void seesWhatIsWrong()
    {
        QFETCH(QByteArray, vendor);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(QString, seen);
        const QStringList found = judged(vendor, target, {200, {{"Content-Type", "application/json"}}, body});
        QVERIFY2(seen.isEmpty() ? found.isEmpty() : found.join(u'\n').contains(seen), qPrintable(found.join(u'\n')));
    }

    void seesAnAnswerThatTheContractDoesNotHave_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("seen");
        QTest::newRow("status") << 202 << QByteArray("application/json") << u"status, seen 202"_s;
        QTest::newRow("media type") << 200 << QByteArray("text/plain") << u"media type, seen text/plain"_s;
    }

    void seesAnAnswerThatTheContractDoesNotHave()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QString, seen);
        const QStringList found = judged("alertmanager", "/api/v2/alerts", {status, {{"Content-Type", type}}, "[]"});
        QVERIFY2(found.join(u'\n').contains(seen), qPrintable(found.join(u'\n')));
    }

    void suitesPassBehindTheProxy_data()
    {
        using Requests = ContractProxy::Requests;
        QTest::addColumn<Requests>("requests");
        QTest::newRow("docker") << Requests::Judged;
        QTest::newRow("sim_alertmanager") << Requests::Any;
        QTest::newRow("sim_gitlab") << Requests::Any;
        QTest::newRow("sim_harbor") << Requests::Any;
        if (!qEnvironmentVariableIsSet("OPSDECK_TORTURE"))
            return;
        QTest::newRow("sshworld") << Requests::Judged;
        QTest::newRow("sim_registry") << Requests::Any;
        QTest::newRow("sim_demo") << Requests::Any;
    }

    void suitesPassBehindTheProxy()
    {
        QFETCH(ContractProxy::Requests, requests);
        const QString suite = QString::fromLatin1(QTest::currentDataTag());
        const QByteArray failed = complaint(u"tests/tst_"_s + suite, {}, environment(suite, requests));
        QVERIFY2(failed.isEmpty(), failed);
    }

    /// Every source of the demo, from nothing and then what has changed since.
    void theProgramSyncsBehindTheProxy()
    {
        QVERIFY(ends(m_sync));
        QVERIFY2(m_sync.exitCode() == 0, m_sync.readAllStandardOutput());
        sim::gitlab::ProjectRow &project = m_world->gitlab().projects()[u"shop/cart"_s];
        sim::gitlab::PipelineRow another = project.pipelines.last();
        another.id += 1'000'000;
        another.createdAt = another.updatedAt = project.lastActivityAt = m_world->clock().now();
        project.pipelines.append(another);
        QByteArray failed = complaintOfProgram({u"sync"_s, workspace()});
        QVERIFY2(failed.isEmpty(), failed);
        // Else the parameter that only a second reading sends was not judged.
        QVERIFY(wasAsked("/merge_requests?", "&updated_after="));
        QVERIFY(wasAsked("/deployments?", "&updated_after="));
    }

    void theProgramReadsChosenProjectsBehindTheProxy()
    {
        QVERIFY(rewriteWorkspace(u"kind: gitlab"_s, u"kind: gitlab\n    projects: [shop/cart]"_s));
        const QByteArray failed = complaintOfProgram({u"sync"_s, workspace()});
        QVERIFY2(failed.isEmpty(), failed);
        QVERIFY(wasAsked("/api/v4/projects/shop%2Fcart", {}));
    }

    void theProgramDeploysBehindTheProxy()
    {
        QStringList deploy{u"deploy"_s, workspace(), u"--product"_s, u"shop"_s, u"--version"_s, u"2.4.2"_s, u"--env"_s,
            u"staging"_s, u"--override"_s, u"scan=one image of the demo is no good"_s};
        if (!qEnvironmentVariableIsSet("OPSDECK_TORTURE"))
            deploy.append(u"--plan-only"_s);
        const QByteArray failed = complaintOfProgram(deploy);
        QVERIFY2(failed.isEmpty(), failed);
    }

    // What follows judges all that came before: these stay last.

    void everyVendorWasAskedManyThings_data()
    {
        QTest::addColumn<int>("atLeast");
        QTest::newRow("gitlab") << 12;
        QTest::newRow("harbor") << 7;
        QTest::newRow("alertmanager") << 7;
        QTest::newRow("docker") << 5;
    }

    void everyVendorWasAskedManyThings()
    {
        QFETCH(int, atLeast);
        const QJsonObject seen
            = m_proxy.report()[u"operations"_s][QString::fromLatin1(QTest::currentDataTag())].toObject();
        QVERIFY2(seen.size() >= atLeast, qPrintable(seen.keys().join(u'\n')));
    }

    void nothingWasAgainstAContract()
    {
        const QStringList found = violations(SelfTest, false);
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }

    void everyKnownDefectIsStillOne()
    {
        const QJsonObject known = m_proxy.report()[u"known"_s].toObject();
        QVERIFY(!known.isEmpty());
        QStringList idle;
        for (auto entry = known.begin(); entry != known.end(); ++entry) {
            if (entry.value().toInt() == 0)
                idle.append(entry.key());
        }
        QCOMPARE(idle.join(u", "_s), QString());
    }
};

QTEST_GUILESS_MAIN(ContractTest)
#include "tst_contract.moc"
