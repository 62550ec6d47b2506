// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/rolesreader.h"

#include "app/workspace/words.h"

namespace opsdeck {

namespace {

const QStringList &roleNames()
{
    static const QStringList names{
        nameOf(Role::Viewer), nameOf(Role::Operator), nameOf(Role::Releaser), nameOf(Role::Admin)};
    return names;
}

} // namespace

Roles readRoles(YamlMap map)
{
    Roles roles;
    roles.restricted = true;
    for (const QString &name : roleNames()) {
        for (const QString &user : map.texts(name)) {
            if (roles.people.contains(user))
                map.report(map.placeOf(name), WorkspaceText::tr("\"%1\" has two roles.").arg(user),
                    WorkspaceText::tr("The lower one counts"));
            else
                roles.people.insert(user, *roleFromName(name));
        }
    }
    const QString key = QStringLiteral("others");
    const QString others = map.text(key);
    if (const auto role = roleFromName(others))
        roles.others = *role;
    else if (!others.isEmpty())
        map.report(map.placeOf(key), WorkspaceText::tr("\"%1\" is no role.").arg(others),
            WorkspaceText::tr("Known: %1").arg(roleNames().join(QStringLiteral(", "))));
    map.finish();
    return roles;
}

} // namespace opsdeck
