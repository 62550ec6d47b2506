// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/walltype.h"

#include <algorithm>

namespace opsdeck {

namespace {

struct Look
{
    int pixels;
    QFont::Weight weight;
    int least = 0; ///< whatever the factor
};

Look lookOf(WallText text)
{
    constexpr int line = static_cast<int>(WallType::LeastLine);
    switch (text) {
    case WallText::Count:
        return {120, QFont::Bold};
    case WallText::SmallCount:
        return {96, QFont::Bold};
    case WallText::Clock:
        return {80, QFont::DemiBold};
    case WallText::Huge:
        return {300, QFont::DemiBold};
    case WallText::Heading:
        return {40, QFont::DemiBold};
    case WallText::Title:
        return {32, QFont::DemiBold, line};
    case WallText::Strong:
        return {30, QFont::DemiBold, line};
    case WallText::Line:
        return {30, QFont::Normal, line};
    case WallText::Meta:
        return {24, QFont::Normal, 22};
    case WallText::Version:
        return {23, QFont::Normal, 22};
    }
    return {line, QFont::Normal};
}

} // namespace

WallType::WallType(const Theme &theme, const QSize &screen)
    : m_theme(theme)
    , m_scale(std::max(0.25, std::min(screen.width() / 1920.0, screen.height() / 1080.0)))
{ }

QFont WallType::font(WallText text, double factor) const
{
    const Look look = lookOf(text);
    QFont font = text == WallText::Version ? m_theme.monoFont() : m_theme.bodyFont();
    font.setPixelSize(std::max(1, qRound(std::max<double>(look.pixels * factor, look.least) * m_scale)));
    font.setWeight(look.weight);
    return font;
}

} // namespace opsdeck
