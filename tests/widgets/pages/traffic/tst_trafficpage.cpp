// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pages/traffic/boardsamples.h"
#include "widgets/pages/traffic/boardtext.h"
#include "widgets/pages/traffic/movesmodel.h"
#include "widgets/pages/traffic/routecard.h"
#include "widgets/pages/traffic/trafficactions.h"
#include "widgets/pages/traffic/trafficpage.h"
#include "widgets/parts/emptystate.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

using Kind = TrafficDecision::Kind;

QPushButton *buttonOf(const QWidget &where, const QString &text)
{
    for (auto *button : where.findChildren<QPushButton *>()) {
        if (button->text().startsWith(text) && button->isVisibleTo(&where))
            return button;
    }
    return nullptr;
}

bool shows(const QWidget &where, const QString &text)
{
    for (const auto *label : where.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&where) && label->text().contains(text))
            return true;
    }
    return false;
}

QLineEdit *fieldOf(const QWidget &where, const QString &name)
{
    for (auto *field : where.findChildren<QLineEdit *>()) {
        if (field->accessibleName() == name && field->isVisibleTo(&where))
            return field;
    }
    return nullptr;
}

LedgerEntry entryOf(const ShiftEvent &event, qint64 number)
{
    LedgerEntry entry;
    entry.number = number;
    entry.at = event.at;
    entry.actor = event.actor;
    entry.action = u"traffic."_s + nameOf(event.kind);
    entry.subject = u"shop-gray: "_s + event.server;
    entry.detail = toJson(event);
    return entry;
}

ShiftEvent ofServer(ShiftEvent::Kind kind, bool holds = true)
{
    ShiftEvent event;
    event.kind = kind;
    event.server = u"s1"_s;
    event.at = boardNow;
    event.holds = holds;
    return event;
}

} // namespace

class TrafficPageTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        explicit World(const BoardRoute &board = boardOf())
        {
            page.resize(1280, 720);
            page.setRoutes({board}, boardNow);
        }
        RouteCard &card() { return *page.findChild<RouteCard *>(); }

        Theme theme{ThemeKind::Dark};
        TrafficPage page{theme};
        QSignalSpy decided{&page, &TrafficPage::decided};
        TrafficDecision decision() const { return decided.last().first().value<TrafficDecision>(); }
    };

