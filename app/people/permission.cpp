// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/people/permission.h"

namespace opsdeck {

Result<void> permit(const Roles &roles, const QString &user, Act act)
{
    if (roles.allow(user, act))
        return {};
    //: %1 is a user, %2 and %3 are roles
    const char *pattern = QT_TRANSLATE_NOOP("Phrase", "%1 has the role %2 in this workspace; this takes the role %3");
    const Phrase why(pattern, {user, nameOf(roles.of(user)), nameOf(roleNeededFor(act))});
    return failure(Error::Kind::Refused, user, why);
}

} // namespace opsdeck
