// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/serverdrain.h"
#include "app/deploy/shiftrunner.h"
#include "backends/store/stores.h"
#include "backends/traffic/control.h"
#include "tests/app/deploy/faketraffic.h"
#include "tests/backends/traffic/localhost.h"
#include "tests/backends/traffic/webload.h"
#include "tests/stack/process.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

#include <QTemporaryDir>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ShiftEvent::Kind;

constexpr double Points = 3;

TrafficShare shareOfNew(int percent)
{
    return {{{u"G0"_s, 100 - percent}, {u"G2"_s, percent}}};
}

TrafficRoute shopRoute()
{
    TrafficRoute route;
    route.name = u"shop"_s;
    route.product = ProductId(u"shop"_s);
    route.environment = EnvironmentId(u"staging"_s);
    route.strategy = TrafficStrategy::Gray;
    route.target.host = HostId(u"lb-1"_s);
    route.target.socketPath = u"/run/admin"_s;
    route.target.backend = u"shop"_s;
    route.target.pools = {{u"G0"_s, {u"a"_s, u"b"_s}}, {u"G2"_s, {u"c"_s}}};
    route.hosts = {{u"c"_s, HostId(u"app-03"_s)}};
    route.from = u"G0"_s;
    route.to = u"G2"_s;
    route.steps = {{20, 0s}, {100, 0s}};
    route.tenants = {{u"bank"_s, 9}, {u"demo"_s, 0}, {u"fund"_s, 1}, {u"test"_s, 0}, {u"broker"_s, 5}};
    return route;
}

} // namespace

