// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/cardlayout.h"

#include <algorithm>

namespace opsdeck {

CardLayout::CardLayout(const QList<Group> &groups, const Heights &heights)
    : m_heights(heights)
{
    m_groups.reserve(groups.size());
    for (const Group &group : groups) {
        m_groups.append({m_height, m_places, group.rows, group.open, group.tall});
        const int rows = group.open ? group.rows : 0;
        m_height += topOfRow(m_groups.last(), rows);
        m_places += 1 + rows;
    }
}

int CardLayout::topOfRow(const Card &card, int row) const
{
    const auto above = std::lower_bound(card.tall.cbegin(), card.tall.cend(), row) - card.tall.cbegin();
    return m_heights.head + row * m_heights.row + (card.open ? static_cast<int>(above) * m_heights.line : 0);
}

CardLayout::Place CardLayout::at(int y) const
{
    if (y < 0 || y >= m_height)
        return {};
    const auto next = std::upper_bound(
        m_groups.cbegin(), m_groups.cend(), y, [](int at, const Card &card) { return at < card.top; });
    const auto card = std::prev(next);
    const int group = static_cast<int>(card - m_groups.cbegin());
    const int below = y - card->top;
    if (below < m_heights.head || !card->open)
        return {group, -1};
    int first = 0; // the last row that begins above
    for (int last = card->rows - 1; first < last;) {
        const int middle = first + (last - first + 1) / 2;
        if (topOfRow(*card, middle) <= below)
            first = middle;
        else
            last = middle - 1;
    }
    return {group, first};
}

int CardLayout::top(const Place &place) const
{
    const Card &card = m_groups.at(place.group);
    return place.row < 0 || !card.open ? card.top : card.top + topOfRow(card, place.row);
}

int CardLayout::heightOf(const Place &place) const
{
    return place.row < 0 ? m_heights.head : m_heights.row + (isTall(place) ? m_heights.line : 0);
}

bool CardLayout::isTall(const Place &place) const
{
    return isVisible(place) && place.row >= 0
        && std::binary_search(m_groups.at(place.group).tall.cbegin(), m_groups.at(place.group).tall.cend(), place.row);
}

bool CardLayout::isVisible(const Place &place) const
{
    if (place.group < 0 || place.group >= m_groups.size())
        return false;
    const Card &card = m_groups.at(place.group);
    return place.row < 0 || (card.open && place.row < card.rows);
}

int CardLayout::number(const Place &place) const
{
    return isVisible(place) ? m_groups.at(place.group).number + 1 + place.row : -1;
}

CardLayout::Place CardLayout::place(int number) const
{
    if (number < 0 || number >= m_places)
        return {};
    const auto next = std::upper_bound(
        m_groups.cbegin(), m_groups.cend(), number, [](int at, const Card &card) { return at < card.number; });
    const auto card = std::prev(next);
    return {static_cast<int>(card - m_groups.cbegin()), number - card->number - 1};
}

} // namespace opsdeck
