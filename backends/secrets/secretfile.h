// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QString>

#include <optional>

namespace opsdeck {

/// A secret kept in a file, without the line break at its end. Nothing where there is no such file; kind Usage where
/// the file (the target, if it is a link) belongs to someone else, can be read by others, or holds no secret.
Result<std::optional<QString>> readSecretFile(const QString &path);
/// Whole or not at all, mode 0600; a folder that has to be made gets 0700. Kind Storage where it cannot be written.
Result<void> writeSecretFile(const QString &path, const QString &value);

} // namespace opsdeck
