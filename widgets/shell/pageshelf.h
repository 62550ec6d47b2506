// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace opsdeck {

class Page;
struct PageCard;

/// The pages of a window by name, each made when it is first asked for. Owns none of them.
class PageShelf
{
public:
    /// `taken` is called for each page once it is made.
    explicit PageShelf(std::function<void(Page *)> taken);

    /// `card` is asked anew each time: a title changes with the language.
    void add(const std::function<PageCard()> &card, const std::function<Page *()> &make);
    void remove(const Page *page);
    bool contains(const QString &id) const;
    QStringList ids() const;
    QList<PageCard> cards() const;
    PageCard card(const QString &id) const;
    Page *page(const QString &id); ///< null where there is none of that name
    Page *made(const QString &id) const; ///< null also where it was not made yet
    QList<Page *> made() const;
    bool makeNext(); ///< false when all are made

private:
    struct Entry
    {
        std::function<PageCard()> card;
        std::function<Page *()> make;
        Page *page = nullptr; ///< until it is made
    };

    void take(Entry &entry);
    qsizetype indexOf(const QString &id) const;

    const std::function<void(Page *)> m_taken;
    QList<Entry> m_entries;
};

} // namespace opsdeck
