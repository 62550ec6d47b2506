// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/environmentguard.h"
#include "app/deploy/hostleases.h"
#include "app/deploy/leasefolder.h"
#include "app/deploy/leasekeeper.h"
#include "backends/ssh/command.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

#include <QProcess>

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const EnvironmentId production(u"production"_s);

/// This machine as a host: commands run here, with the tools that a folder puts before all others.
class LocalHost : public FakeHost
{
public:
    QString tools;
    int runs = 0;
    std::function<void()> before; ///< each command

    QCoro::Task<Result<ExecResult>> exec(ExecRequest request, std::stop_token) override
    {
        ++runs;
        if (before)
            before();
        if (offline)
            co_return tl::unexpected(*offline);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, tools + u':' + environment.value(u"PATH"_s));
        process.setProcessEnvironment(environment);
        process.start(tools + u"/sh"_s, {u"-c"_s, QString::fromUtf8(request.command)});
        process.write(request.input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30'000))
            qFatal("the command hangs: %s", request.command.constData());
        ExecResult result;
        result.exitStatus = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        co_return result;
    }
};

/// What two consoles share: a folder, or a host with a certain shell.
struct Shared
{
    QString folder;
    LocalHost host;
    std::unique_ptr<LeaseStore> store;

    Shared(const QString &kind, const QString &root)
        : folder(root + u"/leases of all"_s)
    {
        host.tools = root + u"/tools"_s;
        if (kind == u"folder")
            store = std::make_unique<LeaseFolder>(folder);
        else
            store = std::make_unique<HostLeases>(host, u"app-01"_s, folder);
        if (!QDir().exists(host.tools))
            makeTools(kind);
    }

    void makeTools(const QString &kind)
    {
        QDir().mkpath(host.tools);
        if (kind == u"busybox")
            QProcess::execute(u"busybox"_s, {u"--install"_s, u"-s"_s, host.tools});
        else
            QFile::link(QStandardPaths::findExecutable(kind == u"folder" ? u"sh"_s : kind), host.tools + u"/sh"_s);
    }

    /// The host's clock is off from now on.
    void setClock(std::chrono::seconds ahead)
    {
        const QString path = host.tools + u"/date"_s;
        QFile::remove(path);
        QFile date(path);
        QVERIFY(date.open(QIODevice::WriteOnly));
        date.write("#!/bin/sh\necho $(($(/bin/date +%s) + " + QByteArray::number(qint64(ahead.count())) + "))\n");
        date.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    }

    QStringList files() const { return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System); }
};

Lease leaseOf(const QString &holder, const QDateTime &since, std::chrono::milliseconds duration)
{
    return {production, holder + u"@desk"_s, u"shop 2.4.1"_s, since, since.addMSecs(duration.count()), holder, {}, {}};
}

/// Waits between looking and taking until the others have looked, too: they all have seen the same.
class PausingStore : public LeaseStore
{
public:
    explicit PausingStore(LeaseStore &store)
        : m_store(store)
    { }

    bool pauses = false; ///< once

    QCoro::Task<Result<LeaseRecord>> read(EnvironmentId environment, std::stop_token stop) override
    {
        const auto record = co_await m_store.read(environment, stop);
        if (std::exchange(pauses, false)) {
            std::printf("looked\n");
            std::fflush(stdout);
            std::string go;
            std::getline(std::cin, go);
        }
        co_return record;
    }
    QCoro::Task<Result<bool>> put(
        EnvironmentId environment, qint64 after, QByteArray content, std::stop_token stop) override
    {
        co_return co_await m_store.put(environment, after, content, stop);
    }
    QString place(const EnvironmentId &environment) const override { return m_store.place(environment); }

private:
    LeaseStore &m_store;
};

/// A console of its own process, told what to do by lines on stdin. It marks with a file that it works, so that two
/// that work at the same time are noticed.
class Console
{
public:
    Console(const QStringList &arguments)
        : m_shared(arguments.at(2), arguments.at(3))
        , m_store(*m_shared.store)
        , m_keeper(m_store, arguments.at(4) + u"@desk"_s, arguments.at(4))
        , m_mark(arguments.at(3) + u"/working"_s)
    { }

