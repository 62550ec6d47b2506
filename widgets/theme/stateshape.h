// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/freshness.h"
#include "widgets/theme/theme.h"

class QPainter;
class QPainterPath;
class QRectF;

namespace opsdeck {

/// State is shape, word and colour, never colour alone. One painter draws all shapes; none is taken from a font.
enum class StateShape
{
    Critical,
    Warning,
    Info,
    Ok,
    Stale,
    Unknown,
    Running,
    Paused,
    Waiting
};

StateShape shapeOf(Severity severity);
StateShape shapeOf(Freshness freshness);
Token tokenOf(StateShape shape);
/// The translated word that goes with the shape.
QString wordOf(StateShape shape);

void paintShape(QPainter &painter, const QRectF &box, StateShape shape, const Theme &theme);
/// The hatch of a silent source; faint where text stands on it.
void paintHatch(QPainter &painter, const QPainterPath &area, const Theme &theme, bool behindText);

} // namespace opsdeck
