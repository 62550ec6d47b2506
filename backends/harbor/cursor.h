// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QStringList>

namespace opsdeck::harbor {

struct RepositoryMark
{
    QDateTime updatedAt; ///< update_time as listed
    int artifacts = 0; ///< as listed
    QDateTime readAt; ///< server time when its artifacts were read; invalid = not since it changed
    bool scanning = false; ///< a scan had not ended then
    int page = 1; ///< where an unfinished reading goes on

    /// Before 2.16 Harbor leaves update_time alone when a tag is moved or deleted by hand, and never touches it for a
    /// scan, so that all are read again now and then.
    bool isDue(const QDateTime &now) const;

    bool operator==(const RepositoryMark &) const = default;
};

/// Where the sync of a Harbor stands. A small JSON document in the store.
struct Cursor
{
    QMap<QString, RepositoryMark> repositories; ///< by name with project prefix
    QStringList queue; ///< what this pass still has to read
    QByteArray listed; ///< recognises the projects and repositories that are stored

    /// Has everything that is due read from its first page on.
    void queueDue(const QDateTime &now);

    /// From the beginning where the text is not understood.
    static Cursor parse(const QByteArray &json);
    QByteArray json() const;

    bool operator==(const Cursor &) const = default;
};

} // namespace opsdeck::harbor
