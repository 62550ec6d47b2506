// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/child.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <fcntl.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>

namespace opsdeck::bench {

namespace {

constexpr int serverStartMs = 30'000;

double millis(const timeval &time)
{
    return double(time.tv_sec) * 1000 + double(time.tv_usec) / 1000;
}

double cpuMs(const rusage &usage)
{
    return millis(usage.ru_utime) + millis(usage.ru_stime);
}

QByteArray readAll(int descriptor)
{
    QByteArray all;
    std::array<char, 65536> buffer;
    for (ssize_t got = 0; (got = ::read(descriptor, buffer.data(), buffer.size())) > 0;)
        all.append(buffer.data(), got);
    return all;
}

/// Starts the program with `out` as its stdout.
pid_t spawn(const QStringList &command, int out)
{
    QByteArrayList words;
    for (const QString &word : command)
        words.append(word.toLocal8Bit());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    pid_t pid = -1;
    if (const int error = ::posix_spawnp(&pid, argv.front(), &actions, nullptr, argv.data(), environ); error != 0)
        qFatal("Cannot start %s: %s", argv.front(), std::strerror(error));
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

} // namespace

QJsonObject ChildRun::answer() const
{
    const QByteArray last = out.trimmed().split('\n').last();
    const QJsonObject object = QJsonDocument::fromJson(last).object();
    if (object.isEmpty())
        qFatal("Not an answer: %s", last.constData());
    return object;
}

ChildRun runChild(const QStringList &command)
{
    std::array<int, 2> ends;
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        qFatal("pipe: %s", std::strerror(errno));
    ChildRun run;
    const double start = monotonicMs();
    const pid_t pid = spawn(command, ends[1]);
    ::close(ends[1]);
    run.out = readAll(ends[0]);
    ::close(ends[0]);
    int status = 0;
    rusage usage{};
    ::wait4(pid, &status, 0, &usage);
    run.wallMs = monotonicMs() - start;
    run.cpuMs = cpuMs(usage);
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (run.status != 0)
        qFatal("%s ended with %d", qPrintable(command.join(u' ')), run.status);
    return run;
}

QStringList partCommand(const QString &part, const QStringList &arguments)
{
    return QStringList{QCoreApplication::applicationFilePath(), QStringLiteral("--part"), part} + arguments;
}

ChildRun runPart(const QString &part, const QStringList &arguments)
{
    return runChild(partCommand(part, arguments));
}

void tell(const QJsonObject &answer)
{
    const QByteArray line = QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

double processCpuMs()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return cpuMs(usage);
}

double machineCpuMs()
{
    QFile file(QStringLiteral("/proc/stat"));
    // "cpu  user nice system idle iowait irq softirq …" in ticks
    const QByteArrayList fields
        = file.open(QIODevice::ReadOnly) ? file.readLine().simplified().split(' ') : QByteArrayList();
    double ticks = 0;
    for (const int busy : {1, 2, 3, 6, 7})
        ticks += fields.value(busy).toDouble();
    return ticks * 1000 / double(::sysconf(_SC_CLK_TCK));
}

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    const QByteArrayList pages = file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QByteArrayList();
    return double(pages.value(1).toLongLong()) * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double peakMb()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) * 1024 / 1e6;
}

double monotonicMs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

Server::Server(const QStringList &command, const QByteArray &ready)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(command.first(), command.mid(1));
    while (m_answer.isNull()) {
        if (!m_process.canReadLine() && !m_process.waitForReadyRead(serverStartMs))
            qFatal("%s did not start", qPrintable(command.join(u' ')));
        if (!m_process.canReadLine())
            continue;
        const QByteArray line = m_process.readLine().trimmed();
        if (line.startsWith(ready))
            m_answer = QString::fromUtf8(line.mid(ready.size())).trimmed() + QLatin1StringView("");
    }
}

Server::~Server()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5'000))
        m_process.kill();
    m_process.waitForFinished();
}

} // namespace opsdeck::bench
