// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "widgets/theme/theme.h"

class QPainter;
class QRectF;

namespace opsdeck {

/// Paints the head of a group's card: arrow, title, counts by severity, owner or why it cannot be observed, version.
struct GroupHeader
{
    const Theme &theme;
    const AlertGroup &group;
    QDateTime now;
    bool hasRows = false;
    bool open = false;

    void paint(QPainter &painter, const QRectF &box) const;

private:
    void paintArrow(QPainter &painter, const QRectF &box) const;
    qreal paintCounts(QPainter &painter, const QRectF &box, qreal x) const;
    qreal paintVersion(QPainter &painter, const QRectF &box) const; ///< its left edge
};

} // namespace opsdeck
