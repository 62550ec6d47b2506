// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/files.h"
#include "backends/store/historythinning.h"
#include "models/ports/history.h"
#include "tests/backends/store/samples.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

#include <sys/stat.h>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

constexpr int Day = 24 * 3600;

/// A poll of an Alertmanager that succeeded at that second.
SourceRecord polledAt(qint64 second, const SourceId &source = lab)
{
    return {
        .id = source, .kind = u"alertmanager"_s, .interval = 30s, .lastAttempt = at(second), .lastSuccess = at(second)};
}

Alert told(const QString &fingerprint, Severity severity = Severity::Warning, AlertState state = AlertState::Firing,
    bool acknowledged = false)
{
    Alert alert = alertOf(lab, fingerprint, u"HighErrorRate"_s);
    alert.severity = severity;
    alert.state = state;
    alert.acknowledged = acknowledged;
    return alert;
}

AlertMoment moment(qint64 second, AlertState state, Severity severity = Severity::Warning, bool acknowledged = false)
{
    return {at(second), state, severity, acknowledged, 1};
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

StoreSettings restful()
{
    return {.quickCheckAfter = 1h, .fullCheckAfter = 1h, .idleAfter = 1h};
}

QByteArray shown(const QList<AlertMoment> &moments)
{
    QStringList lines;
    for (const AlertMoment &m : moments)
        lines.append(u"%1 state %2 severity %3 %4 ×%5"_s.arg(at(0).secsTo(m.at))
                         .arg(int(m.state))
                         .arg(int(m.severity))
                         .arg(m.acknowledged ? u"ack"_s : QString())
                         .arg(m.changes));
    return lines.join(u'\n').toUtf8();
}

#define COMPARE_MOMENTS(actual, ...)                                                                                   \
    do {                                                                                                               \
        const QList<AlertMoment> is = actual;                                                                          \
        const QList<AlertMoment> wanted = QList<AlertMoment> __VA_ARGS__;                                              \
        QVERIFY2(is == wanted, shown(is).constData());                                                                 \
    } while (false)

} // namespace

class HistoryStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Stores> m_stores;

    QString folder() const { return m_dir->filePath(u"store"_s); }
    QString path(const QString &name) const { return folder() + u'/' + name; }
    History &history() { return m_stores->history(); }

    void open(const StoreSettings &settings = restful())
    {
        m_stores.reset();
        m_stores = mustOpen(folder(), settings);
    }

    void poll(qint64 second, const QList<Alert> &alerts)
    {
        QVERIFY(wait(m_stores->cache().commit(polledAt(second), batchOf("c", Snapshot<Alert>{alerts}))));
    }
    /// The source says that nothing changed.
    void poll(qint64 second) { QVERIFY(wait(m_stores->cache().commit(polledAt(second), batchOf("c")))); }

    AlertTimeline all(qint64 from = -100 * Day, qint64 to = 1000 * Day)
    {
        return *wait(history().during(at(from), at(to)));
    }
    QList<AlertMoment> momentsOf(const QString &fingerprint)
    {
        const auto timeline = *wait(history().of({{lab, fingerprint}}, at(-100 * Day), at(1000 * Day)));
        return timeline.traces.isEmpty() ? QList<AlertMoment>() : timeline.traces.first().moments;
    }
    QList<std::pair<qint64, qint64>> seen()
    {
        QList<std::pair<qint64, qint64>> spans;
        for (const ObservedSpan &span : all().observed)
            spans.append({at(0).secsTo(span.begins), at(0).secsTo(span.ends)});
        return spans;
    }

    void exec(const char *sql)
    {
        SQLite::Database db(path(u"history.db"_s).toStdString(), SQLite::OPEN_READWRITE);
        db.exec(sql);
    }

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"opsdeck.store*=false"_s); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_stores.reset(); }

    void everyChangeOfAnAlertIsKeptAndNothingElse()
    {
        poll(0, {told(u"a"_s)});
        Alert other = told(u"a"_s);
        other.value = u"97"_s;
        other.annotations = {{u"summary"_s, u"worse"_s}};
        poll(30, {other}); // what is not state, severity or acknowledgement adds nothing
        poll(60, {told(u"a"_s, Severity::Critical)});
        poll(90, {told(u"a"_s, Severity::Critical, AlertState::Firing, true)});
        poll(120, {told(u"a"_s, Severity::Critical, AlertState::Suppressed, true)});
        poll(150, {});
        poll(180);
        poll(210, {told(u"a"_s)});
        COMPARE_MOMENTS(momentsOf(u"a"_s),
            {moment(0, AlertState::Firing), moment(60, AlertState::Firing, Severity::Critical),
                moment(90, AlertState::Firing, Severity::Critical, true),
                moment(120, AlertState::Suppressed, Severity::Critical, true),
                moment(150, AlertState::Resolved, Severity::Critical), moment(210, AlertState::Firing)});
        const AlertTrace trace = all().traces.first();
        QCOMPARE(trace.name, u"HighErrorRate"_s);
        QCOMPARE(trace.labels, (Labels{{u"service"_s, u"cart"_s}}));
        QCOMPARE(trace.key, (AlertKey{lab, u"a"_s}));
    }

    void anAlertThatIsToldAsResolvedIsToldNoMore()
    {
        poll(0, {told(u"a"_s)});
        poll(30, {told(u"a"_s, Severity::Warning, AlertState::Resolved)});
        poll(60, {told(u"a"_s, Severity::Warning, AlertState::Resolved)});
        poll(90, {});
        COMPARE_MOMENTS(momentsOf(u"a"_s), {moment(0, AlertState::Firing), moment(30, AlertState::Resolved)});
    }

    void onlyWhatWasToldInATimeIsAnswered()
    {
        poll(0, {told(u"gone"_s), told(u"long"_s)});
        poll(100, {told(u"long"_s)});
        poll(200, {told(u"long"_s), told(u"brief"_s)});
        poll(300, {told(u"long"_s)});
        poll(400, {told(u"long"_s), told(u"late"_s)});
        QStringList names;
        for (const AlertTrace &trace : all(150, 350).traces)
            names.append(trace.key.fingerprint);
        QCOMPARE(names, (QStringList{u"long"_s, u"brief"_s}));
        const auto first = all(150, 350).traces.first();
        COMPARE_MOMENTS(first.moments, {moment(0, AlertState::Firing)}); // how it stood when that time began
        QVERIFY(wait(history().of({{lab, u"gone"_s}}, at(150), at(350)))->traces.isEmpty());
    }

    void onlyTheRestlessAreAskedFor()
    {
        for (int i = 0; i < 6; ++i)
            poll(i * 30, i % 2 == 0 ? QList{told(u"calm"_s), told(u"flaps"_s)} : QList{told(u"calm"_s)});
        (void)all(); // once it is written
        const auto restless = *wait(history().restless(at(-1), 4));
        QCOMPARE(restless.traces.size(), 1);
        QCOMPARE(restless.traces.first().key.fingerprint, u"flaps"_s);
        QCOMPARE(restless.traces.first().moments.size(), 6);
        QVERIFY(wait(history().restless(at(100), 4))->traces.isEmpty());
    }

    void whatIsAddedIsToldAndWhatIsNotIsNot()
    {
        QSignalSpy changed(&history(), &History::changed);
        poll(0, {told(u"a"_s)});
        QTRY_COMPARE(changed.size(), 1);
        poll(30, {told(u"a"_s)});
        poll(60);
        (void)all();
        QCOMPARE(changed.size(), 1);
    }

    void unchangedPollsWriteOnceAMinute()
    {
        poll(0, {told(u"a"_s)});
        (void)all();
        SQLite::Database db(path(u"history.db"_s).toStdString(), SQLite::OPEN_READONLY);
        const auto version = [&] { return db.execAndGet("PRAGMA data_version").getInt(); };
        const int before = version();
        for (int second = 5; second < 60; second += 5)
            poll(second);
        (void)all();
        QCOMPARE(version(), before);
        poll(61);
        (void)all();
        QVERIFY(version() != before);
    }

    void timesInWhichASourceWasSilentAreKeptAsSuch()
    {
        poll(0, {told(u"a"_s)});
        poll(30);
        poll(80); // within two intervals
        QCOMPARE(seen(), (QList<std::pair<qint64, qint64>>{{0, 80}}));
        SourceRecord failed = polledAt(110);
        failed.lastSuccess = at(80);
        failed.lastError = Error{Error::Kind::Network, u"lab"_s, {}, 0, {}};
        QVERIFY(wait(m_stores->cache().record(failed)));
        poll(400);
        poll(430);
        QCOMPARE(seen(), (QList<std::pair<qint64, qint64>>{{0, 80}, {400, 430}}));
        open(); // a restart leaves no hole where it is short
        QCOMPARE(seen(), (QList<std::pair<qint64, qint64>>{{0, 80}, {400, 430}}));
        poll(470, {told(u"a"_s)});
        open();
        poll(9000, {told(u"a"_s)});
        QCOMPARE(seen(), (QList<std::pair<qint64, qint64>>{{0, 80}, {400, 470}, {9000, 9000}}));
        QCOMPARE(momentsOf(u"a"_s).size(), 1);
    }

    void aCacheThatIsMadeAnewMakesNothingFireAgain()
    {
        poll(0, {told(u"a"_s), told(u"b"_s)});
        m_stores.reset();
        QVERIFY(QFile::remove(path(u"cache.db"_s)));
        open();
        poll(60, {told(u"a"_s)});
        COMPARE_MOMENTS(momentsOf(u"a"_s), {moment(0, AlertState::Firing)});
        COMPARE_MOMENTS(momentsOf(u"b"_s), {moment(0, AlertState::Firing), moment(60, AlertState::Resolved)});
    }

    void whatTheCacheHasAndHistoryMissedIsKeptWithTheNextPoll()
    {
        poll(0, {told(u"a"_s)});
        m_stores.reset();
        // As if the program had been killed between the two.
        exec("DELETE FROM moment; DELETE FROM alert");
        open();
        QVERIFY(momentsOf(u"a"_s).isEmpty());
        poll(60); // and the source has nothing new
        COMPARE_MOMENTS(momentsOf(u"a"_s), {moment(60, AlertState::Firing)});
    }

    void aSourceThatIsNoLongerNamedEndsWhenItWasLastSeen()
    {
        poll(0, {told(u"a"_s)});
        poll(30);
        QVERIFY(wait(m_stores->cache().keepOnly({plant})));
        COMPARE_MOMENTS(momentsOf(u"a"_s), {moment(0, AlertState::Firing), moment(30, AlertState::Resolved)});
    }

    void theFileIsPrivateAndOneOfANewerProgramIsRefusedUntouched()
    {
        poll(0, {told(u"a"_s)});
        m_stores.reset();
        struct stat info = {};
        QCOMPARE(::stat(path(u"history.db"_s).toLocal8Bit().constData(), &info), 0);
        QCOMPARE(int(info.st_mode & 0777), 0600);
        exec("PRAGMA user_version = 99");
        const QByteArray before = bytesOf(path(u"history.db"_s));
        const auto refused = openStores(folder());
        QVERIFY(!refused);
        QCOMPARE(refused.error().origin, path(u"history.db"_s));
        QVERIFY(refused.error().detail.contains(u"newer Opsdeck"_s));
        QCOMPARE(bytesOf(path(u"history.db"_s)), before);
    }

    void aDamagedFileIsSetAsideSaidAndBegunAnew()
    {
        poll(0, {told(u"a"_s)});
        m_stores.reset();
        QFile file(path(u"history.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no database at all, but longer than a header of one hundred bytes has to be, so that it is looked "
                   "at and found to be nothing");
        file.close();
        open();
        const QString aside = m_stores->care().report().historySetAside;
        QVERIFY(aside.contains(u"history-damaged-"_s) && QFile::exists(aside));
        QVERIFY(m_stores->care().report().cacheSetAside.isEmpty());
        poll(60);
        COMPARE_MOMENTS(momentsOf(u"a"_s), {moment(60, AlertState::Firing)});
    }

    void aSecondInstanceReadsAndFollows()
    {
        poll(0, {told(u"a"_s)});
        (void)all();
        const auto second = mustOpen(folder(), {.followEvery = 1ms});
        QVERIFY(second->care().report().isReadOnly());
        QSignalSpy changed(&second->history(), &History::changed);
        QCOMPARE(wait(second->history().during(at(-1), at(1000)))->traces.size(), 1);
        poll(30, {told(u"a"_s), told(u"b"_s)});
        QTRY_VERIFY(!changed.isEmpty());
        QTRY_COMPARE(wait(second->history().during(at(-1), at(1000)))->traces.size(), 2);
    }

    void whoOnlyReadsWhereNoHistoryIsYetHasAnEmptyOne()
    {
        const auto migrations = *store::migrationsIn(u":/opsdeck/sql/history"_s);
        const QTemporaryDir empty;
        const auto opened = store::openHistoryFile(empty.path(), migrations, store::Access::Read);
        QVERIFY(opened && opened->connections.reading && !opened->connections.writing);
        QVERIFY(!QFile::exists(empty.filePath(u"history.db"_s)));
    }

    void ofDaysLongPastTheWorstIsKeptWithItsCountAndHowTheyEnded()
    {
        const qint64 morning = 3 * 3600; // of at(0)'s day, UTC, is 22:13 before
        for (int i = 0; i < 5; ++i) {
            const auto severity = i == 2 ? Severity::Critical : Severity::Warning;
            poll(morning + i * 600, {told(u"a"_s, severity)});
            poll(morning + i * 600 + 300, {});
        }
        poll(35 * Day, {told(u"a"_s)});
        poll(35 * Day + 30, {});
        poll(35 * Day + 60, {told(u"a"_s)});
        open({.idleAfter = 1ms});
        AlertMoment worst = moment(morning + 1200, AlertState::Firing, Severity::Critical);
        worst.changes = 9;
        const QList<AlertMoment> thinned{worst, moment(morning + 2700, AlertState::Resolved),
            moment(35 * Day, AlertState::Firing), moment(35 * Day + 30, AlertState::Resolved),
            moment(35 * Day + 60, AlertState::Firing)};
        QTRY_COMPARE(momentsOf(u"a"_s).size(), 5);
        COMPARE_MOMENTS(momentsOf(u"a"_s), (thinned));
    }

    void whatIsOlderThanAYearGoesButNotHowAnAlertStandsNow()
    {
        poll(0, {told(u"old"_s), told(u"stands"_s)});
        poll(60, {told(u"stands"_s)});
        poll(400 * Day, {told(u"stands"_s), told(u"new"_s)});
        open({.idleAfter = 1ms});
        QTRY_VERIFY(momentsOf(u"old"_s).isEmpty());
        COMPARE_MOMENTS(momentsOf(u"stands"_s), {moment(0, AlertState::Firing)});
        QTRY_COMPARE(seen(), (QList<std::pair<qint64, qint64>>{{400 * Day, 400 * Day}}));
    }

    void aHistoryThatIsTooLargeLosesItsOldestDetailFirst()
    {
        const auto storm = [](int day) {
            QList<Alert> alerts;
            for (int i = 0; i < 400; ++i)
                alerts.append(told(u"d%1-%2"_s.arg(day).arg(i)));
            return alerts;
        };
        for (int day = 0; day < 6; ++day) {
            for (int i = 0; i < 2; ++i) {
                poll(day * Day + i * 600, storm(day));
                poll(day * Day + i * 600 + 300, {});
            }
        }
        StoreSettings small{.idleAfter = 1ms};
        small.retention.alertBytes = 350'000;
        open(small);
        QTRY_VERIFY(momentsOf(u"d0-1"_s).isEmpty());
        QTRY_COMPARE(momentsOf(u"d3-1"_s).size(), 2); // thinned before any later day went
        QCOMPARE(momentsOf(u"d5-1"_s).size(), 4);
    }
};

QTEST_GUILESS_MAIN(HistoryStoreTest)
#include "tst_historystore.moc"
