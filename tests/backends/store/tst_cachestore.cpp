// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/alertrows.h"
#include "backends/store/channel.h"
#include "backends/store/gitrows.h"
#include "backends/store/hostrows.h"
#include "backends/store/registryrows.h"
#include "backends/store/sourcerows.h"
#include "tests/backends/store/samples.h"

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

const HostId host(u"app-01"_s);
constexpr qint64 largest = std::numeric_limits<qint64>::max();

/// Of every kind of row: one full of values that are hard to keep, one with nothing but its key.
const QList<SyncRows> &everyKind()
{
    static const QString odd = oddText();
    static const Labels labels{{u"service"_s, u"cart"_s}, {odd, odd}, {u"empty"_s, {}}};
    static const QList<SyncRows> rows{
        Snapshot<Alert>{{{{lab, odd}, odd, Severity::Critical, odd, AlertState::Suppressed, odd, odd, u"NaN"_s, odd,
                             true, {{AlertNote::Kind::Acknowledged, odd, odd, at(1)}, {}}, labels, labels,
                             {u"s1"_s, odd}, at(1), at(2), u"https://a/"_s},
            alertOf(lab, u"bare"_s)}},
        Snapshot<Silence>{{{lab, odd, {{u"a"_s, odd, true, false}, {u"b"_s, u""_s, false, true}}, u"active"_s, odd, odd,
                               at(1), at(2)},
            {.source = lab, .id = u"bare"_s}}},
        Snapshot<AlertRule>{{{lab, odd, odd, u"rate(x[5m]) > 1"_s, u"err"_s, odd, labels, false},
            {.source = lab, .group = u"g"_s, .name = u"n"_s}}},
        Upsert<Project>{{{lab, largest, u"shop/cart"_s, odd, u"main"_s, u"https://g/shop/cart"_s, at(3)},
            {.source = lab, .id = -1}}},
        Snapshot<Branch>{{{lab, 7, odd, u"c0ffee"_s, at(4), true, true}, {.source = lab, .project = 7}}, 7},
        Snapshot<Tag>{{{lab, 7, odd, u"c0ffee"_s, odd, at(4)}, {.source = lab, .project = 7}}, 7},
        Upsert<Release>{{{lab, 7, odd, odd, u"c0ffee"_s, at(4)}, {.source = lab, .project = 8}}},
        Upsert<Pipeline>{{{lab, 7, largest, odd, u"c0ffee"_s, u"canceling"_s, u"push"_s, u"https://g"_s, at(1), at(2),
                              {{largest, odd, odd, u"success"_s, 12.345678901234567, 0.1}, {}}},
            {.source = lab, .project = 7, .id = 1}}},
        Upsert<MergeRequest>{
            {{lab, 7, 12, odd, u"locked"_s, odd, u"f"_s, u"main"_s, u"c0"_s, u"https://g"_s, at(1), at(2), at(3)},
                {.source = lab, .project = 7, .iid = 13}}},
        Snapshot<GitEnvironment>{{{lab, 7, 1, odd, u"available"_s, u"https://e"_s}, {.source = lab, .project = 7}}, 7},
        Upsert<GitDeployment>{{{lab, 7, 1, u"production"_s, odd, u"c0"_s, u"blocked"_s, odd, at(1), at(2)},
            {.source = lab, .project = 7, .id = 2}}},
        Snapshot<RegistryProject>{{{lab, 1, odd, 3}, {.source = lab, .id = 2}}},
        Snapshot<RegistryRepository>{{{lab, odd, 3, at(1)}, {.source = lab}}},
        Upsert<Artifact>{{{lab, u"shop/cart"_s, digest('a'), {u"1.0"_s, odd}, largest, at(1),
                              {u"Success"_s, u"Critical"_s, 1, 2, 3, 4}},
            {.source = lab, .repository = u"shop/cart"_s, .digest = digest('b')}}},
        Snapshot<Container>{{{host, u"c1"_s, odd, odd, u"sha256:1"_s, digest('c'), u"running"_s, Health::Unhealthy,
                                 u"cart"_s, u"web"_s, labels, at(1)},
            {.host = host, .id = u"bare"_s}}},
        Snapshot<HostImage>{
            {{host, u"i1"_s, {odd}, {digest('d'), digest('e')}, largest, at(1)}, {.host = host, .id = u"bare"_s}}},
        Snapshot<EngineInfo>{{{host, u"20.10"_s, u"1.41"_s, odd, 8, largest, 42}, {.host = HostId(u"app-02"_s)}}},
        Snapshot<Release>{{{lab, 7, odd, odd, u"c0ffee"_s, at(4)}, {.source = lab, .project = 8}}, 7},
        Snapshot<Artifact>{{{lab, u"shop/cart"_s, digest('a'), {u"1.0"_s, odd}, largest, at(1),
                                {u"Success"_s, u"Critical"_s, 1, 2, 3, 4}},
                               {.source = lab, .repository = u"shop/cart"_s, .digest = digest('b')}},
            0, u"shop/cart"_s},
        Snapshot<Annotation>{{{lab, largest, odd, {u"deploy"_s, odd}, odd, at(1), at(2)}, {.source = lab, .id = 1}}},
    };
    return rows;
}

