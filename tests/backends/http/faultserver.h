// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>
#include <optional>

namespace opsdeck::testing {

/// An HTTP server on loopback, in the test's own thread, that a test edits. It answers what stands in `pages`, or with
/// exactly the bytes that a test writes down, so that it can lie about lengths, stop in the middle or say nothing.
/// Knows just enough HTTP to tell requests apart; keeps connections open and what it was asked.
class FaultServer final : public QObject
{
public:
    struct Page
    {
        int status = 200;
        QByteArray body;
        QByteArray headers; ///< whole lines, each ended by \r\n
    };
    struct Seen
    {
        QByteArray method;
        QByteArray target; ///< as on the wire, percent signs and all
        QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
        QByteArray body;

        QByteArray header(QByteArrayView name) const; ///< empty when absent
        QByteArray path() const; ///< without query
    };
    /// Bytes to send; an empty answer means silence.
    using Handler = std::function<QByteArray(const Seen &request)>;

    FaultServer();
    /// Speaks TLS.
    explicit FaultServer(const QSslConfiguration &tls);

    QByteArray baseUrl() const;
    int port() const { return m_server->serverPort(); }
    /// The next answers, one a request; the last one stays.
    void answer(QList<QByteArray> answers);
    void answerWith(Handler handler) { m_handler = std::move(handler); }
    void closeAfterEachAnswer(bool close) { m_close = close; }
    /// By path with query, else by path alone; all others are 404. Counts while no other answer was given.
    QHash<QByteArray, Page> pages;

    const QList<Seen> &seen() const { return m_seen; }
    /// What was asked since the last call, "path?query" each.
    QList<QByteArray> takeTargets();
    int connections() const { return m_connections; }
    int openConnections() const;
    int mostAtOnce() const { return m_mostAtOnce; }
    /// Holds answers back until release() is called.
    void hold() { m_holding = true; }
    void release();
    /// Ends all connections.
    void hangUp();

    static QByteArray ok(const QByteArray &body, const QByteArray &moreHeaders = {});
    static QByteArray status(int code, const QByteArray &body = {}, const QByteArray &moreHeaders = {});

private:
    explicit FaultServer(std::unique_ptr<QTcpServer> server);
    void accept();
    void read(QTcpSocket *socket);
    bool takeRequest(QTcpSocket *socket);
    void send(QTcpSocket *socket, const QByteArray &bytes);
    QByteArray pageFor(const Seen &request) const;

    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<std::pair<QTcpSocket *, QByteArray>> m_held;
    QList<Seen> m_seen;
    Handler m_handler;
    int m_connections = 0;
    int m_mostAtOnce = 0;
    bool m_close = false;
    bool m_holding = false;
    bool m_isTls = false;
    std::unique_ptr<QTcpServer> m_server; // ends first: its sockets tell when they close
};

/// Takes one request apart; nothing until it is complete. What was used is removed from the buffer.
std::optional<FaultServer::Seen> takeRequest(QByteArray &buffer);

} // namespace opsdeck::testing
