// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alert.h"
#include "models/domain/deployrun.h"
#include "models/domain/freshness.h"
#include "models/domain/image.h"
#include "models/domain/ledger.h"

#include <QJsonDocument>
#include <QtTest>

using namespace opsdeck;
using namespace std::chrono_literals;

namespace {

const QString digestA = QStringLiteral("sha256:") + QString(64, u'a');

DeployPlan planWithTwoHosts()
{
    DeployPlan plan{.product = ProductId(QStringLiteral("shop")), .version = QStringLiteral("2.4.1")};
    for (const auto &name : {QStringLiteral("one"), QStringLiteral("two")}) {
        HostChange change;
        change.host = HostId(name);
        change.part = ModuleId(QStringLiteral("cart"));
        change.wanted = *ImageRef::parse(QStringLiteral("127.0.0.1:5000/shop/cart@") + digestA);
        change.composeAfter = "services: {}\n";
        plan.changes.append(change);
    }
    return plan;
}

} // namespace

class ValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void imageReferences_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("registry");
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("tag");
        QTest::newRow("plain") << "redis"
                               << ""
                               << "redis"
                               << "";
        QTest::newRow("tag") << "redis:7"
                             << ""
                             << "redis"
                             << "7";
        QTest::newRow("port") << "127.0.0.1:5000/shop/cart:2.4.1"
                              << "127.0.0.1:5000"
                              << "shop/cart"
                              << "2.4.1";
        QTest::newRow("port, no tag") << "localhost:5000/cart"
                                      << "localhost:5000"
                                      << "cart"
                                      << "";
        QTest::newRow("group, no registry") << "shop/cart:1"
                                            << ""
                                            << "shop/cart"
                                            << "1";
        QTest::newRow("digest") << (QStringLiteral("harbor.example/a/b/c@") + digestA) << "harbor.example"
                                << "a/b/c"
                                << "";
    }
    void imageReferences()
    {
        QFETCH(QString, text);
        const auto ref = ImageRef::parse(text);
        QVERIFY(ref.has_value());
        QTEST(ref->registry, "registry");
        QTEST(ref->repository, "repository");
        QTEST(ref->tag, "tag");
        QCOMPARE(ref->text(), text);
    }

    void refusesHostileImageReferences()
    {
        for (const char *text :
            {"", "Upper/case", "a b", "-x", "a/../b", "cart:$(id)", "cart@sha256:12", "a:b:c", "x;id", "cart:\n"})
            QVERIFY2(!ImageRef::parse(QString::fromLatin1(text)), text);
    }

    void freshness_data()
    {
        QTest::addColumn<int>("attemptAgo");
        QTest::addColumn<int>("successAgo");
        QTest::addColumn<int>("error");
        QTest::addColumn<Freshness>("expected");
        const int never = -1;
        QTest::newRow("untouched") << never << never << -1 << Freshness::Never;
        QTest::newRow("just polled") << 1 << 1 << -1 << Freshness::Live;
        QTest::newRow("two intervals old") << 61 << 61 << -1 << Freshness::Stale;
        QTest::newRow("failed after success") << 1 << 31 << int(Error::Kind::Network) << Freshness::Stale;
        QTest::newRow("failed always") << 1 << never << int(Error::Kind::Timeout) << Freshness::Unreachable;
        QTest::newRow("denied") << 1 << 31 << int(Error::Kind::Unauthorised) << Freshness::Unauthorised;
    }
    void freshness()
    {
        QFETCH(int, attemptAgo);
        QFETCH(int, successAgo);
        QFETCH(int, error);
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
        SourceRecord source;
        if (attemptAgo >= 0)
            source.lastAttempt = now.addSecs(-attemptAgo);
        if (successAgo >= 0)
            source.lastSuccess = now.addSecs(-successAgo);
        if (error >= 0)
            source.lastError = Error{static_cast<Error::Kind>(error), {}, {}, 0, {}};
        QTEST(freshnessOf(source, now), "expected");
    }

    void unknownSeverityIsNotHidden()
    {
        QCOMPARE(severityFromText(QStringLiteral("PAGE")), Severity::Critical);
        QCOMPARE(severityFromText(QStringLiteral("bananas")), Severity::Warning);
        QCOMPARE(severityFromText(QStringLiteral("info ")), Severity::Info);
    }

    void linksFromServersAreHttpOrNothing()
    {
        QCOMPARE(safeLink(QStringLiteral("https://a/b?c=d")), QStringLiteral("https://a/b?c=d"));
        for (const char *text : {"javascript:alert(1)", "file:///etc/passwd", "http://", "ssh://a", " https://a"})
            QCOMPARE(safeLink(QString::fromLatin1(text)), QString());
    }

    void aPlanSurvivesItsJson()
    {
        const DeployPlan plan = planWithTwoHosts();
        QCOMPARE(planFromJson(toJson(plan)), std::optional(plan));
        QVERIFY(!planFromJson("{\"changes\":[{}]}"));
        QVERIFY(!planFromJson("nonsense"));
    }

    void waitsOfARolloutAreNeverLongerThanAWorkspaceCanSay()
    {
        const QByteArray json = R"({"wait":9223372036854775807,"gates":[{"timeout":9223372036854775807,"hold":-5}]})";
        const Rollout rollout = rolloutFromJson(QJsonDocument::fromJson(json).object());
        const std::chrono::seconds longest = std::chrono::hours(999'999'999);
        QCOMPARE(rollout.wait, longest);
        QCOMPARE(rollout.gates.first().timeout, longest);
        QCOMPARE(rollout.gates.first().hold, 0s);
        QCOMPARE(
            qint64(std::chrono::milliseconds(rollout.wait).count()), Q_INT64_C(3'599'999'996'400'000)); // no overflow
        QCOMPARE(rolloutFromJson(toJson(rollout)), rollout);
    }

    void thePlanHashIsOfTheDeedOnly()
    {
        DeployPlan plan = planWithTwoHosts();
        const QString hash = planHash(plan);
        plan.createdBy = QStringLiteral("li");
        QCOMPARE(planHash(plan), hash);
        plan.changes.last().composeAfter += ' ';
        QVERIFY(planHash(plan) != hash);
    }

    void aRunIsFoldedFromItsEvents()
    {
        DeployRun run = startRun(RunId(QStringLiteral("r")), planWithTwoHosts(), QDateTime::currentDateTimeUtc());
        DeployEvent event{.host = HostId(QStringLiteral("one")), .part = ModuleId(QStringLiteral("cart"))};
        event.step = DeployStep::Up;
        event.stepState = StepState::Running;
        apply(run, event);
        QCOMPARE(run.lanes.first().steps[size_t(DeployStep::Up)], StepState::Running);
        QCOMPARE(run.lanes.last().steps[size_t(DeployStep::Up)], StepState::Waiting);
        markInterrupted(run);
        QCOMPARE(run.state, RunState::Interrupted);
        QCOMPARE(run.lanes.first().steps[size_t(DeployStep::Up)], StepState::Unknown);
    }

    void anEndByInterruptionLeavesNoStepRunning()
    {
        DeployRun run = startRun(RunId(QStringLiteral("r")), planWithTwoHosts(), QDateTime::currentDateTimeUtc());
        DeployEvent event{.host = HostId(QStringLiteral("one")), .part = ModuleId(QStringLiteral("cart"))};
        event.step = DeployStep::Up;
        event.stepState = StepState::Running;
        apply(run, event);
        apply(run, {.kind = DeployEvent::Kind::RunEnded, .runState = RunState::Interrupted});
        QCOMPARE(run.state, RunState::Interrupted);
        QCOMPARE(run.lanes.first().steps[size_t(DeployStep::Up)], StepState::Unknown);
    }

    void theLedgerChainShowsWhatWasAltered()
    {
        QList<LedgerEntry> entries;
        QString previous(64, u'0');
        for (int i = 1; i <= 5; ++i) {
            LedgerEntry entry{
                .number = i, .at = QDateTime::fromSecsSinceEpoch(i, Qt::UTC), .actor = QStringLiteral("li")};
            entry.previousHash = previous;
            entry.hash = chainHash(entry, previous);
            previous = entry.hash;
            entries.append(entry);
        }
        QCOMPARE(firstBrokenLink(entries), 0);
        auto altered = entries;
        altered[2].actor = QStringLiteral("wang");
        QCOMPARE(firstBrokenLink(altered), 3);
        auto cut = entries;
        cut.removeAt(1);
        QCOMPARE(firstBrokenLink(cut), 3);
    }
};

QTEST_GUILESS_MAIN(ValuesTest)
#include "tst_values.moc"
