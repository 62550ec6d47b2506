// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertwall.h"
#include "models/domain/wallrotation.h"

#include <QtTest>

using namespace opsdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Criticals = std::optional<QList<OpenCritical>>;

/// A day of a wall as a table: what is known when, and which scene stands there then.
class WallRotationTest : public QObject
{
    Q_OBJECT

private:
    /// Alerts 60 s, topology 20 s, versions 20 s.
    static WallRules rules() { return {{60s, 20s, 20s}, 0, 600s}; }

    struct Step
    {
        std::chrono::seconds at;
        Criticals criticals; ///< nothing = no news
        int scene;
    };

    static void play(const QList<Step> &steps, const WallRules &rules = WallRotationTest::rules())
    {
        WallRotation rotation;
        for (const Step &step : steps) {
            rotation = nextRotation(rotation, step.at, step.criticals, rules);
            QVERIFY2(rotation.scene == step.scene,
                qPrintable(u"at %1 s: scene %2, not %3"_s.arg(step.at.count()).arg(rotation.scene).arg(step.scene)));
        }
    }

    static OpenCritical burning(const QString &key, std::chrono::milliseconds age = 0ms) { return {key, false, age}; }
    static OpenCritical owned(const QString &key) { return {key, true, 0ms}; }

private Q_SLOTS:
    void everySceneHasItsTime()
    {
        play({{0s, {}, 0}, {59s, {}, 0}, {60s, {}, 1}, {79s, {}, 1}, {80s, {}, 2}, {100s, {}, 0}, {160s, {}, 1}});
    }

    void theClockOfTheWallMayStandForHours()
    {
        // A machine that slept: one scene on, no race through those that were missed.
        play({{0s, {}, 0}, {7200s, {}, 1}, {7201s, {}, 1}});
    }

    void aNewCriticalBringsTheAlertsAtOnceAndHoldsThem()
    {
        play({{0s, {{}}, 0}, {61s, {}, 1}, {62s, {{burning(u"a"_s)}}, 0}, {200s, {}, 0}, {661s, {}, 0}});
    }

    void anAcknowledgementEndsTheHold()
    {
        play({{0s, {{}}, 0}, {61s, {}, 1}, {62s, {{burning(u"a"_s)}}, 0}, {300s, {{owned(u"a"_s)}}, 0}, {359s, {}, 0},
            {360s, {}, 1}});
    }

    void oneOfTwoAcknowledgedStillHolds()
    {
        play({{0s, {{}}, 0}, {62s, {{burning(u"a"_s), burning(u"b"_s)}}, 0},
            {100s, {{owned(u"a"_s), burning(u"b"_s)}}, 0}, {300s, {}, 0}, {301s, {{}}, 0}, {361s, {}, 1}});
    }

    void theHoldEndsByItself()
    {
        play({{0s, {{}}, 0}, {61s, {}, 1}, {62s, {{burning(u"a"_s)}}, 0}, {661s, {}, 0}, {662s, {}, 0}, {721s, {}, 0},
            {722s, {}, 1}});
    }

    void aCriticalThatIsKnownHoldsOnlyOnce()
    {
        play({{0s, {{burning(u"a"_s)}}, 0}, {600s, {{burning(u"a"_s)}}, 0}, {660s, {{burning(u"a"_s)}}, 1},
            {661s, {{burning(u"a"_s)}}, 1}});
    }

    void whatComesBackIsNew()
    {
        play({{0s, {{burning(u"a"_s)}}, 0}, {10s, {{}}, 0}, {70s, {}, 1}, {71s, {{burning(u"a"_s)}}, 0}});
    }

    void anAcknowledgementThatEndedMakesItNew()
    {
        play({{0s, {{owned(u"a"_s)}}, 0}, {60s, {}, 1}, {61s, {{burning(u"a"_s)}}, 0}, {400s, {}, 0}});
    }

    void whatBurnedLongBeforeTheWallWasSwitchedOnHoldsNothing()
    {
        play({{0s, {}, 0}, {1s, {{burning(u"old"_s, 601s)}}, 0}, {60s, {}, 1}});
        play({{0s, {}, 0}, {1s, {{burning(u"young"_s, 599s)}}, 0}, {60s, {}, 0}});
    }

    void beforeTheStoresAnswerNothingIsOld()
    {
        // Switched on for long, the first answer comes late: what is young holds.
        play({{0s, {}, 0}, {61s, {}, 1}, {62s, {{burning(u"young"_s, 5s)}}, 0}, {130s, {}, 0}});
    }

    void aSceneThatIsForCriticalsAloneGoesWhenTheyAreOver()
    {
        const WallRules alone{{20s, 20s, 0s}, 2, 600s};
        play({{0s, {{}}, 0}, {20s, {}, 1}, {40s, {}, 0}, {41s, {{burning(u"a"_s)}}, 2}, {50s, {{}}, 2}, {59s, {}, 2},
                 {60s, {}, 0}},
            alone);
    }

    void oneSceneStays() { play({{0s, {}, 0}, {600s, {}, 0}}, {{10s}, 0, 600s}); }

    void aResumedSceneBeginsItsTimeAnew()
    {
        WallRotation rotation;
        rotation.scene = 2;
        rotation = nextRotation(rotation, 500s, std::nullopt, rules());
        QCOMPARE(rotation.scene, 2);
        QCOMPARE(nextRotation(rotation, 519s, std::nullopt, rules()).scene, 2);
        QCOMPARE(nextRotation(rotation, 520s, std::nullopt, rules()).scene, 0);
    }

    void aSceneThatIsNoLongerThereIsTheFirst()
    {
        WallRotation rotation;
        rotation.scene = 7;
        QCOMPARE(nextRotation(rotation, 0s, std::nullopt, rules()).scene, 0);
    }

    void aNewCriticalBlinksForFiveSecondsAndNoLonger()
    {
        WallRotation rotation = nextRotation({}, 10s, Criticals(QList{burning(u"a"_s)}), rules());
        QCOMPARE(blinking(rotation, 10s), QSet<QString>{u"a"_s});
        QCOMPARE(blinking(rotation, 14'999ms), QSet<QString>{u"a"_s});
        QVERIFY(blinking(rotation, 15s).isEmpty());
        rotation = nextRotation(rotation, 12s, Criticals(QList{owned(u"a"_s)}), rules());
        QVERIFY(blinking(rotation, 12s).isEmpty());
    }

    void whatIsSilencedPendingOrMilderBringsNothing()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto row = [&](const QString &key, Severity severity, bool suppressed, bool pending) {
            AlertRow made{.key = key, .severity = severity, .suppressed = suppressed, .pending = pending};
            made.startsAt = now.addSecs(-90);
            return SharedRow(made);
        };
        AlertWall wall;
        wall.groups.append(AlertGroup{});
        wall.groups.last().rows
            = {row(u"burns"_s, Severity::Critical, false, false), row(u"silenced"_s, Severity::Critical, true, false),
                row(u"pending"_s, Severity::Critical, false, true), row(u"warning"_s, Severity::Warning, false, false)};
        QCOMPARE(openCriticals(wall, now), (QList<OpenCritical>{{u"burns"_s, false, 90s}}));
    }
};

QTEST_GUILESS_MAIN(WallRotationTest)
#include "tst_wallrotation.moc"