/// Shifts through a balancer in memory, or a real HAProxy, and a real store.
class ShiftRunnerTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Stores> m_stores;
    FakeTraffic m_traffic;
    FakeHost m_host;
    FakeHostPool m_pool;
    QList<ShiftEvent> m_events;
    std::stop_source m_wish;
    std::stop_source m_end;

    RunStops stops() { return {m_wish.get_token(), m_end.get_token()}; }

    std::unique_ptr<ShiftRunner> runner(TrafficControl &control)
    {
        const ShiftTools tools{control, m_pool, {}, {}, nullptr};
        return std::make_unique<ShiftRunner>(
            tools, m_stores->ledger(), u"li@desk"_s, [this](const ShiftEvent &event) { m_events.append(event); });
    }

    QList<LedgerEntry> entries()
    {
        return *wait(m_stores->ledger().entriesAbout(u"traffic"_s, QDateTime::currentDateTimeUtc().addDays(-1)));
    }

    QStringList actions()
    {
        QStringList actions;
        for (const LedgerEntry &entry : entries())
            actions.append(entry.action.section(u'.', 1));
        return actions;
    }

    TrafficShift stored()
    {
        const ShiftHistory history = shiftsOf(entries());
        return history.unread.isEmpty() && !history.shifts.isEmpty() ? history.shifts.last() : TrafficShift();
    }

    static RolloutGate gate()
    {
        RolloutGate gate;
        gate.name = u"health"_s;
        gate.command = {u"check"_s};
        gate.timeout = 0s;
        return gate;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_stores = std::move(*openStores(m_dir->filePath(u"store"_s)));
        m_traffic = FakeTraffic();
        m_host.answers.clear();
        m_host.log.clear();
        m_pool.hosts = {{HostId(u"app-03"_s), &m_host}};
        m_events.clear();
        m_wish = std::stop_source();
        m_end = std::stop_source();
    }

    void cleanup()
    {
        m_stores.reset();
        m_dir.reset();
    }

    void goesStepByStepAndEndsWithNothingInTheOldPool()
    {
        const auto done = wait(runner(m_traffic)->start(shopRoute(), 0, stops()));
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->state, ShiftState::Done);
        QCOMPARE(m_traffic.log, (QStringList{u"G0 80 %, G2 20 %"_s, u"G0 0 %, G2 100 %"_s}));
        QCOMPARE(done->tenants, (QStringList{u"demo"_s, u"bank"_s, u"fund"_s, u"test"_s, u"broker"_s}));
        QCOMPARE(stored(), *done);
        QCOMPARE(actions(),
            (QStringList{u"begin"_s, u"step"_s, u"share"_s, u"tenant"_s, u"hold"_s, u"held"_s, u"step"_s, u"share"_s,
                u"tenant"_s, u"tenant"_s, u"tenant"_s, u"tenant"_s, u"hold"_s, u"held"_s, u"done"_s}));
    }

    void theIntentIsInTheLedgerBeforeTheChange()
    {
        QStringList seen;
        m_traffic.onSet = [this, &seen] { seen.append(actions().last()); };
        QVERIFY(wait(runner(m_traffic)->start(shopRoute(), 1, stops())));
        QVERIFY(wait(runner(m_traffic)->takeBack(shopRoute(), u"slow"_s, stops())));
        QCOMPARE(seen, (QStringList{u"step"_s, u"back"_s}));
    }

    void aBrokenGateStopsRefusesNextAndOffersTheWayBack()
    {
        TrafficRoute route = shopRoute();
        route.gates = {gate()};
        ExecResult broken;
        broken.exitStatus = 1;
        broken.err = "5 % of errors";
        m_host.answers.insert(u""_s, broken);
        const auto one = runner(m_traffic);
        const auto stood = wait(one->start(route, 0, stops()));
        QVERIFY(stood);
        QCOMPARE(stood->state, ShiftState::Waiting);
        QVERIFY(stood->isBlocked);
        QCOMPARE(stood->gates.size(), 1);
        QVERIFY(!stood->gates.first().holds);
        QVERIFY2(stood->reason.plain().contains(u"5 % of errors"), qPrintable(stood->reason.plain()));
        QCOMPARE(m_traffic.now, shareOfNew(20));
        m_host.answers.clear(); // also where it would hold now
        QCOMPARE(wait(one->next(route, 0, stops())).error().kind, Error::Kind::Refused);
        QCOMPARE(m_traffic.now, shareOfNew(20));
        QCOMPARE(wait(one->takeBack(route, u" "_s, stops())).error().kind, Error::Kind::Usage);
        const auto back = wait(one->takeBack(route, u"errors"_s, stops()));
        QVERIFY(back);
        QCOMPARE(back->state, ShiftState::TakenBack);
        QCOMPARE(back->tenants, QStringList());
        QCOMPARE(m_traffic.now, shareOfNew(0));
        const auto intent = shiftEventFromJson(entries().at(actions().indexOf(u"back"_s)).detail);
        QCOMPARE(intent->undoes, entries().first().number);
        QCOMPARE(wait(one->takeBack(route, u"again"_s, stops())).error().kind, Error::Kind::Refused);
    }

    void aGateIsAskedAllTheTimeThatAStepIsHeld()
    {
        TrafficRoute route = shopRoute();
        route.steps = {{20, 3600s}, {100, 0s}};
        route.gates = {gate()};
        int asked = 0;
        m_host.onExec = [&](const QString &) {
            ExecResult broken;
            broken.exitStatus = 1;
            if (++asked == 3)
                m_host.answers.insert(u""_s, broken);
        };
        const auto stood = wait(runner(m_traffic)->start(route, 0, stops()));
        m_host.onExec = nullptr;
        QCOMPARE(asked, 3);
        QVERIFY(stood->isBlocked);
        QVERIFY2(stood->reason.plain().contains(u"and then no more"), qPrintable(stood->reason.plain()));
    }

    void abortLeavesTheShareAndNeedsAReason()
    {
        const auto one = runner(m_traffic);
        QCOMPARE(wait(one->start(shopRoute(), 1, stops()))->state, ShiftState::Waiting);
        QCOMPARE(wait(one->start(shopRoute(), 0, stops())).error().kind, Error::Kind::Refused);
        QCOMPARE(wait(one->abort(shopRoute(), {}, stops())).error().kind, Error::Kind::Usage);
        const auto ended = wait(one->abort(shopRoute(), u"later"_s, stops()));
        QCOMPARE(ended->state, ShiftState::Aborted);
        QCOMPARE(ended->percent(), 20);
        QCOMPARE(ended->deeds.last().text.plain(), u"later"_s);
        QCOMPARE(m_traffic.now, shareOfNew(20));
        QCOMPARE(wait(one->next(shopRoute(), 0, stops())).error().kind, Error::Kind::Refused);
    }

    void waitsForAPersonWhereTheRouteSaysSo()
    {
        TrafficRoute route = shopRoute();
        route.asks = true;
        const auto one = runner(m_traffic);
        QCOMPARE(wait(one->start(route, 0, stops()))->state, ShiftState::Waiting);
        route.steps[0].hold = 1s;
        QCOMPARE(wait(one->next(route, 0, stops())).error().kind, Error::Kind::Refused); // not the frozen one
        route.steps[0].hold = 0s;
        QCOMPARE(wait(one->next(route, 0, stops()))->state, ShiftState::Done);
        QCOMPARE(m_traffic.log.size(), 2);
    }

    void aPersonStopsAHoldAndGoesOnLater()
    {
        TrafficRoute route = shopRoute();
        route.steps[0].hold = 3600s;
        const auto one = runner(m_traffic);
        QTimer alarm;
        connect(&alarm, &QTimer::timeout, this, [this] {
            if (!m_events.isEmpty() && m_events.last().kind == Kind::Holding)
                m_wish.request_stop();
        });
        alarm.start(10);
        const auto stood = wait(one->start(route, 0, stops()));
        alarm.stop();
        QCOMPARE(stood->state, ShiftState::Waiting);
        QVERIFY(!stood->isBlocked);
        QCOMPARE(stood->stepsDone, 0);
        QCOMPARE(stored(), *stood);
        m_wish = std::stop_source();
        QVERIFY(mayGoOn(stored()));
    }

    void whatTheBalancerDoesNotDoIsAFailureThatCanBeRepeated()
    {
        m_traffic.failsWith = Error{Error::Kind::Refused, u"lb-1"_s, u"no weight"_s, 0, {}};
        const auto one = runner(m_traffic);
        const auto failed = wait(one->start(shopRoute(), 0, stops()));
        QCOMPARE(failed->state, ShiftState::Failed);
        QCOMPARE(failed->percent(), 0);
        QVERIFY(failed->reason.plain().contains(u"no weight"));
        m_traffic.failsWith.reset();
        QCOMPARE(wait(one->next(shopRoute(), 0, stops()))->state, ShiftState::Done);
    }

    void aCrashInTheMiddleOfAStepIsMadeGoodByAskingTheBalancer()
    {
        m_traffic.onSet = [this] { m_end.request_stop(); };
        m_traffic.failsWith = Error{Error::Kind::Cancelled, u"lb-1"_s, {}, 0, {}};
        QVERIFY(!wait(runner(m_traffic)->start(shopRoute(), 0, stops())));
        m_end = std::stop_source();
        m_traffic.onSet = nullptr;
        m_traffic.failsWith.reset();
        m_traffic.now = shareOfNew(20); // it had happened
        QTRY_COMPARE(actions().last(), u"interrupted"_s);
        const auto done = wait(runner(m_traffic)->next(shopRoute(), 1, stops()));
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->state, ShiftState::Waiting);
        QCOMPARE(done->stepsDone, 1);
        QCOMPARE(done->percent(), 20);
    }

    void aBalancerThatSaysSomethingElseIsLookedAtByAPersonFirst()
    {
        const auto one = runner(m_traffic);
        QVERIFY(wait(one->start(shopRoute(), 1, stops())));
        m_traffic.now = shareOfNew(0); // it began anew
        const auto stood = wait(one->next(shopRoute(), 0, stops()));
        QCOMPARE(stood->state, ShiftState::Waiting);
        QCOMPARE(stood->percent(), 0);
        QCOMPARE(stood->stepsDone, 0);
        QCOMPARE(m_traffic.log.size(), 1);
        QCOMPARE(wait(one->next(shopRoute(), 1, stops()))->percent(), 20); // not at once to 100
    }

    void poolsThatTheRouteDoesNotKnowKeepTheirTraffic()
    {
        TrafficRoute route = shopRoute();
        route.target.pools.insert(u"G1"_s, {u"d"_s});
        m_traffic.now = {{{u"G0"_s, 90}, {u"G1"_s, 10}, {u"G2"_s, 0}}};
        QCOMPARE(wait(runner(m_traffic)->start(route, 0, stops())).error().kind, Error::Kind::Refused);
        QVERIFY(entries().isEmpty());
    }

    void drainWaitsForTheLastSessionButNotForEver()
    {
        m_traffic.working.insert(u"a"_s, 2);
        const auto nothing = [](const ShiftEvent &) {};
        ServerDrain drain(shopRoute(), m_traffic, m_stores->ledger(), u"li@desk"_s, nothing);
        QCOMPARE(wait(drain.drain(u"x"_s, 0ms, {})).error().kind, Error::Kind::NotFound);
        QCOMPARE(wait(drain.drain(u"a"_s, 1ms, {})).error().kind, Error::Kind::Timeout);
        m_traffic.working.clear();
        QVERIFY(wait(drain.drain(u"a"_s, 1ms, {})));
        QVERIFY(wait(drain.undrain(u"a"_s, {})));
        QCOMPARE(
            actions(), (QStringList{u"drain"_s, u"drained"_s, u"drain"_s, u"drained"_s, u"undrain"_s, u"undrained"_s}));
        QVERIFY(shiftsOf(entries()).unread.isEmpty());
    }

    void haproxyFollowsEveryStepAndNoRequestFails();
};

