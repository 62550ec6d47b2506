// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/credentials.h"
#include "backends/http/parsed.h"
#include "models/domain/vitals.h"

#include <optional>

namespace opsdeck::http {

/// A connection of the workspace as its source uses it: adds the credentials, which are looked up at first use and once
/// more after a 401 or 407, so that a token can be replaced while Opsdeck runs; a request is repeated only if they have
/// changed, because servers lock out who insists. Keeps the source's vitals; no secret that was looked up leaves it in
/// an error or raw answer. I/O thread; references outlive it.
class Session
{
public:
    static constexpr qsizetype MaxRawAnswer = 16 * 1024;

    Session(Connection connection, Client &http, SecretStore &secrets);

    const Connection &connection() const { return m_connection; }
    Url url() const { return Url(m_connection.url.toUtf8()); }

    /// What every request carries from now on, beside the connection's credentials: a login's ticket.
    void carry(QList<Header> headers) { m_carried = std::move(headers); }

    /// As Client::send.
    QCoro::Task<Result<Answer>> send(Request request, std::stop_token stop);
    QCoro::Task<Result<Answer>> get(Url url, std::stop_token stop);
    /// As get, for what is asked again and again: `memory` is what the last answer had in Answer::memory and what was
    /// stored with its rows; empty = nothing. Where the server has nothing new the answer is marked unchanged.
    QCoro::Task<Result<Answer>> getIfNew(Url url, QByteArray memory, std::stop_token stop);

    /// Passes what a parser made of an answer on, and keeps the raw answer where it was a failure.
    template <typename T> Result<T> judged(const Answer &answer, Result<T> parsed)
    {
        if (!parsed)
            keep(answer, parsed.error());
        return parsed;
    }

    /// What `parse(body)`, a Result, makes of an answer: as http::parsed, then judged.
    template <typename Fn>
    QCoro::Task<std::invoke_result_t<Fn, const QByteArray &>> read(Answer answer, Fn parse, std::stop_token stop)
    {
        auto rows = co_await parsed(answer.body, std::move(parse), std::move(stop));
        co_return judged(answer, std::move(rows));
    }

    SourceVitals vitals() const;
    /// What our account may do there, as the source's probe found out.
    void tellRights(QList<Phrase> rights) { m_vitals.rights = std::move(rights); }
    /// As of the last answer that told the time.
    std::chrono::milliseconds skew() const { return m_vitals.skew; }

private:
    QCoro::Task<Result<Endpoint>> endpoint(std::stop_token stop);
    QCoro::Task<Result<Answer>> ask(Request request, std::stop_token stop);
    Result<Answer> finished(Result<Answer> answer);
    void clean(Error &error) const;
    void keep(const Answer &answer, Error &error);

    Connection m_connection;
    Client &m_http;
    SecretStore &m_secrets;
    std::optional<Endpoint> m_endpoint;
    QList<Header> m_carried;
    SourceVitals m_vitals;
};

} // namespace opsdeck::http
