// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/poller.h"
#include "backends/store/stores.h"
#include "tests/fuzz/targets.h"
#include "tests/support/run.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <new>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

// Per thread, so that only who is tested runs out of memory. 1 = the next one fails; 0 = none does.
thread_local int untilFailure = 0;
thread_local qint64 alive = 0;

bool failsNow()
{
    return untilFailure > 0 && --untilFailure == 0;
}

void *allocate(size_t size) noexcept
{
    void *memory = failsNow() ? nullptr : std::malloc(size == 0 ? 1 : size);
    alive += memory ? 1 : 0;
    return memory;
}

void release(void *memory) noexcept
{
    alive -= memory ? 1 : 0;
    std::free(memory);
}

std::atomic<int> untilSqliteFailure{0};
std::atomic<int> sqliteFailures{0};
sqlite3_mem_methods sqliteMemory;

bool sqliteFailsNow()
{
    if (untilSqliteFailure <= 0 || --untilSqliteFailure != 0)
        return false;
    ++sqliteFailures;
    return true;
}

void *sqliteAllocate(int size)
{
    return sqliteFailsNow() ? nullptr : sqliteMemory.xMalloc(size);
}

void *sqliteReallocate(void *memory, int size)
{
    return sqliteFailsNow() ? nullptr : sqliteMemory.xRealloc(memory, size);
}

} // namespace

void *operator new(size_t size)
{
    if (void *memory = allocate(size))
        return memory;
    throw std::bad_alloc();
}
void *operator new[](size_t size)
{
    return operator new(size);
}
void *operator new(size_t size, const std::nothrow_t &) noexcept
{
    return allocate(size);
}
void *operator new[](size_t size, const std::nothrow_t &) noexcept
{
    return allocate(size);
}
void operator delete(void *memory) noexcept
{
    release(memory);
}
void operator delete[](void *memory) noexcept
{
    release(memory);
}
void operator delete(void *memory, size_t) noexcept
{
    release(memory);
}
void operator delete[](void *memory, size_t) noexcept
{
    release(memory);
}

namespace {

bool isTorture()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Ended
{
    enum How
    {
        Done, ///< every allocation there is has failed once
        Aborted, ///< Qt's hashes end the program where memory is gone; nothing was written anywhere
        Leaked,
        Broken ///< a sanitizer or another signal
    };
    How how;
    int at; ///< the allocation that was failing then
};

/// Fails the n-th allocation of a parser, then the next one, until there is none left; in a process of its own.
Ended failEach(const FuzzTarget &parse, const QByteArray &bytes, int n, int most)
{
    void *page = ::mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto *at = new (page) std::atomic<int>(n); // the page is unmapped below
    const pid_t child = ::fork();
    if (child == 0) {
        ::signal(SIGABRT, SIG_DFL);
        ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
        for (; *at <= most; ++*at) {
            const qint64 before = alive;
            untilFailure = *at;
            bool failed = false;
            try {
                parse(bytes);
            } catch (const std::bad_alloc &) {
                failed = true;
            }
            failed |= untilFailure == 0;
            untilFailure = 0;
            if (alive != before)
                ::_exit(2);
            if (!failed)
                break;
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    Ended ended{Ended::Broken, *at};
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT)
        ended.how = Ended::Aborted;
    else if (WIFEXITED(status) && WEXITSTATUS(status) != 1)
        ended.how = WEXITSTATUS(status) == 2 ? Ended::Leaked : Ended::Done;
    ::munmap(page, sizeof(int));
    return ended;
}

/// A source whose answers do not fit into memory for a while.
class HungrySource : public Source
{
public:
    bool starves = true;

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token) override
    {
        SourceIdentity identity{u"Hungry"_s, u"1"_s};
        co_return identity;
    }
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray, std::stop_token) override
    {
        if (starves)
            throw std::bad_alloc();
        SyncBatch batch;
        co_return batch;
    }
};

SourceRecord recordOf(const char *id)
{
    SourceRecord record;
    record.id = SourceId(QString::fromLatin1(id));
    record.kind = u"alertmanager"_s;
    record.lastAttempt = record.lastSuccess = QDateTime::currentDateTimeUtc();
    return record;
}

SyncBatch batchOf(int rows)
{
    Snapshot<Alert> alerts;
    for (int i = 0; i < rows; ++i) {
        Alert alert;
        alert.key = {SourceId(u"am"_s), QString::number(i)};
        alert.name = u"Burns"_s;
        alert.labels = {{u"text"_s, QString(200, u'x')}};
        alerts.rows.append(alert);
    }
    SyncBatch batch;
    batch.rows = {alerts};
    batch.cursor = QByteArray::number(rows);
    return batch;
}

} // namespace

