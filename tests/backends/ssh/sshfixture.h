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
    explicit HostClient(const QList<HostSpec> &specs)
        : pool(makeSshHostPool(specs, http, secrets))
    { }
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
    RealSshd()
    {
        makeKey(QStringLiteral("host"), {});
        makeKey(QStringLiteral("user"), {});
        QFile::copy(path("user.pub"), path("authorized_keys"));
        QTcpServer probe;
        probe.listen(QHostAddress(QStringLiteral("127.0.1.7")));
        m_port = probe.serverPort();
        probe.close();
        QDir().mkpath(QStringLiteral("/run/sshd"));
        write("conf",
            QStringLiteral("ListenAddress 127.0.1.7:%1\nHostKey %2\nAuthorizedKeysFile %3\nPidFile none\nUsePAM no\n"
                           "StrictModes no\nPermitRootLogin yes\nAllowStreamLocalForwarding yes\nLogLevel VERBOSE\n")
                .arg(m_port)
                .arg(path("host"), path("authorized_keys"))
                .toUtf8());
        m_process.start(QStringLiteral("/usr/sbin/sshd"),
            {QStringLiteral("-D"), QStringLiteral("-f"), path("conf"), QStringLiteral("-E"), path("log")});
        trust(read("host.pub"));
    }
    ~RealSshd()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

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
        write("known_hosts", "[127.0.1.7]:" + QByteArray::number(m_port) + ' ' + publicKey);
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
        host.address = QStringLiteral("127.0.1.7");
        host.port = m_port;
        host.user = qEnvironmentVariable("USER", QStringLiteral("root"));
        host.identity = path("user");
        host.knownHosts = path("known_hosts");
        return host;
    }

private:
    QTemporaryDir m_dir;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace opsdeck::testing
