// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/harbor/parse.h"
#include "backends/http/session.h"

namespace opsdeck::harbor {

/// Harbor's REST API v2.0, reading. I/O thread; made for one step of a sync.
class Client
{
public:
    /// A page of a list. Harbor's totals and Link headers are not trusted: a page that is not full is the last.
    template <typename T> struct Page
    {
        QList<T> rows;
        bool last = true;
    };

    struct Newest
    {
        std::optional<QList<RegistryRepository>> rows;
        QByteArray memory;
    };

    explicit Client(http::Session &session);

    QCoro::Task<Result<SourceIdentity>> systemInfo(std::stop_token stop);
    /// Whether Harbor knows who we are. It treats a wrong password as nobody and still shows what is public, so asking
    /// for a list proves nothing. `user` is the login name; robots are no users.
    QCoro::Task<Result<QList<Phrase>>> login(QString user, std::stop_token stop);

    /// The repositories, of all projects, that changed last: one page; NotFound where the server is too old for it. No
    /// rows where the page is as it was remembered.
    QCoro::Task<Result<Newest>> newest(QByteArray memory, std::stop_token stop);
    QCoro::Task<Result<QList<RegistryProject>>> projects(std::stop_token stop);
    QCoro::Task<Result<QList<RegistryRepository>>> repositories(QString project, std::stop_token stop);
    /// `repository` with project prefix; pages from 1.
    QCoro::Task<Result<Page<Artifact>>> artifacts(QString repository, int page, std::stop_token stop);

    int requests() const { return m_requests; }

private:
    http::Url api() const { return m_session.url().path("api/v2.0"); }
    http::Url projectUrl(const QString &project) const { return api().path("projects").segment(project); }
    QCoro::Task<Result<http::Answer>> get(http::Url url, std::stop_token stop);
    template <typename T, typename Parse>
    QCoro::Task<Result<QList<T>>> whole(http::Url list, Parse parse, std::stop_token stop);

    http::Session &m_session;
    SourceId m_source;
    int m_requests = 0;
};

} // namespace opsdeck::harbor
