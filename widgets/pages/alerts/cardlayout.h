// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace opsdeck {

/// Where the groups of the alert wall and their alerts stand, one below the other: heads are all of one height, alerts
/// too, but for the few with a line below them, so a hundred thousand need no measuring.
class CardLayout
{
public:
    struct Group
    {
        int rows = 0;
        bool open = false;
        QList<int> tall{}; ///< rows with a line below them, in order
    };
    /// The heights of what stands there.
    struct Heights
    {
        int head = 1;
        int row = 1;
        int line = 0; ///< below a tall row
    };
    /// A head, or a row below it.
    struct Place
    {
        int group = -1;
        int row = -1; ///< -1 = the head

        bool isValid() const { return group >= 0; }
        bool operator==(const Place &) const = default;
    };

    CardLayout() = default;
    CardLayout(const QList<Group> &groups, const Heights &heights);

    qsizetype groups() const { return m_groups.size(); }
    bool isOpen(int group) const { return group >= 0 && group < m_groups.size() && m_groups.at(group).open; }
    int height() const { return m_height; }
    /// Heads, and the rows of open groups.
    int places() const { return m_places; }

    /// Invalid above the first and below the last one.
    Place at(int y) const;
    /// Of a closed group's row: where its head stands.
    int top(const Place &place) const;
    int heightOf(const Place &place) const;
    bool isTall(const Place &place) const;
    bool isVisible(const Place &place) const;

    /// The place in the order from top to bottom, and back.
    int number(const Place &place) const;
    Place place(int number) const;

private:
    struct Card
    {
        int top = 0;
        int number = 0;
        int rows = 0;
        bool open = false;
        QList<int> tall;
    };

    int topOfRow(const Card &card, int row) const; ///< below the card's own top

    QList<Card> m_groups;
    Heights m_heights;
    int m_height = 0;
    int m_places = 0;
};

} // namespace opsdeck
