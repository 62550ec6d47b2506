// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sshfleet.h"

#include "tests/bench/company.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int startMs = 10'000;

void waitUntilListening(const QString &address, quint16 port)
{
    for (const QDeadlineTimer deadline(startMs); !deadline.hasExpired();) {
        QTcpSocket socket;
        socket.connectToHost(address, port);
        if (socket.waitForConnected(100))
            return;
    }
    qFatal("sshd does not listen on %s", qPrintable(address));
}

} // namespace

SshFleet::SshFleet(int niceness)
    : m_niceness(niceness)
{
    QTcpServer probe;
    probe.listen(QHostAddress::AnyIPv4);
    m_port = probe.serverPort();
    probe.close();
    QDir().mkpath(u"/run/sshd"_s);
    makeKey(u"user"_s);
    QFile::copy(identity() + u".pub"_s, m_dir.filePath(u"authorized_keys"_s));
    QByteArray known;
    for (int server = 0; server < Servers; ++server) {
        makeKey(u"host-%1"_s.arg(server));
        QFile key(m_dir.filePath(u"host-%1.pub"_s.arg(server)));
        if (!key.open(QIODevice::ReadOnly))
            qFatal("ssh-keygen made no key");
        const QByteArray publicKey = key.readAll();
        for (int i = 0; i < AddressesEach; ++i)
            known += '[' + address(server * AddressesEach + i).toLatin1() + "]:" + QByteArray::number(m_port) + ' '
                + publicKey;
        startServer(server);
    }
    writeFile(knownHosts(), known);
    for (int server = 0; server < Servers; ++server)
        waitUntilListening(address(server * AddressesEach), m_port);
}

SshFleet::~SshFleet()
{
    for (const auto &server : m_servers)
        server->terminate();
    for (const auto &server : m_servers)
        server->waitForFinished();
}

QString SshFleet::address(int host) const
{
    return u"127.20.%1.%2"_s.arg(host / AddressesEach + 1).arg(host % AddressesEach + 1);
}

void SshFleet::makeKey(const QString &name) const
{
    QProcess::execute(
        u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, m_dir.filePath(name)});
}

void SshFleet::startServer(int number)
{
    QByteArray conf = "Port " + QByteArray::number(m_port) + "\nHostKey "
        + m_dir.filePath(u"host-%1"_s.arg(number)).toUtf8() + "\nAuthorizedKeysFile "
        + m_dir.filePath(u"authorized_keys"_s).toUtf8()
        + "\nPidFile none\nUsePAM no\nStrictModes no\nPermitRootLogin yes\nMaxStartups 500:30:1000\n";
    conf += "SetEnv HOME=" + m_dir.path().toUtf8() + '\n'; // where no .bashrc takes part in the measurement
    for (int i = 0; i < AddressesEach; ++i)
        conf += "ListenAddress " + address(number * AddressesEach + i).toLatin1() + '\n';
    const QString file = m_dir.filePath(u"conf-%1"_s.arg(number));
    writeFile(file, conf);
    auto &server = *m_servers.emplace_back(std::make_unique<QProcess>());
    server.setChildProcessModifier([niceness = m_niceness] {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        ::setpriority(PRIO_PROCESS, 0, niceness);
    });
    server.start(u"/usr/sbin/sshd"_s, {u"-D"_s, u"-f"_s, file, u"-E"_s, m_dir.filePath(u"log-%1"_s.arg(number))});
}

} // namespace opsdeck::bench
