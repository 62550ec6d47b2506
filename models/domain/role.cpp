// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/role.h"

#include <array>

namespace opsdeck {

namespace {

constexpr std::array roles{Role::Viewer, Role::Operator, Role::Releaser, Role::Admin};

} // namespace

Role roleNeededFor(Act act)
{
    switch (act) {
    case Act::HandleAlerts:
        return Role::Operator;
    case Act::Deploy:
        return Role::Releaser;
    case Act::Administer:
        return Role::Admin;
    }
    return Role::Admin;
}

Role Roles::of(const QString &user) const
{
    return restricted ? people.value(user, others) : Role::Admin;
}

QString nameOf(Role role)
{
    switch (role) {
    case Role::Viewer:
        return QStringLiteral("viewer");
    case Role::Operator:
        return QStringLiteral("operator");
    case Role::Releaser:
        return QStringLiteral("releaser");
    case Role::Admin:
        return QStringLiteral("admin");
    }
    return {};
}

std::optional<Role> roleFromName(const QString &name)
{
    for (const Role role : roles) {
        if (nameOf(role) == name)
            return role;
    }
    return std::nullopt;
}

} // namespace opsdeck
