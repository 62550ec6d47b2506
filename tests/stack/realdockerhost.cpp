// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stack/realdockerhost.h"

#include <QDir>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QtTest>

#include <pwd.h>
#include <unistd.h>

#include <algorithm>

namespace opsdeck::testing {

namespace {

constexpr int ReadyMs = 60'000;

bool makeKey(const QString &file)
{
    const QStringList arguments{QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
        QStringLiteral("-N"), QString(), QStringLiteral("-C"), QStringLiteral("opsdeck-test"), QStringLiteral("-f"),
        file};
    return run(QStringLiteral("ssh-keygen"), arguments).succeeded();
}

} // namespace

SshKey::SshKey()
{
    makeKey(file());
}

bool RealDockerHost::available(QString *why)
{
    if (::geteuid() != 0) {
        if (why)
            *why = QStringLiteral("dockerd needs root");
        return false;
    }
    return haveAll({QStringLiteral("dockerd"), QStringLiteral("containerd"), QStringLiteral("docker"),
                       QStringLiteral("docker-compose"), QStringLiteral("sshd"), QStringLiteral("ssh"),
                       QStringLiteral("ssh-keygen"), QStringLiteral("unshare")},
        why);
}

RealDockerHost::RealDockerHost(int number, const SshKey &key)
    : m_address(QStringLiteral("127.0.1.%1").arg(number))
    , m_user(QString::fromLocal8Bit(::getpwuid(::geteuid())->pw_name))
    , m_identity(key.file())
    , m_port(freePort(QHostAddress(m_address)))
{
    makeKey(path("host_key"));
    writeFile(path("authorized_keys"), key.publicKey());
    writeFile(path("known_hosts"), knownHostsLine());
    const QString environment
        = QStringLiteral("DOCKER_HOST=unix://%1 DOCKER_CONFIG=%2 HOME=%3") // whose shell starts without this user's own
              .arg(dockerSocket(), path("docker-config"), m_folder.path());
    const QString config = QStringLiteral("ListenAddress %1\nPort %2\nHostKey %3\nPidFile none\nUsePAM yes\n"
                                          "StrictModes no\nPermitRootLogin prohibit-password\n"
                                          "PasswordAuthentication no\nAuthorizedKeysFile %4\nSetEnv %5\n"
                                          "MaxStartups 500:30:1000\nMaxSessions 100\nAllowStreamLocalForwarding yes\n"
                                          "Subsystem sftp internal-sftp\nPrintMotd no\n")
                               .arg(m_address)
                               .arg(m_port)
                               .arg(path("host_key"), path("authorized_keys"), environment);
    writeFile(path("sshd_config"), config.toUtf8());
}

RealDockerHost::~RealDockerHost()
{
    m_sshd.stop();
    stopDocker();
    sweep(m_folder.path());
}

bool RealDockerHost::start()
{
    return startAll({this});
}

bool RealDockerHost::startAll(const QList<RealDockerHost *> &hosts)
{
    for (RealDockerHost *host : hosts) {
        if (!host->startDocker())
            return false;
    }
    const auto ready = [](RealDockerHost *host) {
        return QTest::qWaitFor([host] { return !host->m_dockerd.isRunning() || host->dockerAnswers(); }, ReadyMs)
            && host->m_dockerd.isRunning() && host->startSsh();
    };
    return std::ranges::all_of(hosts, ready);
}

bool RealDockerHost::startDocker()
{
    return m_dockerd.start(QStringLiteral("dockerd"),
        {QStringLiteral("--data-root"), path("data"), QStringLiteral("--exec-root"), path("exec"), QStringLiteral("-H"),
            QStringLiteral("unix://") + dockerSocket(), QStringLiteral("--pidfile"), path("dockerd.pid"),
            QStringLiteral("--iptables=false"), QStringLiteral("--bridge=none"), QStringLiteral("--storage-driver=vfs"),
            QStringLiteral("--shutdown-timeout=3")},
        path("dockerd.log"));
}

bool RealDockerHost::dockerAnswers() const
{
    QLocalSocket socket;
    socket.connectToServer(dockerSocket()); // a local one is open or refused at once
    if (!socket.isOpen())
        return false;
    socket.write("GET /_ping HTTP/1.0\r\n\r\n");
    const auto closed = [&socket] { return socket.state() == QLocalSocket::UnconnectedState; };
    return QTest::qWaitFor(closed, 2000) && socket.readAll().endsWith("OK");
}

bool RealDockerHost::startSsh()
{
    QDir().mkpath(QStringLiteral("/run/sshd")); // sshd's own, and it wants it to be there
    // In the foreground, or its pid would be lost; the log must be an absolute path.
    // Each machine sees a /srv of its own, so that the same directory is another one on every host.
    const QStringList arguments{QStringLiteral("--mount"), QStringLiteral("sh"), QStringLiteral("-c"),
        QStringLiteral("mount --bind \"$1\" /srv && shift && exec \"$@\""), QStringLiteral("sh"), path("srv"),
        programPath(QStringLiteral("sshd")), QStringLiteral("-D"), QStringLiteral("-f"), path("sshd_config"),
        QStringLiteral("-E"), path("sshd.log")};
    return QDir().mkpath(path("srv")) && QDir().mkpath(QStringLiteral("/srv"))
        && m_sshd.start(QStringLiteral("unshare"), arguments, path("sshd.out"))
        && QTest::qWaitFor([this] { return !m_sshd.isRunning() || sshAnswers(); }, ReadyMs) && m_sshd.isRunning();
}

bool RealDockerHost::sshAnswers() const
{
    QTcpSocket socket;
    socket.connectToHost(m_address, m_port);
    return QTest::qWaitFor([&socket] { return socket.canReadLine(); }, 2000) && socket.readLine().startsWith("SSH-2.0");
}

void RealDockerHost::stopDocker()
{
    if (m_dockerd.isRunning() && dockerAnswers()) {
        const auto ids = QString::fromLatin1(docker({QStringLiteral("ps"), QStringLiteral("-aq")}).out);
        const QStringList containers = ids.split(u'\n', Qt::SkipEmptyParts);
        if (!containers.isEmpty())
            docker(QStringList{QStringLiteral("rm"), QStringLiteral("-f")} + containers);
    }
    m_dockerd.stop(20'000);
}

HostSpec RealDockerHost::spec() const
{
    HostSpec spec;
    spec.id = HostId(QStringLiteral("host-") + m_address.section(u'.', 3));
    spec.address = m_address;
    spec.port = m_port;
    spec.user = m_user;
    spec.identity = m_identity;
    spec.knownHosts = path("known_hosts");
    spec.dockerSocket = dockerSocket();
    return spec;
}

QByteArray RealDockerHost::knownHostsLine() const
{
    const auto key = readFile(path("host_key") + QStringLiteral(".pub")).split(' ');
    return '[' + m_address.toLatin1() + "]:" + QByteArray::number(m_port) + ' ' + key.value(0) + ' ' + key.value(1)
        + '\n';
}

QByteArray RealDockerHost::log() const
{
    return readFile(path("dockerd.log")) + readFile(path("sshd.log")) + readFile(path("sshd.out"));
}

Ran RealDockerHost::ssh(const QString &command, const QByteArray &input) const
{
    return run(QStringLiteral("ssh"),
        {QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("-o"), QStringLiteral("BatchMode=yes"),
            QStringLiteral("-o"), QStringLiteral("UserKnownHostsFile=") + path("known_hosts"), QStringLiteral("-o"),
            QStringLiteral("IdentitiesOnly=yes"), QStringLiteral("-i"), m_identity, QStringLiteral("-p"),
            QString::number(m_port), QStringLiteral("-l"), m_user, m_address, command},
        input, 120'000);
}

Ran RealDockerHost::docker(const QStringList &arguments, const QByteArray &input) const
{
    const QStringList engine{QStringLiteral("-H"), QStringLiteral("unix://") + dockerSocket()};
    return run(QStringLiteral("docker"), engine + arguments, input, 120'000);
}

QString RealDockerHost::health(const QString &container) const
{
    const QString format = QStringLiteral("{{if .State.Health}}{{.State.Health.Status}}{{end}}");
    const auto seen = docker({QStringLiteral("inspect"), QStringLiteral("-f"), format, container});
    return QString::fromLatin1(seen.out).trimmed();
}

} // namespace opsdeck::testing
