// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QDeadlineTimer>
#include <QSocketNotifier>
#include <qcorotask.h>

#include <stop_token>
#include <utility>

namespace opsdeck {

/// Owner of a file descriptor.
class FileDescriptor
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    { }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    { }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~FileDescriptor();

    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    bool isValid() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

/// A connected TCP socket, non-blocking: no delay, and keepalive probes that notice a dead peer after about half a
/// minute. Looks the name up in the background and tries its addresses in order, `limit` for each step.
QCoro::Task<Result<FileDescriptor>> connectTcp(
    QString address, quint16 port, std::chrono::milliseconds limit, std::stop_token stop);

/// Waits until a descriptor can be read or written. Timeout at the deadline.
QCoro::Task<Result<void>> socketReady(
    int fd, QSocketNotifier::Type what, QDeadlineTimer deadline, std::stop_token stop);

/// What is left until the deadline, never negative.
std::chrono::milliseconds remainingTime(const QDeadlineTimer &deadline);

/// Asks the kernel not to delay acknowledgements. It forgets, so call it after each read: a server that uses Nagle's
/// algorithm otherwise waits 40 ms for ours.
void acknowledgeQuickly(int fd);

} // namespace opsdeck
