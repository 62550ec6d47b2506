// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/engine.h"
#include "app/deploy/planner.h"
#include "backends/store/stores.h"
#include "tests/backends/ssh/sshfixture.h"
#include "tests/sim/ssh/sshworld.h"
#include "tests/support/delayproxy.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const ModuleId cart(u"cart"_s);
const QString image = u"127.0.0.1:5000/shop/cart"_s;

Digest digestOf(int number)
{
    const QByteArray hash = QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256);
    return Digest::parse(u"sha256:"_s + QString::fromLatin1(hash.toHex()));
}

class OneDigest : public ImageResolver
{
public:
    Digest digest;

    QCoro::Task<Result<Digest>> resolve(ImageRef, std::stop_token) override
    {
        Digest copy = digest;
        co_return copy;
    }
    QCoro::Task<Result<QStringList>> tags(ImageRef, std::stop_token) override
    {
        QStringList none;
        co_return none;
    }
};

bool isNotBegun(StepState state)
{
    return state == StepState::Waiting || state == StepState::Absent;
}

} // namespace

/// R8: the connection to a host is reset after byte k of what it says, wherever in a deployment that is.
class CutConnectionsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    sim::SimClock m_clock;
    std::unique_ptr<sim::SshWorld> m_world;
    std::array<sim::FakeHost *, 2> m_hosts{};
    std::unique_ptr<DelayProxy> m_proxy;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<HostClient> m_direct; ///< plans are made undisturbed
    Workspace m_workspace;
    OneDigest m_registry;
    int m_number = 0;
    qint64 m_looked = 0; ///< bytes of a connection that were spent on looking whether all is as planned
    Error m_refusal; ///< of the run that did not begin

    HostSpec specOf(const sim::FakeHost &host) const
    {
        HostSpec spec;
        spec.id = HostId(host.name());
        spec.address = host.address();
        spec.port = host.port();
        spec.user = u"deploy"_s;
        spec.identity = m_dir.filePath(u"key"_s);
        spec.knownHosts = m_dir.filePath(u"known_hosts"_s);
        return spec;
    }

    HostSpec throughProxy() const
    {
        HostSpec spec = specOf(*m_hosts[0]);
        spec.address = m_proxy->address();
        spec.port = m_proxy->port();
        return spec;
    }

    void makeWorld()
    {
        m_world = std::make_unique<sim::SshWorld>(&m_clock);
        for (size_t i = 0; i < m_hosts.size(); ++i) {
            m_hosts.at(i) = m_world->addHost(u"app-0%1"_s.arg(i + 1), u"127.0.1.%1"_s.arg(i + 1));
            QVERIFY(m_hosts.at(i));
            m_hosts.at(i)->setStepDelay(1ms);
            m_hosts.at(i)->engine().setHealthDelay(0ms);
        }
        QVERIFY(m_world->writeClientKey(m_dir.filePath(u"key"_s)));
        m_world->start();
        m_proxy = std::make_unique<DelayProxy>(m_hosts[0]->address(), m_hosts[0]->port(), 0ms);
        const QByteArray known = m_world->knownHostsLine(*m_hosts[0]);
        const QByteArray proxied = "[127.0.0.1]:" + QByteArray::number(m_proxy->port()) + known.mid(known.indexOf(' '));
        write(u"known_hosts"_s, m_world->knownHosts() + '\n' + proxied + '\n');
    }

    void makeWorkspace()
    {
        const EnvironmentId staging(u"staging"_s);
        write(u"cart.yml"_s, "services:\n  cart:\n    image: IMAGE\n    healthcheck: {test: ['CMD', 'true']}\n");
        m_workspace.environments = {{staging, u"Staging"_s, false}};
        ProductModule part;
        part.id = cart;
        part.image = *ImageRef::parse(image);
        part.compose = m_dir.filePath(u"cart.yml"_s);
        part.directory = u"/srv/cart"_s;
        part.composeProject = u"cart"_s;
        part.services = QStringList{u"cart"_s};
        part.placements = {{staging, {HostId(u"app-01"_s), HostId(u"app-02"_s)}}};
        Product product;
        product.id = ProductId(u"shop"_s);
        product.modules = {part};
        m_workspace.products = {product};
        m_workspace.policies.healthTimeout = 5s;
        m_workspace.policies.commandTimeout = 10s;
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write into the test's folder");
    }

    /// Each to a digest that never ran before.
    DeployPlan nextPlan()
    {
        m_registry.digest = digestOf(++m_number);
        DeployOrder order{ProductId(u"shop"_s), QString::number(m_number), EnvironmentId(u"staging"_s), u"li@desk"_s};
        const auto made = wait(makePlan(&m_workspace, m_direct->pool.get(), &m_registry, order, {}));
        if (!made)
            qFatal("no plan: %s", qPrintable(made.error().detail));
        return *made;
    }

    /// Without an id where it was refused before it began.
    DeployRun run(const DeployPlan &plan, qint64 cutAfter)
    {
        m_proxy->resetAfter(cutAfter);
        HostClient client({throughProxy(), specOf(*m_hosts[1])});
        bool ended = false;
        EnvironmentGuard guard(m_workspace, *client.pool, u"li@desk"_s, u"here"_s);
        DeployEngine engine(RunTools{*client.pool, {}, m_workspace.policies}, RunGuards{guard}, m_stores->ledger(),
            [this, &ended](const DeployEvent &event) {
                if (m_looked == 0)
                    m_looked = m_proxy->passed();
                ended |= event.kind == DeployEvent::Kind::RunEnded || event.runState == RunState::Paused;
            });
        const auto started = wait(engine.start(plan, {}, u"li@desk"_s, {}));
        if (!started) {
            m_refusal = started.error();
            return {};
        }
        spinUntil([&ended] { return ended; }, 60'000);
        return wait(m_stores->ledger().runs(1)).value().first();
    }

    QString runningOn(size_t host) const
    {
        for (const auto &container : m_hosts.at(host)->engine().containers()) {
            if (container.running)
                return container.image;
        }
        return {};
    }

    /// Commands that change something; looking whether all is as planned takes some, too.
    static qsizetype changesOn(const sim::FakeHost &host)
    {
        const auto commands = host.commands();
        return std::count_if(
            commands.cbegin(), commands.cend(), [](const QByteArray &command) { return command.startsWith("docker"); });
    }

    void expectUnknown(const DeployRun &run, qsizetype changesOfTheOther)
    {
        QCOMPARE(nameOf(run.state), u"interrupted"_s);
        QVERIFY(run.failedAt && run.failedAt->host == HostId(u"app-01"_s));
        const auto &steps = run.lanes.at(0).steps;
        const auto unknown = std::find(steps.cbegin(), steps.cend(), StepState::Unknown);
        QVERIFY(unknown != steps.cend());
        QVERIFY(std::all_of(steps.cbegin(), unknown,
            [](StepState state) { return state == StepState::Done || state == StepState::Absent; }));
        QVERIFY(std::all_of(unknown + 1, steps.cend(), isNotBegun));
        QVERIFY(std::all_of(run.lanes.at(1).steps.cbegin(), run.lanes.at(1).steps.cend(), isNotBegun));
        QCOMPARE(changesOn(*m_hosts[1]), changesOfTheOther);
        const auto entries = wait(m_stores->ledger().entries(0, 1));
        QCOMPARE(entries->first().outcome, u"interrupted"_s);
    }

    /// Nothing goes on by itself, and the old plan is not simply carried out again over what nobody knows.
    void expectToBeAsked(const DeployRun &cut)
    {
        const auto commands = m_hosts[0]->commands().size();
        const bool wasWritten
            = m_hosts[0]->file(u"/srv/cart/docker-compose.yml"_s)->content == cut.plan.changes.first().composeAfter;
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(m_hosts[0]->commands().size(), commands);
        if (!wasWritten)
            return;
        const DeployRun again = run(cut.plan, -1);
        QVERIFY(again.id.isEmpty());
        QVERIFY2(m_refusal.said().plain().contains(u"make a new plan"_s), qPrintable(m_refusal.said().plain()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        makeWorld();
        makeWorkspace();
        m_stores = std::move(openStores(m_dir.filePath(u"data"_s)).value());
        m_direct = std::make_unique<HostClient>(QList{specOf(*m_hosts[0]), specOf(*m_hosts[1])});
        for (sim::FakeHost *host : m_hosts) {
            host->engine().seed(u"cart"_s, u"cart"_s, image + u":1.0"_s);
            host->setFile(u"/srv/cart/docker-compose.yml"_s, "services: {cart: {image: by hand}}\n");
        }
    }

    void cleanupTestCase()
    {
        m_direct.reset();
        m_stores.reset();
        m_proxy.reset();
        m_world.reset();
    }

    void aStepWhoseConnectionBrokeIsNeitherDoneNorFailed()
    {
        QCOMPARE(nameOf(run(nextPlan(), -1).state), u"done"_s);
        const qint64 whole = m_proxy->passed(); // bytes that a whole deployment takes
        QVERIFY(m_looked > 0 && m_looked < whole);
        const int runs = isTorture() ? 200 : 9;
        int cuts = 0;
        QMap<QString, int> where;
        for (int i = 0; i < runs; ++i) {
            const qint64 k = isTorture() ? QRandomGenerator::global()->bounded(whole)
                : i == 0                 ? m_looked / 2
                                         : m_looked + (whole - m_looked) * i / runs;
            const DeployPlan plan = nextPlan();
            const auto changesOfTheOther = changesOn(*m_hosts[1]);
            const DeployRun ended = run(plan, k);
            if (ended.id.isEmpty()) { // cut while it looked whether all is as planned
                QCOMPARE(changesOn(*m_hosts[1]), changesOfTheOther);
                continue;
            }
            if (ended.state == RunState::Done) {
                for (const size_t host : {0, 1})
                    QVERIFY(runningOn(host).contains(plan.changes.first().wanted.digest.text()));
                continue;
            }
            ++cuts;
            ++where[ended.failedAt ? nameOf(ended.failedAt->step) : u"nowhere"_s];
            expectUnknown(ended, changesOfTheOther);
            if (QTest::currentTestFailed()) {
                qWarning("after byte %lld: %s", k, qPrintable(failureLine(ended.failedAt, ended.failure)));
                return;
            }
            expectToBeAsked(ended);
        }
        qInfo() << "R8:" << cuts << "of" << runs << "were cut, in" << where;
        QVERIFY(cuts >= runs / 3); // the others while it looked whether all is as planned, or after the last answer
        QVERIFY(where.size() >= 2);
    }
};

QTEST_GUILESS_MAIN(CutConnectionsTest)
#include "tst_cutconnections.moc"
