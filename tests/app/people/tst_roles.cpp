// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/localdeployservice.h"
#include "app/deploy/processowner.h"
#include "app/deploy/surroundings.h"
#include "app/people/permission.h"
#include "app/sync/syncservice.h"
#include "app/workspace/workspaceloader.h"
#include "backends/store/stores.h"
#include "tests/support/run.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

/// Who may do what, from the workspace file to the service that would write.
class RolesTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    LoadedWorkspace load(const QByteArray &roles)
    {
        QFile file(m_folder.filePath(u"opsdeck.yaml"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write("name: demo\n" + roles) < 0)
            qFatal("cannot write the workspace");
        file.close();
        return loadWorkspace(m_folder.path());
    }

private Q_SLOTS:
    void eachRoleMayAllThatTheOneBeforeMay_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<int>("acts"); // how many of the three
        QTest::newRow("viewer") << u"zhao"_s << 0;
        QTest::newRow("operator") << u"chen"_s << 1;
        QTest::newRow("releaser") << u"wang"_s << 2;
        QTest::newRow("admin") << u"li"_s << 3;
        QTest::newRow("not named") << u"nobody"_s << 1;
    }

    void eachRoleMayAllThatTheOneBeforeMay()
    {
        QFETCH(QString, user);
        QFETCH(int, acts);
        const auto loaded = load("roles:\n  viewer: zhao\n  operator: [chen]\n  releaser: [wang]\n  admin: [li]\n"
                                 "  others: operator\n");
        QCOMPARE(loaded.diagnostics.size(), 0);
        const Roles &roles = loaded.workspace.roles;
        QCOMPARE(roles.allow(user, Act::HandleAlerts), acts >= 1);
        QCOMPARE(roles.allow(user, Act::Deploy), acts >= 2);
        QCOMPARE(roles.allow(user, Act::Administer), acts >= 3);
    }

    void aWorkspaceWithoutRolesTrustsEveryone()
    {
        QVERIFY(load("").workspace.roles.allow(u"anyone"_s, Act::Administer));
    }

    void aFaultInTheRolesGivesNobodyARight_data()
    {
        QTest::addColumn<QByteArray>("roles");
        QTest::newRow("a text") << QByteArray("roles: admin\n");
        QTest::newRow("empty") << QByteArray("roles: {}\n");
        QTest::newRow("misspelt") << QByteArray("roles: {admins: [li]}\n");
        QTest::newRow("unknown default") << QByteArray("roles: {others: root}\n");
        QTest::newRow("two roles") << QByteArray("roles: {viewer: [li], admin: [li]}\n");
    }

    void aFaultInTheRolesGivesNobodyARight()
    {
        QFETCH(QByteArray, roles);
        QVERIFY(!load(roles).workspace.roles.allow(u"li"_s, Act::HandleAlerts));
    }

    void theRefusalNamesBothRoles()
    {
        const auto loaded = load("roles: {operator: [chen]}\n");
        const auto refused = permit(loaded.workspace.roles, u"chen"_s, Act::Deploy);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QCOMPARE(
            refused.error().detail, u"chen has the role operator in this workspace; this takes the role releaser"_s);
        QVERIFY(permit(loaded.workspace.roles, u"chen"_s, Act::HandleAlerts));
    }

    void aViewerCannotStartADeploymentAndNothingIsWritten()
    {
        const auto loaded = load("roles: {admin: [someone-else]}\n");
        const auto stores = openStores(m_folder.filePath(u"data"_s));
        QVERIFY(stores);
        IoThread io;
        std::unique_ptr<Outside> outside;
        std::unique_ptr<SyncService> sync;
        io.call([&] {
            outside = std::make_unique<Outside>(loaded.workspace, m_folder.path());
            sync = std::make_unique<SyncService>(loaded.workspace, *outside, (*stores)->cache());
        });
        {
            const Surroundings surroundings{*outside, *sync, (*stores)->cache(), (*stores)->ledger(), currentActor()};
            LocalDeployService service(loaded.workspace, io, surroundings);
            for (const Error &refused : {wait(service.start({}, {})).error(), wait(service.resume({})).error(),
                     wait(service.breakLease({}, u"why"_s, {})).error()}) {
                QCOMPARE(refused.kind, Error::Kind::Refused);
                QVERIFY(refused.detail.startsWith(currentUser() + u" has the role viewer"_s));
            }
        }
        io.call([&] {
            sync.reset();
            outside.reset();
        });
        QVERIFY(wait((*stores)->ledger().entries(0, 10))->isEmpty());
    }
};

QTEST_GUILESS_MAIN(RolesTest)
#include "tst_roles.moc"
