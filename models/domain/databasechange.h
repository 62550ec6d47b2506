// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace opsdeck {

/// What a version does to a module's database.
enum class DatabaseChange
{
    None,
    Compatible, ///< declared: the version before still works with it
    Undeclared, ///< the module has a database, and nobody said
    Incompatible,
};

/// The words of the workspace file: none, compatible, undeclared, incompatible.
QString nameOf(DatabaseChange change);
std::optional<DatabaseChange> databaseChangeFromName(const QString &name);

} // namespace opsdeck
