// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QString>

#include <optional>

namespace opsdeck {

/// A secret kept in a file, without the line break at its end. Nothing where there is no such file; kind Usage where
/// the file (the target, if it is a link) belongs to someone else, can be read by others, or holds no secret.
Result<std::optional<QString>> readSecretFile(const QString &path);

} // namespace opsdeck
