// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <QSocketNotifier>

#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace opsdeck {

namespace {

constexpr int caught[] = {SIGINT, SIGTERM, SIGHUP};
// A signal handler can reach nothing but what is static.
int writeEnd = -1;

void note(int)
{
    const char one = 1;
    [[maybe_unused]] const auto written = ::write(writeEnd, &one, 1);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
        return;
    m_readEnd = ends[0];
    writeEnd = ends[1];
    auto *notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Interrupt::read);
    for (const int signal : caught)
        std::signal(signal, note);
}

Interrupt::~Interrupt()
{
    for (const int signal : caught)
        std::signal(signal, SIG_DFL);
    if (m_readEnd >= 0) {
        ::close(m_readEnd);
        ::close(std::exchange(writeEnd, -1));
    }
}

void Interrupt::read()
{
    char buffer[16];
    if (::read(m_readEnd, buffer, sizeof buffer) > 0)
        Q_EMIT happened();
}

} // namespace opsdeck
