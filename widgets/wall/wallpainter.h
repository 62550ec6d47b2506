// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"
#include "widgets/theme/walltype.h"

#include <QPainter>

namespace opsdeck {

/// The few things that every scene draws: text that never leaves its box, cards, shapes. Boxes in pixels.
class WallPainter
{
public:
    WallPainter(QPainter &painter, const Theme &theme, const WallType &type);

    QPainter &painter() { return m_painter; }
    const WallType &type() const { return m_type; }
    const Theme &theme() const { return m_theme; }
    double px(double at1080) const { return m_type.px(at1080); }

    static double widthOf(const QString &text, const QFont &font);
    static double heightOf(const QFont &font);
    /// One line, elided to the box; answers the width that it took.
    double text(const QRectF &box, const QString &text, const QFont &font, const QColor &color,
        Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
    double text(const QRectF &box, const QString &text, const QFont &font, Token token,
        Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
    /// A card with a border in the state's colour; hatched where what it shows cannot be trusted.
    void card(const QRectF &box, std::optional<Token> state, bool blind);
    void shape(const QRectF &box, StateShape shape);

private:
    QPainter &m_painter;
    const Theme &m_theme;
    WallType m_type;
};

} // namespace opsdeck
