// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/multi.h"

#include <QSocketNotifier>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace opsdeck::http {

Multi::Multi()
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { actAndFinish(CURL_SOCKET_TIMEOUT, 0); });
    m_finish.setSingleShot(true);
    connect(&m_finish, &QTimer::timeout, this, &Multi::finishOne);
}

Multi::~Multi()
{
    if (!m_multi)
        return;
    for (CURL *easy : m_running.keys())
        curl_multi_remove_handle(m_multi, easy);
    curl_multi_cleanup(m_multi);
}

void Multi::begin()
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        qFatal("libcurl cannot start: %s", curl_easy_strerror(ready));
    m_multi = curl_multi_init();
    // Its own rule, four connections a transfer, closes them whenever it gets quiet.
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, 128L);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Multi::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Multi::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

void Multi::add(CURL *easy, Done done)
{
    if (!m_multi)
        begin();
    m_running.insert(easy, std::move(done));
    curl_multi_add_handle(m_multi, easy);
    act(CURL_SOCKET_TIMEOUT, 0); // on its way at once, and not after a turn of the event loop
}

void Multi::remove(CURL *easy)
{
    if (m_running.remove(easy))
        curl_multi_remove_handle(m_multi, easy);
    m_finished.removeIf([easy](const Finished &finished) { return finished.easy == easy; });
}

int Multi::onSocket(CURL *, curl_socket_t socket, int what, void *self, void *)
{
    auto *multi = static_cast<Multi *>(self);
    if (what == CURL_POLL_REMOVE)
        multi->unwatch(socket);
    else
        multi->watch(socket, what);
    return 0;
}

int Multi::onTimer(CURLM *, long milliseconds, void *self)
{
    auto &timer = static_cast<Multi *>(self)->m_timeout;
    if (milliseconds < 0)
        timer.stop();
    else
        timer.start(std::chrono::milliseconds(milliseconds));
    return 0;
}

void Multi::watch(curl_socket_t socket, int what)
{
    const auto enable = [this, socket](QSocketNotifier *&notifier, bool wanted, bool forWriting) {
        if (wanted && !notifier)
            notifier = this->notifier(socket, forWriting);
        if (notifier)
            notifier->setEnabled(wanted);
    };
    auto &watch = m_watches[socket];
    enable(watch.read, what & CURL_POLL_IN, false);
    enable(watch.write, what & CURL_POLL_OUT, true);
}

void Multi::unwatch(curl_socket_t socket)
{
    // Disabled now, because the descriptor's number may be given to another socket at once; deleted later, because this
    // may be running inside the notifier's own signal.
    const Watch watch = m_watches.take(socket);
    for (auto *notifier : {watch.read, watch.write}) {
        if (notifier) {
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    }
}

QSocketNotifier *Multi::notifier(curl_socket_t socket, bool forWriting)
{
    const auto type = forWriting ? QSocketNotifier::Write : QSocketNotifier::Read;
    auto *made = new QSocketNotifier(socket, type, this);
    connect(made, &QSocketNotifier::activated, this,
        [this, socket, forWriting] { actAndFinish(socket, forWriting ? CURL_CSELECT_OUT : CURL_CSELECT_IN); });
    return made;
}

/// From the event loop: what has finished first needs no other turn of it.
void Multi::actAndFinish(curl_socket_t socket, int events)
{
    act(socket, events);
    finishOne();
}

void Multi::act(curl_socket_t socket, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    // A server with Nagle's algorithm sends the rest of an answer only once its beginning is acknowledged, which the
    // kernel puts off for 40 ms. The setting holds for one acknowledgement, so it is renewed.
    const int yes = 1;
    if (socket != CURL_SOCKET_TIMEOUT)
        ::setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL *easy = message->easy_handle;
        const CURLcode code = message->data.result;
        curl_multi_remove_handle(m_multi, easy); // ends the message's life
        m_finished.append({easy, code, m_running.take(easy)});
    }
    if (!m_finished.isEmpty())
        m_finish.start(0);
}

/// One at a time: what a finished transfer resumes may do anything, so nothing of ours follows it.
void Multi::finishOne()
{
    m_finish.stop();
    if (m_finished.isEmpty())
        return;
    const Finished finished = m_finished.takeFirst();
    if (!m_finished.isEmpty())
        m_finish.start(0);
    finished.done(finished.code);
}

} // namespace opsdeck::http