/// R16: the n-th allocation fails, for every n: in the parsers of everything that comes from outside (HTTP, SSH,
/// files), in SQLite below the store, and in a poll.
class AllocationFailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqliteMemory), SQLITE_OK);
        sqlite3_mem_methods failing = sqliteMemory;
        failing.xMalloc = sqliteAllocate;
        failing.xRealloc = sqliteReallocate;
        QCOMPARE(sqlite3_config(SQLITE_CONFIG_MALLOC, &failing), SQLITE_OK);
    }

    void cleanup()
    {
        untilFailure = 0;
        untilSqliteFailure = 0;
    }

    void theAllocatorsOfThisTestReallyFail()
    {
        untilFailure = 1;
        QVERIFY_EXCEPTION_THROWN(std::make_unique<int>(1), std::bad_alloc);
        untilSqliteFailure = 1;
        QVERIFY(!sqlite3_malloc(10));
    }

    void aParserThatRunsOutOfMemoryLeavesNothingBehind_data()
    {
        QTest::addColumn<QString>("target");
        for (const auto &[name, target] : fuzzTargets())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void aParserThatRunsOutOfMemoryLeavesNothingBehind()
    {
        QFETCH(QString, target);
        const FuzzTarget &parse = fuzzTargets().at(target.toStdString());
        const int most = isTorture() ? 5000 : 60;
        const QDir folder(QStringLiteral(OPSDECK_TESTS_DIR "/fuzz/corpus/") + target);
        int failures = 0;
        int aborts = 0;
        for (const QFileInfo &file : folder.entryInfoList(QDir::Files)) {
            const QByteArray bytes = contentOf(file.filePath());
            parse(bytes); // whatever is made once, is made now
            for (int n = 1; n <= most;) {
                Ended ended = failEach(parse, bytes, n, most);
                // Qt 6.4's QMultiHash destroys a node that it could not make; without sanitizers that ends the program.
                if (ended.how == Ended::Broken && target == u"knownhosts")
                    ended.how = Ended::Aborted;
                const QString where = u"%1, allocation %2"_s.arg(file.fileName()).arg(ended.at);
                QVERIFY2(ended.how == Ended::Done || ended.how == Ended::Aborted, qPrintable(where));
                failures += ended.at - n;
                aborts += ended.how == Ended::Aborted ? 1 : 0;
                n = ended.how == Ended::Aborted ? ended.at + 1 : most + 1;
            }
        }
        qInfo("R16: %d failed, %d of them ended the program", failures + aborts, aborts);
        failures += aborts;
        static const QStringList needingOnlyStrings{u"agent"_s, u"headers"_s, u"hostfacts"_s, u"times"_s};
        QVERIFY(failures > 0 || needingOnlyStrings.contains(target));
    }

    void theStoreAnswersAnErrorAndIsWholeAfterwards()
    {
        QTemporaryDir folder;
        auto stores = openStores(folder.filePath(u"data"_s)).value();
        const SourceRecord record = recordOf("am");
        QVERIFY(wait(stores->cache().commit(record, batchOf(5))));
        int refused = 0;
        int stored = 0;
        const int most = isTorture() ? 5000 : 120;
        for (int n = 1; n <= most; ++n) {
            const int before = sqliteFailures;
            untilSqliteFailure = n;
            const auto committed = wait(stores->cache().commit(record, batchOf(n % 50 + 1)));
            const auto appended
                = wait(stores->ledger().append({.at = QDateTime::currentDateTimeUtc(), .subject = u"x"_s}));
            untilSqliteFailure = 0;
            stored += appended ? 1 : 0;
            for (const auto &kind : {committed ? Error::Kind::Storage : committed.error().kind,
                     appended ? Error::Kind::Storage : appended.error().kind})
                QCOMPARE(kind, Error::Kind::Storage);
            refused += committed && appended ? 0 : 1;
            const auto alerts = wait(stores->cache().alerts());
            QVERIFY2(alerts, alerts ? "" : qPrintable(alerts.error().detail));
            if (committed)
                QCOMPARE(alerts->size(), n % 50 + 1); // all of a batch, or nothing
            if (sqliteFailures == before && n > 20)
                break;
        }
        qInfo("R16: %d allocations failed below the store, %d writes were refused", int(sqliteFailures), refused);
        QVERIFY(refused > 0);
        QVERIFY(wait(stores->cache().commit(record, batchOf(7))));
        QCOMPARE(wait(stores->cache().alerts()).value().size(), 7);
        QCOMPARE(wait(stores->ledger().verifyChain()).value(), 0);
        QCOMPARE(wait(stores->ledger().entries(0, 10'000)).value().size(), stored);
        QVERIFY(stores->care().report().cacheSetAside.isEmpty());
    }

    void aPollThatRunsOutOfMemoryIsToldAndTriedAgain()
    {
        QTemporaryDir folder;
        auto stores = openStores(folder.filePath(u"data"_s)).value();
        auto source = std::make_unique<HungrySource>();
        HungrySource &hungry = *source;
        Poller poller(recordOf("am"), std::move(source), stores->cache());
        QVERIFY(!wait(poller.pollOnce({})));
        const auto stored = wait(stores->cache().sources());
        QVERIFY(stored->value(0).lastError.has_value());
        QVERIFY(freshnessOf(stored->value(0), QDateTime::currentDateTimeUtc()) != Freshness::Live);
        hungry.starves = false;
        QVERIFY(wait(poller.pollOnce({})));
    }
};

QTEST_GUILESS_MAIN(AllocationFailuresTest)
#include "tst_allocationfailures.moc"
