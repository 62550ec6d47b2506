// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QByteArray>

namespace opsdeck {

/// All of it or nothing: what was there before stays where it fails. Any thread.
Result<void> saveFile(const QString &path, const QByteArray &content);

} // namespace opsdeck
