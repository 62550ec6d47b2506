// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/session/session.h"
#include "app/workspace/workspaceloader.h"

#include <QCommandLineParser>

#include <optional>

namespace opsdeck {

/// Parses `arguments` (without the program, with the command's name first). Prints help or what is wrong, and answers
/// the exit code, where the command must not go on.
std::optional<ExitCode> parseOrExplain(QCommandLineParser &parser, const QStringList &arguments, int positional);

/// Loads the workspace and prints its faults on stderr. Nothing where it cannot be used at all.
std::optional<LoadedWorkspace> loadOrExplain(const QString &folder);

/// Opens it, or says why not. To write, nobody else may have it open, and its folder has to be writable.
tl::expected<std::unique_ptr<Session>, ExitCode> openOrExplain(
    const Workspace &workspace, bool toWrite, const Redaction &redaction);

} // namespace opsdeck
