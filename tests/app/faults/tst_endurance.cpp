// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/poller.h"
#include "backends/store/stores.h"
#include "tests/backends/http/connected.h"
#include "tests/backends/ssh/sshfixture.h"
#include "tests/sim/monitoring/alertmanagersim.h"
#include "tests/sim/ssh/sshworld.h"

#include <malloc.h>

#ifdef __SANITIZE_ADDRESS__
extern "C" size_t __sanitizer_get_current_allocated_bytes(); // the sanitizer's own header is not packaged for g++
#endif

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Bytes of the heap that are in use. Not the resident memory: a sanitizer keeps what was freed for a while.
qint64 heapInUse()
{
#ifdef __SANITIZE_ADDRESS__
    return qint64(__sanitizer_get_current_allocated_bytes());
#else
    const auto info = ::mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
#endif
}

qsizetype openFiles()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
}

void settle()
{
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

/// R18: days of polls, channels and new keys in a short time. What is kept for each of them would add up.
class EnduranceTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    sim::SimClock m_clock;
    std::unique_ptr<Stores> m_stores;

    /// Does the work often after it has done it some times to warm up: the bytes kept for each time, and no file.
    template <typename Work> void expectFlat(const char *what, int times, qint64 bytesEach, Work work)
    {
        for (int i = 0; i < 50 + times / 10; ++i)
            work(i);
        settle();
        const qint64 before = heapInUse();
        const auto files = openFiles();
        for (int i = 0; i < times; ++i)
            work(i);
        settle();
        const qint64 kept = heapInUse() - before;
        qInfo("R18: %d %s keep %lld bytes each", times, what, kept / times);
        QVERIFY2(kept <= bytesEach * times + 64 * 1024, qPrintable(QString::number(kept)));
        QTRY_COMPARE(openFiles(), files);
    }

private Q_SLOTS:
    void init() { m_stores = std::move(openStores(m_folder.filePath(u"data"_s)).value()); }
    void cleanup() { m_stores.reset(); }

    void pollsKeepNothing()
    {
        sim::AlertmanagerSim server(m_clock);
        QVERIFY(server.start());
        for (int i = 0; i < 10; ++i)
            server.fire({{u"alertname"_s, u"Burns-%1"_s.arg(i)}}, {});
        Connected world;
        Connection connection = world.connection(u"alertmanager"_s);
        connection.url = QString::fromLatin1(server.url());
        SourceRecord record;
        record.id = connection.id;
        record.kind = connection.kind;
        Poller poller(record, world.source(connection), m_stores->cache());
        // 1 MB for 100 000 polls.
        expectFlat("polls", isTorture() ? 100'000 : 150, 10, [&](int i) {
            server.faults().forget();
            if (i % 10 == 0)
                server.fire({{u"alertname"_s, u"Burns-1"_s}}, {{u"round"_s, QString::number(i)}});
            QVERIFY(wait(poller.pollOnce({})));
        });
    }

    void channelsKeepNothing()
    {
        sim::SshWorld world(&m_clock);
        sim::FakeHost *fake = world.addHost(u"app-01"_s, u"127.0.1.1"_s);
        QVERIFY(fake && world.writeClientKey(m_folder.filePath(u"key"_s)));
        world.start();
        QFile known(m_folder.filePath(u"known_hosts"_s));
        QVERIFY(known.open(QIODevice::WriteOnly) && known.write(world.knownHosts()) > 0);
        known.close();
        HostSpec spec;
        spec.id = HostId(u"app-01"_s);
        spec.address = fake->address();
        spec.port = fake->port();
        spec.user = u"deploy"_s;
        spec.identity = m_folder.filePath(u"key"_s);
        spec.knownHosts = known.fileName();
        HostClient client({spec});
        // The simulator lives in this process and notes every command: what that takes is not the client's.
        ExecRequest request;
        request.command = remoteCommand({u"true"_s});
        expectFlat("channels", isTorture() ? 10'000 : 100, 512, [&](int) {
            const auto done = run(client.host("app-01"), request);
            QVERIFY(done && done->succeeded());
        });
        QCOMPARE(fake->logins(), 1);
    }

    void newKeysKeepNoMoreThanTheyHaveTo()
    {
        Connected world;
        Connection connection = world.connection(u"gitlab"_s);
        connection.secret = u"token"_s;
        int number = 0;
        const auto token = [&number] { return u"glpat-rotated-%1"_s.arg(number, 8, 10, QLatin1Char('0')); };
        world.server.answerWith([&](const FaultServer::Seen &request) {
            const bool fits = request.header("private-token") == token().toLatin1();
            return fits ? FaultServer::ok(R"({"version":"17.5.2","revision":"x"})") : FaultServer::status(401);
        });
        qputenv("OPSDECK_SECRET_TOKEN", token().toLatin1());
        const auto source = world.source(connection);
        QVERIFY(wait(source->probe({})));
        // The redaction has to know every secret for good: its forms, and what this server keeps of the requests.
        expectFlat("key rotations", isTorture() ? 500 : 20, 16 * 1024, [&](int) {
            ++number;
            qputenv("OPSDECK_SECRET_TOKEN", token().toLatin1());
            const auto identity = wait(source->probe({}));
            QVERIFY2(identity, identity ? "" : qPrintable(identity.error().detail));
        });
        qunsetenv("OPSDECK_SECRET_TOKEN");
    }
};

QTEST_GUILESS_MAIN(EnduranceTest)
#include "tst_endurance.moc"
