// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workspace.h"
#include "tests/stack/process.h"

#include <QTemporaryDir>

namespace opsdeck::testing {

/// A key pair for logging in, without a passphrase.
class SshKey
{
public:
    SshKey();

    QString file() const { return m_folder.filePath(QStringLiteral("id_ed25519")); }
    QByteArray publicKey() const { return readFile(file() + QStringLiteral(".pub")); }

private:
    QTemporaryDir m_folder;
};

/// A machine to deploy to: a real dockerd without a network of its own behind a real sshd on 127.0.1.N. Needs root.
/// Containers use `network_mode: host` and a loopback address of their own; /srv of those who log in is folder()/srv.
/// Everything is gone when it is destroyed: containers, processes, mounts, files.
class RealDockerHost
{
public:
    static bool available(QString *why);

    RealDockerHost(int number, const SshKey &key);
    ~RealDockerHost();
    RealDockerHost(const RealDockerHost &) = delete;
    RealDockerHost &operator=(const RealDockerHost &) = delete;

    bool start(); ///< ready when it answers true
    /// Several at once take little longer than one.
    static bool startAll(const QList<RealDockerHost *> &hosts);

    bool startSsh();
    void stopSsh() { m_sshd.stop(); } ///< connections that are open break
    void stopDocker(); ///< containers end
    void killDocker() { m_dockerd.kill(); } ///< as a crash: containers go on

    HostSpec spec() const; ///< for workspaces: all but the environment
    QString address() const { return m_address; }
    quint16 port() const { return m_port; }
    QString user() const { return m_user; }
    QString dockerSocket() const { return path("docker.sock"); }
    QString folder() const { return m_folder.path(); } ///< for what a deployment writes
    QByteArray knownHostsLine() const;
    QByteArray log() const; ///< of both servers

    /// As a person would: through the ssh command.
    Ran ssh(const QString &command, const QByteArray &input = {}) const;
    /// The docker command, straight at the engine.
    Ran docker(const QStringList &arguments, const QByteArray &input = {}) const;
    /// starting, healthy, unhealthy; empty where there is no such container or no health check.
    QString health(const QString &container) const;

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    bool startDocker();
    bool dockerAnswers() const;
    bool sshAnswers() const;

    QTemporaryDir m_folder;
    QString m_address;
    QString m_user;
    QString m_identity;
    quint16 m_port = 0;
    Child m_dockerd;
    Child m_sshd;
};

} // namespace opsdeck::testing
