// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alertwatch.h"
#include "app/features/sourcewatch.h"
#include "app/notify/notifyservice.h"
#include "tests/app/notify/fakeoutlets.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// From rows in the cache to what people hear and see.
class NotifyServiceTest : public QObject
{
    Q_OBJECT

private:
    FakeCache *m_cache = nullptr;
    FakeLedger *m_ledger = nullptr;
    std::unique_ptr<QObject> m_owner;
    Workspace m_workspace;
    FakeMessages m_messages;
    FakeNotes m_notes;
    FakeSounds m_sounds;
    FakeCare m_care;
    std::unique_ptr<SourceWatch> m_sources;
    std::unique_ptr<AlertWatch> m_alerts;
    std::unique_ptr<NotifyService> m_service;

    void open()
    {
        m_sources = std::make_unique<SourceWatch>(*m_cache);
        m_alerts = std::make_unique<AlertWatch>(m_workspace, *m_cache, *m_ledger, *m_sources);
        const NotifyContext context{
            m_workspace, *m_alerts, *m_ledger, m_care, m_messages, m_notes, m_sounds, u"li@desk"_s};
        m_service = std::make_unique<NotifyService>(context);
        m_service->setVoice({.sounds = true});
        QTRY_VERIFY(m_alerts->hasWall());
        begin();
    }

    /// The source answers, so that what comes now is new.
    void begin()
    {
        SourceRecord &record = m_cache->m_sources.first();
        record.lastAttempt = record.lastSuccess = QDateTime::currentDateTimeUtc().addSecs(1);
        m_cache->answer(record);
    }

    void fire(const QString &name, const QString &service = u"cart"_s, Severity severity = Severity::Critical)
    {
        Alert alert{.key = {SourceId(u"am"_s), name}, .severity = severity, .name = name};
        alert.labels = {{u"alertname"_s, name}, {u"service"_s, service}};
        alert.startsAt = QDateTime::currentDateTimeUtc().addSecs(2);
        // Another list: the wall may be made of the one before at this moment.
        m_cache->m_alerts = m_cache->m_alerts + QList<Alert>{alert};
        m_cache->notify({RowKind::Alerts});
    }

private Q_SLOTS:
    void init()
    {
        m_service.reset();
        m_alerts.reset();
        m_sources.reset();
        m_owner = std::make_unique<QObject>();
        m_cache = new FakeCache;
        m_cache->setParent(m_owner.get());
        m_ledger = new FakeLedger;
        m_ledger->setParent(m_owner.get());
        m_cache->m_sources = {{.id = SourceId(u"am"_s), .kind = u"alertmanager"_s}};
        m_workspace = Workspace();
        m_workspace.notify.rules
            = {NotifyRule{.name = u"all"_s, .window = 50ms, .outlets = {u"oncall"_s, u"desktop"_s, u"sound"_s}}};
        m_workspace.notifyTargets = {NotifyTarget{}};
        m_workspace.notifyTargets.first().way.id = SourceId(u"oncall"_s);
        m_messages.m_sent.clear();
        m_messages.m_refusal.reset();
        m_messages.m_answer = {{}, 1, {}};
        m_notes.m_shown.clear();
        m_sounds.m_played.clear();
        m_care.m_report = {};
    }

    void cleanup()
    {
        m_service.reset();
        m_alerts.reset();
        m_sources.reset();
    }

    void anAlertIsHeardSeenSentAndNoted()
    {
        open();
        fire(u"DiskFull"_s);
        QTRY_COMPARE(m_messages.m_sent.size(), 1);
        QCOMPARE(m_messages.m_sent.first().first, u"oncall"_s);
        QVERIFY(m_messages.m_sent.first().second.lines.first().contains(u"DiskFull"_s));
        QTRY_COMPARE(m_notes.m_shown.size(), 1);
        QCOMPARE(m_notes.m_shown.first().severity, std::optional(Severity::Critical));
        QCOMPARE(m_sounds.m_played, QList{Severity::Critical});
        QTRY_COMPARE(m_service->report().deliveries.size(), 3);
        QCOMPARE(m_ledger->m_entries.size(), 1); // what stayed here is not in it
        const auto noted = deliveryOf(m_ledger->m_entries.first());
        QVERIFY(noted && noted->outcome == Delivery::Outcome::Done && noted->delay.has_value());
        QCOMPARE(noted->outlet, u"oncall"_s);
        QCOMPARE(m_ledger->m_entries.first().actor, u"li@desk"_s);
    }

    void aStormIsOneMessageEverywhere()
    {
        open();
        QList<Alert> storm;
        for (int i = 0; i < 2000; ++i) {
            Alert alert{.key = {SourceId(u"am"_s), QString::number(i)}, .name = u"Down"_s};
            alert.labels = {{u"alertname"_s, u"Down"_s}, {u"instance"_s, QString::number(i)}};
            alert.startsAt = QDateTime::currentDateTimeUtc().addSecs(2);
            storm.append(alert);
        }
        m_cache->m_alerts = m_cache->m_alerts + storm;
        m_cache->notify({RowKind::Alerts});
        QTRY_COMPARE(m_messages.m_sent.size(), 1);
        QCOMPARE(m_messages.m_sent.first().second.facts.fresh, 2000);
        fire(u"Down"_s); // of the same storm
        QSignalSpy walls(m_alerts.get(), &AlertWatch::wallChanged);
        QTRY_VERIFY(!walls.isEmpty());
        QTRY_COMPARE(m_service->report().deliveries.size(), 3);
        QCOMPARE(m_messages.m_sent.size(), 1);
        QCOMPARE(m_sounds.m_played.size(), 1);
    }

