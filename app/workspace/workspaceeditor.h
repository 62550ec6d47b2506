// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/workspace.h"

namespace opsdeck {

// Additions to opsdeck.yaml as text: everything that stands there stays as a person wrote it, comments, order and
// layout. The result is read back before it is answered; Usage where the file cannot take the addition safely.

Result<QByteArray> withConnection(const QByteArray &yaml, const Connection &connection);
Result<QByteArray> withHost(const QByteArray &yaml, const HostSpec &host);
/// For a folder that has no workspace yet.
QByteArray newWorkspace(const QString &name, const QString &title);

} // namespace opsdeck
