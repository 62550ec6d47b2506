// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/async/taskscope.h"
#include "backends/http/client.h"
#include "backends/secrets/secretstore.h"
#include "backends/ssh/command.h"
#include "backends/ssh/hostpool.h"
#include "tests/support/run.h"

#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

namespace opsdeck::testing {

/// A pool of hosts with what it needs, on the test's own thread.
struct HostClient
{
    explicit HostClient(const QList<HostSpec> &specs, const SshPerson &person = nobody())
        : pool(makeSshHostPool(specs, http, secrets, person))
    { }
    /// Somebody without configuration, agent or keys, so that those of whoever runs the test do not count.
    static SshPerson nobody()
    {
        SshPerson person = SshPerson::current();
        person.home = QStringLiteral("/nonexistent");
        person.agentSocket.clear();
        person.configFile.clear();
        person.systemConfigFile.clear();
        return person;
    }
    Host *host(const char *name) const { return pool->host(HostId(QString::fromLatin1(name))); }

    http::Client http;
    SecretStore secrets{QDir::tempPath()};
    std::unique_ptr<HostPool> pool;
};

using ExecAnswer = std::optional<Result<ExecResult>>;

inline QCoro::Task<void> keepAnswer(Host *host, ExecRequest request, ExecAnswer *out, std::stop_token stop)
{
    out->emplace(co_await host->exec(request, stop));
}

inline ExecRequest shell(const char *script)
{
    ExecRequest request;
    request.command = remoteCommand({QStringLiteral("sh"), QStringLiteral("-c"), QString::fromUtf8(script)});
    return request;
}

inline Result<ExecResult> run(Host *host, const ExecRequest &request, std::stop_token stop = {})
{
    return wait(host->exec(request, stop));
}

/// A real sshd on loopback with keys of its own, for this user only.
class RealSshd
{
public:
    /// `more` goes into its configuration.
    explicit RealSshd(const QByteArray &more = {}, const QString &address = QStringLiteral("127.0.1.7"))
        : m_address(address)
    {
        makeKey(QStringLiteral("host"), {});
        makeKey(QStringLiteral("user"), {});
        QFile::copy(path("user.pub"), path("authorized_keys"));
        QTcpServer probe;
        probe.listen(QHostAddress(m_address));
        m_port = probe.serverPort();
        probe.close();
        QDir().mkpath(QStringLiteral("/run/sshd"));
        write("conf",
            QStringLiteral(
                "ListenAddress %4:%1\nHostKey %2\nAuthorizedKeysFile %3\nPidFile none\nUsePAM no\n"
                "StrictModes no\nPermitRootLogin yes\nAllowStreamLocalForwarding yes\nLogLevel DEBUG1\n"
                "SetEnv HOME=%5\n") // where no start file of this user's shell takes a second of each command
                    .arg(m_port)
                    .arg(path("host"), path("authorized_keys"), m_address, m_dir.path())
                    .toUtf8()
                + more);
        start();
        trust(read("host.pub"));
    }
    ~RealSshd()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    void start()
    {
        m_process.start(QStringLiteral("/usr/sbin/sshd"),
            {QStringLiteral("-D"), QStringLiteral("-f"), path("conf"), QStringLiteral("-E"), path("log")});
    }
    /// Ends the server and forgets its log; sessions that are open go on until their clients leave.
    void stop()
    {
        m_process.terminate();
        m_process.waitForFinished();
        QFile::remove(path("log"));
    }

    /// Whether anybody has begun to log in.
    bool sawLogin() const { return read("log").contains("userauth-request"); }
    quint16 port() const { return m_port; }
    bool isReady() { return read("log").contains("Server listening"); }
    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write into the test's folder");
    }
    void makeKey(const QString &name, const QString &passphrase, const char *type = "ed25519") const
    {
        QProcess keygen;
        keygen.start(QStringLiteral("ssh-keygen"),
            {QStringLiteral("-q"), QStringLiteral("-t"), QString::fromLatin1(type), QStringLiteral("-N"), passphrase,
                QStringLiteral("-f"), m_dir.filePath(name)});
        keygen.waitForFinished();
    }
    /// The known hosts name this key, and no other, for the server.
    void trust(const QByteArray &publicKey) const
    {
        const QByteArray name = m_address == u"0.0.0.0" ? "127.*" : m_address.toLatin1();
        write("known_hosts", '[' + name + "]:" + QByteArray::number(m_port) + ' ' + publicKey);
    }
    QString fingerprint(const char *publicKey) const
    {
        QProcess keygen;
        keygen.start(QStringLiteral("ssh-keygen"), {QStringLiteral("-lf"), path(publicKey)});
        keygen.waitForFinished();
        return QString::fromUtf8(keygen.readAll()).section(u' ', 1, 1);
    }
    HostSpec spec() const
    {
        HostSpec host;
        host.id = HostId(QStringLiteral("app-01"));
        host.address = m_address;
        host.port = m_port;
        host.user = qEnvironmentVariable("USER", QStringLiteral("root"));
        host.identity = path("user");
        host.knownHosts = path("known_hosts");
        return host;
    }

private:
    QTemporaryDir m_dir;
    const QString m_address;
    QProcess m_process;
    quint16 m_port = 0;
};

inline bool isTorture()
{
    return qEnvironmentVariableIsSet("OPSDECK_TORTURE");
}

/// As many hosts as wanted, which are all one sshd that listens on 0.0.0.0.
inline QList<HostSpec> manyHosts(const RealSshd &sshd, int count)
{
    QList<HostSpec> specs;
    for (int i = 0; i < count; ++i) {
        HostSpec spec = sshd.spec();
        spec.id = HostId(QStringLiteral("host-%1").arg(i));
        spec.address = QStringLiteral("127.7.%1.%2").arg(i / 250).arg(i % 250 + 1);
        specs.append(spec);
    }
    return specs;
}

} // namespace opsdeck::testing