void ShiftRunnerTest::haproxyFollowsEveryStepAndNoRequestFails()
{
    QString why;
    if (!haveAll({u"haproxy"_s}, &why))
        QSKIP(qPrintable(why));
    NamedServer a("G0");
    NamedServer b("G0");
    NamedServer c("G2");
    const quint16 port = freePort();
    const QString admin = m_dir->filePath(u"admin"_s);
    QByteArray conf = "global\n  stats socket " + admin.toUtf8()
        + " mode 600 level admin\ndefaults\n  mode http\n  timeout connect 5s\n  timeout client 30s\n"
          "  timeout server 30s\nfrontend web\n  bind 127.0.0.1:"
        + QByteArray::number(port) + "\n  default_backend shop\nbackend shop\n  balance roundrobin\n";
    for (const auto &[name, server, weight] : {std::tuple("a", &a, 1), {"b", &b, 1}, {"c", &c, 0}})
        conf += "  server " + QByteArray(name) + " 127.0.0.1:" + QByteArray::number(server->port()) + " weight "
            + QByteArray::number(weight) + '\n';
    QVERIFY(writeFile(m_dir->filePath(u"conf"_s), conf));
    Child haproxy;
    QVERIFY(haproxy.start(u"haproxy"_s, {u"-db"_s, u"-f"_s, m_dir->filePath(u"conf"_s)}, m_dir->filePath(u"log"_s)));
    LocalHost host;
    TrafficRoute route = shopRoute();
    route.target.socketPath = admin;
    route.asks = true;
    const auto control = traffic::makeControl(route.target, host);
    QVERIFY(control);
    QTRY_VERIFY_WITH_TIMEOUT(wait((*control)->shares({})), 10'000);
    const auto one = runner(**control);
    const auto nothing = [](const ShiftEvent &) {};
    ServerDrain drain(route, **control, m_stores->ledger(), u"li@desk"_s, nothing);

    WebLoad load(port);
    int all = 0;
    const auto sharesArrive = [&](int percent) {
        load.restart();
        QTRY_VERIFY_WITH_TIMEOUT(load.answered() >= 500, 60'000); // what began before the change
        load.restart();
        QTRY_VERIFY_WITH_TIMEOUT(load.answered() >= 2600, 120'000);
        all += load.answered();
        QVERIFY2(std::abs(load.percentOf("G2") - percent) <= Points, QByteArray::number(load.percentOf("G2")));
    };
    sharesArrive(0);
    QCOMPARE(wait(one->start(route, 0, stops()))->percent(), 20);
    sharesArrive(20);
    QVERIFY(wait(drain.drain(u"a"_s, 10s, {})));
    sharesArrive(20); // b carries the share of its pool
    QVERIFY(wait(drain.undrain(u"a"_s, {})));
    const auto done = wait(one->next(route, 0, stops()));
    QCOMPARE(done->state, ShiftState::Done);
    QVERIFY(isAtEnd(route, *wait((*control)->shares({}))));
    sharesArrive(100);
    QVERIFY2(load.failed() == 0, load.firstFailure());
    QVERIFY2(all >= 10'000, QByteArray::number(all));
}

QTEST_GUILESS_MAIN(ShiftRunnerTest)
#include "tst_shiftrunner.moc"
