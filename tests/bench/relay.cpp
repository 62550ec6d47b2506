// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relay.h"

#include "tests/bench/child.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace opsdeck::bench {

namespace {

constexpr size_t PieceBytes = 256 * 1024;

sockaddr_in loopback(quint16 port)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return name;
}

bool sendAll(int to, const char *data, ssize_t size)
{
    for (ssize_t sent = 0; size > 0; data += sent, size -= sent) {
        sent = ::send(to, data, static_cast<size_t>(size), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
    }
    return true;
}

/// Until either side is closed; then both are. `passed` is told of each piece once it is through.
void pump(int from, int to, const std::function<void(ssize_t)> &passed)
{
    std::vector<char> piece(PieceBytes);
    for (;;) {
        const ssize_t got = ::recv(from, piece.data(), piece.size(), 0);
        if (got <= 0 || !sendAll(to, piece.data(), got))
            break;
        passed(got);
    }
    ::shutdown(from, SHUT_RDWR);
    ::shutdown(to, SHUT_RDWR);
}

} // namespace

class Relay::Private
{
public:
    explicit Private(quint16 to)
        : m_to(to)
    {
        sockaddr_in name = loopback(0);
        socklen_t size = sizeof name;
        auto *generic = reinterpret_cast<sockaddr *>(&name);
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::bind(m_listener, generic, size) != 0 || ::listen(m_listener, 16) != 0
            || ::getsockname(m_listener, generic, &size) != 0)
            qFatal("The relay cannot listen");
        port = ntohs(name.sin_port);
        m_accepting = std::thread([this] { acceptAll(); });
    }
    ~Private()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_accepting.join();
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
        for (std::thread &thread : m_pumping)
            thread.join();
        for (const int socket : m_sockets)
            ::close(socket);
        ::close(m_listener);
    }

    quint16 port = 0;
    std::mutex mutex; // guards these two
    qint64 largest = 0;
    double lastByteMs = 0;

private:
    void acceptAll()
    {
        for (;;) {
            const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0)
                return;
            const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            const sockaddr_in name = loopback(m_to);
            const int yes = 1;
            ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            m_sockets.insert(m_sockets.end(), {client, server});
            if (::connect(server, reinterpret_cast<const sockaddr *>(&name), sizeof name) != 0) {
                ::shutdown(client, SHUT_RDWR);
                continue;
            }
            const auto answered = std::make_shared<std::atomic<qint64>>(0);
            m_pumping.emplace_back([=] { pump(client, server, [answered](ssize_t) { *answered = 0; }); });
            m_pumping.emplace_back(
                [=, this] { pump(server, client, [answered, this](ssize_t size) { note(*answered += size); }); });
        }
    }
    void note(qint64 size)
    {
        const std::lock_guard lock(mutex);
        if (size <= largest)
            return;
        largest = size;
        lastByteMs = monotonicMs();
    }

    const quint16 m_to;
    int m_listener = -1;
    std::thread m_accepting;
    std::vector<int> m_sockets; // these two: that thread's, until it has ended
    std::vector<std::thread> m_pumping;
};

Relay::Relay(quint16 to)
    : d(std::make_unique<Private>(to))
{ }

Relay::~Relay() = default;

quint16 Relay::port() const
{
    return d->port;
}

double Relay::lastByteMs() const
{
    const std::lock_guard lock(d->mutex);
    return d->lastByteMs;
}

void Relay::forget()
{
    const std::lock_guard lock(d->mutex);
    d->largest = 0;
}

} // namespace opsdeck::bench
