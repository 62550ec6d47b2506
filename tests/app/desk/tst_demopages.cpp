// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desk.h"
#include "app/workspace/workspaceloader.h"
#include "models/ports/traffic.h"
#include "tests/backends/store/samples.h"
#include "tests/sim/demo/demoworld.h"
#include "tests/sim/demo/workspacewriter.h"
#include "widgets/pages/bills/billmodels.h"
#include "widgets/pages/bills/billspage.h"
#include "widgets/pages/traffic/routecard.h"
#include "widgets/pages/traffic/trafficpage.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// The pages that live on files of the workspace and on what hosts answer, as the demo opens them.
class DemoPagesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<sim::DemoWorld> m_world;
    std::unique_ptr<Session> m_session;

    const TrafficRoute &route(const QString &name) const
    {
        const auto &routes = m_session->workspace().traffic;
        return *std::find_if(
            routes.cbegin(), routes.cend(), [&name](const TrafficRoute &each) { return each.name == name; });
    }
    static BoardRoute boardOf(const TrafficPage &page, const QString &name)
    {
        for (const RouteCard *card : page.findChildren<RouteCard *>()) {
            if (card->board().route.name == name)
                return card->board();
        }
        return {};
    }
    /// Without the time that a person gives a step.
    static TrafficRoute atOnce(TrafficRoute way)
    {
        for (TrafficStep &step : way.steps)
            step.hold = std::chrono::seconds(0);
        for (RolloutGate &gate : way.gates)
            gate.hold = std::chrono::seconds(0);
        return way;
    }
    QByteArray fileOf(const TrafficRoute &way) const
    {
        return m_world->ssh().host(way.target.host.text())->file(way.target.file)->content;
    }

