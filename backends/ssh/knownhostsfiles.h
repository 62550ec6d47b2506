// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/ssh/knownhosts.h"
#include "models/domain/error.h"

#include <QStringList>

#include <map>
#include <memory>
#include <mutex>

namespace opsdeck {

/// known_hosts files, parsed when first asked for and again when their time, size or inode has changed. A file that
/// does not exist is empty; one that cannot be read is an error. Any thread: 10 000 hidden names cost a few
/// milliseconds of processor time a host, which belongs on the pool.
class KnownHostsFiles
{
public:
    /// The keys of a host in all of the files, in order.
    Result<QList<KnownKey>> keysOf(const QStringList &files, const QByteArray &name);

private:
    struct Parsed
    {
        QByteArray stamp;
        std::shared_ptr<const KnownHosts> hosts;
    };

    Result<std::shared_ptr<const KnownHosts>> parsed(const QString &file);

    std::mutex m_mutex;
    std::map<QString, Parsed> m_files;
};

/// Appends a key that a person has accepted: one write under a lock, then fsync; on a line of its own, hidden if the
/// file hides names or is new and `hide` says so. Makes the file (0600) and its folder (0700). Blocks: for the pool.
Result<void> appendKnownHost(
    const QString &file, const QByteArray &name, const QByteArray &type, const QByteArray &blob, bool hide);

} // namespace opsdeck
