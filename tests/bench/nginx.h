// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace opsdeck::bench {

/// nginx on loopback with one worker: a server that is never what is measured. Its folder is `path()`.
class Nginx
{
public:
    Nginx();
    ~Nginx();

    /// `http` stands beside the server block, `server` in it.
    void start(const QByteArray &http, const QByteArray &server);
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    QString path(const QString &name) const { return m_dir.filePath(name); }
    /// A file in its folder, put there at once.
    void put(const QString &name, const QByteArray &content) const;

private:
    QTemporaryDir m_dir;
    quint16 m_port = 0;
    QProcess m_process;
};

} // namespace opsdeck::bench
