// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/host.h"

namespace opsdeck::traffic {

/// What a command on the host printed; an error with its words where it did not succeed. The host outlives it.
QCoro::Task<Result<QByteArray>> runWords(Host *host, QString origin, QStringList words, std::stop_token stop);

/// A command that prints a number: how many sessions a server has. Nothing where there is no command.
QCoro::Task<Result<std::optional<qint64>>> askSessions(
    Host *host, QString origin, QStringList words, std::stop_token stop);

} // namespace opsdeck::traffic
