// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alerthistory.h"

#include <QHash>

#include <chrono>

namespace opsdeck::store {

/// A time in which a source answered, and how long it may be silent without a new one.
struct SeenTime
{
    ObservedSpan span;
    std::chrono::milliseconds gap{0};
};

/// When sources answered, as long as that is not in the file: a poll that brings nothing new costs no write but once a
/// minute.
class Observations
{
public:
    /// The source answered. What is to be written now: a time that begins, one that is over, one that was not written
    /// for a minute.
    QList<SeenTime> answered(const SourceId &source, const QDateTime &at, std::chrono::milliseconds interval);
    /// At the end.
    QList<SeenTime> unwritten() const;
    /// What was read from the file, up to the last answer.
    void lengthen(QList<ObservedSpan> &spans) const;

private:
    struct Seen
    {
        SeenTime time;
        QDateTime written; ///< up to then
    };

    QHash<SourceId, Seen> m_seen;
};

} // namespace opsdeck::store
