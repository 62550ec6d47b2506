// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QSize>

namespace opsdeck {

/// What a room reads from six metres; pixels on a screen of 1080 lines.
enum class WallText
{
    Count, ///< 120, of what is critical
    SmallCount, ///< 96
    Clock, ///< 80
    Huge, ///< 300: a clock that is a scene of its own
    Heading, ///< 40: what a scene shows
    Title, ///< 32: of a tile
    Strong, ///< 30
    Line, ///< 30
    Meta, ///< 24
    Version ///< 23, monospaced
};

/// Type and measures of the wall: those of 1920×1080, scaled to the screen.
class WallType
{
public:
    WallType(const Theme &theme, const QSize &screen);

    double scale() const { return m_scale; }
    double px(double at1080) const { return at1080 * m_scale; }
    /// `factor`: a tile with much room is written larger; a line stays as large as it has to be.
    QFont font(WallText text, double factor = 1) const;

    static constexpr double Margin = 32;
    static constexpr double Gap = 18;
    static constexpr double Padding = 20;
    static constexpr double Radius = 12;
    static constexpr double LeastLine = 28;

private:
    const Theme &m_theme;
    double m_scale;
};

} // namespace opsdeck
