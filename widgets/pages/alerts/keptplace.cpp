// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/keptplace.h"

#include "widgets/pages/alerts/alertview.h"

#include <QScrollBar>

#include <algorithm>

namespace opsdeck {

void KeptPlace::remember()
{
    m_inView.clear();
    const CardLayout &cards = m_view.cards();
    const int offset = m_view.verticalScrollBar()->value();
    // At the very top with nobody's hand on it, what is new and worst may show itself.
    const bool isHeld = offset > 0 || m_view.viewport()->underMouse();
    const int first = isHeld ? cards.number(cards.at(offset)) : -1;
    for (int number = first; number >= 0 && number < cards.places(); ++number) {
        const CardLayout::Place place = cards.place(number);
        const int y = cards.top(place) - offset;
        if (y >= m_view.viewport()->height())
            break;
        m_inView.append({m_view.indexOf(place), y});
    }
    rememberCurrent();
}

void KeptPlace::restore()
{
    restoreCurrent();
    for (const Held &held : std::as_const(m_inView)) {
        const CardLayout::Place place = m_view.placeOf(held.index);
        if (!m_view.cards().isVisible(place))
            continue;
        m_view.verticalScrollBar()->setValue(m_view.cards().top(place) - held.y);
        break;
    }
    m_inView.clear();
}

void KeptPlace::rememberCurrent()
{
    constexpr int around = 50;
    m_current.clear();
    const CardLayout &cards = m_view.cards();
    const int current = cards.number(m_view.placeOf(m_view.currentIndex()));
    if (current < 0)
        return;
    m_current.append(m_view.currentIndex());
    for (int distance = 1; distance <= around; ++distance) {
        for (const int number : {current + distance, current - distance}) {
            const CardLayout::Place place = cards.place(number);
            if (place.row >= 0)
                m_current.append(m_view.indexOf(place));
        }
    }
}

void KeptPlace::restoreCurrent()
{
    const auto nearest = std::find_if(m_current.cbegin(), m_current.cend(),
        [this](const auto &index) { return m_view.cards().isVisible(m_view.placeOf(index)); });
    if (nearest != m_current.cend() && *nearest != m_view.currentIndex())
        m_view.moveCurrent(*nearest);
    m_current.clear();
}

} // namespace opsdeck
