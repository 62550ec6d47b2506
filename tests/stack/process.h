// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace opsdeck::testing {

// How the tests run real programs: everything that is started here ends with the test, however the test ends.

/// A server in a session of its own. It gets SIGTERM when it is stopped or when the test dies.
class Child
{
public:
    Child() = default;
    ~Child();
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Both outputs go to the log file.
    bool start(const QString &program, const QStringList &arguments, const QString &logFile);
    /// SIGTERM, and SIGKILL to the whole group after the grace.
    void stop(int graceMs = 5000);
    /// SIGKILL, as a crash.
    void kill();
    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    qint64 pid() const { return m_process ? m_process->processId() : 0; }

private:
    std::unique_ptr<QProcess> m_process;
};

struct Ran
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    bool succeeded() const { return exitCode == 0; }
};

/// Runs a program to its end.
Ran run(const QString &program, const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 60'000);

/// Also looks where servers are. Empty where there is none.
QString programPath(const QString &name);
/// False, with the missing ones in `why`, where not all of them are installed.
bool haveAll(const QStringList &programs, QString *why);

/// Nobody listened there a moment ago.
quint16 freePort(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));

struct Fetched
{
    int status = 0; ///< 0 = no answer
    QByteArray body;
    QByteArray digest; ///< Docker-Content-Digest
};

/// GET, or POST of JSON where there is a body, on loopback.
Fetched fetch(const QString &url, const QByteArray &json = {}, const QByteArray &accept = {});

/// Tests create and read small files all the time.
bool writeFile(const QString &path, const QByteArray &content, bool executable = false);
QByteArray readFile(const QString &path);

/// What a folder's servers left behind: processes that name it and their children are killed, mounts in it undone.
void sweep(const QString &folder);

} // namespace opsdeck::testing
