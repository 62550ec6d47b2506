// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/gitlab/client.h"
#include "backends/gitlab/cursor.h"
#include "models/domain/syncbatch.h"

#include <QLoggingCategory>
#include <QSet>

namespace opsdeck::gitlab {

Q_DECLARE_LOGGING_CATEGORY(lcGitLab)

/// What one visit to a project brought. Unfinished marks ask for another visit.
struct Visit
{
    QList<SyncRows> rows;
    ProjectMark mark;
};

/// Reads what changed in one project. Pipelines are always asked for; the other lists only when a pipeline changed or
/// the project was active, because a change of theirs is an activity. Of a first reading only the newest hundred
/// pipelines get their jobs: each costs a request. A list that the account may not see, or that is switched off, is
/// empty and said once.
class ProjectReader
{
public:
    ProjectReader(Client &client, SourceId source, QSet<QString> &told, QDateTime now);

    QCoro::Task<Result<Visit>> visit(qint64 project, ProjectMark mark, std::stop_token stop);

private:
    QCoro::Task<Result<QList<Pipeline>>> pipelines(qint64 project, ListMark *mark, std::stop_token stop);
    QCoro::Task<Result<void>> addJobs(qint64 project, QList<Pipeline> *pipelines, std::stop_token stop);
    QCoro::Task<Result<void>> changes(qint64 project, Visit *visit, bool all, std::stop_token stop);
    QCoro::Task<Result<void>> wholeLists(qint64 project, Visit *visit, std::stop_token stop);
    template <typename T> Result<T> orNothing(Result<T> result, qint64 project, const char *list);

    Client &m_client;
    SourceId m_source;
    QSet<QString> &m_told;
    QDateTime m_now; ///< the server's clock
};

} // namespace opsdeck::gitlab
