// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/ssh/sshfixture.h"
#include "tests/sim/ssh/sshworld.h"

#include <csignal>
#include <cstdlib>
#include <new>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OPSDECK_OWN_MALLOC 0 // the sanitizer's own stands below everything
#else
#define OPSDECK_OWN_MALLOC 1
#endif

namespace {

// Of the thread that is tested. 1 = the next one fails; 0 = none does.
thread_local int untilFailure = 0;

bool failsNow()
{
    return untilFailure > 0 && --untilFailure == 0;
}

} // namespace

#if OPSDECK_OWN_MALLOC
// What Qt and libssh ask for as well.
extern "C" void *__libc_malloc(size_t);
extern "C" void *__libc_calloc(size_t, size_t);
extern "C" void *__libc_realloc(void *, size_t);

extern "C" void *malloc(size_t size)
{
    return failsNow() ? nullptr : __libc_malloc(size);
}
extern "C" void *calloc(size_t count, size_t size)
{
    return failsNow() ? nullptr : __libc_calloc(count, size);
}
extern "C" void *realloc(void *memory, size_t size)
{
    return failsNow() ? nullptr : __libc_realloc(memory, size);
}
#else
void *operator new(size_t size)
{
    if (void *memory = failsNow() ? nullptr : std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, size_t) noexcept
{
    std::free(memory);
}
#endif

namespace {

/// How the process ended that ran one command while one allocation failed.
enum Ending
{
    Ran = 0,
    Refused = 3, ///< with an error
    Thrown = 4,
    Complete = 5, ///< there was no such allocation any more
    Hung = 6,
    Report = 77 ///< of a sanitizer
};

constexpr int PatienceMs = 40'000; // longer than any deadline on the way

/// In a process of its own: address, port, key, known_hosts, n.
int runOnce(const QStringList &arguments)
{
    HostSpec spec;
    spec.id = HostId(u"app-01"_s);
    spec.address = arguments.at(0);
    spec.port = arguments.at(1).toInt();
    spec.user = u"deploy"_s;
    spec.identity = arguments.at(2);
    spec.knownHosts = arguments.at(3);
    HostClient client({spec});
    ExecRequest request;
    request.command = remoteCommand({u"echo"_s, u"witness"_s});
    request.timeout = std::chrono::seconds(2);
    Ending ending = Hung;
    ExecAnswer answer;
    std::optional<QCoro::Task<void>> running;
    untilFailure = arguments.at(4).toInt();
    try {
        running = keepAnswer(client.host("app-01"), request, &answer, {});
        spinUntil([&answer] { return answer.has_value(); }, PatienceMs);
        if (answer)
            ending = *answer && (*answer)->succeeded() ? Ran : Refused;
        else if (running->isReady()) // it ended, and had no memory left to say how
            ending = Thrown;
    } catch (const std::bad_alloc &) {
        ending = Thrown;
    }
    const bool isComplete = untilFailure > 0;
    untilFailure = 0;
    ::_exit(ending == Ran && isComplete ? Complete : ending);
}

} // namespace

/// R16 on the way to a host: the n-th allocation fails while a command is run there. It is run once or not at all, and
/// nobody is told that it ran when it did not.
class ExecAllocationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommandIsRunOnceOrNotAtAllWhateverAllocationFails()
    {
        sim::SimClock clock;
        sim::SshWorld world(&clock);
        sim::FakeHost *host = world.addHost(u"app-01"_s, u"127.0.1.62"_s);
        QVERIFY(host);
        QTemporaryDir folder;
        const QString key = folder.filePath(u"key"_s);
        QVERIFY(world.writeClientKey(key));
        world.start();
        QFile known(folder.filePath(u"known_hosts"_s));
        QVERIFY(known.open(QIODevice::WriteOnly));
        known.write(world.knownHosts());
        known.close();

        QMap<QString, int> endings;
        const bool isTorture = qEnvironmentVariableIsSet("OPSDECK_TORTURE");
        const int step = isTorture ? 1 : 61;
        for (int n = 1; n <= 5000; n += step) {
            const qsizetype before = witnesses(*host);
            const int ending
                = run({host->address(), QString::number(host->port()), key, known.fileName(), QString::number(n)});
            const qsizetype ran = witnesses(*host) - before;
            const QByteArray where = "allocation " + QByteArray::number(n);
            QVERIFY2(ran <= 1, where);
            QVERIFY2(ending != Hung && ending != Report, where + " ended with " + QByteArray::number(ending));
            QVERIFY2((ending != Ran && ending != Complete) || ran == 1, where);
            ++endings[wordOf(ending)];
            if (ending == Complete)
                break;
        }
        for (auto it = endings.cbegin(); it != endings.cend(); ++it)
            qInfo("R16, exec: %d %s", it.value(), qPrintable(it.key()));
        QVERIFY(endings.contains(wordOf(Complete)) || !isTorture); // every allocation there is has failed once
        QVERIFY(endings.size() > 1);
    }

private:
    static qsizetype witnesses(const sim::FakeHost &host)
    {
        const QList<QByteArray> commands = host.commands();
        return std::ranges::count_if(commands, [](const QByteArray &each) { return each.contains("witness"); });
    }

    static int run(const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0:exitcode=%1:handle_abort=0"_s.arg(int(Report)));
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), QStringList{u"--exec"_s} + arguments);
        process.waitForFinished(60'000);
        if (process.exitStatus() == QProcess::CrashExit)
            return -1; // Qt and libssh end the program where they cannot go on: nothing is half done then
        if (process.exitCode() == Report)
            qWarning("%s", process.readAllStandardError().constData());
        return process.exitCode();
    }

    static QString wordOf(int ending)
    {
        static const QHash<int, QString> words{{Ran, u"ran all the same"_s}, {Refused, u"answered with an error"_s},
            {Thrown, u"ended with bad_alloc"_s}, {Complete, u"had nothing left to fail"_s},
            {-1, u"ended the program"_s}};
        return words.value(ending, QString::number(ending));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--exec")
        return runOnce(arguments.mid(2));
    ExecAllocationsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_execallocations.moc"
