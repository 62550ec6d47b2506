// SPDX-License-Identifier: GPL-3.0-or-later
// engine: what the deploy engine adds to the SSH layer: one module on 300 hosts, 64 at a time. The bare side reads and
// writes the same files and runs the same commands in the same order, and keeps nothing; the engine's has ledger and
// journal on disk at each step. The hosts are simulated and answer at once, in a process of their own, and every
// session is open before: with real hosts, which log in and make one wait, the same overhead would be a smaller share.
#include "app/deploy/engine.h"

#include "app/deploy/beside.h"
#include "app/deploy/composecommands.h"
#include "app/deploy/reality.h"
#include "backends/store/stores.h"
#include "tests/bench/goals.h"
#include "tests/bench/simfleet.h"

#include <QJsonArray>

#include <map>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double bar = 1.1;
constexpr int hosts = 300;
constexpr int waitMs = 300'000;

/// Hands everything on and counts it: both sides have to ask their hosts for the same.
class CountedHost : public Host
{
public:
    CountedHost(Host *host, QMap<QString, int> *counts)
        : m_host(host)
        , m_counts(counts)
    { }

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token stop) override
    {
        const QByteArrayList words = request.command.split(' ');
        ++(*m_counts)[QString::fromUtf8(words.mid(0, 2).join(' '))];
        return m_host->exec(std::move(request), std::move(stop));
    }
    QCoro::Task<Result<QByteArray>> readFile(QString path, std::stop_token stop) override
    {
        ++(*m_counts)[u"read"_s];
        return m_host->readFile(std::move(path), std::move(stop));
    }
    QCoro::Task<Result<void>> writeFile(QString path, QByteArray content, int mode, std::stop_token stop) override
    {
        ++(*m_counts)[u"write"_s];
        return m_host->writeFile(std::move(path), std::move(content), mode, std::move(stop));
    }
    QCoro::Task<Result<QList<Container>>> containers(std::stop_token stop) override
    {
        ++(*m_counts)[u"containers"_s];
        return m_host->containers(std::move(stop));
    }
    QCoro::Task<Result<void>> trustHostKey(HostKeyOffer offer, std::stop_token stop) override
    {
        return m_host->trustHostKey(std::move(offer), std::move(stop));
    }

private:
    Host *m_host;
    QMap<QString, int> *m_counts;
};

class CountedPool : public HostPool
{
public:
    explicit CountedPool(HostPool &pool)
        : m_pool(pool)
    { }

    Host *host(const HostId &id) override
    {
        const auto [it, isNew] = m_hosts.try_emplace(id);
        if (isNew)
            it->second = std::make_unique<CountedHost>(m_pool.host(id), &m_counts);
        return it->second.get();
    }
    QMap<QString, int> takeCounts() { return std::exchange(m_counts, {}); }

private:
    HostPool &m_pool;
    QMap<QString, int> m_counts;
    std::map<HostId, std::unique_ptr<CountedHost>> m_hosts;
};

QCoro::Task<Result<void>> execBare(Host *host, QStringList words, std::stop_token stop)
{
    ExecRequest request;
    request.command = remoteCommand(words);
    const auto result = co_await host->exec(request, stop);
    if (!result)
        co_return tl::unexpected(result.error());
    if (!result->succeeded())
        co_return failure(Error::Kind::Refused, words.join(u' '), QString::fromUtf8(result->err));
    co_return Result<void>{};
}

/// What ChangeRunner has a host do.
QCoro::Task<Result<void>> changeBare(HostPool *pool, HostChange change, std::stop_token stop)
{
    Host *host = pool->host(change.host);
    const auto pulled = co_await execBare(host, pullImage(change), stop);
    if (!pulled)
        co_return pulled;
    const QString path = composePath(change.directory);
    const auto before = co_await host->readFile(path, stop);
    if (!before)
        co_return tl::unexpected(before.error());
    const QString backup = path + u".before"_s;
    const auto kept = co_await host->writeFile(backup, *before, 0600, stop);
    if (!kept)
        co_return kept;
    const auto written = co_await host->writeFile(path, change.composeAfter, 0600, stop);
    if (!written)
        co_return written;
    const auto probed = co_await execBare(host, composeProbe(ComposeTool::Plugin), stop);
    if (!probed)
        co_return probed;
    const auto up = co_await execBare(host, composeUp(ComposeTool::Plugin, change), stop);
    if (!up)
        co_return up;
    for (int look = 0; look < 2; ++look) { // for the health, and for the digest
        const auto containers = co_await host->containers(stop);
        if (!containers)
            co_return tl::unexpected(containers.error());
    }
    co_return Result<void>{};
}

