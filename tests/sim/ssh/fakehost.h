// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/ssh/engineserver.h"

#include <QMutex>
#include <QSemaphore>

#include <memory>

namespace opsdeck::sim {

/// A machine in memory: files, a Docker engine and a small set of commands. Every method locks, so tests may edit it
/// while the simulator serves it.
class FakeHost
{
public:
    struct File
    {
        QByteArray content;
        int mode = 0644;
    };

    FakeHost(QString name, QString address, quint16 port, const SimClock *clock);

    const QString &name() const { return m_name; }
    const QString &address() const { return m_address; }
    quint16 port() const { return m_port; }
    FakeEngine &engine() { return m_engine; }
    quint16 enginePort() const
    {
        return m_engineServer ? m_engineServer->port() : 0;
    } ///< 0 = there is no proxy before it

    void setFile(const QString &path, const QByteArray &content, int mode = 0644);
    std::optional<File> file(const QString &path) const;
    void removeFile(const QString &path);
    QStringList filesUnder(const QString &folder) const; ///< whose paths begin with it, in order

    /// Accepts TCP connections and never says a word.
    void setSilent(bool silent);
    bool isSilent() const;
    /// A command that was noted is answered only once the semaphore lets it through; null for at once.
    void setExecGate(std::shared_ptr<QSemaphore> gate);
    std::shared_ptr<QSemaphore> execGate() const;
    /// Each container that compose recreates takes this long.
    void setStepDelay(std::chrono::milliseconds delay);
    std::chrono::milliseconds stepDelay() const;
    /// Whether `docker compose` exists; `docker-compose` always does.
    void setComposePlugin(bool there);
    bool hasComposePlugin() const;

    void note(const QByteArray &command, const QByteArray &signal = {});
    QList<QByteArray> commands() const; ///< executed so far, as they came
    QList<QByteArray> signalsReceived() const; ///< sent to running commands: TERM, KILL, …
    void countLogin();
    int logins() const;

private:
    const QString m_name;
    const QString m_address;
    const quint16 m_port;
    FakeEngine m_engine;
    std::unique_ptr<EngineServer> m_engineServer;
    mutable QMutex m_mutex;
    QMap<QString, File> m_files;
    QList<QByteArray> m_commands;
    QList<QByteArray> m_signals;
    std::shared_ptr<QSemaphore> m_execGate;
    std::chrono::milliseconds m_stepDelay{150};
    int m_logins = 0;
    bool m_silent = false;
    bool m_composePlugin = false;
};

} // namespace opsdeck::sim
