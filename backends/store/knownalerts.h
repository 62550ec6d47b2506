// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/alert.h"

#include <QMap>
#include <QMutex>
#include <QSet>

namespace opsdeck::store {

/// The alert table in memory. A source that burns tells the same thousands of alerts at every poll: they are compared
/// here, so that only what differs is written, and readers are given what was committed without reading it back. An
/// alert that did not change stays the very same value.
///
/// The file is the truth: what is not known, or may have been rolled back, is read from there.
class KnownAlerts
{
public:
    /// What a snapshot came to.
    struct Written
    {
        QList<Alert> rows; ///< of the source, as they stand there now
        int changes = 0; ///< rows that are new, another, or gone
    };

    // Writer's thread.
    /// In a transaction: makes the alerts of the source those of the snapshot.
    Written store(Database &db, const SourceId &source, const QList<Alert> &snapshot);
    /// In a transaction: its rows are changed by other means.
    void distrust(const SourceId &source) { m_unsure.insert(source); }
    /// What store() did is on disk.
    void committed(const SourceId &source, const Written &written);

    // Any thread.
    /// The table was changed by other means, and that is on disk.
    void forget();

    // Reader's thread, in a transaction.
    /// The very same list until others are on disk.
    QList<Alert> unresolved(Database &db);

private:
    using Rows = QMap<SourceId, QList<Alert>>; ///< by fingerprint

    QList<Alert> before(Database &db, const SourceId &source);

    QMutex m_mutex; // guards these three
    Rows m_rows; ///< as committed; of all sources, or of those that were written
    bool m_areAll = false;
    quint64 m_version = 1;

    QSet<SourceId> m_unsure; ///< of these m_rows may differ from the file; writer's thread only

    QList<Alert> m_unresolved; // these two: reader's thread only
    quint64 m_unresolvedVersion = 0;
};

} // namespace opsdeck::store
