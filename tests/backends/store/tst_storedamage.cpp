// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/files.h"
#include "tests/backends/store/samples.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

using namespace opsdeck;
using namespace opsdeck::testing;

namespace {

constexpr int PageSize = 4096;

bool isTorture()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// The largest size of a file that this process may write, as a disk that is full.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limited{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before{};
};

/// A user whom a folder's mode stops: root is not stopped by any.
class OrdinaryUser
{
public:
    OrdinaryUser()
    {
        if (m_isRoot && ::seteuid(nobody) != 0)
            qFatal("seteuid");
    }
    ~OrdinaryUser()
    {
        if (m_isRoot && ::seteuid(0) != 0)
            qFatal("seteuid");
    }
    OrdinaryUser(const OrdinaryUser &) = delete;
    OrdinaryUser &operator=(const OrdinaryUser &) = delete;

    static void give(const QString &path)
    {
        if (::geteuid() == 0)
            QCOMPARE(::chown(path.toLocal8Bit().constData(), nobody, nobody), 0);
    }

private:
    static constexpr uid_t nobody = 65534;
    const bool m_isRoot = ::geteuid() == 0;
};

Snapshot<Alert> largeAlerts()
{
    Snapshot<Alert> alerts;
    for (int i = 0; i < 2000; ++i)
        alerts.rows.append(alertOf(lab, QString::number(i), QString(500, u'x')));
    return alerts;
}

/// One of the ways in which a file breaks.
QByteArray broken(QByteArray bytes, int way)
{
    auto *random = QRandomGenerator::global();
    const int pages = int(bytes.size()) / PageSize;
    switch (way % 4) {
    case 0: { // one bit
        const int at = random->bounded(way % 8 == 0 ? PageSize : int(bytes.size()));
        bytes[at] = char(bytes.at(at) ^ (1 << random->bounded(8)));
        return bytes;
    }
    case 1:
        return bytes.left(random->bounded(int(bytes.size())));
    case 2: // whole pages of nothing
        return bytes.replace(random->bounded(pages) * PageSize, PageSize, QByteArray(PageSize, '\0'));
    default: { // a page in the place of another
        const int from = random->bounded(pages), to = random->bounded(pages);
        return bytes.replace(to * PageSize, PageSize, bytes.mid(from * PageSize, PageSize));
    }
    }
}

} // namespace

class StoreDamageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString folder() const { return m_dir->filePath(u"store"_s); }
    QString path(const QString &name) const { return folder() + u'/' + name; }
    QStringList files(const QString &pattern) const { return QDir(folder()).entryList({pattern}, QDir::Files); }
    static StoreSettings checking() { return {.quickCheckAfter = 0ms, .fullCheckAfter = 0ms, .idleAfter = 1ms}; }

    void fillAndClose(int entries = 50)
    {
        const auto stores = mustOpen(folder(), {.idleAfter = 1h}); // no index: the last pages are the last rows
        Snapshot<Alert> alerts;
        for (int i = 0; i < 200; ++i)
            alerts.rows.append(alertOf(lab, QString::number(i), QString(100, u'x')));
        Upsert<Pipeline> pipelines;
        for (int i = 0; i < 200; ++i)
            pipelines.rows.append({.source = lab, .project = 1, .id = i, .ref = u"release/%1"_s.arg(i)});
        QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("c", alerts, pipelines))));
        QFuture<Result<LedgerEntry>> last;
        for (int i = 0; i < entries; ++i)
            last = stores->ledger().append({.at = at(i), .subject = QString(200, u'x')});
        QVERIFY(wait(last));
    }

    static void readEverything(Stores &stores)
    {
        (void)wait(stores.cache().sources());
        (void)wait(stores.cache().alerts());
        (void)wait(stores.cache().pipelines(lab, 1, 1000));
        (void)wait(stores.cache().search(u"release"_s, 10));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("QT_LOGGING_RULES"))
            QLoggingCategory::setFilterRules(u"opsdeck.store*=false"_s);
    }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void r4AFullDiskTruncatesNothingIsToldAndIsLeftBehind()
    {
        fillAndClose();
        const auto stores = mustOpen(folder());
        QSignalSpy told(&stores->care(), &StoreCare::changed);
        {
            const FileSizeLimit full(300'000);
            const auto refused = wait(stores->cache().commit(recordOf(lab), batchOf("large", largeAlerts())));
            QCOMPARE(refused.error().kind, Error::Kind::Storage);
            QCOMPARE(refused.error().origin, path(u"cache.db"_s));
            QVERIFY(!refused.error().detail.isEmpty());
            QCOMPARE(*wait(stores->cache().cursor(lab)), QByteArray("c"));
            QCOMPARE(wait(stores->cache().alerts())->size(), 200);
            QTRY_COMPARE(stores->care().report().writing, StoreReport::Writing::Failing);
            QCOMPARE(stores->care().report().writeError->origin, path(u"cache.db"_s));
        }
        QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("large", largeAlerts()))));
        QCOMPARE(wait(stores->cache().alerts())->size(), 2000);
        QTRY_COMPARE(stores->care().report().writing, StoreReport::Writing::Possible);
        QCOMPARE(told.size(), 2);
    }

    void r4OnADiskThatIsFullAtTheStartEverythingIsReadAndWritingGoesOnWhenThereIsRoom()
    {
        fillAndClose();
        const QByteArray cacheBefore = bytesOf(path(u"cache.db"_s)), ledgerBefore = bytesOf(path(u"ledger.db"_s));
        std::unique_ptr<Stores> stores;
        {
            const FileSizeLimit full(0);
            stores = mustOpen(folder());
            QCOMPARE(stores->care().report().writing, StoreReport::Writing::Failing);
            QCOMPARE(wait(stores->cache().alerts())->size(), 200);
            QCOMPARE(wait(stores->ledger().entries(0, 100))->size(), 50);
            QCOMPARE(wait(stores->ledger().append({.at = at(99)})).error().kind, Error::Kind::Storage);
            QCOMPARE(bytesOf(path(u"cache.db"_s)), cacheBefore);
            QCOMPARE(bytesOf(path(u"ledger.db"_s)), ledgerBefore);
        }
        QCOMPARE(wait(stores->ledger().append({.at = at(99)}))->number, 51);
        QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("d"))));
        QCOMPARE(*wait(stores->cache().cursor(lab)), QByteArray("d"));
        QTRY_COMPARE(stores->care().report().writing, StoreReport::Writing::Possible);
    }

    void aFolderThatIsReadOnlyIsReadAndSaysSo()
    {
        fillAndClose();
        QCOMPARE(::chmod(m_dir->path().toLocal8Bit().constData(), 0755), 0);
        for (const QString &name : files(u"*"_s)) {
            OrdinaryUser::give(path(name));
            QCOMPARE(::chmod(path(name).toLocal8Bit().constData(), 0400), 0);
        }
        OrdinaryUser::give(folder());
        QCOMPARE(::chmod(folder().toLocal8Bit().constData(), 0500), 0);
        {
            const OrdinaryUser user;
            const auto stores = mustOpen(folder());
            QCOMPARE(stores->care().report().writing, StoreReport::Writing::NotPermitted);
            QCOMPARE(wait(stores->cache().alerts())->size(), 200);
            QCOMPARE(wait(stores->ledger().entries(0, 100))->size(), 50);
            QCOMPARE(wait(stores->ledger().append({.at = at(0)})).error().kind, Error::Kind::Storage);
        }
        QCOMPARE(::chmod(folder().toLocal8Bit().constData(), 0700), 0);
        QCOMPARE(files(u"*"_s), (QStringList{u"cache.db"_s, u"history.db"_s, u"ledger.db"_s, u"lock"_s}));
    }

    void r5ADamagedCacheIsNoticedSetAsideAndMadeAnewWithoutKeepingTheWindow()
    {
        fillAndClose();
        const QByteArray before = bytesOf(path(u"cache.db"_s));
        int setAside = 0, unnoticed = 0;
        qint64 slowest = 0;
        const int variants = isTorture() ? 1000 : 32;
        for (int i = 0; i < variants; ++i) {
            const QByteArray damaged = broken(before, i);
            write(path(u"cache.db"_s), damaged);
            QElapsedTimer timer;
            timer.start();
            auto stores = mustOpen(folder(), checking());
            slowest = std::max(slowest, timer.elapsed());
            readEverything(*stores);
            const auto settled = [&] {
                const StoreReport report = stores->care().report();
                return !report.cacheSetAside.isEmpty() || report.cacheCheck == StoreReport::Check::Sound;
            };
            QTRY_VERIFY2(settled(), qPrintable(u"variant %1"_s.arg(i)));
            // Whatever happened, and is still found, the next sync has a cache that works.
            const auto syncs = [&] {
                return wait(stores->cache().cursor(lab))
                    && wait(stores->cache().commit(recordOf(lab), batchOf("again", Snapshot<Alert>{})));
            };
            QTRY_VERIFY2(syncs(), qPrintable(u"variant %1"_s.arg(i)));
            const bool isNew = !stores->care().report().cacheSetAside.isEmpty();
            setAside += isNew ? 1 : 0;
            unnoticed += isNew ? 0 : 1;
            QCOMPARE(*wait(stores->cache().cursor(lab)), QByteArray("again"));
            QVERIFY(files(u"cache-damaged-*.db"_s).size() <= 1);
            stores.reset();
            const auto sound = store::guarded<void>(path(u"cache.db"_s), [&] {
                store::Database db(
                    path(u"cache.db"_s), store::Database::Mode::Read, store::Database::Durability::Normal);
                store::checkIntegrity(db, store::Depth::Full);
            });
            QVERIFY2(sound,
                qPrintable(
                    u"variant %1, made anew %2: %3"_s.arg(i).arg(isNew).arg(sound ? QString() : sound.error().detail)));
        }
        qInfo("%d set aside, %d with nothing that SQLite can see, slowest start %lld ms", setAside, unnoticed, slowest);
        QVERIFY(setAside > variants / 2);
        QVERIFY(slowest <= 2000);
        QCOMPARE(wait(mustOpen(folder())->ledger().entries(0, 100))->size(), 50);
    }

    void r5ACacheOfANewerProgramIsSetAsideUntouched()
    {
        fillAndClose();
        SQLite::Database(path(u"cache.db"_s).toStdString(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
        const QByteArray newer = bytesOf(path(u"cache.db"_s));
        const auto stores = mustOpen(folder());
        QCOMPARE(*wait(stores->cache().cursor(lab)), QByteArray());
        QCOMPARE(files(u"cache-newer-*.db"_s).size(), 1);
        QCOMPARE(stores->care().report().cacheSetAside, path(files(u"cache-newer-*.db"_s).first()));
        QCOMPARE(bytesOf(stores->care().report().cacheSetAside), newer);
    }

    void aCommitWithACursorFromBeforeTheDamageIsRefusedUntilItIsAskedAgain()
    {
        fillAndClose();
        write(path(u"cache.db"_s),
            bytesOf(path(u"cache.db"_s)).replace(5 * PageSize, 8 * PageSize, QByteArray(8 * PageSize, 'z')));
        const auto stores = mustOpen(folder(), {.quickCheckAfter = 50ms, .fullCheckAfter = 1h});
        QSignalSpy told(&stores->cache(), &Cache::changed);
        (void)wait(stores->cache().cursor(lab));
        QTRY_VERIFY(!stores->care().report().cacheSetAside.isEmpty());
        QTRY_VERIFY(!told.isEmpty());
        QCOMPARE(wait(stores->cache().commit(recordOf(lab), batchOf("page 2"))).error().kind, Error::Kind::Storage);
        QCOMPARE(*wait(stores->cache().cursor(lab)), QByteArray());
        QVERIFY(wait(stores->cache().commit(recordOf(lab), batchOf("page 1"))));
    }

    void aDamagedLedgerIsSalvagedAndWhatWasLostIsSaid_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("losesEntries");
        QTest::newRow("the first page") << 0 << 1 << false;
        QTest::newRow("pages in the middle") << 40 << 3 << true;
        QTest::newRow("the end") << -3 << 3 << true;
    }
    void aDamagedLedgerIsSalvagedAndWhatWasLostIsSaid()
    {
        QFETCH(int, page);
        QFETCH(int, count);
        fillAndClose(1000);
        QByteArray bytes = bytesOf(path(u"ledger.db"_s));
        const qsizetype from = (page < 0 ? bytes.size() / PageSize + page : page) * PageSize;
        bytes.replace(from, count * PageSize, QByteArray(count * PageSize, 'z'));
        write(path(u"ledger.db"_s), bytes);

        auto stores = mustOpen(folder(), {.quickCheckAfter = 0ms, .fullCheckAfter = 1h});
        QTRY_VERIFY(stores->care().report().salvage.has_value());

        const LedgerSalvage salvage = *stores->care().report().salvage;
        QCOMPARE(bytesOf(salvage.keptFile), bytes);
        QVERIFY2(salvage.entries > 800, qPrintable(QString::number(salvage.entries)));
        const bool losesEntries = salvage.entriesLost > 0 || salvage.endMayBeMissing;
        QTEST(losesEntries, "losesEntries");
        const auto entries = *wait(stores->ledger().entries(0, 5000));
        QCOMPARE(entries.size(), salvage.entries + 1);
        QCOMPARE(entries.first().action, u"ledger.salvaged"_s);
        QVERIFY(entries.first().detail.contains(QByteArray::number(salvage.entries)));
        QCOMPARE(*wait(stores->ledger().verifyChain()) == 0, salvage.entriesLost == 0);
        QCOMPARE(wait(stores->ledger().append({.at = at(0)}))->number, entries.first().number + 1);

        stores = mustOpen(m_dir->filePath(u"elsewhere"_s));
        stores = mustOpen(folder());
        QVERIFY(!stores->care().report().salvage);
        QCOMPARE(wait(stores->ledger().entries(0, 5000))->size(), salvage.entries + 2);
    }

    void aLedgerOfWhichNothingCanBeReadIsLeftAsItIs()
    {
        fillAndClose();
        const QByteArray rubbish(20 * PageSize, 'z');
        write(path(u"ledger.db"_s), rubbish);
        const auto refused = openStores(folder());
        QCOMPARE(refused.error().kind, Error::Kind::Storage);
        QVERIFY2(refused.error().detail.contains(u"Put a backup in its place"_s), qPrintable(refused.error().detail));
        QCOMPARE(bytesOf(path(u"ledger.db"_s)), rubbish);
        QCOMPARE(files(u"ledger*"_s), QStringList{u"ledger.db"_s});
    }

    void soundFilesAreSaidToBeSound()
    {
        fillAndClose();
        const auto stores = mustOpen(folder(), checking());
        QTRY_COMPARE(stores->care().report().cacheCheck, StoreReport::Check::Sound);
        QTRY_COMPARE(stores->care().report().ledgerCheck, StoreReport::Check::Sound);
        QCOMPARE(stores->care().report().writing, StoreReport::Writing::Possible);
    }
};

QTEST_GUILESS_MAIN(StoreDamageTest)
#include "tst_storedamage.moc"
