// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/child.h"

#include <QTemporaryDir>

namespace opsdeck::bench {

/// The simulated company of the demo in a process of its own, as a workspace with so many hosts. Its folder is the home
/// (see useHome).
class DemoServers
{
public:
    explicit DemoServers(int hosts);

    QString folder() const { return m_dir.filePath(QStringLiteral("workspace")); }
    /// How often the workspace has its sources polled: all, a connection by its name, or "docker", the hosts.
    void setPoll(const QString &poll) const;
    void setPoll(const QString &source, const QString &poll) const;
    /// Has a connection go elsewhere.
    void redirect(const QString &connection, const QString &url) const;

private:
    void edit(const QString &pattern, const QString &replacement) const;

    QTemporaryDir m_dir;
    Server m_server;
};

} // namespace opsdeck::bench
