// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/store/faultvfs.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

namespace opsdeck::testing {

namespace {

struct FaultFile
{
    sqlite3_file base;
    FaultVfs *vfs;
    QByteArray *path;
    sqlite3_file *real;
};

FaultFile *of(sqlite3_file *file)
{
    return reinterpret_cast<FaultFile *>(file);
}

FaultVfs *of(sqlite3_vfs *vfs)
{
    return static_cast<FaultVfs *>(vfs->pAppData);
}

int closeFile(sqlite3_file *file)
{
    FaultFile *f = of(file);
    const int code = f->real->pMethods ? f->real->pMethods->xClose(f->real) : SQLITE_OK;
    const std::unique_ptr<QByteArray> path(f->path);
    f->path = nullptr;
    return code;
}

int writeFile(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    FaultFile *f = of(file);
    if (const int code = f->vfs->fault(SQLITE_FULL))
        return code;
    const int code = f->real->pMethods->xWrite(f->real, data, size, offset);
    if (code == SQLITE_OK)
        f->vfs->wrote(*f->path, offset, QByteArray(static_cast<const char *>(data), size));
    return code;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    FaultFile *f = of(file);
    if (const int code = f->vfs->fault(SQLITE_IOERR_TRUNCATE))
        return code;
    f->vfs->truncated(*f->path, size);
    return f->real->pMethods->xTruncate(f->real, size);
}

int syncFile(sqlite3_file *file, int flags)
{
    FaultFile *f = of(file);
    if (const int code = f->vfs->fault(SQLITE_IOERR_FSYNC))
        return code;
    const int code = f->real->pMethods->xSync(f->real, flags);
    if (code == SQLITE_OK)
        f->vfs->synced(*f->path);
    return code;
}

/// Passes a method on as it is.
template <auto Method, typename... Args> int pass(sqlite3_file *file, Args... args)
{
    sqlite3_file *real = of(file)->real;
    return (real->pMethods->*Method)(real, args...);
}

void barrier(sqlite3_file *file)
{
    of(file)->real->pMethods->xShmBarrier(of(file)->real);
}

const sqlite3_io_methods methods{2, closeFile, pass<&sqlite3_io_methods::xRead, void *, int, sqlite3_int64>, writeFile,
    truncateFile, syncFile, pass<&sqlite3_io_methods::xFileSize, sqlite3_int64 *>,
    pass<&sqlite3_io_methods::xLock, int>, pass<&sqlite3_io_methods::xUnlock, int>,
    pass<&sqlite3_io_methods::xCheckReservedLock, int *>, pass<&sqlite3_io_methods::xFileControl, int, void *>,
    pass<&sqlite3_io_methods::xSectorSize>, pass<&sqlite3_io_methods::xDeviceCharacteristics>,
    pass<&sqlite3_io_methods::xShmMap, int, int, int, void volatile **>,
    pass<&sqlite3_io_methods::xShmLock, int, int, int>, barrier, pass<&sqlite3_io_methods::xShmUnmap, int>, nullptr,
    nullptr};

int openFile(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    FaultFile *f = of(file);
    f->base.pMethods = nullptr;
    if (const int code = of(vfs)->fault(SQLITE_CANTOPEN))
        return code;
    f->vfs = of(vfs);
    f->real = reinterpret_cast<sqlite3_file *>(f + 1);
    const int code = f->vfs->real()->xOpen(f->vfs->real(), name, f->real, flags, outFlags);
    if (code != SQLITE_OK)
        return code;
    f->path = std::make_unique<QByteArray>(name).release();
    f->base.pMethods = &methods;
    f->vfs->opened(*f->path);
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *vfs, const char *name, int sync)
{
    if (const int code = of(vfs)->fault(SQLITE_IOERR_DELETE))
        return code;
    of(vfs)->removed(name);
    return of(vfs)->real()->xDelete(of(vfs)->real(), name, sync);
}

} // namespace

FaultVfs::FaultVfs()
    : m_real(sqlite3_vfs_find(nullptr))
    , m_own(*m_real)
{
    m_own.zName = "fault";
    m_own.pAppData = this;
    m_own.szOsFile += int(sizeof(FaultFile));
    m_own.xOpen = openFile;
    m_own.xDelete = deleteFile;
    sqlite3_vfs_register(&m_own, 1);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_register(m_real, 1);
    sqlite3_vfs_unregister(&m_own);
}

void FaultVfs::failAt(int n, bool andAllAfter)
{
    const QMutexLocker lock(&m_mutex);
    m_failAt = n;
    m_andAllAfter = andAllAfter;
    m_calls = 0;
    m_hasFailed = false;
}

int FaultVfs::calls()
{
    const QMutexLocker lock(&m_mutex);
    return m_calls;
}

bool FaultVfs::hasFailed()
{
    const QMutexLocker lock(&m_mutex);
    return m_hasFailed;
}

int FaultVfs::fault(int code)
{
    const QMutexLocker lock(&m_mutex);
    ++m_calls;
    if (m_failAt == 0 || (m_andAllAfter ? m_calls < m_failAt : m_calls != m_failAt))
        return SQLITE_OK;
    m_hasFailed = true;
    return code;
}

void FaultVfs::record(const QString &folder)
{
    const QMutexLocker lock(&m_mutex);
    m_recorded = QFile::encodeName(folder) + '/';
}

void FaultVfs::opened(const QByteArray &path)
{
    const QMutexLocker lock(&m_mutex);
    if (m_recorded.isEmpty() || !path.startsWith(m_recorded) || m_disks.contains(path))
        return;
    QFile file(QFile::decodeName(path));
    m_disks.insert(path, {file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), {}});
}

