// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/nginx.h"

#include "tests/bench/company.h"

#include <QDeadlineTimer>
#include <QTcpServer>
#include <QTcpSocket>

#include <sys/prctl.h>

#include <csignal>
#include <cstdio>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

Nginx::Nginx()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    m_port = probe.serverPort();
}

Nginx::~Nginx()
{
    m_process.terminate();
    m_process.waitForFinished();
}

void Nginx::start(const QByteArray &http, const QByteArray &server)
{
    const QByteArray dir = m_dir.path().toUtf8();
    QByteArray conf = "daemon off;\nmaster_process off;\nerror_log stderr error;\npid " + dir
        + "/pid;\nevents { worker_connections 256; }\nhttp {\naccess_log off;\ndefault_type application/json;\n";
    for (const char *temporary : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        conf += QByteArray(temporary) + "_temp_path " + dir + "/temporary;\n";
    conf += http + "server {\nlisten 127.0.0.1:" + QByteArray::number(m_port) + ";\nroot " + dir + ";\n" + server
        + "}\n}\n";
    writeFile(path(u"nginx.conf"_s), conf);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(u"/usr/sbin/nginx"_s, {u"-c"_s, path(u"nginx.conf"_s), u"-p"_s, m_dir.path()});
    for (const QDeadlineTimer deadline(10'000); !deadline.hasExpired();) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        if (socket.waitForConnected(100))
            return;
    }
    qFatal("nginx did not start");
}

void Nginx::put(const QString &name, const QByteArray &content) const
{
    writeFile(path(name) + u".new"_s, content);
    QFile::setPermissions(path(name) + u".new"_s,
        QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther); // its worker is somebody else
    if (std::rename((path(name) + u".new"_s).toUtf8().constData(), path(name).toUtf8().constData()) != 0)
        qFatal("Cannot put %s", qPrintable(name));
}

} // namespace opsdeck::bench
