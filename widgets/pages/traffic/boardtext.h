// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"

namespace opsdeck {

QString strategyText(TrafficStrategy strategy);
QString stateText(const std::optional<TrafficShift> &shift);
/// "step 2: 20 %, held for 10 min"
QString stepText(const TrafficRoute &route, qsizetype step);
/// "4 min 12 s left"; empty where nothing is held.
QString holdText(const TrafficShift &shift, const QDateTime &now);
/// What happens next, or what a person has to decide, as one sentence or two.
QString nextText(const BoardRoute &board, const QDateTime &now);
/// What a decision is called on its button: "Take back…".
QString decisionText(const BoardRoute &board, TrafficDecision::Kind kind);
/// What exactly will be done, and where; shown before it is confirmed.
QString targetText(const BoardRoute &board, TrafficDecision::Kind kind, const QString &server);
/// What a move of the past was, with its details.
QString moveText(const TrafficMove &move);
QString moveDetail(const TrafficMove &move);
/// The whole card, to paste.
QString summaryText(const BoardRoute &board, const QDateTime &now);

} // namespace opsdeck
