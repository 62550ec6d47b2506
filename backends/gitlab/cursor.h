// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>

#include <optional>

namespace opsdeck::gitlab {

/// How far one "updated since" list has been read. Lists are read newest first, so a row that changes meanwhile moves
/// to where we have been and comes again with the next sync; nothing is skipped by it.
struct ListMark
{
    QDateTime after; ///< everything older is stored; invalid = never read to the end
    QDateTime newest; ///< the newest change seen while reading
    QByteArray resume; ///< address of the next page of an unfinished reading
    QMap<qint64, qint64> recent; ///< id → change time in ms of stored rows that `after` lets through again

    /// True where this very state of the row is stored already.
    bool knows(qint64 id, const QDateTime &updatedAt) const;
    void note(qint64 id, const QDateTime &updatedAt);
    /// The reading stopped at a page, or came to its end (empty).
    void stopAt(const QByteArray &nextPage);

    bool operator==(const ListMark &) const = default;
};

struct ProjectMark
{
    QDateTime activity; ///< last_activity_at as listed
    QDateTime readActivity; ///< last_activity_at when all lists were read
    QDateTime readAt; ///< server time of that reading
    bool listed = false; ///< seen by the full listing that is under way
    ListMark pipelines;
    ListMark mergeRequests;
    ListMark deployments;

    /// GitLab writes last_activity_at at most once an hour, so a project that was active lately is read again for a
    /// while although the time stands still.
    bool isDue(const QDateTime &now) const;
    /// Active, or seen with another pipeline, within the last hour: more is to be expected.
    bool isWarm(const QDateTime &now) const;
    bool isUnfinished() const;

    bool operator==(const ProjectMark &) const = default;
};

/// Where the sync of a GitLab stands. A small JSON document in the store.
struct Cursor
{
    QDateTime fullListingAt; ///< server time when all projects were listed last
    QDateTime activeSince; ///< the latest activity of any project
    QByteArray listing; ///< address of the next page of an unfinished project list
    bool listingAll = false; ///< the unfinished list is a full one
    QHash<QString, qint64> ids; ///< configured path → id
    QMap<qint64, ProjectMark> projects;
    QList<qint64> queue; ///< what this pass still has to visit

    /// From the beginning where the text is not understood.
    static Cursor parse(const QByteArray &json);
    QByteArray json() const;

    bool operator==(const Cursor &) const = default;
};

} // namespace opsdeck::gitlab
