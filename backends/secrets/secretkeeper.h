// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QString>
#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// Keeps a secret where SecretStore finds it: in the system keyring, or, where there is none, in the file <config
/// folder>/secrets/<name> with mode 0600. Replaces what was there. I/O thread.
QCoro::Task<Result<void>> keepSecret(QString configFolder, QString name, QString value, std::stop_token stop);

} // namespace opsdeck
