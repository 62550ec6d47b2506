// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/runtimeapi.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace opsdeck::traffic {

namespace {

constexpr qsizetype mostAnswer = 16 * 1024 * 1024;

bool isOnlyBusy(int code)
{
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

tl::unexpected<Error> broken(int code)
{
    return failure(Error::Kind::Network, {}, QString::fromLocal8Bit(std::strerror(code)));
}

QCoro::Task<Result<void>> sendAll(int fd, QByteArray bytes, QDeadlineTimer deadline, std::stop_token stop)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto count = ::send(fd, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (count >= 0) {
            sent += count;
            continue;
        }
        if (!isOnlyBusy(errno))
            co_return broken(errno);
        const auto ready = co_await socketReady(fd, QSocketNotifier::Write, deadline, stop);
        if (!ready)
            co_return ready;
    }
    co_return Result<void>();
}

} // namespace

QCoro::Task<Result<QByteArray>> askRuntime(
    FileDescriptor stream, QByteArray line, std::chrono::milliseconds limit, std::stop_token stop)
{
    const QDeadlineTimer deadline(limit);
    const auto sent = co_await sendAll(stream.get(), line, deadline, stop);
    if (!sent)
        co_return tl::unexpected(sent.error());
    QByteArray answer;
    std::array<char, 16 * 1024> buffer;
    while (true) {
        const auto count = ::recv(stream.get(), buffer.data(), buffer.size(), 0);
        if (count == 0)
            break;
        if (count > 0) {
            answer.append(buffer.data(), count);
            if (answer.size() > mostAnswer)
                co_return failure(Error::Kind::BadAnswer, {},
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer's answer is larger than 16 MB")));
            continue;
        }
        if (!isOnlyBusy(errno))
            co_return broken(errno);
        const auto ready = co_await socketReady(stream.get(), QSocketNotifier::Read, deadline, stop);
        if (!ready)
            co_return tl::unexpected(ready.error());
    }
    // Even a yes is a blank line: who says nothing at all has not heard it.
    if (answer.isEmpty())
        co_return failure(Error::Kind::Network, {},
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the balancer's socket cannot be reached, or hung up")));
    co_return answer;
}

} // namespace opsdeck::traffic
