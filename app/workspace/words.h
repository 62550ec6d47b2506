// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace opsdeck {

/// Translation context of the faults of a workspace.
struct WorkspaceText
{
    Q_DECLARE_TR_FUNCTIONS(WorkspaceText)
};

} // namespace opsdeck
