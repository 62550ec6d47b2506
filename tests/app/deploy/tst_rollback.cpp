// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/deploy/rolloutworld.h"

using namespace opsdeck;
using namespace opsdeck::testing;

/// Ways back from a run.
class RollbackTest : public QObject, private RolloutWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void rollsBackWhatARunTouchedAndNothingElse()
    {
        upMakes(2, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        for (size_t i = 0; i < HostCount; ++i)
            upMakes(i, containerOf(oldDigest));
        const auto back = wait(
            makeRollback(&m_workspace, &m_pool, &m_registry, paused, u"cart loses items"_s, actor, m_stop.get_token()));
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->hosts(), (QList{nameOf(0), nameOf(1), nameOf(2)}));
        QCOMPARE(planFromJson(toJson(*back)).value(), *back);
        const DeployRun undone = run(*back);
        QCOMPARE(undone.state, RunState::Done);
        for (const FakeHost &host : m_hosts) {
            QCOMPARE(host.running.first().digest, oldDigest);
            QCOMPARE(host.files.value(composeFile), composeBefore);
        }
        const LedgerEntry intent = wait(m_stores->ledger().entries(0, 100)).value().at(1);
        QCOMPARE(intent.action, u"deploy.intent"_s);
        QVERIFY(intent.detail.contains("\"rollbackOfEntry\":1}"));
        QVERIFY(intent.detail.contains("cart loses items"));
    }

    void aHostThatWasLeftOutWithItsWriteUnknownIsOnTheWayBack()
    {
        m_hosts[0].onExec = [this](const QString &command) {
            if (command.contains(u"docker pull"_s))
                m_hosts[0].offline = Error{Error::Kind::Network, nameOf(0).text(), u"cut"_s, 0, {}};
        };
        const DeployRun cut = run(plan());
        QCOMPARE(cut.state, RunState::Interrupted);
        QCOMPARE(stateAt(cut.lanes.at(0), DeployStep::Write), StepState::Unknown);
        m_hosts[0].offline.reset();
        m_hosts[0].files.insert(composeFile, cut.plan.changes.first().composeAfter); // it had arrived
        QVERIFY(wait(m_engine->skip(cut.id, nameOf(0), u"cable"_s, actor, m_stop.get_token())).has_value());
        const auto back = wait(makeRollback(
            &m_workspace, &m_pool, &m_registry, stored(cut.id), u"start over"_s, actor, m_stop.get_token()));
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->hosts(), QList{nameOf(0)});
        QCOMPARE(back->changes.first().composeAfter, composeBefore);
    }

    void thereIsNoWayBackWithoutAReasonOrToWhatIsGone()
    {
        upMakes(0, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        const auto back = [&](const QString &reason) {
            return wait(makeRollback(&m_workspace, &m_pool, &m_registry, paused, reason, actor, m_stop.get_token()));
        };
        QCOMPARE(back(u" "_s).error().kind, Error::Kind::Usage);
        m_registry.held.remove(oldDigest);
        const auto gone = back(u"why not"_s);
        QCOMPARE(gone.error().kind, Error::Kind::Refused);
        QCOMPARE(gone.error().origin, nameOf(0).text());
        ExecResult present;
        present.exitStatus = 0;
        present.out = "[" + image.pinned(oldDigest).text().toUtf8() + "]";
        m_hosts[0].answers.insert(u"docker image inspect"_s, present);
        QVERIFY2(back(u"why not"_s).has_value(), "the host still has it");
    }

    void goesBackToWhatAnEarlierRunLeftWhateverCameAfterIt()
    {
        for (size_t i = 0; i < HostCount; ++i)
            upMakes(i, containerOf(newDigest));
        const DeployRun earlier = run(plan());
        QCOMPARE(earlier.state, RunState::Done);
        const Digest newest = Digest::parse(u"sha256:"_s + QString(64, u'd'));
        m_registry.digests.insert(u"2.4.1"_s, newest);
        m_registry.held.insert(newest);
        for (size_t i = 0; i < HostCount; ++i)
            upMakes(i, containerOf(newest));
        const DeployRun latest = run(plan());
        const auto goBack = [&](const DeployRun &to, const QString &reason) {
            return wait(makeReturn(&m_workspace, &m_pool, &m_registry, to, latest, reason, actor, m_stop.get_token()));
        };
        QCOMPARE(goBack(earlier, {}).error().kind, Error::Kind::Usage);
        QCOMPARE(goBack(latest, u"no"_s).error().kind, Error::Kind::Refused);
        for (size_t i = 0; i < HostCount; ++i)
            upMakes(i, containerOf(newDigest));
        const auto back = goBack(earlier, u"as it was"_s);
        QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().detail));
        QCOMPARE(back->undoes, latest.id);
        QCOMPARE(run(*back).state, RunState::Done);
        for (const FakeHost &host : m_hosts) {
            QCOMPARE(host.running.first().digest, newDigest);
            QCOMPARE(host.files.value(composeFile), earlier.plan.changes.first().composeAfter);
        }
        m_registry.held.remove(newDigest);
        for (FakeHost &host : m_hosts)
            host.running = {containerOf(newest)};
        QCOMPARE(goBack(earlier, u"again"_s).error().kind, Error::Kind::Refused); // nobody has that image any more
    }

    void whetherOneCanReturnIsKnownBeforeAReasonIsGiven()
    {
        const DeployRun earlier = run(plan());
        QCOMPARE(earlier.state, RunState::Done);
        DeployRun latest = earlier;
        latest.id = RunId(u"latest"_s);
        const auto may = [&](const DeployRun &to) {
            return wait(mayReturn(&m_pool, &m_registry, to, latest, m_stop.get_token()));
        };
        QVERIFY(may(earlier).has_value());
        QCOMPARE(may(latest).error().kind, Error::Kind::Refused); // nothing came after it
        DeployRun broken = earlier;
        broken.state = RunState::Failed;
        QCOMPARE(may(broken).error().kind, Error::Kind::Refused);
        latest.state = RunState::Running;
        QCOMPARE(may(earlier).error().kind, Error::Kind::Refused);
        latest.state = RunState::Done;
        m_registry.held.remove(newDigest);
        const Error gone = may(earlier).error();
        QCOMPARE(gone.kind, Error::Kind::Refused);
        for (size_t i = 0; i < HostCount; ++i)
            QVERIFY2(gone.origin.contains(nameOf(i).text()), qPrintable(gone.origin)); // all of them, not the first
        QVERIFY(gone.detail.contains(u"neither in the registry nor on this host"_s));
        ExecResult present;
        present.exitStatus = 0;
        present.out = "[" + image.pinned(newDigest).text().toUtf8() + "]";
        for (FakeHost &host : m_hosts)
            host.answers.insert(u"docker image inspect"_s, present);
        QVERIFY2(may(earlier).has_value(), "the hosts still have it");
        m_hosts[3].offline = Error{Error::Kind::Network, nameOf(3).text(), u"cut"_s, 0, {}};
        const Error unknown = may(earlier).error();
        QCOMPARE(unknown.origin, nameOf(3).text());
        QVERIFY(unknown.detail.contains(u"this host cannot be asked"_s)); // which is not the same as gone
        m_registry.held.insert(newDigest);
        QVERIFY2(may(earlier).has_value(), "then the registry's word is enough");
    }

    void aRunThatWasRolledBackIsOver()
    {
        upMakes(2, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        for (size_t i = 0; i < HostCount; ++i)
            upMakes(i, containerOf(oldDigest));
        const auto back
            = wait(makeRollback(&m_workspace, &m_pool, &m_registry, paused, u"back"_s, actor, m_stop.get_token()));
        QCOMPARE(run(*back).state, RunState::Done);
        QCOMPARE(stored(paused.id).state, RunState::Failed);
        const auto again = wait(m_engine->resume(paused.id, RolloutRunner::Work::Broken, actor, m_stop.get_token()));
        QCOMPARE(again.error().kind, Error::Kind::Refused);
    }

    void aHostThatTheRunDoesNotHaveCannotBeLeftOut()
    {
        upMakes(2, containerOf(newDigest, Health::Unhealthy));
        const DeployRun paused = run(plan());
        const auto skipped = wait(m_engine->skip(paused.id, HostId(u"app-3"_s), u"typo"_s, actor, m_stop.get_token()));
        QCOMPARE(skipped.error().kind, Error::Kind::Usage);
        QVERIFY(skipped.error().said().plain().contains(u"app-03"_s));
    }
};

QTEST_GUILESS_MAIN(RollbackTest)
#include "tst_rollback.moc"
