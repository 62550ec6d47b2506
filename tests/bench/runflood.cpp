// SPDX-License-Identifier: GPL-3.0-or-later
// R10: output that floods a run while its page is open in the whole window: 300 hosts with 1 000 lines a second in all,
// for longer than the page keeps lines, and 20 hosts (real sshd) with 1 GB on their stdout in all. Every line goes the
// way of the engine's: the run's journal on the I/O thread, the ledger on disk, the event queue, the page.
#include "app/deploy/processowner.h"
#include "app/deploy/runjournal.h"
#include "models/domain/phrase.h"
#include "tests/backends/ssh/sshfixture.h"
#include "tests/bench/child.h"
#include "tests/bench/company.h"
#include "tests/bench/gapwatch.h"
#include "tests/bench/goals.h"
#include "tests/bench/opendesk.h"
#include "tests/bench/sshfleet.h"
#include "widgets/pages/deploy/deploypage.h"
#include "widgets/pages/deploy/runstep.h"
#include "widgets/shell/navigation.h"

#include <QApplication>

#include <unistd.h>

#include <atomic>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double usualBarMs = 16;
constexpr double longestBarMs = 50;
constexpr double memoryBarMb = 64;
constexpr double hopelessMb = 1'000; ///< the part gives up: the bar is missed by far, and the machine is to survive
constexpr int lineHosts = 300;
constexpr int linesEachSecond = 1'000;
constexpr int lines = 30'000;
constexpr int stdoutHosts = 20;
constexpr int hostsNiceness = 19;
constexpr qint64 stdoutBytes = 1'000'000'000;
constexpr int settlingMs = 3'000;
constexpr int waitMs = 900'000;
const RunId runId(u"11111111-2222-3333-4444-555555555555"_s);
const ModuleId module(u"cart"_s);
const QString lineText = u"2026-11-20T05:44:00.123Z INFO  [worker-7] order 4711 of customer 12 was taken in 34 ms"_s;

DeployPlan planFor(const QStringList &hosts)
{
    DeployPlan plan;
    plan.product = ProductId(u"shop"_s);
    plan.version = u"2.4.1"_s;
    plan.environment = EnvironmentId(u"production"_s);
    plan.createdAt = QDateTime::currentDateTimeUtc();
    for (const QString &host : hosts) {
        HostChange change;
        change.host = HostId(host);
        change.part = module;
        change.composeProject = change.part.text();
        change.services = QStringList{change.part.text()};
        change.wanted
            = ImageRef::parse(u"127.0.0.1:5000/shop/cart"_s)->pinned(Digest::parse(u"sha256:"_s + QString(64, u'b')));
        change.composeAfter = "services: {}\n";
        plan.changes.append(change);
    }
    return plan;
}

/// The window with a run of these hosts in front.
class RunWindow
{
public:
    RunWindow(const QString &folder, const QStringList &hosts)
        : m_desk(folder)
    {
        m_desk.makeAllPages();
        const auto begun = testing::wait(
            m_desk.session().ledger().beginRun(runId, planFor(hosts), processOwner(), QDateTime::currentDateTimeUtc()));
        auto *page = m_desk.shell().findChild<DeployPage *>();
        if (!begun || !page)
            qFatal("There is no run, or no page for it");
        const QString workspace = m_desk.session().workspace().name;
        m_desk.shell().openAddress(Address{workspace, page->id(), {}}.text());
        const auto *run = page->findChild<RunStep *>();
        const auto isOpen = [&] {
            if (run->run().id != runId)
                Q_EMIT page->runWanted(runId); // unheard until the page has the list of runs
            return run->run().id == runId && run->isVisible();
        };
        testing::spinUntil(isOpen, settlingMs);
        if (!isOpen())
            qFatal("The run is not shown");
        testing::spinUntil([] { return false; }, settlingMs);
    }

    Session &session() { return m_desk.session(); }

private:
    OpenDesk m_desk;
};

/// What the engine has on the I/O thread: lines go into the journal, and from there to the GUI.
struct Source
{
    explicit Source(Session &session)
    {
        const auto toGui = [this, service = &session.deployments()](const DeployEvent &event) {
            ++posted;
            postTo(service, [service, event] { Q_EMIT service->eventHappened(event); });
        };
        io.call([&] { journal = std::make_unique<RunJournal>(runId, session.ledger(), toGui); });
    }

    IoThread io;
    std::unique_ptr<RunJournal> journal; // this and what follows live there
    std::unique_ptr<QTimer> timer;
    std::unique_ptr<testing::HostClient> client;
    TaskScope scope;
    std::atomic<qint64> posted = 0;
    std::atomic<int> open = 0; ///< what has not yet written its last line
};

/// The lines that are due, round the hosts.
void startLines(Source *source, QStringList hosts)
{
    source->open = 1;
    source->io.call([source, hosts] {
        source->timer = std::make_unique<QTimer>();
        source->timer->setTimerType(Qt::PreciseTimer);
        const auto write = [source, hosts, start = monotonicMs(), sent = 0]() mutable {
            const int due = std::min(lines, int((monotonicMs() - start) * linesEachSecond / 1000));
            for (; sent < due; ++sent)
                source->journal->output(
                    HostId(hosts.at(sent % hosts.size())), module, DeployStep::Up, lineText + u" #%1"_s.arg(sent));
            if (sent < lines)
                return;
            source->timer->stop();
            source->open = 0;
        };
        QObject::connect(source->timer.get(), &QTimer::timeout, source->timer.get(), write);
        source->timer->start(std::chrono::milliseconds(10));
    });
}

