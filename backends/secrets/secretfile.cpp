// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/secrets/secretfile.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QScopeGuard>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace opsdeck {

namespace {

constexpr off_t MaxBytes = 64 * 1024;

/// Of the opened file, so that it cannot be exchanged in between.
QString whyNot(int file)
{
    struct stat info
    { };
    if (::fstat(file, &info) != 0)
        return qt_error_string(errno);
    if (!S_ISREG(info.st_mode))
        return QStringLiteral("is not a file");
    if (info.st_uid != ::geteuid())
        return QStringLiteral("belongs to another user");
    const auto mode = info.st_mode & 07777;
    if (mode != 0600 && mode != 0400)
        return QStringLiteral("has mode %1; a secret needs 0600 or 0400").arg(mode, 4, 8, QLatin1Char('0'));
    if (info.st_size > MaxBytes)
        return QStringLiteral("is larger than 64 kB");
    return {};
}

} // namespace

Result<std::optional<QString>> readSecretFile(const QString &path)
{
    const auto usage = [&path](const QString &words) { return failure(Error::Kind::Usage, path, words); };
    // Not blocking, because opening a pipe would wait for its writer.
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return errno == ENOENT ? Result<std::optional<QString>>(std::nullopt) : usage(qt_error_string(errno));
    const auto closing = qScopeGuard([file] { ::close(file); });
    if (const QString reason = whyNot(file); !reason.isEmpty())
        return usage(reason);
    QFile reader;
    if (!reader.open(file, QIODevice::ReadOnly))
        return usage(reader.errorString());
    QString text = QString::fromUtf8(reader.read(MaxBytes));
    while (text.endsWith(u'\n') || text.endsWith(u'\r'))
        text.chop(1);
    if (text.isEmpty())
        return usage(QStringLiteral("is empty"));
    return std::optional(text);
}

Result<void> writeSecretFile(const QString &path, const QString &value)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        const bool made = QDir().mkpath(folder)
            && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (!made)
            return failure(Error::Kind::Storage, folder);
    }
    QSaveFile file(path);
    const QByteArray bytes = value.toUtf8();
    // The mode first: at no time may others read it.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return failure(Error::Kind::Storage, path, file.errorString());
    return {};
}

} // namespace opsdeck
