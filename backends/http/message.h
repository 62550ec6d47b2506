// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <chrono>
#include <functional>
#include <utility>

namespace opsdeck::http {

/// An address kept as bytes, percent-encoded once when a part is added and never decoded again: GitLab needs %2F in a
/// path, Harbor %252F, and a QUrl would undo both.
class Url
{
public:
    Url() = default;
    /// `base` is already a valid address without query, e.g. "https://git.example/prefix".
    explicit Url(QByteArray base)
        : m_text(std::move(base))
    { }

    /// Appends "/" and fixed path text that needs no encoding: "api/v4/projects".
    [[nodiscard]] Url path(QByteArrayView fixed) const;
    /// Appends "/" and one percent-encoded segment; a slash becomes %2F.
    [[nodiscard]] Url segment(const QString &text) const;
    /// As segment, encoded twice.
    [[nodiscard]] Url segmentTwice(const QString &text) const;
    [[nodiscard]] Url query(QByteArrayView name, const QString &value) const;
    [[nodiscard]] Url query(QByteArrayView name, qint64 value) const;
    [[nodiscard]] Url query(
        QByteArrayView name, const QDateTime &utc) const; ///< ISO 8601, milliseconds, Z; nothing if invalid

    const QByteArray &bytes() const { return m_text; }
    QByteArray origin() const; ///< scheme://host:port, lower case, port always there
    /// An RFC 3986 reference (absolute, host-relative or path-relative) against this address; query re-encoded.
    [[nodiscard]] Url resolved(const QByteArray &reference) const;

    bool operator==(const Url &) const = default;

private:
    QByteArray m_text;
};

using Header = std::pair<QByteArray, QByteArray>;

struct Request
{
    QByteArray method = "GET";
    Url url;
    QList<Header> headers;
    QByteArray body;
    std::chrono::milliseconds timeout{60'000}; ///< total
    std::chrono::milliseconds connectTimeout{10'000}; ///< until TCP and TLS stand
    std::chrono::seconds stall{30}; ///< GET and HEAD: without a byte either way
    bool isDial = false; ///< on a connection of its own, whose certificate is looked at
    qint64 maxBody = 64 * 1024 * 1024; ///< bytes; more is BadAnswer
    /// Gets the body of a 2xx answer piece by piece instead of Answer::body; false ends the transfer as Cancelled. Runs
    /// inside libcurl: starts and stops no other request. Once it got a piece, the request is not repeated.
    std::function<bool(QByteArrayView piece)> sink;

    QByteArray header(QByteArrayView lowerCaseName) const; ///< whatever case it was written in; empty when absent
};

struct Answer
{
    int status = 0;
    QList<Header> headers; ///< names in lower case
    QByteArray body;
    std::chrono::milliseconds latency{0};
    std::chrono::milliseconds skew{0}; ///< from the Date header; 0 when absent
    qint64 received = 0; ///< bytes of the body
    QDateTime certificateEnd; ///< UTC; only where Request::isDial asked for it, and TLS
    bool unchanged = false; ///< as it was remembered (Session::getIfNew); the body, if there is one, need not be read
    QByteArray memory; ///< recognises this answer when it comes again (Session::getIfNew)

    QByteArray header(QByteArrayView lowerCaseName) const; ///< the first; empty when absent
    QByteArray link(QByteArrayView relation) const; ///< target of a Link header as sent; empty when absent
    bool isSuccess() const { return status >= 200 && status < 300; }
};

/// The answer itself if its status is 2xx, else an error with kind, status, Retry-After and the far side's
/// words, whichever shape they come in: JSON object, JSON string, plain text, HTML of a proxy, empty.
Result<Answer> expectSuccess(Answer answer, const QString &origin);

/// Retry-After, a date by the server's clock; 0 when absent.
std::chrono::seconds waitAskedBy(const Answer &answer);

/// What a 407 means to a person.
QString proxyWantsLogin();

} // namespace opsdeck::http
