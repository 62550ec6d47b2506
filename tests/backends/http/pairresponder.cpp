// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/http/pairresponder.h"

#include <sys/socket.h>
#include <unistd.h>

namespace opsdeck::testing {

PairResponder::PairResponder(FaultServer::Handler handler)
    : m_handler(std::move(handler))
{ }

PairResponder::~PairResponder()
{
    breakConnections();
}

int PairResponder::dial()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    ++m_dialled;
    auto line = std::make_unique<Line>();
    line->socket = ends[1];
    line->notifier = std::make_unique<QSocketNotifier>(ends[1], QSocketNotifier::Read);
    connect(line->notifier.get(), &QSocketNotifier::activated, this, [this, at = line.get()] { read(at); });
    m_lines.push_back(std::move(line));
    return ends[0];
}

void PairResponder::breakConnections()
{
    for (const auto &line : m_lines) {
        line->notifier->setEnabled(false);
        ::close(line->socket);
    }
    m_lines.clear();
}

void PairResponder::read(Line *line)
{
    char bytes[4096];
    const auto count = ::read(line->socket, bytes, sizeof bytes);
    if (count <= 0) {
        line->notifier->setEnabled(false);
        return;
    }
    line->buffer.append(bytes, count);
    while (const auto request = takeRequest(line->buffer)) {
        m_requests.append(*request);
        const QByteArray answer = m_handler(*request);
        if (::write(line->socket, answer.constData(), static_cast<size_t>(answer.size())) != answer.size())
            qFatal("A socket pair is full");
    }
}

} // namespace opsdeck::testing