private Q_SLOTS:
    void itSaysThatItIsReadUntilItIs()
    {
        Theme theme(ThemeKind::Dark);
        TrafficPage page(theme);
        QVERIFY(shows(page, u"Reading"_s));
        page.setRoutes({}, boardNow);
        QVERIFY(!shows(page, u"Reading"_s));
    }

    void withoutARouteItTeachesWithAnExample()
    {
        Theme theme(ThemeKind::Dark);
        TrafficPage page(theme);
        page.setRoutes({}, boardNow);
        QVERIFY(shows(page, u"strategy: gray"_s));
        buttonOf(page, u"Copy the example"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), TrafficPage::example());
    }

    void aLedgerThatCannotBeReadIsToldAndOldRowsStay()
    {
        const Error error = failure(Error::Kind::Storage, u"ledger.db"_s, u"disk full"_s).value();
        Theme theme(ThemeKind::Dark);
        TrafficPage page(theme);
        QSignalSpy wanted(&page, &TrafficPage::readRequested);
        page.setProblem(error);
        QVERIFY(shows(page, u"disk full"_s));
        buttonOf(page, u"Read again"_s)->click();
        QCOMPARE(wanted.size(), 1);
        page.setProblem({});
        page.setRoutes({boardOf()}, boardNow);
        page.setProblem(error);
        QVERIFY(shows(page, u"this may be old"_s));
        QVERIFY(page.findChild<RouteCard *>()->isVisibleTo(&page));
    }

    void theNextActionIsSaidInWords_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("words");
        QTest::newRow("not begun") << 0 << u"A start begins: G2 gets step 1: 5 %"_s;
        QTest::newRow("held") << 1 << u"(10 min left); then G2 gets step 3: 100 %"_s;
        QTest::newRow("broken") << 2 << u"A gate broke, so there is no next step: errors at app-03: 7.3 > 2"_s;
        QTest::newRow("done") << 3 << u"G2 has everything"_s;
    }
    void theNextActionIsSaidInWords()
    {
        QFETCH(int, which);
        QFETCH(QString, words);
        BoardRoute board = which == 1 ? boardOf(heldShift()) : which == 2 ? boardOf(brokenShift()) : boardOf();
        if (which == 3)
            board.share = shareAt(grayRoute(), 100);
        QVERIFY2(nextText(board, boardNow).contains(words), qPrintable(nextText(board, boardNow)));
    }

    void stepsTellWhatIsDoneAndWhatIsNext()
    {
        const BoardRoute held = boardOf(heldShift());
        QCOMPARE(standingOf(held, 1), StepStanding::Done);
        QCOMPARE(standingOf(held, 2), StepStanding::Now);
        QCOMPARE(standingOf(held, 3), StepStanding::Next);
        const BoardRoute broken = boardOf(brokenShift());
        QCOMPARE(standingOf(broken, 2), StepStanding::Broken);
        QCOMPARE(standingOf(broken, 3), StepStanding::Later);
        QCOMPARE(standingOf(boardOf(), 1), StepStanding::Next);
    }

    void theTimeLeftGoesDownWithTheClock()
    {
        World world(boardOf(heldShift()));
        QVERIFY(shows(world.page, u"2 · 20 % now, 10 min left"_s));
        world.page.tick(boardNow.addSecs(30));
        QVERIFY(shows(world.page, u"2 · 20 % now, 9 min 30 s left"_s));
        world.page.tick(boardNow.addSecs(700));
        QVERIFY(shows(world.page, u"time is up"_s));
    }

    void productionIsStartedOnlyWithItsNameTyped()
    {
        World world;
        buttonOf(world.page, u"Start: G2 to 5 %"_s)->click();
        QVERIFY(shows(world.page, u"lb-01 (haproxy)"_s)); // what will be done, and where
        auto *confirm = buttonOf(world.page, u"Start: G2 to 5 %"_s);
        QVERIFY(!confirm->isEnabled());
        auto *name = fieldOf(world.page, u"Name of the environment"_s);
        name->setText(u"staging"_s);
        QVERIFY(!confirm->isEnabled());
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(world.decided.size(), 0);
        name->setText(u"production"_s);
        QVERIFY(confirm->isEnabled());
        confirm->click();
        QCOMPARE(world.decision(), (TrafficDecision{Kind::Start, u"shop-gray"_s, {}, {}, 1}));
    }

    void whoWantsAllStepsAtOnceSaysSo()
    {
        BoardRoute board = boardOf();
        board.asksForName = false;
        World world(board);
        buttonOf(world.page, u"Start"_s)->click();
        world.page.findChild<QCheckBox *>()->setChecked(false);
        buttonOf(world.page, u"Start"_s)->click();
        QCOMPARE(world.decision().lastStep, 0);
    }

    void aBrokenGateLeavesNoNextButStopAndTakeBack()
    {
        World world(boardOf(brokenShift()));
        QVERIFY(!buttonOf(world.page, u"Next"_s));
        QVERIFY(!buttonOf(world.page, u"Finish"_s)); // what Next is called where no step follows
        QVERIFY(!buttonOf(world.page, u"Start"_s));
        QVERIFY(buttonOf(world.page, u"Stop here"_s));
        QVERIFY(buttonOf(world.page, u"Take back"_s));
        QVERIFY(shows(world.page, u"errors @ app-03"_s));
        QTest::keyClick(&world.card(), Qt::Key_N); // not by the keyboard either
        QVERIFY(!world.page.findChild<TrafficActions *>()->isAsking());
    }

    void takingBackNeedsReasonAndName()
    {
        World world(boardOf(brokenShift()));
        QTest::keyClick(&world.card(), Qt::Key_B);
        auto *confirm = buttonOf(world.page, u"Take back"_s);
        fieldOf(world.page, u"Name of the environment"_s)->setText(u"production"_s);
        QVERIFY(!confirm->isEnabled());
        fieldOf(world.page, u"Reason"_s)->setText(u"  "_s);
        QVERIFY(!confirm->isEnabled());
        fieldOf(world.page, u"Reason"_s)->setText(u" 5xx "_s);
        confirm->click();
        QCOMPARE(world.decision(), (TrafficDecision{Kind::TakeBack, u"shop-gray"_s, u"5xx"_s, {}, 0}));
    }

    void stoppingNeedsAReasonAlone()
    {
        World world(boardOf(brokenShift()));
        buttonOf(world.page, u"Stop here"_s)->click();
        QVERIFY(!fieldOf(world.page, u"Name of the environment"_s));
        fieldOf(world.page, u"Reason"_s)->setText(u"night"_s);
        QTest::keyClick(fieldOf(world.page, u"Reason"_s), Qt::Key_Return);
        QCOMPARE(world.decision().kind, Kind::Abort);
    }

    void aQuestionIsWithdrawnWhenItWouldDoSomethingElseNow()
    {
        World world;
        buttonOf(world.page, u"Start"_s)->click();
        QVERIFY(world.page.findChild<TrafficActions *>()->isAsking());
        world.page.setRoutes({boardOf()}, boardNow); // the same
        QVERIFY(world.page.findChild<TrafficActions *>()->isAsking());
        world.page.setRoutes({boardOf(heldShift())}, boardNow);
        QVERIFY(!world.page.findChild<TrafficActions *>()->isAsking());
    }

    void whatAnotherProgramMovesCannotBePausedHere()
    {
        BoardRoute board = boardOf(heldShift());
        World ours(board);
        QTest::keyClick(&ours.card(), Qt::Key_P);
        QCOMPARE(ours.decision().kind, Kind::Pause);
        board.isElsewhere = true;
        World theirs(board);
        QVERIFY(!buttonOf(theirs.page, u"Pause"_s)->isEnabled());
        QVERIFY(shows(theirs.page, u"Another program works on it"_s));
    }

    void aServerIsDrainedAndPutBack()
    {
        BoardRoute board = boardOf();
        board.asksForName = false;
        World world(board);
        world.page.findChild<QPushButton *>(u"server/s1"_s)->click();
        QVERIFY(shows(world.page, u"s1 gets no new requests"_s));
        QTest::keyClick(world.page.findChild<TrafficActions *>(), Qt::Key_Escape);
        QVERIFY(!world.page.findChild<TrafficActions *>()->isAsking());
        board.drained = {u"s1"_s};
        world.page.setRoutes({board}, boardNow);
        QCOMPARE(world.decided.size(), 0);
        auto *back = world.page.findChildren<QPushButton *>(u"server/s1"_s).last();
        back->click();
        buttonOf(*world.page.findChild<TrafficActions *>(), u"Put back"_s)->click();
        QCOMPARE(world.decision(), (TrafficDecision{Kind::Undrain, u"shop-gray"_s, {}, u"s1"_s, 0}));
    }

    void aViewerSeesEverythingAndDecidesNothing()
    {
        World world(boardOf(brokenShift()));
        world.page.setForbidden(failure(Error::Kind::Refused, u"li"_s, u"this takes the role releaser"_s).value());
        QVERIFY(shows(world.page, u"this takes the role releaser"_s));
        QVERIFY(!buttonOf(world.page, u"Take back"_s)->isEnabled());
        QVERIFY(!world.page.findChildren<QPushButton *>(u"server/s1"_s).last()->isEnabled());
        QTest::keyClick(&world.card(), Qt::Key_B);
        QVERIFY(!world.page.findChild<TrafficActions *>()->isAsking());
    }

    void aSilentHostIsNeverGreen()
    {
        BoardRoute board = boardOf();
        QCOMPARE(poolsOf(board).first().shape(), StateShape::Ok);
        board.running[HostId(u"app-02"_s)][0].version.freshness = Freshness::Stale;
        QCOMPARE(poolsOf(board).first().shape(), StateShape::Stale);
        board.running[HostId(u"app-01"_s)][0].version.health = Health::Unhealthy;
        QCOMPARE(poolsOf(board).first().shape(), StateShape::Critical);
        QCOMPARE(poolsOf(board).last().shape(), StateShape::Unknown); // no host is known
    }

    void aBalancerThatDoesNotAnswerIsTold()
    {
        BoardRoute board = boardOf();
        board.shareError = failure(Error::Kind::Timeout, u"lb-01"_s, u"15 s"_s).value();
        World world(board);
        QVERIFY(shows(world.page, u"the balancer does not answer"_s));
    }

    void tenantsAreWhereTheShiftSays()
    {
        World world(boardOf(brokenShift()));
        QVERIFY(shows(world.page, u"on G2: demo (tier 0)"_s));
        QVERIFY(shows(world.page, u"on G0: fund (tier 1), bank (tier 9)"_s));
    }

    void wordsFromOutsideStayWords()
    {
        TrafficShift shift = brokenShift();
        shift.reason = Phrase(u"<b>%1 %2</b><img src=x>"_s);
        World world(boardOf(shift));
        QVERIFY(shows(world.page, u"<b>%1 %2</b><img src=x>"_s));
        for (const auto *label : world.page.findChildren<QLabel *>())
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
    }

    void aChangedRouteHasNoNext()
    {
        TrafficShift shift = heldShift();
        shift.state = ShiftState::Waiting;
        BoardRoute board = boardOf(shift);
        QVERIFY(mayDecide(board, Kind::Next));
        board.route.steps[1].percent = 30;
        QVERIFY(isChanged(board));
        QVERIFY(!mayDecide(board, Kind::Next));
        QVERIFY(mayDecide(board, Kind::TakeBack));
    }

    void movesComeFromTheLedgerNewestFirst()
    {
        using Event = ShiftEvent::Kind;
        ShiftScript script;
        ShiftEvent tenant = script.begun();
        const QList<LedgerEntry> entries{entryOf(tenant, 1), entryOf(script.happened(Event::Step, 1, 5), 2),
            entryOf(script.happened(Event::Shared, 1, 5), 3), LedgerEntry{.number = 4, .detail = "{\"hostile"},
            entryOf(ofServer(Event::Drain), 5), entryOf(ofServer(Event::Drained), 6)};
        const QList<TrafficMove> moves = movesOf(entries);
        QCOMPARE(moves.size(), 3); // neither intents nor what is no event
        QCOMPARE(moves.first().entry, 6);
        QCOMPARE(moves.first().route, u"shop-gray"_s);
        QCOMPARE(moveText(moves.at(1)), u"Share set"_s);
        QCOMPARE(drainedServers(entries).value(u"shop-gray"_s), QSet<QString>{u"s1"_s});
        const auto back = entries + QList{entryOf(ofServer(Event::Undrained, false), 7)};
        QVERIFY(drainedServers(back).value(u"shop-gray"_s).contains(u"s1"_s)); // it did not work
        MovesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRecords(moves);
        model.setRecords(movesOf(entries.mid(0, 3)));
        model.setRecords({});
        model.setRecords(moves);
        QCOMPARE(model.rowCount(), 3);
    }

    void aRouteIsAPlaceAndCanBeCopied()
    {
        Theme theme(ThemeKind::Dark);
        TrafficPage page(theme);
        BoardRoute second = boardOf(brokenShift());
        second.route.name = u"pay"_s;
        second.environment = {u"Staging"_s, false};
        QSignalSpy badges(&page, &Page::badgeChanged);
        page.openPlace(u"pay"_s); // before it is read
        page.setRoutes({boardOf(), second}, boardNow);
        QCOMPARE(page.place(), u"pay"_s);
        QCOMPARE(page.environment()->title, u"Staging"_s);
        QCOMPARE(badges.last().first().value<std::optional<PageBadge>>()->count, 1);
        QTest::keyClick(page.findChildren<RouteCard *>().last(), Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(u"G2: cart 2.5.0"_s));
        QVERIFY(copied.contains(u"A gate broke"_s));
    }
};

QTEST_MAIN(TrafficPageTest)
#include "tst_trafficpage.moc"
