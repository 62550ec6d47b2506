// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/storelock.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace opsdeck::store {

namespace {

QString lockPath(const QString &folder)
{
    return folder + QStringLiteral("/lock");
}

QString userName()
{
    const passwd *entry = getpwuid(geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(geteuid());
}

bool lockNow(int file, int how)
{
    int result = 0;
    do {
        result = ::flock(file, how | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

/// Four lines: process, user, machine, since. Missing ones stay empty: the holder may just be writing them.
StoreHolder readHolder(const QString &folder)
{
    constexpr qint64 plenty = 1024;
    QFile file(lockPath(folder));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines = QString::fromUtf8(file.read(plenty)).split(u'\n');
    return {lines.value(0).toLongLong(), lines.value(1), lines.value(2),
        QDateTime::fromString(lines.value(3), Qt::ISODateWithMs)};
}

} // namespace

StoreLock::~StoreLock()
{
    ::close(m_file);
}

StoreLock::Attempt StoreLock::take(const QString &folder)
{
    Attempt attempt;
    const QByteArray name = QFile::encodeName(lockPath(folder));
    const int file = ::open(name.constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        attempt.notPermitted = errno == EACCES || errno == EROFS || errno == EPERM;
        attempt.error = Error{Error::Kind::Storage, lockPath(folder), qt_error_string(errno), 0, {}};
        return attempt;
    }
    if (lockNow(file, LOCK_EX)) {
        attempt.lock.reset(new StoreLock(file));
        attempt.lock->writeHolder();
        return attempt;
    }
    if (errno == EWOULDBLOCK)
        attempt.holder = readHolder(folder);
    else
        attempt.error = Error{Error::Kind::Storage, lockPath(folder), qt_error_string(errno), 0, {}};
    ::close(file);
    return attempt;
}

std::optional<StoreHolder> StoreLock::holderOf(const QString &folder)
{
    const int file = ::open(QFile::encodeName(lockPath(folder)).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return std::nullopt;
    const bool isFree = lockNow(file, LOCK_SH);
    ::close(file);
    return isFree ? std::nullopt : std::optional(readHolder(folder));
}

/// A help for people: on a full disk the file stays empty and the lock holds all the same.
void StoreLock::writeHolder() const
{
    const QByteArray text
        = QStringLiteral("%1\n%2\n%3\n%4\n")
              .arg(QString::number(QCoreApplication::applicationPid()), userName(), QSysInfo::machineHostName(),
                  QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs))
              .toUtf8();
    [[maybe_unused]] const bool written = ::fchmod(m_file, 0600) == 0 && ::ftruncate(m_file, 0) == 0
        && ::pwrite(m_file, text.constData(), size_t(text.size()), 0) == text.size();
}

} // namespace opsdeck::store
