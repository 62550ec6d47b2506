// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QMutex>
#include <QString>

#include <sqlite3.h>

#include <vector>

namespace opsdeck::testing {

/// SQLite's way to the disk, with a disk that fails or loses power. While it lives, every connection that is opened
/// goes through it.
class FaultVfs
{
public:
    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs &) = delete;
    FaultVfs &operator=(const FaultVfs &) = delete;

    /// The n-th open, write, truncate, sync or delete from now on fails, or all from it on. 0 = none.
    void failAt(int n, bool andAllAfter);
    /// How many such calls there were since failAt().
    int calls();
    bool hasFailed();

    /// From now on remembers, for files in this folder, what was synced and what only written.
    void record(const QString &folder);
    /// Writes into `folder` what a disk may hold after a power cut at this moment: what was synced, and of later writes
    /// some, whole or torn, in any order.
    void cutPower(const QString &folder, quint32 seed);

    // For the C functions:
    int fault(int code);
    void wrote(const QByteArray &path, qint64 offset, QByteArray bytes);
    void truncated(const QByteArray &path, qint64 size);
    void synced(const QByteArray &path);
    void opened(const QByteArray &path);
    void removed(const QByteArray &path);
    sqlite3_vfs *real() const { return m_real; }

private:
    struct Change
    {
        qint64 offset = 0; ///< or the new size
        QByteArray bytes;
        bool isTruncation = false;
    };
    struct Disk
    {
        QByteArray safe;
        std::vector<Change> unsafe;
    };
    static void apply(QByteArray &content, const Change &change);

    QMutex m_mutex;
    int m_calls = 0;
    int m_failAt = 0;
    bool m_andAllAfter = false;
    bool m_hasFailed = false;
    QByteArray m_recorded;
    QHash<QByteArray, Disk> m_disks;
    sqlite3_vfs *m_real;
    sqlite3_vfs m_own;
};

} // namespace opsdeck::testing
