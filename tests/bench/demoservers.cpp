// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/demoservers.h"

#include "tests/bench/company.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

DemoServers::DemoServers(int hosts)
    : m_server({QCoreApplication::applicationDirPath() + u"/opsdeck-sim"_s, u"--workspace"_s, folder(), u"--hosts"_s,
                   QString::number(hosts)},
        "ready")
{
    useHome(m_dir.path());
}

void DemoServers::setPoll(const QString &poll) const
{
    edit(u"poll: \\w+"_s, u"poll: "_s + poll);
}

void DemoServers::setPoll(const QString &source, const QString &poll) const
{
    const QString place = source == u"docker" ? u"environment: \\w+\n\\s+poll: "_s
                                              : u"kind: %1\n(?:    .*\n)*?    poll: "_s.arg(source);
    edit(u"(%1)\\w+"_s.arg(place), u"\\1"_s + poll);
}

void DemoServers::redirect(const QString &connection, const QString &url) const
{
    edit(u"(name: %1\n\\s+kind: \\w+\n\\s+url: )\\S+"_s.arg(connection), u"\\1"_s + url);
}

void DemoServers::edit(const QString &pattern, const QString &replacement) const
{
    QFile file(folder() + u"/opsdeck.yaml"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The demo has no workspace");
    QString text = QString::fromUtf8(file.readAll());
    file.close();
    writeFile(file.fileName(), text.replace(QRegularExpression(pattern), replacement).toUtf8());
}

} // namespace opsdeck::bench
