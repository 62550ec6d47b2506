// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/alerts/groupheader.h"

namespace opsdeck {

/// Paints a group's card as far as its head goes.
struct GroupCard
{
    GroupHeader header;
    bool isCurrent = false;

    void paint(QPainter &painter, const QRect &rect) const;
};

/// Paints the card behind an alert.
struct RowCard
{
    const Theme &theme;
    bool isBlind = false;
    bool isSelected = false;
    bool isHovered = false;
    bool isLast = false;

    void paint(QPainter &painter, const QRect &rect) const;
};

} // namespace opsdeck
