// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wall/heartbeat.h"

#include <QByteArray>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace opsdeck {

Heartbeat::Heartbeat(int descriptor)
    : m_descriptor(descriptor)
{
    // Programs that this one starts must not keep the line open.
    if (m_descriptor >= 0)
        ::fcntl(m_descriptor, F_SETFD, FD_CLOEXEC);
}

Heartbeat::~Heartbeat()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void Heartbeat::beat(const QString &scene)
{
    if (m_descriptor < 0)
        return;
    const QByteArray line = scene.toUtf8() + '\n';
    // Where nobody reads, nobody misses it.
    [[maybe_unused]] const auto sent
        = ::send(m_descriptor, line.constData(), static_cast<size_t>(line.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace opsdeck
