// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/cardlayout.h"

#include <algorithm>

namespace opsdeck {

CardLayout::CardLayout(const QList<Group> &groups, int headHeight, int rowHeight)
    : m_headHeight(headHeight)
    , m_rowHeight(rowHeight)
{
    m_groups.reserve(groups.size());
    for (const Group &group : groups) {
        m_groups.append({m_height, m_places, group.rows, group.open});
        const int rows = group.open ? group.rows : 0;
        m_height += headHeight + rows * rowHeight;
        m_places += 1 + rows;
    }
}

CardLayout::Place CardLayout::at(int y) const
{
    if (y < 0 || y >= m_height)
        return {};
    const auto next = std::upper_bound(
        m_groups.cbegin(), m_groups.cend(), y, [](int at, const Card &card) { return at < card.top; });
    const auto card = std::prev(next);
    const int below = y - card->top - m_headHeight;
    return {static_cast<int>(card - m_groups.cbegin()), below < 0 ? -1 : below / m_rowHeight};
}

int CardLayout::top(const Place &place) const
{
    const Card &card = m_groups.at(place.group);
    return place.row < 0 || !card.open ? card.top : card.top + m_headHeight + place.row * m_rowHeight;
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
