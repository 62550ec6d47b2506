// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/foldedrows.h"

namespace opsdeck {

// What is folded and why, in words.

/// What stands for the name of an alert: "HighErrorRate × 57", "5 symptoms of HostDown gw-03".
QString headText(const ShownRow &line);
/// "57 alike, the first at 13:02, the last at 13:06", "folds 14 symptoms"; empty where nothing is folded.
QString foldText(const FoldSummary &fold, const QDateTime &now);
/// Why: "storm", "come and go", "symptoms".
QString foldStateText(const FoldSummary &fold);
/// Of one alert: "one of a storm", "symptom of HostDown gw-03", "came or went 8 times lately"; empty where it is plain.
QString noiseText(const RowNoise &noise);
/// The line as it is read out.
QString lineText(const ShownRow &line, const QDateTime &now);

/// What the page says of how a wall is grouped: "business system", "label team".
QString groupingText(const QString &grouping);

} // namespace opsdeck
