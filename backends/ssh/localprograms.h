// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/socket.h"
#include "models/domain/hostkey.h"

#include <QHash>
#include <QProcess>

#include <memory>

namespace opsdeck {

/// A program whose standard input and output are a connection (ProxyCommand); ended when this goes.
class ProxyProgram
{
public:
    /// Runs `command` in /bin/sh; our end of its streams goes to `nearEnd`, which is not valid where there is none.
    ProxyProgram(const QString &command, FileDescriptor *nearEnd);
    ~ProxyProgram();
    ProxyProgram(const ProxyProgram &) = delete;
    ProxyProgram &operator=(const ProxyProgram &) = delete;

    bool hasEnded() const { return m_process->state() == QProcess::NotRunning; }
    QString complaint() const; ///< the end of what it wrote to standard error

private:
    FileDescriptor m_farEnd;
    std::unique_ptr<QProcess> m_process;
};

/// Which of the programs that ssh_config names may run on this computer, and what those of `Match exec` answered. A
/// person allows a command once, as it is written there; the list is a file of the user's own, a line each. I/O thread.
class LocalPrograms
{
public:
    /// An empty name: nothing is allowed, and nothing can be.
    explicit LocalPrograms(QString listFile);

    bool isAllowed(const QString &written) const;
    Result<void> allow(const QString &written);

    /// Whether `Match exec` holds, if that was asked for not long ago.
    std::optional<bool> outcome(const QString &command) const;
    /// Runs it in /bin/sh and keeps the outcome: exit status 0 holds. Timeout after ten seconds.
    QCoro::Task<Result<void>> find(QString command, std::stop_token stop);

private:
    struct Outcome
    {
        bool holds = false;
        QDeadlineTimer until;
    };

    const QString m_listFile;
    QHash<QString, Outcome> m_outcomes;
};

} // namespace opsdeck
