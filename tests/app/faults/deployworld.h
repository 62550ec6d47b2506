// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/stores.h"
#include "tests/sim/harbor/harborsim.h"
#include "tests/sim/ssh/sshworld.h"
#include "tests/stack/realdockerhost.h"
#include "tests/support/delayproxy.h"
#include "tests/support/run.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>

namespace opsdeck::testing {

inline const QString composeFile = QStringLiteral("/srv/cart/docker-compose.yml");

/// A simulated machine with a world of its own, so that it alone can go down. What is on its disk and what ran is
/// there again when it comes up; what happened at the moment of the fall is cut off.
class Machine
{
public:
    /// `hostKeys` is the folder that keeps its host key.
    Machine(QString name, QString address, QString hostKeys, QByteArray login)
        : m_name(std::move(name))
        , m_address(std::move(address))
        , m_hostKeys(std::move(hostKeys))
        , m_login(std::move(login))
    {
        up();
    }

    sim::FakeHost &host() const { return *m_host; }
    const QString &name() const { return m_name; }
    QByteArray knownHostsLine() const { return m_world->knownHostsLine(*m_host); }

    /// Nobody listens, and whoever was connected is cut off.
    void down()
    {
        m_world->stop();
        m_file = m_host->file(composeFile);
        m_ran = image();
        m_world.reset();
        m_host = nullptr;
    }

    void up()
    {
        m_world = std::make_unique<sim::SshWorld>(&m_clock, m_hostKeys);
        m_world->allowKey(m_login);
        m_host = m_world->addHost(m_name, m_address, m_port);
        if (!m_host)
            qFatal("%s", qPrintable(m_world->errorText()));
        m_port = m_host->port();
        m_host->setStepDelay(std::chrono::milliseconds(15));
        m_host->engine().setHealthDelay(std::chrono::milliseconds(0));
        if (m_file)
            m_host->setFile(composeFile, m_file->content, m_file->mode);
        if (!m_ran.isEmpty())
            m_host->engine().seed(QStringLiteral("cart"), QStringLiteral("cart"), m_ran);
        m_world->start();
    }

    /// As after a new installation, or as somebody else who sits at its address.
    void changeHostKey(const QString &hostKeys)
    {
        down();
        m_hostKeys = hostKeys;
        up();
    }
    void setClockAhead(std::chrono::milliseconds by) { m_clock.advance(by); }

