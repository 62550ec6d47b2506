// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/delayproxy.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <deque>
#include <list>
#include <vector>

namespace opsdeck::testing {

namespace {

using Clock = std::chrono::steady_clock;

sockaddr_in named(const QString &address, quint16 port)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    ::inet_pton(AF_INET, address.toLatin1().constData(), &name.sin_addr);
    return name;
}

/// One way of a connection.
struct Flow
{
    int from;
    int to;
    qint64 passed = 0;
    bool ended = false;
    std::deque<std::pair<Clock::time_point, QByteArray>> queue;

    void read(std::chrono::milliseconds delay)
    {
        std::array<char, 65536> buffer;
        const ssize_t got = ::recv(from, buffer.data(), buffer.size(), MSG_DONTWAIT);
        const int yes = 1; // a late acknowledgement would add to the delay where the sender uses Nagle's algorithm
        ::setsockopt(from, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
        if (got > 0)
            queue.emplace_back(Clock::now() + delay, QByteArray(buffer.data(), got));
        else if (got == 0 || errno != EAGAIN)
            ended = true;
    }
    void write(qint64 most)
    {
        while (!queue.empty() && queue.front().first <= Clock::now()) {
            QByteArray &bytes = queue.front().second;
            const qint64 room = most < 0 ? bytes.size() : std::min<qint64>(bytes.size(), most - passed);
            const ssize_t sent
                = room <= 0 ? 0 : ::send(to, bytes.constData(), size_t(room), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent <= 0)
                return;
            passed += sent;
            bytes.remove(0, sent);
            if (bytes.isEmpty())
                queue.pop_front();
        }
    }
};

struct Pair
{
    Flow up;
    Flow down;

    bool isOver() const { return (up.ended && up.queue.empty()) || (down.ended && down.queue.empty()); }
    void close(bool reset)
    {
        const linger now{1, 0};
        if (reset)
            ::setsockopt(up.from, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        ::close(up.from);
        ::close(up.to);
    }
};

} // namespace

class DelayProxy::Relay
{
public:
    void accept()
    {
        const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int yes = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (client < 0 || ::connect(server, reinterpret_cast<const sockaddr *>(&target), sizeof target) != 0) {
            ::close(client);
            ::close(server);
            return;
        }
        pairs.push_back({{client, server}, {server, client}});
    }
    int untilNext() const
    {
        auto next = Clock::now() + std::chrono::milliseconds(200);
        for (const Pair &pair : pairs)
            for (const Flow *flow : {&pair.up, &pair.down})
                if (!flow->queue.empty())
                    next = std::min(
                        next, std::max(flow->queue.front().first, Clock::now() + std::chrono::milliseconds(1)));
        return int(std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count());
    }

    int listener = -1;
    int wakeUp = -1;
    sockaddr_in target{};
    std::chrono::milliseconds delay{0};
    std::list<Pair> pairs;
};

DelayProxy::DelayProxy(const QString &address, quint16 port, std::chrono::milliseconds delay)
    : m_relay(std::make_unique<Relay>())
{
    m_relay->target = named(address, port);
    m_relay->delay = delay;
    m_relay->wakeUp = ::eventfd(0, EFD_CLOEXEC);
    m_relay->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in name = named(this->address(), 0);
    socklen_t size = sizeof name;
    auto *generic = reinterpret_cast<sockaddr *>(&name);
    if (::bind(m_relay->listener, generic, size) != 0 || ::listen(m_relay->listener, 64) != 0
        || ::getsockname(m_relay->listener, generic, &size) != 0)
        qFatal("The delay proxy cannot listen");
    m_port = ntohs(name.sin_port);
    m_thread = std::thread([this] { loop(); });
}

DelayProxy::~DelayProxy()
{
    m_stopping = true;
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(m_relay->wakeUp, &one, sizeof one);
    m_thread.join();
    for (Pair &pair : m_relay->pairs)
        pair.close(false);
    ::close(m_relay->listener);
    ::close(m_relay->wakeUp);
}

void DelayProxy::loop()
{
    while (!m_stopping) {
        std::vector<pollfd> polled{{m_relay->listener, POLLIN, 0}, {m_relay->wakeUp, POLLIN, 0}};
        for (const Pair &pair : m_relay->pairs)
            for (const Flow *flow : {&pair.up, &pair.down})
                polled.push_back({flow->ended ? -1 : flow->from, POLLIN, 0});
        ::poll(polled.data(), polled.size(), m_relay->untilNext());
        size_t index = 2;
        for (Pair &pair : m_relay->pairs) {
            for (Flow *flow : {&pair.up, &pair.down})
                if (polled.at(index++).revents != 0)
                    flow->read(m_relay->delay);
            pair.up.write(-1);
            const qint64 reset = m_resetAfter;
            pair.down.write(reset >= 0 ? reset : qint64(m_stallAfter));
        }
        if (!m_relay->pairs.empty())
            m_passed = m_relay->pairs.back().down.passed;
        m_relay->pairs.remove_if([this](Pair &pair) {
            const bool reset = m_resetAfter >= 0 && pair.down.passed >= m_resetAfter;
            if (reset || pair.isOver())
                pair.close(reset);
            return reset || pair.isOver();
        });
        if (polled.front().revents != 0)
            m_relay->accept();
    }
}

} // namespace opsdeck::testing
