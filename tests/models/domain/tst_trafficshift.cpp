// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/trafficshift.h"

#include <QtTest>

#include <algorithm>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ShiftEvent::Kind;

TrafficRoute shopRoute()
{
    TrafficRoute route;
    route.name = u"shop"_s;
    route.product = ProductId(u"shop"_s);
    route.environment = EnvironmentId(u"production"_s);
    route.strategy = TrafficStrategy::Gray;
    route.target.host = HostId(u"lb-1"_s);
    route.target.socketPath = u"/run/admin"_s;
    route.target.backend = u"shop"_s;
    route.target.pools = {{u"G0"_s, {u"a"_s, u"b"_s}}, {u"G1"_s, {u"d"_s}}, {u"G2"_s, {u"c"_s}}};
    route.hosts = {{u"c"_s, HostId(u"app-03"_s)}};
    route.from = u"G0"_s;
    route.to = u"G2"_s;
    route.steps = {{5, 60s}, {20, 60s}, {100, 0s}};
    route.tenants = {{u"bank"_s, 9}, {u"demo"_s, 0}, {u"fund"_s, 1}, {u"test"_s, 0}};
    RolloutGate gate;
    gate.name = u"health"_s;
    gate.url = u"http://{address}:8080/health"_s;
    route.gates = {gate};
    return route;
}

ShiftEvent happened(Kind kind, qint64 sequence, int step = 0, int percent = -1)
{
    ShiftEvent event;
    event.shift = ShiftId(u"one"_s);
    event.kind = kind;
    event.sequence = sequence;
    event.step = step;
    event.at = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC).addSecs(sequence);
    event.actor = u"li@desk"_s;
    if (percent >= 0)
        event.share = shareAt(shopRoute(), percent);
    return event;
}

ShiftEvent begun()
{
    ShiftEvent first = happened(Kind::Begun, 1, 0, 0);
    first.route = shopRoute();
    first.owner = u"1 2 desk"_s;
    return first;
}

/// After its first two steps.
TrafficShift twoSteps()
{
    TrafficShift shift = *beginShift(begun());
    for (const ShiftEvent &each : {happened(Kind::Step, 2, 1, 5), happened(Kind::Shared, 3, 1, 5),
             happened(Kind::Holding, 4, 1), happened(Kind::Held, 5, 1), happened(Kind::Step, 6, 2, 20),
             happened(Kind::Shared, 7, 2, 20), happened(Kind::Holding, 8, 2), happened(Kind::Held, 9, 2)})
        apply(shift, each);
    return shift;
}

LedgerEntry entryOf(const ShiftEvent &event, qint64 number)
{
    LedgerEntry entry;
    entry.number = number;
    entry.action = u"traffic."_s + nameOf(event.kind);
    entry.detail = toJson(event);
    return entry;
}

} // namespace

Q_DECLARE_METATYPE(opsdeck::TrafficRoute)

class TrafficShiftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRouteThatCannotBeGoneIsRefused_data()
    {
        QTest::addColumn<TrafficRoute>("route");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const char *fault, void (*spoil)(TrafficRoute &)) {
            TrafficRoute route = shopRoute();
            spoil(route);
            QTest::newRow(name) << route << QString::fromUtf8(fault);
        };
        row("no product", "has a name, a product", [](TrafficRoute &r) { r.product = {}; });
        row("no pool", "there is no pool G9", [](TrafficRoute &r) { r.to = u"G9"_s; });
        row("an empty pool", "no server for its share", [](TrafficRoute &r) { r.target.pools[u"G0"_s].clear(); });
        row("one pool", "to another one", [](TrafficRoute &r) { r.to = r.from; });
        row("no steps", "the last step is 100 %", [](TrafficRoute &r) { r.steps.clear(); });
        row("not to the end", "the last step is 100 %", [](TrafficRoute &r) { r.steps.removeLast(); });
        row("descends", "steps ascend", [](TrafficRoute &r) { r.steps[1].percent = 5; });
        row("nothing", "0 % is no share", [](TrafficRoute &r) { r.steps[0].percent = 0; });
        row("too much", "101 % is no share", [](TrafficRoute &r) { r.steps[2].percent = 101; });
        row("for ever", "at most 30 days", [](TrafficRoute &r) { r.steps[0].hold = 24h * 31; });
        row("backwards", "at most 30 days", [](TrafficRoute &r) { r.steps[0].hold = -1s; });
        row("blue/green in steps", "one step", [](TrafficRoute &r) {
            r.strategy = TrafficStrategy::BlueGreen;
            r.tenants.clear();
        });
        row("tenants of a canary", "only a gray", [](TrafficRoute &r) { r.strategy = TrafficStrategy::Canary; });
        row("a tenant twice", "named twice", [](TrafficRoute &r) { r.tenants.append(r.tenants.first()); });
        row("a tenant without a name", "a tenant has", [](TrafficRoute &r) { r.tenants[0].name = u" "_s; });
        row("a gate without a host", "asks the host of server c", [](TrafficRoute &r) { r.hosts.clear(); });
        row("a host of nobody", "no pool has the server x",
            [](TrafficRoute &r) { r.hosts.insert(u"x"_s, HostId(u"app-03"_s)); });
        row("a gate of both kinds", "either an address or a command",
            [](TrafficRoute &r) { r.gates[0].command = {u"true"_s}; });
        row("a gate with an address and a query", "or a query", [](TrafficRoute &r) { r.gates[0].query = u"up"_s; });
        row("a gate that asks nothing", "or a query", [](TrafficRoute &r) { r.gates[0].url.clear(); });
        row("a hostile server", "cannot be the name of a server",
            [](TrafficRoute &r) { r.target.pools[u"G0"_s].append(u"a;shutdown"_s); });
    }

    void aRouteThatCannotBeGoneIsRefused()
    {
        QFETCH(TrafficRoute, route);
        QFETCH(QString, fault);
        const auto checked = checkRoute(route);
        QCOMPARE(checked.error().kind, Error::Kind::Usage);
        QVERIFY2(checked.error().detail.contains(fault), qPrintable(checked.error().detail));
        QVERIFY(!routeFromJson(toJson(route)));
    }

    void aGoodRouteSurvivesJsonAndKeepsItsHash()
    {
        QVERIFY(checkRoute(shopRoute()));
        QCOMPARE(*routeFromJson(toJson(shopRoute())), shopRoute());
        TrafficRoute other = shopRoute();
        other.steps[0].hold = 61s;
        QVERIFY(routeHash(other) != routeHash(shopRoute()));
    }

    void aGateMayAskForANumberOnceForAllHosts()
    {
        TrafficRoute route = shopRoute();
        RolloutGate gate;
        gate.name = u"errors"_s;
        gate.query = u"error_ratio"_s;
        gate.source = SourceId(u"prometheus"_s);
        gate.atMost = 0.05;
        route.gates = {gate};
        route.hosts.clear(); // the query names none
        QVERIFY(checkRoute(route));
        QCOMPARE(*routeFromJson(toJson(route)), route);
        QCOMPARE(gateChecks(route), (QList<GateCheck>{{gate, {}}}));
        route.gates[0].query = u"up{instance=\"{address}\"}"_s;
        QVERIFY(!checkRoute(route));
        route.hosts = shopRoute().hosts;
        QVERIFY(checkRoute(route));
        QVERIFY(!gateChecks(route).first().host.isEmpty());
    }

    void eachStepGivesTheNewPoolItsShareAndTheOldOneTheRest()
    {
        QCOMPARE(shareAfter(shopRoute(), 0).text(), u"G0 100 %, G1 0 %, G2 0 %"_s);
        QCOMPARE(shareAfter(shopRoute(), 2).text(), u"G0 80 %, G1 0 %, G2 20 %"_s);
        QVERIFY(isAtEnd(shopRoute(), shareAfter(shopRoute(), 3)));
        QCOMPARE(stepsBelow(shopRoute(), 20), 1);
        QCOMPARE(strangersIn(shopRoute(), {{{u"G0"_s, 90}, {u"G1"_s, 10}, {u"G2"_s, 0}}}), u"G1 10 %"_s);
    }

    void tenantsMoveByTheirTiersAndNeverMoreThanTheShare()
    {
        QCOMPARE(tenantsAt(shopRoute(), 0), QStringList());
        QCOMPARE(tenantsAt(shopRoute(), 24), QStringList());
        QCOMPARE(tenantsAt(shopRoute(), 50), (QStringList{u"demo"_s, u"test"_s}));
        QCOMPARE(tenantsAt(shopRoute(), 99), (QStringList{u"demo"_s, u"test"_s, u"fund"_s}));
        QCOMPARE(tenantsAt(shopRoute(), 100).size(), 4);
        TrafficRoute turned = shopRoute();
        std::reverse(turned.tenants.begin(), turned.tenants.end());
        QCOMPARE(tenantsAt(turned, 50), tenantsAt(shopRoute(), 50));
    }

    void aShiftIsFoldedFromItsEvents()
    {
        TrafficShift shift = twoSteps();
        QCOMPARE(shift.state, ShiftState::Holding);
        QCOMPARE(shift.stepsDone, 2);
        QCOMPARE(shift.percent(), 20);
        QCOMPARE(shift.shareSince, happened(Kind::Shared, 7).at);
        QVERIFY(shift.pending.percents.isEmpty());
        QCOMPARE(mayAbort(shift).error().kind, Error::Kind::Refused);
        ShiftEvent gate = happened(Kind::Waiting, 10, 2);
        gate.blocked = true;
        apply(shift, gate);
        QCOMPARE(mayGoOn(shift).error().kind, Error::Kind::Refused);
        QVERIFY(mayAbort(shift) && mayTakeBack(shift));
        apply(shift, happened(Kind::Back, 11, 0, 0));
        apply(shift, happened(Kind::Shared, 12, 0, 0));
        apply(shift, happened(Kind::TakenBack, 13));
        QCOMPARE(shift.state, ShiftState::TakenBack);
        QCOMPARE(shift.stepsDone, 0);
        QVERIFY(!mayTakeBack(shift) && !mayAbort(shift));
    }

    void aShareThatIsGoneTakesItsStepsBack()
    {
        TrafficShift shift = twoSteps();
        apply(shift, happened(Kind::Waiting, 10, 2, 5));
        QCOMPARE(shift.stepsDone, 1);
        apply(shift, happened(Kind::Waiting, 11, 2, 0));
        QCOMPARE(shift.stepsDone, 0);
    }

    void eventsThatCannotBeChangeNothing()
    {
        const TrafficShift shift = twoSteps();
        TrafficShift same = shift;
        apply(same, happened(Kind::Done, 9)); // of the past
        apply(same, happened(Kind::Held, 10, 4)); // there is no such step
        apply(same, happened(Kind::Held, 10, -1));
        ShiftEvent stranger = happened(Kind::Done, 10);
        stranger.shift = ShiftId(u"two"_s);
        apply(same, stranger);
        QCOMPARE(same, shift);
        TrafficShift over = shift;
        apply(over, happened(Kind::Aborted, 10));
        apply(over, happened(Kind::Step, 11, 3, 100));
        QCOMPARE(over.state, ShiftState::Aborted);
    }

    void everyKindOfEventSurvivesJson()
    {
        for (int i = 0; i <= static_cast<int>(Kind::Undrained); ++i) {
            ShiftEvent one = happened(static_cast<Kind>(i), 7, 2, 20);
            one.hold = 60s;
            one.gate = u"health"_s;
            one.host = HostId(u"app-03"_s);
            one.holds = one.kind == Kind::Gate;
            one.blocked = true;
            one.tenant = u"demo"_s;
            one.pool = u"G2"_s;
            one.server = u"c"_s;
            one.owner = u"1 2 desk"_s;
            one.undoes = 12;
            one.text = Phrase("gate %1 holds", {u"100 %2"_s});
            one.route = shopRoute();
            QCOMPARE(*shiftEventFromJson(toJson(one)), one);
        }
    }

    void whatIsNoEventIsCountedAndNotBelieved()
    {
        QByteArray forged = toJson(begun());
        forged.replace("\"lb-1\"", "\"lb-2\""); // the hash is that of another route
        const QList<QByteArray> hostile{{}, "[]", "null", "{\"kind\":\"step\"}", forged,
            "{\"kind\":\"share\",\"at\":\"2026-03-01T12:00:00.000Z\",\"share\":{\"G0\":101}}",
            "{\"kind\":\"hold\",\"at\":\"2026-03-01T12:00:00.000Z\",\"hold\":1e300}",
            "{\"kind\":\"hold\",\"at\":\"2026-03-01T12:00:00.000Z\",\"hold\":-1}",
            "{\"kind\":\"root\",\"at\":\"2026-03-01T12:00:00.000Z\"}"};
        QList<LedgerEntry> entries;
        for (const QByteArray &detail : hostile) {
            LedgerEntry entry = entryOf(happened(Kind::Step, 1), entries.size() + 1);
            entry.detail = detail;
            entries.append(entry);
        }
        LedgerEntry renamed = entryOf(begun(), 100);
        renamed.action = u"traffic.done"_s;
        const ShiftHistory history = shiftsOf(entries + QList{renamed});
        QCOMPARE(history.unread.size(), hostile.size() + 1);
        QVERIFY(history.shifts.isEmpty());
    }

    void theLedgerBringsEverythingBack()
    {
        const ShiftEvent orphan = happened(Kind::Held, 3, 1);
        ShiftEvent other = orphan;
        other.shift = ShiftId(u"older"_s);
        const ShiftHistory history = shiftsOf({entryOf(other, 40), entryOf(begun(), 41),
            entryOf(happened(Kind::Step, 2, 1, 5), 42), entryOf(happened(Kind::Shared, 3, 1, 5), 43)});
        QCOMPARE(history.unread, QList<qint64>());
        QCOMPARE(history.shifts.size(), 1);
        const TrafficShift *shift = history.newest(u"shop"_s);
        QVERIFY(shift);
        QCOMPARE(shift->firstEntry, 41);
        QCOMPARE(shift->percent(), 5);
        QVERIFY(!history.newest(u"other"_s));
    }
};

QTEST_APPLESS_MAIN(TrafficShiftTest)
#include "tst_trafficshift.moc"