    QByteArray compose() const
    {
        const auto file = m_host->file(composeFile);
        return file ? file->content : QByteArray();
    }
    /// What runs, as it was asked for; empty where nothing does.
    QString image() const
    {
        const auto there = m_host->engine().container(QStringLiteral("cart_cart_1"));
        return there && there->running ? there->image : QString();
    }

private:
    const QString m_name;
    const QString m_address;
    QString m_hostKeys;
    const QByteArray m_login;
    sim::SimClock m_clock;
    quint16 m_port = 0;
    std::optional<sim::FakeHost::File> m_file;
    QString m_ran;
    std::unique_ptr<sim::SshWorld> m_world;
    sim::FakeHost *m_host = nullptr;
};

/// The real program with --json. Counts what it says, so that a fault can come after so many lines.
class Console
{
public:
    explicit Console(const QString &home, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("OPSDECK_DATA_HOME"), home + QStringLiteral("/data"));
        environment.insert(QStringLiteral("OPSDECK_CONFIG_HOME"), home + QStringLiteral("/config"));
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("OPSDECK_BINARY_DIR") + QStringLiteral("/bin/opsdeck"),
            arguments + QStringList{QStringLiteral("--json")}, QIODevice::ReadOnly);
    }
    ~Console() { kill(); }
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    /// False where it ended before it had said so much, and waited so long after it.
    bool says(qsizetype lines, std::chrono::milliseconds more)
    {
        const auto isOver = [this] { return m_process.state() == QProcess::NotRunning; };
        spinUntil(
            [&] {
                read();
                return m_lines.size() >= lines || isOver();
            },
            60'000);
        spinUntil(isOver, int(more.count())); // the random moment itself
        return !isOver();
    }
    bool saysOfType(const QString &type)
    {
        const auto isOver = [this] { return m_process.state() == QProcess::NotRunning; };
        spinUntil(
            [&] {
                read();
                return !line(type).isEmpty() || isOver();
            },
            60'000);
        return !line(type).isEmpty();
    }

    /// The exit status; -1 where it crashed, was killed or did not end in time.
    int end(int timeoutMs = 60'000)
    {
        spinUntil([this] { return m_process.state() == QProcess::NotRunning; }, timeoutMs);
        const bool isOver = m_process.state() == QProcess::NotRunning;
        read();
        m_err += m_process.readAllStandardError();
        return isOver && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    void kill()
    {
        m_process.kill(); // SIGKILL
        m_process.waitForFinished();
    }

    bool isOver() const { return m_process.state() == QProcess::NotRunning; }
    qsizetype lines() const { return m_lines.size(); }
    /// The first line of that type: plan, event, result, error, run.
    QJsonObject line(const QString &type) const
    {
        for (const QJsonObject &each : m_lines) {
            if (each[QStringLiteral("type")].toString() == type)
                return each;
        }
        return {};
    }
    QByteArray err() const { return m_err; }

private:
    void read()
    {
        m_process.setReadChannel(QProcess::StandardOutput);
        while (m_process.canReadLine())
            m_lines.append(QJsonDocument::fromJson(m_process.readLine()).object());
    }

    QProcess m_process;
    QList<QJsonObject> m_lines;
    QByteArray m_err;
};

/// A workspace with a registry and three machines in one environment, the second behind a network of its own that can
/// be cut, and two further homes for consoles that share it.
class DeployWorld
{
public:
    DeployWorld()
    {
        m_registry.addProject(QStringLiteral("shop"), true);
        if (!m_registry.start())
            qFatal("no registry");
        for (int i = 0; i < 3; ++i)
            machines.push_back(std::make_unique<Machine>(QStringLiteral("app-0%1").arg(i + 1),
                QStringLiteral("127.0.1.%1").arg(51 + i), m_folder.filePath(QStringLiteral("keys")),
                m_login.publicKey()));
        network = std::make_unique<DelayProxy>(
            machines[1]->host().address(), machines[1]->host().port(), std::chrono::milliseconds(0));
        writeWorkspace({});
    }

    QString home(const char *name = "desk") const { return m_folder.filePath(QString::fromLatin1(name)); }
    QString workspace() const { return m_folder.filePath(QStringLiteral("ws")); }
    sim::HarborSim &registry() { return m_registry; }

    /// An image that never ran before; its version is also its tag.
    QString push()
    {
        const QString version = QStringLiteral("1.%1").arg(++m_number);
        const auto artifact = sim::harbor::makeArtifact(
            QStringLiteral("shop/cart"), {version}, version.toUtf8() + m_folder.path().toUtf8());
        m_digests.insert(version, m_registry.push(QStringLiteral("shop/cart"), artifact));
        return version;
    }
    QString digest(const QString &version) const { return m_digests.value(version); }

    QStringList deploy(const QString &version) const
    {
        return {QStringLiteral("deploy"), workspace(), QStringLiteral("--product"), QStringLiteral("shop"),
            QStringLiteral("--version"), version, QStringLiteral("--env"), QStringLiteral("staging")};
    }
    QStringList about(const char *command, const RunId &run, const QStringList &more = {}) const
    {
        return QStringList{QString::fromLatin1(command), workspace(), QStringLiteral("--run"), run.text()} + more;
    }

    /// `policies` is YAML that goes into the section of that name.
    void writeWorkspace(const QByteArray &policies)
    {
        QByteArray known;
        QByteArray yaml = "name: faults\npolicies: {health-timeout: 60s, command-timeout: 5s" + policies + "}\n"
            + "environments: [{name: staging}]\nproducts:\n  - name: shop\n    modules:\n      - name: cart\n        "
              "image: "
            + m_registry.authority() + "/shop/cart\n        compose: cart.yml\n        directory: /srv/cart\n"
            + "        placements: [{environment: staging, hosts: [app-01, app-02, app-03]}]\nhosts:\n";
        for (const auto &machine : machines) {
            const bool isBehind = machine == machines[1];
            const QByteArray address = isBehind ? QByteArray("127.0.0.1") : machine->host().address().toLatin1();
            const QByteArray port = QByteArray::number(isBehind ? network->port() : machine->host().port());
            const QByteArray line = machine->knownHostsLine();
            known += '[' + address + "]:" + port + line.mid(line.indexOf(' '));
            yaml += "  - {name: " + machine->name().toUtf8() + ", environment: staging, address: " + address
                + ", port: " + port + ", user: deploy, identity: '" + m_login.file().toUtf8()
                + "', known-hosts: known}\n";
        }
        writeFile(workspace() + QStringLiteral("/opsdeck.yaml"), yaml);
        writeFile(workspace() + QStringLiteral("/known"), known);
        writeFile(workspace() + QStringLiteral("/cart.yml"),
            "services:\n  cart:\n    image: cart\n    healthcheck: {test: [CMD, 'true']}\n");
    }

    /// A console's own files; it must not run meanwhile.
    std::unique_ptr<Stores> open(const char *name = "desk") const
    {
        const QDir data(home(name) + QStringLiteral("/data"));
        const QStringList folders = data.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        auto stores = openStores(data.filePath(folders.value(0)));
        return stores && folders.size() == 1 ? std::move(*stores) : nullptr;
    }

    std::vector<std::unique_ptr<Machine>> machines;
    std::unique_ptr<DelayProxy> network; ///< before the second machine

private:
    QTemporaryDir m_folder;
    SshKey m_login;
    sim::SimClock m_clock;
    sim::HarborSim m_registry{m_clock};
    QMap<QString, QString> m_digests; ///< by version
    int m_number = 0;
};

} // namespace opsdeck::testing
