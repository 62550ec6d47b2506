// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <curl/curl.h>

#include <functional>

class QSocketNotifier;

namespace opsdeck::http {

/// libcurl's multi interface on the event loop of the thread that made it. Knows sockets and timers, nothing of HTTP.
class Multi final : public QObject
{
public:
    using Done = std::function<void(CURLcode)>;

    Multi();
    ~Multi() override;

    /// Starts a transfer. `done` is called once, from the event loop and never inside libcurl, unless it is removed.
    void add(CURL *easy, Done done);
    /// Ends a transfer at once; nothing happens if it has ended.
    void remove(CURL *easy);

private:
    struct Watch
    {
        QSocketNotifier *read = nullptr;
        QSocketNotifier *write = nullptr;
    };

    struct Finished
    {
        CURL *easy;
        CURLcode code;
        Done done;
    };

    void begin();
    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *watch);
    static int onTimer(CURLM *multi, long milliseconds, void *self);
    void watch(curl_socket_t socket, int what);
    void unwatch(curl_socket_t socket);
    QSocketNotifier *notifier(curl_socket_t socket, bool forWriting);
    void act(curl_socket_t socket, int events);
    void actAndFinish(curl_socket_t socket, int events);
    void finishOne();

    CURLM *m_multi = nullptr; ///< until the first transfer: nothing of libcurl is loaded before
    QTimer m_timeout;
    QTimer m_finish;
    QHash<curl_socket_t, Watch> m_watches;
    QHash<CURL *, Done> m_running;
    QList<Finished> m_finished;
};

} // namespace opsdeck::http
