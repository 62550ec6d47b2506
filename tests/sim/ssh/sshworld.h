// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/ssh/fakehost.h"

#include <QString>

#include <memory>

namespace opsdeck::sim {

/// Hosts that are reached by SSH, hundreds in one process: one thread serves them all. Each listens on its own address
/// and port; all share one host key. Hosts are added before or after start; they live as long as the world.
class SshWorld
{
public:
    /// `keyFolder` keeps the host key between runs; empty = a new key each time. The clock outlives the world.
    explicit SshWorld(const SimClock *clock, const QString &keyFolder = {});
    ~SshWorld();
    SshWorld(const SshWorld &) = delete;
    SshWorld &operator=(const SshWorld &) = delete;

    /// Listens at once; port 0 picks a free one. Null where the address is taken (see errorText).
    FakeHost *addHost(const QString &name, const QString &address, quint16 port = 0);
    FakeHost *host(const QString &name) const;
    QList<FakeHost *> hosts() const;
    QString errorText() const;

    /// Who may log in; any user name does. `line` as in authorized_keys. Without a call nobody may.
    void allowKey(const QByteArray &line);
    void allowPassword(const QString &password); ///< an empty text allows any

    /// A private key that may log in is written here (ed25519, OpenSSH format, 0600); false when it cannot be.
    bool writeClientKey(const QString &path);
    QByteArray knownHostsLine(const FakeHost &host) const;
    QByteArray knownHosts() const; ///< a line for each host
    QString fingerprint() const; ///< SHA256:…

    void start();
    void stop(); ///< closes every connection; the destructor calls it
    /// Breaks the open connections of one host, as a reboot would.
    void dropConnections(const QString &host);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace opsdeck::sim
