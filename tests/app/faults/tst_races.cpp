// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desk.h"
#include "app/session/session.h"
#include "models/ports/onresult.h"
#include "tests/sim/monitoring/alertmanagersim.h"
#include "tests/sim/ssh/sshworld.h"
#include "tests/support/run.h"

#include <QRandomGenerator>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int Pollers = 12;

bool isTorture()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

} // namespace

/// R17: sessions that are opened, asked, cancelled, reloaded and closed at random moments while everything polls. What
/// goes wrong is told by ThreadSanitizer (./run test tsan) or AddressSanitizer; that nothing calls back after its
/// receiver is gone is counted here.
class RacesTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    sim::SimClock m_clock;
    std::unique_ptr<sim::AlertmanagerSim> m_server;
    std::unique_ptr<sim::SshWorld> m_world;
    QRandomGenerator m_random{QRandomGenerator::global()->generate()};
    Language m_language;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<QObject> m_receiver; ///< of the answers of the open session
    int m_answers = 0;
    int m_late = 0; ///< answers to a receiver that was gone

    QString path(const QString &name) const { return m_folder.filePath(name); }

    Workspace workspace() const
    {
        Workspace made;
        made.name = u"races"_s;
        made.folder = m_folder.path();
        for (int i = 0; i < Pollers; ++i) {
            Connection connection;
            connection.id = SourceId(u"am-%1"_s.arg(i));
            connection.kind = u"alertmanager"_s;
            connection.url = QString::fromLatin1(m_server->url());
            connection.poll = 20ms;
            made.connections.append(connection);
        }
        for (const sim::FakeHost *host : m_world->hosts()) {
            HostSpec spec;
            spec.id = HostId(host->name());
            spec.address = host->address();
            spec.port = host->port();
            spec.user = u"deploy"_s;
            spec.identity = path(u"key"_s);
            spec.knownHosts = path(u"known_hosts"_s);
            spec.poll = 50ms;
            made.hosts.append(spec);
        }
        return made;
    }

    void open()
    {
        auto session = Session::open(workspace(), {path(u"data"_s), path(u"config"_s)});
        QVERIFY(session.has_value());
        m_session = std::move(*session);
        m_receiver = std::make_unique<QObject>();
        m_session->startSync();
    }

    void close()
    {
        m_receiver.reset();
        m_desk.reset();
        m_session.reset();
    }

    /// Counts the answer, and whether it came in time.
    template <typename T> void expect(const QFuture<Result<T>> &future)
    {
        onResult(future, m_receiver.get(), [this, receiver = QPointer<QObject>(m_receiver.get())](const Result<T> &) {
            ++m_answers;
            m_late += receiver ? 0 : 1;
        });
    }

    SourceId anySource() { return SourceId(u"am-%1"_s.arg(m_random.bounded(Pollers))); }

    void doSomething()
    {
        switch (m_random.bounded(9)) {
        case 0:
            return m_session->wakeAll();
        case 1:
            return expect(m_session->syncOnce());
        case 2:
            return expect(m_session->sources().vitals());
        case 3:
            return expect(m_session->sources().test(anySource()));
        case 4:
            return m_session->sources().pollNow(anySource());
        case 5:
            return expect(m_session->cache().alerts());
        case 6:
            return expect(m_session->deployments().versions(ProductId(u"none"_s)));
        case 7:
            return m_session->deployments().cancel(RunId(u"none"_s));
        default:
            return m_desk ? m_desk.reset() : void(openDesk());
        }
    }

    void openDesk()
    {
        m_desk = std::make_unique<Desk>(*m_session, m_language, DeskSettings{.language = u"en"_s});
        m_desk->shell().show();
    }

    void letItRunAWhile()
    {
        const QDeadlineTimer until(m_random.bounded(15));
        while (!until.hasExpired())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<sim::AlertmanagerSim>(m_clock);
        QVERIFY(m_server->start());
        for (int i = 0; i < 20; ++i)
            m_server->fire({{u"alertname"_s, u"Burns-%1"_s.arg(i)}}, {});
        m_world = std::make_unique<sim::SshWorld>(&m_clock);
        const int hosts = isTorture() ? 300 : 12;
        for (int i = 0; i < hosts; ++i)
            QVERIFY(m_world->addHost(u"host-%1"_s.arg(i), u"127.0.1.1"_s));
        QVERIFY(m_world->writeClientKey(path(u"key"_s)));
        m_world->start();
        QFile known(path(u"known_hosts"_s));
        QVERIFY(known.open(QIODevice::WriteOnly));
        known.write(m_world->knownHosts());
    }

    void cleanupTestCase()
    {
        close();
        m_world.reset();
        m_server.reset();
    }

    void nothingCallsBackAfterItsReceiverIsGone()
    {
        const int rounds = isTorture() ? 1000 : 12;
        for (int round = 0; round < rounds; ++round) {
            open();
            for (int i = m_random.bounded(12); i >= 0; --i) {
                doSomething();
                if (m_random.bounded(3) == 0)
                    letItRunAWhile();
            }
            if (m_random.bounded(4) == 0)
                m_world->dropConnections(u"host-%1"_s.arg(m_random.bounded(int(m_world->hosts().size()))));
            if (round % 2 == 0)
                m_receiver = std::make_unique<QObject>(); // cancels what was asked; the session lives on
            letItRunAWhile();
            close();
            letItRunAWhile(); // for what would come too late
            QCOMPARE(m_late, 0);
        }
        qInfo("R17: %d rounds, %d answers", rounds, m_answers);
        QVERIFY(m_answers > 0);
    }

    void whatWasStoredWhileAllRacedIsWhole()
    {
        open();
        QTRY_COMPARE_WITH_TIMEOUT(wait(m_session->cache().alerts()).value().size(), 20 * Pollers, 20'000);
        QCOMPARE(wait(m_session->ledger().verifyChain()).value(), 0);
        QVERIFY(!m_session->storeCare().report().isReadOnly());
        close();
    }
};

QTEST_MAIN(RacesTest)
#include "tst_races.moc"
