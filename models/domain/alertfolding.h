// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

namespace opsdeck {

class AlertSubjects;

/// What is noise among the rows of a wall: many alike, what comes and goes, what follows from something that is down.
/// One for each row, whose system stands in `systems`. Critical rows are never folded; they may be marked. Pure.
QList<Rare<RowNoise>> foldingOf(
    const QList<SharedRow> &rows, const QList<EntityId> &systems, const AlertWallInput &input);

/// The rows of alerts that come and go and are gone at the moment, so that they do not leave the hand each time. Not
/// of critical ones: a row that looks like one burns.
QList<AlertRow> restingRows(const AlertWallInput &input, const AlertWall &wall, AlertSubjects &subjects);

} // namespace opsdeck
