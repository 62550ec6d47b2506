// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/session.h"

namespace opsdeck::falcon {

/// falcon-plus with its own way of logging in: name and password give a signature, which every request carries. Logs in
/// at first use and once more after a 401, because signatures end when somebody logs out. I/O thread; references
/// outlive it.
class Client
{
public:
    Client(Connection connection, http::Client &http, SecretStore &secrets);

    const SourceId &id() const { return m_session.connection().id; }
    http::Url url(QByteArrayView path) const { return m_session.url().path(path); }
    /// As Session::getIfNew.
    QCoro::Task<Result<http::Answer>> getIfNew(http::Url url, QByteArray memory, std::stop_token stop);
    /// Sent once; a 401 says that it was not taken, so it is sent again after a new login.
    QCoro::Task<Result<http::Answer>> post(http::Url url, QByteArray json, std::stop_token stop);

    /// As Session's.
    template <typename T> Result<T> judged(const http::Answer &answer, Result<T> parsed)
    {
        return m_session.judged(answer, std::move(parsed));
    }
    SourceVitals vitals() const { return m_session.vitals(); }

private:
    QCoro::Task<Result<void>> logIn(std::stop_token stop);
    bool isLoggedIn() const { return m_loggedIn || m_user.isEmpty(); }

    const QString m_user; ///< empty: a server that checks nobody
    const QString m_secret; ///< its name
    SecretStore &m_secrets;
    http::Session m_session; ///< without the user, who is for the login alone
    bool m_loggedIn = false;
};

} // namespace opsdeck::falcon
