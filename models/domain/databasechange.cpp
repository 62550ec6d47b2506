// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/databasechange.h"

#include <array>

namespace opsdeck {

namespace {

constexpr std::array all{
    DatabaseChange::None, DatabaseChange::Compatible, DatabaseChange::Undeclared, DatabaseChange::Incompatible};

} // namespace

QString nameOf(DatabaseChange change)
{
    switch (change) {
    case DatabaseChange::None:
        return QStringLiteral("none");
    case DatabaseChange::Compatible:
        return QStringLiteral("compatible");
    case DatabaseChange::Undeclared:
        return QStringLiteral("undeclared");
    case DatabaseChange::Incompatible:
        return QStringLiteral("incompatible");
    }
    Q_UNREACHABLE();
}

std::optional<DatabaseChange> databaseChangeFromName(const QString &name)
{
    for (const DatabaseChange change : all) {
        if (nameOf(change) == name)
            return change;
    }
    return std::nullopt;
}

} // namespace opsdeck