    void aFailureIsNotedWithItsReason()
    {
        m_messages.m_answer
            = {tl::unexpected(Error{Error::Kind::Unauthorised, u"oncall"_s, u"errcode 93000: invalid webhook url"_s}),
                4, {}};
        open();
        fire(u"DiskFull"_s);
        QTRY_COMPARE(m_ledger->m_entries.size(), 1);
        const auto noted = deliveryOf(m_ledger->m_entries.first());
        QCOMPARE(noted->outcome, Delivery::Outcome::Failed);
        QCOMPARE(noted->attempts, 4);
        QVERIFY(noted->error.contains(u"93000"_s));
    }

    void theSecondInstanceSaysNothing()
    {
        m_care.m_report.writing = StoreReport::Writing::HeldByOther;
        open();
        fire(u"DiskFull"_s);
        QSignalSpy walls(m_alerts.get(), &AlertWatch::wallChanged);
        QTRY_VERIFY(!walls.isEmpty());
        QVERIFY(!m_service->report().speaks);
        m_care.m_report.writing = StoreReport::Writing::Possible; // the first one has gone
        fire(u"Another"_s);
        begin();
        QTRY_COMPARE(m_messages.m_sent.size(), 1);
        QVERIFY(m_messages.m_sent.first().second.facts.atStart || m_messages.m_sent.first().second.facts.fresh > 0);
    }

    void aDeskThatMayNotSendStillMakesItselfHeard()
    {
        m_messages.m_refusal = Error{Error::Kind::Refused, u"li"_s, u"li has the role viewer"_s};
        open();
        fire(u"DiskFull"_s);
        QTRY_COMPARE(m_sounds.m_played.size(), 1);
        QTRY_COMPARE(m_notes.m_shown.size(), 1);
        QCOMPARE(m_messages.m_sent.size(), 0);
        QCOMPARE(m_ledger->m_entries.size(), 0);
        QVERIFY(m_service->report().whyNotOut.plain().contains(u"viewer"_s));
    }

    void soundsFollowTheViewAndTheDesk()
    {
        open();
        m_service->setView([] { return u"service:mail"_s; });
        fire(u"A"_s, u"cart"_s);
        QTRY_COMPARE(m_notes.m_shown.size(), 1);
        fire(u"B"_s, u"mail"_s, Severity::Warning);
        QTRY_COMPARE(m_notes.m_shown.size(), 2);
        QCOMPARE(m_sounds.m_played, QList{Severity::Warning});
        m_service->setVoice({.sounds = true, .warning = false, .popups = false});
        fire(u"C"_s, u"mail"_s, Severity::Warning);
        QTRY_COMPARE(m_messages.m_sent.size(), 3);
        QCOMPARE(m_sounds.m_played.size(), 1);
        QCOMPARE(m_notes.m_shown.size(), 2);
    }

    void aDeskIsQuietUntilItIsToldToSpeak()
    {
        QVERIFY(!DeskVoice().hears(Severity::Critical));
        open();
        m_service->setVoice({});
        fire(u"A"_s);
        QTRY_COMPARE(m_notes.m_shown.size(), 1);
        QCOMPARE(m_sounds.m_played.size(), 0);
    }

    void aMutedDeskIsSilentAndOthersHearAllTheSame()
    {
        open();
        m_service->muteUntil(QDateTime::currentDateTimeUtc().addSecs(3600));
        fire(u"A"_s);
        QTRY_COMPARE(m_messages.m_sent.size(), 1);
        QTRY_COMPARE(m_service->report().deliveries.size(), 3);
        QCOMPARE(m_sounds.m_played.size(), 0);
        QCOMPARE(m_notes.m_shown.size(), 0);
        QVERIFY(m_service->report().mutedUntil.isValid());
        m_service->muteUntil(QDateTime::currentDateTimeUtc().addMSecs(20)); // ends by itself
        QTRY_VERIFY(!m_service->report().mutedUntil.isValid());
        fire(u"B"_s);
        QTRY_COMPARE(m_sounds.m_played.size(), 1);
    }

    void aTestGoesOutMarkedWhateverIsMuted()
    {
        open();
        m_service->muteUntil(QDateTime::currentDateTimeUtc().addSecs(3600));
        for (const QString &outlet : {u"oncall"_s, u"desktop"_s, u"sound"_s})
            m_service->test(outlet);
        QTRY_COMPARE(m_service->report().deliveries.size(), 3);
        QVERIFY(m_messages.m_sent.first().second.facts.isTest);
        QVERIFY(m_messages.m_sent.first().second.lines.first().contains(u"li@desk"_s));
        QCOMPARE(m_notes.m_shown.size(), 1);
        QCOMPARE(m_sounds.m_played.size(), 1);
    }

    void aClickOpensTheAlert()
    {
        open();
        QSignalSpy wanted(m_service.get(), &NotifyService::openRequested);
        fire(u"A"_s);
        QTRY_COMPARE(m_notes.m_shown.size(), 1);
        QVERIFY(!m_notes.m_shown.first().place.isEmpty());
        Q_EMIT m_notes.activated(m_notes.m_shown.first().place);
        QCOMPARE(wanted.first().first().toString(), m_alerts->wall().groups.first().rows.first()->key);
    }

    void whatWasSentBeforeIsKnownAfterAStart()
    {
        const Delivery before{
            .at = QDateTime::currentDateTimeUtc().addSecs(-60), .id = u"x"_s, .rule = u"all"_s, .outlet = u"oncall"_s};
        m_ledger->append(entryOf(before, u"li@desk"_s));
        open();
        QTRY_COMPARE(m_service->report().deliveries.size(), 1);
        QCOMPARE(m_service->report().deliveries.first().id, u"x"_s);
    }
};

QTEST_GUILESS_MAIN(NotifyServiceTest)
#include "tst_notifyservice.moc"
