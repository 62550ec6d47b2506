// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/socket.h"

#include "backends/async/completion.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QTimer>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace opsdeck {

namespace {

using Millis = std::chrono::milliseconds;

QString systemText(int code)
{
    return QString::fromLocal8Bit(std::strerror(code));
}

QCoro::Task<Result<QList<QHostAddress>>> lookUp(QString name, Millis limit, std::stop_token stop)
{
    if (QHostAddress literal; literal.setAddress(name))
        co_return QList<QHostAddress>{literal};
    Completion<QList<QHostAddress>> done(stop);
    QObject context;
    QTimer::singleShot(
        limit, &context, [done, name] { done.finish(failure(Error::Kind::Timeout, name, QStringLiteral("DNS"))); });
    const int id = QHostInfo::lookupHost(name, &context, [done, name](const QHostInfo &info) {
        if (info.error() == QHostInfo::NoError && !info.addresses().isEmpty())
            done.finish(info.addresses());
        else
            done.finish(failure(Error::Kind::Network, name, info.errorString()));
    });
    auto found = co_await done;
    QHostInfo::abortHostLookup(id);
    co_return found;
}

bool isSet(int fd, int level, int option, int value)
{
    return ::setsockopt(fd, level, option, &value, sizeof value) == 0;
}

bool tune(int fd)
{
    return isSet(fd, IPPROTO_TCP, TCP_NODELAY, 1) && isSet(fd, SOL_SOCKET, SO_KEEPALIVE, 1)
        && isSet(fd, IPPROTO_TCP, TCP_KEEPIDLE, 15) && isSet(fd, IPPROTO_TCP, TCP_KEEPINTVL, 5)
        && isSet(fd, IPPROTO_TCP, TCP_KEEPCNT, 3) && isSet(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, 30'000);
}

// 0 = connected or under way, else errno.
int beginConnect(int fd, const QHostAddress &address, quint16 port)
{
    sockaddr_storage storage{};
    socklen_t size = 0;
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        auto *in6 = reinterpret_cast<sockaddr_in6 *>(&storage);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        in6->sin6_family = AF_INET6;
        in6->sin6_port = htons(port);
        std::memcpy(&in6->sin6_addr, &bytes, sizeof bytes);
        size = sizeof *in6;
    } else {
        auto *in4 = reinterpret_cast<sockaddr_in *>(&storage);
        in4->sin_family = AF_INET;
        in4->sin_port = htons(port);
        in4->sin_addr.s_addr = htonl(address.toIPv4Address());
        size = sizeof *in4;
    }
    return ::connect(fd, reinterpret_cast<sockaddr *>(&storage), size) == 0 || errno == EINPROGRESS ? 0 : errno;
}

int pendingError(int fd)
{
    int code = 0;
    socklen_t size = sizeof code;
    return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno;
}

QCoro::Task<Result<FileDescriptor>> connectTo(QHostAddress address, quint16 port, Millis limit, std::stop_token stop)
{
    const QString origin = address.toString();
    const int family = address.protocol() == QAbstractSocket::IPv6Protocol ? AF_INET6 : AF_INET;
    FileDescriptor fd(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd.isValid() || !tune(fd.get()))
        co_return failure(Error::Kind::Network, origin, systemText(errno));
    if (const int code = beginConnect(fd.get(), address, port); code != 0)
        co_return failure(Error::Kind::Network, origin, systemText(code));

    Completion<int> done(stop);
    QSocketNotifier writable(fd.get(), QSocketNotifier::Write);
    QObject::connect(
        &writable, &QSocketNotifier::activated, &writable, [done, raw = fd.get()] { done.finish(pendingError(raw)); });
    QTimer::singleShot(limit, &writable,
        [done, origin] { done.finish(failure(Error::Kind::Timeout, origin, QStringLiteral("TCP connect"))); });
    const auto code = co_await done;
    writable.setEnabled(false);
    if (!code)
        co_return tl::unexpected(code.error());
    if (*code != 0)
        co_return failure(Error::Kind::Network, origin, systemText(*code));
    co_return fd;
}

} // namespace

FileDescriptor::~FileDescriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

QCoro::Task<Result<FileDescriptor>> connectTcp(QString address, quint16 port, Millis limit, std::stop_token stop)
{
    const auto addresses = co_await lookUp(address, limit, stop);
    if (!addresses)
        co_return tl::unexpected(addresses.error());
    Result<FileDescriptor> last = failure(Error::Kind::Network, address);
    for (const QHostAddress &candidate : *addresses) {
        last = co_await connectTo(candidate, port, limit, stop);
        if (last || last.error().kind == Error::Kind::Cancelled)
            break;
    }
    co_return last;
}

std::chrono::milliseconds remainingTime(const QDeadlineTimer &deadline)
{
    if (deadline.isForever())
        return std::chrono::hours(24);
    return std::chrono::milliseconds(qMax<qint64>(0, deadline.remainingTime()));
}

QCoro::Task<Result<void>> socketReady(int fd, QSocketNotifier::Type what, QDeadlineTimer deadline, std::stop_token stop)
{
    Completion<void> done(stop);
    QSocketNotifier notifier(fd, what);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&notifier, done] {
        notifier.setEnabled(false);
        done.finish({});
    });
    QTimer::singleShot(remainingTime(deadline), &notifier, [done] { done.finish(failure(Error::Kind::Timeout, {})); });
    co_return co_await done;
}

void acknowledgeQuickly(int fd)
{
    isSet(fd, IPPROTO_TCP, TCP_QUICKACK, 1);
}

} // namespace opsdeck
