// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/client.h"

#include <curl/curl.h>

#include <optional>

namespace opsdeck::http {

/// One exchange as libcurl sees it: an easy handle with everything that our rules say about it, and what arrives.
/// Stays where it was made: libcurl keeps its address.
class Transfer
{
public:
    enum class Link
    {
        Near,
        Far
    }; ///< near: compressing an answer takes longer than sending it

    Transfer(Endpoint endpoint, Request request, Link link);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    /// Usage, before anything is sent, for what may not be sent: a broken address, a line break in a header.
    Result<void> check() const;
    CURL *easy() const { return m_easy; }
    /// What arrived, once libcurl has ended with `code`. No header value is ever part of an error.
    Result<Answer> result(CURLcode code);
    /// How far the other end is, if this exchange had to connect to it.
    std::optional<Link> measuredLink() const;

private:
    void setUpConnection();
    void setUpRequest();
    void setUpDeadlines();
    void setUpSinks();
    bool isHome() const { return m_request.url.origin() == m_endpoint.url().origin(); }
    QByteArray dialPath() const;
    Error errorOf(CURLcode code) const;
    bool takePiece(QByteArrayView piece);

    static size_t onHeader(char *data, size_t size, size_t count, void *self);
    static size_t onBody(char *data, size_t size, size_t count, void *self);
    static curl_socket_t onOpen(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onReady(void *self, char *theirs, char *ours, int theirPort, int ourPort);
    bool placeDialled();
    void hangUp();

    Endpoint m_endpoint;
    Request m_request;
    Link m_link;
    Answer m_answer;
    qsizetype m_headerBytes = 0;
    bool m_tooLarge = false;
    bool m_sinkIsFull = false;
    QString m_pinFault;
    int m_dialled = -1; ///< until it has taken the placeholder's number
    int m_placeholder = -1; ///< libcurl's own
    CURL *m_easy;
    curl_slist *m_headers = nullptr;
    char m_words[CURL_ERROR_SIZE] = {};
};

} // namespace opsdeck::http
