// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/processowner.h"
#include "app/features/sourcewatch.h"
#include "app/features/trafficfeature.h"
#include "tests/app/features/deployfakes.h"
#include "tests/widgets/pages/traffic/boardsamples.h"
#include "widgets/pages/traffic/movesmodel.h"
#include "widgets/pages/traffic/routecard.h"
#include "widgets/pages/traffic/trafficpage.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

using Kind = TrafficDecision::Kind;
using Event = ShiftEvent::Kind;

/// Writes down what it was asked; answers when the test says so.
class ScriptedTrafficService : public TrafficService
{
public:
    QFuture<Result<ShiftHistory>> history() override { return answered(nextHistory); }
    QFuture<Result<TrafficShare>> shares(TrafficRoute route) override
    {
        asked.append(u"shares "_s + route.name);
        if (!holdsShares)
            return answered(nextShare);
        share.emplace();
        share->start();
        return share->future();
    }
    QFuture<Result<TrafficShift>> start(TrafficRoute route, int lastStep) override
    {
        return decide(u"start %1 %2"_s.arg(route.name).arg(lastStep));
    }
    QFuture<Result<TrafficShift>> next(TrafficRoute route, int lastStep) override
    {
        return decide(u"next %1 %2"_s.arg(route.name).arg(lastStep));
    }
    QFuture<Result<TrafficShift>> abort(TrafficRoute route, QString reason) override
    {
        return decide(u"abort %1 %2"_s.arg(route.name, reason));
    }
    QFuture<Result<TrafficShift>> takeBack(TrafficRoute route, QString reason) override
    {
        backBy = route;
        return decide(u"back %1 %2"_s.arg(route.name, reason));
    }
    QFuture<Result<Phrase>> drain(TrafficRoute route, QString server, std::chrono::milliseconds) override
    {
        asked.append(u"drain %1 %2"_s.arg(route.name, server));
        return answered<Phrase>(Phrase());
    }
    QFuture<Result<Phrase>> undrain(TrafficRoute route, QString server) override
    {
        asked.append(u"undrain %1 %2"_s.arg(route.name, server));
        return answered<Phrase>(Phrase());
    }
    void stop(QString route) override { asked.append(u"stop "_s + route); }

    void answerShare(Result<TrafficShare> value)
    {
        share->addResult(std::move(value));
        share->finish();
    }
    void answerShift(Result<TrafficShift> value)
    {
        shift->addResult(std::move(value));
        shift->finish();
    }

    Result<ShiftHistory> nextHistory;
    Result<TrafficShare> nextShare = shareAt(grayRoute(), 0);
    bool holdsShares = false;
    QStringList asked;
    TrafficRoute backBy;
    std::optional<QPromise<Result<TrafficShare>>> share;
    std::optional<QPromise<Result<TrafficShift>>> shift;

private:
    QFuture<Result<TrafficShift>> decide(const QString &what)
    {
        asked.append(what);
        shift.emplace();
        shift->start();
        return shift->future();
    }
};

Workspace shopWorkspace()
{
    Workspace workspace;
    workspace.name = u"shop"_s;
    workspace.environments
        = {Environment{.id = EnvironmentId(u"production"_s), .title = u"Production"_s, .production = true}};
    return workspace;
}

} // namespace

class TrafficFeatureTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        void open()
        {
            feature.emplace(FeatureContext{workspace, cache, ledger, sources, theme}, service, routes);
            page.reset(static_cast<TrafficPage *>(feature->page()));
            QTRY_VERIFY(page->findChild<RouteCard *>());
        }
        const BoardRoute &board() { return page->findChild<RouteCard *>()->board(); }
        void decide(const TrafficDecision &decision) { Q_EMIT page->decided(decision); }

        Workspace workspace = shopWorkspace();
        QList<TrafficRoute> routes{grayRoute()};
        EmptyCache cache;
        SourceWatch sources{cache};
        MemoryLedger ledger;
        ScriptedTrafficService service;
        Theme theme{ThemeKind::Dark};
        std::optional<TrafficFeature> feature;
        std::unique_ptr<TrafficPage> page;
    };

    static TrafficDecision decisionOf(Kind kind, const QString &reason = {}, const QString &server = {})
    {
        return {kind, u"shop-gray"_s, reason, server, 1};
    }

