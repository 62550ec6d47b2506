// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/quickfont.h"

#include <algorithm>
#include <array>

namespace opsdeck {

namespace {

struct Range
{
    char16_t first;
    char16_t last;
};

/// Whose letters stand beside each other as they are. Surrogates are not among them: most are emoji, which join.
constexpr std::array plain{
    Range{0x0000, 0x02FF}, // Latin
    Range{0x0370, 0x0482}, // Greek, Cyrillic, without its combining marks
    Range{0x048A, 0x058F}, Range{0x10A0, 0x10FF}, // Georgian
    Range{0x1E00, 0x200B}, // Latin and Greek again, blanks
    Range{0x200E, 0x20CF}, // punctuation, without the joiners
    Range{0x2100, 0x2DDF}, // signs, arrows, box drawing
    Range{0x2E00, 0x3029}, // Chinese punctuation
    Range{0x3030, 0x3098}, // kana, without the marks that combine
    Range{0x309B, 0xA4CF}, // Chinese and Japanese
    Range{0xAC00, 0xD7A3}, // Korean syllables
    Range{0xE000, 0xFB06}, Range{0xFE10, 0xFE1F}, // forms of punctuation
    Range{0xFE30, 0xFE6F}, Range{0xFF00, 0xFFFF}, // wide and narrow forms
};

bool isPlain(QChar c)
{
    const auto after = std::upper_bound(plain.begin(), plain.end(), c.unicode(),
        [](char16_t letter, const Range &range) { return letter < range.first; });
    return after != plain.begin() && c.unicode() <= std::prev(after)->last;
}

} // namespace

bool needsShaping(QStringView text)
{
    return !std::all_of(
        text.begin(), text.end(), [](QChar c) { return c.unicode() <= plain.front().last || isPlain(c); });
}

QFont quickFont(QFont font, QStringView text)
{
    font.setStyleStrategy(needsShaping(text) ? QFont::PreferDefault : QFont::PreferNoShaping);
    return font;
}

} // namespace opsdeck
