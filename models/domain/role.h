// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <optional>

namespace opsdeck {

/// What a person may do, each role all of the one before it.
enum class Role
{
    Viewer, ///< look
    Operator, ///< acknowledge, silence, run runbooks
    Releaser, ///< deploy, roll back, move traffic
    Admin, ///< change the workspace, mend the stores
};

/// What is asked for before something is written, by the role that it takes.
enum class Act
{
    HandleAlerts,
    Deploy,
    Administer,
};

Role roleNeededFor(Act act);

/// Who has which role, by the user's name at the desk. A workspace without roles trusts everyone who can open it; with
/// them, whoever it does not name has the role of the others.
struct Roles
{
    bool restricted = false; ///< the workspace speaks of roles, even if of nobody that we could read
    QMap<QString, Role> people;
    Role others = Role::Viewer;

    Role of(const QString &user) const;
    bool allow(const QString &user, Act act) const { return of(user) >= roleNeededFor(act); }

    bool operator==(const Roles &) const = default;
};

/// Stable words of the workspace file and of messages: viewer, operator, releaser, admin.
QString nameOf(Role role);
std::optional<Role> roleFromName(const QString &name);

} // namespace opsdeck