private Q_SLOTS:
    void everyDecisionReachesTheService()
    {
        World world;
        world.open();
        world.decide(decisionOf(Kind::Start));
        QCOMPARE(world.service.asked.last(), u"start shop-gray 1"_s);
        QVERIFY(world.board().isBusy);
        world.decide(decisionOf(Kind::Drain, {}, u"s1"_s)); // one at a time
        QCOMPARE(world.service.asked.last(), u"start shop-gray 1"_s);
        world.decide(decisionOf(Kind::Pause));
        QCOMPARE(world.service.asked.last(), u"stop shop-gray"_s);
        world.service.answerShift(heldShift());
        QTRY_VERIFY(!world.board().isBusy);
        world.decide(decisionOf(Kind::Undrain, {}, u"s1"_s));
        QTRY_VERIFY(world.service.asked.contains(u"undrain shop-gray s1"_s));
    }

    void eventsAreShownAsTheyCome()
    {
        World world;
        world.open();
        ShiftScript script;
        Q_EMIT world.service.eventHappened(script.begun(processOwner()));
        Q_EMIT world.service.eventHappened(script.happened(Event::Step, 1, 5));
        QCOMPARE(world.board().shift->pending, shareAt(grayRoute(), 5));
        Q_EMIT world.service.eventHappened(script.happened(Event::Shared, 1, 5));
        QCOMPARE(world.board().share, std::optional(shareAt(grayRoute(), 5)));
        QVERIFY(!world.board().isElsewhere);
    }

    void anOldAnswerOfTheLedgerDoesNotTurnBackTheClock()
    {
        World world;
        world.open();
        ShiftScript script;
        const ShiftEvent begun = script.begun(processOwner());
        ShiftHistory old;
        old.shifts.append(*beginShift(begun));
        Q_EMIT world.service.eventHappened(begun);
        Q_EMIT world.service.eventHappened(script.happened(Event::Step, 1, 5));
        Q_EMIT world.service.eventHappened(script.happened(Event::Shared, 1, 5));
        world.service.nextHistory = old;
        QSignalSpy shown(&*world.feature, &Feature::shown);
        Q_EMIT world.ledger.changed({{RowKind::Ledger}, {}});
        QTRY_VERIFY(!shown.isEmpty());
        QCOMPARE(world.board().shift->lastSequence, 3);
    }

    void aDecisionWaitsForTheReadOfItsBalancer()
    {
        World world;
        world.service.holdsShares = true;
        world.open();
        Q_EMIT world.page->readRequested(u"shop-gray"_s);
        QVERIFY(world.service.share);
        world.decide(decisionOf(Kind::Start));
        QVERIFY(!world.service.asked.contains(u"start shop-gray 1"_s));
        world.service.answerShare(shareAt(grayRoute(), 0));
        QTRY_VERIFY(world.service.asked.contains(u"start shop-gray 1"_s));
    }

    void nothingIsReadWhileAShiftIsUnderWay()
    {
        World world;
        ShiftHistory history;
        history.shifts.append(heldShift());
        world.service.nextHistory = history;
        world.open();
        Q_EMIT world.page->readRequested({});
        Q_EMIT world.page->looking(true);
        QVERIFY(world.service.asked.isEmpty());
        QVERIFY(world.board().isElsewhere);
    }

    void aBalancerThatIsSilentIsToldAndTheOldShareStays()
    {
        World world;
        world.open();
        Q_EMIT world.page->looking(true);
        QTRY_VERIFY(world.board().shareReadAt.isValid());
        world.service.nextShare = failure(Error::Kind::Timeout, u"lb-01"_s, u"15 s"_s);
        Q_EMIT world.page->readRequested(u"shop-gray"_s);
        QTRY_VERIFY(world.board().shareError);
        QCOMPARE(world.board().share, std::optional(shareAt(grayRoute(), 0)));
    }

    void aRefusalIsShownOnTheCard()
    {
        World world;
        world.open();
        world.decide(decisionOf(Kind::Start));
        world.service.answerShift(failure(Error::Kind::Refused, u"production"_s, u"frozen until Monday"_s));
        QTRY_VERIFY(world.board().problem);
        QCOMPARE(world.board().problem->detail, u"frozen until Monday"_s);
    }

    void theWayBackIsTheFrozenOne()
    {
        World world;
        TrafficShift shift = brokenShift();
        ShiftHistory history;
        history.shifts.append(shift);
        world.service.nextHistory = history;
        world.routes[0].steps[1].percent = 30;
        world.open();
        world.decide(decisionOf(Kind::TakeBack, u"5xx"_s));
        QTRY_VERIFY(world.service.asked.contains(u"back shop-gray 5xx"_s));
        QCOMPARE(world.service.backBy, shift.route);
    }

    void aViewerIsToldSoAndAnUnknownEnvironmentIsProduction()
    {
        World world;
        world.workspace.roles.restricted = true;
        world.workspace.environments.clear();
        world.open();
        QVERIFY(world.board().asksForName);
        bool isTold = false;
        for (const auto *label : world.page->findChildren<QLabel *>())
            isTold = isTold || label->text().contains(u"releaser"_s);
        QVERIFY(isTold);
    }

    void aLedgerThatCannotBeReadIsTold()
    {
        World world;
        world.service.nextHistory = failure(Error::Kind::Storage, u"ledger.db"_s, u"disk full"_s);
        world.feature.emplace(FeatureContext{world.workspace, world.cache, world.ledger, world.sources, world.theme},
            world.service, world.routes);
        world.page.reset(static_cast<TrafficPage *>(world.feature->page()));
        const auto isTold = [&world] {
            for (const auto *label : world.page->findChildren<QLabel *>()) {
                if (label->text().contains(u"disk full"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(isTold());
        QVERIFY(!world.page->findChild<RouteCard *>());
    }
};

QTEST_MAIN(TrafficFeatureTest)
#include "tst_trafficfeature.moc"
