// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/target.h"

namespace opsdeck {

/// Replaces ssh_config's %-tokens and the ~ at the beginning of paths.
class Tokens
{
public:
    Tokens(const SshPerson &person, const SshTarget &target, const QString &alias)
        : m_person(person)
        , m_target(target)
        , m_alias(alias)
    { }

    Result<QString> expanded(const QByteArray &bytes) const;
    Result<QString> path(const QByteArray &bytes) const;

private:
    std::optional<QString> value(QChar token) const;

    const SshPerson &m_person;
    const SshTarget &m_target;
    const QString m_alias;
};

} // namespace opsdeck
