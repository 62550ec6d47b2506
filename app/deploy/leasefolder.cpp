// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/leasefolder.h"

#include "backends/async/await.h"
#include "backends/ssh/command.h"
#include "models/domain/lease.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

namespace opsdeck {

namespace {

constexpr int mostTries = 20; // a listing may be out of date by the time that its newest file is opened
constexpr qint64 leftOver = 3600; // seconds after which a temporary file is nobody's any more

tl::unexpected<Error> systemFailure(const QString &path, int code)
{
    const auto kind = code == EACCES || code == EPERM || code == EROFS ? Error::Kind::Forbidden : Error::Kind::Storage;
    return failure(kind, path, qt_error_string(code));
}

/// A file descriptor that closes itself.
class Descriptor
{
public:
    Descriptor(const QString &path, int flags, mode_t mode = 0)
        : m_number(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, mode))
        , m_error(m_number < 0 ? errno : 0)
    { }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)

    int number() const { return m_number; }
    int error() const { return m_error; }
    bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
    int m_error;
};

/// Beside the leases, gone with this object.
class TemporaryFile
{
public:
    TemporaryFile(const QString &folder, const EnvironmentId &environment)
        : m_path(QStringLiteral("%1/%2.lease.tmp.%3")
                     .arg(folder, environment.text(), QUuid::createUuid().toString(QUuid::Id128)))
        , m_file(m_path, O_WRONLY | O_CREAT | O_EXCL, 0644)
    { }
    ~TemporaryFile()
    {
        if (m_file.isOpen())
            ::unlink(QFile::encodeName(m_path).constData());
    }
    Q_DISABLE_COPY_MOVE(TemporaryFile)

    const QString &path() const { return m_path; }
    bool isOpen() const { return m_file.isOpen(); }
    int error() const { return m_file.error(); }

    /// Everything, down to the disk of whoever keeps it: 0, or what went wrong. Everybody may read it, whatever the
    /// umask.
    int write(const QByteArray &bytes)
    {
        for (qsizetype done = 0; done < bytes.size();) {
            const ssize_t count = ::write(m_file.number(), bytes.constData() + done, size_t(bytes.size() - done));
            if (count < 0 && errno != EINTR)
                return errno;
            done += std::max<ssize_t>(count, 0);
        }
        return ::fchmod(m_file.number(), 0644) != 0 || ::fsync(m_file.number()) != 0 ? errno : 0;
    }

    struct stat status() const
    {
        struct stat now
        { };
        ::fstat(m_file.number(), &now);
        return now;
    }

private:
    QString m_path;
    Descriptor m_file;
};

QDateTime modified(const struct stat &status)
{
    return QDateTime::fromMSecsSinceEpoch(
        qint64(status.st_mtim.tv_sec) * 1000 + status.st_mtim.tv_nsec / 1'000'000, Qt::UTC);
}

/// Every generation that is there, in order. What has been there all the time is never left out; what comes or goes
/// meanwhile may be.
Result<QList<qint64>> generationsIn(const QString &folder, const EnvironmentId &environment)
{
    namespace fs = std::filesystem;
    QList<qint64> found;
    std::error_code fault;
    for (fs::directory_iterator it(QFile::encodeName(folder).toStdString(), fault), end; !fault && it != end;
         it.increment(fault)) {
        const QString name = QFile::decodeName(QByteArray::fromStdString(it->path().filename().string()));
        const qint64 generation = leaseGeneration(environment, name);
        if (generation > 0)
            found.append(generation);
    }
    if (fault)
        return systemFailure(folder, fault.value());
    std::sort(found.begin(), found.end());
    return found;
}

/// Nothing where there is no such file any more. Neither a pipe nor a link is followed.
Result<std::optional<QByteArray>> contentOf(const QString &path)
{
    const Descriptor file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (file.error() == ENOENT || file.error() == ESTALE)
        return std::optional<QByteArray>();
    if (file.error() == ELOOP || file.error() == ENXIO)
        return std::optional(QByteArray());
    struct stat status
    { };
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0)
        return systemFailure(path, file.isOpen() ? errno : file.error());
    if (!S_ISREG(status.st_mode))
        return std::optional(QByteArray());
    QByteArray content(Lease::MaxBytes + 1, Qt::Uninitialized);
    qsizetype size = 0;
    while (size < content.size()) {
        const ssize_t count = ::read(file.number(), content.data() + size, size_t(content.size() - size));
        if (count < 0 && errno == ESTALE)
            return std::optional<QByteArray>();
        if (count < 0 && errno != EINTR)
            return systemFailure(path, errno);
        if (count == 0)
            break;
        size += std::max<ssize_t>(count, 0);
    }
    return std::optional(content.left(size));
}

Result<LeaseRecord> readRecord(const QString &folder, const EnvironmentId &environment)
{
    QDir().mkpath(folder);
    LeaseRecord record;
    {
        // Tells the clock of the file server, and makes an NFS client look at the folder afresh.
        TemporaryFile probe(folder, environment);
        record.now = probe.isOpen() ? modified(probe.status()) : QDateTime::currentDateTimeUtc(); // we may only look
    }
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto generations = generationsIn(folder, environment);
        if (!generations)
            return tl::unexpected(generations.error());
        record.generation = generations->isEmpty() ? 0 : generations->last();
        if (record.generation == 0)
            return record;
        const auto content = contentOf(folder + u'/' + leaseFileName(environment, record.generation));
        if (!content)
            return tl::unexpected(content.error());
        if (*content) {
            record.content = **content;
            return record;
        }
    }
    return failure(Error::Kind::Storage, folder,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "the lease changed faster than it could be read; try again")));
}