void FaultVfs::wrote(const QByteArray &path, qint64 offset, QByteArray bytes)
{
    const QMutexLocker lock(&m_mutex);
    if (const auto disk = m_disks.find(path); disk != m_disks.end())
        disk->unsafe.push_back({offset, std::move(bytes)});
}

void FaultVfs::truncated(const QByteArray &path, qint64 size)
{
    const QMutexLocker lock(&m_mutex);
    if (const auto disk = m_disks.find(path); disk != m_disks.end())
        disk->unsafe.push_back({size, {}, true});
}

void FaultVfs::synced(const QByteArray &path)
{
    const QMutexLocker lock(&m_mutex);
    const auto disk = m_disks.find(path);
    if (disk == m_disks.end())
        return;
    for (const Change &change : disk->unsafe)
        apply(disk->safe, change);
    disk->unsafe.clear();
}

void FaultVfs::removed(const QByteArray &path)
{
    const QMutexLocker lock(&m_mutex);
    m_disks.remove(path);
}

void FaultVfs::apply(QByteArray &content, const Change &change)
{
    if (change.isTruncation) {
        content.truncate(change.offset);
        return;
    }
    const qint64 end = change.offset + change.bytes.size();
    if (content.size() < end)
        content.append(end - content.size(), '\0');
    content.replace(change.offset, change.bytes.size(), change.bytes);
}

void FaultVfs::cutPower(const QString &folder, quint32 seed)
{
    constexpr int sector = 512;
    QRandomGenerator random(seed);
    const int survive = random.bounded(101); // per cent
    QDir().mkpath(folder);
    const QMutexLocker lock(&m_mutex);
    for (auto disk = m_disks.cbegin(); disk != m_disks.cend(); ++disk) {
        QByteArray content = disk->safe;
        for (Change change : disk->unsafe) {
            if (random.bounded(100) >= survive)
                continue;
            if (random.bounded(4) == 0)
                change.bytes.truncate(random.bounded(int(change.bytes.size()) / sector + 1) * sector);
            apply(content, change);
        }
        QFile file(folder + QFile::decodeName(disk.key().mid(disk.key().lastIndexOf('/'))));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    }
}

} // namespace opsdeck::testing
