// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/processowner.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

namespace opsdeck {

namespace {

/// Field 22 of /proc/PID/stat; empty where there is no such process. The second field may hold anything, even blanks
/// and parentheses, so counting starts after the last ")".
QString startTimeOf(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr int startTime = 22 - 3;
    // A zombie is dead: it only waits to be counted.
    if (fields.size() <= startTime || fields.first() == "Z")
        return {};
    return QString::fromLatin1(fields.at(startTime));
}

} // namespace

QString processOwner()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return QStringLiteral("%1 %2 %3").arg(QString::number(pid), startTimeOf(pid), QSysInfo::machineHostName());
}

bool mayBeAlive(const QString &owner)
{
    const QStringList fields = owner.split(u' ');
    if (fields.size() != 3 || fields.at(2) != QSysInfo::machineHostName())
        return fields.size() == 3;
    return startTimeOf(fields.at(0).toLongLong()) == fields.at(1);
}

bool isSurelyDead(const QString &owner)
{
    return owner.count(u' ') == 2 && !mayBeAlive(owner);
}

QString currentUser()
{
    const passwd *entry = getpwuid(geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(geteuid());
}

QString currentActor()
{
    return currentUser() + u'@' + QSysInfo::machineHostName();
}

} // namespace opsdeck
