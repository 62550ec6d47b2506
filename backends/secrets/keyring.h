// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QString>
#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

// The system's keyring, service "opsdeck". Kind NotFound, with the keyring's own words, where it holds nothing or
// cannot be asked; a locked one has a minute to be opened. I/O thread.

QCoro::Task<Result<QString>> readKeyring(QString name, std::stop_token stop);
QCoro::Task<Result<void>> writeKeyring(QString name, QString value, std::stop_token stop);

} // namespace opsdeck
