// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/pageshelf.h"

#include "widgets/shell/page.h"

#include <algorithm>

namespace opsdeck {

PageShelf::PageShelf(std::function<void(Page *)> taken)
    : m_taken(std::move(taken))
{ }

void PageShelf::add(const std::function<PageCard()> &card, const std::function<Page *()> &make)
{
    m_entries.append({card, make});
}

void PageShelf::remove(const Page *page)
{
    m_entries.removeIf([page](const Entry &entry) { return entry.page == page; });
}

bool PageShelf::contains(const QString &id) const
{
    return indexOf(id) >= 0;
}

QStringList PageShelf::ids() const
{
    QStringList ids;
    for (const PageCard &card : cards())
        ids.append(card.id);
    return ids;
}

QList<PageCard> PageShelf::cards() const
{
    QList<PageCard> cards;
    for (const Entry &entry : m_entries)
        cards.append(entry.card());
    return cards;
}

PageCard PageShelf::card(const QString &id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? PageCard() : m_entries.at(index).card();
}

Page *PageShelf::page(const QString &id)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return nullptr;
    if (!m_entries.at(index).page)
        take(m_entries[index]);
    return m_entries.at(index).page;
}

Page *PageShelf::made(const QString &id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? nullptr : m_entries.at(index).page;
}

QList<Page *> PageShelf::made() const
{
    QList<Page *> pages;
    for (const Entry &entry : m_entries) {
        if (entry.page)
            pages.append(entry.page);
    }
    return pages;
}

bool PageShelf::makeNext()
{
    const auto next = std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return !entry.page; });
    if (next == m_entries.end())
        return false;
    take(*next);
    return true;
}

void PageShelf::take(Entry &entry)
{
    Page *page = entry.make();
    entry.page = page;
    m_taken(page);
}

qsizetype PageShelf::indexOf(const QString &id) const
{
    const auto found = std::find_if(
        m_entries.cbegin(), m_entries.cend(), [&id](const Entry &entry) { return entry.card().id == id; });
    return found == m_entries.cend() ? -1 : found - m_entries.cbegin();
}

} // namespace opsdeck