QCoro::Task<void> printMuch(Source *source, HostId host, qint64 bytes, std::stop_token stop)
{
    ExecRequest request;
    request.command = remoteCommand(
        {u"sh"_s, u"-c"_s, u"yes \"$1\" | head -c \"$2\""_s, u"sh"_s, lineText, QString::number(bytes)});
    request.timeout = std::chrono::milliseconds(waitMs);
    request.onLine = [source, host](const QByteArray &line) {
        source->journal->output(host, module, DeployStep::Up, QString::fromUtf8(line));
    };
    const auto result = co_await source->client->pool->host(host)->exec(request, stop);
    if (!result || !result->succeeded())
        qFatal("%s printed too little: %s", qPrintable(host.text()),
            result ? result->err.constData() : qPrintable(result.error().detail));
    --source->open;
}

/// Key, known hosts, port, addresses.
void startPrinting(Source *source, const QStringList &arguments)
{
    QList<HostSpec> specs;
    for (const QString &address : arguments.mid(3)) {
        HostSpec spec;
        spec.id = HostId(address);
        spec.identity = arguments.at(0);
        spec.knownHosts = arguments.at(1);
        spec.port = arguments.at(2).toInt();
        spec.address = address;
        specs.append(spec);
    }
    source->open = int(specs.size());
    source->io.call([&] {
        source->client = std::make_unique<testing::HostClient>(specs);
        for (const HostSpec &spec : specs)
            source->scope.start(printMuch, source, spec.id, stdoutBytes / specs.size());
    });
}

/// Until the page has all lines, or there is no hope; then tells and ends the process.
[[noreturn]] void watchAndTell(Session &session, Source &source, GapWatch &gaps, double beforeMb)
{
    qint64 arrived = 0;
    double mostMb = beforeMb;
    const double start = monotonicMs();
    QObject::connect(&session.deployments(), &DeployService::eventHappened, qApp, [&arrived] { ++arrived; });
    const auto isOver = [&] {
        mostMb = std::max(mostMb, residentMb());
        const bool isDone = source.open == 0 && arrived == source.posted;
        return isDone || mostMb - beforeMb > hopelessMb;
    };
    testing::spinUntil(isOver, waitMs);
    QJsonObject answer = gaps.result();
    answer.insert(u"grownMb"_s, mostMb - beforeMb);
    answer.insert(u"seconds"_s, (monotonicMs() - start) / 1000);
    answer.insert(u"lines"_s, arrived);
    answer.insert(u"gaveUp"_s, source.open != 0 || arrived != source.posted);
    tell(answer);
    ::_exit(0);
}

struct Floods
{
    void add(const QJsonObject &answer)
    {
        usual.append(answer.value(u"usualMs").toDouble());
        longest.append(answer.value(u"longestMs").toDouble());
        memory.append(answer.value(u"grownMb").toDouble());
        last = answer;
    }

    /// A part that gave up has no figure of its gaps: they would have gone on.
    QList<Report> reports(Bench &bench, const QString &name) const
    {
        const bool gaveUp = last.value(u"gaveUp").toBool();
        QList<Report> all{
            bounded(name + u".p999"_s, u"ms"_s, gaveUp ? QList<double>() : usual, usualBarMs, bench.floorMs()),
            bounded(name + u".longest"_s, u"ms"_s, gaveUp ? QList<double>() : longest, longestBarMs, bench.floorMs()),
            bounded(name + u".memory"_s, u"MB"_s, memory, memoryBarMb, bench.floorMs())};
        for (Report &report : all)
            report.more.insert(u"last"_s, last);
        return all;
    }

    QList<double> usual;
    QList<double> longest;
    QList<double> memory;
    QJsonObject last;
};

QJsonObject flooded(const QStringList &arguments)
{
    const BenchWorkspace workspace(u"  - {name: gitlab, kind: gitlab, url: \"http://127.0.0.1:9\"}\n"_s, {});
    return runPart(u"runflood"_s, QStringList{workspace.folder()} + arguments).answer();
}

} // namespace

QList<Report> measureRunFlood(Bench &bench)
{
    Floods steady;
    for (int i = 0; i < bench.rounds(); ++i)
        steady.add(flooded({}));
    const SshFleet fleet(hostsNiceness);
    QStringList arguments{fleet.identity(), fleet.knownHosts(), QString::number(fleet.port())};
    for (int i = 0; i < stdoutHosts; ++i)
        arguments.append(fleet.address(i * SshFleet::AddressesEach)); // a server each
    Floods printed; // once: it takes long, and bounds are what it is about
    printed.add(flooded(arguments));
    return steady.reports(bench, u"r10.lines"_s) + printed.reports(bench, u"r10.stdout"_s);
}

/// The workspace's folder; then, for hosts that print: key, known hosts, port, addresses.
int runRunFlood(const QStringList &arguments)
{
    QStringList hosts = arguments.mid(4);
    for (int i = 0; hosts.size() < lineHosts && arguments.size() == 1; ++i)
        hosts.append(u"app-%1"_s.arg(i + 1, 3, 10, QLatin1Char('0')));
    RunWindow window(arguments.at(0), hosts);
    Source source(window.session());
    const double beforeMb = residentMb();
    GapWatch gaps;
    if (arguments.size() == 1)
        startLines(&source, hosts);
    else
        startPrinting(&source, arguments.mid(1));
    watchAndTell(window.session(), source, gaps, beforeMb);
}

} // namespace opsdeck::bench
