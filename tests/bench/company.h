// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workspace.h"

#include <QTemporaryDir>

namespace opsdeck::bench {

/// A workspace on disk; its folder is the home (see useHome).
class BenchWorkspace
{
public:
    /// The blocks of opsdeck.yaml, indented; 60 services in a catalog stand beside them.
    BenchWorkspace(const QString &connections, const QString &hosts);

    QString folder() const { return m_dir.filePath(QStringLiteral("workspace")); }
    QString path(const QString &name) const { return m_dir.filePath(name); }
    Workspace load() const;

private:
    QTemporaryDir m_dir;
};

/// Settings, data and secrets of whoever runs the benchmark do not count: parts that are started from now on have
/// their own below this folder.
void useHome(const QString &folder);

void writeFile(const QString &path, const QByteArray &content);

/// 100 000 rows such as a company's systems leave: mostly the history of its projects. The sources of the workspace
/// told them just now.
void fillCache(const Workspace &workspace);

} // namespace opsdeck::bench
