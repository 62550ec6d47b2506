// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workspace.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace opsdeck::bench {

/// OpenSSH servers on loopback: twenty, each with a host key of its own and sixteen addresses, which makes 320 hosts.
/// One key of ours may log in; the known hosts name every address. Hosts are machines of their own: `niceness` keeps
/// what they do from taking the processor of whoever is measured, where that would not be so out there.
class SshFleet
{
public:
    static constexpr int Servers = 20;
    static constexpr int AddressesEach = 16;

    explicit SshFleet(int niceness = 0);
    ~SshFleet();

    QString address(int host) const;
    quint16 port() const { return m_port; }
    QString identity() const { return m_dir.filePath(QStringLiteral("user")); }
    QString knownHosts() const { return m_dir.filePath(QStringLiteral("known_hosts")); }

private:
    void makeKey(const QString &name) const;
    void startServer(int number);

    QTemporaryDir m_dir;
    const int m_niceness;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<QProcess>> m_servers;
};

} // namespace opsdeck::bench
