// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wall/supervisor.h"

#include "app/cli/exitcode.h"

#include <QLoggingCategory>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <optional>
#include <thread>
#include <vector>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcWatchdog, "opsdeck.watchdog")

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int CannotStart = 127; ///< as a shell says it

struct Child
{
    pid_t pid = -1;
    int line = -1; ///< our end of its heartbeat
};

/// Between fork and exec only what a signal handler might do: another thread may have held a lock.
[[noreturn]] void become(const std::vector<char *> &arguments, pid_t parent)
{
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent)
        ::_exit(CannotStart);
    ::execv(arguments.front(), arguments.data());
    ::_exit(CannotStart);
}

std::optional<Child> start(const Supervision &supervision, const QByteArray &scene)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return std::nullopt;
    const int theirs = ::dup(ends[1]); // without the flag that closes it
    ::close(ends[1]);
    QByteArrayList words = supervision.command;
    words << "--watched" << QByteArray::number(theirs);
    if (!scene.isEmpty())
        words << "--resume-scene" << scene;
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t self = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0)
        become(arguments, self);
    ::close(theirs);
    if (pid < 0) {
        ::close(ends[0]);
        return std::nullopt;
    }
    return Child{pid, ends[0]};
}

/// The last whole line of what was heard; what is behind it stays for later.
void takeLines(QByteArray &heard, QByteArray &scene)
{
    const auto end = heard.lastIndexOf('\n');
    if (end < 0)
        return;
    const auto begin = heard.lastIndexOf('\n', end - 1) + 1;
    scene = heard.mid(begin, end - begin);
    heard = heard.mid(end + 1);
}

/// Listens until the line is closed or silent for too long. True = it was closed.
bool listen(const Child &child, milliseconds limit, QByteArray &scene)
{
    QByteArray heard;
    auto last = Clock::now();
    while (true) {
        const auto silent = std::chrono::duration_cast<milliseconds>(Clock::now() - last);
        if (silent >= limit)
            return false;
        pollfd wanted{child.line, POLLIN, 0};
        if (::poll(&wanted, 1, static_cast<int>((limit - silent).count()) + 1) <= 0)
            continue; // a signal, or the time is over
        char buffer[512];
        const auto count = ::recv(child.line, buffer, sizeof buffer, 0);
        if (count == 0 || (count < 0 && errno != EINTR))
            return true;
        if (count < 0)
            continue;
        heard += QByteArray(buffer, static_cast<qsizetype>(count));
        takeLines(heard, scene);
        last = Clock::now();
    }
}

/// Its exit status; nothing where a signal ended it, or it does not end although its line is closed.
std::optional<int> statusOf(const Child &child, milliseconds patience)
{
    const auto until = Clock::now() + patience;
    int status = 0;
    while (true) {
        const pid_t ended = ::waitpid(child.pid, &status, WNOHANG);
        if (ended == child.pid)
            return WIFEXITED(status) ? std::optional(WEXITSTATUS(status)) : std::nullopt;
        if (ended < 0 && errno != EINTR)
            return std::nullopt;
        if (Clock::now() >= until) {
            ::kill(child.pid, SIGKILL);
            ::waitpid(child.pid, &status, 0);
            return std::nullopt;
        }
        std::this_thread::sleep_for(milliseconds(20));
    }
}

bool isFinal(int status)
{
    return status == static_cast<int>(ExitCode::Done) || status == static_cast<int>(ExitCode::Usage);
}

} // namespace

int supervise(const Supervision &supervision)
{
    QByteArray scene;
    milliseconds pause = supervision.leastPause;
    while (true) {
        const auto begun = Clock::now();
        if (const auto child = start(supervision, scene)) {
            const bool closed = listen(*child, supervision.limit, scene);
            if (!closed)
                qCWarning(lcWatchdog) << "The wall stood still for" << supervision.limit.count()
                                      << "ms and is started again";
            const auto status = statusOf(*child, closed ? supervision.limit : milliseconds(0));
            ::close(child->line);
            if (closed && status && isFinal(*status))
                return *status;
            if (closed)
                qCWarning(lcWatchdog) << "The wall ended with status" << status.value_or(-1) << "and is started again";
        }
        if (Clock::now() - begun >= supervision.soundAfter)
            pause = supervision.leastPause;
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, supervision.mostPause);
    }
}

} // namespace opsdeck
