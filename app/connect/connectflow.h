// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/connect/connectdialog.h"

#include <functional>

namespace opsdeck {

class ConnectService;

/// Opens the form over `parent`, has what is filled in tried and added by `service`, and calls `added` with the folder
/// once the workspace has it. Does not wait: the dialog goes when it is closed.
ConnectDialog *openConnectDialog(QWidget *parent, Theme &theme, ConnectService &service, const QString &kind,
    const ConnectPlace &place, std::function<void(const QString &folder)> added);

/// The place of an open workspace.
ConnectPlace placeOf(const Workspace &workspace);

} // namespace opsdeck