/// Oldest first, and no further than the first that cannot be removed: see standingOf.
void removeBefore(const QString &folder, const EnvironmentId &environment, qint64 kept)
{
    const auto generations = generationsIn(folder, environment).value_or(QList<qint64>());
    for (const qint64 generation : generations) {
        const QString path = folder + u'/' + leaseFileName(environment, generation);
        if (generation >= kept || (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT))
            return;
    }
}

void removeLeftOvers(const QString &folder, const EnvironmentId &environment, const QDateTime &now)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList({environment.text() + QStringLiteral(".lease.tmp.*")}, QDir::Files);
    for (const QString &name : names) {
        struct stat status
        { };
        const QByteArray path = QFile::encodeName(dir.filePath(name));
        if (::lstat(path.constData(), &status) == 0 && modified(status).secsTo(now) > leftOver)
            ::unlink(path.constData()); // who made it died long ago
    }
}

enum class Standing
{
    Newest,
    Passed, ///< there is a later one
    Late, ///< the one before is gone
};

/// Whether ours is truly the next one. Somebody slow may have linked a number that had been used and removed. Then
/// there are later ones, and the one before, which is kept until two later ones are there, is gone, too.
Result<Standing> standingOf(const QString &folder, const EnvironmentId &environment, qint64 ours)
{
    const QString before = folder + u'/' + leaseFileName(environment, ours - 1);
    struct stat status
    { };
    if (ours > 1 && ::lstat(QFile::encodeName(before).constData(), &status) != 0) {
        if (errno == ENOENT || errno == ESTALE)
            return Standing::Late;
        return systemFailure(before, errno);
    }
    const auto generations = generationsIn(folder, environment);
    if (!generations)
        return tl::unexpected(generations.error());
    return !generations->isEmpty() && generations->last() == ours ? Standing::Newest : Standing::Passed;
}

Result<bool> putRecord(const QString &folder, const EnvironmentId &environment, qint64 after, const QByteArray &content)
{
    QDir().mkpath(folder);
    const QString target = folder + u'/' + leaseFileName(environment, after + 1);
    TemporaryFile file(folder, environment);
    const int fault = file.isOpen() ? file.write(content) : file.error();
    if (fault != 0)
        return systemFailure(folder, fault);
    const QByteArray name = QFile::encodeName(target);
    const bool isLinked = ::link(QFile::encodeName(file.path()).constData(), name.constData()) == 0;
    const int why = errno;
    // An NFS server's answer may be lost on its way, and the repeated request fails on what the first has done.
    if (!isLinked && file.status().st_nlink != 2)
        return why == EEXIST ? Result<bool>(false) : systemFailure(target, why);
    const auto standing = standingOf(folder, environment, after + 1);
    if (!standing)
        return tl::unexpected(standing.error());
    if (*standing == Standing::Late)
        ::unlink(name.constData()); // otherwise it stays until its turn: a number that was seen is not used again
    if (*standing != Standing::Newest)
        return false;
    removeBefore(folder, environment, after);
    removeLeftOvers(folder, environment, modified(file.status()));
    return true;
}

} // namespace

QString leaseFileName(const EnvironmentId &environment, qint64 generation)
{
    constexpr int digits = 12;
    return QStringLiteral("%1.lease.%2").arg(environment.text()).arg(generation, digits, 10, QLatin1Char('0'));
}

qint64 leaseGeneration(const EnvironmentId &environment, const QString &fileName)
{
    const QString prefix = environment.text() + QStringLiteral(".lease.");
    if (!fileName.startsWith(prefix))
        return -1;
    bool isNumber = false;
    const qint64 generation = fileName.mid(prefix.size()).toLongLong(&isNumber);
    return isNumber && generation >= 0 && leaseFileName(environment, generation) == fileName ? generation : -1;
}

LeaseFolder::LeaseFolder(QString folder)
    : m_folder(QDir::cleanPath(folder))
{ }

QCoro::Task<Result<LeaseRecord>> LeaseFolder::read(EnvironmentId environment, std::stop_token stop)
{
    const QString folder = m_folder;
    const auto work = [folder, environment] { return readRecord(folder, environment); };
    const auto done = co_await runOnPool(work, stop);
    if (!done)
        co_return tl::unexpected(done.error());
    co_return *done;
}

QCoro::Task<Result<bool>> LeaseFolder::put(
    EnvironmentId environment, qint64 after, QByteArray content, std::stop_token stop)
{
    const QString folder = m_folder;
    const auto work = [folder, environment, after, content] { return putRecord(folder, environment, after, content); };
    const auto done = co_await runOnPool(work, stop);
    if (!done)
        co_return tl::unexpected(done.error());
    co_return *done;
}

QString LeaseFolder::place(const EnvironmentId &environment) const
{
    const QString folder = QString::fromUtf8(remoteCommand({m_folder})); // as a shell takes it
    return QStringLiteral("%1/%2.lease.*").arg(folder, environment.text());
}

} // namespace opsdeck