/// What the engine has the hosts do: all are looked at once more, then changed.
QCoro::Task<Result<void>> runBare(HostPool *pool, DeployPlan plan, std::stop_token stop)
{
    const auto look = [pool](const QList<HostChange> &changes, std::stop_token token) {
        return readReality(pool, changes, std::move(token));
    };
    const auto looked
        = co_await beside<QList<HostChange>>(byHost(plan.changes), SimFleetClient::HostsAtATime, look, stop);
    for (const auto &answer : looked) {
        if (!answer)
            co_return tl::unexpected(answer.error());
    }
    const auto change
        = [pool](const HostChange &one, std::stop_token token) { return changeBare(pool, one, std::move(token)); };
    const auto changed = co_await beside<void>(plan.changes, plan.rollout.parallel, change, stop);
    for (const auto &answer : changed) {
        if (!answer)
            co_return answer;
    }
    co_return Result<void>{};
}

double bareMs(const DeployPlan &plan, CountedPool *pool)
{
    const double start = monotonicMs();
    const auto done = testing::wait(runBare(pool, plan, {}), waitMs);
    const double ms = monotonicMs() - start;
    if (!done)
        qFatal("The bare layer failed: %s, %s", qPrintable(done.error().origin), qPrintable(done.error().detail));
    return ms;
}

/// From the order to go until the journal has the end on disk.
double engineMs(const DeployPlan &plan, CountedPool *pool, const Workspace &workspace)
{
    const QTemporaryDir folder;
    const auto stores = openStores(folder.filePath(u"data"_s));
    if (!stores)
        qFatal("%s", qPrintable(stores.error().detail));
    EnvironmentGuard guard(workspace, *pool, u"bench"_s, u"here"_s);
    std::optional<DeployEvent> last;
    DeployEngine engine(RunTools{*pool, {}, workspace.policies}, RunGuards{guard}, (*stores)->ledger(),
        [&last](const DeployEvent &event) {
            if (event.kind == DeployEvent::Kind::RunEnded || event.kind == DeployEvent::Kind::RunChanged)
                last = event;
        });
    const double start = monotonicMs();
    const auto run = testing::wait(engine.start(plan, {}, u"bench"_s, {}), waitMs);
    if (!run)
        qFatal("The engine does not start: %s", qPrintable(run.error().said().plain()));
    testing::spinUntil([&last] { return last.has_value(); }, waitMs);
    const auto kept = testing::wait((*stores)->ledger().run(*run), waitMs); // sees every write before it
    const double ms = monotonicMs() - start;
    if (!kept || kept->state != RunState::Done)
        qFatal("The engine failed: %s", last ? qPrintable(last->text.plain()) : "no end");
    return ms;
}

QString textOf(const QMap<QString, int> &counts)
{
    QStringList words;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        words.append(u"%1 %2"_s.arg(*it).arg(it.key()));
    return words.join(u", "_s);
}

} // namespace

QList<Report> measureEngine(Bench &bench)
{
    const SimFleet fleet(hosts, 1);
    QList<double> engine;
    QList<double> bare;
    QJsonArray rounds;
    for (int i = 0; i < bench.rounds(); ++i) {
        const QString first = i % 2 == 0 ? u"bare"_s : u"engine"_s; // neither has a place of its own
        const QJsonObject answer = runPart(u"engine"_s, {fleet.folder(), first}).answer();
        engine.append(answer.value(u"engineMs").toDouble());
        bare.append(answer.value(u"bareMs").toDouble());
        rounds.append(answer);
    }
    Report report = compared(u"engine"_s, u"ms"_s, engine, bare, bar);
    report.more.insert(u"rounds"_s, rounds); // with the processor time, which tells the work from the waiting
    return {report};
}

/// The folder of the simulated hosts, and who is first.
int runEngine(const QStringList &arguments)
{
    SimFleetClient client(arguments.at(0));
    CountedPool pool(client.hosts());
    const bool bareFirst = arguments.at(1) == u"bare";
    double ms[2] = {};
    double cpuMs[2] = {};
    QMap<QString, int> counts[2];
    for (const int turn : {0, 1}) {
        const bool isBare = (turn == 0) == bareFirst;
        const DeployPlan plan = client.plan(turn == 0 ? u"2"_s : u"1"_s); // logs in everywhere, too
        const double before = processCpuMs();
        ms[isBare] = isBare ? bareMs(plan, &pool) : engineMs(plan, &pool, client.workspace());
        cpuMs[isBare] = processCpuMs() - before;
        counts[isBare] = pool.takeCounts();
    }
    if (counts[false] != counts[true])
        qFatal("The engine asked for something else (%s) than the bare layer (%s)", qPrintable(textOf(counts[false])),
            qPrintable(textOf(counts[true])));
    tell({{u"engineMs"_s, ms[false]}, {u"bareMs"_s, ms[true]}, {u"engineCpuMs"_s, cpuMs[false]},
        {u"bareCpuMs"_s, cpuMs[true]}});
    ::_exit(0);
}

} // namespace opsdeck::bench
