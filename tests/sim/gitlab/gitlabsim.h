// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/gitlab/gitlabrows.h"
#include "tests/sim/http/simserver.h"

#include <QHash>
#include <QMap>

namespace opsdeck::sim {

/// A GitLab whose state a test edits: `sim.projects()["shop/cart"].pipelines.append(…)`. Read endpoints of the REST
/// API version 4; every project is private. Projects are found by number or by path with %2F.
class GitLabSim : public SimServer
{
public:
    using SimServer::SimServer;

    QMap<QString, gitlab::ProjectRow> &projects() { return m_projects; } ///< by path
    /// Adds an empty project with the next free number.
    gitlab::ProjectRow &addProject(const QString &path);
    /// Requests for the old path are redirected, as after a rename.
    void move(const QString &oldPath, const QString &newPath) { m_moved.insert(oldPath, newPath); }

    void setToken(const QString &token) { m_token = token; }
    QString token() const { return m_token; }
    void setVersion(const QString &version) { m_version = version; }

protected:
    HttpAnswer answer(const HttpRequest &request) override;
    QByteArray vendor() const override { return "gitlab"; }

private:
    enum class Access
    {
        Full,
        Anonymous,
        Refused
    };
    Access accessOf(const HttpRequest &request) const;
    HttpAnswer projectList(const HttpRequest &request) const;
    HttpAnswer inProject(
        const HttpRequest &request, const gitlab::ProjectRow &project, const QByteArrayList &rest) const;
    HttpAnswer pipelines(
        const HttpRequest &request, const gitlab::ProjectRow &project, const QByteArrayList &rest) const;
    HttpAnswer repository(
        const HttpRequest &request, const gitlab::ProjectRow &project, const QByteArrayList &rest) const;
    const gitlab::ProjectRow *find(const QString &idOrPath) const;
    QString webOf(const gitlab::ProjectRow &project) const;

    QMap<QString, gitlab::ProjectRow> m_projects;
    QHash<QString, QString> m_moved;
    QString m_token = QStringLiteral("glpat-simulated");
    QString m_version = QStringLiteral("17.5.2-ee");
};

} // namespace opsdeck::sim
