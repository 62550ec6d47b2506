// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/session/session.h"

#include <QStringList>

namespace opsdeck {

/// opsdeck sync WORKSPACE: every source once, then how each of them stands. Needs a QCoreApplication.
ExitCode runSync(const QStringList &arguments, const Redaction &redaction);

/// One line a source: name, state, product and version, or why not.
QString sourceLine(const SourceRecord &source, const QDateTime &now);

} // namespace opsdeck