    int obey()
    {
        std::string line;
        while (std::getline(std::cin, line)) {
            const QStringList words = QString::fromStdString(line).split(u' ');
            m_store.pauses = words.at(0) == u"race";
            const QString answer = words.at(0) == u"acquire" || words.at(0) == u"race"
                ? acquire(std::chrono::milliseconds(words.at(1).toInt()))
                : words.at(0) == u"release" ? release()
                                            : work(words.at(1).toInt());
            std::printf("%s\n", qPrintable(answer));
            std::fflush(stdout);
        }
        return 0;
    }

private:
    QString acquire(std::chrono::milliseconds duration)
    {
        const auto lease = wait(m_keeper.acquire(production, u"shop 2.4.1"_s, duration, {}), 60'000);
        if (lease)
            return u"won"_s;
        return (lease.error().kind == Error::Kind::Refused ? u"refused "_s : u"error "_s) + lease.error().detail;
    }

    QString release()
    {
        const auto released = wait(m_keeper.release(production, {}), 60'000);
        return released ? u"released"_s : u"error "_s + released.error().detail;
    }

    /// Takes the lease so often, gives it back or lets it run out.
    QString work(int times)
    {
        for (int won = 0; won < times;) {
            const QString answer = acquire(60s);
            if (answer.startsWith(u"error"))
                return answer;
            if (answer != u"won")
                continue;
            QFile mark(m_mark);
            if (!mark.open(QIODevice::WriteOnly | QIODevice::NewOnly))
                return u"two work at the same time"_s;
            mark.remove();
            ++won;
            const auto over = won % 2 == 0 ? wait(m_keeper.release(production, {}), 60'000)
                                           : wait(m_keeper.renew(production, 1ms, {}), 60'000).map([](auto) {});
            if (!over)
                return u"error "_s + over.error().detail;
        }
        return u"done"_s;
    }

    Shared m_shared;
    PausingStore m_store;
    LeaseKeeper m_keeper;
    QString m_mark;
};

} // namespace

class LeaseKeeperTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<Shared> m_shared;
    std::vector<std::unique_ptr<QProcess>> m_consoles;

    LeaseStore &store() { return *m_shared->store; }

    void openStore()
    {
        QFETCH(QString, kind);
        m_root = std::make_unique<QTemporaryDir>();
        m_shared = std::make_unique<Shared>(kind, m_root->path());
    }

    static void everyStore()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"folder", "sh", "dash", "busybox"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    LeaseKeeper keeper(const QString &holder) { return {store(), holder + u"@desk"_s, holder}; }

    Result<Lease> acquire(const QString &holder, LeaseKeeper::Duration duration = 30min)
    {
        LeaseKeeper one = keeper(holder);
        return wait(one.acquire(production, u"shop 2.4.1"_s, duration, {}));
    }
    Result<Lease> renew(const QString &holder, LeaseKeeper::Duration duration = 30min)
    {
        LeaseKeeper one = keeper(holder);
        return wait(one.renew(production, duration, {}));
    }
    Result<void> release(const QString &holder)
    {
        LeaseKeeper one = keeper(holder);
        return wait(one.release(production, {}));
    }
    Result<void> breakLease(const QString &holder, const QString &reason)
    {
        LeaseKeeper one = keeper(u"root"_s);
        return wait(one.breakLease(production, holder, reason, {}));
    }
    std::optional<Lease> current()
    {
        LeaseKeeper one = keeper(u"nobody"_s);
        const auto lease = wait(one.current(production, {}));
        return lease ? *lease : std::nullopt;
    }
    LeaseRecord record() { return wait(store().read(production, {})).value(); }
    bool plant(const Lease &lease) { return plant(leaseToJson(lease)); }
    bool plant(const QByteArray &content)
    {
        return wait(store().put(production, record().generation, content, {})).value();
    }

    QProcess &startConsole(const QString &holder)
    {
        QFETCH(QString, kind);
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(), {u"--console"_s, kind, m_root->path(), holder});
        m_consoles.push_back(std::move(process));
        return *m_consoles.back();
    }

    static QString answerOf(QProcess &console)
    {
        while (!console.canReadLine()) {
            if (!console.waitForReadyRead(120'000))
                return u"silence"_s;
        }
        return QString::fromUtf8(console.readLine()).trimmed();
    }

private Q_SLOTS:
    void cleanup()
    {
        for (const auto &console : m_consoles) {
            console->closeWriteChannel();
            console->waitForFinished();
        }
        m_consoles.clear();
        m_shared.reset();
        m_root.reset();
    }

    void oneHasItAndTheOthersAreToldWho_data() { everyStore(); }
    void oneHasItAndTheOthersAreToldWho()
    {
        openStore();
        QVERIFY(!current());
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const auto lease = acquire(u"li"_s);
        QVERIFY2(lease, qPrintable(lease ? QString() : lease.error().detail));
        QVERIFY(qAbs(lease->since.msecsTo(before)) < 5'000);
        QVERIFY(qAbs(lease->expires.msecsTo(before.addSecs(30 * 60))) < 10'000);
        const auto other = acquire(u"wang"_s);
        QVERIFY(!other);
        QCOMPARE(other.error().kind, Error::Kind::Refused);
        QCOMPARE(other.error().phrase.arguments.size(), 5);
        const QRegularExpression said(
            u"\\Ali@desk holds production since \\d\\d:\\d\\d for: shop 2\\.4\\.1, until [-0-9 ]*\\d\\d:\\d\\d\\z"_s);
        QVERIFY2(said.match(other.error().detail).hasMatch(), qPrintable(other.error().detail));
        QCOMPARE(current()->holder, u"li"_s);
        QCOMPARE(renew(u"wang"_s).error().kind, Error::Kind::Refused);
        QCOMPARE(release(u"wang"_s).error().kind, Error::Kind::Refused);
        QCOMPARE(current()->holder, u"li"_s);
    }

    void isGivenBackOnceAndAgainWithoutHarm_data() { everyStore(); }
    void isGivenBackOnceAndAgainWithoutHarm()
    {
        openStore();
        QVERIFY(release(u"li"_s)); // never had it
        QVERIFY(acquire(u"li"_s));
        QVERIFY(release(u"li"_s));
        QVERIFY(!current());
        QVERIFY(release(u"li"_s));
        QVERIFY(!renew(u"li"_s));
        QVERIFY(acquire(u"wang"_s));
        QCOMPARE(release(u"li"_s).error().kind, Error::Kind::Refused);
        QCOMPARE(current()->holder, u"wang"_s);
    }

    void isProlongedByItsHolder_data() { everyStore(); }
    void isProlongedByItsHolder()
    {
        openStore();
        const auto first = acquire(u"li"_s, 5min);
        const auto second = renew(u"li"_s, 2h);
        QVERIFY(first && second);
        QVERIFY(first->expires.secsTo(second->expires) > 6'000);
        QVERIFY(qAbs(first->since.msecsTo(second->since)) < 2'000);
        const auto again = acquire(u"li"_s, 5min); // e.g. because an answer was lost on its way
        QVERIFY(again);
        QVERIFY(qAbs(first->since.msecsTo(again->since)) < 5'000);
        for (int i = 0; i < 5; ++i)
            QVERIFY(renew(u"li"_s));
        QVERIFY2(m_shared->files().size() <= 2, qPrintable(m_shared->files().join(u' ')));
        QCOMPARE(record().generation, 8);
    }

    void whatHasRunOutIsFreeAndTheFormerHolderLearnsIt_data() { everyStore(); }
    void whatHasRunOutIsFreeAndTheFormerHolderLearnsIt()
    {
        openStore();
        QVERIFY(plant(leaseOf(u"li"_s, record().now.addSecs(-3600), 1h)));
        QVERIFY(!current());
        QVERIFY(renew(u"li"_s)); // nobody wanted it
        QVERIFY(plant(leaseOf(u"li"_s, record().now.addSecs(-3600), 1h)));
        QVERIFY(acquire(u"wang"_s));
        const auto late = renew(u"li"_s);
        QVERIFY(!late);
        QVERIFY(late.error().detail.startsWith(u"wang@desk holds production"));
        QVERIFY(!release(u"li"_s));
        QCOMPARE(current()->holder, u"wang"_s);
        QVERIFY(plant(leaseOf(u"li"_s, record().now.addSecs(-3600), 1h + 60s)));
        QVERIFY(!acquire(u"wang"_s)); // a minute is left
    }

    void isBrokenByAnotherWhoSaysWhy_data() { everyStore(); }
    void isBrokenByAnotherWhoSaysWhy()
    {
        openStore();
        QVERIFY(acquire(u"li"_s));
        QCOMPARE(breakLease(u"li"_s, u" \n"_s).error().kind, Error::Kind::Usage);
        QCOMPARE(breakLease(u"wang"_s, u"went home"_s).error().kind, Error::Kind::Refused); // not the one that was seen
        QCOMPARE(breakLease({}, u"went home"_s).error().kind, Error::Kind::Refused);
        QCOMPARE(current()->holder, u"li"_s);
        QVERIFY(breakLease(u"li"_s, u"went\nhome"_s));
        QVERIFY(!current());
        QCOMPARE(renew(u"li"_s).error().detail, u"root@desk broke the lease on production: went home"_s);
        QCOMPARE(breakLease(u"li"_s, u"again"_s).error().kind, Error::Kind::Refused);
        QVERIFY(release(u"li"_s));
        QVERIFY(acquire(u"wang"_s));
    }

    void whatCannotBeReadCountsAsHeld_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("content");
        for (const char *kind : {"folder", "dash", "busybox"}) {
            const auto row = [kind](const char *name, const QByteArray &content) {
                QTest::addRow("%s: %s", kind, name) << QString::fromLatin1(kind) << content;
            };
            Lease other = leaseOf(u"li"_s, QDateTime::currentDateTimeUtc(), 1h);
            other.environment = EnvironmentId(u"Production"_s);
            row("no lease", "opsdeck-lease 1 2\nheld by li\n");
            row("empty", {});
            if (kind != QByteArray("folder"))
                continue; // the rest is the keeper's own affair
            row("zeros", QByteArray(100, '\0'));
            row("too large", QByteArray(200'000, ' '));
            row("another's", leaseToJson(other));
        }
    }
    void whatCannotBeReadCountsAsHeld()
    {
        QFETCH(QByteArray, content);
        openStore();
        QVERIFY(plant(content));
        const auto refused = acquire(u"li"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::BadAnswer);
        const QString remedy = u"rm -f '%1'/production.lease.*"_s.arg(m_shared->folder);
        QVERIFY2(refused.error().detail.endsWith(remedy), qPrintable(refused.error().detail));
        QVERIFY(!renew(u"li"_s));
        QVERIFY(!release(u"li"_s));
        QVERIFY(!current());
        QCOMPARE(breakLease(u"li"_s, u"it is broken"_s).error().kind, Error::Kind::Refused);
        QCOMPARE(record().generation, 1);
        QVERIFY(plant(content));
        QCOMPARE(QProcess::execute(u"sh"_s, {u"-c"_s, remedy}), 0);
        QVERIFY(acquire(u"li"_s)); // as the error has said
        QVERIFY(plant(content));
        QVERIFY(breakLease({}, u"it is broken"_s));
        QVERIFY(acquire(u"li"_s));
    }

    void neitherPipeNorLinkNorFolderIsALease_data() { everyStore(); }
    void neitherPipeNorLinkNorFolderIsALease()
    {
        openStore();
        QVERIFY(acquire(u"li"_s));
        const QString good = m_shared->folder + u"/production.lease.000000000001"_s;
        const QString next = m_shared->folder + u"/production.lease.000000000002"_s;
        QCOMPARE(::mkfifo(QFile::encodeName(next).constData(), 0644), 0);
        QCOMPARE(acquire(u"li"_s).error().kind, Error::Kind::BadAnswer);
        QVERIFY(QFile::remove(next));
        QVERIFY(QFile::link(good, next));
        QCOMPARE(acquire(u"li"_s).error().kind, Error::Kind::BadAnswer);
        QVERIFY(QFile::remove(next));
        QVERIFY(QFile::link(u"/nowhere"_s, next));
        QCOMPARE(acquire(u"li"_s).error().kind, Error::Kind::BadAnswer);
        QVERIFY(QFile::remove(next));
        QVERIFY(QDir().mkdir(next));
        QCOMPARE(acquire(u"li"_s).error().kind, Error::Kind::BadAnswer);
        QVERIFY(breakLease({}, u"a folder"_s));
        QVERIFY(acquire(u"wang"_s));
    }

    void otherFilesAreNotTouched_data() { everyStore(); }
    void otherFilesAreNotTouched()
    {
        openStore();
        QVERIFY(acquire(u"li"_s));
        const QStringList others{u"production.lease"_s, u"production.lease.1"_s, u"production.lease.0000000000001"_s,
            u"production.lease.00000000000x"_s, u"production.lease.-00000000001"_s, u"productionXlease.000000000009"_s,
            u"a.production.lease.000000000009"_s, u"production.lease.000000000000.bak"_s, u"notes.txt"_s};
        for (const QString &name : others) {
            QFile file(m_shared->folder + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        for (int i = 0; i < 4; ++i)
            QVERIFY(renew(u"li"_s));
        for (const QString &name : others)
            QVERIFY2(m_shared->files().contains(name), qPrintable(name));
        QCOMPARE(m_shared->files().size(), others.size() + 2);
    }

    /// It has read the lease, slept, and meanwhile the numbers that it knows have been used and removed.
    void aConsoleThatSleptTakesNothing_data() { everyStore(); }
    void aConsoleThatSleptTakesNothing()
    {
        openStore();
        for (int seen = 0; seen < 2; ++seen) {
            const qint64 before = record().generation;
            for (int i = 0; i < 3; ++i)
                QVERIFY(acquire(u"li"_s));
            const LeaseRecord now = record();
            for (qint64 late = before; late < now.generation; ++late) {
                const QByteArray stolen = leaseToJson(leaseOf(u"thief"_s, now.now, 1h));
                QCOMPARE(wait(store().put(production, late, stolen, {})), Result<bool>(false));
                QCOMPARE(record().content, now.content);
                QCOMPARE(record().generation, now.generation);
            }
        }
        QVERIFY(release(u"li"_s));
        QVERIFY(acquire(u"wang"_s));
    }

    /// Between looking and taking, somebody else was faster.
    void whoIsSecondIsToldWhoWasFirst_data() { everyStore(); }
    void whoIsSecondIsToldWhoWasFirst()
    {
        QFETCH(QString, kind);
        if (kind == u"folder")
            QSKIP("needs the moment between two commands");
        openStore();
        QVERIFY(plant(leaseOf(u"old"_s, record().now.addSecs(-3600), 1h)));
        Shared second(kind, m_root->path());
        LeaseKeeper wang(*second.store, u"wang@desk"_s, u"wang"_s);
        m_shared->host.runs = 0;
        m_shared->host.before = [&] {
            if (m_shared->host.runs == 2) // li has read, and now writes
                QVERIFY(wait(wang.acquire(production, u"first"_s, 1h, {})));
        };
        const auto li = acquire(u"li"_s);
        QVERIFY(!li);
        QVERIFY2(li.error().detail.startsWith(u"wang@desk holds production"), qPrintable(li.error().detail));
    }

    void aHostsClockMayBeOffByHours_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("hours");
        for (const char *kind : {"sh", "dash"}) { // busybox asks itself for the time
            for (const int hours : {-11, 24 * 400})
                QTest::addRow("%s %d", kind, hours) << QString::fromLatin1(kind) << hours;
        }
    }
    void aHostsClockMayBeOffByHours()
    {
        QFETCH(int, hours);
        openStore();
        const std::chrono::hours ahead(hours);
        m_shared->setClock(ahead);
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const auto lease = acquire(u"li"_s, 1h);
        QVERIFY(lease);
        QVERIFY(lease->expires <= QDateTime::currentDateTimeUtc().addSecs(3600));
        QVERIFY(lease->expires >= before.addSecs(3600 - 10));
        const auto refused = acquire(u"wang"_s);
        QVERIFY(!refused);
        const qint64 shift = QDateTime::currentDateTimeUtc().secsTo(record().now);
        QVERIFY(qAbs(shift - qint64(hours) * 3600) < 10);
        QVERIFY(qAbs(current()->since.secsTo(before)) < 10); // by our clock
        QVERIFY(refused.error().detail.contains(current()->since.toLocalTime().toString(u"HH:"_s)));
        m_shared->setClock(ahead + 1h - 60s);
        QVERIFY(!acquire(u"wang"_s));
        m_shared->setClock(ahead + 1h + 1s);
        QVERIFY(acquire(u"wang"_s));
    }

    void theGuardKeepsThemOnTheHostThatTheWorkspaceNames()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_shared = std::make_unique<Shared>(u"dash"_s, m_root->path());
        FakeHostPool pool;
        pool.hosts.insert(HostId(u"app-01"_s), &m_shared->host);
        Workspace workspace;
        workspace.policies.leases = u"ssh://app-01"_s + m_shared->folder;
        EnvironmentGuard li(workspace, pool, u"li@desk"_s, u"1"_s);
        EnvironmentGuard wang(workspace, pool, u"wang@desk"_s, u"2"_s);
        QVERIFY(wait(li.take(production, u"shop 2.4.1"_s, {})));
        const auto refused = wait(wang.take(production, u"shop 2.4.2"_s, {}));
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().detail.contains(u"li@desk"_s));
        QVERIFY(!m_shared->files().isEmpty()); // there, and not beside the workspace
        QCOMPARE(wait(wang.current(production, {})).value()->owner, u"li@desk"_s);

        workspace.policies.leases = u"ssh://gone/leases"_s;
        EnvironmentGuard nobody(workspace, pool, u"li@desk"_s, u"3"_s);
        QCOMPARE(wait(nobody.take(production, u"shop 2.4.1"_s, {})).error().kind, Error::Kind::Usage);
    }

    void aHostThatChattersOrFailsIsUnderstood()
    {
        m_root = std::make_unique<QTemporaryDir>();
        FakeHost host;
        HostLeases leases(host, u"app-01"_s, u"/var/lib/leases"_s);
        const auto read = [&](const QByteArray &out, int status = 0) {
            host.answers = {{u"sh -c"_s, {status, {}, out, "ls: cannot open directory\n"}}};
            return wait(leases.read(production, {}));
        };
        const auto good = read("Welcome!\nnothing new\nopsdeck-lease 1764480720 000000000007\n{}\nopsdeck-lease 1 2\n");
        QVERIFY(good);
        QCOMPARE(good->generation, 7);
        QCOMPARE(good->content, QByteArray("{}\nopsdeck-lease 1 2\n"));
        QCOMPARE(good->now, QDateTime::fromSecsSinceEpoch(1764480720, Qt::UTC));
        for (const char *bad : {"", "\n", "opsdeck-lease", "opsdeck-lease \n", "opsdeck-lease x 000000000007\n",
                 "opsdeck-lease 1764480720 x\n", "opsdeck-lease -1 000000000007\n", "opsdeck-lease 1 2 3\n",
                 "opsdeck-lease 99999999999999999 1\n", "opsdeck-lease 1 99999999999999\n", "opsdeck-lease 1 -1\n",
                 "xopsdeck-lease 1 2\n", "opsdeck-lease 1 2"})
            QCOMPARE(read(bad).error().kind, Error::Kind::BadAnswer);
        const auto failed = read("", 1);
        QCOMPARE(failed.error().kind, Error::Kind::Storage);
        QVERIFY(failed.error().detail.contains(u"cannot open directory"));
        QCOMPARE(read("", 44).error().kind, Error::Kind::Storage); // and not for ever
        QCOMPARE(read("", -1).error().kind, Error::Kind::Network);
        HostLeases elsewhere(host, u"app-01"_s, u"leases"_s);
        QCOMPARE(wait(elsewhere.read(production, {})).error().kind, Error::Kind::Usage);
        host.offline = failure(Error::Kind::Network, u"app-01"_s).value();
        QCOMPARE(wait(leases.put(production, 0, "x", {})).error().kind, Error::Kind::Network);
    }

    void whereNobodyMayWriteIsAnError_data() { everyStore(); }
    void whereNobodyMayWriteIsAnError()
    {
        openStore();
        QFile file(m_shared->folder);
        QVERIFY(file.open(QIODevice::WriteOnly)); // even for root
        const auto lease = acquire(u"li"_s);
        QVERIFY(!lease);
        QVERIFY(lease.error().kind == Error::Kind::Storage || lease.error().kind == Error::Kind::Forbidden);
        QVERIFY(!lease.error().detail.isEmpty());
    }

    void nonsenseIsRefusedBeforeAnythingIsWritten()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_shared = std::make_unique<Shared>(u"folder"_s, m_root->path());
        LeaseKeeper li = keeper(u"li"_s);
        const auto kind = [&](const QString &environment, const QString &reason, LeaseKeeper::Duration duration) {
            const auto lease = wait(li.acquire(EnvironmentId(environment), reason, duration, {}));
            return lease ? Error::Kind::Network : lease.error().kind;
        };
        for (const auto &name : {QString(), u"../x"_s, u"a*"_s, u"-n"_s})
            QCOMPARE(kind(name, u"why"_s, 1h), Error::Kind::Usage);
        for (const auto &why : {QString(), u" \n"_s, u"\x1b[31m"_s, QString(3'000, u'a')})
            QCOMPARE(kind(production.text(), why, 1h), Error::Kind::Usage);
        for (const auto duration : {0h, -1h, 24h * 8})
            QCOMPARE(kind(production.text(), u"why"_s, duration), Error::Kind::Usage);
        LeaseKeeper nobody(store(), QString(), QString());
        QVERIFY(!wait(nobody.acquire(production, u"why"_s, 1h, {})));
        QCOMPARE(m_shared->files(), QStringList());
    }

    void whatAProcessLeftBehindGoesAfterAnHour_data() { everyStore(); }
    void whatAProcessLeftBehindGoesAfterAnHour()
    {
        openStore();
        QVERIFY(acquire(u"li"_s));
        for (const qint64 seconds : {0, 7200}) {
            QFile file(m_shared->folder + u"/production.lease.tmp.%1"_s.arg(seconds));
            QVERIFY(file.open(QIODevice::WriteOnly));
            QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-seconds), QFile::FileModificationTime));
        }
        QVERIFY(renew(u"li"_s));
        QVERIFY(m_shared->files().contains(u"production.lease.tmp.0"_s));
        QVERIFY(!m_shared->files().contains(u"production.lease.tmp.7200"_s));
    }

    void ofEightConsolesExactlyOneWinsEachRound_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("rounds");
        QTest::newRow("folder") << u"folder"_s << 50;
        QTest::newRow("dash") << u"dash"_s << 5;
        QTest::newRow("busybox") << u"busybox"_s << 5;
    }
    void ofEightConsolesExactlyOneWinsEachRound()
    {
        QFETCH(int, rounds);
        openStore();
        for (int i = 0; i < 8; ++i)
            startConsole(u"console-%1"_s.arg(i));
        for (int round = 0; round < rounds; ++round) {
            for (const auto &console : m_consoles)
                console->write("race 600000\n");
            for (const auto &console : m_consoles)
                QCOMPARE(answerOf(*console), u"looked"_s);
            for (const auto &console : m_consoles)
                console->write("go\n");
            QList<int> winners;
            QStringList answers;
            for (int i = 0; i < 8; ++i) {
                answers.append(answerOf(*m_consoles.at(size_t(i))));
                if (answers.last() == u"won")
                    winners.append(i);
            }
            QVERIFY2(winners.size() == 1, qPrintable(u"round %1: "_s.arg(round) + answers.join(u'\n')));
            const QString told = u"refused console-%1@desk holds production since"_s.arg(winners.first());
            for (const QString &answer : answers)
                QVERIFY2(answer == u"won" || answer.startsWith(told), qPrintable(answer));
            if (round % 2 == 0) { // the next round finds one that has run out, else one that was given back
                QVERIFY(plant(leaseOf(u"old"_s, record().now.addSecs(-60), 1min)));
                continue;
            }
            QProcess &winner = *m_consoles.at(size_t(winners.first()));
            winner.write("release\n");
            QCOMPARE(answerOf(winner), u"released"_s);
        }
    }

    void twoNeverWorkAtTheSameTime_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("times");
        QTest::newRow("folder") << u"folder"_s << 20;
        QTest::newRow("busybox") << u"busybox"_s << 2;
    }
    void twoNeverWorkAtTheSameTime()
    {
        QFETCH(int, times);
        openStore();
        for (int i = 0; i < 6; ++i)
            startConsole(u"console-%1"_s.arg(i)).write("work " + QByteArray::number(times) + '\n');
        for (const auto &console : m_consoles)
            QCOMPARE(answerOf(*console), u"done"_s);
    }

    void aConsoleThatWasKilledHoldsUntilItsLeaseRunsOut_data() { everyStore(); }
    void aConsoleThatWasKilledHoldsUntilItsLeaseRunsOut()
    {
        openStore();
        QProcess &console = startConsole(u"li"_s);
        console.write("acquire 3000\n");
        QCOMPARE(answerOf(console), u"won"_s);
        const auto held = leaseFromJson(record().content, u"f"_s);
        QVERIFY(held);
        console.kill();
        QVERIFY(console.waitForFinished());
        int refusals = 0;
        while (true) {
            const auto lease = acquire(u"wang"_s);
            if (lease)
                break;
            QCOMPARE(lease.error().kind, Error::Kind::Refused);
            QVERIFY(lease.error().detail.startsWith(u"li@desk holds production"));
            ++refusals;
        }
        QVERIFY(refusals > 0);
        const auto taken = leaseFromJson(record().content, u"f"_s);
        QVERIFY(taken && taken->since >= held->expires);
        QVERIFY(held->expires.msecsTo(taken->since) < 20'000);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().value(1) == u"--console")
        return Console(QCoreApplication::arguments()).obey();
    LeaseKeeperTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_leasekeeper.moc"