private Q_SLOTS:
    void init()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        m_folder = std::make_unique<QTemporaryDir>();
        m_world = std::make_unique<sim::DemoWorld>();
        QVERIFY2(m_world->start(), qPrintable(m_world->errorText()));
        QCOMPARE(sim::writeWorkspace(*m_world, m_folder->filePath(u"ws"_s)), QString());
        const LoadedWorkspace loaded = loadWorkspace(m_folder->filePath(u"ws"_s));
        QVERIFY(loaded.isUsable());
        auto session = Session::open(loaded.workspace, {m_folder->filePath(u"data"_s), m_folder->filePath(u"data"_s)});
        QVERIFY(session);
        m_session = std::move(*session);
        QTRY_COMPARE_WITH_TIMEOUT(*wait(m_session->syncOnce()), 0, 60'000); // a busy machine may miss a deadline
    }

    void cleanup()
    {
        m_session.reset();
        m_world.reset();
    }

    void bothPagesHaveRows()
    {
        Language language;
        language.use(u"en"_s);
        Desk desk(*m_session, language, DeskSettings{.language = u"en"_s});
        desk.shell().show();
        desk.openPage(u"bills"_s, u"monitor/1.9.0"_s);
        auto *bills = desk.shell().findChild<BillsPage *>();
        QVERIFY(bills);
        QTRY_COMPARE(bills->model().rowCount(), 5);
        QTRY_COMPARE(bills->place(), u"monitor/1.9.0"_s);

        desk.openPage(u"traffic"_s);
        auto *board = desk.shell().findChild<TrafficPage *>();
        QVERIFY(board);
        QTRY_COMPARE(board->findChildren<RouteCard *>().size(), 2);
        for (const QString &name : {u"shop-gray"_s, u"order-router-canary"_s}) {
            QTRY_VERIFY2(boardOf(*board, name).shareReadAt.isValid(), qPrintable(name));
            QVERIFY(!boardOf(*board, name).shareError);
            QTRY_VERIFY(!boardOf(*board, name).running.isEmpty());
        }
        QCOMPARE(boardOf(*board, u"shop-gray"_s).share->text(), u"G0 100 %, G1 0 %, G2 0 %"_s);
        QCOMPARE(boardOf(*board, u"order-router-canary"_s).share->text(), u"canary 10 %, stable 90 %"_s);
        QVERIFY(boardOf(*board, u"shop-gray"_s).environment.production);
    }

    void theCheckOfAVersionSaysWhatIsTrue()
    {
        const ProductId monitor(u"monitor"_s);
        const auto earlier = wait(m_session->bills().check(monitor, u"1.8.1"_s));
        QVERIFY(earlier);
        const auto frozen = wait(m_session->bills().check(monitor, u"1.9.0"_s));
        QVERIFY(frozen);
        int warned = 0;
        for (const BillFinding &finding : frozen->findings) {
            const bool isMoved
                = finding.part == ModuleId(u"collector"_s) && finding.subject == BillFinding::Subject::Image;
            QVERIFY2(finding.verdict != BillVerdict::Block, qPrintable(finding.reason.plain()));
            QCOMPARE(finding.verdict == BillVerdict::Warn, isMoved);
            warned += isMoved ? 1 : 0;
        }
        QCOMPARE(warned, 1);
        for (const BillFinding &finding : earlier->findings) {
            // It runs in production, so its images tell which commits they were built from.
            static const QList<BillFinding::Subject> told{
                BillFinding::Subject::Tag, BillFinding::Subject::Image, BillFinding::Subject::Commit};
            const bool isTold = told.contains(finding.subject);
            if (isTold)
                QVERIFY2(finding.verdict == BillVerdict::Pass, qPrintable(finding.reason.plain()));
        }
        const auto use = wait(m_session->bills().use(monitor, u"1.8.1"_s));
        QVERIFY(use);
        QCOMPARE(use->sites.size(), 1);
        QVERIFY(!use->hosts.value(ModuleId(u"graph"_s)).isEmpty()); // production runs it
    }

    void aStepIsReadBackFromTheBalancer_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("after");
        QTest::newRow("nginx") << u"shop-gray"_s << u"G0 95 %, G1 0 %, G2 5 %"_s;
        QTest::newRow("Envoy") << u"order-router-canary"_s << u"canary 50 %, stable 50 %"_s;
    }

    void aStepIsReadBackFromTheBalancer()
    {
        QFETCH(QString, name);
        QFETCH(QString, after);
        const TrafficRoute way = atOnce(route(name));
        const QByteArray before = fileOf(way);
        const int step = way.target.kind == BalancerKind::Nginx ? 1 : 2;
        const auto shift = wait(m_session->traffic().start(way, step));
        QVERIFY2(shift, shift ? "" : qPrintable(shift.error().said().plain()));
        QCOMPARE(shift->share.text(), after);
        QVERIFY(fileOf(way) != before);
        const auto asked = wait(m_session->traffic().shares(route(name)));
        QVERIFY(asked);
        QCOMPARE(asked->text(), after);
        const auto back = wait(m_session->traffic().takeBack(way, u"enough seen"_s));
        QVERIFY2(back, back ? "" : qPrintable(back.error().said().plain()));
        QCOMPARE(wait(m_session->traffic().shares(route(name)))->percents.value(way.to), 0);
    }

    void whatNginxDoesNotLikeIsPutBack()
    {
        const TrafficRoute way = atOnce(route(u"shop-gray"_s));
        sim::FakeHost *host = m_world->ssh().host(way.target.host.text());
        host->setFile(u"/etc/nginx/conf.d/other.conf"_s, "server {\n    listen 81;\n");
        const QByteArray before = fileOf(way);
        const auto shift = wait(m_session->traffic().start(way, 1));
        QVERIFY2(!shift || shift->state == ShiftState::Failed,
            qPrintable(u"%1: %2"_s.arg(int(shift->state)).arg(shift->reason.plain())));
        QCOMPARE(fileOf(way), before);
        host->removeFile(u"/etc/nginx/conf.d/other.conf"_s);
        QCOMPARE(wait(m_session->traffic().shares(way))->text(), u"G0 100 %, G1 0 %, G2 0 %"_s);
    }
};

QTEST_MAIN(DemoPagesTest)
#include "tst_demopages.moc"
