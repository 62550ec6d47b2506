// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/database.h"
#include "models/domain/alerthistory.h"

namespace opsdeck::store {

/// What a source told in one poll is held against how its alerts stood; what differs becomes a moment. Nothing else is
/// needed to know what changed, so a history that missed something (its disk was full, the program was killed) is right
/// again after the next poll. Answers the number of moments.
int keepMoments(Database &db, const SourceId &source, const QList<Alert> &told, const QDateTime &at);

/// A time in which the source answered; continues the last one that is kept where no more than `gap` lies between.
void keepObserved(Database &db, const ObservedSpan &span, std::chrono::milliseconds gap);

/// Sources that the workspace no longer names tell nothing any more: what stood ends when they were last seen. Answers
/// the number of moments.
int endAllBut(Database &db, const QList<SourceId> &sources);

/// See History.
AlertTimeline timelineOf(Database &db, const QList<AlertKey> &alerts, const QDateTime &since, const QDateTime &until);
AlertTimeline timelineDuring(Database &db, const QDateTime &since, const QDateTime &until);
AlertTimeline restlessSince(Database &db, const QDateTime &since, int changes);

} // namespace opsdeck::store
