// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/story/story.h"

namespace opsdeck::sim {

/// A file of the demo's workspace.
struct WorkspaceFile
{
    QString path; ///< relative to the workspace
    QByteArray content;
};

/// Product versions as bills of materials, made of what the story built; and which customer runs which of them. All of
/// it is true but one thing: monitor 1.9.0 was frozen with the collector's first push, and the tag was pushed again.
QList<WorkspaceFile> productVersionFiles(const Story &story, const QString &registry, const QDateTime &now);
WorkspaceFile sitesFile();

} // namespace opsdeck::sim
