// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/knownhostsfiles.h"

#include "backends/ssh/socket.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace opsdeck {

namespace {

constexpr qint64 MaxFile = 64 * 1024 * 1024;

tl::unexpected<Error> fileError(const QString &file, int code)
{
    return failure(Error::Kind::Usage, file, QString::fromLocal8Bit(std::strerror(code)));
}

QByteArray stampOf(const struct stat &info)
{
    const std::array<qint64, 5> parts{
        info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size, qint64(info.st_ino), qint64(info.st_dev)};
    return QByteArray(reinterpret_cast<const char *>(parts.data()), sizeof parts);
}

Result<QByteArray> readAll(const QString &file)
{
    QFile reader(file);
    if (!reader.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Usage, file, reader.errorString());
    QByteArray bytes = reader.read(MaxFile + 1);
    if (bytes.size() > MaxFile)
        return failure(Error::Kind::Usage, file, QStringLiteral("The file is larger than 64 MB"));
    return bytes;
}

bool syncFolder(const QString &file)
{
    const FileDescriptor folder(::open(QFile::encodeName(QFileInfo(file).path()).constData(), O_RDONLY | O_CLOEXEC));
    return folder.isValid() && ::fsync(folder.get()) == 0;
}

} // namespace

Result<std::shared_ptr<const KnownHosts>> KnownHostsFiles::parsed(const QString &file)
{
    struct stat info
    { };
    if (::stat(QFile::encodeName(file).constData(), &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::make_shared<const KnownHosts>();
        return fileError(file, errno);
    }
    const QByteArray stamp = stampOf(info);
    Parsed &known = m_files[file];
    if (known.hosts && known.stamp == stamp)
        return known.hosts;
    const auto bytes = readAll(file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    known = {stamp, std::make_shared<const KnownHosts>(KnownHosts::parse(*bytes, file))};
    return known.hosts;
}

Result<QList<KnownKey>> KnownHostsFiles::keysOf(const QStringList &files, const QByteArray &name)
{
    QList<KnownKey> keys;
    for (const QString &file : files) {
        std::unique_lock lock(m_mutex);
        const auto hosts = parsed(file);
        lock.unlock();
        if (!hosts)
            return tl::unexpected(hosts.error());
        keys += (*hosts)->keysOf(name);
    }
    return keys;
}

Result<void> appendKnownHost(
    const QString &file, const QByteArray &name, const QByteArray &type, const QByteArray &blob, bool hide)
{
    const QString folder = QFileInfo(file).path();
    if (!QFileInfo::exists(folder)
        && (!QDir().mkpath(folder) || ::chmod(QFile::encodeName(folder).constData(), 0700) != 0))
        return fileError(folder, errno);
    const FileDescriptor fd(
        ::open(QFile::encodeName(file).constData(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600));
    if (!fd.isValid() || ::flock(fd.get(), LOCK_EX) != 0)
        return fileError(file, errno);
    const auto before = readAll(file);
    if (!before)
        return tl::unexpected(before.error());
    const bool hides = before->isEmpty() ? hide : KnownHosts::parse(*before, file).hidesNames();
    const bool openLine = !before->isEmpty() && !before->endsWith('\n');
    const QByteArray line
        = (openLine ? "\n" : "") + (hides ? HashedNames::hide(name) : name) + ' ' + type + ' ' + blob.toBase64() + '\n';
    if (::write(fd.get(), line.constData(), size_t(line.size())) != line.size()) {
        const int code = errno;
        // A half line would spoil the next one.
        [[maybe_unused]] const int ignored = ::ftruncate(fd.get(), before->size());
        return fileError(file, code);
    }
    if (::fsync(fd.get()) != 0 || !syncFolder(file))
        return fileError(file, errno);
    return {};
}

} // namespace opsdeck
