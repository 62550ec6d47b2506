// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/harbor/harborrows.h"
#include "tests/sim/http/simserver.h"

#include <QHash>

namespace opsdeck::sim {

/// A Harbor with its registry on one port, as a real one: the API under /api/v2.0 with HTTP Basic, the registry under
/// /v2 with tokens from /service/token. A test edits `sim.projects()["shop"].repositories["cart"]`.
class HarborSim : public SimServer
{
public:
    using SimServer::SimServer;

    QMap<QString, harbor::ProjectRow> &projects() { return m_projects; } ///< by name
    harbor::ProjectRow &addProject(const QString &name, bool isPublic);
    /// Stores an image in "project/repository"; its tags leave the artifacts that had them. Returns the digest.
    QString push(const QString &repository, harbor::ArtifactRow artifact);

    void setUser(const QString &name, const QString &password) { m_users[name] = password; }
    QString password(const QString &user) const { return m_users.value(user); }
    void setVersion(const QString &version) { m_version = version; }
    /// The registry hands out at most so many tags a page, whatever n says.
    void setTagPageLimit(int limit) { m_tagPageLimit = limit; }

protected:
    HttpAnswer answer(const HttpRequest &request) override;
    QByteArray vendor() const override { return "harbor"; }

private:
    /// Who asks. Wrong passwords are anonymous to the API, as in a real Harbor.
    std::optional<QString> userOf(const HttpRequest &request) const;

    HttpAnswer api(const HttpRequest &request, const QByteArrayList &parts);
    HttpAnswer systemInfo(bool known) const;
    HttpAnswer allRepositories(const HttpRequest &request, bool known) const;
    HttpAnswer currentUser(const QByteArrayList &parts, const std::optional<QString> &user) const;
    HttpAnswer retention(const QByteArray &id, bool known) const;
    HttpAnswer inProject(const HttpRequest &request, const QByteArrayList &parts, bool known) const;
    HttpAnswer artifacts(const HttpRequest &request, const harbor::RepositoryRow &repository) const;
    QStringList visibleProjects(bool known) const;
    QString projectName(const QByteArray &nameOrId, const HttpRequest &request) const;

    HttpAnswer token(const HttpRequest &request);
    HttpAnswer registry(const HttpRequest &request, const QByteArrayList &parts);
    HttpAnswer manifest(
        const HttpRequest &request, const harbor::RepositoryRow &repository, const QString &reference) const;
    HttpAnswer tagList(const HttpRequest &request, const harbor::RepositoryRow &repository, const QString &name) const;
    bool mayPull(const HttpRequest &request, const QString &repository) const;
    HttpAnswer challenge(const QString &scope) const;
    const harbor::RepositoryRow *find(const QString &repository) const;

    struct Grant
    {
        QStringList scopes;
        QDateTime expires;
    };

    QMap<QString, harbor::ProjectRow> m_projects;
    QHash<QString, QString> m_users{{QStringLiteral("admin"), QStringLiteral("Harbor12345")}};
    QHash<QByteArray, Grant> m_grants;
    QString m_version = QStringLiteral("v2.12.4-0f3a9e12");
    int m_tagPageLimit = 1000;
};

} // namespace opsdeck::sim
