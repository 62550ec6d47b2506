// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QStringList>

namespace opsdeck::bench {

/// A program that ran from start to end, and what it cost; its own children that it waited for are part of it.
struct ChildRun
{
    int status = -1; ///< of exit; -1 = did not end by itself
    double wallMs = 0;
    double cpuMs = 0;
    QByteArray out; ///< stdout

    /// The last line of stdout as JSON.
    QJsonObject answer() const;
};

/// Runs a program and waits; its stderr is ours. Ends the benchmark where it fails: a figure of something that did not
/// do its work is worse than none.
ChildRun runChild(const QStringList &command);
/// Runs one part of a goal in a process of its own.
ChildRun runPart(const QString &part, const QStringList &arguments);
/// The command line of a part.
QStringList partCommand(const QString &part, const QStringList &arguments);

/// What a part answers to runPart: one line of JSON.
void tell(const QJsonObject &answer);

double processCpuMs(); ///< of this process, all threads
double machineCpuMs(); ///< of all processors and processes since the machine started; 0 = not told
double residentMb(); ///< of this process
double peakMb(); ///< the most that it ever was
double monotonicMs(); ///< the same clock for all processes

/// A server that the benchmark started: killed with it. Waits until its output holds `ready`.
class Server
{
public:
    Server(const QStringList &command, const QByteArray &ready);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// The line that `ready` began, without it.
    QString answer() const { return m_answer; }

private:
    QProcess m_process;
    QString m_answer;
};

} // namespace opsdeck::bench