template <typename List> auto storedRows(const QString &folder, const List &)
{
    using T = typename decltype(List::rows)::value_type;
    store::Database db(folder + u"/cache.db"_s, store::Database::Mode::Read, store::Database::Durability::Normal);
    return store::readAll<T>(db, store::select<T>("ORDER BY rowid"));
}

QStringList fingerprints(const QList<Alert> &alerts)
{
    QStringList all;
    for (const Alert &alert : alerts)
        all.append(alert.key.fingerprint);
    return all;
}

QStringList names(const QList<Tag> &tags)
{
    QStringList all;
    for (const Tag &tag : tags)
        all.append(tag.name);
    all.sort();
    return all;
}

} // namespace

class CacheStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Stores> m_stores;
    QList<ChangeNotice> m_notices;
    QList<SourceRecord> m_polled;
    int m_commits = 0;

    QString folder() const { return m_dir->filePath(u"store"_s); }
    Cache &cache() { return m_stores->cache(); }

    void commit(const SourceId &source, SyncBatch batch)
    {
        const auto done = wait(cache().commit(recordOf(source), std::move(batch)));
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        ++m_commits;
    }

    /// Commits and answers what was said to have changed.
    QSet<RowKind> changesOf(const SourceId &source, SyncBatch batch)
    {
        // What changed is announced before the freshness is.
        const auto allTold = [this] { return m_polled.size() == m_commits; };
        bool told = QTest::qWaitFor(allTold);
        m_notices.clear();
        commit(source, std::move(batch));
        told = QTest::qWaitFor(allTold) && told;
        return told && m_notices.size() == 1 ? m_notices.first().kinds : QSet<RowKind>();
    }

    std::unique_ptr<store::Channel> openChannel() const
    {
        auto opened
            = store::openCacheFile(folder(), *store::migrationsIn(u":/opsdeck/sql/cache"_s), store::Access::Write);
        return std::make_unique<store::Channel>(
            u"test"_s, std::move(opened->connections), [](bool) { return failure(Error::Kind::Storage, u"test"_s); });
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_stores = mustOpen(folder());
        m_notices.clear();
        m_polled.clear();
        m_commits = 0;
        connect(&cache(), &Cache::polled, this, [this](const SourceRecord &record) { m_polled.append(record); });
        connect(&cache(), &Cache::changed, this, [this](const ChangeNotice &notice) {
            QCOMPARE(QThread::currentThread(), thread());
            m_notices.append(notice);
        });
    }
    void cleanup() { m_stores.reset(); }

    void everyRowComesBackAsItWasWritten_data()
    {
        QTest::addColumn<int>("index");
        QCOMPARE(size_t(everyKind().size()), std::variant_size_v<SyncRows>);
        for (int i = 0; i < everyKind().size(); ++i) {
            QCOMPARE(everyKind().at(i).index(), size_t(i));
            QTest::addRow("alternative %d", i) << i;
        }
    }
    void everyRowComesBackAsItWasWritten()
    {
        QFETCH(int, index);
        const SyncRows rows = everyKind().at(index);
        commit(lab, {.rows = {rows}});
        std::visit(
            [&](const auto &list) {
                const auto stored = storedRows(folder(), list);
                QCOMPARE(stored.size(), 2);
                QCOMPARE(stored, list.rows);
            },
            rows);
    }

    void everyVerbReadsItsRows()
    {
        commit(lab, {.rows = everyKind()});
        const auto rowsOf = [](size_t index, const auto &list) {
            return std::get<std::decay_t<decltype(list)>>(everyKind().at(qsizetype(index))).rows;
        };
        QCOMPARE(wait(cache().silences())->size(), 2);
        QCOMPARE(wait(cache().rules())->size(), 2);
        QCOMPARE(*wait(cache().annotations()), rowsOf(19, Snapshot<Annotation>()));
        QCOMPARE(wait(cache().projects())->size(), 2);
        QCOMPARE(*wait(cache().pipelines(lab, 7, 50)), rowsOf(7, Upsert<Pipeline>()));
        QCOMPARE(wait(cache().tags(lab, 7))->size(), 2);
        QCOMPARE(wait(cache().releases(lab, 7))->size(), 1);
        QCOMPARE(*wait(cache().mergeRequests(lab, 7, 1)), rowsOf(8, Upsert<MergeRequest>()).mid(0, 1));
        QCOMPARE(wait(cache().deployments(lab, 7, 1))->first().id, 2);
        QCOMPARE(*wait(cache().artifacts()), rowsOf(13, Upsert<Artifact>()));
        QCOMPARE(wait(cache().containers())->size(), 2);
        QCOMPARE(*wait(cache().engines()), rowsOf(16, Snapshot<EngineInfo>()));
    }

    void aRepeatChangesNothingAndSaysSo()
    {
        commit(lab, {.rows = everyKind()});
        QCOMPARE(changesOf(lab, {.rows = everyKind()}), QSet<RowKind>());
        QVERIFY(m_notices.isEmpty());
        QCOMPARE(m_polled.last(), *wait(cache().sources()).value_or(QList<SourceRecord>()).cbegin());
    }

    void aNoticeNamesWhatChanged()
    {
        commit(lab, {.rows = everyKind()});
        auto rows = everyKind();
        std::get<Snapshot<Alert>>(rows[0]).rows[0].value = u"2"_s;
        std::get<Snapshot<EngineInfo>>(rows[16]).rows[1].containers++;
        QCOMPARE(changesOf(lab, {.rows = rows}), (QSet<RowKind>{RowKind::Alerts, RowKind::Hosts}));
        QCOMPARE(m_notices.first().source, lab);
    }

    void aRowThatIsGoneIsAChange()
    {
        commit(lab, batchOf({}, Snapshot<Alert>{{alertOf(lab, u"a"_s)}}));
        QVERIFY(changesOf(lab, batchOf({}, Snapshot<Alert>{})).contains(RowKind::Alerts));
    }

    void aSnapshotRemovesWhatItDoesNotHave()
    {
        commit(lab, batchOf({}, Snapshot<Alert>{{alertOf(lab, u"a"_s), alertOf(lab, u"b"_s)}}));
        commit(plant, batchOf({}, Snapshot<Alert>{{alertOf(plant, u"a"_s), alertOf(plant, u"c"_s)}}));
        commit(lab, batchOf({}, Snapshot<Alert>{{alertOf(lab, u"b"_s), alertOf(lab, u"d"_s)}}));
        QCOMPARE(fingerprints(*wait(cache().alerts())), (QStringList{u"b"_s, u"d"_s, u"a"_s, u"c"_s}));
    }

    void aSnapshotOfAProjectLeavesTheOthers()
    {
        const auto tag
            = [](qint64 project, const QString &name) { return Tag{.source = lab, .project = project, .name = name}; };
        commit(
            lab, batchOf({}, Snapshot<Tag>{{tag(1, u"a"_s), tag(1, u"b"_s)}, 1}, Snapshot<Tag>{{tag(2, u"a"_s)}, 2}));
        commit(lab, batchOf({}, Snapshot<Tag>{{tag(1, u"c"_s)}, 1}));
        QCOMPARE(names(*wait(cache().tags(lab, 1))), QStringList{u"c"_s});
        QCOMPARE(names(*wait(cache().tags(lab, 2))), QStringList{u"a"_s});
        commit(lab, batchOf({}, Snapshot<Tag>{{}, 2}));
        QCOMPARE(names(*wait(cache().tags(lab, 1))), QStringList{u"c"_s});
        QVERIFY(wait(cache().tags(lab, 2))->isEmpty());
    }

    void anUpsertLeavesTheRest()
    {
        commit(lab,
            batchOf({},
                Upsert<Project>{{{.source = lab, .id = 1, .path = u"a"_s}, {.source = lab, .id = 2, .path = u"b"_s}}}));
        commit(lab, batchOf({}, Upsert<Project>{{{.source = lab, .id = 2, .path = u"c"_s}}}));
        const auto projects = *wait(cache().projects());
        QCOMPARE(projects.size(), 2);
        QCOMPARE(projects.at(0).path, u"a"_s);
        QCOMPARE(projects.at(1).path, u"c"_s);
    }

    void rulesOfOneNameInOneGroupStandSideBySide()
    {
        const AlertRule warning{.source = lab, .group = u"g"_s, .name = u"Slow"_s, .query = u"x > 1"_s};
        AlertRule critical = warning;
        critical.query = u"x > 9"_s;
        commit(lab, batchOf({}, Snapshot<AlertRule>{{warning, critical}}));
        QCOMPARE(*wait(cache().rules()), (QList<AlertRule>{warning, critical}));
    }

    void alertsComeBackAsTheyWereToldAndAreReadAgainOnlyOnceOthersAreThere()
    {
        const auto snapshot = std::get<Snapshot<Alert>>(everyKind().first());
        commit(lab, batchOf({}, snapshot));
        const auto first = wait(cache().alerts()).value();
        QCOMPARE(first.size(), 2);
        for (const Alert &alert : first)
            QVERIFY(snapshot.rows.contains(alert));
        commit(plant, batchOf({}, Snapshot<Silence>{{{.source = plant, .id = u"s"_s}}}));
        QCOMPARE(wait(cache().alerts()).value().constData(), first.constData()); // the very same rows
        commit(lab, batchOf({}, Snapshot<Alert>{{alertOf(lab, u"other"_s)}}));
        QCOMPARE(fingerprints(wait(cache().alerts()).value()), QStringList{u"other"_s});
        QVERIFY(wait(cache().keepOnly({plant})));
        QCOMPARE(wait(cache().alerts()).value(), QList<Alert>());
    }

    void onlyAlertsThatDifferAreWritten()
    {
        const auto told = [](const QString &summary) {
            Alert other = alertOf(lab, u"b"_s);
            other.summary = summary;
            return Snapshot<Alert>{{other, alertOf(lab, u"a"_s), alertOf(lab, u"c"_s)}};
        };
        commit(lab, batchOf({}, told(u"1"_s)));
        store::Database db(
            folder() + u"/cache.db"_s, store::Database::Mode::Write, store::Database::Durability::Normal);
        db.run("UPDATE alert SET summary = 'untouched'");
        QCOMPARE(changesOf(lab, batchOf({}, told(u"1"_s))), QSet<RowKind>());
        QCOMPARE(changesOf(lab, batchOf({}, told(u"2"_s))), QSet{RowKind::Alerts});
        QStringList inFile;
        for (const Alert &alert : storedRows(folder(), Snapshot<Alert>()))
            inFile.append(alert.key.fingerprint + u' ' + alert.summary);
        inFile.sort();
        QCOMPARE(inFile, (QStringList{u"a untouched"_s, u"b 2"_s, u"c untouched"_s}));
    }

    void alertsOfACommitThatFailedAreNeitherShownNorTakenForStored()
    {
        commit(lab, batchOf({}, Snapshot<Alert>{{alertOf(lab, u"old"_s)}}));
        QCOMPARE(fingerprints(*wait(cache().alerts())), QStringList{u"old"_s});
        store::Database db(
            folder() + u"/cache.db"_s, store::Database::Mode::Write, store::Database::Durability::Normal);
        db.run("ALTER TABLE silence RENAME TO hidden");
        const Snapshot<Alert> next{{alertOf(lab, u"new"_s)}};
        QVERIFY(!wait(cache().commit(recordOf(lab), batchOf({}, next, Snapshot<Silence>{{{.id = u"s"_s}}}))));
        QCOMPARE(fingerprints(*wait(cache().alerts())), QStringList{u"old"_s});
        db.run("ALTER TABLE hidden RENAME TO silence");
        commit(lab, batchOf({}, next));
        QCOMPARE(fingerprints(*wait(cache().alerts())), QStringList{u"new"_s});
        QCOMPARE(fingerprints(storedRows(folder(), next)), QStringList{u"new"_s});
    }

    void anAlertToldTwiceStandsThereOnceAsToldLast()
    {
        const QList<Alert> twice{alertOf(lab, u"a"_s, u"first"_s), alertOf(lab, u"a"_s, u"last"_s)};
        commit(lab, batchOf({}, Snapshot<Alert>{twice}));
        const auto shown = *wait(cache().alerts());
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.first().name, u"last"_s);
        QCOMPARE(storedRows(folder(), Snapshot<Alert>()).value(0).name, u"last"_s);
    }

    void resolvedAlertsAreKeptBack()
    {
        Alert over = alertOf(lab, u"over"_s);
        over.state = AlertState::Resolved;
        commit(lab, batchOf({}, Snapshot<Alert>{{over, alertOf(lab, u"on"_s)}}));
        QCOMPARE(fingerprints(*wait(cache().alerts())), QStringList{u"on"_s});
    }

    void rowsBelongToWhoCommittedThem()
    {
        commit(lab, batchOf({}, Snapshot<Alert>{{alertOf(plant, u"a"_s)}}));
        QCOMPARE(wait(cache().alerts())->first().key.source, lab);
    }

    void theCursorComesBackAsItWasGiven()
    {
        QCOMPARE(*wait(cache().cursor(lab)), QByteArray());
        const QByteArray bytes("{\"page\":2}\0\xff", 12);
        commit(lab, batchOf(bytes));
        QCOMPARE(*wait(cache().cursor(lab)), bytes);
        commit(lab, batchOf({}));
        QCOMPARE(*wait(cache().cursor(lab)), QByteArray());
    }

    void freshnessIsKeptWithoutTouchingRowsAndCursor()
    {
        commit(lab, batchOf("here", Snapshot<Alert>{{alertOf(lab, u"a"_s)}}));
        SourceRecord failed = recordOf(lab);
        failed.identity = {u"GitLab"_s, u"15.8"_s};
        failed.interval = 15s;
        failed.latency = 12ms;
        failed.skew = -3s;
        failed.lastAttempt = at(9);
        failed.lastError = Error{Error::Kind::RateLimited, oddText(), oddText(), 429, 30s};
        QVERIFY(wait(cache().record(failed)));
        QCOMPARE(*wait(cache().sources()), QList<SourceRecord>{failed});
        QCOMPARE(*wait(cache().cursor(lab)), QByteArray("here"));
        QCOMPARE(wait(cache().alerts())->size(), 1);
        QTRY_COMPARE(m_polled.size(), 2);
        QCOMPARE(m_polled.last(), failed);
        QCOMPARE(m_notices.size(), 1);

        commit(lab, batchOf("there"));
        QVERIFY(!wait(cache().sources())->first().lastError);
    }

    void aSourceThatIsNoLongerNamedIsForgotten()
    {
        commit(lab, {.rows = everyKind(), .cursor = "x"});
        commit(plant, batchOf({}, Snapshot<Alert>{{alertOf(plant, u"p"_s)}}));
        QTRY_COMPARE(m_notices.size(), 2);
        m_notices.clear();
        QVERIFY(wait(cache().keepOnly({plant})));
        QCOMPARE(fingerprints(*wait(cache().alerts())), QStringList{u"p"_s});
        QVERIFY(wait(cache().artifacts())->isEmpty());
        QCOMPARE(wait(cache().sources())->size(), 1);
        QCOMPARE(*wait(cache().cursor(lab)), QByteArray());
        QTRY_COMPARE(m_notices.size(), 1);
        QCOMPARE(m_notices.first().kinds,
            (QSet<RowKind>{RowKind::Sources, RowKind::Alerts, RowKind::Silences, RowKind::Rules, RowKind::Annotations,
                RowKind::Git, RowKind::Registry, RowKind::Hosts}));

        QVERIFY(wait(cache().keepOnly({plant})));
        QCoreApplication::processEvents();
        QCOMPARE(m_notices.size(), 1);
    }

    void aSnapshotOfARepositoryLeavesTheOthers()
    {
        const auto artifact = [](const QString &repository, char digit) {
            return Artifact{.source = lab, .repository = repository, .digest = digest(digit)};
        };
        commit(lab,
            batchOf({}, Snapshot<Artifact>{{artifact(u"a"_s, 'a'), artifact(u"a"_s, 'b')}, 0, u"a"_s},
                Snapshot<Artifact>{{artifact(u"b"_s, 'a')}, 0, u"b"_s}));
        QVERIFY(changesOf(lab, batchOf({}, Snapshot<Artifact>{{artifact(u"a"_s, 'b')}, 0, u"a"_s}))
                    .contains(RowKind::Registry));
        const auto left = *wait(cache().artifacts());
        QCOMPARE(left, (QList<Artifact>{artifact(u"a"_s, 'b'), artifact(u"b"_s, 'a')}));
    }

    void theArtifactsThatRunAreThoseThatAContainerWasMadeOf()
    {
        const Artifact running{.source = lab, .repository = u"a"_s, .digest = digest('a'), .tags = {u"1.0"_s}};
        const Upsert<Artifact> artifacts{{running, {.source = lab, .repository = u"a"_s, .digest = digest('b')}}};
        commit(lab, batchOf({}, artifacts));
        QVERIFY(wait(cache().runningArtifacts())->isEmpty());
        const Container container{.host = host, .id = u"c1"_s, .digest = digest('a')};
        commit(lab, batchOf({}, Snapshot<Container>{{container, {.host = host, .id = u"bare"_s}}}));
        QCOMPARE(*wait(cache().runningArtifacts()), QList<Artifact>{running});
    }

    void artifactsGoWithTheirRepository()
    {
        const Upsert<Artifact> artifacts{{{.repository = u"a"_s, .digest = digest('a')}, {.repository = u"b"_s}}};
        const RegistryRepository a{.name = u"a"_s}, b{.name = u"b"_s};
        commit(lab, batchOf({}, Snapshot<RegistryRepository>{{a, b}}, artifacts));
        commit(lab, batchOf({}, Snapshot<RegistryRepository>{{b}}));
        const auto left = *wait(cache().artifacts());
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().repository, u"b"_s);
    }

    void aReleaseThatWasDeletedGoes()
    {
        const Release one{.source = lab, .project = 1, .tag = u"1"_s}, two{.source = lab, .project = 1, .tag = u"2"_s};
        commit(lab, batchOf({}, Snapshot<Release>{{one, two}, 1}));
        commit(lab, batchOf({}, Snapshot<Release>{{two}, 1}));
        QCOMPARE(*wait(cache().releases(lab, 1)), QList<Release>{two});
    }

    void aReadSeesEveryWriteThatWasAnsweredBeforeIt()
    {
        for (int i = 1; i <= 50; ++i) {
            QVERIFY(wait(cache().commit(recordOf(lab), batchOf(QByteArray::number(i)))));
            QCOMPARE(*wait(cache().cursor(lab)), QByteArray::number(i));
        }
    }

    void whatWasAcceptedIsFinishedBeforeTheStoresAreGone()
    {
        QList<QFuture<Result<void>>> writes;
        for (int i = 1; i <= 50; ++i)
            writes.append(cache().commit(recordOf(lab), batchOf(QByteArray::number(i))));
        const auto read = cache().cursor(lab);
        m_stores.reset();
        for (const auto &write : writes)
            QVERIFY(write.isFinished() && write.result());
        QVERIFY(read.isFinished() && read.result());
        m_stores = mustOpen(folder());
        QCOMPARE(*wait(cache().cursor(lab)), QByteArray("50"));
    }

    void aLongReadDelaysNoWriteAndALongWriteNoRead()
    {
        m_stores.reset();
        const auto channel = openChannel();
        QSemaphore gate;
        const auto longRead = channel->read<int>([&gate](store::Database &) {
            gate.acquire();
            return 1;
        });
        QCOMPARE(*wait(channel->write<int>([](store::Database &) { return 2; })), 2);
        QVERIFY(!longRead.isFinished());
        gate.release();
        QCOMPARE(*wait(longRead), 1);

        const auto longWrite = channel->write<int>([&gate](store::Database &db) {
            putSource(db, recordOf(lab));
            gate.acquire();
            return 3;
        });
        QVERIFY(wait(channel->read<QList<SourceRecord>>(store::sources))->isEmpty());
        QVERIFY(!longWrite.isFinished());
        gate.release();
        QCOMPARE(wait(channel->readAfterWrites<QList<SourceRecord>>(store::sources))->size(), 1);
        QVERIFY(longWrite.isFinished());
    }

    void aReadSeesOneMomentHoweverManyStatementsItTakes()
    {
        m_stores.reset();
        const auto channel = openChannel();
        QSemaphore begun, gate;
        const auto counts = channel->read<QPair<qsizetype, qsizetype>>([&](store::Database &db) {
            const qsizetype before = store::sources(db).size();
            begun.release();
            gate.acquire();
            return qMakePair(before, store::sources(db).size());
        });
        begun.acquire();
        QVERIFY(wait(channel->write<void>([](store::Database &db) { putSource(db, recordOf(lab)); })));
        gate.release();
        QCOMPARE(*wait(counts), qMakePair(qsizetype(0), qsizetype(0)));
    }

    void writesThatWaitShareATransactionAndOneThatFailsTakesNoOtherWithIt()
    {
        m_stores.reset();
        const auto channel = openChannel();
        QSemaphore gate;
        QStringList told;
        const auto first = channel->write<void>([&gate](store::Database &) { gate.acquire(); });
        QList<QFuture<Result<void>>> writes;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s}) {
            writes.append(channel->write<void>([&, name](store::Database &db) -> Result<void> {
                putSource(db, recordOf(SourceId(name)));
                channel->onCommitted([&told, name] { told.append(name); });
                if (name == u"b"_s)
                    return failure(Error::Kind::Refused, name);
                return {};
            }));
        }
        store::Database other(
            folder() + u"/cache.db"_s, store::Database::Mode::Read, store::Database::Durability::Full);
        const auto version = [&other] { return other.handle().execAndGet("PRAGMA data_version").getInt(); };
        const int before = version();
        gate.release();
        QVERIFY(wait(writes.at(0)));
        QCOMPARE(wait(writes.at(1)).error().kind, Error::Kind::Refused);
        QVERIFY(wait(writes.at(2)));
        QVERIFY(version() != before);
        QCOMPARE(told, (QStringList{u"a"_s, u"c"_s}));
        QCOMPARE(wait(channel->read<QList<SourceRecord>>(store::sources))->size(), 2);
    }

    void aSecondInstanceReadsAndFollowsTheFirstAndKnowsWhoThatIs()
    {
        QVERIFY(wait(cache().commit(recordOf(lab), batchOf("1"))));
        auto second = openStores(folder(), {.followEvery = 5ms});
        QVERIFY(second);
        Cache &theirs = (*second)->cache();
        const StoreReport report = (*second)->care().report();
        QCOMPARE(report.writing, StoreReport::Writing::HeldByOther);
        QVERIFY(report.isReadOnly());
        QCOMPARE(report.holder->pid, QCoreApplication::applicationPid());
        QCOMPARE(report.holder->machine, QSysInfo::machineHostName());
        QVERIFY(!report.holder->user.isEmpty() && report.holder->since.isValid());

        QCOMPARE(*wait(theirs.cursor(lab)), QByteArray("1"));
        const auto refused = wait(theirs.commit(recordOf(plant), batchOf("x")));
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(
            refused.error().detail.contains(QString::number(report.holder->pid)), qPrintable(refused.error().detail));
        QCOMPARE(wait((*second)->ledger().append({.at = at(0)})).error().kind, Error::Kind::Refused);

        QSignalSpy told(&theirs, &Cache::changed);
        QVERIFY(wait(cache().commit(recordOf(lab), batchOf("2"))));
        QTRY_VERIFY(!told.isEmpty());
        QCOMPARE(*wait(theirs.cursor(lab)), QByteArray("2"));

        second->reset();
        QCOMPARE(m_stores->care().report().writing, StoreReport::Writing::Possible);
        m_stores = mustOpen(m_dir->filePath(u"elsewhere"_s));
        QCOMPARE(mustOpen(folder())->care().report().writing, StoreReport::Writing::Possible);
    }
};

QTEST_GUILESS_MAIN(CacheStoreTest)
#include "tst_cachestore.moc"
