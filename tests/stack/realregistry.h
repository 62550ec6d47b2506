// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/stack/process.h"

#include <QTemporaryDir>

namespace opsdeck::testing {

/// A real registry (distribution 2.8) on loopback, without a login, so that every dockerd trusts it.
class RealRegistry
{
public:
    static bool available(QString *why);

    RealRegistry();

    bool start(); ///< ready when it answers true
    void stop() { m_server.stop(); }
    /// From the next start on: it is read as before and takes nothing.
    void setReadOnly(bool readOnly) { m_isReadOnly = readOnly; }

    QString host() const { return m_host; } ///< 127.0.0.1:port, as in image names
    QString url() const { return QStringLiteral("http://") + m_host; }
    QByteArray log() const;
    /// What the tag stands for now; empty where there is none.
    QString digest(const QString &repository, const QString &tag) const;

private:
    QTemporaryDir m_folder;
    QString m_host;
    Child m_server;
    bool m_isReadOnly = false;
};

} // namespace opsdeck::testing
